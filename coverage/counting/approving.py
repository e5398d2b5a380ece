"""Which provinces approve their months at all (design section 5, "Marks at the number")."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection

# Of a unit its province says it; of the nation its own months, as what its provinces do is theirs.
# Each province is looked through only until the first approval is found.
APPROVING = """
WITH RECURSIVE line AS (
    SELECT unit.id AS unit_id, unit.id AS row_id, unit.parent_id, unit.level
    FROM coverage_administrativeunit unit WHERE unit.id = ANY(%(units)s)
    UNION ALL
    SELECT line.unit_id, above.id, above.parent_id, above.level
    FROM line JOIN coverage_administrativeunit above ON above.id = line.parent_id
    WHERE above.level > 0
), province AS MATERIALIZED (
    SELECT DISTINCT ON (unit_id) unit_id, row_id, level FROM line ORDER BY unit_id, level
), approving AS MATERIALIZED (
    SELECT each.row_id
    FROM (SELECT DISTINCT row_id, level FROM province) each
    CROSS JOIN LATERAL (
        WITH RECURSIVE below AS (
            SELECT each.row_id, each.level
            UNION ALL
            SELECT part.id, part.level
            FROM below JOIN coverage_administrativeunit part ON part.parent_id = below.row_id
            WHERE below.level > 0
        )
        SELECT FROM below
        WHERE EXISTS (
            SELECT FROM coverage_submission month
            WHERE month.unit_id = below.row_id AND month.state = 'approved'
              AND month.recorded_at <= coalesce(%(moment)s::timestamptz, 'infinity')
        )
        LIMIT 1
    ) found
)
SELECT province.unit_id FROM province JOIN approving USING (row_id)
"""


def approving_units(unit_ids: Collection[int], moment: datetime | None = None) -> set[int]:
    """Of the units those whose province approves: a month of any unit in it was approved by
    `moment` (None is now), even if it was opened again. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(APPROVING, {"units": list(unit_ids), "moment": moment})
        return {unit_id for (unit_id,) in cursor.fetchall()}
