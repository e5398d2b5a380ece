"""Months that nobody may miss yet: the day on which they are due has not come."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.utils import timezone

from coverage.counting.expected import Expected, expectations_by_month
from coverage.models import AdministrativeUnit
from coverage.notation.periods import add_months, last_day

UnitMonth = tuple[int, date]


def awaited(
    units: Iterable[AdministrativeUnit],
    periods: Collection[date],
    moment: datetime | None = None,
) -> frozenset[UnitMonth]:
    """(unit, month) of which a figure is not yet due; where nobody set a day, none is before the
    month is over. `moment`: as the rules stood then. Two statements where one of the months is the
    last or a later one, else none."""
    today = timezone.localdate(moment)
    recent = [period for period in periods if last_day(add_months(period, 1)) >= today]
    if not recent:
        return frozenset()
    return frozenset(
        (pk, period)
        for pk, by_month in expectations_by_month(list(units), recent, moment).items()
        for period, expected in by_month.items()
        if today <= _last_day(expected, period)
    )


def _last_day(expected: Expected, period: date) -> date:
    return expected.due(period) or last_day(period)
