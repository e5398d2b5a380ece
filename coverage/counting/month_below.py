"""A month of a unit and of every unit below it: in what state each is, and what follows from that
for those above (design section 5, "Whose figure is expected")."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection

from coverage.counting.figures import ReadAs, counted_months, handed_in_once, seen
from coverage.lineage import Predecessor
from coverage.models import AdministrativeUnit, State

MONTHS_A_YEAR = 12
HANDED_IN = (State.SUBMITTED, State.APPROVED)


@dataclass(frozen=True, slots=True)
class UnitState:
    """`stands`: the month counts with its versions in force; `counts`: with those or with what was
    last approved; `approved_at`: when what counts was approved, None where it was not."""

    state: str | None
    stands: bool
    counts: bool
    approved_at: datetime | None


NEVER_OPENED = UnitState(None, stands=False, counts=False, approved_at=None)


@dataclass(frozen=True, slots=True)
class MonthBelow:
    """`states`: of the unit and of those below it; `parts`: unit -> those directly below it."""

    unit_id: int
    period: date
    states: Mapping[int, UnitState]
    parts: Mapping[int, Sequence[int]]

    @property
    def directly(self) -> Sequence[int]:
        """The units directly below; a unit without any counts itself."""
        return self.parts.get(self.unit_id) or [self.unit_id]

    @property
    def is_complete(self) -> bool:
        return self.counts(self.unit_id)

    @property
    def anything_counts(self) -> bool:
        return any(each.counts for each in self.states.values())

    @property
    def missing(self) -> list[int]:
        """Those directly below whose month does not count."""
        return [pk for pk in self.directly if not self.counts(pk)]

    def counts(self, unit_id: int) -> bool:
        """Its own month counts, or those of all units directly below it do."""
        below = self.parts.get(unit_id, ())
        return self.state(unit_id).counts or (bool(below) and all(map(self.counts, below)))

    def is_handed_in(self, unit_id: int) -> bool:
        below = self.parts.get(unit_id, ())
        is_own = self.state(unit_id).state in HANDED_IN
        return is_own or (bool(below) and all(map(self.is_handed_in, below)))

    def is_approved(self, unit_id: int) -> bool:
        below = self.parts.get(unit_id, ())
        is_own = self.state(unit_id).state == State.APPROVED
        return is_own or (bool(below) and all(map(self.is_approved, below)))

    def state_of(self, unit_id: int) -> str | None:
        """The state of its own month; of a unit that opened none, how far those below it have come
        together; None where none of them has opened any."""
        below = self.parts.get(unit_id, ())
        if (own := self.state(unit_id).state) or not below:
            return own
        if self.is_approved(unit_id):
            return State.APPROVED
        if self.is_handed_in(unit_id):
            return State.SUBMITTED
        known = {self.state_of(pk) for pk in below} - {None}
        if not known:
            return None
        return State.REOPENED if State.REOPENED in known else State.OPEN

    def last_approved_at(self, unit_id: int) -> datetime | None:
        """When the last of the months below it that count was approved; None where none was."""
        found = [
            approved
            for pk in self.parts.get(unit_id, ())
            for approved in (self.state(pk).approved_at, self.last_approved_at(pk))
            if approved is not None
        ]
        return max(found, default=None)

    def is_being_edited(self, unit_id: int) -> bool:
        """What counts of it, or of a unit below it, was approved before the month was opened."""
        own = self.state(unit_id)
        if own.counts:
            return not own.stands
        return any(map(self.is_being_edited, self.parts.get(unit_id, ())))

    def state(self, unit_id: int) -> UnitState:
        return self.states.get(unit_id, NEVER_OPENED)

    def handed_in(self, among: Collection[int]) -> int:
        return sum(map(self.is_handed_in, among))

    def approved(self, among: Collection[int]) -> int:
        return sum(map(self.is_approved, among))


STATES_BELOW = """
WITH RECURSIVE below AS (
    SELECT id, parent_id, valid_from, valid_to, id = ANY(%(former)s) AS is_former
    FROM coverage_administrativeunit WHERE id = ANY(%(units)s)
    UNION ALL
    SELECT part.id, part.parent_id, part.valid_from, part.valid_to, below.is_former
    FROM coverage_administrativeunit part JOIN below ON part.parent_id = below.id
), latest AS MATERIALIZED ({latest}
), asked AS MATERIALIZED (
    SELECT below.id AS unit_id, below.parent_id, back.period
    FROM latest
    CROSS JOIN LATERAL generate_series(
        latest.period - %(months_back)s * interval '1 month', latest.period, interval '1 month'
    ) AS each (first_day)
    CROSS JOIN LATERAL (SELECT each.first_day::date AS period) back
    JOIN below ON below.valid_from <= back.period
     AND (below.valid_to IS NULL OR below.valid_to >= back.period)
), {counted_months}
SELECT asked.period, asked.unit_id, asked.parent_id, month.state, coalesce(month.stands, false),
    coalesce(month.stands OR month.approved_at IS NOT NULL, false), month.approved_at
FROM asked LEFT JOIN counted_month month USING (unit_id, period)
"""

LATEST_HANDED_IN = """
    SELECT max(month.period) AS period FROM coverage_submission month
    WHERE {handed_in} AND {month_seen} AND month.unit_id IN (
        SELECT id FROM below WHERE NOT is_former OR month.period < %(first_day)s)"""
NAMED = """
    SELECT %(period)s::date AS period"""


def month_below(
    unit: AdministrativeUnit,
    period: date,
    moment: datetime | None = None,
    went_in: Sequence[Predecessor] = (),
) -> MonthBelow:
    """`went_in`: what stands in its place in a month before it was one. One statement."""
    former = [each.unit_id for each in went_in]
    asked = {"period": period, "months_back": 0, "former": former}
    found = _months([unit.pk, *former], NAMED, asked, moment).get(period)
    if found is None:
        return MonthBelow(unit.pk, period, {}, {})
    return _of_what_went_in(found, went_in) if went_in else found


def months_below_since(
    unit: AdministrativeUnit, first: date, last: date, moment: datetime | None = None
) -> dict[date, MonthBelow]:
    """Each month from the first to the last in which the unit is one. One statement."""
    months_back = (last.year - first.year) * MONTHS_A_YEAR + last.month - first.month
    asked = {"period": last, "months_back": months_back, "former": []}
    return _months([unit.pk], NAMED, asked, moment)


def months_below_lately(
    unit: AdministrativeUnit,
    months_back: int,
    moment: datetime | None = None,
    went_in: Sequence[Predecessor] = (),
) -> list[MonthBelow]:
    """The latest month that anybody at or below the unit has handed in and so many before it,
    latest first; none where nobody ever has. `went_in`: what stands in its place in months before
    it was one. One statement."""
    handed_in, month_seen = handed_in_once("month"), seen("month", moment)
    latest = LATEST_HANDED_IN.format(handed_in=handed_in, month_seen=month_seen)
    former = [each.unit_id for each in went_in]
    asked = {"months_back": months_back, "former": former, "first_day": unit.valid_from}
    found = _months([unit.pk, *former], latest, asked, moment)
    return [
        found[period] if unit.valid_from <= period else _of_what_went_in(found[period], went_in)
        for period in sorted(found, reverse=True)
    ]


def _of_what_went_in(month: MonthBelow, went_in: Sequence[Predecessor]) -> MonthBelow:
    """Those that were there in the month stand below the unit; one that went in alone and whole is
    the unit itself."""
    there = [each for each in went_in if each.existed_on(month.period)]
    if len(there) != 1 or there[0].weight != 1:
        below = [each.unit_id for each in there]
        return replace(month, parts={**month.parts, month.unit_id: below})
    (itself,) = there
    return replace(
        month,
        states={**month.states, month.unit_id: month.state(itself.unit_id)},
        parts={**month.parts, month.unit_id: month.parts.get(itself.unit_id, ())},
    )


def _months(
    unit_ids: Sequence[int],
    latest: str,
    asked: Mapping[str, Any],
    moment: datetime | None,
) -> dict[date, MonthBelow]:
    statement = STATES_BELOW.format(latest=latest, counted_months=counted_months(ReadAs(moment)))
    states: dict[date, dict[int, UnitState]] = defaultdict(dict)
    parts: dict[date, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    with connection.cursor() as cursor:
        cursor.execute(statement, {"units": list(unit_ids), "moment": moment, **asked})
        for period, unit_id, parent_id, *state in cursor.fetchall():
            states[period][unit_id] = UnitState(*state)
            parts[period][parent_id].append(unit_id)
    return {
        period: MonthBelow(unit_ids[0], period, of_units, parts[period])
        for period, of_units in states.items()
    }
