"""Why a rate changed: by its people or by its denominator. Pure, under the terms of
`targets.attainment`."""

from dataclasses import dataclass
from decimal import Decimal

from targets.attainment import EXACT


@dataclass(frozen=True, slots=True)
class RateSplit:
    """A change of rate in points, and the parts due to people and to the denominator."""

    total: Decimal
    by_people: Decimal
    by_denominator: Decimal


def split_rate_change(
    people_before: int | None,
    denominator_before: int | None,
    people_now: int | None,
    denominator_now: int | None,
) -> RateSplit | None:
    """Split a change of rate into the part due to people and the part due to the denominator.

    Each part moves one of the two and holds the other at the mean of its before and now (for the
    denominator, of 1 ÷ it), so the order of the moves does not matter, going back gives the same
    parts with the other sign, and the parts add up to the total. Each of the three is exact to 40
    significant digits. None when a number is missing or a denominator is zero.
    """
    if people_before is None or people_now is None or not (denominator_before and denominator_now):
        return None
    product = denominator_before * denominator_now
    moved = people_now * denominator_before - people_before * denominator_now
    by_people = (people_now - people_before) * (denominator_before + denominator_now)
    by_denominator = (people_before + people_now) * (denominator_before - denominator_now)
    return RateSplit(
        total=EXACT.divide(moved * 100, product),
        by_people=EXACT.divide(by_people * 50, product),
        by_denominator=EXACT.divide(by_denominator * 50, product),
    )
