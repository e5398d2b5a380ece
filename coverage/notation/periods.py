"""Reporting periods and dates, as Vietnamese offices write them.

A period is one month, held as its first day (`datetime.date`). Every function that takes a
period reads only its year and month, so any day of the month stands for that month.

Written forms: a period is mm/yyyy ("06/2023"), a date dd/mm/yyyy ("30/06/2023"; "30/6/2023" is
read as well), and a period inside an address yyyy-mm ("2023-06"). A moment inside an address
says its offset from UTC: "2023-07-26T14:05:00+07:00".
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

FIRST_YEAR = 1990
LAST_YEAR = 2100

_WHITE = " \t\r\n\u00a0\u202f"
_PERIOD = re.compile(r"([0-9]{2})/([0-9]{4})")
_SLUG = re.compile(r"([0-9]{4})-([0-9]{2})")
_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_TWO_DIGIT_YEAR = re.compile(r"(?:[0-9]{1,2}/)?[0-9]{1,2}/[0-9]{2}")
_YEAR_FIRST = re.compile(r"[0-9]{4}[-/][0-9]{1,2}(?:[-/][0-9]{1,2})?")


class PeriodReason(StrEnum):
    """Why a text is not a period or a date; the screens put it into words."""

    BLANK = "blank"
    FORMAT = "format"
    TWO_DIGIT_YEAR = "two_digit_year"
    YEAR_FIRST = "year_first"
    NO_SUCH_MONTH = "no_such_month"
    NO_SUCH_DAY = "no_such_day"
    YEAR_OUT_OF_RANGE = "year_out_of_range"


class PeriodError(ValueError):
    """The text, kept as typed, is not a period or a date."""

    def __init__(self, reason: PeriodReason, text: str) -> None:
        super().__init__(reason, text)
        self.reason = reason
        self.text = text

    def __str__(self) -> str:
        return f"{self.reason}: {self.text!r}"


def month_of(day: date) -> date:
    """The period a day falls in."""
    return date(day.year, day.month, 1)


def add_months(period: date, count: int) -> date:
    """The period `count` months later (earlier when negative).

    Raises ValueError where the result leaves the years 1 to 9999.
    """
    year, month = divmod(period.year * 12 + period.month - 1 + count, 12)
    return date(year, month + 1, 1)


def last_day(period: date) -> date:
    """The last day of the month: the usual cut-off date of a stock."""
    return add_months(period, 1) - timedelta(days=1)


def first_month_from(day: date) -> date:
    """The first month that begins on the day or later."""
    return month_of(day) if day.day == 1 else add_months(day, 1)


def previous_month(period: date) -> date:
    return add_months(period, -1)


def same_month_last_year(period: date) -> date:
    return add_months(period, -12)


def last_december(period: date) -> date:
    """December of the year before: where the year's climb starts."""
    return date(period.year - 1, 12, 1)


def months(start: date, end: date) -> Iterator[date]:
    """Every period from `start` to `end`, both included; none when `end` comes first."""
    period, last = month_of(start), month_of(end)
    while period <= last:
        yield period
        period = add_months(period, 1)


def since_january(period: date) -> list[date]:
    """The months of its year up to the period."""
    return list(months(period.replace(month=1), period))


def months_left(period: date) -> int:
    """How many months of its year follow the period: 6 after June, 0 after December."""
    return 12 - period.month


def read_period(text: str) -> date:
    """Read "06/2023". Raises PeriodError, also for a blank text."""
    written = _trimmed(text)
    match = _PERIOD.fullmatch(written)
    if match is None:
        raise PeriodError(_reason_for(written), text)
    return _checked(text, year=int(match[2]), month=int(match[1]))


def write_period(period: date) -> str:
    """Write "06/2023"."""
    return f"{period.month:02d}/{period.year:04d}"


def write_period_in_text(period: date) -> str:
    """Write "6/2023", as running text has it."""
    return f"{period.month}/{period.year:04d}"


def from_slug(slug: str) -> date:
    """Read the part "2023-06" of an address. Raises PeriodError."""
    match = _SLUG.fullmatch(slug)
    if match is None:
        raise PeriodError(PeriodReason.FORMAT, slug)
    return _checked(slug, year=int(match[1]), month=int(match[2]))


def to_slug(period: date) -> str:
    """Write "2023-06", for an address."""
    return f"{period.year:04d}-{period.month:02d}"


def read_moment(text: str) -> datetime:
    """Read "2023-07-26T14:05:00+07:00". Raises ValueError, also where no offset is said."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(text)
    return moment


def read_date(text: str) -> date:
    """Read "30/06/2023" or "30/6/2023". Raises PeriodError, also for a blank text."""
    written = _trimmed(text)
    match = _DATE.fullmatch(written)
    if match is None:
        raise PeriodError(_reason_for(written), text)
    return _checked(text, year=int(match[3]), month=int(match[2]), day=int(match[1]))


def write_date(day: date) -> str:
    """Write "30/06/2023"."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def write_date_in_text(day: date) -> str:
    """Write "30/6/2023", as running text has it."""
    return f"{day.day}/{day.month}/{day.year:04d}"


def _trimmed(text: str) -> str:
    written = text.strip(_WHITE)
    if not written:
        raise PeriodError(PeriodReason.BLANK, text)
    return written


def _reason_for(written: str) -> PeriodReason:
    if _YEAR_FIRST.fullmatch(written):
        return PeriodReason.YEAR_FIRST
    if _TWO_DIGIT_YEAR.fullmatch(written):
        return PeriodReason.TWO_DIGIT_YEAR
    return PeriodReason.FORMAT


def _checked(text: str, *, year: int, month: int, day: int = 1) -> date:
    if not 1 <= month <= 12:
        raise PeriodError(PeriodReason.NO_SUCH_MONTH, text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PeriodError(PeriodReason.YEAR_OUT_OF_RANGE, text)
    if not 1 <= day <= last_day(date(year, month, 1)).day:
        raise PeriodError(PeriodReason.NO_SUCH_DAY, text)
    return date(year, month, day)
