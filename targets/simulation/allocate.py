"""Sharing a total out so that the parts add up to it exactly."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def apportion(total: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """Whole parts of `total` in proportion to `weights`, by largest remainder.

    The parts add up to `total`, each is within one of its exact share, and a part of weight 0 is
    0. Of equal remainders the first key wins. Raises ValueError for a negative total or weight,
    and where nothing but zeros could carry a total.
    """
    whole = sum(weights.values())
    if total < 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("neither the total nor a weight may be negative")
    if whole == 0:
        if total:
            raise ValueError("a total needs a weight above zero to go to")
        return dict.fromkeys(weights, 0)
    shares = {key: divmod(total * weight, whole) for key, weight in weights.items()}
    parts = {key: quotient for key, (quotient, _) in shares.items()}
    by_remainder = sorted(shares, key=lambda key: shares[key][1], reverse=True)
    for key in by_remainder[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def scaled(number: int, part: int, whole: int) -> int:
    """number × part ÷ whole, rounded half up; all three at least zero, `whole` above zero."""
    return (2 * number * part + whole) // (2 * whole)
