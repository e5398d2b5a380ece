"""The tables of a month: each unit's state, and each unit's points to check."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import AdministrativeUnit
from coverage.month.query import UnitMonth
from coverage.month.shown import FIELD
from coverage.month.status import LastChange
from coverage.tables.columns import SMALL, Beside, Column
from coverage.tables.notations import MOMENT, write_moment
from coverage.tables.table import Table


@dataclass(frozen=True, slots=True)
class MonthRow:
    """`filled` of `cells` cells say something; `points`: the address of the points to check;
    `shown`: what the form holds of what it shows; `is_chosen`: ticked."""

    month: UnitMonth
    state: str
    filled: int
    cells: int
    warnings: int
    notes: int
    last_change: LastChange | None
    punctuality: str
    points: str
    history: str
    shown: str
    is_chosen: bool

    @property
    def unit(self) -> AdministrativeUnit:
        return self.month.unit


class MonthsTable(Table):
    name = "months"
    css = "figures months"

    unit = Column(
        gettext_lazy("Unit"),
        lambda row: row.unit.full_name,
        css="first",
        is_heading=True,
        draw=lambda row: _unit_html(row),
    )
    state = Column(
        gettext_lazy("State of the month"),
        lambda row: row.state,
        css="state",
        beside=(Beside(lambda row: row.punctuality, SMALL),),
    )
    filled = Column(
        gettext_lazy("Cells filled"), lambda row: f"{row.filled}/{row.cells}", css="num"
    )
    points = Column(
        gettext_lazy("Points to check"),
        lambda row: _points_text(row) or None,
        address=lambda row: row.points if row.warnings or row.notes else "",
    )
    since = Column(
        gettext_lazy("Since"),
        lambda row: row.month.since,
        MOMENT,
        write=lambda row: write_moment(row.month.since) if row.month.since else "",
    )
    by = Column(gettext_lazy("By"), lambda row: str(row.month.by or ""))
    last_change = Column(
        gettext_lazy("Last change of a figure"),
        lambda row: row.last_change.at if row.last_change else None,
        MOMENT,
        address=lambda row: row.history if row.last_change else "",
        beside=(Beside(lambda row: row.last_change.by if row.last_change else "", SMALL),),
    )
    note = Column(gettext_lazy("Note"), lambda row: row.month.note)


def months_table(
    rows: Sequence[MonthRow], heading: str, *, may_approve: bool, is_all_chosen: bool
) -> MonthsTable | None:
    """None where there are no units. `may_approve`: whether all units may be ticked at once."""
    if not rows:
        return None
    table = MonthsTable(rows, heading=heading)
    if may_approve:
        table.columns["unit"].column.draw_heading = lambda: format_html(
            '{}<label class="all"><input type="checkbox" name="all" value="1"{}> {}</label>',
            _("Unit"),
            SafeString(" checked" if is_all_chosen else ""),
            _("all units"),
        )
    return table


def _unit_html(row: MonthRow) -> SafeString:
    if not row.month.may_approve:
        return format_html("{}", row.unit.full_name)
    return format_html(
        '<input type="hidden" name="{}" value="{}">'
        '<label><input type="checkbox" name="unit" value="{}"{}> {}</label>',
        FIELD,
        row.shown,
        row.unit.pk,
        SafeString(" checked" if row.is_chosen else ""),
        row.unit.full_name,
    )


def _points_text(row: MonthRow) -> str:
    said = []
    if row.warnings:
        asked = _("to be explained") if row.month.is_open else _("to be checked")
        said.append(f"⚠ {row.warnings} {asked}")
    if row.notes:
        said.append(f"ⓘ {row.notes} {_('for information')}")
    return ", ".join(said)
