"""The only writer of a month's state: open, submit, approve, return, reopen. One that is blank ends
with a unit that never was there (coverage.units.never_there).

Each call moves many units at once, all or none. `shown` is what of them was on the screen of who
decides (coverage.month.shown): where something else stands now, nothing is done. None is for who
looks at no screen: published and simulated figures are loaded, and move by themselves.
"""

from collections.abc import Collection, Mapping
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from coverage.access import approvable_units, writable_units
from coverage.checks import Finding
from coverage.counting.expected import expectations
from coverage.models import (
    TRANSITIONS,
    AdministrativeUnit,
    State,
    Submission,
    User,
)
from coverage.models.units import UnitQuerySet
from coverage.models.versioned import lock_for_writing
from coverage.month.shown import Shown, check_shown
from coverage.notation.text import nfc
from coverage.refusals import (
    FutureMonth,
    NoteTooLong,
    NotYours,
    OpenedAlready,
    ReasonMissing,
    SamePerson,
    UnknownUnit,
    WrongState,
    check_there,
)
from coverage.warnings.affected import by_moved_months
from coverage.warnings.settling import explain, settle

LONGEST_NOTE = 1000
NEEDS_REASON = (State.RETURNED, State.REOPENED)


def open_months(
    user: User, unit_ids: Collection[int], period: date, shown: Shown | None = None
) -> int:
    """Open the month for the units that have none yet; returns how many were opened. Who looked is
    told of those that have one, and nothing is opened."""
    if period > timezone.localdate():
        raise FutureMonth(period)
    with transaction.atomic():
        _wait_for_others_opening(unit_ids)
        units = checked_units(approvable_units(user), unit_ids)
        check_there(units.values(), period)
        moment = lock_for_writing(Submission._meta.db_table)
        opened = Submission.objects.current().filter(period=period, unit__in=units)
        known = {row.unit_id: row for row in opened}
        if shown is not None:
            _check_unopened(units, known, period, shown)
        new = [
            Submission(
                unit_id=pk, period=period, state=State.OPEN, recorded_by=user, recorded_at=moment
            )
            for pk in units
            if pk not in known
        ]
        Submission.objects.bulk_create(new)
    return len(new)


def _check_unopened(
    units: dict[int, AdministrativeUnit],
    known: dict[int, Submission],
    period: date,
    shown: Shown,
) -> None:
    check_shown(units, known, shown)
    if known:
        raise OpenedAlready([(units[pk], State(row.state)) for pk, row in known.items()], period)


def _wait_for_others_opening(unit_ids: Collection[int]) -> None:
    """A month not opened yet has no row to lock; its unit has, and figures do not wait for it."""
    rows = AdministrativeUnit.objects.filter(pk__in=unit_ids).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def submit(user: User, unit_ids: Collection[int], period: date, note: str = "") -> None:
    """Hand the months in for approval, whatever they say; coverage.month.submitting asks first."""
    submit_each(user, dict.fromkeys(unit_ids, note), period)


def submit_each(
    user: User,
    notes: Mapping[int, str],
    period: date,
    explained: Mapping[int, Collection[Finding]] | None = None,
    shown: Shown | None = None,
) -> None:
    """As `submit`, each unit (the keys) with its own note. `explained`: by unit the warnings that
    the note explains, which stay with the submission."""
    _move(user, writable_units(user), notes, period, State.SUBMITTED, shown, explained)


def take_back(
    user: User,
    unit_ids: Collection[int],
    period: date,
    note: str = "",
    shown: Shown | None = None,
) -> None:
    """The clerk withdraws a submitted month that nobody has approved yet."""
    notes = dict.fromkeys(unit_ids, note)
    _move(user, writable_units(user), notes, period, State.OPEN, shown)


def approve(
    user: User,
    unit_ids: Collection[int],
    period: date,
    note: str = "",
    shown: Shown | None = None,
) -> None:
    """Lock the months. Who submitted one may not approve it, unless FOUR_EYES is off."""
    _move(
        user, approvable_units(user), dict.fromkeys(unit_ids, note), period, State.APPROVED, shown
    )


def return_to_clerk(
    user: User, unit_ids: Collection[int], period: date, note: str, shown: Shown | None = None
) -> None:
    _move(
        user, approvable_units(user), dict.fromkeys(unit_ids, note), period, State.RETURNED, shown
    )


def reopen(
    user: User, unit_ids: Collection[int], period: date, note: str, shown: Shown | None = None
) -> None:
    """Unlock approved months; the reason stays in the history."""
    _move(
        user, approvable_units(user), dict.fromkeys(unit_ids, note), period, State.REOPENED, shown
    )


def checked_units(
    allowed: UnitQuerySet, unit_ids: Collection[int]
) -> dict[int, AdministrativeUnit]:
    """The units by id. Raises UnknownUnit, NotYours."""
    wanted = set(unit_ids)
    units = AdministrativeUnit.objects.in_bulk(list(wanted))
    if len(units) < len(wanted):
        raise UnknownUnit
    mine = set(allowed.filter(pk__in=wanted).values_list("pk", flat=True))
    if foreign := [unit for pk, unit in units.items() if pk not in mine]:
        raise NotYours(foreign)
    return units


def written_note(note: str) -> str:
    """The note as it is kept. Raises NoteTooLong."""
    note = nfc(note.strip()).replace("\0", "")  # PostgreSQL holds every character but this one
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(LONGEST_NOTE)
    return note


def _move(
    user: User,
    allowed: UnitQuerySet,
    notes: Mapping[int, str],
    period: date,
    to: State,
    shown: Shown | None,
    explained: Mapping[int, Collection[Finding]] | None = None,
) -> None:
    with transaction.atomic():
        rows = Submission.objects.current().filter(period=period, unit__in=notes.keys())
        # In the order of the units, as a save of figures locks them.
        before = {row.unit_id: row for row in rows.order_by("unit_id").select_for_update()}
        # Read with the months held: an act that ended a unit while they were waited for is seen.
        units = checked_units(allowed, notes)
        check_there(units.values(), period)
        if shown is not None:
            check_shown(units, before, shown)
        written = {pk: written_note(notes[pk]) for pk in units}
        if to in NEEDS_REASON and not all(written.values()):
            raise ReasonMissing
        _check_transition(units, before, period, to)
        if to == State.APPROVED:
            _check_four_eyes(user, units, before)
        moment = lock_for_writing(Submission._meta.db_table)
        replaced = [row.pk for row in before.values()]
        Submission.objects.filter(pk__in=replaced).update(superseded_at=moment)
        moved = Submission.objects.bulk_create(
            Submission(
                unit_id=pk,
                period=period,
                state=to,
                note=written[pk],
                recorded_by=user,
                recorded_at=moment,
            )
            for pk in units
        )
        explain({row.unit_id: row.pk for row in moved}, explained or {})
        _settle(units, period, to)


def _settle(units: dict[int, AdministrativeUnit], period: date, to: State) -> None:
    """The warnings of the months of which other figures count now. Reopened, a month goes on
    counting as it was approved; by most rules it counts when it is approved as it did before."""
    if to == State.REOPENED:
        return
    expected = expectations(units.values(), period)
    is_approval = to == State.APPROVED
    moved = [unit for pk, unit in units.items() if expected[pk].only_approved == is_approval]
    if moved:
        settle(by_moved_months(moved, period))


def _check_transition(
    units: dict[int, AdministrativeUnit],
    before: dict[int, Submission],
    period: date,
    to: State,
) -> None:
    stuck = [
        unit
        for pk, unit in units.items()
        if pk not in before or to not in TRANSITIONS[State(before[pk].state)]
    ]
    if stuck:
        raise WrongState(stuck, period, to)


def _check_four_eyes(
    user: User, units: dict[int, AdministrativeUnit], before: dict[int, Submission]
) -> None:
    own = [units[pk] for pk, row in before.items() if row.recorded_by_id == user.pk]
    if own and settings.FOUR_EYES:
        raise SamePerson(own)
