"""What a meeting saw, what it has on its agenda, what it and those before it concluded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from coverage.counting.figures import ReadAs
from coverage.lineage import earlier_rows
from coverage.models import AdministrativeUnit
from coverage.models.as_seen import tables_as_seen
from reports.figures.query import Overview, overview
from reports.figures.tree import tree_of
from reports.models import Agenda, AgendaItem, Conclusion, ConclusionState, Meeting


@dataclass(frozen=True, slots=True)
class AgendaShown:
    """The agenda in force: `row` its id; who wrote it and when."""

    row: int
    items: Sequence[AgendaItem]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Concluded:
    """What the meeting itself concluded, and what earlier ones did that was still to be done when
    it was held: each as it stands now."""

    here: Sequence[Conclusion]
    carried: Sequence[Conclusion]


def unit_as_frozen(meeting: Meeting) -> AdministrativeUnit:
    """The unit as it was called then, with those above it; to be asked within its tables."""
    units = AdministrativeUnit.objects.select_related("parent__parent__parent")
    return units.filter(pk=meeting.unit_id).first() or meeting.unit


def overview_as_frozen(meeting: Meeting, period: date) -> Overview:
    """What the overview shows of the meeting's month. As many statements as that takes."""
    with tables_as_seen(meeting.moment):
        return overview(unit_as_frozen(meeting), period, ReadAs(meeting.moment))


def units_of_agenda(meeting: Meeting, period: date) -> list[AdministrativeUnit]:
    """Those that may stand on the agenda: the meeting's unit and those directly below it in its
    month, as it saw them. Three statements, four in a month before the unit was one."""
    with tables_as_seen(meeting.moment):
        unit = unit_as_frozen(meeting)
        return [unit, *tree_of(unit, [period], meeting.moment).parts_in(period)]


def meeting_before(meeting: Meeting) -> Meeting | None:
    """The one of the unit whose data were frozen last before; of a unit kept as it was by another
    row, also that of the earlier row. Two statements."""
    found = _meetings_before(meeting).select_related("unit__parent__parent__parent", "created_by")
    return found.order_by("-moment").first()


def agenda_of(meeting: Meeting) -> AgendaShown | None:
    """None where nobody wrote one. Two statements."""
    agenda = Agenda.objects.current().filter(meeting=meeting).select_related("recorded_by").first()
    if agenda is None:
        return None
    with tables_as_seen(meeting.moment):
        items = list(agenda.items.select_related("unit"))
    return AgendaShown(agenda.pk, items, str(agenda.recorded_by), agenda.recorded_at)


def concluded_by(meeting: Meeting) -> Concluded:
    """In the order of the meetings and of their conclusions. Three statements."""
    current = Conclusion.objects.current().select_related("meeting", "unit", "recorded_by")
    # One written down later than that meeting was held, of a meeting before it, is open to it too.
    done_by_then = Conclusion.objects.as_seen(meeting.moment).filter(
        meeting=OuterRef("meeting"), number=OuterRef("number"), state=ConclusionState.DONE
    )
    carried = current.filter(~Exists(done_by_then), meeting__in=_meetings_before(meeting))
    return Concluded(
        list(current.filter(meeting=meeting).order_by("number")),
        list(carried.order_by("meeting__moment", "number")),
    )


def _meetings_before(meeting: Meeting) -> QuerySet[Meeting]:
    with tables_as_seen(meeting.moment):
        rows = [meeting.unit_id, *earlier_rows([meeting.unit_id])[meeting.unit_id]]
    return Meeting.objects.filter(unit__in=rows, moment__lt=meeting.moment)
