"""What those who reported a number said of it: the note of the submission that explains its
warnings, and the figure's own. Only of what counts."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from coverage.counting.figures import NAMED, ReadAs, counted_figures, seen
from coverage.warnings.query import reports_itself


@dataclass(frozen=True, slots=True)
class Explained:
    """`unit_id`: who reported, called `unit`; `by` and `at`: who explained it, and when."""

    unit_id: int
    unit: str
    text: str
    by: str
    at: datetime


# Where a published number was printed is its note too, and explains nothing. A sum holds what was
# said of the numbers it is made of; one that the unit reported itself what was said of that alone.
EXPLAINED_BELOW = """
WITH RECURSIVE asked AS MATERIALIZED (
    SELECT DISTINCT figure.unit_id, figure.period
    FROM coverage_reportedfigure figure
    WHERE figure.note <> '' AND figure.origin <> 'published'
      AND figure.indicator_id = ANY(%(indicators)s) AND figure.period = ANY(%(periods)s)
), {counted_figures}, said AS MATERIALIZED (
    SELECT figure.unit_id, figure.indicator_id, figure.period, figure.note AS text,
        figure.recorded_by_id AS by_id, figure.recorded_at AS at
    FROM counted JOIN coverage_reportedfigure figure USING (id)
    WHERE figure.note <> '' AND figure.origin <> 'published'
    UNION
    SELECT warning.unit_id, indicator.id, warning.period, handed_in.note,
        handed_in.recorded_by_id, handed_in.recorded_at
    FROM coverage_standingwarning warning
    JOIN coverage_submission handed_in ON handed_in.id = warning.explained_by_id
    JOIN coverage_indicator indicator ON indicator.code = ANY(warning.codes)
    WHERE indicator.id = ANY(%(indicators)s) AND warning.period = ANY(%(periods)s)
      AND {warning_seen} AND handed_in.note <> ''
), warned AS (
    SELECT DISTINCT said.unit_id AS said_by, unit.id, unit.parent_id, said.indicator_id,
        said.period, indicator.code
    FROM said
    JOIN coverage_administrativeunit unit ON unit.id = said.unit_id
    JOIN coverage_indicator indicator ON indicator.id = said.indicator_id
    WHERE unit.valid_from <= said.period AND coalesce(unit.valid_to >= said.period, true)
    UNION
    SELECT warned.said_by, unit.id, unit.parent_id, warned.indicator_id, warned.period, warned.code
    FROM warned
    JOIN coverage_administrativeunit unit ON unit.id = warned.parent_id
    WHERE unit.valid_from <= warned.period AND coalesce(unit.valid_to >= warned.period, true)
      AND NOT {reports_itself}
)
SELECT warned.id, warned.indicator_id, warned.period, unit.id, unit.full_name, said.text,
    coalesce(nullif(person.full_name, ''), person.username), said.at
FROM warned
JOIN said ON said.unit_id = warned.said_by AND said.indicator_id = warned.indicator_id
 AND said.period = warned.period
JOIN coverage_administrativeunit unit ON unit.id = warned.said_by
JOIN coverage_user person ON person.id = said.by_id
WHERE warned.id = ANY(%(wholes)s)
ORDER BY unit.sort_key, unit.id, said.at
"""


def explained_below(
    wholes: Collection[int],
    indicator_ids: Collection[int],
    periods: Collection[date],
    moment: datetime | None = None,
) -> dict[tuple[int, int, date], list[Explained]]:
    """(unit, indicator, month) -> what was explained of its number, of a sum by the units it is
    made of, in Vietnamese order; each text of a unit once. A number of which nothing was said is
    not there. One statement."""
    statement = EXPLAINED_BELOW.format(
        counted_figures=counted_figures(
            ReadAs(moment), "figure.indicator_id = ANY(%(indicators)s)", NAMED
        ),
        warning_seen=seen("warning", moment),
        reports_itself=reports_itself(moment),
    )
    values: dict[str, Any] = {
        "wholes": list(wholes),
        "indicators": list(indicator_ids),
        "periods": list(periods),
        "moment": moment,
    }
    found: defaultdict[tuple[int, int, date], dict[tuple[int, str], Explained]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for whole, indicator, period, *said in cursor.fetchall():
            each = Explained(*said)
            found[whole, indicator, period].setdefault((each.unit_id, each.text), each)
    return {key: list(said.values()) for key, said in found.items()}
