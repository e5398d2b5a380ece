"""The table of a block as .xlsx: the same rows, columns and order as on its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.notation.periods import to_slug, write_period
from coverage.tables.answer import attachment, file_name
from coverage.tables.table import Table
from coverage.tables.workbook import Head, tables_workbook
from reports.figures.blocks import Block
from reports.figures.year_turn import whose_targets_text


@dataclass(frozen=True, slots=True)
class BlockFile:
    """`moment`: as of which the block is seen, None for now. `lines` follow the title, `remarks`
    the sources."""

    block: Block
    period: date
    moment: datetime | None
    is_simulated: bool
    lines: Sequence[str]
    remarks: Sequence[str] = ()

    def answer(self, table: Table) -> HttpResponse:
        unit, indicator = self.block.whole.unit, self.block.whole.indicator
        title = _("%(unit)s: %(indicator)s, month %(month)s") % {
            "unit": unit.full_name,
            "indicator": indicator.label,
            "month": write_period(self.period),
        }
        head = Head(title, [title, *self.lines, *self._warnings()])
        seen = localtime(self.moment) if self.moment else None
        name = file_name(unit.full_name, indicator.code, to_slug(self.period), moment=seen)
        return attachment(tables_workbook(head, [table], self._sources()), name)

    def _warnings(self) -> list[str]:
        said, chosen = [], self.block.chosen
        if chosen is not None:
            said.append(f"{whose_targets_text(chosen)} {'; '.join(self.block.documents)}.")
        if self.is_simulated:
            said.append(_("SIMULATED FIGURES: made up for demonstration, nobody’s report."))
        return said

    def _sources(self) -> list[str]:
        """Where the values come from, and when the workbook saw them."""
        rows = (self.block.whole, *self.block.parts)
        named = dict.fromkeys(row.value.own.source for row in rows if row.value.own)
        sources = [_("Source: %(source)s") % {"source": source} for source in named if source]
        seen = date_format(localtime(self.moment or timezone.now()), "DATETIME_FORMAT")
        return [*sources, _("As recorded at %(moment)s.") % {"moment": seen}, *self.remarks]
