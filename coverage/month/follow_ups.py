"""The only writer of follow-ups, and the list of those still open."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from coverage.access import approvable_units, readable_units, writable_units
from coverage.models import ClockTimestamp, FollowUp, Indicator, User
from coverage.month.workflow import checked_units, written_note
from coverage.refusals import (
    FollowedUpAlready,
    FollowUpClosed,
    ReasonMissing,
    UnknownIndicator,
)


def open_follow_up(
    user: User, unit_id: int, indicator_id: int, period: date, note: str
) -> FollowUp:
    """Flag a cell, blank or not, whatever the state of its month. Raises Refused."""
    checked_units(writable_units(user) | approvable_units(user), [unit_id])
    if not Indicator.objects.filter(pk=indicator_id).exists():
        raise UnknownIndicator
    try:
        with transaction.atomic():
            return FollowUp.objects.create(
                unit_id=unit_id,
                indicator_id=indicator_id,
                period=period,
                note=_required(note),
                opened_by=user,
            )
    except IntegrityError as error:
        raise FollowedUpAlready from error


def close_follow_up(
    user: User, unit_id: int, indicator_id: int, period: date, outcome: str
) -> None:
    """Close what is open on the cell, once. Raises Refused."""
    checked_units(writable_units(user) | approvable_units(user), [unit_id])
    rows = FollowUp.objects.filter(
        unit=unit_id, indicator=indicator_id, period=period, closed_at__isnull=True
    )
    if not rows.update(outcome=_required(outcome), closed_at=ClockTimestamp(), closed_by=user):
        raise FollowUpClosed


def open_follow_ups(user: User) -> QuerySet[FollowUp]:
    """Of the units whose pages the user may read, the latest month first."""
    rows = FollowUp.objects.filter(closed_at__isnull=True, unit__in=readable_units(user))
    return rows.select_related("unit", "indicator", "opened_by").order_by(
        "-period", "unit__sort_key", "indicator__order"
    )


def _required(note: str) -> str:
    if not (written := written_note(note)):
        raise ReasonMissing
    return written
