"""A bar of an actual beside its path to date and its target: where each stands, for a drawing.

Pure. The target always stands at the same place, so that the bars of a table compare at a glance;
what goes beyond the end of the bar is cut off there and marked. Places are whole tenths of a per
cent of the target: they are drawn, never read as numbers.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from targets.attainment import EXACT, Quantity, percent
from targets.pace import Light

TENTHS_A_PER_CENT = 10
TARGET = 100 * TENTHS_A_PER_CENT
END = 125 * TENTHS_A_PER_CENT


@dataclass(frozen=True, slots=True)
class Bullet:
    """Places from 0 to `END` on a bar whose target stands at `TARGET`.

    `actual` is None where nothing is known, which is not 0; `estimate`: what it may come to, of a
    sum that lacks units. `goes_beyond`: either is past the end of the bar. `path` is None where
    there is none or it lies past the end.
    """

    actual: int | None
    path: int | None
    goes_beyond: bool
    light: Light
    estimate: int | None = None


def bullet(
    actual: Quantity | None,
    path: Quantity | None,
    target: Quantity | None,
    light: Light = Light.NO_DATA,
    *,
    estimate: Quantity | None = None,
) -> Bullet | None:
    """All of them in people or all in per cent. None without a target, and for one of zero: there
    is nothing to measure on."""
    if target is None or target <= 0:
        return None
    place, of_path = _place(actual, target), _place(path, target)
    estimated = _place(estimate, target)
    return Bullet(
        actual=None if place is None else min(place, END),
        path=None if of_path is None or of_path > END else of_path,
        goes_beyond=any(each is not None and each > END for each in (place, estimated)),
        light=light,
        estimate=None if estimated is None else min(estimated, END),
    )


def _place(quantity: Quantity | None, target: Quantity) -> int | None:
    share = percent(quantity, target)
    return None if share is None else _tenths(share)


def place_of(attained: Decimal) -> int:
    """Where a percentage of the target stands, within the bar."""
    return min(_tenths(attained), END)


def _tenths(share: Decimal) -> int:
    tenths = EXACT.multiply(share, TENTHS_A_PER_CENT)
    return max(0, int(tenths.to_integral_value(ROUND_HALF_UP)))
