"""The form in which a person says what the columns of a sheet of targets hold.

For all columns it asks once, and for each that differs again: which indicator, which year, and
whether a plain number is people or per cent. What a plain number in a column of per cent is,
80,58 or 0,8058, is never taken for granted.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coverage.models import Basis, Indicator
from coverage.month_import.column_form import (
    BY_VALUE_NUMBERS,
    BY_VALUE_PERCENTS,
    PERCENTS,
    Choice,
    Preview,
    choices,
    moved_rows,
    previews,
)
from coverage.workbooks.book import Sheet
from coverage.workbooks.guessing import Names
from coverage.workbooks.layout import Figure, Layout, Part, Percents, column_letters
from targets.register.scope import year_in
from targets.target_import.cell_values import is_plain
from targets.target_import.guess import Meaning, Meanings, guess_meanings, guess_usual

_FIELD = re.compile(r"f-([0-9]{1,5})")
_NAME, _CODE = "unit-name", "unit-code"
_PARTS = {part.value: part for part in Part}


@dataclass(frozen=True, slots=True)
class Told:
    """What was said, or guessed, so far; `percents` is None until somebody has said. `layout` has
    no figures before `settled` has put the meanings into it."""

    layout: Layout
    usual: Meaning
    meanings: Meanings
    percents: Percents | None = None
    problems: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ColumnFields:
    """A column, what it may hold, of which year, and what its plain numbers count."""

    column: Preview
    holds: Sequence[Choice]
    year: int | None
    counts: Sequence[Choice]


def guessed(sheet: Sheet, layout: Layout, names: Names) -> Told:
    usual = guess_usual(sheet, layout, names)
    return Told(layout, usual, guess_meanings(sheet, layout, names, usual))


def shown_again(posted: Mapping[str, str], sheet: Sheet, layout: Layout, names: Names) -> Told:
    """The guess on the rows of headings, and with what is usual, as the form tells."""
    moved = moved_rows(posted, layout)
    usual = _usual(posted)
    return Told(
        replace(moved, numbers=BY_VALUE_NUMBERS.get(posted.get("numbers", ""), moved.numbers)),
        usual,
        guess_meanings(sheet, moved, names, usual),
        BY_VALUE_PERCENTS.get(posted.get("percents", "")),
    )


def kept(layout: Layout) -> Told:
    """A layout told before."""
    meanings = {
        column: Meaning(each.code, each.year, each.part) for column, each in layout.figures.items()
    }
    return Told(layout, Meaning(), meanings, layout.percents)


def told(
    posted: Mapping[str, str], sheet: Sheet, shown: Told, indicators: Sequence[Indicator]
) -> Told:
    """The form as it was sent, with a layout that is complete, or with what is missing."""
    values = {int(match[1]): text for name, text in posted.items() if (match := _match(name))}
    by_code = {each.code: each for each in indicators}
    meanings = {
        column: Meaning(
            value, year_in(posted.get(f"y-{column}", "")), _PARTS.get(posted.get(f"k-{column}", ""))
        )
        for column, value in sorted(values.items())
        if value in by_code
    }
    usual = shown.usual
    layout = replace(
        shown.layout,
        name_column=_column_of(_NAME, values),
        code_column=_column_of(_CODE, values),
        figures={
            column: _figure(each.filled(usual), by_code)
            for column, each in meanings.items()
            if _is_complete(each.filled(usual), by_code)
        },
        percents=shown.percents or Percents.PERCENT,
    )
    found = replace(shown, layout=layout, meanings=meanings)
    return replace(found, problems=_problems(sheet, found, by_code, list(values.values())))


def _match(name: str) -> re.Match[str] | None:
    return _FIELD.fullmatch(name)


def _usual(posted: Mapping[str, str]) -> Meaning:
    return Meaning(
        posted.get("indicator", ""),
        year_in(posted.get("year", "")),
        _PARTS.get(posted.get("number", "")),
    )


def _column_of(what: str, values: Mapping[int, str]) -> int | None:
    return next((column for column, value in values.items() if value == what), None)


def _is_complete(meaning: Meaning, by_code: Mapping[str, Indicator]) -> bool:
    is_counted = by_code[meaning.code].basis == Basis.NONE
    return meaning.year is not None and (is_counted or meaning.part is not None)


def _figure(meaning: Meaning, by_code: Mapping[str, Indicator]) -> Figure:
    """A count without a denominator has no per cent, whatever is usual."""
    is_counted = by_code[meaning.code].basis == Basis.NONE
    part = Part.PEOPLE if is_counted or meaning.part is None else meaning.part
    return Figure(meaning.code, part, meaning.year)


def _problems(
    sheet: Sheet, said: Told, by_code: Mapping[str, Indicator], values: Sequence[str]
) -> list[str]:
    filled = {column: each.filled(said.usual) for column, each in said.meanings.items()}
    figures = list(said.layout.figures.values())
    found = []
    if not said.layout.unit_columns:
        found.append(_("Say which column holds the units: their names or their codes."))
    if not filled:
        found.append(_("Say of at least one column which indicator it holds."))
    if without := [column for column, each in filled.items() if each.year is None]:
        found.append(
            _("Say of which year the targets are: column %(columns)s.") % _columns(without)
        )
    unknown = [
        column
        for column, each in filled.items()
        if each.part is None and by_code[each.code].basis != Basis.NONE
    ]
    if unknown:
        found.append(
            _("Say whether a plain number is people or per cent: column %(columns)s.")
            % _columns(unknown)
        )
    if len(set(figures)) < len(figures) or any(values.count(what) > 1 for what in (_NAME, _CODE)):
        found.append(_("Two columns are said to hold the same: leave one of them out."))
    if said.percents is None and (plain := _plain_rates(sheet, said.layout)):
        found.append(
            _("Say what 80,58 %% is as a plain number, 80,58 or 0,8058: column %(columns)s.")
            % _columns(plain)
        )
    return found


def _plain_rates(sheet: Sheet, layout: Layout) -> list[int]:
    """The columns of per cent with numbers that have no per cent sign."""
    rates = {column for column, each in layout.figures.items() if each.part is Part.RATE}
    return sorted(
        {
            column
            for (row, column), cell in sheet.cells.items()
            if column in rates and row > layout.last_header and is_plain(cell)
        }
    )


def _columns(columns: Sequence[int]) -> dict[str, str]:
    return {"columns": ", ".join(column_letters(column) for column in columns)}


def column_fields(sheet: Sheet, said: Told, indicators: Sequence[Indicator]) -> list[ColumnFields]:
    return [
        ColumnFields(
            column,
            choices(_holds(indicators), _held(said, column.number)),
            said.meanings.get(column.number, Meaning()).year,
            part_choices(said.meanings.get(column.number, Meaning()).part, _("as said above")),
        )
        for column in previews(sheet, said.layout)
    ]


def _holds(indicators: Sequence[Indicator]) -> list[tuple[str, str]]:
    return [
        ("", _("– leave out –")),
        (_NAME, _("Unit: name")),
        (_CODE, _("Unit: official code")),
        *((each.code, each.label) for each in indicators),
    ]


def _held(said: Told, column: int) -> str:
    if column == said.layout.name_column:
        return _NAME
    if column == said.layout.code_column:
        return _CODE
    return said.meanings.get(column, Meaning()).code


def part_choices(part: Part | None, unsaid: str) -> list[Choice]:
    options = [
        ("", unsaid),
        (Part.PEOPLE.value, pgettext("plain number", "people")),
        (Part.RATE.value, pgettext("plain number", "per cent")),
    ]
    return choices(options, part.value if part else "")


def percent_choices(said: Told) -> list[Choice]:
    known = [(each.value, str(text)) for each, text in PERCENTS.items()]
    options = [("", _("– choose –")), *known]
    return choices(options, said.percents.value if said.percents else "")


def indicator_choices(said: Told, indicators: Sequence[Indicator]) -> list[Choice]:
    options = [("", _("– none –")), *((each.code, each.label) for each in indicators)]
    return choices(options, said.usual.code)
