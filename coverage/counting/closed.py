"""A month that an approver has closed with its gaps named, with the names of the units (design
section 5, "The month a reader gets"); or whose closing was undone, which stays said: readers were
shown it as closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.counting.month_below import MonthBelow, month_below
from coverage.models import AdministrativeUnit, MonthClosing
from coverage.notation.periods import write_period

MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """`missing`: the units that did not count when `by` closed the month; `came_later`: those of
    them whose month counts now. Both in Vietnamese order. `expected`: how many units are."""

    version: int
    period: date
    by: str
    at: datetime
    reason: str
    missing: Sequence[str]
    came_later: Sequence[str]
    expected: int
    is_closed = True

    def __str__(self) -> str:
        return _(
            "Month %(month)s was closed by %(by)s, %(at)s, with %(count)s of %(expected)s units "
            "missing. Reason: %(reason)s"
        ) % {
            "month": write_period(self.period),
            "by": self.by,
            "at": _moment(self.at),
            "count": len(self.missing),
            "expected": self.expected,
            "reason": self.reason,
        }

    @property
    def missing_text(self) -> str:
        return _("Missing when it was closed: %(units)s.") % {"units": "; ".join(self.missing)}

    @property
    def is_long(self) -> bool:
        """Too many names to stand open over a page."""
        return len(self.missing) > MOST_NAMES

    @property
    def later_text(self) -> str:
        """ "" where none of the missing units has come."""
        if not self.came_later:
            return ""
        return _("Added after closing: %(units)s.") % {"units": "; ".join(self.came_later)}

    @property
    def lines(self) -> list[str]:
        return [each for each in (str(self), self.missing_text, self.later_text) if each]


@dataclass(frozen=True, slots=True)
class ClosingUndone:
    """`closed_at`: when the month had been closed; `at`: when `by` undid that."""

    period: date
    closed_at: datetime
    by: str
    at: datetime
    reason: str
    is_closed = False

    def __str__(self) -> str:
        return _(
            "Month %(month)s, closed on %(closed_at)s, is closed no more: undone by %(by)s, "
            "%(at)s. Reason: %(reason)s"
        ) % {
            "month": write_period(self.period),
            "closed_at": _moment(self.closed_at),
            "by": self.by,
            "at": _moment(self.at),
            "reason": self.reason,
        }

    @property
    def lines(self) -> list[str]:
        return [str(self)]


# What is said of a month beside its name; of one never closed nothing.
Closing = ClosedMonth | ClosingUndone


def closed_month(
    unit: AdministrativeUnit, month: MonthBelow, moment: datetime | None = None
) -> Closing | None:
    """None where the month was never closed. One statement, two where it was. `month`: that of the
    unit and those below it, as it stood at the moment."""
    closing = _in_force(unit, month.period, moment)
    if closing is None:
        return None
    return _with_names(closing, month) if closing.is_closed else _undone(closing)


def closed_month_in(
    unit: AdministrativeUnit, period: date, moment: datetime | None = None
) -> Closing | None:
    """The same for who has not read the month. One statement, two where its closing
    was undone, three where it is closed."""
    closing = _in_force(unit, period, moment)
    if closing is None:
        return None
    if not closing.is_closed:
        return _undone(closing)
    return _with_names(closing, month_below(unit, period, moment))


def _moment(at: datetime) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT")


def _in_force(
    unit: AdministrativeUnit, period: date, moment: datetime | None
) -> MonthClosing | None:
    """The closing, or its undoing."""
    rows = MonthClosing.objects.as_seen(moment).filter(unit=unit, period=period)
    return rows.select_related("recorded_by").first()


def _undone(undoing: MonthClosing) -> ClosingUndone:
    of_month = MonthClosing.objects.filter(unit=undoing.unit_id, period=undoing.period)
    undone = of_month.filter(is_closed=True, pk__lt=undoing.pk).latest("pk")
    return ClosingUndone(
        period=undoing.period,
        closed_at=undone.recorded_at,
        by=str(undoing.recorded_by),
        at=undoing.recorded_at,
        reason=undoing.reason,
    )


def _with_names(closing: MonthClosing, month: MonthBelow) -> ClosedMonth:
    named = AdministrativeUnit.objects.filter(pk__in=closing.missing).order_by("sort_key")
    missing = list(named)
    return ClosedMonth(
        version=closing.pk,
        period=closing.period,
        by=str(closing.recorded_by),
        at=closing.recorded_at,
        reason=closing.reason,
        missing=[each.full_name for each in missing],
        came_later=[each.full_name for each in missing if month.counts(each.pk)],
        expected=len(month.directly),
    )
