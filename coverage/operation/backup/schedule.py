"""When a backup is due, and which of the old ones stay: dates alone, no files."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ImproperlyConfigured

TRIED_AGAIN_AFTER = timedelta(hours=1)
# A night is missed when it is not over by noon or so of the next day.
OVERDUE_AFTER = timedelta(hours=36)


@dataclass(frozen=True)
class Rule:
    """All of the last so many days stay, the newest of so many weeks and of so many months."""

    days: int
    weeks: int
    months: int


def hour_of(text: str) -> time | None:
    """ "02:00", or None for "off". Raises ImproperlyConfigured with what to write."""
    if text.strip().lower() in {"off", "0", "no", "false"}:
        return None
    if re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", text.strip(), re.ASCII) is None:
        raise ImproperlyConfigured("BACKUP_AT must be an hour such as 02:00, or off.")
    hour, minute = text.strip().split(":")
    return time(int(hour), int(minute))


def rule_of(text: str) -> Rule:
    """ "7,5,12". Raises ImproperlyConfigured with what to write."""
    if re.fullmatch(r"\s*[0-9]{1,4}\s*(,\s*[0-9]{1,4}\s*){2}", text, re.ASCII) is None:
        raise ImproperlyConfigured(
            "BACKUP_KEEP must be how many days, weeks and months, such as 7,5,12."
        )
    days, weeks, months = (int(number) for number in text.split(","))
    return Rule(days, weeks, months)


def kept(made: Iterable[datetime], rule: Rule) -> set[datetime]:
    """Those that stay, the newest always. Days without one are not counted."""
    newest_first = sorted(made, reverse=True)
    stay = set(newest_first[:1])
    last_days = list(dict.fromkeys(each.date() for each in newest_first))[: rule.days]
    stay.update(each for each in newest_first if each.date() in last_days)
    stay.update(_newest_of_each(newest_first, rule.weeks, lambda day: day.isocalendar()[:2]))
    stay.update(_newest_of_each(newest_first, rule.months, lambda day: (day.year, day.month)))
    return stay


def _newest_of_each(
    newest_first: list[datetime], most: int, span: Callable[[date], tuple[int, int]]
) -> list[datetime]:
    newest: dict[tuple[int, int], datetime] = {}
    for each in newest_first:
        newest.setdefault(span(each.date()), each)
    return list(newest.values())[:most]


def is_due(now: datetime, at: time, last_good: datetime, last_tried: datetime | None) -> bool:
    """Whether the hour has passed since the last good one; also for a machine that was off at it.
    `last_good` is when the install began, where there was none yet. What failed waits an hour."""
    if last_tried is not None and now - last_tried < TRIED_AGAIN_AFTER:
        return False
    hour = datetime.combine(now.date(), at, now.tzinfo)
    latest = hour if hour <= now else hour - timedelta(days=1)
    return last_good < latest
