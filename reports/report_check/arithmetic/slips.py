"""Whether two digits changed places, or one digit mistyped, explains a number that does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from math import ceil, floor

from reports.report_check.arithmetic.printed import Printed, Softening
from reports.report_check.arithmetic.spans import Span


class SlipKind(IntEnum):
    """The likelier first."""

    SWAP = 0
    DIGIT = 1


@dataclass(frozen=True, slots=True)
class Slip:
    """What was probably meant, with the separators of the print: 4.561 for a printed 4.516."""

    kind: SlipKind
    meant: str


def slip_towards(printed: Printed, wanted: Span) -> Slip | None:
    """The likeliest slip that turns a number the others allow into the printed one, or None.

    `wanted` is what the other numbers allow; one without both ends explains nothing. Among single
    digits the one that moves the number least is taken.
    """
    wanted = wanted.mirrored() if printed.value < 0 else wanted
    if printed.softening is not Softening.NONE or wanted.lo is None or wanted.hi is None:
        return None
    least, most = _digits_that_fit(printed, wanted.lo, wanted.hi)
    digits = printed.digits
    for variant in _swapped(digits):
        if least <= int(variant) <= most:
            return Slip(SlipKind.SWAP, _with_separators(printed.numeral, variant))
    fitting = [variant for variant in _mistyped(digits) if least <= int(variant) <= most]
    if not fitting:
        return None
    nearest = min(fitting, key=lambda variant: abs(int(variant) - int(digits)))
    return Slip(SlipKind.DIGIT, _with_separators(printed.numeral, nearest))


def _digits_that_fit(printed: Printed, lo: Fraction, hi: Fraction) -> tuple[int, int]:
    """The least and the greatest digits whose print may stand for a value from `lo` to `hi`."""
    step = Fraction(0) if printed.is_exact else printed.step
    most = hi + step / 2
    least = lo - step
    beyond = step and (least / printed.last_digit).denominator == 1
    return ceil(least / printed.last_digit) + bool(beyond), floor(most / printed.last_digit)


def _swapped(digits: str) -> Iterator[str]:
    for place in range(len(digits) - 1):
        first, second = digits[place], digits[place + 1]
        if first != second and (place or second != "0"):
            yield f"{digits[:place]}{second}{first}{digits[place + 2 :]}"


def _mistyped(digits: str) -> Iterator[str]:
    for place, typed in enumerate(digits):
        for digit in "0123456789":
            if digit != typed and (place or digit != "0" or len(digits) == 1):
                yield f"{digits[:place]}{digit}{digits[place + 1 :]}"


def _with_separators(numeral: str, digits: str) -> str:
    rest = iter(digits)
    return "".join(next(rest) if character.isdecimal() else character for character in numeral)
