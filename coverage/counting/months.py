"""How far the latest months of a unit have come, and which of them a reader gets (design section 5,
"The month a reader gets")."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from coverage.counting.expected import Expected
from coverage.counting.figures import ReadAs, counted_months, seen
from coverage.models import AdministrativeUnit, MonthClosing, State

MONTHS_BACK = 3
HANDED_IN = (State.SUBMITTED, State.APPROVED)


@dataclass(frozen=True, slots=True)
class MonthProgress:
    """`handed_in` of `expected` units directly below have handed in; a unit without any counts
    itself. `is_complete`: the month of every expected unit counts."""

    period: date
    handed_in: int
    expected: int
    is_complete: bool


# The months: the latest that anybody at or below the unit has handed in, and those before it.
LATELY = """
WITH RECURSIVE below AS (
    SELECT id, parent_id, valid_from, valid_to
    FROM coverage_administrativeunit WHERE id = %(unit)s
    UNION ALL
    SELECT part.id, part.parent_id, part.valid_from, part.valid_to
    FROM coverage_administrativeunit part JOIN below ON part.parent_id = below.id
), latest AS MATERIALIZED (
    SELECT max(month.period) AS period FROM coverage_submission month
    WHERE month.state <> 'open' AND {month_seen} AND month.unit_id IN (SELECT id FROM below)
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
SELECT asked.period, asked.unit_id, asked.parent_id, month.state,
    coalesce(month.stands OR month.approved_at IS NOT NULL, false)
FROM asked LEFT JOIN counted_month month USING (unit_id, period)
"""

# unit -> the state of its month, None where it was never opened, and whether the month counts.
_States = dict[int, tuple[str | None, bool]]


def latest_months(unit: AdministrativeUnit, moment: datetime | None = None) -> list[MonthProgress]:
    """The latest month that anybody at or below the unit has handed in and the three before it,
    latest first; none where nobody ever has. One statement."""
    statement = LATELY.format(
        month_seen=seen("month", moment), counted_months=counted_months(ReadAs(moment))
    )
    parameters = {"unit": unit.pk, "moment": moment, "months_back": MONTHS_BACK}
    states: dict[date, _States] = defaultdict(dict)
    parts: dict[date, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        for period, unit_id, parent_id, state, counts in cursor.fetchall():
            states[period][unit_id] = (state, counts)
            parts[period][parent_id].append(unit_id)
    return [
        _progress(unit.pk, period, states[period], parts[period])
        for period in sorted(states, reverse=True)
    ]


def _progress(
    unit_id: int, period: date, states: _States, parts: Mapping[int, Sequence[int]]
) -> MonthProgress:
    directly = parts.get(unit_id) or [unit_id]
    return MonthProgress(
        period,
        sum(_is_handed_in(each, states, parts) for each in directly),
        len(directly),
        _is_complete(unit_id, states, parts),
    )


def _is_complete(unit_id: int, states: _States, parts: Mapping[int, Sequence[int]]) -> bool:
    """Its own month counts, or those of all units directly below do."""
    _state, counts = states.get(unit_id, (None, False))
    below = parts.get(unit_id, ())
    return counts or (bool(below) and all(_is_complete(each, states, parts) for each in below))


def _is_handed_in(unit_id: int, states: _States, parts: Mapping[int, Sequence[int]]) -> bool:
    state, _counts = states.get(unit_id, (None, False))
    below = parts.get(unit_id, ())
    return state in HANDED_IN or (
        bool(below) and all(_is_handed_in(each, states, parts) for each in below)
    )


def usual_month(
    latest: Sequence[MonthProgress],
    closed: Collection[date],
    expected: Mapping[date, Expected],
    today: date,
) -> date | None:
    """Of the latest months the first that is complete or that an approver has closed with its gaps
    named; else the first past its due day, or where none is set with more than half of its units;
    else the latest. None where there is none.

    `closed`: months closed; `expected`: the unit's rule in each month."""
    for each in latest:
        if each.is_complete or each.period in closed:
            return each.period
    for each in latest:
        due = expected[each.period].due(each.period)
        is_mostly_there = 2 * each.handed_in > each.expected
        if (due < today) if due is not None else is_mostly_there:
            return each.period
    return latest[0].period if latest else None


def being_collected(latest: Iterable[MonthProgress], shown: date) -> list[MonthProgress]:
    """The months after the one that is shown that any unit has handed in, oldest first, at most
    two."""
    younger = [each for each in latest if each.period > shown and each.handed_in]
    return sorted(younger, key=lambda each: each.period)[:2]


def closings(unit: AdministrativeUnit, moment: datetime | None = None) -> dict[date, MonthClosing]:
    """The months of the unit that are closed with their gaps named, each with who and why. One
    statement."""
    rows = MonthClosing.objects.as_seen(moment).filter(unit=unit, is_closed=True)
    return {row.period: row for row in rows.select_related("recorded_by")}
