"""The only writer of meetings: freezing what a meeting sees."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg.errors import DeadlockDetected, LockNotAvailable

from coverage.access import approvable_units
from coverage.models import (
    AdministrativeUnit,
    Denominator,
    IndicatorVersion,
    LinkVersion,
    MonthClosing,
    ReportedFigure,
    ReportingRule,
    StandingWarning,
    Submission,
    UnitChangeVersion,
    UnitVersion,
    User,
)
from coverage.notation.text import nfc
from coverage.refusals import NotYours, Refused
from reports.figures.adjusted import counted_otherwise_since
from reports.figures.adjustments import Adjustments
from reports.figures.shown_month import shown_month_of
from reports.filters import Filters
from reports.meetings.said_otherwise import SaidOtherwise, said_otherwise_since
from reports.models import Agenda, Conclusion, Meeting, MonthNote, ReportText
from targets.models import AssignerVersion, DocumentVersion, Target

# Warnings last, as who changes what they follow from writes them last.
FROZEN = (
    UnitChangeVersion,
    UnitVersion,
    LinkVersion,
    IndicatorVersion,
    AssignerVersion,
    DocumentVersion,
    ReportingRule,
    MonthClosing,
    ReportedFigure,
    Denominator,
    Submission,
    Target,
    ReportText,
    MonthNote,
    Agenda,
    Conclusion,
    StandingWarning,
)
# Whoever writes meanwhile waits for the freeze, which waits for those before it: no longer
# than a page may wait for a lock (coverage/operation/database_limits.py).
LONGEST_WAIT = "4s"


class FrozenAlready(Refused):
    def __init__(self, meeting: Meeting) -> None:
        super().__init__(
            _("The meeting “%(title)s” of that day has its data frozen already.")
            % {"title": meeting.title}
        )


class CountsChanged(Refused):
    """`changes`: what counts otherwise than when the page was opened; `said_otherwise`: what units,
    documents, indicators and rules say otherwise."""

    said = gettext_lazy(
        "What counts has changed since the page was opened, so nothing was frozen. Look at the "
        "changes below; then freeze what is there now."
    )

    def __init__(self, changes: Adjustments, said_otherwise: Sequence[SaidOtherwise]) -> None:
        self.changes, self.said_otherwise = changes, said_otherwise
        only_said = _(
            "Units, names or rules have changed since the page was opened, so nothing was frozen. "
            "Look at the changes below; then freeze what is there now."
        )
        super().__init__("" if changes.count else only_said)


class BusyWriting(Refused):
    said = gettext_lazy(
        "Many figures are being written just now. Nothing was frozen; try again in a minute."
    )


def may_freeze(user: User, unit: AdministrativeUnit) -> bool:
    return approvable_units(user).filter(pk=unit.pk).exists()


def clock() -> datetime:
    """The moment a page is opened at, by the clock that rows are recorded by. One statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def freeze(
    user: User,
    unit: AdministrativeUnit,
    title: str,
    held_on: date,
    period: date | None = None,
    shown_at: datetime | None = None,
) -> Meeting:
    """Freeze the data of now under a title and a date. Writes under way are waited for: each is
    wholly before the moment or wholly after it. `period`: the month it is about; None: the one a
    reader of the unit gets now. `shown_at`: when the page was opened from which it is asked for;
    None: there was no page.

    Raises NotYours, FrozenAlready (a meeting cannot be renamed or taken back), CountsChanged,
    BusyWriting.
    """
    if not may_freeze(user, unit):
        raise NotYours([unit])
    # Before nobody may write as well: what takes long to compare is mostly found here.
    _check_counts(unit, shown_at)
    named = {"unit": unit, "held_on": held_on, "title": nfc(title.strip())}
    try:
        with transaction.atomic():
            # The unit's row is the lock: of two that freeze at once, one is told.
            AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)
            there = Meeting.objects.filter(**named).first()
            if there is not None:
                raise FrozenAlready(there)
            moment = _moment_between_writes()
            _check_counts(unit, shown_at)
            about = period or shown_month_of(unit, Filters()).period
            return Meeting.objects.create(**named, period=about, moment=moment, created_by=user)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
            raise BusyWriting from error
        raise


def _check_counts(unit: AdministrativeUnit, shown_at: datetime | None) -> None:
    if shown_at is None:
        return
    changes = counted_otherwise_since(unit, shown_at)
    said_otherwise = said_otherwise_since(unit, shown_at, of_all_below=True)
    if changes.count or said_otherwise:
        raise CountsChanged(changes, said_otherwise)


def _moment_between_writes() -> datetime:
    """A moment at which nobody is writing: SHARE waits for all that hold ROW EXCLUSIVE, which
    every writer takes before it reads the clock (coverage.models.versioned.lock_for_writing)."""
    quote = connection.ops.quote_name
    tables = ", ".join(quote(model._meta.db_table) for model in FROZEN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LONGEST_WAIT])
        cursor.execute(f"LOCK TABLE {tables} IN SHARE MODE")
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
