"""The column of a trend's table that leads to what is said of its months."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coverage.notation.periods import to_slug
from coverage.tables.columns import Column
from reports.month_notes.words import note_lines
from reports.trend.lines import MonthLine


@dataclass(frozen=True, slots=True)
class NotesOfTrend:
    """Of which unit and indicator; `seen_as`: what the address says of the moment."""

    unit_id: int
    code: str
    may_write: bool
    seen_as: Mapping[str, object]

    def address(self, period: date) -> str:
        """Where the notes of the month are read whole, and written."""
        place = reverse("month_note", args=[self.unit_id, self.code, to_slug(period)])
        return f"{place}?{urlencode(self.seen_as)}" if self.seen_as else place

    def column(self) -> Column:
        """The file has the text; the page leads to the list under the table."""
        return Column(
            _("Notes and explanations"),
            lambda line: "\n".join(note_lines(line.month.notes, self.unit_id)) or None,
            css="day",
            draw=self._drawn,
        )

    def _drawn(self, line: MonthLine) -> SafeString:
        period = line.month.period
        if line.month.notes:
            slug = to_slug(period)
            return format_html('<a href="#note-{}">{}</a>', slug, _("see the note"))
        if not self.may_write or line.until is not None:
            return SafeString("")
        text = _("write a note")
        return format_html('<a class="no-print" href="{}">{}</a>', self.address(period), text)
