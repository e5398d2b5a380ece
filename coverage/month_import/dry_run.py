"""Everything an import would do, cell by cell, with all that is wrong at once. Writes nothing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from coverage.entry import Cell
from coverage.models import Absence
from coverage.month_import.cell_values import FigureValue, read, written
from coverage.month_import.judge import Judged, choice_name, judge
from coverage.month_import.known import Key, Known, Standing
from coverage.month_import.reasons import reason_of
from coverage.workbooks.book import Sheet, SheetCell
from coverage.workbooks.cell_values import NotRead
from coverage.workbooks.dry_run import DryRun, figure_name, remarks
from coverage.workbooks.judging import Verdict
from coverage.workbooks.layout import Figure, Layout, Part, address
from coverage.workbooks.lines import RunLine
from coverage.workbooks.rows import UnitRow, read_rows
from coverage.workbooks.totals import judge_totals, sums_of

_LONGEST_SOURCE = 500


def dry_run(
    sheet: Sheet, layout: Layout, known: Known, chosen: Mapping[str, str], file_name: str
) -> DryRun[Cell]:
    """`chosen` has what a person chose, by the names of the fields."""
    rows = read_rows(sheet, layout, known.units, chosen)
    run: DryRun[Cell] = DryRun(sheet, layout, rows.lines, rows.choices, left_out=rows.left_out)
    run.units = len(rows.units)
    reader = _Reader(run, known, chosen, file_name)
    for row in rows.units:
        reader.read_row(row)
    sums = sums_of(rows.units, layout, reader.people)
    run.lines += judge_totals(rows.totals, layout, sums, reader.people_in)
    run.lines += remarks(sheet, layout)
    run.lines.sort(key=lambda line: (line.row, line.column))
    return run


@dataclass(slots=True)
class _Read:
    """The cells of one figure: its people, its rate, or both."""

    said: FigureValue = field(default_factory=FigureValue)
    lines: list[RunLine] = field(default_factory=list)


class _Reader:
    """Reads the rows of a sheet into the lines and the cells of a dry run."""

    def __init__(
        self, run: DryRun[Cell], known: Known, chosen: Mapping[str, str], file_name: str
    ) -> None:
        self.run, self.known, self.chosen, self.file_name = run, known, chosen, file_name
        self.people: dict[tuple[int, int], int | None] = {}
        self.absences = {each: str(each.label) for each in Absence}
        by_code = {each.code: each for each in known.indicators}
        self.columns = [
            (column, figure, by_code[figure.code], figure_name(figure, by_code[figure.code]))
            for column, figure in run.layout.figures.items()
            if figure.code in by_code
        ]

    def read_row(self, row: UnitRow) -> None:
        figures: defaultdict[Key, _Read] = defaultdict(_Read)
        spoilt: set[Key] = set()
        for column, figure, indicator, name in self.columns:
            cell = row.cells.get(column)
            if cell is None:
                self.run.blank += 1
                continue
            key = (row.unit.unit_id, indicator.pk)
            try:
                self._read_cell(figures[key], row, column, cell, figure, name)
            except NotRead as refusal:
                spoilt.add(key)
                self._refuse(row, column, cell, name, refusal)
        for key, told in figures.items():
            if key not in spoilt and not told.said.is_blank:
                self._judge(key, told, row)

    def people_in(self, cell: SheetCell, holds: Figure) -> int | None:
        layout = self.run.layout
        return read(cell, holds.part, layout.numbers, layout.percents).people

    def _read_cell(
        self,
        figure: _Read,
        row: UnitRow,
        column: int,
        cell: SheetCell,
        holds: Figure,
        name: str,
    ) -> None:
        layout = self.run.layout
        said = read(cell, holds.part, layout.numbers, layout.percents)
        if said.is_blank:
            self.run.blank += 1
            return
        if holds.part is Part.PEOPLE:
            if said.people is not None:
                self.people[row.row, column] = said.people
            figure.said = replace(said, rate=figure.said.rate)
        else:
            figure.said = replace(figure.said, rate=said.rate)
        if figure.said.absence and figure.said.rate is not None:
            raise NotRead(_("A rate stands beside people that are not there."))
        line = RunLine(row.row, column, cell.text, Verdict.SAME, row.unit.full_name, name)
        line.understood = written(said, self.absences)
        figure.lines.append(line)

    def _refuse(
        self, row: UnitRow, column: int, cell: SheetCell, name: str, refusal: NotRead
    ) -> None:
        self.people[row.row, column] = None
        line = RunLine(row.row, column, cell.text, Verdict.ERROR, row.unit.full_name, name)
        line.reason, line.suggestion = refusal.reason, refusal.suggestion
        self.run.lines.append(line)

    def _judge(self, key: Key, figure: _Read, row: UnitRow) -> None:
        standing = self.known.in_force.get(key)
        field_name = choice_name(key, standing) if standing else ""
        first = figure.lines[0]
        source = f"{self.file_name}, {self.run.sheet.name}, {address(row.row, first.column)}"
        choice = self.chosen.get(field_name, "")
        judged = judge(self.known, key, figure.said, choice, source[:_LONGEST_SOURCE])
        for line in figure.lines:
            self._fill(line, judged, field_name)
        self.run.lines += figure.lines
        if judged.cell is not None:
            self.run.cells.append(judged.cell)

    def _fill(self, line: RunLine, judged: Judged, field_name: str) -> None:
        line.verdict = judged.verdict
        line.before = self._in_words(judged.standing)
        if judged.verdict == Verdict.SAME:
            return
        line.reason, line.suggestion = reason_of(judged)
        is_open = judged.verdict in (Verdict.CONFLICT, Verdict.KEPT)
        if is_open or self.chosen.get(field_name):
            line.choice = field_name

    def _in_words(self, standing: Standing | None) -> str:
        if standing is None or not standing.says_something:
            return ""
        return written(FigureValue(standing.people, standing.rate, standing.absence), self.absences)
