"""Reproducible chance: the same seed and the same words always give the same number.

A hash instead of a random generator: a draw does not depend on how many were made before it, so
adding a district leaves every other figure as it was.
"""

from hashlib import blake2b

_DIGEST_BYTES = 8


def draw(seed: int, *words: object, spread: int) -> int:
    """A whole number from -spread to +spread, all equally likely."""
    return rank(seed, *words) % (2 * spread + 1) - spread


def rank(seed: int, *words: object) -> int:
    """A number to put things in a random order by: 0 to 2**64 - 1."""
    text = "|".join(str(word) for word in (seed, *words))
    return int.from_bytes(blake2b(text.encode(), digest_size=_DIGEST_BYTES).digest(), "big")
