"""The one writer of closings ("chốt tháng"): an approver closes a month although units are missing,
or undoes that. Nothing is locked by it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from coverage.access import approvable_units
from coverage.models import AdministrativeUnit, MonthClosing, User
from coverage.models.versioned import lock_for_writing
from coverage.month.workflow import checked_units, written_note
from coverage.refusals import FutureMonth, ReasonMissing


def close_month(
    user: User, unit: AdministrativeUnit, period: date, reason: str, missing: Sequence[int]
) -> None:
    """`missing`: the ids of the units that had not handed in when it was decided. Raises NotYours,
    ReasonMissing, NoteTooLong, FutureMonth."""
    if period > timezone.localdate():
        raise FutureMonth(period)
    _record(user, unit, period, reason, is_closed=True, missing=missing)


def open_closed_month(user: User, unit: AdministrativeUnit, period: date, reason: str) -> None:
    """Raises NotYours, ReasonMissing, NoteTooLong."""
    _record(user, unit, period, reason, is_closed=False, missing=())


def _record(
    user: User,
    unit: AdministrativeUnit,
    period: date,
    reason: str,
    *,
    is_closed: bool,
    missing: Sequence[int],
) -> None:
    """What says what stands already is not written again."""
    checked_units(approvable_units(user), [unit.pk])
    if not (written := written_note(reason)):
        raise ReasonMissing
    with transaction.atomic():
        # A month not closed yet has no row to lock; its unit has.
        AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)
        standing = MonthClosing.objects.current().filter(unit=unit, period=period).first()
        if (standing is not None and standing.is_closed) == is_closed:
            return
        moment = lock_for_writing(MonthClosing._meta.db_table)
        MonthClosing.objects.current().filter(unit=unit, period=period).update(superseded_at=moment)
        MonthClosing.objects.create(
            unit=unit,
            period=period,
            is_closed=is_closed,
            reason=written,
            missing=list(missing),
            recorded_by=user,
            recorded_at=moment,
        )
