"""The tables of history: a unit's cells, the versions of one, and what waits for a second look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from coverage.counting.reopenings import Reopening
from coverage.models import AdministrativeUnit, ReportedFigure, State
from coverage.month.cell_history import CellSummary, CellVersion, Look
from coverage.notation.periods import to_slug
from coverage.tables.columns import Beside, Column
from coverage.tables.notations import (
    MOMENT,
    MONTH,
    PEOPLE,
    SECOND,
    SHARE,
    Exact,
    whole_or_decimal,
    write_moment,
    write_second,
)
from coverage.tables.printed import in_print
from coverage.tables.table import Table
from coverage.wording import state_text

LOOK = '<small class="look">{}</small>'
FIGURE = whole_or_decimal(PEOPLE, SHARE)  # people, or a printed rate


def figure_value(figure: ReportedFigure | None) -> Exact:
    """People or the printed rate, both in words, or why there is no value; None for a cell never
    written."""
    if figure is None:
        return None
    if figure.absence:
        return str(figure.get_absence_display())
    if figure.people is not None and figure.rate is not None:
        return in_print(figure).text()
    return figure.rate if figure.people is None else figure.people


def value_text(figure: ReportedFigure | None) -> str:
    """The same as it was printed; a dash for a cell never written."""
    held = figure_value(figure)
    if figure is None or held is None or isinstance(held, str):
        return FIGURE.text(held)
    return in_print(figure).text()


class CellsTable(Table):
    """Every indicator of a unit's month, each with the way to its history."""

    name = "figures"
    heading = gettext_lazy("Figures and their history")
    scroll = "fitted"

    indicator = Column(
        gettext_lazy("Indicator"), lambda cell: cell.indicator.label, css="first", is_heading=True
    )
    value = Column(
        gettext_lazy("Value"),
        lambda cell: figure_value(cell.figure),
        FIGURE,
        write=lambda cell: value_text(cell.figure),
        origin=lambda cell: cell.figure.origin if cell.figure else "",
    )
    versions = Column(gettext_lazy("Versions"), lambda cell: cell.versions, PEOPLE)
    follow_up = Column(
        gettext_lazy("Follow-up"),
        lambda cell: f"⚑ {pgettext('follow-up', 'open')}" if cell.is_followed_up else None,
    )


def cells_table(unit: AdministrativeUnit, period: date, cells: Sequence[CellSummary]) -> CellsTable:
    table = CellsTable(cells)
    table.columns["indicator"].column.address = lambda cell: _history(
        unit.pk, cell.indicator.pk, period
    )
    return table


def _history(unit_id: int, indicator_id: int, period: date) -> str:
    return reverse("cell_history", args=[unit_id, indicator_id, to_slug(period)])


@dataclass(frozen=True, slots=True)
class VersionLine:
    """`looks`: who saw it, of whom `more_looks` are not named. `is_seen`: it was in force at the
    moment that the page was asked for."""

    figure: ReportedFigure
    state: State | None
    reopening: Reopening | None
    looks: Sequence[Look]
    more_looks: int
    is_seen: bool

    @classmethod
    def of(
        cls, version: CellVersion, looks: Sequence[Look], most: int, *, is_seen: bool
    ) -> "VersionLine":
        named, more = looks[:most], len(looks[most:])
        return cls(version.figure, version.state, version.reopening, named, more, is_seen)

    @property
    def value(self) -> str:
        return value_text(self.figure)

    def reopened_text(self) -> str:
        """Who opened the month again, and when, which tells one correction from the next."""
        found = self.reopening
        return f"{found.by}, {write_second(found.at)}" if found else ""

    def looks_text(self) -> list[str]:
        said = [
            "◉ "
            + _("seen by %(title)s, %(moment)s")
            % {"title": look.title, "moment": write_moment(look.moment)}
            for look in self.looks
        ]
        if self.more_looks:
            said.append(_("and %(count)s more") % {"count": self.more_looks})
        return said


class VersionsTable(Table):
    name = "versions"
    heading = gettext_lazy("Versions")
    css = "figures versions"

    recorded_at = Column(
        gettext_lazy("Recorded"),
        lambda line: line.figure.recorded_at,
        SECOND,
        is_heading=True,
        beside=(
            Beside(lambda line: f"◉ {_('seen then')}" if line.is_seen else "", markup=""),
            Beside(lambda line: "\n".join(line.looks_text()), markup=""),
        ),
        draw=lambda line: _recorded_html(line),
    )
    recorded_by = Column(
        gettext_lazy("By"),
        lambda line: str(line.figure.recorded_by),
        origin=lambda line: line.figure.origin,
    )
    value = Column(
        gettext_lazy("Value"),
        lambda line: figure_value(line.figure),
        FIGURE,
        write=lambda line: line.value,
    )
    note = Column(
        gettext_lazy("Note"),
        lambda line: line.figure.note,
        beside=(Beside(lambda line: line.figure.source, '<small class="muted">{}</small>'),),
    )
    state = Column(gettext_lazy("State of the month then"), lambda line: state_text(line.state))
    why = Column(
        gettext_lazy("Why reopened or returned"),
        lambda line: line.reopening.reason if line.reopening else "",
        css="why",
        beside=(Beside(lambda line: line.reopened_text(), '<small class="muted">{}</small>'),),
    )
    replaced = Column(
        gettext_lazy("Replaced"),
        lambda line: line.figure.superseded_at or f"✓ {_('in force')}",
        SECOND,
    )

    def attributes_of(self, line: VersionLine) -> Mapping[str, str]:
        return {"class": "seen"} if line.is_seen else {}


def _recorded_html(line: VersionLine) -> SafeString:
    html = format_html("{}", write_second(line.figure.recorded_at))
    if line.is_seen:
        html += format_html(' <span class="mark mark-note">◉ {}</span>', _("seen then"))
    return html + format_html_join("", LOOK, ((said,) for said in line.looks_text()))


class FollowUpsTable(Table):
    name = "follow-ups"
    heading = gettext_lazy("Open follow-ups")

    unit = Column(
        gettext_lazy("Unit"), lambda row: row.unit.full_name, css="first", is_heading=True
    )
    indicator = Column(
        gettext_lazy("Indicator"),
        lambda row: row.indicator.label,
        address=lambda row: _history(row.unit_id, row.indicator_id, row.period),
    )
    month = Column(gettext_lazy("Month"), lambda row: row.period, MONTH)
    note = Column(gettext_lazy("What should be looked at again"), lambda row: row.note)
    opened_by = Column(gettext_lazy("By"), lambda row: str(row.opened_by))
    opened_at = Column(gettext_lazy("Since"), lambda row: row.opened_at, MOMENT)
