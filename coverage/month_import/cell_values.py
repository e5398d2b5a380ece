"""What a cell of a sheet says of a figure: people, a rate, an absence, or nothing.

Text is read as on the entry page.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from coverage.models import Absence, Precision
from coverage.month.typed_text import CODES, explain_cell, read_cell
from coverage.notation.numbers import NumberError, read_percent
from coverage.tables.printed import in_print
from coverage.workbooks.book import SheetCell
from coverage.workbooks.cell_values import (
    HUNDRED,
    held_number,
    percent_of,
    unreadable,
    vietnamese,
)
from coverage.workbooks.layout import Numbers, Part, Percents


@dataclass(frozen=True, slots=True)
class FigureValue:
    """What a cell, or the cells of one figure, say; all empty is a blank."""

    people: int | None = None
    rate: Decimal | None = None
    absence: str = ""
    people_precision: str = Precision.EXACT
    people_qualifier: str = ""
    rate_precision: str = Precision.EXACT
    rate_qualifier: str = ""

    @property
    def is_blank(self) -> bool:
        return self.people is None and self.rate is None and not self.absence

    @property
    def rate_alone(self) -> "FigureValue":
        return FigureValue(
            rate=self.rate, rate_precision=self.rate_precision, rate_qualifier=self.rate_qualifier
        )

    def completed(self, before: "FigureValue") -> "FigureValue":
        """With what it says nothing of as it stood: people alone say nothing of a rate."""
        return self.with_people_of(before).with_rate_of(before)

    def with_people_of(self, before: "FigureValue") -> "FigureValue":
        """With the people that stood, as they were printed, where it says no others."""
        if self.people is not None and self.people != before.people:
            return self
        return replace(
            self,
            people=before.people,
            people_precision=before.people_precision,
            people_qualifier=before.people_qualifier,
        )

    def with_rate_of(self, before: "FigureValue") -> "FigureValue":
        """With the rate that stood, as it was printed, where it says no other."""
        if self.rate is not None and self.rate != before.rate:
            return self
        return replace(
            self,
            rate=before.rate,
            rate_precision=before.rate_precision,
            rate_qualifier=before.rate_qualifier,
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
    return in_print(value).text(between=" · ")
