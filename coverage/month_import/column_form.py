"""The form in which a person says what the columns of a sheet of figures hold."""

from collections.abc import Mapping
from dataclasses import replace

from coverage.models import Basis
from coverage.month_import.guess import guess_kinds
from coverage.workbooks.column_form import (
    BY_VALUE_PERCENTS,
    PERCENTS,
    ColumnAnswer,
    ColumnFields,
    ColumnForm,
    moved_rows,
    options,
    previews,
    problems_of,
    said_twice,
    told_columns,
)
from coverage.workbooks.dry_run import kind_name
from coverage.workbooks.layout import ColumnKind, Layout, Part


class FigureColumns(ColumnForm[ColumnAnswer]):
    def guessed(self) -> ColumnAnswer:
        return self._guessed_on(self.looks)

    def kept(self, layout: Layout) -> ColumnAnswer:
        return ColumnAnswer(layout=layout)

    def shown(self, posted: Mapping[str, str]) -> ColumnAnswer:
        return self._guessed_on(moved_rows(posted, self.looks))

    def _guessed_on(self, rows: Layout) -> ColumnAnswer:
        return ColumnAnswer(layout=replace(rows, kinds=guess_kinds(self.sheet, rows, self.names)))

    def told(self, posted: Mapping[str, str]) -> ColumnAnswer:
        """What is chosen twice, or not at all, is a problem."""
        allowed = dict(self._meanings())
        columns = {
            at: value for at, value in told_columns(posted).items() if value in allowed and value
        }
        rows = moved_rows(posted, self.looks)
        layout = replace(
            self.with_units(rows, columns),
            kinds={
                at: ColumnKind(code, Part(part))
                for at, value in sorted(columns.items())
                for code, separator, part in [value.partition(":")]
                if separator
            },
            percents=BY_VALUE_PERCENTS.get(posted.get("percents", ""), rows.percents),
        )
        problems = problems_of(layout, holds_nothing=not layout.kinds)
        if len(set(columns.values())) < len(columns):
            problems.append(said_twice())
        return ColumnAnswer(layout=layout, problems=problems)

    def context(self, answer: ColumnAnswer) -> dict[str, object]:
        meanings = self._meanings()
        columns = [
            ColumnFields(column, options(meanings, self._held(answer.layout, column.number)))
            for column in previews(self.sheet, answer.layout)
        ]
        return {"columns": columns, "percents": options(PERCENTS.items(), answer.layout.percents)}

    def _meanings(self) -> list[tuple[str, str]]:
        """What a column may hold, by the value of its option."""
        found = self.unit_options()
        for each in self.indicators:
            parts = [Part.PEOPLE] if each.basis == Basis.NONE else list(Part)
            found += [
                (f"{each.code}:{part}", kind_name(ColumnKind(each.code, part), each))
                for part in parts
            ]
        return found

    def _held(self, layout: Layout, column: int) -> str:
        kind = layout.kinds.get(column)
        return self.held(layout, column, f"{kind.code}:{kind.part}" if kind else "")
