"""The warnings of the numbers of one unit and indicator, month by month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from coverage.models import AdministrativeUnit, Indicator
from coverage.warnings.query import open_below_by_month, warnings_of
from coverage.warnings.standing import Mark
from reports.figures.known import Known
from reports.figures.values import Value


@dataclass(frozen=True, slots=True)
class Warned:
    """`mark`: of what the unit itself reported; `units`: of a sum, how many of its units have an
    open warning."""

    mark: Mark | None = None
    units: int = 0


NOT_WARNED = Warned()


def warned_months(
    facts: Known,
    unit: AdministrativeUnit,
    indicator: Indicator,
    values: Mapping[date, Value],
    moment: datetime | None,
) -> dict[date, Warned]:
    """Of each month that has a number. What a unit was formed of has its own; where that were
    several, they are the units of the sum. Two statements, whatever the number of months."""
    rows = {period: facts.rows_in(unit, period) for period in values if values[period].has_figure}
    every = {row for found in rows.values() for row in found}
    warnings = warnings_of(every, rows, moment)
    below = open_below_by_month(every, rows, moment)

    def warned(period: date) -> Warned:
        marks = [warnings.mark(row, period, indicator.code) for row in rows[period]]
        if values[period].is_reported:
            return Warned(mark=next(iter(marks), None))
        if len(marks) > 1:
            return Warned(units=sum(mark is not None and mark.is_open for mark in marks))
        return Warned(units=sum(below[row, period].of(indicator.code) for row in rows[period]))

    return {period: warned(period) for period in rows}
