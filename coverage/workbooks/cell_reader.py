"""Reads the cells of a sheet's rows into the lines of a dry run, and what it would write."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from coverage.models import Indicator
from coverage.tables.notations import write_moment
from coverage.workbooks.book import Sheet, SheetCell
from coverage.workbooks.cell_values import NotRead
from coverage.workbooks.dry_run import DryRun, RunLine, Written, kind_name, remarks
from coverage.workbooks.judging import (
    Key,
    Value,
    Verdict,
    Version,
    Versions,
    choice_name,
    judge,
)
from coverage.workbooks.layout import ColumnKind, Layout
from coverage.workbooks.matching import Units
from coverage.workbooks.rows import Rows, UnitRow, read_rows
from coverage.workbooks.totals import judge_totals, sums_of


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of a known indicator: where it stands, what it holds, and what that is called."""

    at: int
    holds: ColumnKind
    indicator: Indicator
    name: str


@dataclass(slots=True)
class CellsOfOne(Generic[Value]):
    """The cells of one row that say the same value, or parts of it."""

    value: Value
    lines: list[tuple[RunLine, Value]] = field(default_factory=list)


class CellReader(ABC, Generic[Key, Value, Written]):
    """`changed_by` says who changed a version, and when; `closed` why a cell is not open, and what
    to do. `shows_whole`: a line says what would stand as a whole, not what its cell says of it."""

    changed_by: Promise
    closed: tuple[str | Promise, str | Promise] = ("", "")
    shows_whole = False

    def __init__(
        self,
        sheet: Sheet,
        layout: Layout,
        indicators: Sequence[Indicator],
        versions: Versions[Key, Value],
        chosen: Mapping[str, str],
    ) -> None:
        """`chosen` has what a person chose, by the names of the fields."""
        self.run: DryRun[Written] = DryRun(sheet, layout)
        self.versions, self.chosen = versions, chosen
        by_code = {each.code: each for each in indicators}
        self.columns = [
            ReadColumn(at, holds, by_code[holds.code], kind_name(holds, by_code[holds.code]))
            for at, holds in layout.kinds.items()
            if holds.code in by_code
        ]
        # By row and column; None where the cell could not be read.
        self.people: dict[tuple[int, int], int | None] = {}

    @abstractmethod
    def key(self, unit_id: int, column: ReadColumn) -> Key: ...

    @abstractmethod
    def read(self, cell: SheetCell, column: ReadColumn) -> Value:
        """Raises NotRead."""

    @abstractmethod
    def joined(self, one: Value, other: Value) -> Value:
        """Of two cells of one value. Raises NotRead where they contradict each other."""

    @abstractmethod
    def completed(self, value: Value, before: Value) -> Value:
        """What stands in place of `before` once a value was written."""

    def replaced_by(self, _value: Value, before: Value) -> Value:
        """What of `before` a cell that says `_value` takes the place of."""
        return before

    @abstractmethod
    def in_words(self, value: Value) -> str: ...

    @abstractmethod
    def written(
        self, key: Key, value: Value, standing: Version[Value] | None, source: RunLine
    ) -> Written:
        """What to write; `source` is the first cell that says it."""

    def is_open(self, key: Key) -> bool:
        """Whether it may be written."""
        return True

    def doubt(self, cell: SheetCell, column: ReadColumn, value: Value) -> str:
        """Why a cell that was read may be meant otherwise; "" where nothing speaks for it."""
        return ""

    def more_lines(self, rows: Rows) -> Iterable[RunLine]:
        """What else there is to say of the sheet."""
        return ()

    def dry_run(self, units: Units) -> DryRun[Written]:
        run, layout = self.run, self.run.layout
        rows = read_rows(run.sheet, layout, units, self.chosen)
        run.lines, run.choices, run.left_out = rows.lines, rows.choices, rows.left_out
        run.unit_ids = [row.unit.unit_id for row in rows.units]
        for row in rows.units:
            self._read_row(row)
        run.lines += self.more_lines(rows)
        by_column = {column.at: column for column in self.columns}
        sums = sums_of(rows.units, layout, self.people)
        run.lines += judge_totals(
            rows.totals, sums, lambda cell, at: self.read(cell, by_column[at]).people
        )
        run.lines += remarks(run.sheet, layout)
        run.lines.sort(key=lambda line: (line.row, line.column))
        return run

    def _read_row(self, row: UnitRow) -> None:
        values: dict[Key, CellsOfOne[Value]] = {}
        spoilt: set[Key] = set()
        for column in self.columns:
            cell = row.cells.get(column.at)
            if cell is None:
                self.run.blank += 1
                continue
            key = self.key(row.unit.unit_id, column)
            try:
                self._read_cell(values, key, row, column, cell)
            except NotRead as refusal:
                spoilt.add(key)
                self.people[row.row, column.at] = None
                line = self._line(row, column, cell, Verdict.ERROR)
                line.reason, line.suggestion = refusal.reason, refusal.suggestion
                self.run.lines.append(line)
        for key, cells in values.items():
            if key not in spoilt:
                self._judge(key, cells)

    def _read_cell(
        self,
        values: dict[Key, CellsOfOne[Value]],
        key: Key,
        row: UnitRow,
        column: ReadColumn,
        cell: SheetCell,
    ) -> None:
        value = self.read(cell, column)
        if value.is_blank:
            self.run.blank += 1
            return
        if value.people is not None:
            self.people[row.row, column.at] = value.people
        if key in values:
            values[key].value = self.joined(values[key].value, value)
        else:
            values[key] = CellsOfOne(value)
        values[key].lines.append((self._line(row, column, cell, Verdict.SAME), value))
        if doubt := self.doubt(cell, column, value):
            line = self._line(row, column, cell, Verdict.WARNING)
            line.reason, line.suggestion = doubt, _("See what the columns were said to hold.")
            self.run.lines.append(line)

    def _line(self, row: UnitRow, column: ReadColumn, cell: SheetCell, verdict: Verdict) -> RunLine:
        return RunLine(row.row, column.at, cell.text, verdict, row.unit.full_name, column.name)

    def _judge(self, key: Key, cells: CellsOfOne[Value]) -> None:
        standing = self.versions.in_force.get(key)
        name = choice_name(key, standing) if standing else ""
        choice = self.chosen.get(name, "")
        verdict = judge(
            self.versions,
            key,
            lambda before: self.completed(cells.value, before),
            choice,
            is_open=self.is_open(key),
        )
        whole = self.completed(cells.value, standing.value) if standing else cells.value
        is_asked = verdict in (Verdict.CONFLICT, Verdict.KEPT) or bool(choice)
        for line, value in cells.lines:
            line.verdict = verdict
            line.understood = self.in_words(whole if self.shows_whole else value)
            before = self.replaced_by(value, standing.value) if standing is not None else None
            if before is not None and not before.is_blank:
                line.before = self.in_words(before)
            line.reason, line.suggestion = self._reason(verdict, standing)
            if is_asked and verdict is not Verdict.SAME:
                line.choice = name
            self.run.lines.append(line)
        if verdict in (Verdict.NEW, Verdict.CHANGED):
            first, _value = cells.lines[0]
            self.run.cells.append(self.written(key, cells.value, standing, first))

    def _reason(self, verdict: Verdict, standing: Version[Value] | None) -> tuple[str, str]:
        """Why a cell is not simply new, and what to do."""
        if verdict is Verdict.LOCKED:
            return str(self.closed[0]), str(self.closed[1])
        if standing is None or verdict not in (Verdict.CONFLICT, Verdict.KEPT):
            return "", ""
        time = write_moment(standing.recorded_at)
        who = str(self.changed_by) % {"person": standing.by, "time": time}
        if verdict is Verdict.CONFLICT:
            return who, _("Choose one of the two values.")
        return who, _("Left as it stands, since it is later than the file.")
