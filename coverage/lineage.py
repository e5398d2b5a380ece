"""From which earlier units a unit was formed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection


@dataclass(frozen=True, slots=True)
class Predecessor:
    """`unit_id` went into `root_id` (perhaps through others); `weight` is the share that did,
    1 when whole, None when unknown. `is_first`: nothing is known of what it was formed from."""

    root_id: int
    unit_id: int
    valid_from: date
    valid_to: date | None
    weight: Decimal | None
    is_first: bool

    def existed_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


PREDECESSORS = """
WITH RECURSIVE formed AS (
    SELECT link.new_id AS root_id, link.old_id AS unit_id, link.weight::numeric AS weight
    FROM coverage_unitchangelink link
    WHERE link.new_id = ANY(%s) AND link.old_id IS NOT NULL
    UNION
    SELECT formed.root_id, link.old_id, formed.weight * link.weight
    FROM formed
    JOIN coverage_unitchangelink link ON link.new_id = formed.unit_id
    WHERE link.old_id IS NOT NULL
)
SELECT formed.root_id, unit.id, unit.valid_from, unit.valid_to, formed.weight,
    NOT EXISTS (SELECT 1 FROM coverage_unitchangelink link
                WHERE link.new_id = unit.id AND link.old_id IS NOT NULL)
FROM formed
JOIN coverage_administrativeunit unit ON unit.id = formed.unit_id
"""


def predecessors(unit_ids: Collection[int]) -> list[Predecessor]:
    """All units that the given ones were formed from, one change after another. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(PREDECESSORS, [list(unit_ids)])
        return [Predecessor(*row) for row in cursor.fetchall()]
