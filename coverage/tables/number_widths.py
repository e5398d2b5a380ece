"""How wide a column must be for a number in any font; a program prints ### of one that is too
narrow. Pure.

Widths are counted in digits of the default font, as those of columns are. What else stands in a
number is wider or narrower than a digit by the font: of Times, DejaVu and Verdana the widest.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from math import ceil

# Bold digits of a wide font are wider than its plain ones, in which columns are counted.
DIGIT = 1.13
POINT, SIGN, LETTER = 0.62, 1.5, 1.15
SPARE = 0.5
_QUOTED = re.compile('"([^"]*)"')


def width_of_number(number: int | float | Decimal, number_format: str) -> float:
    """At least what the number takes under the format, of which its sign says the section; scaled
    down it takes less."""
    plain = _QUOTED.sub("", _section(number, number_format))
    words = "".join(_QUOTED.findall(_section(number, number_format)))
    decimals = plain.partition(".")[2].count("0")
    digits = len(str(abs(int(number)))) + (1 if number % 1 else 0)
    points = (digits - 1) // 3 + (1 if decimals else 0)
    signs = sum(plain.count(sign) for sign in "+-") or int(number < 0)
    return DIGIT * (digits + decimals) + POINT * points + SIGN * signs + LETTER * len(words) + SPARE


def widest(width: float, needed: Iterable[float]) -> float:
    """Not narrower than `width`, in whole digits."""
    return max(width, float(ceil(max(needed, default=0.0))))


def _section(number: int | float | Decimal, number_format: str) -> str:
    """The part of a format that is for numbers of this sign."""
    positive, *others = number_format.split(";")
    if number < 0 and others:
        return others[0]
    return others[1] if number == 0 and len(others) > 1 else positive
