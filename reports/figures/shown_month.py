"""The month that a page shows, and those it offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from coverage.models import AdministrativeUnit
from coverage.notation.periods import month_of, months
from reports.figures.reported import first_and_last_period
from reports.filters import Filters

Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class ShownMonth:
    """`choices`: every month from the first to the last with figures, and the one shown, latest
    first."""

    period: date
    choices: Sequence[date]


def shown_month(asked: date | None, with_figures: Span) -> ShownMonth:
    """The month asked for, else the last with figures, else the current one. `with_figures`: the
    first and the last month with figures, None where there are none."""
    first, last = with_figures
    period = asked or last or month_of(timezone.localdate())
    known = months(first, last) if first and last else ()
    return ShownMonth(period, sorted({*known, period}, reverse=True))


def shown_month_of(unit: AdministrativeUnit, filters: Filters) -> ShownMonth:
    return shown_month(filters.period, first_and_last_period(unit, filters.as_seen))
