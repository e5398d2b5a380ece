"""What the forms have in common in which a person says what the columns of a sheet hold."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import Indicator
from coverage.workbooks.book import Sheet, SheetCell
from coverage.workbooks.guessing import Names
from coverage.workbooks.layout import (
    Layout,
    Numbers,
    Percents,
    headed_columns,
    spread,
)
from coverage.workbooks.reading.references import column_letters

NUMBERS: Mapping[Numbers, Promise] = {
    Numbers.VIETNAMESE: gettext_lazy("1.234,5 – Vietnamese"),
    Numbers.ENGLISH: gettext_lazy("1,234.5 – English"),
}
PERCENTS: Mapping[Percents, Promise] = {
    Percents.PERCENT: gettext_lazy("80,58 is 80,58 %"),
    Percents.FRACTION: gettext_lazy("0,8058 is 80,58 %"),
}
BY_VALUE_NUMBERS = {each.value: each for each in Numbers}
BY_VALUE_PERCENTS = {each.value: each for each in Percents}
_FIELD = re.compile(r"f-([0-9]{1,5})")
_MOST_HEADER_ROWS = 10
_PREVIEW_ROWS = 5
_MOST_COLUMNS = 60
_LONGEST_PREVIEW = 60
_LAST_ROW = 1_048_576


@dataclass(frozen=True, slots=True)
class Option:
    """Of a field with a list of options."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """A column with its headings and some of its cells."""

    number: int
    letters: str
    heading: str
    sample: Sequence[str]


@dataclass(frozen=True, slots=True)
class ColumnFields:
    """A column and what it may hold; of targets also of which year, and what its plain numbers
    count."""

    column: Preview
    holds: Sequence[Option]
    year: int | None = None
    counts: Sequence[Option] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnAnswer:
    """A layout as it was told, or guessed so far, and what is wrong with it."""

    layout: Layout
    problems: Sequence[str] = ()


Answer = TypeVar("Answer", bound=ColumnAnswer)


class ColumnForm(ABC, Generic[Answer]):
    """The form of one sheet; `looks` is its layout as it looks, without figures. `name` and `code`
    are the values of the options that say that a column holds the units."""

    name, code = "name", "code"

    def __init__(self, sheet: Sheet, looks: Layout, indicators: Sequence[Indicator]) -> None:
        self.sheet, self.looks, self.indicators = sheet, looks, indicators
        self.names = names_of(indicators)

    @abstractmethod
    def guessed(self) -> Answer: ...

    @abstractmethod
    def kept(self, layout: Layout) -> Answer:
        """Of a layout told before."""

    @abstractmethod
    def shown(self, posted: Mapping[str, str]) -> Answer:
        """The guess on the rows of headings that the form tells."""

    @abstractmethod
    def told(self, posted: Mapping[str, str]) -> Answer:
        """The form as it was sent, with a layout that is complete, or with what is missing."""

    def unit_options(self) -> list[tuple[str, str]]:
        return [
            ("", _("– leave out –")),
            (self.name, _("Unit: name")),
            (self.code, _("Unit: official code")),
        ]

    def with_units(self, layout: Layout, columns: dict[int, str]) -> Layout:
        """`columns` has what was chosen for each."""
        at = {value: column for column, value in reversed(columns.items())}
        return replace(layout, name_column=at.get(self.name), code_column=at.get(self.code))

    def held(self, layout: Layout, column: int, otherwise: str) -> str:
        """The value of the option that says what a column holds."""
        if column in (layout.name_column, layout.code_column):
            return self.name if column == layout.name_column else self.code
        return otherwise

    @abstractmethod
    def context(self, answer: Answer) -> dict[str, object]:
        """For the template: the columns, and what else the form asks."""


def previews(sheet: Sheet, layout: Layout) -> list[Preview]:
    """Of as many columns as a page can ask about."""
    first = layout.last_header + 1
    cells = spread(sheet, first, first + _PREVIEW_ROWS - 1)
    rows = sorted({row for row, _column in cells})
    return [
        Preview(
            number=column,
            letters=column_letters(column),
            heading=text,
            sample=[_text(cells.get((row, column))) for row in rows],
        )
        for column, text in headed_columns(sheet, layout)[:_MOST_COLUMNS]
    ]


def names_of(indicators: Sequence[Indicator]) -> Names:
    return {each.code: (each.code, each.name, each.short_name, each.name_en) for each in indicators}


def options(choices: Iterable[tuple[str, str | Promise]], chosen: str) -> list[Option]:
    """For a field of these values and labels."""
    return [Option(value, str(label), value == chosen) for value, label in choices]


def moved_rows(posted: Mapping[str, str], guessed: Layout) -> Layout:
    """The layout with the rows of headings, and the notation of numbers, that were told."""
    first = _row(posted.get("first_header", ""), guessed.first_header)
    last = _row(posted.get("last_header", ""), guessed.last_header)
    last = min(max(last, first), first + _MOST_HEADER_ROWS - 1)
    numbers = BY_VALUE_NUMBERS.get(posted.get("numbers", ""), guessed.numbers)
    return replace(guessed, first_header=first, last_header=last, numbers=numbers)


def told_columns(posted: Mapping[str, str]) -> dict[int, str]:
    """What was chosen for each column, "" where it is left out."""
    return {
        int(match[1]): value for name, value in posted.items() if (match := _FIELD.fullmatch(name))
    }


def problems_of(layout: Layout, *, holds_nothing: bool) -> list[str]:
    found = []
    if not layout.unit_columns:
        found.append(_("Say which column holds the units: their names or their codes."))
    if holds_nothing:
        found.append(_("Say of at least one column which indicator it holds."))
    return found


def said_twice() -> str:
    return _("Two columns are said to hold the same: leave one of them out.")


def _row(text: str, usual: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(_LAST_ROW))):
        return usual
    return min(max(int(text), 1), _LAST_ROW)


def _text(cell: SheetCell | None) -> str:
    return cell.text[:_LONGEST_PREVIEW] if cell else ""
