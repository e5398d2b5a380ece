"""The month a meeting is about."""

from datetime import date

from coverage.models import AdministrativeUnit
from coverage.models.as_seen import tables_as_seen
from reports.figures.shown_month import shown_month_of
from reports.filters import Filters
from reports.models import Meeting


def month_of_meeting(meeting: Meeting) -> date:
    """The one it was frozen for; of one frozen before meetings had a month, the one that a reader
    of its unit got at its moment who named none. No statement for the former."""
    if meeting.period is not None:
        return meeting.period
    with tables_as_seen(meeting.moment):
        unit = AdministrativeUnit.objects.filter(pk=meeting.unit_id).first() or meeting.unit
        return shown_month_of(unit, Filters(as_seen=meeting.moment)).period
