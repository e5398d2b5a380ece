"""The month that a page shows, those it offers, and those that are still being collected."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from coverage.counting.expected import Expected, expectations_of
from coverage.counting.months import (
    MonthProgress,
    being_collected,
    closings,
    latest_months,
    usual_month,
)
from coverage.lineage import earlier_rows
from coverage.models import AdministrativeUnit
from coverage.notation.periods import month_of, months, write_date, write_period
from reports.figures.reported import Span, first_and_last_period
from reports.filters import Filters


@dataclass(frozen=True, slots=True)
class CollectedMonth:
    """A month that is still being collected; `due`: the day set for it, None where none is."""

    progress: MonthProgress
    due: date | None

    def __str__(self) -> str:
        said = _("Month %(month)s is being collected: %(handed_in)s/%(expected)s handed in") % {
            "month": write_period(self.progress.period),
            "handed_in": self.progress.handed_in,
            "expected": self.progress.expected,
        }
        if self.due is None:
            return said
        return _("%(said)s, due %(day)s") % {"said": said, "day": write_date(self.due)}


@dataclass(frozen=True, slots=True)
class ShownMonth:
    """`choices`: every month from the first to the last handed in (of an indicator's page: with
    figures of it), and the one shown, latest first. `being_collected`: younger months than the one
    that nobody named, oldest first."""

    period: date
    choices: Sequence[date]
    being_collected: Sequence[CollectedMonth] = ()


class UnitHasEndedError(Exception):
    """The month that was asked for comes after the unit's last; `filters`: what else was."""

    def __init__(self, unit: AdministrativeUnit, filters: Filters) -> None:
        super().__init__(unit, filters)
        self.unit, self.filters = unit, filters


def month_with_figures(unit: AdministrativeUnit, filters: Filters, span: Span) -> ShownMonth:
    """The month asked for, else the usual one. `span`: the first and the last month with figures of
    the one indicator that a page is about. Raises UnitHasEndedError."""
    _refuse_after_the_end(unit, filters)
    return _shown(unit, filters.period or usual_period(unit, filters), span)


def shown_month_of(unit: AdministrativeUnit, filters: Filters) -> ShownMonth:
    """Where the address names no month, the one that `coverage.counting.months` gives a reader.
    Raises UnitHasEndedError."""
    _refuse_after_the_end(unit, filters)
    span = first_and_last_period(unit, filters.read_as)
    if filters.period is not None:
        return _shown(unit, filters.period, span)
    lately = _lately(unit, filters)
    found = _shown(unit, lately.usual(), span)
    younger = being_collected(lately.months, found.period)
    return replace(found, being_collected=[lately.collected(each) for each in younger])


def _refuse_after_the_end(unit: AdministrativeUnit, filters: Filters) -> None:
    if filters.period and unit.valid_to and filters.period > unit.valid_to:
        raise UnitHasEndedError(unit, filters)


def _shown(unit: AdministrativeUnit, asked: date | None, span: Span) -> ShownMonth:
    """The month asked for, else the last of the span, else the current one, or the last of a unit
    that has ended. `span`: None where there are no such months."""
    first, last = span
    period = asked or last or month_of(min(timezone.localdate(), unit.valid_to or date.max))
    known = months(first, last) if first and last else ()
    return ShownMonth(period, sorted({*known, period}, reverse=True))


def usual_period(unit: AdministrativeUnit, filters: Filters) -> date | None:
    """The month a reader gets who names none; None where nobody has ever handed in."""
    return _lately(unit, filters).usual()


@dataclass(frozen=True, slots=True)
class _Lately:
    """The latest months of a unit, and what decides between them."""

    months: Sequence[MonthProgress]
    expected: Mapping[date, Expected]
    closed: Collection[date]
    today: date

    def usual(self) -> date | None:
        return usual_month(self.months, self.closed, self.expected, self.today)

    def collected(self, month: MonthProgress) -> CollectedMonth:
        return CollectedMonth(month, self.expected[month.period].due(month.period))


def _lately(unit: AdministrativeUnit, filters: Filters) -> _Lately:
    """Four statements, three more of a unit that began in one of the months or after them."""
    latest = latest_months(unit, filters.as_seen)
    is_young = any(each.period < unit.valid_from for each in latest)
    earlier = earlier_rows([unit.pk])[unit.pk] if is_young else ()
    return _Lately(
        latest,
        expectations_of(unit, [each.period for each in latest], filters.as_seen),
        closings(unit, filters.as_seen, earlier),
        timezone.localdate(filters.as_seen),
    )
