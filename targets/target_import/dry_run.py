"""Everything an import of targets would do, cell by cell. Writes nothing."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import Basis
from coverage.workbooks.book import Sheet, SheetCell
from coverage.workbooks.cell_reader import CellReader, ReadColumn
from coverage.workbooks.cell_values import NotRead, is_plain
from coverage.workbooks.dry_run import DryRun, RunLine, UnitChoice
from coverage.workbooks.judging import Verdict, Version
from coverage.workbooks.layout import Layout, Part, Percents
from coverage.workbooks.rows import Rows
from targets.entry import TargetValue
from targets.register.typed_text import TypedTarget
from targets.target_import.asking import ask_about
from targets.target_import.cell_values import completed, read_cell
from targets.target_import.standing import CellKey, StandingTargets
from targets.wording import percent_text, target_text

_LONGEST_CODE = 40


def dry_run(
    sheet: Sheet, layout: Layout, standing: StandingTargets, chosen: Mapping[str, str]
) -> DryRun[TargetValue]:
    """`chosen` has what a person chose, by the names of the fields."""
    reader = _TargetReader(sheet, layout, standing.indicators, standing.targets, chosen)
    reader.standing, reader.sources = standing, {}
    run = reader.dry_run(standing.units)
    ask_about(run, reader.sources, standing, chosen)
    return run


class _TargetReader(CellReader[CellKey, TypedTarget, TargetValue]):
    changed_by = gettext_lazy("%(person)s changed this target at %(time)s.")
    shows_whole = True
    standing: StandingTargets
    sources: dict[CellKey, RunLine]  # of each target to write, the first cell that says it

    @property
    def is_template(self) -> bool:
        """Only a template has our ids, and its cells say all there is to a target."""
        return self.run.layout.id_column is not None

    def key(self, unit_id: int, column: ReadColumn) -> CellKey:
        """Every column of targets was told its year."""
        return unit_id, column.indicator.pk, column.holds.year or 0

    def read(self, cell: SheetCell, column: ReadColumn) -> TypedTarget:
        has_rate = column.indicator.basis != Basis.NONE
        return read_cell(cell, column.holds, self.run.layout, has_rate=has_rate)

    def joined(self, one: TypedTarget, other: TypedTarget) -> TypedTarget:
        pairs = (
            (one.people, other.people),
            (one.percent, other.percent),
            (one.people_qualifier or None, other.people_qualifier or None),
            (one.percent_qualifier or None, other.percent_qualifier or None),
        )
        if any(None not in pair and pair[0] != pair[1] for pair in pairs):
            raise NotRead(_("Another cell of this row says something else of the same target."))
        return completed(one, other)

    def completed(self, value: TypedTarget, before: TypedTarget) -> TypedTarget:
        return value if self.is_template else completed(value, before)

    def in_words(self, value: TypedTarget) -> str:
        return target_text(value)

    def written(
        self,
        key: CellKey,
        value: TypedTarget,
        standing: Version[TypedTarget] | None,
        source: RunLine,
    ) -> TargetValue:
        """A note says what a target is of, and goes with its corrections, but not with its
        return."""
        self.sources[key] = source
        whole = self.completed(value, standing.value) if standing else value
        return TargetValue(
            self.standing.document.pk,
            *key,
            percent=whole.percent,
            percent_qualifier=whole.percent_qualifier,
            people=whole.people,
            people_qualifier=whole.people_qualifier,
            note=standing.carried if standing and not standing.value.is_blank else "",
        )

    def doubt(self, cell: SheetCell, column: ReadColumn, value: TypedTarget) -> str:
        if self.is_template:
            return ""
        if column.holds.part is Part.PEOPLE and value.percent is not None and value.people is None:
            return _("Per cent in a column that was said to hold people.")
        share = value.percent or Decimal(0)
        is_percent = self.run.layout.percents is Percents.PERCENT
        if is_plain(cell) and is_percent and 0 < share <= 1:
            return _("Read as %(share)s, since plain numbers were said to be per cent.") % {
                "share": percent_text(share)
            }
        return ""

    def more_lines(self, rows: Rows) -> Iterable[RunLine]:
        yield from self._unknown_columns()
        yield from self._totals_offered(rows)

    def _unknown_columns(self) -> Iterable[RunLine]:
        codes = {each.code for each in self.standing.indicators}
        for at, holds in self.run.layout.kinds.items():
            if holds.code not in codes:
                reason = _("No indicator has the code %(code)s: take a fresh template.")
                said = reason % {"code": holds.code[:_LONGEST_CODE]}
                row = self.run.layout.last_header
                yield RunLine(row, at, holds.code, Verdict.ERROR, reason=said)

    def _totals_offered(self, rows: Rows) -> Iterable[RunLine]:
        """A total may be the target of the whole, which then has no row of its own."""
        whole = self.standing.whole
        if any(row.unit == whole for row in rows.units):
            return
        for row, cells in rows.totals:
            first = min(cells)
            reason = _("A total is not read as a target.")
            advice = _("If it is the target of %(unit)s, choose that unit for the row.")
            line = RunLine(row, first, cells[first].text, Verdict.WARNING, reason=reason)
            line.suggestion = advice % {"unit": whole.full_name}
            self.run.choices.append(UnitChoice(row, cells[first].text, (whole,)))
            yield line
