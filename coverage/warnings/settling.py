"""The only writer of the warnings that hold, called in the transaction that changes what counts.

A save of figures changes nothing that counts, and so no warning: a month moving on does, and a
denominator, and a rule. What stands is compared with what holds; only what differs is written.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from coverage.checks import Finding, Level, Rule
from coverage.counting.figures import NOW, counted_months
from coverage.models import ExplainedWarning, StandingWarning
from coverage.models.versioned import lock_for_writing
from coverage.warnings.affected import Affected, together
from coverage.warnings.checked_figures import UnitMonth
from coverage.warnings.counted import Holding, as_shown, holding_warnings

# Which of the product's advisory locks it is; the other half of its name is a unit's id.
LOCK = 1_954_002

_waiting: ContextVar[list[Affected] | None] = ContextVar("waiting", default=None)


@dataclass(frozen=True, slots=True)
class Held:
    """A warning of a unit's month, and the submission whose note explains it; None: it is open."""

    unit: int
    period: date
    finding: Finding
    explained_by: int | None

    @property
    def of_month(self) -> UnitMonth:
        return (self.unit, self.period)


@dataclass(frozen=True, slots=True)
class Differences:
    """Between what is recorded and what holds: `missing` is to be recorded, `wrong` (by the row's
    id) to be ended."""

    missing: list[Held]
    wrong: dict[int, Held]

    def __bool__(self) -> bool:
        return bool(self.missing or self.wrong)


def explain(submissions: Mapping[int, int], said: Mapping[int, Collection[Finding]]) -> None:
    """Record which warnings the notes explain (by unit) with which months are handed in now.
    `submissions`: by unit. At most one statement."""
    ExplainedWarning.objects.bulk_create(
        ExplainedWarning(
            submission_id=submissions[unit],
            rule=finding.rule,
            codes=list(finding.codes),
            numbers=list(finding.numbers),
        )
        for unit, found in said.items()
        for finding in map(as_shown, found)
    )


@contextmanager
def settled_together() -> Iterator[None]:
    """What changes inside is settled as one, at the end and in one transaction with it: whoever
    writes years of months, one after another, would look at each of them many times."""
    with transaction.atomic():
        waiting: list[Affected] = []
        token = _waiting.set(waiting)
        try:
            yield
        finally:
            _waiting.reset(token)
        settle(together(waiting))


def settle(affected: Affected) -> Differences:
    """Record what holds, within the caller's transaction; nothing yet within `settled_together`.
    At most thirteen statements, whatever the number of units."""
    if (waiting := _waiting.get()) is not None:
        waiting.append(affected)
        return Differences([], {})
    found = differences(affected)
    if found:
        moment = lock_for_writing(StandingWarning._meta.db_table)
        wrong = StandingWarning.objects.filter(pk__in=found.wrong)
        if found.wrong:
            wrong.update(superseded_at=moment)
        StandingWarning.objects.bulk_create(
            StandingWarning(
                unit_id=each.unit,
                period=each.period,
                rule=each.finding.rule,
                codes=list(each.finding.codes),
                numbers=list(each.finding.numbers),
                explained_by_id=each.explained_by,
                recorded_at=moment,
            )
            for each in found.missing
        )
    return found


def differences(affected: Affected) -> Differences:
    """What would have to be written. Waits for others who settle the same units."""
    if not affected:
        return Differences([], {})
    with transaction.atomic(savepoint=False):
        _wait_for_others(affected)
        holding = holding_warnings(affected)
        standing = dict(_standing(affected, holding))
        explained = _explained([each for each, said in holding.warnings.items() if said])
    wanted = {
        Held(*of_month, finding, explained.get((*of_month, finding)))
        for of_month, said in holding.warnings.items()
        for finding in said
    }
    recorded = set(standing.values())
    return Differences(
        missing=sorted(wanted - recorded, key=lambda each: (each.of_month, each.finding.rule)),
        wrong={pk: each for pk, each in standing.items() if each not in wanted},
    )


WAIT_FOR_OTHERS = """
SELECT pg_advisory_xact_lock(%(lock)s, family.id::int)
FROM (
    SELECT id FROM unnest(%(wholes)s::bigint[]) AS id
    UNION
    SELECT parent_id FROM coverage_administrativeunit
    WHERE id = ANY(%(units)s) AND parent_id IS NOT NULL
    UNION
    SELECT DISTINCT parent_id FROM coverage_administrativeunit WHERE parent_id = ANY(%(units)s)
    ORDER BY id
) family
"""


def _wait_for_others(affected: Affected) -> None:
    """The lock of a unit stands for the warnings of those directly below it, and for those by which
    it is held against them. Always in the order of the units, after all rows that are locked."""
    values: dict[str, Any] = {
        "lock": LOCK,
        "units": [unit for unit, _period in affected.months],
        "wholes": [unit for unit, _period in affected.wholes | affected.tables],
    }
    with connection.cursor() as cursor:
        cursor.execute(WAIT_FOR_OTHERS, values)


def _standing(affected: Affected, holding: Holding) -> Iterable[tuple[int, Held]]:
    """Those recorded, by id, that the change can touch. One statement."""
    months = {*affected.months, *affected.wholes}
    for parent, period in affected.tables:
        months |= {(part, period) for part in holding.below.on(parent, period)}
    rows = StandingWarning.objects.current().filter(
        unit__in={unit for unit, _period in months}, period__in={period for _unit, period in months}
    )
    fields = ("pk", "unit__parent_id", "unit_id", "period", "rule", "codes", "numbers")
    for pk, parent, unit, period, rule, codes, numbers, by in rows.values_list(
        *fields, "explained_by_id"
    ):
        if affected.covers(unit, parent, period, Rule(rule)):
            yield pk, Held(unit, period, as_finding(rule, codes, numbers), by)


EXPLAINED = """
WITH RECURSIVE asked AS MATERIALIZED (
    SELECT unit_id, period
    FROM unnest(%(units)s::bigint[], %(periods)s::date[]) AS each (unit_id, period)
), {months}
SELECT month.unit_id, month.period, handed_in.id, explained.rule, explained.codes, explained.numbers
FROM counted_month month
CROSS JOIN LATERAL (
    SELECT id FROM coverage_submission handed_in
    WHERE handed_in.unit_id = month.unit_id AND handed_in.period = month.period
      AND handed_in.state = 'submitted'
      AND (month.stands OR handed_in.recorded_at <= month.approved_at)
    ORDER BY handed_in.recorded_at DESC, handed_in.id DESC LIMIT 1
) handed_in
JOIN coverage_explainedwarning explained ON explained.submission_id = handed_in.id
"""


def _explained(months: Collection[UnitMonth]) -> Mapping[tuple[int, date, Finding], int]:
    """By unit, month and warning, the submission that handed in what counts and explains it. One
    statement; none where there is nothing to explain."""
    if not months:
        return {}
    values: dict[str, Any] = {
        "units": [unit for unit, _period in months],
        "periods": [period for _unit, period in months],
        "moment": None,
    }
    with connection.cursor() as cursor:
        cursor.execute(EXPLAINED.format(months=counted_months(NOW)), values)
        return {
            (unit, period, as_finding(*said)): submission
            for unit, period, submission, *said in cursor.fetchall()
        }


def as_finding(rule: str, codes: Iterable[str], numbers: Iterable[Decimal]) -> Finding:
    """As it is recorded; whole numbers are people again."""
    told = tuple(int(each) if each.as_tuple().exponent == 0 else each for each in numbers)
    return Finding(Rule(rule), Level.WARNING, tuple(codes), told)
