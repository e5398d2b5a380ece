"""What a cell of a sheet says of a figure: people, a rate, an absence, or nothing.

Text is read as on the entry page.
"""

from dataclasses import dataclass
from decimal import Decimal

from coverage.models import Absence
from coverage.month.typed_text import CODES, explain_cell, read_cell
from coverage.notation.numbers import NumberError, read_percent, write_people
from coverage.workbooks.book import SheetCell
from coverage.workbooks.cell_values import (
    HUNDRED,
    held_number,
    percent_of,
    unreadable,
    vietnamese,
    written_number,
)
from coverage.workbooks.layout import Numbers, Part, Percents


@dataclass(frozen=True, slots=True)
class FigureValue:
    """What a cell, or the cells of one figure, say; all empty is a blank."""

    people: int | None = None
    rate: Decimal | None = None
    absence: str = ""

    @property
    def is_blank(self) -> bool:
        return self.people is None and self.rate is None and not self.absence

    def completed(self, before: "FigureValue") -> "FigureValue":
        """With what it says nothing of as it stood: people alone say nothing of a rate."""
        return FigureValue(
            before.people if self.people is None else self.people,
            before.rate if self.rate is None else self.rate,
            self.absence,
        )


def read(cell: SheetCell, part: Part, numbers: Numbers, percents: Percents) -> FigureValue:
    """Raises NotRead."""
    held = held_number(cell, part, percents)
    if held is not None:
        return FigureValue(held.people, held.percent)
    text = vietnamese(cell.text, numbers)
    try:
        return _people_in(text) if part is Part.PEOPLE else _rate_in(text, percents)
    except NumberError as error:
        raise unreadable(error, explain_cell(error)) from error


def _people_in(text: str) -> FigureValue:
    typed = read_cell(text)
    return FigureValue(people=typed.people, absence=typed.absence)


def _rate_in(text: str, percents: Percents) -> FigureValue:
    """The code of an absence beside people that say the same adds nothing."""
    if text.strip().lower() in CODES:
        return FigureValue()
    rate = read_percent(text)
    if rate is None or "%" in text or percents is Percents.PERCENT:
        return FigureValue(rate=rate)
    return FigureValue(rate=percent_of(rate * HUNDRED))


def written(value: FigureValue) -> str:
    """What was understood, as the screens write it."""
    if value.absence:
        return str(Absence(value.absence).label)
    rate = "" if value.rate is None else f"{written_number(value.rate)} %"
    return " · ".join(text for text in (write_people(value.people), rate) if text)
