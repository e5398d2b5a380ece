"""How fast a promise is being kept: pace, path to date, and the light beside a figure.

Pure, under the terms of `targets.attainment`: `int` and `Decimal`, no rounding, None means not
known. Works alike for a stock (level at month's end) and for a flow, whose year starts from zero.

The path to date is this application's own yardstick, not an authority's: screens say so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from targets.attainment import EXACT, Quantity, reaches

MONTHS = 12


class Light(StrEnum):
    """Where a figure stands against its target, and the sign shown for it."""

    REACHED = "reached"
    ON_PATH = "on_path"
    BEHIND = "behind"
    MISSED = "missed"
    NO_DATA = "no_data"

    @property
    def sign(self) -> str:
        return _SIGNS[self]


_SIGNS = {
    Light.REACHED: "✓",
    Light.ON_PATH: "▲",
    Light.BEHIND: "✕",
    Light.MISSED: "✕",
    Light.NO_DATA: "–",
}


def needed_pace(remaining: int | None, months_left: int) -> int | None:
    """How many people each remaining month must add, rounded up, as it is a task; zero when nothing
    remains.

    None when `remaining` is, or when something remains and no month does.
    """
    if remaining is None:
        return None
    if remaining <= 0:
        return 0
    return -(-remaining // months_left) if months_left > 0 else None


def gained_a_month(start: int | None, end: int | None, months: int) -> Decimal | None:
    """What each of so many months added on average, from the level before them to that of the last.
    Below zero when it fell; None of no month."""
    if start is None or end is None or months < 1:
        return None
    return EXACT.divide(EXACT.subtract(end, start), months)


@dataclass(frozen=True, slots=True)
class PastYear:
    """People, or a rate, at the December before a past year, at the end of a month of it, and at
    its end."""

    start: Quantity
    at_month: Quantity
    end: Quantity


def usual_deviation(years: Sequence[PastYear], month: int) -> Decimal | None:
    """How far the month usually stands from the straight line between the two Decembers, as a share
    of the December before: the median of the past years. BHYT falls every January, when cards
    lapse, and climbs in the last quarter, so that against a merely straight line every unit is
    behind until autumn. None without a year that began with people.

    Raises ValueError for a month outside 1 to 12.
    """
    _check_month(month)
    shares = sorted(_deviation(each, month) for each in years if each.start)
    if not shares:
        return None
    low, high = shares[(len(shares) - 1) // 2], shares[len(shares) // 2]
    return EXACT.divide(EXACT.add(low, high), 2)


def _deviation(year: PastYear, month: int) -> Decimal:
    from_start, to_end = (
        EXACT.multiply(year.start, MONTHS - month),
        EXACT.multiply(year.end, month),
    )
    apart = EXACT.subtract(EXACT.multiply(year.at_month, MONTHS), EXACT.add(from_start, to_end))
    return EXACT.divide(apart, EXACT.multiply(year.start, MONTHS))


def path_to_date(
    start: Quantity | None,
    target: Quantity | None,
    month: int,
    deviation: Decimal | None = None,
) -> Decimal | None:
    """Where a climb from `start` to the year's target stands at the end of `month`: an even one,
    and where it is known the usual deviation of the month, a share of `start`.

    `start` is last December's level for a stock and 0 for a flow; December gives the target
    itself. Raises ValueError for a month outside 1 to 12.
    """
    _check_month(month)
    if start is None or target is None:
        return None
    weighed = EXACT.add(EXACT.multiply(start, MONTHS - month), EXACT.multiply(target, month))
    even = EXACT.divide(weighed, MONTHS)
    if deviation is None or month == MONTHS:
        return even
    return EXACT.add(even, EXACT.multiply(start, deviation))


def reference_path(milestones: Mapping[int, Decimal], year: int) -> Decimal | None:
    """The value for a year on straight lines between milestone years.

    For an authority that set only milestones (2021, 2025, 2030): a reference, never a target.
    None before the first milestone and after the last.
    """
    if year in milestones:
        return milestones[year]
    earlier = max((y for y in milestones if y < year), default=None)
    later = min((y for y in milestones if y > year), default=None)
    if earlier is None or later is None:
        return None
    weighed = EXACT.add(
        EXACT.multiply(milestones[earlier], later - year),
        EXACT.multiply(milestones[later], year - earlier),
    )
    return EXACT.divide(weighed, later - earlier)


def light(
    actual: Quantity | None,
    target: Quantity | None,
    path: Quantity | None,
    *,
    is_of_more: bool = False,
    is_over: bool = False,
) -> Light:
    """Reached; else at or above the path, or below it; no data where that cannot be told.
    `is_of_more`: more than the target was promised; `is_over`: no month of the year is left, in
    which there is no path any more."""
    if actual is None or target is None:
        return Light.NO_DATA
    if reaches(actual, target, is_of_more=is_of_more):
        return Light.REACHED
    if is_over:
        return Light.MISSED
    if path is None:
        return Light.NO_DATA
    return Light.ON_PATH if actual >= path else Light.BEHIND


def _check_month(month: int) -> None:
    if not 1 <= month <= MONTHS:
        raise ValueError(f"month {month} is not between 1 and {MONTHS}")
