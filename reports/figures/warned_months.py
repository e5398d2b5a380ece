"""The warnings of the numbers of one indicator, unit by unit and month by month."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
    """(unit, month) -> the warnings of each number that is there. Two statements, whatever the
    number of units and months. `series`: of each unit its values by month."""
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
        return warned_by(
            rows[unit_id, period],
            lambda row: warnings.mark(row, period, indicator.code),
            lambda row: below[row, period].of(indicator.code),
            lambda row: facts.value_of_row(row, indicator, period).is_reported,
        )

    return {key: warned(*key) for key in rows}


def warned_by(
    rows: Sequence[int],
    mark_of: Callable[[int], Mark | None],
    open_below: Callable[[int], int],
    is_reported: Callable[[int], bool],
) -> Warned:
    """Of a number that is that of the unit `rows`, or of the several that went into its unit: these
    are the units of the sum then. A row that reported itself has its own warning alone."""
    if len(rows) == 1:
        if is_reported(rows[0]):
            return Warned(mark=mark_of(rows[0]))
        return Warned(units=open_below(rows[0]))

    def is_open(row: int) -> bool:
        mark = mark_of(row) if is_reported(row) else None
        return mark.is_open if mark is not None else not is_reported(row) and open_below(row) > 0

    return Warned(units=sum(map(is_open, rows)))
