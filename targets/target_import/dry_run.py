"""Everything an import of targets would do, cell by cell, all that is wrong at once. Writes
nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.models import Basis, Indicator
from coverage.workbooks.book import Sheet, SheetCell
from coverage.workbooks.cell_values import NotRead, is_plain
from coverage.workbooks.dry_run import DryRun, figure_name, remarks
from coverage.workbooks.judging import Verdict
from coverage.workbooks.layout import Figure, Layout, Part, Percents
from coverage.workbooks.lines import RunLine, UnitChoice
from coverage.workbooks.rows import Rows, UnitRow, read_rows
from coverage.workbooks.totals import judge_totals, sums_of
from targets.entry import TargetValue
from targets.register.typed_text import TypedTarget
from targets.target_import.cell_values import read_cell
from targets.target_import.judge import Judged, choice_name, judge
from targets.target_import.known import CellKey, Known, Standing
from targets.wording import percent_text, target_text

TargetRun = DryRun[TargetValue]
_LONGEST_CODE = 40


def dry_run(sheet: Sheet, layout: Layout, known: Known, chosen: Mapping[str, str]) -> TargetRun:
    """`chosen` has what a person chose, by the names of the fields."""
    rows = read_rows(sheet, layout, known.units, chosen)
    run: TargetRun = DryRun(sheet, layout, rows.lines, rows.choices, left_out=rows.left_out)
    run.units = len(rows.units)
    reader = _Reader(run, known, chosen)
    for row in rows.units:
        reader.read_row(row)
    run.lines += _unknown_columns(layout, known)
    _offer_totals(run, rows, known)
    sums = sums_of(rows.units, layout, reader.people)
    run.lines += judge_totals(rows.totals, layout, sums, reader.people_in)
    run.lines += remarks(sheet, layout)
    run.lines.sort(key=lambda line: (line.row, line.column))
    return run


def _unknown_columns(layout: Layout, known: Known) -> Iterable[RunLine]:
    codes = {each.code for each in known.indicators}
    for column, holds in layout.figures.items():
        if holds.code not in codes:
            reason = _("No indicator has the code %(code)s: take a fresh template.")
            said = reason % {"code": holds.code[:_LONGEST_CODE]}
            yield RunLine(layout.last_header, column, holds.code, Verdict.ERROR, reason=said)


def _offer_totals(run: TargetRun, rows: Rows, known: Known) -> None:
    """A total may be the target of the whole, which has no row of its own then: a person says."""
    whole = known.whole
    if any(row.unit == whole for row in rows.units):
        return
    for row, cells in rows.totals:
        first = min(cells)
        reason = _("A total is not read as a target.")
        advice = _("If it is the target of %(unit)s, choose that unit for the row.")
        line = RunLine(row, first, cells[first].text, Verdict.WARNING, reason=reason)
        line.suggestion = advice % {"unit": whole.full_name}
        run.lines.append(line)
        run.choices.append(UnitChoice(row, cells[first].text, (whole,)))


@dataclass(slots=True)
class _Read:
    """The cells of one target: its people, its per cent, or both."""

    said: TypedTarget = field(default_factory=TypedTarget)
    lines: list[RunLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Column:
    at: int
    holds: Figure
    indicator: Indicator
    year: int
    name: str

    @property
    def has_rate(self) -> bool:
        return self.indicator.basis != Basis.NONE


class _Reader:
    """Reads the rows of a sheet into the lines and the targets of a dry run."""

    def __init__(self, run: TargetRun, known: Known, chosen: Mapping[str, str]) -> None:
        self.run, self.known, self.chosen = run, known, chosen
        self.people: dict[tuple[int, int], int | None] = {}
        # Only a template has our ids, and its cells say all there is to a target.
        self.is_template = run.layout.id_column is not None
        by_code = {each.code: each for each in known.indicators}
        self.columns = [
            _Column(at, holds, by_code[holds.code], holds.year, _name(holds, by_code[holds.code]))
            for at, holds in run.layout.figures.items()
            if holds.code in by_code and holds.year is not None
        ]

    def read_row(self, row: UnitRow) -> None:
        targets: defaultdict[CellKey, _Read] = defaultdict(_Read)
        spoilt: set[CellKey] = set()
        for column in self.columns:
            cell = row.cells.get(column.at)
            if cell is None:
                self.run.blank += 1
                continue
            key = (row.unit.unit_id, column.indicator.pk, column.year)
            try:
                self._read_cell(targets[key], row, column, cell)
            except NotRead as refusal:
                spoilt.add(key)
                self.people[row.row, column.at] = None
                line = self._line(row, column, cell, Verdict.ERROR)
                line.reason, line.suggestion = refusal.reason, refusal.suggestion
                self.run.lines.append(line)
        for key, told in targets.items():
            if key not in spoilt and not told.said.is_blank:
                self._judge(key, told)

    def people_in(self, cell: SheetCell, holds: Figure) -> int | None:
        return read_cell(cell, holds, self.run.layout, has_rate=True).people

    def _read_cell(self, target: _Read, row: UnitRow, column: _Column, cell: SheetCell) -> None:
        said = read_cell(cell, column.holds, self.run.layout, has_rate=column.has_rate)
        if said.is_blank:
            self.run.blank += 1
            return
        if said.people is not None:
            self.people[row.row, column.at] = said.people
        target.said = _joined(target.said, said)
        target.lines.append(self._line(row, column, cell, Verdict.SAME))
        if not self.is_template and (doubt := _doubt(cell, column, self.run.layout, said)):
            line = self._line(row, column, cell, Verdict.WARNING)
            line.reason, line.suggestion = doubt, _("See what the columns were said to hold.")
            self.run.lines.append(line)

    def _line(self, row: UnitRow, column: _Column, cell: SheetCell, verdict: Verdict) -> RunLine:
        return RunLine(row.row, column.at, cell.text, verdict, row.unit.full_name, column.name)

    def _judge(self, key: CellKey, target: _Read) -> None:
        standing = self.known.in_force.get(key)
        name = choice_name(key, standing) if standing else ""
        choice = self.chosen.get(name, "")
        judged = judge(self.known, key, target.said, choice, is_whole=self.is_template)
        for line in target.lines:
            _fill(line, judged)
            if choice or judged.verdict in (Verdict.CONFLICT, Verdict.KEPT):
                line.choice = name
        self.run.lines += target.lines
        if judged.value is not None:
            self.run.cells.append(judged.value)


def _name(holds: Figure, indicator: Indicator) -> str:
    return f"{figure_name(holds, indicator)}, {holds.year}"


def _joined(one: TypedTarget, other: TypedTarget) -> TypedTarget:
    """Two cells of one target. Raises NotRead where they contradict each other."""
    pairs = (
        (one.people, other.people),
        (one.percent, other.percent),
        (one.qualifier or None, other.qualifier or None),
    )
    if any(None not in pair and pair[0] != pair[1] for pair in pairs):
        raise NotRead(_("Another cell of this row says something else of the same target."))
    return TypedTarget(
        one.people if one.people is not None else other.people,
        one.percent if one.percent is not None else other.percent,
        one.qualifier or other.qualifier,
    )


def _doubt(cell: SheetCell, column: _Column, layout: Layout, said: TypedTarget) -> str:
    """Why a cell that was read may be meant otherwise; "" where nothing speaks for it."""
    if column.holds.part is Part.PEOPLE and said.percent is not None and said.people is None:
        return _("Per cent in a column that was said to hold people.")
    share = said.percent or Decimal(0)
    if is_plain(cell) and layout.percents is Percents.PERCENT and 0 < share <= 1:
        return _("Read as %(share)s, since plain numbers were said to be per cent.") % {
            "share": percent_text(share)
        }
    return ""


def _fill(line: RunLine, judged: Judged) -> None:
    line.verdict = judged.verdict
    line.understood = _in_words(judged.typed)
    line.before = _in_words(judged.standing.said) if judged.standing else ""
    if judged.standing is None:
        return
    if judged.verdict == Verdict.CONFLICT:
        line.reason = _who(judged.standing)
        line.suggestion = _("Choose one of the two values.")
    elif judged.verdict == Verdict.KEPT:
        line.reason = _who(judged.standing)
        line.suggestion = _("Left as it stands, since it is later than the file.")


def _in_words(said: TypedTarget) -> str:
    return target_text(said.people, said.percent, said.qualifier)


def _who(standing: Standing) -> str:
    return _("%(person)s changed this target at %(time)s.") % {
        "person": standing.by,
        "time": f"{localtime(standing.recorded_at):%H:%M %d/%m/%Y}",
    }
