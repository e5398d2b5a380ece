"""Steps of a heat table: which cells share a colour. Pure.

Each step holds about as many cells as the next. Two cells that read the same are never told apart:
numbers are compared as they are written, and equal ones share a step.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from targets.attainment import Quantity

STEPS = 6
_AS_WRITTEN = Context(prec=60, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Step:
    """A colour and the lowest and highest number that have it, as written."""

    number: int
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Steps:
    """`of(quantity)`: the number of its step, 1 the lowest; for the quantities it was made of."""

    places: int
    used: Sequence[Step]
    numbers: Mapping[Decimal, int]

    def of(self, quantity: Quantity) -> int:
        return self.numbers[as_written(quantity, self.places)]


def as_written(quantity: Quantity, places: int) -> Decimal:
    """Rounded half up, as where a number becomes text."""
    return _AS_WRITTEN.quantize(Decimal(quantity), Decimal(1).scaleb(-places))


def steps(quantities: Sequence[Quantity], places: int) -> Steps:
    written = sorted(as_written(each, places) for each in quantities)
    numbers = {each: _number(each, written) for each in written}
    of_step: dict[int, list[Decimal]] = {}
    for each, number in numbers.items():
        of_step.setdefault(number, []).append(each)
    used = [Step(number, found[0], found[-1]) for number, found in of_step.items()]
    return Steps(places, used, numbers)


def _number(each: Decimal, written: Sequence[Decimal]) -> int:
    """By the middle of the places that equal numbers take up in the order of all."""
    twice_the_middle = bisect_left(written, each) + bisect_right(written, each) - 1
    return 1 + twice_the_middle * STEPS // (2 * len(written))
