"""Stretches of the number line, exact, with ends that belong to them or not."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from `lo` to `hi`; None is no limit; an open end is not itself included."""

    lo: Fraction | None
    hi: Fraction | None
    lo_open: bool = False
    hi_open: bool = False

    @property
    def is_empty(self) -> bool:
        if self.lo is None or self.hi is None:
            return False
        return self.lo > self.hi or (self.lo == self.hi and (self.lo_open or self.hi_open))

    @property
    def is_bounded(self) -> bool:
        return self.lo is not None and self.hi is not None

    def mirrored(self) -> "Span":
        """The span of −x for every x in this one."""
        lo = None if self.hi is None else -self.hi
        hi = None if self.lo is None else -self.lo
        return Span(lo, hi, self.hi_open, self.lo_open)

    def shifted(self, by: Fraction | int) -> "Span":
        lo = None if self.lo is None else self.lo + by
        hi = None if self.hi is None else self.hi + by
        return Span(lo, hi, self.lo_open, self.hi_open)

    def plus(self, other: "Span") -> "Span":
        lo = None if self.lo is None or other.lo is None else self.lo + other.lo
        hi = None if self.hi is None or other.hi is None else self.hi + other.hi
        return Span(lo, hi, self.lo_open or other.lo_open, self.hi_open or other.hi_open)

    def minus(self, other: "Span") -> "Span":
        return self.plus(other.mirrored())

    def times(self, other: "Span") -> "Span":
        """The products; both at or above zero."""
        lo = None if self.lo is None or other.lo is None else self.lo * other.lo
        hi = None if self.hi is None or other.hi is None else self.hi * other.hi
        return Span(lo, hi, self.lo_open or other.lo_open, self.hi_open or other.hi_open)

    def over(self, other: "Span") -> "Span":
        """The quotients; both at or above zero."""
        lo = None if self.lo is None or not other.hi else self.lo / other.hi
        hi = None if self.hi is None or not other.lo else self.hi / other.lo
        return Span(lo, hi, self.lo_open or other.hi_open, self.hi_open or other.lo_open)

    def meets(self, other: "Span") -> bool:
        """Whether some number belongs to both."""
        return not self.shared_with(other).is_empty

    def shared_with(self, other: "Span") -> "Span":
        lo, lo_open = _inner(self.lo, self.lo_open, other.lo, other.lo_open, upwards=True)
        hi, hi_open = _inner(self.hi, self.hi_open, other.hi, other.hi_open, upwards=False)
        return Span(lo, hi, lo_open, hi_open)


def _inner(
    a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool, *, upwards: bool
) -> tuple[Fraction | None, bool]:
    """The tighter of two ends."""
    if a is None or b is None:
        return (b, b_open) if a is None else (a, a_open)
    if a == b:
        return a, a_open or b_open
    return (a, a_open) if (a > b) == upwards else (b, b_open)


EVERYTHING = Span(None, None)
