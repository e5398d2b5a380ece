"""The most people a unit ever gained in a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from coverage.counting.figures import NOW, ReadAs, counted_figures, seen
from coverage.lineage import earlier_rows
from coverage.models import AdministrativeUnit, Indicator


@dataclass(frozen=True, slots=True)
class BestGain:
    """`people` more than in the month before, in `period`, the latest such; zero or below where
    the unit never gained. `months`: how many could be compared. `simulated`: one of the two
    figures, or of the figures they were added up from, was."""

    people: int
    period: date
    months: int
    simulated: bool


# A month's level is what the unit itself reported: the indicator or, of a whole that is the sum of
# its part-indicators, all of those that apply. A gain is counted between months that follow each
# other.
BEST_GAINS = """
WITH RECURSIVE self AS MATERIALIZED (
    SELECT * FROM unnest(%(roots)s::bigint[], %(units)s::bigint[]) AS self (root, unit_id)
), piece AS MATERIALIZED (
    SELECT id FROM coverage_indicator WHERE part_of_id = %(indicator)s AND %(sums)s
), wanted AS (
    SELECT %(indicator)s AS id, true AS is_whole UNION ALL SELECT id, false FROM piece
), asked AS MATERIALIZED (
    SELECT month.unit_id, month.period FROM coverage_submission month
    JOIN self USING (unit_id)
    WHERE month.period <= %(until)s AND {month_seen}
), {counted}, reported AS MATERIALIZED (
    SELECT self.root, counted.period, counted.people, wanted.is_whole,
        counted.origin = 'simulated' AS simulated
    FROM counted
    JOIN self USING (unit_id)
    JOIN wanted ON wanted.id = counted.indicator_id
    WHERE counted.people IS NOT NULL OR counted.absence = 'not_applicable'
), level AS (
    SELECT root, period, people, simulated FROM reported WHERE is_whole AND people IS NOT NULL
    UNION ALL
    SELECT root, period, sum(people), bool_or(simulated) FROM reported
    GROUP BY root, period
    HAVING count(people) FILTER (WHERE is_whole) = 0 AND count(people) > 0
       AND count(*) FILTER (WHERE NOT is_whole) = (SELECT count(*) FROM piece)
), gain AS (
    SELECT root, period,
        people - lag(people) OVER past AS people,
        lag(period) OVER past AS before,
        simulated OR lag(simulated) OVER past AS simulated
    FROM level
    WINDOW past AS (PARTITION BY root ORDER BY period)
)
SELECT DISTINCT ON (root) root, people, period, count(*) OVER (PARTITION BY root), simulated
FROM gain WHERE before = period - interval '1 month'
ORDER BY root, people DESC, period DESC
"""


def best_gains(
    units: Sequence[AdministrativeUnit],
    indicator: Indicator,
    until: date,
    read_as: ReadAs = NOW,
) -> dict[int, BestGain]:
    """unit -> its best month up to `until`; a unit without two reported months that follow each
    other is not there. What a unit reported before it was renamed or kept counts as its own. Of a
    unit known only as the sum of the units below it nothing is said: the months of such sums lack
    now these and now those, and their differences would be nobody's gain.

    Stocks only. Two statements."""
    pairs = _selves(units)
    parameters: dict[str, Any] = {
        "roots": [root for root, _ in pairs],
        "units": [unit_id for _, unit_id in pairs],
        "indicator": indicator.pk,
        "sums": indicator.sums_its_parts,
        "until": until,
        "moment": read_as.moment,
    }
    statement = BEST_GAINS.format(
        month_seen=seen("month", read_as.moment),
        counted=counted_figures(read_as, "figure.indicator_id IN (SELECT id FROM wanted)"),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {root: BestGain(int(people), *rest) for root, people, *rest in cursor.fetchall()}


def _selves(units: Sequence[AdministrativeUnit]) -> list[tuple[int, int]]:
    """Each unit with the rows under which it stands and stood."""
    earlier = earlier_rows([unit.pk for unit in units])
    return [(pk, row_id) for pk, rows in earlier.items() for row_id in (pk, *rows)]
