"""The tables of a month's closing: the units that are missing, and what was decided before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.counting.month_below import MonthBelow
from coverage.models import AdministrativeUnit, MonthClosing, State
from coverage.tables.columns import Column
from coverage.tables.notations import MOMENT, write_moment
from coverage.tables.table import Table
from coverage.wording import state_text


@dataclass(frozen=True, slots=True)
class MissingUnit:
    name: str
    state: str


class MissingTable(Table):
    name = "missing"
    css = "figures"

    unit = Column(gettext_lazy("Unit"), lambda row: row.name, css="first", is_heading=True)
    state = Column(gettext_lazy("State of the month"), lambda row: row.state, css="state")


@dataclass(frozen=True, slots=True)
class Decision:
    """A closing or its undoing; `missing`: the names of the units."""

    at: datetime
    by: str
    what: str
    reason: str
    missing: str


class DecisionsTable(Table):
    name = "closings"
    css = "figures"

    at = Column(
        gettext_lazy("When"), lambda row: row.at, MOMENT, write=lambda row: write_moment(row.at)
    )
    what = Column(gettext_lazy("What"), lambda row: row.what)
    by = Column(gettext_lazy("By"), lambda row: row.by)
    reason = Column(gettext_lazy("Reason"), lambda row: row.reason)
    missing = Column(gettext_lazy("Units missing then"), lambda row: row.missing)


def missing_table(
    month: MonthBelow, units: Mapping[int, AdministrativeUnit]
) -> MissingTable | None:
    """`units`: those directly below, in Vietnamese order."""
    missing = set(month.missing)
    named = [(pk, unit.full_name) for pk, unit in units.items() if pk in missing]
    rows = [MissingUnit(name, _state(month, pk)) for pk, name in named]
    return MissingTable.if_any(rows, heading=_("Units missing"))


def _state(month: MonthBelow, unit_id: int) -> str:
    """Its own month's; of a unit that has none and others below it, how many of those."""
    own, below = month.state(unit_id).state, month.parts.get(unit_id, ())
    if own is None and below:
        numbers = {"handed_in": month.handed_in(below), "expected": len(below)}
        return _("%(handed_in)s/%(expected)s handed in") % numbers
    return state_text(State(own) if own else None)


def decisions_table(
    closings: Sequence[MonthClosing], units: Mapping[int, AdministrativeUnit]
) -> DecisionsTable | None:
    rows = [
        Decision(
            each.recorded_at,
            str(each.recorded_by),
            _("closed") if each.is_closed else _("closing undone"),
            each.reason,
            "; ".join(unit.full_name for pk, unit in units.items() if pk in set(each.missing)),
        )
        for each in closings
    ]
    return DecisionsTable.if_any(rows, heading=_("What was decided about this month"))
