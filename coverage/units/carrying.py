"""An act with all that goes over with it: roles, the units' own rules, months that are open.

All of it in one transaction, or nothing. Roles over the old units stay: their months are corrected
there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.core.files import File
from django.db import transaction

from coverage.access import may_change_units
from coverage.models import (
    AdministrativeUnit,
    ChangeKind,
    LinkVersion,
    ReportingRule,
    State,
    Submission,
    UnitChange,
    UnitChangeLink,
    User,
)
from coverage.month.workflow import open_months
from coverage.people.roles import end_roles_of, give_roles
from coverage.refusals import NotYours
from coverage.rule_entry import RuleValue, record_rule
from coverage.units.acts import record_acts, void_act
from coverage.units.beginning import opened_by
from coverage.units.decision_files import kept_within, whole_or_none
from coverage.units.draft import Decided
from coverage.units.locking import lock_units
from coverage.units.making import acts_of
from coverage.units.never_there import end_with
from coverage.units.query import Side, below, sides
from coverage.units.shown import check_shown

# By id of a unit that ended, those that took its place.
Became = Mapping[int, Sequence[int]]


def enact(user: User, decided: Decided, shown: str, file: File | None = None) -> list[UnitChange]:
    """Record what was decided and carry over what goes with it. `shown`: what the form says it had
    shown; `file`: the text of the decision, checked. Raises NotYours, ActShownChanged, ActRefused,
    ReasonMissing, DecisionHasFile."""
    with whole_or_none() as names, transaction.atomic():
        check_may_change(user, decided)
        ended = [*decided.olds, *below(decided.olds, decided.first_month)]
        above = [change.above.pk for change in decided.changes]
        # All that recording locks, at once: two acts below one unit wait for each other.
        held = [unit.pk for unit in (*ended, *decided.partners)]
        lock_units([*above, *held], beside_below=above)
        acts = acts_of(decided)
        standing = sides(ended)
        seen = [*standing[: len(decided.olds)], *sides(decided.partners)]
        changes = record_acts(user, acts, decided.why)
        check_shown(seen, shown)
        became = _became(changes, ended)
        _carry_roles(user, standing, became, decided.why)
        for unit, rules in rules_carried(standing, became, decided.first_month).items():
            for rule in rules:
                record_rule(user, _same_rule(rule, unit, decided.first_month))
        for period, units in _open_months(became, decided.first_month).items():
            open_months(user, units, period)
        if file is not None:
            kept_within(names, user, decided.decision, file, decided.why)
    return changes


def check_may_change(user: User, decided: Decided) -> None:
    """Raises NotYours."""
    units = [*decided.olds, *decided.partners]
    above = {unit.parent.pk: unit.parent for unit in units if unit.parent}
    above |= {change.above.pk: change.above for change in decided.changes}
    if not may_change_units(user, list(above.values())):
        raise NotYours(list(above.values()))


def take_back_act(user: User, change: UnitChange, why: str) -> None:
    """Void an act that was entered by mistake, with what it kept below; the roles that it gave, the
    rules and the open months end with it. Raises NotYours and what `void_act` raises."""
    with transaction.atomic():
        links = UnitChangeLink.objects.filter(change=change)
        check_may_take_back(user, list(links.select_related("old__parent", "new__parent")))
        kept = UnitChange.objects.filter(
            kind=ChangeKind.KEEP, is_void=False, links__new__parent__in=opened_by(change)
        ).distinct()
        for each in [*kept, change]:
            began = [unit.pk for unit in opened_by(each)]
            void_act(user, each, why)
            end_roles_of(user, began, why)
            end_with(began)


def check_may_take_back(user: User, links: Sequence[UnitChangeLink | LinkVersion]) -> None:
    """Raises NotYours."""
    ends = [unit for link in links for unit in (link.old, link.new) if unit]
    above = {unit.parent.pk: unit.parent for unit in ends if unit.parent}
    if not may_change_units(user, list(above.values())):
        raise NotYours(list(above.values()))


def _became(
    changes: Sequence[UnitChange], ended: Sequence[AdministrativeUnit]
) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    links = UnitChangeLink.objects.filter(change__in=changes, old__in=ended).order_by("pk")
    for old, new in links.values_list("old_id", "new_id"):
        if old is not None and new is not None:
            found.setdefault(old, []).append(new)
    return found


def _carry_roles(user: User, standing: Sequence[Side], became: Became, why: str) -> None:
    held = [
        (role.user_id, new, role.role)
        for side in standing
        for role in side.roles
        for new in became.get(side.unit.pk, ())
    ]
    give_roles(user, held, why)


def rules_carried(
    standing: Sequence[Side], became: Became, first_month: date
) -> dict[int, list[ReportingRule]]:
    """By new unit the rules that go on there: those of the units that went into it, where these
    had the same. What differs is nobody's to choose."""
    into: dict[int, list[list[ReportingRule]]] = {}
    for side in standing:
        for new in became.get(side.unit.pk, ()):
            into.setdefault(new, []).append(going_on(side.rules, first_month))
    return {new: rules[0] for new, rules in into.items() if rules[0] and same_rules(rules)}


def same_rules(rules: Sequence[Sequence[ReportingRule]]) -> bool:
    """Whether the rules of several units, those going on, say the same."""
    return all(_said(each) == _said(rules[0]) for each in rules)


def going_on(rules: Sequence[ReportingRule], first_month: date) -> list[ReportingRule]:
    """The rule in force in that month, and those after it."""
    earlier = [rule for rule in rules if rule.from_month <= first_month]
    return [*earlier[-1:], *(rule for rule in rules if rule.from_month > first_month)]


def _said(rules: Sequence[ReportingRule]) -> list[RuleValue]:
    """Without the source, and without when the first began."""
    said = [replace(_same_rule(rule, 0, rule.from_month), source="") for rule in rules]
    return [*(replace(each, from_month=date.min) for each in said[:1]), *said[1:]]


def _same_rule(rule: ReportingRule, unit_id: int, first_month: date) -> RuleValue:
    return RuleValue(
        unit_id=unit_id,
        from_month=max(rule.from_month, first_month),
        counts_from=rule.counts_from,
        cut_off_day=rule.cut_off_day,
        due_day=rule.due_day,
        requires=rule.requires,
        required_codes=tuple(rule.required_codes),
        exempt_codes=tuple(rule.exempt_codes),
        source=rule.source,
    )


def _open_months(became: Became, first_month: date) -> dict[date, set[int]]:
    """By month that is open already for a unit that ended, the new ones."""
    rows = Submission.objects.current().filter(
        unit__in=list(became), period__gte=first_month, state=State.OPEN
    )
    found: dict[date, set[int]] = {}
    for unit, period in rows.values_list("unit_id", "period"):
        found.setdefault(period, set()).update(became[unit])
    return found
