"""The brakes on passwords: who has to wait before trying again.

An attempt is counted before its password is looked at and given back if it was right, so that a
hundred sent at once are not all looked at. What comes while a brake is closed is refused without
counting: a stranger who keeps knocking does not lengthen anybody's wait. A device on which the
account has signed in before has a brake of its own and no other; so has each open session, which
asks for the old password where a new one is chosen.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from coverage.models import BrakeOn, SignInBrake, User
from coverage.people.waits import Limit

_BY_PERSON = Limit(5, timedelta(minutes=10), timedelta(seconds=30), timedelta(minutes=15))
LIMITS = {
    BrakeOn.PAIR: _BY_PERSON,
    BrakeOn.DEVICE: _BY_PERSON,
    BrakeOn.SESSION: _BY_PERSON,
    BrakeOn.NAME: Limit(20, timedelta(minutes=6), timedelta(seconds=30), timedelta(minutes=15)),
    # An office of a hundred people shares one, also on the morning after a holiday.
    BrakeOn.ADDRESS: Limit(40, timedelta(minutes=1), timedelta(seconds=15), timedelta(minutes=15)),
    # Never long: strangers all over the world could close it.
    BrakeOn.ALL: Limit(500, timedelta(seconds=2), timedelta(seconds=1), timedelta(seconds=30)),
}

# No name of an account holds a blank.
_NOBODY = "? "

Key = tuple[str, str, str]


class TooSoonError(Exception):
    """Nothing was looked at; `seconds` to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Attempt:
    """`seconds`: how long the next one has to wait if this one fails."""

    keys: tuple[Key, ...]
    seconds: int

    def succeeded(self) -> None:
        """Its person is known: own failures are forgotten, of the shared ones this one."""
        for key in self.keys:
            row = SignInBrake.objects.filter(_is(key))
            on = BrakeOn(key[0])
            if LIMITS[on] is _BY_PERSON:
                row.delete()
            else:
                row.update(empty_at=F("empty_at") - LIMITS[on].leak, closed_until=timezone.now())


def begin(name: str, user: User | None, address: str, device: str | None) -> Attempt:
    """`user`: who has that name; `device`: the known one of that user. Raises TooSoonError."""
    return _begin(_keys(name if user else _of_nobody(name), address, device))


def begin_in_session(name: str, session: str) -> Attempt:
    """For the old password, of who is signed in with a session of that key. A stolen one finds no
    password, and closes neither the sign-in nor the sessions of its person. Raises TooSoonError."""
    return _begin(((BrakeOn.SESSION, name, _digest(session)),))


def _begin(keys: tuple[Key, ...]) -> Attempt:
    with transaction.atomic():
        rows = _made_and_locked(keys)
        now = timezone.now()
        closed = max(row.closed_until for row in rows)
        if closed > now:
            raise TooSoonError(ceil((closed - now).total_seconds()))
        wait = max(_count(row, now) for row in rows)
        SignInBrake.objects.bulk_update(rows, ["empty_at", "closed_until"])
    return Attempt(keys, ceil(wait.total_seconds()))


def failures_on(brake: SignInBrake, now: datetime) -> int:
    return LIMITS[BrakeOn(brake.counted)].failures(brake.empty_at, now)


def is_of_nobody(brake: SignInBrake) -> bool:
    """Of a name that no account had when it was tried."""
    return brake.name.startswith(_NOBODY)


def forget_old(now: datetime) -> int:
    """Delete the brakes on which nothing is left; how many."""
    return SignInBrake.objects.filter(empty_at__lte=now, closed_until__lte=now).delete()[0]


def lift(name: str | None = None) -> int:
    """Open what is closed to an account, or with None everything; how many brakes were there."""
    rows = SignInBrake.objects.all()
    return (rows if name is None else rows.filter(name=name)).delete()[0]


def _keys(name: str, address: str, device: str | None) -> tuple[Key, ...]:
    """In the order in which they are locked."""
    if device is not None:
        return ((BrakeOn.DEVICE, name, device),)
    return (
        (BrakeOn.ADDRESS, "", address),
        (BrakeOn.ALL, "", ""),
        (BrakeOn.NAME, name, ""),
        (BrakeOn.PAIR, name, address),
    )


def _of_nobody(name: str) -> str:
    """A password typed into the field of the name must not stand in a table."""
    return _NOBODY + _digest(name)


def _digest(text: str) -> str:
    return salted_hmac("coverage.people.brakes", text, algorithm="sha256").hexdigest()[:16]


def _is(key: Key) -> Q:
    return Q(counted=key[0], name=key[1], place=key[2])


def _made_and_locked(keys: Iterable[Key]) -> list[SignInBrake]:
    now = timezone.now()
    SignInBrake.objects.bulk_create(
        [
            SignInBrake(counted=on, name=name, place=place, empty_at=now, closed_until=now)
            for on, name, place in keys
        ],
        ignore_conflicts=True,
    )
    any_of = Q()
    for key in keys:
        any_of |= _is(key)
    rows = SignInBrake.objects.filter(any_of).order_by("counted", "name", "place")
    return list(rows.select_for_update())


def _count(row: SignInBrake, now: datetime) -> timedelta:
    """One more failure on the row, not saved; the wait it brings."""
    limit = LIMITS[BrakeOn(row.counted)]
    row.empty_at = limit.emptied_after_one_more(row.empty_at, now)
    wait = limit.wait_after(limit.failures(row.empty_at, now))
    row.closed_until = now + wait
    return wait
