"""What a cell of a sheet holds: people or per cent as its column was told, or why it is not read.

A number that the file holds as a number is taken exactly; a text is read by whoever knows what may
be typed there. A formula without a value is an error, never a blank.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.notation.numbers import (
    PEOPLE_DIGITS,
    NumberError,
    NumberReason,
    read_people,
    read_percent,
)
from coverage.number_fields import REASONS, explain
from coverage.workbooks.book import Kind, SheetCell
from coverage.workbooks.layout import Numbers, Part, Percents

_SWAPPED_SIGNS = str.maketrans(",.", ".,")
HUNDRED = Decimal(100)

_NO_NUMBER: dict[Kind, Promise] = {
    Kind.DATE: gettext_lazy("This is a date, not a number."),
    Kind.BOOLEAN: gettext_lazy("This is TRUE or FALSE, not a number."),
    Kind.ERROR: gettext_lazy("The cell holds an error of the workbook."),
    Kind.UNCALCULATED: gettext_lazy("A formula without a value: the file was never calculated."),
}
_ADVICE: dict[Kind, Promise] = {
    Kind.DATE: gettext_lazy("Give the cell the format “Number” and type the number again."),
    Kind.ERROR: gettext_lazy("Mend the formula, or type the number."),
    Kind.UNCALCULATED: gettext_lazy("Open the file in Excel, save it, and upload it again."),
}


class NotRead(Exception):  # noqa: N818 (it is answered, line by line)
    """A cell that cannot be read: why, and what to write instead ("" where nobody knows)."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.reason, self.suggestion = reason, suggestion


@dataclass(frozen=True, slots=True)
class HeldNumber:
    """A number of the file: people, or per cent."""

    people: int | None = None
    percent: Decimal | None = None


def held_number(cell: SheetCell, part: Part, percents: Percents) -> HeldNumber | None:
    """None for a text, which is to be read as what may be typed. Raises NotRead."""
    if (reason := _NO_NUMBER.get(cell.kind)) is not None:
        raise NotRead(str(reason), str(_ADVICE.get(cell.kind, "")))
    if cell.number is None:
        return None
    try:
        if part is Part.PEOPLE:
            return HeldNumber(people=_people(cell, cell.number))
        is_fraction = is_shown_as_percent(cell) or percents is Percents.FRACTION
        return HeldNumber(percent=percent_of(cell.number * (HUNDRED if is_fraction else 1)))
    except NumberError as error:
        raise unreadable(error, explain(error)) from error


def _people(cell: SheetCell, number: Decimal) -> int | None:
    if is_shown_as_percent(cell):
        raise NotRead(
            _("A percentage stands where people are expected."),
            _("Choose “rate” for this column, or correct the cell."),
        )
    if number < 0:
        raise NumberError(NumberReason.NEGATIVE, str(number))
    if number.adjusted() >= PEOPLE_DIGITS:
        raise NumberError(NumberReason.TOO_LARGE, str(number))
    if number != number.to_integral_value():
        raise NumberError(NumberReason.FRACTION_OF_A_PERSON, str(number))
    return read_people(str(int(number)))


def percent_of(number: Decimal) -> Decimal | None:
    """Under the same terms as a percentage that was typed. Raises NumberError."""
    plain = number.normalize() if number else Decimal(0)
    if plain.adjusted() >= PEOPLE_DIGITS:
        raise NumberError(NumberReason.TOO_LARGE, str(plain))
    return read_percent(written_number(plain))


def is_shown_as_percent(cell: SheetCell) -> bool:
    return cell.number is not None and "%" in cell.number_format


def is_plain(cell: SheetCell) -> bool:
    """A number without a per cent sign, as a number or as text."""
    if cell.kind == Kind.TEXT:
        return "%" not in cell.text and any(sign.isdigit() for sign in cell.text)
    return cell.number is not None and "%" not in cell.number_format


def vietnamese(text: str, numbers: Numbers) -> str:
    """A number as it is written here."""
    return text.translate(_SWAPPED_SIGNS) if numbers is Numbers.ENGLISH else text


def written_number(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def unreadable(error: NumberError, explained: str) -> NotRead:
    """`explained` is what whoever read the text says of it: all there is to say where it is more
    than the notation of numbers has."""
    if explained != explain(error):
        return NotRead(explained)
    suggestion = error.suggestion or ""
    if error.reason == NumberReason.TOO_MANY_DECIMALS:
        suggestion = _(
            "Round it as it is printed, or leave this column out: rates are computed here."
        )
    return NotRead(str(REASONS[error.reason]), suggestion)
