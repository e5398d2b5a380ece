"""The pages on which a conclusion of a meeting is written, corrected and closed."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coverage.models import AdministrativeUnit
from coverage.refusals import Refused
from reports.meetings.asked_meeting import meeting_to_go_back_to, meeting_to_write
from reports.meetings.conclusion_entry import (
    ConclusionChanged,
    next_number,
    save_conclusion,
    value_of,
)
from reports.meetings.conclusion_form import ConclusionForm, said_in_form
from reports.meetings.month import month_of_meeting
from reports.meetings.query import concluded_by, units_of_agenda
from reports.models import Conclusion, Meeting
from reports.page_request import signed_in


@require_http_methods(["GET", "HEAD", "POST"])
def new_conclusion(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """For who drafts or approves for the meeting's unit; 403 for anybody else."""
    return _answer(request, meeting_to_write(request, meeting_id), None)


@require_http_methods(["GET", "HEAD", "POST"])
def conclusion(request: HttpRequest, meeting_id: int, conclusion_number: int) -> HttpResponse:
    """The same; 404 where the meeting has no conclusion of that number."""
    meeting = meeting_to_write(request, meeting_id)
    here = concluded_by(meeting).here
    standing = next((each for each in here if each.number == conclusion_number), None)
    if standing is None:
        raise Http404(conclusion_number)
    return _answer(request, meeting, standing)


def _answer(request: HttpRequest, meeting: Meeting, standing: Conclusion | None) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = ConclusionForm(posted, _units(meeting, standing), _initial(meeting, standing))
    status, theirs = HTTPStatus.OK, None
    back_to = meeting_to_go_back_to(request, meeting)
    if posted is not None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            said = form.cleaned_data
            try:
                number = standing.number if standing else said["number"]
                save_conclusion(signed_in(request), meeting, number, form.value(), said["shown"])
            except ConclusionChanged as changed:
                status, theirs = HTTPStatus.CONFLICT, changed.theirs
                form.add_error(None, str(changed))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("meeting", back_to)
    context = {
        "meeting": meeting,
        "standing": standing,
        "form": form,
        "theirs": theirs,
        "kept": _kept(form, meeting, standing, is_new_form=theirs is not None),
        "back_to": back_to,
    }
    return render(request, "reports/meetings/conclusion.html", context, status=status)


def _initial(meeting: Meeting, standing: Conclusion | None) -> dict[str, object]:
    return said_in_form(value_of(standing)) if standing else {}


def _kept(
    form: ConclusionForm, meeting: Meeting, standing: Conclusion | None, *, is_new_form: bool
) -> dict[str, object]:
    """The number and the row that the form says it shows: as it came, but for one that has shown
    what another wrote, which is as new as the page."""
    if form.is_bound and not is_new_form:
        return {"number": form.data.get("number", ""), "shown": form.data.get("shown", "")}
    if standing is not None:
        return {"number": standing.number, "shown": standing.pk}
    return {"number": next_number(meeting), "shown": ""}


def _units(meeting: Meeting, standing: Conclusion | None) -> list[AdministrativeUnit]:
    """Those that may be on the agenda; also the one that is named already."""
    units = units_of_agenda(meeting, month_of_meeting(meeting))
    named = standing.unit if standing else None
    is_there = named is None or any(each.pk == named.pk for each in units)
    return units if is_there or named is None else [*units, named]
