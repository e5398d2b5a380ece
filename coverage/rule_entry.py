"""The one writer of the rules by which a unit's months are expected and count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from coverage.models import AdministrativeUnit, CountsFrom, ReportingRule, Required, User
from coverage.models.versioned import lock_for_writing
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


def record_rule(user: User, value: RuleValue) -> ReportingRule:
    """Write it as the version in force of the unit's rule from that month on."""
    with transaction.atomic():
        # A rule not made yet has no row to lock; its unit has.
        AdministrativeUnit.objects.select_for_update(no_key=True).get(pk=value.unit_id)
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
