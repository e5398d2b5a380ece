"""What a number format makes of a number: a share in percent, a date, a code with zeros. Pure."""

import re
from decimal import Decimal
from enum import Enum
from functools import lru_cache

_LITERALS = re.compile(r'"[^"]*"?|\\.|[_*].')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_HALF_OF_DAY = re.compile(r"AM/PM|A/P", re.IGNORECASE)
# An m beside hours or seconds means minutes.
_DAY_LETTERS = re.compile(r"[dy]|(?<![hs:.m])m+(?![ms:])", re.IGNORECASE)
_TIME_LETTERS = re.compile(r"[hs]", re.IGNORECASE)
_COMMA_FOR_DOT = str.maketrans(",.", ".,")


class Shows(Enum):
    """What a cell with the format shows."""

    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    DATE_AND_TIME = "date and time"
    TIME = "time"


@lru_cache(maxsize=1024)
def what_it_shows(number_format: str) -> Shows:
    """By the format's first section, without what it only prints beside the number."""
    bare = _bare(number_format)
    if re.fullmatch(r"general|standard|@|", bare.strip(), re.IGNORECASE):
        return Shows.NUMBER
    day, time = _DAY_LETTERS.search(bare), _TIME_LETTERS.search(bare)
    if day:
        return Shows.DATE_AND_TIME if time else Shows.DATE
    if time:
        return Shows.TIME
    return Shows.PERCENT if "%" in bare else Shows.NUMBER


@lru_cache(maxsize=1024)
def _bare(number_format: str) -> str:
    without_literals = _LITERALS.sub("", number_format)
    without_halves = _HALF_OF_DAY.sub("", without_literals)
    return _BRACKETS.sub("", _ELAPSED.sub(r"\1", without_halves)).partition(";")[0]


def is_plain(number_format: str) -> bool:
    """Whether whole numbers show just their digits."""
    bare = _bare(number_format)
    codes = re.fullmatch("0{2,}", bare)
    return what_it_shows(number_format) is Shows.NUMBER and "," not in bare and not codes


def number_text(number: Decimal, number_format: str) -> str:
    """All digits of the number, written as a Vietnamese reader sees them: comma before decimals.

    Dots part the thousands where the format does so; 0.8058 under "0.00%" is "80,58%"; 2 under
    "000" is "002", for codes that are kept as numbers. Nothing is rounded.
    """
    bare = _bare(number_format)
    if what_it_shows(number_format) is Shows.PERCENT:
        return f"{_digits(number * 100)}%".translate(_COMMA_FOR_DOT)
    if re.fullmatch("0{2,}", bare) and number == number.to_integral_value():
        return f"{number:0{len(bare) + (number < 0)}f}"
    written = f"{plain_decimal(number):,f}" if "," in bare else _digits(number)
    return written.translate(_COMMA_FOR_DOT)


def plain_decimal(number: Decimal) -> Decimal:
    """Without zeros after the last decimal and without an exponent: 80.50 is 80.5, 1E+3 1000."""
    return Decimal(_digits(number))


def _digits(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"
