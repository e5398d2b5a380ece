"""A unit's meetings: freezing the data of now, and what was adjusted since."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coverage.access import readable_units
from coverage.refusals import NotYours, Refused
from reports.figures.adjusted import adjusted_since
from reports.figures.adjustments import Adjustment, Adjustments
from reports.filters import Filters, SeenBy
from reports.meetings.form import MeetingForm
from reports.meetings.freezing import freeze, may_freeze
from reports.models import Meeting
from reports.page_request import asked_filters, asked_place, signed_in

LONGEST_LIST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The meetings of the unit; who approves its months freezes one."""
    place, user = asked_place(request, unit_id), signed_in(request)
    form = MeetingForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                frozen = freeze(user, place.unit, **form.cleaned_data)
            except NotYours as refusal:
                raise PermissionDenied from refusal
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("meeting", frozen.pk)
    known = Meeting.objects.filter(unit=place.unit).select_related("created_by")
    context = {
        "unit": place.unit,
        "breadcrumbs": place.breadcrumbs,
        "page": {"filters": asked_filters(request)},
        "meetings": known,
        "form": form if may_freeze(user, place.unit) else None,
    }
    return render(request, "reports/meetings/meetings.html", context, status=status)


@dataclass(frozen=True)
class Listed:
    """One kind of adjustments, no more than a page holds; `left_out`: how many there are more."""

    shown: Sequence[Adjustment]
    left_out: int


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    filters: Filters
    adjustments: Adjustments

    @property
    def figures(self) -> Listed:
        return _listed(self.adjustments.figures)

    @property
    def denominators(self) -> Listed:
        return _listed(self.adjustments.denominators)

    @property
    def targets(self) -> Listed:
        return _listed(self.adjustments.targets)

    @property
    def months(self) -> Listed:
        return _listed(self.adjustments.months)


def _listed(found: Sequence[Adjustment]) -> Listed:
    return Listed(found[:LONGEST_LIST], max(0, len(found) - LONGEST_LIST))


@require_safe
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Every page and file as the meeting saw it, and what was adjusted since."""
    with_those_above = Meeting.objects.select_related("created_by", "unit")
    found = get_object_or_404(with_those_above, pk=meeting_id)
    if not readable_units(signed_in(request)).filter(pk=found.unit_id).exists():
        raise PermissionDenied
    seen = SeenBy(found.pk, found.title, found.held_on, found.moment)
    page = MeetingPage(
        meeting=found,
        filters=Filters(as_seen=found.moment, meeting=seen),
        adjustments=adjusted_since(found.unit, found.moment),
    )
    context = {"page": page, "meeting": found, "unit": found.unit}
    return render(request, "reports/meetings/meeting.html", context)
