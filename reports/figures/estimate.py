"""The one estimate beside a sum that lacks units: of the whole, with each unit that is missing at
its last figure that counts (design section 5, "Sums"). Pure.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from coverage.notation.periods import add_months
from reports.figures.values import Value

MONTHS_BACK = 3
# What is known of one unit in a month.
OfUnit = Callable[[date], Value]


@dataclass(frozen=True, slots=True)
class Taken:
    """The figures of an earlier month that stand for those of units that are missing."""

    period: date
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """`people` of the whole; `taken`: what of them is of earlier months, the latest first."""

    people: int
    taken: tuple[Taken, ...]
    simulated: bool


def months_looked_at(period: date) -> list[date]:
    """Those whose figures may be taken, the latest first: three at most, and none of the year
    before, whose cards have lapsed."""
    earlier = (add_months(period, -back) for back in range(1, MONTHS_BACK + 1))
    return [month for month in earlier if month.year == period.year]


def last_whole(unit: OfUnit, period: date) -> tuple[date, Value] | None:
    """The month, and what all of the unit was last known to come to before `period`. None where it
    is too old, or where the indicator has not applied since."""
    for month in months_looked_at(period):
        value = unit(month)
        if value.does_not_apply:
            return None
        if value.whole_people is not None:
            return month, value
    return None


def estimate(units: Iterable[OfUnit], period: date) -> Estimate | None:
    """`units`: those directly below the whole. None where nobody is missing, and where of anybody
    who is there is no figure to take."""
    counted: list[Value] = []
    taken: dict[date, list[Value]] = {}
    for unit in units:
        now = unit(period)
        if now.does_not_apply:
            continue
        if now.whole_people is not None:
            counted.append(now)
            continue
        last = last_whole(unit, period)
        if last is None:
            return None
        taken.setdefault(last[0], []).append(last[1])
    if not taken:
        return None
    used = [*counted, *(value for values in taken.values() for value in values)]
    return Estimate(
        people=sum(value.people or 0 for value in used),
        taken=tuple(Taken(month, tuple(taken[month])) for month in sorted(taken, reverse=True)),
        simulated=any(value.simulated for value in used),
    )
