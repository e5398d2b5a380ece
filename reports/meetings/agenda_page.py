"""The page on which the agenda of a meeting is chosen: proposed of the units most behind, as the
meeting saw them, where nobody wrote one yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage.notation.periods import write_period
from coverage.notation.row_ids import read_id
from coverage.refusals import Refused
from reports.figures.behind import UnitBehind, units_behind
from reports.figures.blocks import block_of, code_to_show
from reports.meetings.agenda_entry import MOST_ITEMS, AgendaChanged, TypedItem, save_agenda
from reports.meetings.asked_meeting import meeting_to_write
from reports.meetings.month import month_of_meeting
from reports.meetings.query import (
    AgendaShown,
    agenda_of,
    overview_as_frozen,
    units_of_agenda,
)
from reports.models import Meeting
from reports.page_request import signed_in

BLANK_LINES, FEWEST_LINES = 3, 6


@dataclass(frozen=True, slots=True)
class AgendaField:
    """A line of the form, by its `place`."""

    place: int
    unit: int | None
    point: str


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """For who drafts or approves for the meeting's unit; 403 for anybody else."""
    meeting = meeting_to_write(request, meeting_id)
    status, refusal, typed = HTTPStatus.OK, None, None
    if request.method == "POST":
        typed = _typed(request.POST)
        shown = read_id(request.POST.get("shown", ""))
        try:
            save_agenda(signed_in(request), meeting, typed, shown)
        except Refused as refused:
            refusal = refused
            is_stale = isinstance(refused, AgendaChanged)
            status = HTTPStatus.CONFLICT if is_stale else HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            return redirect("meeting", meeting.pk)
    standing = agenda_of(meeting)
    is_proposed = typed is None and standing is None
    context = {
        "meeting": meeting,
        "month": write_period(month_of_meeting(meeting)),
        "refused": str(refusal) if refusal else "",
        "theirs": standing if isinstance(refusal, AgendaChanged) else None,
        "standing": standing,
        "is_proposed": is_proposed,
        "units": units_of_agenda(meeting, month_of_meeting(meeting)),
        "fields": _fields(proposed(meeting) if is_proposed else typed or _items(standing)),
    }
    return render(request, "reports/meetings/agenda.html", context, status=status)


def proposed(meeting: Meeting) -> list[TypedItem]:
    """The units most behind on the overview of the meeting's month, each with its task."""
    found = overview_as_frozen(meeting, month_of_meeting(meeting))
    whole = found.whole(code := code_to_show(found))
    if whole is None:
        return []
    behind = units_behind(block_of(whole, found.parts.get(code, ()), None))
    name = whole.indicator.label
    return [TypedItem(each.row.unit.pk, _point(name, each)) for each in behind.shown]


def _point(indicator: str, unit: UnitBehind) -> str:
    """Such as "BHYT: 716 a month to be gained"."""
    if not unit.task:
        return indicator
    has_pace = unit.standing is not None and unit.standing.needed_pace is not None
    said = _("%(indicator)s: %(task)s to be gained") if has_pace else "%(indicator)s: %(task)s"
    return said % {"indicator": indicator, "task": unit.task}


def _items(agenda: AgendaShown | None) -> list[TypedItem]:
    return [TypedItem(each.unit_id, each.point) for each in agenda.items] if agenda else []


def _fields(items: Sequence[TypedItem]) -> list[AgendaField]:
    lines = [AgendaField(place, each.unit, each.point) for place, each in enumerate(items, 1)]
    count = min(MOST_ITEMS, max(len(lines) + BLANK_LINES, FEWEST_LINES))
    return lines + [AgendaField(place, None, "") for place in range(len(lines) + 1, count + 1)]


def _typed(posted: QueryDict) -> list[TypedItem]:
    """The lines that say anything, in the order that was typed beside them."""
    found = []
    for place in range(1, MOST_ITEMS + 1):
        unit = read_id(posted.get(f"unit-{place}", ""))
        point = posted.get(f"point-{place}", "")
        if unit is not None or point.strip():
            order = read_id(posted.get(f"order-{place}", "")) or place
            found.append((order, place, TypedItem(unit, point)))
    return [item for _order, _place, item in sorted(found, key=lambda each: each[:2])]
