"""The meeting that a page was asked for, checked: whether it is there and who may read or write."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from coverage.access import readable_units
from coverage.notation.row_ids import read_id
from reports.models import Meeting
from reports.office_text import may_write_texts
from reports.page_request import signed_in


def asked_meeting(request: HttpRequest, meeting_id: int) -> Meeting:
    """404 where there is none, 403 where its unit may not be read. With the units above."""
    with_those_above = Meeting.objects.select_related("created_by", "unit__parent__parent__parent")
    found = get_object_or_404(with_those_above, pk=meeting_id)
    if not readable_units(signed_in(request)).filter(pk=found.unit_id).exists():
        raise PermissionDenied
    return found


def meeting_to_write(request: HttpRequest, meeting_id: int) -> Meeting:
    """The same; 403 also where the reader may not write what it has on its agenda or concluded."""
    found = asked_meeting(request, meeting_id)
    if not may_write_texts(signed_in(request), found.unit):
        raise PermissionDenied
    return found


def meeting_to_go_back_to(request: HttpRequest, meeting: Meeting) -> int:
    """The id of the meeting whose page led here, `meeting` itself where the address names none that
    is known."""
    asked = read_id(request.GET.get("at", ""))
    if asked and Meeting.objects.filter(pk=asked).exists():
        return asked
    return meeting.pk
