"""The tables of a meeting's sheet that hold figures: what changed since the meeting before, of its
unit and of the units on its agenda."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.notation.periods import write_date, write_period
from coverage.tables.columns import Beside, Column
from coverage.tables.notations import CHANGE, PEOPLE, POINTS
from coverage.tables.table import Group, Table
from reports.figures.columns import mark_simulated, marks_at_people
from reports.figures.judged_rows import JudgedRow
from reports.figures.partial_words import comparison_text, territory_text
from reports.figures.reckoned_words import formed_of_text
from reports.figures.unit_addresses import unit_addresses
from reports.filters import Filters
from reports.meetings.since_columns import attained_of, beside_people, people_of, rate_of
from reports.meetings.since_last import SinceLine
from reports.models import AgendaItem

Shown = TypeVar("Shown", bound=Table)
THEN = ("people_then", "rate_then", "attained_then")
NOW = ("people_now", "rate_now", "attained_now")
CHANGED = ("people", "rate", "attained")


def _now(line: SinceLine) -> JudgedRow | None:
    return line.now


def _then(line: SinceLine) -> JudgedRow | None:
    return line.then


def change_text(line: SinceLine) -> str:
    """What a reader must know before using the change."""
    if line.former:
        return formed_of_text(line.former)
    if line.comparison is None:
        return ""
    said = (comparison_text(line.comparison), territory_text(line.comparison.parted_since))
    return "; ".join(each for each in said if each)


class FiguresTable(Table):
    """Figures of the meeting before, of this one, and the change; the latter and the former are
    left out where there was none before."""

    css = "figures since"
    adds_origins = False

    indicator = Column(
        gettext_lazy("Indicator"),
        lambda line: line.now.row.indicator.label,
        css="unit",
        is_heading=True,
        origin=lambda line: mark_simulated(_is_simulated(line)),
    )
    assigner = Column(
        gettext_lazy("Target set by"),
        lambda line: line.now.promised.promise.assigner if line.now.promised else None,
        css="assigner",
    )
    people_then, people_now = people_of(_then), people_of(_now)
    people = Column(
        gettext_lazy("Change"),
        lambda line: line.comparison and line.comparison.people.difference,
        CHANGE,
        beside=(Beside(change_text),),
    )
    rate_then, rate_now = rate_of(_then), rate_of(_now)
    rate = Column(
        gettext_lazy("Change, points"),
        lambda line: line.comparison and line.comparison.rate_points,
        POINTS,
    )
    attained_then, attained_now = attained_of(_then), attained_of(_now)
    attained = Column(gettext_lazy("Change, points"), lambda line: line.attained_points, POINTS)


def _is_simulated(line: SinceLine) -> bool:
    return line.now.row.shows_simulated or (line.then is not None and line.then.row.shows_simulated)


class SinceTable(FiguresTable):
    """Of the meeting's unit."""

    name = "since"
    labelled_by = "since-last-heading"
    heading = gettext_lazy("Change since the last meeting")
    on_phone = ("indicator", "people_then", "people_now", "people")


@dataclass(frozen=True)
class AgendaLine(SinceLine):
    """Of a unit on the agenda; `item`: on the first of its lines."""

    item: AgendaItem | None = None


class AgendaTable(FiguresTable):
    """Of the units on the agenda, in its order."""

    name = "agenda"
    labelled_by = "agenda-figures-heading"
    heading = gettext_lazy("Figures of the units on the agenda")
    on_phone = ("unit", "indicator", "attained_then", "attained_now", "attained")

    position = Column(
        gettext_lazy("No."),
        lambda line: line.item.position if line.item else None,
        PEOPLE,
        write=lambda line: str(line.item.position) if line.item else "",
        css="num narrow",
    )
    unit = Column(
        gettext_lazy("Unit"),
        lambda line: line.now.row.unit.full_name,
        css="unit",
        is_heading=True,
        beside=(Beside(lambda line: line.item.point if line.item else ""),),
    )


@dataclass(frozen=True, slots=True)
class Held:
    """Which meetings stand beside each other: their months and days; those of the one before None
    where there was none."""

    month: date
    held_on: date
    month_before: date | None = None
    held_before: date | None = None


def since_table(lines: Sequence[SinceLine], held: Held) -> SinceTable | None:
    """None where there was no meeting before, or nothing is known."""
    if held.month_before is None or not lines:
        return None
    return _marked(SinceTable(lines, **_told(held)), lines)


def agenda_table(lines: Sequence[AgendaLine], held: Held, filters: Filters) -> AgendaTable | None:
    """None where nobody is on the agenda. `filters`: those of the pages as the meeting saw them."""
    if not lines:
        return None
    table = AgendaTable(lines, sequence=("position", "unit", "..."), **_told(held))
    to_unit = unit_addresses(filters)
    table.columns["unit"].column.address = lambda line: to_unit(line.now)
    return _marked(table, lines)


def _marked(table: Shown, lines: Sequence[SinceLine]) -> Shown:
    """Where nothing of a month was approved, that is said once, under the table."""
    notes = []
    for name, side in (("people_then", _then), ("people_now", _now)):
        if name in table.columns.names():
            rows = [found.row for line in lines if (found := side(line)) is not None]
            _mark, said = marks_at_people(rows, lambda line: line.now.row)
            column = table.columns[name].column
            column.beside = beside_people(side, once=bool(said))
            notes += [f"{column.verbose_name}: {note}" for note in said]
    table.notes = notes
    return table


def _told(held: Held) -> dict[str, Any]:
    """Columns in groups; over each its month, with the day of the meeting where both are of one."""
    names = (_("Participants"), _("Coverage, %"), _("Attained, %"))
    now, then = write_period(held.month), ""
    if held.month_before is not None:
        then = write_period(held.month_before)
        if then == now and held.held_before is not None:
            now, then = (f"{now} ({write_date(day)})" for day in (held.held_on, held.held_before))
    headings = dict.fromkeys(NOW, now) | dict.fromkeys(THEN, then)
    if held.month_before is not None:
        return {"groups": [Group(name, 3) for name in names], "headings": headings}
    alone = {name: text for name, text in headings.items() if name in NOW}
    groups = [Group(name, 1) for name in names]
    return {"groups": groups, "headings": alone, "exclude": (*THEN, *CHANGED)}
