"""From which earlier units a unit was formed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Predecessor:
    """`unit_id`, called `name`, as it was from `since` to `until`: of that the share `weight` is in
    `root_id`, by all ways together; 1 when whole, None when unknown. A unit that gave or was given
    a part and went on is among its own, as it was before. `valid_from`: since when there is the
    unit; `is_first`: nothing is known of what it was formed from. `is_same`: all of it went there,
    but for what it gave away while it went on."""

    root_id: int
    unit_id: int
    valid_from: date
    since: date
    until: date
    weight: Decimal | None
    is_same: bool
    is_first: bool
    name: str = ""

    def existed_on(self, day: date) -> bool:
        return self.since <= day <= self.until


def is_kept(name: str, formed_of: Sequence[tuple[str, Decimal | int | None]]) -> bool:
    """Whether a unit called so is what it was formed of: one other alone, whole, called the same.
    Its past is its own then. `formed_of`: the name and the share of each."""
    return list(formed_of) == [(name, 1)]


LAST_ACT = """
    SELECT works_from, kept
    FROM carried_on
    WHERE carried_on.unit_id = formed.unit_id AND carried_on.works_from < formed.until
    ORDER BY works_from DESC LIMIT 1"""
# Back from `until`, act by act: before one by which a unit gave or was given a part and went on
# (`carried_on`, with the share of itself that it kept), it was another sum of people; what it was
# formed of lies before all of these. Each step goes back in time, which also ends the way where two
# units gave each other parts. Asked of `units`, on the day `today`; `is_now`: the units themselves.
_FORMED_OF = """link AS NOT MATERIALIZED (
    SELECT link.old_id, link.new_id, link.weight::numeric AS weight,
        coalesce(act.first_month, act.takes_effect) AS works_from
    FROM coverage_unitchangelink link
    JOIN coverage_unitchange act ON act.id = link.change_id
    WHERE link.old_id IS NOT NULL
), carried_on AS MATERIALIZED (
    SELECT unit.id AS unit_id, link.works_from,
        CASE WHEN count(side.given) = count(*) THEN 1 - sum(side.given) END AS kept
    FROM link
    CROSS JOIN LATERAL (VALUES (link.old_id, link.weight), (link.new_id, 0)) side (unit_id, given)
    JOIN coverage_administrativeunit unit ON unit.id = side.unit_id
    WHERE link.weight IS DISTINCT FROM 1 AND unit.valid_from < link.works_from
      AND (unit.valid_to IS NULL OR unit.valid_to >= link.works_from)
    GROUP BY unit.id, link.works_from
), formed AS (
    SELECT unit.id AS root_id, unit.id AS unit_id, unit.valid_from,
        least(unit.valid_to, greatest(unit.valid_from, %(today)s)) + 1 AS until,
        1::numeric AS weight, 1::numeric AS linked, true AS is_now
    FROM coverage_administrativeunit unit
    WHERE unit.id = ANY(%(units)s)
    UNION ALL
    SELECT formed.root_id, unit.id, unit.valid_from, step.works_from,
        formed.weight * step.weight, formed.linked * step.linked, false
    FROM formed
    LEFT JOIN LATERAL ({last_act}) act ON true
    CROSS JOIN LATERAL (
        SELECT link.old_id AS unit_id, link.works_from, link.weight, link.weight AS linked
        FROM link
        WHERE link.new_id = formed.unit_id AND link.works_from < formed.until
          AND link.works_from >= coalesce(act.works_from, link.works_from)
        UNION ALL
        SELECT formed.unit_id, act.works_from, act.kept, 1 WHERE act.works_from IS NOT NULL
    ) step
    JOIN coverage_administrativeunit unit ON unit.id = step.unit_id
)"""
FORMED_OF = _FORMED_OF.format(last_act=LAST_ACT)

_PREDECESSORS = """
WITH RECURSIVE {formed_of}, together AS (
    SELECT root_id, unit_id, valid_from, until,
        CASE WHEN count(weight) = count(*) THEN sum(weight) END AS weight,
        count(linked) = count(*) AND sum(linked) = 1 AS is_same
    FROM formed
    WHERE NOT is_now
    GROUP BY root_id, unit_id, valid_from, until
)
SELECT formed.root_id, unit.id, unit.valid_from, coalesce(act.works_from, unit.valid_from),
    least(unit.valid_to, formed.until - 1), formed.weight, formed.is_same,
    NOT EXISTS (SELECT 1 FROM coverage_unitchangelink link
                WHERE link.new_id = unit.id AND link.old_id IS NOT NULL), unit.full_name
FROM together formed
JOIN coverage_administrativeunit unit ON unit.id = formed.unit_id
LEFT JOIN LATERAL ({last_act}) act ON true
ORDER BY unit.sort_key, unit.id, formed.until DESC
"""
PREDECESSORS = _PREDECESSORS.format(formed_of=FORMED_OF, last_act=LAST_ACT)


def predecessors(unit_ids: Collection[int], today: date | None = None) -> list[Predecessor]:
    """All that is in the given units, one change after another, by the acts that work by `today` or
    formed a unit that begins later. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(PREDECESSORS, asked_of(unit_ids, today))
        return [Predecessor(*row) for row in cursor.fetchall()]


def asked_of(unit_ids: Collection[int], today: date | None = None) -> dict[str, list[int] | date]:
    """The parameters of `FORMED_OF`."""
    return {"units": list(unit_ids), "today": today or timezone.localdate()}


# Each row of `unit` (unit_id, row_id) with those under which the same unit stood earlier, `back` of
# 1 being the latest: where a row was formed from one other alone, whole.
EARLIER_ROWS = """
    SELECT unit_id, row_id, 0 AS back FROM unit
    UNION ALL
    SELECT earlier.unit_id, link.old_id, earlier.back + 1
    FROM earlier
    JOIN coverage_unitchangelink link ON link.new_id = earlier.row_id
    WHERE link.weight = 1 AND link.old_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM coverage_unitchangelink other
                      WHERE other.new_id = link.new_id AND other.id <> link.id
                        AND other.old_id IS NOT NULL)
"""


_OF_UNITS = """
    WITH RECURSIVE unit AS (SELECT id AS unit_id, id AS row_id FROM unnest(%s::bigint[]) AS id),
    earlier AS ({earlier_rows})
    SELECT unit_id, row_id FROM earlier WHERE back > 0 ORDER BY unit_id, back
"""


def earlier_rows(unit_ids: Collection[int]) -> dict[int, list[int]]:
    """unit -> the rows under which it stood earlier, latest first: `earlier_selves` of many units.
    Every unit is there. One statement."""
    found: dict[int, list[int]] = {pk: [] for pk in unit_ids}
    with connection.cursor() as cursor:
        cursor.execute(_OF_UNITS.format(earlier_rows=EARLIER_ROWS), [list(unit_ids)])
        for unit_id, row_id in cursor.fetchall():
            found[unit_id].append(row_id)
    return found


LATER_ROWS = """
    WITH RECURSIVE later AS (
        SELECT id AS unit_id, id AS row_id FROM unnest(%s::bigint[]) AS id
        UNION
        SELECT later.unit_id, link.new_id
        FROM later
        JOIN coverage_unitchangelink link ON link.old_id = later.row_id
        WHERE link.weight = 1 AND link.new_id IS NOT NULL
          AND (SELECT count(*) FROM coverage_unitchangelink other
               WHERE other.new_id = link.new_id AND other.old_id IS NOT NULL) = 1
    )
    SELECT unit_id, row_id FROM later WHERE row_id <> unit_id ORDER BY unit_id, row_id
"""


def later_rows(unit_ids: Collection[int]) -> dict[int, list[int]]:
    """row -> the rows that have it among their `earlier_rows`. Every unit is there. One
    statement."""
    found: dict[int, list[int]] = {pk: [] for pk in unit_ids}
    with connection.cursor() as cursor:
        cursor.execute(LATER_ROWS, [list(unit_ids)])
        for unit_id, row_id in cursor.fetchall():
            found[unit_id].append(row_id)
    return found


def earlier_selves(valid_from: date, before: Iterable[Predecessor]) -> list[int]:
    """The rows under which one and the same unit stood earlier, latest first.

    A unit that was renamed, reclassified or kept was formed from one other, whole: what was
    promised to that one, and how many people it had, still holds for it. Not so after a merger
    or a split.
    """
    found = list(before)
    selves: list[int] = []
    day = valid_from - timedelta(days=1)
    while True:
        then = [each for each in found if each.existed_on(day)]
        if len(then) != 1 or not then[0].is_same:
            return selves
        selves.append(then[0].unit_id)
        day = then[0].valid_from - timedelta(days=1)
