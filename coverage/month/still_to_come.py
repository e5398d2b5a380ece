"""What is said, before a month is closed, of units that may still hand in; it refuses nothing."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage.counting.expected import Expected
from coverage.counting.month_below import MonthBelow
from coverage.notation.periods import last_day, write_date, write_period


def still_to_come(month: MonthBelow, expected: Mapping[int, Expected], today: date) -> list[str]:
    """`expected`: by unit the rule of each that is missing. Nothing of such as are late."""
    period = month.period
    waiting = [pk for pk in month.missing if month.is_handed_in(pk)]
    days = {pk: expected[pk].due(period) for pk in month.missing if pk not in waiting}
    in_time = [day for day in days.values() if day is not None and day >= today]
    undated = [pk for pk, day in days.items() if day is None]
    said = [_unfinished(period)] if today <= last_day(period) else []
    if in_time:
        said.append(_in_time(len(in_time), {min(in_time), max(in_time)}))
    if undated:
        said.append(_undated(len(undated)))
    if waiting:
        said.append(_waiting(len(waiting)))
    return said


def _unfinished(period: date) -> str:
    return _("Month %(month)s has not ended: its last day is %(day)s.") % {
        "month": write_period(period),
        "day": write_date(last_day(period)),
    }


def _in_time(count: int, days: Collection[date]) -> str:
    sentence = ngettext(
        "The due day has not passed: %(count)s missing unit may still hand in in time, until "
        "%(day)s.",
        "The due day has not passed: %(count)s missing units may still hand in in time, until "
        "%(day)s.",
        count,
    )
    return sentence % {"count": count, "day": " – ".join(map(write_date, sorted(days)))}


def _undated(count: int) -> str:
    return ngettext(
        "No due day is set for %(count)s missing unit: it may still hand in.",
        "No due day is set for %(count)s missing units: they may still hand in.",
        count,
    ) % {"count": count}


def _waiting(count: int) -> str:
    return ngettext(
        "%(count)s missing unit has handed in and only waits for approval.",
        "%(count)s missing units have handed in and only wait for approval.",
        count,
    ) % {"count": count}
