"""The one writer of closings ("chốt tháng"): an approver closes a month although units are missing,
or undoes that. Nothing is locked by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from coverage.access import approvable_units
from coverage.counting.month_below import MonthBelow, month_below
from coverage.models import AdministrativeUnit, MonthClosing, Submission, User
from coverage.models.versioned import lock_for_writing
from coverage.month.closing_refusals import (
    ClosedAlready,
    ClosingChanged,
    NotClosed,
    NothingMissing,
    NothingThere,
)
from coverage.month.workflow import checked_units, written_note
from coverage.refusals import FutureMonth, ReasonMissing, UnitNotThere


@dataclass(frozen=True, slots=True)
class ShownClosing:
    """What a page shows of the month it asks about, and what a decision applies to. `version`: the
    id of the closing, or of its undoing, in force; None where the month was never closed.
    `missing`: the ids of the units directly below whose month does not count."""

    version: int | None
    expected: int
    handed_in: int
    approved: int
    missing: frozenset[int]


def shown_closing(month: MonthBelow, version: int | None) -> ShownClosing:
    return ShownClosing(
        version=version,
        expected=len(month.directly),
        handed_in=month.handed_in(month.directly),
        approved=month.approved(month.directly),
        missing=frozenset(month.missing),
    )


def close_month(
    user: User, unit: AdministrativeUnit, period: date, reason: str, shown: ShownClosing
) -> None:
    """Close it with the gaps that were shown. Raises NotYours, ReasonMissing, NoteTooLong,
    FutureMonth, UnitNotThere, ClosingChanged, ClosedAlready, NothingMissing, NothingThere."""
    if period > timezone.localdate():
        raise FutureMonth(period)
    if not unit.exists_on(period):
        raise UnitNotThere([unit], period)
    written = _reason(user, unit, reason)
    with transaction.atomic():
        standing, month = _held(unit, period, shown)
        if standing is not None and standing.is_closed:
            raise ClosedAlready(period)
        if month.is_complete:
            raise NothingMissing(period)
        if not month.anything_counts:
            raise NothingThere(period)
        _write(user, unit, period, written, is_closed=True, missing=sorted(shown.missing))


def open_closed_month(
    user: User, unit: AdministrativeUnit, period: date, reason: str, shown: ShownClosing
) -> None:
    """Undo the closing. Raises NotYours, ReasonMissing, NoteTooLong, ClosingChanged, NotClosed."""
    written = _reason(user, unit, reason)
    with transaction.atomic():
        standing, _month = _held(unit, period, shown)
        if standing is None or not standing.is_closed:
            raise NotClosed(period)
        _write(user, unit, period, written, is_closed=False, missing=())


def _reason(user: User, unit: AdministrativeUnit, reason: str) -> str:
    checked_units(approvable_units(user), [unit.pk])
    if not (written := written_note(reason)):
        raise ReasonMissing
    return written


def _held(
    unit: AdministrativeUnit, period: date, shown: ShownClosing
) -> tuple[MonthClosing | None, MonthBelow]:
    """What stands, held still until the end of the transaction, where it is what was shown."""
    # A month not closed yet has no row to lock; its unit has.
    AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    below = AdministrativeUnit.objects.within([unit.pk])
    months = Submission.objects.current().filter(period=period, unit__in=below)
    list(months.order_by("unit_id").select_for_update(of=("self",)).values_list("pk"))
    standing = MonthClosing.objects.current().filter(unit=unit, period=period).first()
    month = month_below(unit, period)
    if shown_closing(month, standing.pk if standing else None) != shown:
        raise ClosingChanged(period)
    return standing, month


def _write(
    user: User,
    unit: AdministrativeUnit,
    period: date,
    reason: str,
    *,
    is_closed: bool,
    missing: Sequence[int],
) -> None:
    moment = lock_for_writing(MonthClosing._meta.db_table)
    MonthClosing.objects.current().filter(unit=unit, period=period).update(superseded_at=moment)
    MonthClosing.objects.create(
        unit=unit,
        period=period,
        is_closed=is_closed,
        reason=reason,
        missing=list(missing),
        recorded_by=user,
        recorded_at=moment,
    )
