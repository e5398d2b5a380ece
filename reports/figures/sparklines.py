"""Small lines of months, as whole numbers for an SVG drawn by the server. Pure.

A month without a value breaks the line; nothing is drawn through it, and nothing at zero for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from targets.attainment import EXACT, Quantity

WIDTH, HEIGHT, MARGIN = 240, 56, 5
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scale:
    """The quantities at the bottom and at the top of the box."""

    low: Quantity
    high: Quantity


@dataclass(frozen=True, slots=True)
class Sparkline:
    """`lines`: months that follow one another, as the points of a polyline. `dots`: months alone
    between gaps. `last`: the last month, where it has a value. `breaks`: where an upright line
    stands, left of a month."""

    lines: Sequence[str]
    dots: Sequence[Point]
    last: Point | None
    breaks: Sequence[int]


def scale_of(quantities: Iterable[Quantity | None]) -> Scale | None:
    """From the lowest to the highest known; None when nothing is known."""
    known = [each for each in quantities if each is not None]
    return Scale(min(known), max(known)) if known else None


def sparkline(
    quantities: Sequence[Quantity | None], scale: Scale | None, breaks: Iterable[int] = ()
) -> Sparkline:
    """`scale` holds every quantity; `breaks`: positions of months before which something ended."""
    points = [
        None if each is None or scale is None else (_x(index, len(quantities)), _y(each, scale))
        for index, each in enumerate(quantities)
    ]
    runs = [
        [point for point in run if point is not None]
        for is_known, run in groupby(points, lambda point: point is not None)
        if is_known
    ]
    half = _x(1, len(quantities)) - _x(0, len(quantities)) if len(quantities) > 1 else 0
    return Sparkline(
        lines=[" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1],
        dots=[run[0] for run in runs if len(run) == 1],
        last=points[-1] if points else None,
        breaks=[_x(position, len(quantities)) - half // 2 for position in breaks],
    )


def _x(index: int, count: int) -> int:
    return MARGIN + index * (WIDTH - 2 * MARGIN) // max(count - 1, 1)


def _y(quantity: Quantity, scale: Scale) -> int:
    """From the top; in the middle where the scale has no height."""
    inner = HEIGHT - 2 * MARGIN
    height = EXACT.subtract(Decimal(scale.high), Decimal(scale.low))
    if not height:
        return MARGIN + inner // 2
    below_top = EXACT.subtract(Decimal(scale.high), Decimal(quantity))
    return MARGIN + int(EXACT.divide(EXACT.multiply(below_top, inner), height))
