"""The one writer of the rules by which a unit's months are expected and count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from coverage.models import (
    AdministrativeUnit,
    CountsFrom,
    ReportingRule,
    Required,
    State,
    Submission,
    User,
)
from coverage.models.versioned import lock_for_writing
from coverage.notation.periods import add_months, write_period
from coverage.refusals import Refused, names_of
from coverage.warnings.affected import by_a_rule
from coverage.warnings.settling import settle


@dataclass(frozen=True)
class RuleValue:
    """A rule to write: it holds for the unit and those below from the month on."""

    unit_id: int
    from_month: date
    counts_from: str = CountsFrom.SUBMITTED
    cut_off_day: int | None = None
    due_day: int | None = None
    requires: str = Required.USUAL
    required_codes: Sequence[str] = ()
    exempt_codes: Sequence[str] = ()
    source: str = ""


class MonthsJudgedAlready(Refused):
    """`last`: the last month that was handed in under another rule."""

    def __init__(self, units: Sequence[AdministrativeUnit], last: date) -> None:
        super().__init__(
            _(
                "Months until %(last)s were handed in already, by: %(units)s. They keep the rule "
                "of their time. Let the rule hold from %(earliest)s on at the earliest."
            )
            % {
                "last": write_period(last),
                "units": names_of(units),
                "earliest": write_period(add_months(last, 1)),
            }
        )


def check_nothing_judged(unit_id: int, from_month: date) -> None:
    """Months keep the rule by which they were handed in. Raises MonthsJudgedAlready."""
    judged = _judged_under(unit_id, from_month)
    last = judged.aggregate(last=Max("period"))["last"]
    if last is not None:
        units = AdministrativeUnit.objects.filter(pk__in=judged.values("unit"))
        raise MonthsJudgedAlready(list(units), last)


def _judged_under(unit_id: int, from_month: date) -> QuerySet[Submission]:
    """What was ever handed in of the months for which no nearer rule holds, nor a later one of the
    unit itself."""
    below = AdministrativeUnit.objects.within([unit_id])
    rules = ReportingRule.objects.current().filter(from_month__lte=OuterRef("period"))
    above = Q()
    for steps in range(4):
        above |= Q(unit=OuterRef("unit" + "__parent" * steps))
    nearer = rules.filter(above, unit__in=below).exclude(unit=unit_id)
    later = rules.filter(unit=unit_id, from_month__gt=from_month)
    handed_in = Submission.objects.exclude(state=State.OPEN)
    mine = handed_in.filter(unit__in=below, period__gte=from_month)
    return mine.filter(~Exists(nearer), ~Exists(later))


def record_rule(user: User, value: RuleValue) -> ReportingRule:
    """Write it as the version in force of the unit's rule from that month on. Raises
    MonthsJudgedAlready."""
    with transaction.atomic():
        # A rule not made yet has no row to lock; its unit has.
        AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=value.unit_id)
        check_nothing_judged(value.unit_id, value.from_month)
        rows = ReportingRule.objects.current()
        standing = rows.filter(unit=value.unit_id, from_month=value.from_month)
        moment = lock_for_writing(ReportingRule._meta.db_table)
        standing.update(superseded_at=moment)
        said = vars(value) | {
            "required_codes": list(value.required_codes),
            "exempt_codes": list(value.exempt_codes),
        }
        rule = ReportingRule.objects.create(recorded_by=user, recorded_at=moment, **said)
        settle(by_a_rule(value.unit_id, value.from_month))
    return rule
