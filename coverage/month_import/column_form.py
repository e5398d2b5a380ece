"""The form in which a person says what the columns of a sheet hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import Basis, Indicator
from coverage.month_import.dry_run import figure_name
from coverage.workbooks.book import Sheet, SheetCell
from coverage.workbooks.guessing import Names, guess_figures
from coverage.workbooks.layout import (
    Figure,
    Layout,
    Numbers,
    Part,
    Percents,
    column_letters,
    headed_columns,
    spread,
)

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
class Choice:
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
class ColumnChoice:
    """A column and what it may hold."""

    column: Preview
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Told:
    """A layout as it was told, and what is wrong with it."""

    layout: Layout
    problems: Sequence[str]


def column_choices(
    sheet: Sheet, layout: Layout, indicators: Sequence[Indicator]
) -> list[ColumnChoice]:
    meanings = _meanings(indicators)
    return [
        ColumnChoice(column, choices(meanings, _value(layout, column.number)))
        for column in previews(sheet, layout)
    ]


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


def choices(options: Iterable[tuple[str, str | Promise]], chosen: str) -> list[Choice]:
    """For a field of these values and labels."""
    return [Choice(value, str(label), value == chosen) for value, label in options]


def _meanings(indicators: Sequence[Indicator]) -> list[tuple[str, str]]:
    """What a column may hold, by the value of its option."""
    found = [
        ("", _("– leave out –")),
        ("name", _("Unit: name")),
        ("code", _("Unit: official code")),
    ]
    for each in indicators:
        figure = Figure(each.code)
        found.append((f"{each.code}:{Part.PEOPLE}", figure_name(figure, each)))
        if each.basis != Basis.NONE:
            rate = Figure(each.code, Part.RATE)
            found.append((f"{each.code}:{Part.RATE}", figure_name(rate, each)))
    return found


def _value(layout: Layout, column: int) -> str:
    if column == layout.name_column:
        return "name"
    if column == layout.code_column:
        return "code"
    figure = layout.figures.get(column)
    return f"{figure.code}:{figure.part}" if figure else ""


def told_rows(posted: Mapping[str, str], guessed: Layout, sheet: Sheet, names: Names) -> Layout:
    """The guess on the rows of headings that were told."""
    moved = moved_rows(posted, guessed)
    return replace(moved, figures=guess_figures(sheet, moved, names))


def moved_rows(posted: Mapping[str, str], guessed: Layout) -> Layout:
    """The layout with the rows of headings that were told."""
    first = _row(posted.get("first_header", ""), guessed.first_header)
    last = _row(posted.get("last_header", ""), guessed.last_header)
    last = min(max(last, first), first + _MOST_HEADER_ROWS - 1)
    return replace(guessed, first_header=first, last_header=last)


def told_layout(posted: Mapping[str, str], rows: Layout, indicators: Sequence[Indicator]) -> Told:
    """The layout of the form. What is chosen twice, or not at all, is a problem."""
    allowed = {value for value, _label in _meanings(indicators)}
    told = {
        int(match[1]): value
        for name, value in posted.items()
        if (match := _FIELD.fullmatch(name)) and value in allowed and value
    }
    layout = replace(
        rows,
        name_column=_column_of("name", told),
        code_column=_column_of("code", told),
        figures={
            column: Figure(code, Part(part))
            for column, value in sorted(told.items())
            for code, separator, part in [value.partition(":")]
            if separator
        },
        numbers=BY_VALUE_NUMBERS.get(posted.get("numbers", ""), rows.numbers),
        percents=BY_VALUE_PERCENTS.get(posted.get("percents", ""), rows.percents),
    )
    return Told(layout, _problems(layout, list(told.values())))


def _problems(layout: Layout, values: Sequence[str]) -> list[str]:
    found = []
    if not layout.unit_columns:
        found.append(_("Say which column holds the units: their names or their codes."))
    if not layout.figures:
        found.append(_("Say of at least one column which indicator it holds."))
    if len(set(values)) < len(values):
        found.append(_("Two columns are said to hold the same: leave one of them out."))
    return found


def _column_of(what: str, told: Mapping[int, str]) -> int | None:
    return next((column for column, value in told.items() if value == what), None)


def _row(text: str, usual: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(_LAST_ROW))):
        return usual
    return min(max(int(text), 1), _LAST_ROW)


def _text(cell: SheetCell | None) -> str:
    return cell.text[:_LONGEST_PREVIEW] if cell else ""
