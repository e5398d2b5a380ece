"""How a month usually stands beside an even climb through its year, by the unit's past years. Pure.

BHYT falls in January, when cards lapse, and climbs in the last quarter: a path that knows it keeps
every unit from being behind until autumn (docs/decisions.md, 173).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from reports.figures.like_for_like import count_the_same
from reports.figures.values import Value
from targets.pace import MONTHS, PastYear, usual_deviation

MOST_YEARS = 3

OfMonth = Callable[[date], Value]


@dataclass(frozen=True, slots=True)
class Season:
    """`deviation`: of a month from the straight line, as a share of last December; by `years`, the
    latest first. `of_parent`: of the unit above, since the unit itself has no whole year."""

    deviation: Decimal
    years: tuple[int, ...]
    simulated: bool = False
    of_parent: bool = False

    @property
    def borrowed(self) -> "Season":
        return replace(self, of_parent=True)


def season_months(period: date) -> set[date]:
    """The months of past years by which the one of a month is told; none in December, in which the
    path is the target."""
    return {month for year in _past_years(period) for month in year}


def season_of(value: OfMonth, period: date) -> Season | None:
    """`value`: of a stock of the unit in a month. None where no past year is whole: both its
    Decembers and the month, told of the same units and people."""
    whole = {
        now.year: (start, at_month, end)
        for before, now, december in _past_years(period)
        for start, at_month, end in [(value(before), value(now), value(december))]
        if _are_alike(start, at_month) and _are_alike(start, end)
    }
    years = [_people(values) for values in whole.values()]
    deviation = usual_deviation(years, period.month)
    if deviation is None:
        return None
    simulated = any(each.simulated for values in whole.values() for each in values)
    return Season(deviation, tuple(whole), simulated)


def _past_years(period: date) -> Iterator[tuple[date, date, date]]:
    """The December before, the month and the December of each, the latest first."""
    if period.month == MONTHS:
        return
    for year in range(period.year - 1, period.year - 1 - MOST_YEARS, -1):
        yield date(year - 1, MONTHS, 1), period.replace(year=year), date(year, MONTHS, 1)


def _are_alike(one: Value, other: Value) -> bool:
    return count_the_same(one, other) and _scope(one) == _scope(other)


def _scope(value: Value) -> str:
    return value.own.scope if value.own else ""


def _people(values: tuple[Value, Value, Value]) -> PastYear:
    start, at_month, end = (value.people or 0 for value in values)
    return PastYear(start, at_month, end)
