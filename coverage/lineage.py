"""From which earlier units a unit was formed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import connection


@dataclass(frozen=True, slots=True)
class Predecessor:
    """`unit_id`, called `name`, went into `root_id` (perhaps through others); `weight` is the share
    that did until one day by all ways together, 1 when whole, None when unknown. `valid_to`: the
    last day of the unit, or of what it gave there if it goes on without that. `is_first`: nothing
    is known of what it was formed from."""

    root_id: int
    unit_id: int
    valid_from: date
    valid_to: date | None
    weight: Decimal | None
    is_first: bool
    name: str = ""

    def existed_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def is_kept(name: str, formed_of: Sequence[tuple[str, Decimal | int | None]]) -> bool:
    """Whether a unit called so is what it was formed of: one other alone, whole, called the same.
    Its past is its own then. `formed_of`: the name and the share of each."""
    return list(formed_of) == [(name, 1)]


# What a unit gave away is not in what it was given later: each step goes back in time, which also
# ends the way back where two units gave each other parts.
FORMED_OF = """link AS NOT MATERIALIZED (
    SELECT link.old_id, link.new_id, link.weight::numeric AS weight,
        coalesce(act.first_month, act.takes_effect) AS works_from
    FROM coverage_unitchangelink link
    JOIN coverage_unitchange act ON act.id = link.change_id
    WHERE link.old_id IS NOT NULL
), formed AS (
    SELECT link.new_id AS root_id, link.old_id AS unit_id, link.weight, link.works_from AS until
    FROM link
    WHERE link.new_id = ANY(%(roots)s)
    UNION ALL
    SELECT formed.root_id, link.old_id, formed.weight * link.weight, link.works_from
    FROM formed
    JOIN link ON link.new_id = formed.unit_id AND link.works_from < formed.until
)"""

PREDECESSORS = """
WITH RECURSIVE {formed_of}, together AS (
    SELECT root_id, unit_id, until,
        CASE WHEN count(weight) = count(*) THEN sum(weight) END AS weight
    FROM formed GROUP BY root_id, unit_id, until
)
SELECT together.root_id, unit.id, unit.valid_from, least(unit.valid_to, together.until - 1),
    together.weight,
    NOT EXISTS (SELECT 1 FROM coverage_unitchangelink link
                WHERE link.new_id = unit.id AND link.old_id IS NOT NULL), unit.full_name
FROM together
JOIN coverage_administrativeunit unit ON unit.id = together.unit_id
ORDER BY unit.sort_key, unit.id
"""


def predecessors(unit_ids: Collection[int]) -> list[Predecessor]:
    """All units that the given ones were formed from, one change after another. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(PREDECESSORS.format(formed_of=FORMED_OF), {"roots": list(unit_ids)})
        return [Predecessor(*row) for row in cursor.fetchall()]


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
        if len(then) != 1 or then[0].weight != 1:
            return selves
        selves.append(then[0].unit_id)
        day = then[0].valid_from - timedelta(days=1)
