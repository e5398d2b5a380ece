"""What is expected of a unit's month: which columns, closed when, due when, counting from when.

The rule of the unit itself holds, else that of the nearest one above it; of a unit's rules the
latest that began by the month (design section 5).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage.models import (
    AdministrativeUnit,
    CountsFrom,
    ReportingRule,
    Required,
    State,
    Submission,
)
from coverage.notation.periods import add_months, last_day

# What every unit reports where nobody above it has said otherwise.
USUALLY_REQUIRED = frozenset({"BHXH", "BHXH_BB", "BHXH_TN", "BHTN", "BHYT"})


@dataclass(frozen=True, slots=True)
class Expected:
    """`required`, `exempt`: codes of indicators; the days are None where nobody has set one.
    `only_approved`: whether a month counts once it is approved, else as soon as it is submitted."""

    required: frozenset[str] = USUALLY_REQUIRED
    cut_off_day: int | None = None
    due_day: int | None = None
    exempt: frozenset[str] = frozenset()
    only_approved: bool = False

    def cut_off(self, period: date) -> date | None:
        return _day(period, self.cut_off_day)

    def due(self, period: date) -> date | None:
        return _day(add_months(period, 1), self.due_day)


def _day(period: date, day: int | None) -> date | None:
    return None if day is None else period.replace(day=min(day, last_day(period).day))


def expectations(
    units: Iterable[AdministrativeUnit], period: date, moment: datetime | None = None
) -> dict[int, Expected]:
    """By unit: two statements, whatever the number of units. `moment`: as the rules stood then."""
    known = list(units)
    by_unit = expectations_by_month(known, [period], moment)
    return {pk: by_month[period] for pk, by_month in by_unit.items()}


def expectations_of(
    unit: AdministrativeUnit, periods: Collection[date], moment: datetime | None = None
) -> dict[date, Expected]:
    """By month: two statements, whatever the number of months."""
    return expectations_by_month([unit], periods, moment)[unit.pk]


def expectations_by_month(
    units: Collection[AdministrativeUnit], periods: Collection[date], moment: datetime | None
) -> dict[int, dict[date, Expected]]:
    """By unit and month: two statements."""
    rows = list(ReportingRule.objects.as_seen(moment).order_by("from_month"))
    rules = {period: _rules(rows, period) for period in periods}
    above = _parents({unit.parent_id for unit in units if unit.parent_id})
    lines = {
        unit.pk: [unit.pk, unit.parent_id, *above.get(unit.parent_id or 0, ())] for unit in units
    }
    return {
        pk: {period: _nearest(rules[period], line) for period in periods}
        for pk, line in lines.items()
    }


def _rules(rows: Iterable[ReportingRule], period: date) -> dict[int, Expected]:
    """Of each unit that has a rule of its own for the month, the latest; `rows`: earliest first."""
    return {rule.unit_id: _expected(rule) for rule in rows if rule.from_month <= period}


def _expected(rule: ReportingRule) -> Expected:
    is_usual = rule.requires == Required.USUAL
    exempt = frozenset(rule.exempt_codes)
    return Expected(
        (USUALLY_REQUIRED if is_usual else frozenset(rule.required_codes)) - exempt,
        rule.cut_off_day,
        rule.due_day,
        exempt,
        rule.counts_from == CountsFrom.APPROVED,
    )


def _parents(unit_ids: Collection[int]) -> dict[int, tuple[int | None, int | None]]:
    """The next two above each of the units."""
    rows = AdministrativeUnit.objects.filter(pk__in=unit_ids)
    fields = ("pk", "parent_id", "parent__parent_id")
    return {pk: (parent, above) for pk, parent, above in rows.values_list(*fields)}


def _nearest(rules: dict[int, Expected], line: Iterable[int | None]) -> Expected:
    return next((rules[pk] for pk in line if pk in rules), Expected())


def first_submissions(unit_ids: Collection[int], period: date) -> dict[int, datetime]:
    """When each unit handed the month in for the first time; a later return changes nothing of
    that. One statement."""
    rows = Submission.objects.filter(period=period, unit__in=unit_ids, state=State.SUBMITTED)
    return dict(rows.values("unit").annotate(first=Min("recorded_at")).values_list("unit", "first"))


def punctuality(due: date | None, handed_in: datetime | None) -> str:
    """In words, with a sign where it is late; "" where no day is set."""
    if due is None:
        return ""
    day = timezone.localdate(handed_in) if handed_in else timezone.localdate()
    late = (day - due).days
    if handed_in and late <= 0:
        return "✓ " + _("on time")
    if late <= 0:
        return _("not yet due")
    said = ngettext("%(days)s day late", "%(days)s days late", late) % {"days": late}
    return f"⚠ {said}" if handed_in else f"⚠ {said}, " + _("not handed in")
