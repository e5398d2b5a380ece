"""The warnings of the numbers of one indicator, unit by unit and month by month."""

from collections.abc import Iterable, Mapping
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
    units: Iterable[AdministrativeUnit],
    indicator: Indicator,
    series: Mapping[int, Mapping[date, Value]],
    moment: datetime | None,
) -> dict[tuple[int, date], Warned]:
    """(unit, month) -> the warnings of each number that is there. What a unit was formed of has its
    own; where that were several, they are the units of the sum. Two statements, whatever the number
    of units and months. `series`: of each unit its values by month."""
    rows = {
        (unit.pk, period): facts.rows_in(unit, period)
        for unit in units
        for period, value in series[unit.pk].items()
        if value.has_figure
    }
    every = {row for found in rows.values() for row in found}
    periods = {period for _unit, period in rows}
    warnings = warnings_of(every, periods, moment)
    below = open_below_by_month(every, periods, moment)

    def warned(unit_id: int, period: date) -> Warned:
        formed_of = rows[unit_id, period]
        marks = [warnings.mark(row, period, indicator.code) for row in formed_of]
        if series[unit_id][period].is_reported:
            return Warned(mark=next(iter(marks), None))
        if len(marks) > 1:
            return Warned(units=sum(mark is not None and mark.is_open for mark in marks))
        return Warned(units=sum(below[row, period].of(indicator.code) for row in formed_of))

    return {key: warned(*key) for key in rows}
