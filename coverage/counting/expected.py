"""What is expected of a unit's month: which columns, closed when, due when.

The rule of the unit itself counts, else that of the nearest one above it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage.models import AdministrativeUnit, ReportingRule, State, Submission
from coverage.notation.periods import add_months, last_day

# What every unit reports where nobody above it has said otherwise.
USUALLY_REQUIRED = frozenset({"BHXH", "BHXH_BB", "BHXH_TN", "BHTN", "BHYT"})


@dataclass(frozen=True, slots=True)
class Expected:
    """Codes of the indicators, and the days; a day is None where nobody has set one."""

    required: frozenset[str] = USUALLY_REQUIRED
    cut_off_day: int | None = None
    due_day: int | None = None

    def cut_off(self, period: date) -> date | None:
        return _day(period, self.cut_off_day)

    def due(self, period: date) -> date | None:
        return _day(add_months(period, 1), self.due_day)


def _day(period: date, day: int | None) -> date | None:
    return None if day is None else period.replace(day=min(day, last_day(period).day))


def expectations(units: Iterable[AdministrativeUnit]) -> dict[int, Expected]:
    """By unit: three statements, whatever the number of units."""
    rules = {
        rule.unit_id: Expected(
            frozenset(each.code for each in rule.required.all()) or USUALLY_REQUIRED,
            rule.cut_off_day,
            rule.due_day,
        )
        for rule in ReportingRule.objects.prefetch_related("required")
    }
    known = list(units)
    above = _parents({unit.parent_id for unit in known if unit.parent_id})
    return {
        unit.pk: _nearest(rules, [unit.pk, unit.parent_id, *above.get(unit.parent_id or 0, ())])
        for unit in known
    }


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
