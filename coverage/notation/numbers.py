"""The one place where text becomes a number, and a number text.

What is read, after white space at both ends is taken off (a blank text is None, never zero):

    people   = integer ;
    percent  = ( plain | integer , "," , decimals ) , [ white ] , [ "%" ] ;

    integer  = plain | grouped ;
    plain    = "0" | nonzero , { digit } ;
    grouped  = nonzero , [ digit , [ digit ] ] , "." , three , { "." , three } ;
    three    = digit , digit , digit ;
    decimals = digit , { digit } ;
    nonzero  = "1" | … | "9" ;
    digit    = "0" | nonzero ;
    white    = { space | tab | CR | LF | U+00A0 | U+202F } ;

At most 15 digits for people; at most 5 digits before the comma and 4 after it for a percent. A
percent with dots but no comma ("12.345") is refused: it may be twelve or twelve thousand.

Everything else is refused with a reason and, where the meaning is likely, a suggestion that
itself reads; nothing is ever guessed. The patterns are ASCII only, so that a script in the page
can hold the same grammar: Python's `\\d` and `str.isdigit` also take the digits of other scripts.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from enum import StrEnum

PEOPLE_DIGITS = 15
PERCENT_DIGITS = 5
PERCENT_DECIMALS = 4
MINUS = "\u2212"

_WHITE = " \t\r\n\u00a0\u202f"
_PLAIN = r"(?:0|[1-9][0-9]*)"
_GROUPED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
_PEOPLE = re.compile(rf"{_PLAIN}|{_GROUPED}")
_PERCENT = re.compile(
    rf"(?P<whole>{_PLAIN}|{_GROUPED}(?=,))(?:,(?P<decimals>[0-9]+))?[{_WHITE}]*%?"
)
# Wide enough for every figure and every quotient of figures.
_WRITING = Context(prec=100, rounding=ROUND_HALF_UP)
_VIETNAMESE_SIGNS = str.maketrans(",.-", f".,{MINUS}")


class NumberReason(StrEnum):
    """Why a text is refused; the screens put it into words."""

    AMBIGUOUS = "ambiguous"
    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"
    TOO_MANY_DECIMALS = "too_many_decimals"
    FRACTION_OF_A_PERSON = "fraction_of_a_person"
    WRONG_GROUPS = "wrong_groups"
    WRONG_SEPARATOR = "wrong_separator"
    FORMULA = "formula"
    FOREIGN_DIGITS = "foreign_digits"
    LEADING_ZERO = "leading_zero"


class NumberError(ValueError):
    """A text that is not a number here.

    `text` is what was typed; `suggestion` how to write what was probably meant, or None.
    """

    def __init__(self, reason: NumberReason, text: str, suggestion: str | None = None) -> None:
        super().__init__(reason, text, suggestion)
        self.reason = reason
        self.text = text
        self.suggestion = suggestion

    def __str__(self) -> str:
        hint = f", perhaps {self.suggestion!r}" if self.suggestion else ""
        return f"{self.reason}: {self.text!r}{hint}"


def _digits(written: str) -> str:
    return re.sub(r"[^0-9]", "", written)


def _no_leading_zeros(written: str) -> str:
    return re.sub(r"^0+(?=[0-9])", "", written)


def _power_of_ten(written: str) -> str:
    factor, exponent = re.split("[eE]", written)
    return factor + "0" * int(exponent)


def _commas_and_dots_swapped(written: str) -> str:
    return written.translate(str.maketrans(",.", ".,"))


# Each slip: what the text looks like, the reason to give, how to rewrite it into what was
# probably meant. The first that fits counts. Excel shows a long number in a narrow column as
# 8E+05, with digits lost: that form gets no suggestion, 8e5 typed by hand does.
_Rewrite = Callable[[str], str]
_Slip = tuple[str, NumberReason, _Rewrite | None]
_ENGLISH_GROUPS = "[1-9][0-9]{0,2}(?:,[0-9]{3})"

_COMMON_SLIPS: tuple[_Slip, ...] = (
    (r"[=@].*", NumberReason.FORMULA, None),
    (rf"[-\u2212\u2013][{_WHITE}]*[0-9].*", NumberReason.NEGATIVE, None),
    (r"\+[0-9.,]+", NumberReason.NOT_A_NUMBER, lambda written: written[1:]),
)
_PEOPLE_SLIPS: tuple[_Slip, ...] = (
    *_COMMON_SLIPS,
    (r"0[0-9]{1,2}(?:\.[0-9]{3})+|0[0-9]+", NumberReason.LEADING_ZERO, _no_leading_zeros),
    (_ENGLISH_GROUPS, NumberReason.AMBIGUOUS, _digits),
    (rf"{_ENGLISH_GROUPS}{{2,}}", NumberReason.WRONG_SEPARATOR, _digits),
    (rf"{_ENGLISH_GROUPS}+\.0+", NumberReason.WRONG_SEPARATOR, lambda w: w.split(".")[0]),
    (rf"[1-9][0-9]{{0,2}}(?:[{_WHITE}'][0-9]{{3}})+", NumberReason.WRONG_SEPARATOR, _digits),
    (rf"(?:{_PLAIN}|{_GROUPED}),0+", NumberReason.FRACTION_OF_A_PERSON, lambda w: w.split(",")[0]),
    (rf"(?:{_PLAIN}|{_GROUPED}),[0-9]+", NumberReason.FRACTION_OF_A_PERSON, None),
    (r"[0-9]{4,}\.0{1,2}", NumberReason.WRONG_GROUPS, lambda w: w.split(".")[0]),
    (r"[1-9][0-9]*(?:\.[0-9]{3}|(?:\.[0-9]+){2,})", NumberReason.WRONG_GROUPS, _digits),
    (r"[0-9.]+", NumberReason.WRONG_GROUPS, None),
    (r"[1-9][0-9]*[eE][0-9]{1,2}", NumberReason.NOT_A_NUMBER, _power_of_ten),
    (rf"[0-9.]+[{_WHITE}]*người", NumberReason.NOT_A_NUMBER, lambda w: w[:-5].rstrip(_WHITE)),
)
_PERCENT_SLIPS: tuple[_Slip, ...] = (
    *_COMMON_SLIPS,
    (r"0[0-9]+(?:[.,][0-9]+)?", NumberReason.LEADING_ZERO, _no_leading_zeros),
    (r"[1-9][0-9]{0,2}\.[0-9]{3}", NumberReason.AMBIGUOUS, _commas_and_dots_swapped),
    (_GROUPED, NumberReason.TOO_LARGE, None),
    (rf"{_PLAIN}\.[0-9]+", NumberReason.WRONG_SEPARATOR, _commas_and_dots_swapped),
    (rf"{_ENGLISH_GROUPS}+\.[0-9]+", NumberReason.WRONG_SEPARATOR, _commas_and_dots_swapped),
    (r"[.,][0-9]+", NumberReason.NOT_A_NUMBER, lambda written: f"0,{written[1:]}"),
    (r"[0-9.]+,", NumberReason.NOT_A_NUMBER, lambda written: written[:-1]),
    (r"[0-9.]+(?:,[0-9]+)?", NumberReason.WRONG_GROUPS, None),
)


def read_people(text: str) -> int | None:
    """Read a number of people: "821.563" or "821563"; blank is None. Raises NumberError."""
    written = text.strip(_WHITE)
    if not written:
        return None
    if not _PEOPLE.fullmatch(written):
        reason, meant = _slip(written, _PEOPLE_SLIPS)
        raise NumberError(reason, text, _people_suggestion(meant))
    digits = written.replace(".", "")
    if len(digits) > PEOPLE_DIGITS:
        raise NumberError(NumberReason.TOO_LARGE, text)
    return int(digits)


def read_percent(text: str) -> Decimal | None:
    """Read a percentage: "80,58" or "80,58 %" is Decimal("80.58"); blank is None.

    The decimals are kept as printed: "80,50" has two. Raises NumberError.
    """
    written = text.strip(_WHITE)
    if not written:
        return None
    match = _PERCENT.fullmatch(written)
    if match is None:
        reason, meant = _slip(written.removesuffix("%").rstrip(_WHITE), _PERCENT_SLIPS)
        raise NumberError(reason, text, _percent_suggestion(meant))
    whole, decimals = match["whole"].replace(".", ""), match["decimals"] or ""
    if len(whole) > PERCENT_DIGITS:
        raise NumberError(NumberReason.TOO_LARGE, text)
    if len(decimals) > PERCENT_DECIMALS:
        raise NumberError(NumberReason.TOO_MANY_DECIMALS, text)
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


def write_people(people: int | None) -> str:
    """Write 821563 as "821.563"; None is "". Below zero the sign is U+2212."""
    if people is None:
        return ""
    return f"{people:,}".translate(_VIETNAMESE_SIGNS)


def write_decimal(value: Decimal | int | None, places: int = 2) -> str:
    """Write with a comma, dot groups and `places` decimals, rounded half up; None is "".

    Half up means away from zero: 2.345 is "2,35", −2.345 is "−2,35". A value that rounds to zero
    has no sign. Raises decimal.InvalidOperation for NaN and infinity, which are never figures.
    """
    return "" if value is None else _in_vietnamese(rounded(value, places))


def write_change(value: Decimal | int | None, places: int = 0) -> str:
    """Write a difference with its sign: "+1.083", "−39" (U+2212), "0"; None is ""."""
    if value is None:
        return ""
    number = rounded(value, places)
    return f"+{_in_vietnamese(number)}" if number > 0 else _in_vietnamese(number)


def rounded(value: Decimal | int, places: int) -> Decimal | int:
    """As it is written with so many decimals, half up; whole numbers stay as they are."""
    if places == 0 and isinstance(value, int):
        return value
    number = _WRITING.quantize(Decimal(value), Decimal(1).scaleb(-places))
    if not number.is_finite():
        raise InvalidOperation(value)
    return number if number else number.copy_abs()


def _in_vietnamese(value: Decimal | int) -> str:
    text = f"{value:,}" if isinstance(value, int) else f"{value:,f}"
    return text.translate(_VIETNAMESE_SIGNS)


def _slip(written: str, slips: tuple[_Slip, ...]) -> tuple[NumberReason, str | None]:
    """The first slip that explains the text, and what was probably meant, if anything."""
    if any(unicodedata.category(c) == "Nd" and not c.isascii() for c in written):
        return NumberReason.FOREIGN_DIGITS, _in_ascii_digits(written)
    for pattern, reason, rewrite in slips:
        if re.fullmatch(pattern, written, re.DOTALL):
            return reason, rewrite(written) if rewrite else None
    return NumberReason.NOT_A_NUMBER, None


def _people_suggestion(meant: str | None) -> str | None:
    try:
        return write_people(read_people(meant or "")) or None
    except NumberError as error:
        return error.suggestion


def _percent_suggestion(meant: str | None) -> str | None:
    try:
        read_percent(meant or "")
    except NumberError as error:
        return error.suggestion
    return meant or None


def _in_ascii_digits(written: str) -> str:
    folded = unicodedata.normalize("NFKC", written)
    return "".join(str(unicodedata.decimal(c, c)) for c in folded).strip(_WHITE)
