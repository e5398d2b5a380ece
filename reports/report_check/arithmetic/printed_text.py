"""Reads a number as a report prints it: a point or a comma, and words around it.

Nothing that is read here is ever stored as a figure: figures are read by
`coverage.notation.numbers`, which is strict. Here "80.58" and "80,58" are the same, 821,563 people
are 821.563, and "hơn 16 triệu" is a number with a meaning.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from coverage.notation.text import nfc
from reports.report_check.arithmetic.printed import Printed, Quantity, Softening


class PrintReason(StrEnum):
    """Why a print cannot be read."""

    NOT_A_NUMBER = "not_a_number"
    UNKNOWN_WORD = "unknown_word"
    SEVERAL_NUMBERS = "several_numbers"
    WRONG_GROUPS = "wrong_groups"
    TOO_LONG = "too_long"
    PERCENT_FOR_PEOPLE = "percent_for_people"


class PrintError(ValueError):
    """A print that is not one readable number; `detail` is the part at fault."""

    def __init__(self, reason: PrintReason, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


_SOFTENINGS: dict[str, Softening] = {
    "trên dưới": Softening.ROUGHLY,
    "không dưới": Softening.AT_LEAST,
    "không quá": Softening.AT_MOST,
    "không đến": Softening.UNDER,
    "more than": Softening.OVER,
    "at least": Softening.AT_LEAST,
    "at most": Softening.AT_MOST,
    "less than": Softening.UNDER,
    "xấp xỉ": Softening.ROUGHLY,
    "tối thiểu": Softening.AT_LEAST,
    "ít nhất": Softening.AT_LEAST,
    "tối đa": Softening.AT_MOST,
    "ước tính": Softening.ROUGHLY,
    "khoảng": Softening.ROUGHLY,
    "chừng": Softening.ROUGHLY,
    "ước": Softening.ROUGHLY,
    "about": Softening.ROUGHLY,
    "roughly": Softening.ROUGHLY,
    "hơn": Softening.OVER,
    "trên": Softening.OVER,
    "over": Softening.OVER,
    "gần": Softening.NEARLY,
    "nearly": Softening.NEARLY,
    "almost": Softening.NEARLY,
    "dưới": Softening.UNDER,
    "under": Softening.UNDER,
    "~": Softening.ROUGHLY,
    "≈": Softening.ROUGHLY,
    "≥": Softening.AT_LEAST,
    "≤": Softening.AT_MOST,
    ">": Softening.OVER,
    "<": Softening.UNDER,
}
_DIRECTIONS: dict[str, int] = {
    "thấp hơn": -1,
    "cao hơn": 1,
    "nhiều hơn": 1,
    "ít hơn": -1,
    "giảm": -1,
    "tăng": 1,
    "+": 1,
    "-": -1,
    "\u2212": -1,
    "\u2013": -1,
}
_SCALES: dict[str, int] = {"triệu": 1_000_000, "nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000}
_FILLERS = ("điểm phần trăm", "phần trăm", "điểm", "người", "đạt", "chiếm", "(", ")", "%")
_LONGEST = 60
_DIGITS_AT_MOST = 18
_NUMERAL = re.compile(r"[0-9]+(?:[.,\u00a0\u202f ](?=[0-9])[0-9]+)*")
_PERCENT_NUMERAL = re.compile(
    r"(?P<whole>[0-9]+)(?:[.,](?P<decimals>[0-9]+))?"
    r"|(?P<dotted>[0-9]{1,3}(?:\.[0-9]{3})+),(?P<after_comma>[0-9]+)"
    r"|(?P<commaed>[0-9]{1,3}(?:,[0-9]{3})+)\.(?P<after_point>[0-9]+)"
)
_PEOPLE_NUMERAL = re.compile(r"[0-9]+|[0-9]{1,3}(?:[.,\u00a0\u202f ][0-9]{3})+")


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_WORD = re.compile(_longest_first((*_SOFTENINGS, *_DIRECTIONS, *_SCALES, *_FILLERS)))


def read_print(text: str, quantity: Quantity) -> Printed | None:
    """Read one printed number; a blank is None, never zero. Raises PrintError."""
    written = nfc(text).strip()
    if not written:
        return None
    if len(written) > _LONGEST:
        raise PrintError(PrintReason.TOO_LONG, written[:_LONGEST])
    numeral = _only_numeral(written)
    words = _words(written.replace(numeral, " ", 1).casefold())
    if "%" in words and quantity.counts_people:
        raise PrintError(PrintReason.PERCENT_FOR_PEOPLE, written)
    scale = next((_SCALES[word] for word in words if word in _SCALES), 1)
    digits, decimals = _read_numeral(numeral, quantity, scale)
    last_digit = Fraction(scale, 10**decimals)
    sign = next((_DIRECTIONS[word] for word in words if word in _DIRECTIONS), 0)
    size = int(digits) * last_digit
    return Printed(
        text=written,
        numeral=numeral,
        quantity=quantity,
        value=-size if sign < 0 else size,
        last_digit=last_digit,
        step=_step(size, last_digit, quantity),
        soft_step=_soft_step(size, last_digit, quantity),
        softening=next((_SOFTENINGS[w] for w in words if w in _SOFTENINGS), Softening.NONE),
        has_sign=sign != 0,
    )


def _only_numeral(written: str) -> str:
    found = _NUMERAL.findall(written)
    if not found:
        raise PrintError(PrintReason.NOT_A_NUMBER, written)
    if len(found) > 1:
        raise PrintError(PrintReason.SEVERAL_NUMBERS, written)
    if len(found[0]) > _DIGITS_AT_MOST:
        raise PrintError(PrintReason.TOO_LONG, written)
    return str(found[0])


def _words(rest: str) -> list[str]:
    """The known words around the numeral; an unknown one is an error, not noise."""
    leftover = _WORD.sub(" ", rest).strip()
    if leftover:
        raise PrintError(PrintReason.UNKNOWN_WORD, leftover)
    return _WORD.findall(rest)


def _read_numeral(numeral: str, quantity: Quantity, scale: int) -> tuple[str, int]:
    """Its digits and how many of them are decimals."""
    groups_of_three = re.fullmatch(_PEOPLE_NUMERAL, numeral)
    counts_thousands = scale == 1_000 and "." in numeral and groups_of_three
    if quantity.counts_people and (scale == 1 or counts_thousands):
        if not groups_of_three:
            raise PrintError(PrintReason.WRONG_GROUPS, numeral)
        return re.sub(r"[^0-9]", "", numeral), 0
    match = _PERCENT_NUMERAL.fullmatch(numeral)
    if match is None:
        raise PrintError(PrintReason.WRONG_GROUPS, numeral)
    decimals = match["decimals"] or match["after_comma"] or match["after_point"] or ""
    return re.sub(r"[^0-9]", "", numeral), len(decimals)


def _step(size: Fraction, last_digit: Fraction, quantity: Quantity) -> Fraction:
    """How coarse the print is if nothing in it says that it is rounded.

    A whole thousand or more may be rounded to its last digit that is not zero; a plan is decreed,
    so it keeps at least two digits.
    """
    if not quantity.counts_people or last_digit > 1:
        return last_digit
    zeros = _trailing_zeros(size)
    if zeros < 3:
        return Fraction(1)
    if quantity is Quantity.PLAN:
        zeros = max(3, min(zeros, len(str(int(size))) - 2))
    return Fraction(int(10**zeros))


def _soft_step(size: Fraction, last_digit: Fraction, quantity: Quantity) -> Fraction:
    """How far "hơn" and "gần" reach: one in the last digit that is not zero."""
    if last_digit < 1:
        return last_digit
    zeros = _trailing_zeros(size / last_digit)
    if not quantity.counts_people:
        zeros = min(zeros, 1)
    return last_digit * int(10**zeros)


def _trailing_zeros(size: Fraction) -> int:
    digits = str(int(size))
    return len(digits) - len(digits.rstrip("0")) if size else 0
