"""A meeting's sheet: its agenda, what changed since the meeting before, what was concluded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reports.figures.blocks import Block, blocks_of
from reports.figures.query import Overview
from reports.filters import Filters
from reports.meetings.month import month_of_meeting
from reports.meetings.query import (
    AgendaShown,
    Concluded,
    agenda_of,
    concluded_by,
    meeting_before,
    overview_as_frozen,
)
from reports.meetings.since_last import Seen, lines_of_unit, lines_of_whole
from reports.meetings.since_tables import (
    AgendaLine,
    AgendaTable,
    Held,
    SinceTable,
    agenda_table,
    since_table,
)
from reports.models import Meeting


@dataclass(frozen=True, slots=True)
class Sheet:
    """`before`: the meeting before, `month_before` its month; None where there was none."""

    before: Meeting | None
    month_before: date | None
    agenda: AgendaShown | None
    concluded: Concluded
    since: SinceTable | None
    units: AgendaTable | None


def sheet_of(meeting: Meeting, filters: Filters) -> Sheet:
    """`filters`: those of the pages as the meeting saw them, with its month. What the two meetings
    saw is an overview each, asked for only where something of it is shown."""
    month = filters.period or month_of_meeting(meeting)
    before, agenda = meeting_before(meeting), agenda_of(meeting)
    month_before = month_of_meeting(before) if before else None
    held = Held(month, meeting.held_on, month_before, before.held_on if before else None)
    since = units = None
    if before is not None or (agenda is not None and agenda.items):
        now = overview_as_frozen(meeting, month)
        then = overview_as_frozen(before, month_before) if before and month_before else None
        blocks, seen = blocks_of(now, None), _seen(now, then)
        since = since_table(lines_of_whole(blocks, seen, month), held)
        units = agenda_table(list(_lines(agenda, blocks, seen, month)), held, filters)
    return Sheet(before, month_before, agenda, concluded_by(meeting), since, units)


def _seen(now: Overview, then: Overview | None) -> Seen:
    if now.facts is None:
        raise ValueError(now.unit)
    return Seen(then, now.facts.tree)


def _lines(
    agenda: AgendaShown | None, blocks: Sequence[Block], seen: Seen, month: date
) -> Iterator[AgendaLine]:
    for item in agenda.items if agenda else ():
        for place, line in enumerate(lines_of_unit(item.unit, blocks, seen, month)):
            yield AgendaLine(
                line.now, line.then, line.comparison, line.former, item if place == 0 else None
            )
