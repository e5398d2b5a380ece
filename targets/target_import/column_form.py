"""The form in which a person says what the columns of a sheet of targets hold.

For all columns it asks once, and for each that differs again: which indicator, which year, and
whether a plain number is people or per cent. What a plain number in a column of per cent is,
80,58 or 0,8058, is never taken for granted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coverage.models import Basis
from coverage.workbooks.cell_values import is_plain
from coverage.workbooks.column_form import (
    BY_VALUE_PERCENTS,
    PERCENTS,
    ColumnAnswer,
    ColumnFields,
    ColumnForm,
    Option,
    Preview,
    moved_rows,
    options,
    previews,
    problems_of,
    said_twice,
    told_columns,
)
from coverage.workbooks.layout import ColumnKind, Layout, Part, Percents
from coverage.workbooks.reading.references import column_letters
from targets.register.scope import year_in
from targets.target_import.guess import Meaning, Meanings, guess_meanings, guess_usual

_PARTS = {part.value: part for part in Part}


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetAnswer(ColumnAnswer):
    """`percents` is None until somebody has said. `layout` has no kinds before the form was
    sent; `meanings` are what its columns hold, `usual` what is left out there."""

    usual: Meaning
    meanings: Meanings
    percents: Percents | None = None


class TargetColumns(ColumnForm[TargetAnswer]):
    name, code = "unit-name", "unit-code"

    def guessed(self) -> TargetAnswer:
        return self._guessed_on(self.looks, guess_usual(self.sheet, self.looks, self.names))

    def kept(self, layout: Layout) -> TargetAnswer:
        meanings = {
            at: Meaning(each.code, each.year, each.part) for at, each in layout.kinds.items()
        }
        return TargetAnswer(
            layout=layout, usual=Meaning(), meanings=meanings, percents=layout.percents
        )

    def shown(self, posted: Mapping[str, str]) -> TargetAnswer:
        """With what is usual as the form tells, too."""
        usual = _meaning(posted, "indicator", "year", "number")
        answer = self._guessed_on(moved_rows(posted, self.looks), usual)
        return replace(answer, percents=BY_VALUE_PERCENTS.get(posted.get("percents", "")))

    def _guessed_on(self, rows: Layout, usual: Meaning) -> TargetAnswer:
        meanings = guess_meanings(self.sheet, rows, self.names, usual)
        return TargetAnswer(layout=rows, usual=usual, meanings=meanings)

    def told(self, posted: Mapping[str, str]) -> TargetAnswer:
        shown, columns = self.shown(posted), told_columns(posted)
        meanings = {
            at: _meaning(posted, f"f-{at}", f"y-{at}", f"k-{at}")
            for at, value in sorted(columns.items())
            if value in self.names
        }
        filled = {at: self._filled(each, shown.usual) for at, each in meanings.items()}
        layout = replace(
            self.with_units(shown.layout, columns),
            kinds={
                at: ColumnKind(each.code, each.part, each.year)
                for at, each in filled.items()
                if each.year is not None and each.part is not None
            },
            percents=shown.percents or Percents.PERCENT,
        )
        problems = self._problems(layout, filled, list(columns.values()), shown.percents)
        return replace(shown, layout=layout, meanings=meanings, problems=problems)

    def _filled(self, meaning: Meaning, usual: Meaning) -> Meaning:
        """A count without a denominator has no per cent, whatever is usual."""
        filled = meaning.filled(usual)
        counted = {each.code for each in self.indicators if each.basis == Basis.NONE}
        return replace(filled, part=Part.PEOPLE) if filled.code in counted else filled

    def _problems(
        self,
        layout: Layout,
        filled: Meanings,
        values: Sequence[str],
        percents: Percents | None,
    ) -> list[str]:
        found = problems_of(layout, holds_nothing=not filled)
        if without := [at for at, each in filled.items() if each.year is None]:
            found.append(
                _("Say of which year the targets are: column %(columns)s.") % _columns(without)
            )
        if unknown := [at for at, each in filled.items() if each.part is None]:
            found.append(
                _("Say whether a plain number is people or per cent: column %(columns)s.")
                % _columns(unknown)
            )
        kinds = list(layout.kinds.values())
        if len(set(kinds)) < len(kinds) or max(map(values.count, (self.name, self.code))) > 1:
            found.append(said_twice())
        if percents is None and (plain := self._plain_rates(layout)):
            found.append(
                _("Say what 80,58 %% is as a plain number, 80,58 or 0,8058: column %(columns)s.")
                % _columns(plain)
            )
        return found

    def _plain_rates(self, layout: Layout) -> list[int]:
        """The columns of per cent with numbers that have no per cent sign."""
        rates = {column for column, each in layout.kinds.items() if each.part is Part.RATE}
        return sorted(
            {
                column
                for (row, column), cell in self.sheet.cells.items()
                if column in rates and row > layout.last_header and is_plain(cell)
            }
        )

    def context(self, answer: TargetAnswer) -> dict[str, object]:
        codes = [(each.code, each.label) for each in self.indicators]
        percents: list[tuple[str, str | Promise]] = [("", _("– choose –")), *PERCENTS.items()]
        return {
            "columns": [
                self._fields(column, codes, answer)
                for column in previews(self.sheet, answer.layout)
            ],
            "usual": answer.usual,
            "usual_indicators": options([("", _("– none –")), *codes], answer.usual.code),
            "usual_counts": _part_options(answer.usual.part, _("– choose –")),
            "percents": options(percents, answer.percents or ""),
        }

    def _fields(
        self, column: Preview, codes: Sequence[tuple[str, str]], answer: TargetAnswer
    ) -> ColumnFields:
        meaning = answer.meanings.get(column.number, Meaning())
        held = self.held(answer.layout, column.number, meaning.code)
        return ColumnFields(
            column,
            options([*self.unit_options(), *codes], held),
            meaning.year,
            _part_options(meaning.part, _("as said above")),
        )


def _meaning(posted: Mapping[str, str], code: str, year: str, part: str) -> Meaning:
    """From the fields with these names."""
    return Meaning(
        posted.get(code, ""), year_in(posted.get(year, "")), _PARTS.get(posted.get(part, ""))
    )


def _columns(columns: Sequence[int]) -> dict[str, str]:
    return {"columns": ", ".join(column_letters(column) for column in columns)}


def _part_options(part: Part | None, unsaid: str) -> list[Option]:
    choices = [
        ("", unsaid),
        (Part.PEOPLE.value, pgettext("plain number", "people")),
        (Part.RATE.value, pgettext("plain number", "per cent")),
    ]
    return options(choices, part or "")
