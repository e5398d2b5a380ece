"""What a cell of a sheet says: people, a rate, an absence, nothing, or why it cannot be read.

Text goes through coverage.notation.numbers, as on the entry page; a number the file holds as a
number is taken exactly. A formula without a value is an error, never a blank.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import Absence
from coverage.month.typed_text import CODES, explain_cell, read_cell
from coverage.notation.numbers import (
    PEOPLE_DIGITS,
    NumberError,
    NumberReason,
    read_people,
    read_percent,
    write_people,
)
from coverage.number_fields import REASONS, explain
from coverage.workbooks.book import Kind, SheetCell
from coverage.workbooks.layout import Numbers, Part, Percents

_SWAPPED_SIGNS = str.maketrans(",.", ".,")
_HUNDRED = Decimal(100)

_NO_FIGURE: dict[Kind, Promise] = {
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


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell, or the cells of one figure, say; all empty is a blank."""

    people: int | None = None
    rate: Decimal | None = None
    absence: str = ""

    @property
    def is_blank(self) -> bool:
        return self.people is None and self.rate is None and not self.absence


class NotRead(Exception):  # noqa: N818 (it is answered, line by line)
    """A cell that cannot be read: why, and what to write instead ("" where nobody knows)."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.reason, self.suggestion = reason, suggestion


BLANK = Said()


def read(cell: SheetCell, part: Part, numbers: Numbers, percents: Percents) -> Said:
    """Raises NotRead."""
    if (reason := _NO_FIGURE.get(cell.kind)) is not None:
        raise NotRead(str(reason), str(_ADVICE.get(cell.kind, "")))
    if part is Part.PEOPLE:
        return _people(cell, numbers)
    return _rate(cell, numbers, percents)


def _people(cell: SheetCell, numbers: Numbers) -> Said:
    if cell.number is None:
        return _explained(_people_in_words, cell.text, numbers)
    if "%" in cell.number_format:
        raise NotRead(
            _("A percentage stands where people are expected."),
            _("Choose “rate” for this column, or correct the cell."),
        )
    return _explained(_people_of_number, cell.number)


def _people_in_words(text: str, numbers: Numbers) -> Said:
    typed = read_cell(vietnamese(text, numbers))
    return Said(people=typed.people, absence=typed.absence)


def _people_of_number(number: Decimal) -> Said:
    if number < 0:
        raise NumberError(NumberReason.NEGATIVE, str(number))
    if number.adjusted() >= PEOPLE_DIGITS:
        raise NumberError(NumberReason.TOO_LARGE, str(number))
    if number != number.to_integral_value():
        raise NumberError(NumberReason.FRACTION_OF_A_PERSON, str(number))
    return Said(people=read_people(str(int(number))))


def _rate(cell: SheetCell, numbers: Numbers, percents: Percents) -> Said:
    if cell.number is None:
        return _explained(_rate_in_words, cell.text, numbers, percents)
    is_fraction = "%" in cell.number_format or percents is Percents.FRACTION
    return _explained(_percent, cell.number * _HUNDRED if is_fraction else cell.number)


def _rate_in_words(text: str, numbers: Numbers, percents: Percents) -> Said:
    """The code of an absence beside people that say the same adds nothing."""
    if text.strip().lower() in CODES:
        return BLANK
    rate = read_percent(vietnamese(text, numbers))
    if rate is None or "%" in text or percents is Percents.PERCENT:
        return Said(rate=rate)
    return _percent(rate * _HUNDRED)


def _percent(rate: Decimal) -> Said:
    """Under the same terms as a percentage that was typed."""
    plain = rate.normalize() if rate else Decimal(0)
    if plain.adjusted() >= PEOPLE_DIGITS:
        raise NumberError(NumberReason.TOO_LARGE, str(plain))
    return Said(rate=read_percent(f"{plain:f}".replace(".", ",")))


def vietnamese(text: str, numbers: Numbers) -> str:
    """A number as it is written here."""
    return text.translate(_SWAPPED_SIGNS) if numbers is Numbers.ENGLISH else text


def _explained(read_it: Callable[..., Said], *what: object) -> Said:
    try:
        return read_it(*what)
    except NumberError as error:
        raise _not_read(error) from error


def _not_read(error: NumberError) -> NotRead:
    if error.reason == NumberReason.TOO_MANY_DECIMALS:
        return NotRead(
            str(REASONS[error.reason]),
            _("Round it as it is printed, or leave this column out: rates are computed here."),
        )
    if (explained := explain_cell(error)) != explain(error):
        return NotRead(explained)
    return NotRead(str(REASONS[error.reason]), error.suggestion or "")


def written(said: Said, words: dict[Absence, str]) -> str:
    """What was understood, as the screens write it; `words` names the absences."""
    if said.absence:
        return words[Absence(said.absence)]
    rate = "" if said.rate is None else f"{said.rate.normalize():f}".replace(".", ",") + " %"
    return " · ".join(text for text in (write_people(said.people), rate) if text)
