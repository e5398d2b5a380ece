"""Figures of the units directly below others, added up by the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from coverage.counting.figures import NOW, ReadAs, counted_figures, seen
from coverage.lineage import EARLIER_ROWS
from reports.figures.reported import FigureKey
from reports.figures.values import PartsSum, RateBase
from targets.attainment import Pooled

# Parts are the units directly below that existed in the month. A part that reported no number of a
# whole, but its part-indicators, counts with their sum, to which one that does not apply adds
# nothing.
# A part to which an indicator does not apply is not expected. A part's denominator is the one in
# use, as coverage.denominators has it: the latest not after the year; of a part without any, that
# of the row under which it stood earlier. Rows of one parent, indicator and month become one. A
# denominator is looked up for each part and year instead of sorting all there ever were, and the
# months are named in the figures' own condition too, so that years of history cost nothing.
# PostgreSQL guesses a few rows of what counts where there are tens of thousands, so that what was
# reported is never joined with itself: it would be compared row by row. After
# the sums come, with a basis in place of an indicator, the denominators of all parts of one parent.
SUMS_OF_PARTS = """
WITH RECURSIVE part AS MATERIALIZED (
    SELECT unit.id, unit.parent_id, month.period, extract(year FROM month.period)::int AS year
    FROM coverage_administrativeunit unit
    JOIN unnest(%(periods)s::date[]) AS month (period)
      ON unit.valid_from <= month.period
     AND (unit.valid_to IS NULL OR unit.valid_to >= month.period)
    WHERE unit.parent_id = ANY(%(parents)s)
), unit AS (
    SELECT DISTINCT id AS unit_id, id AS row_id FROM part
), earlier AS ({earlier_rows}
), wanted AS (
    SELECT DISTINCT id AS unit_id, year FROM part
), base AS MATERIALIZED (
    SELECT DISTINCT ON (wanted.unit_id, wanted.year, basis.name)
        wanted.unit_id, wanted.year, basis.name AS basis, found.people, found.origin
    FROM wanted
    JOIN earlier USING (unit_id)
    CROSS JOIN (
        SELECT DISTINCT basis AS name FROM coverage_indicator
        WHERE id = ANY(%(indicators)s) AND basis <> 'none'
    ) basis
    CROSS JOIN LATERAL (
        SELECT known.people, known.origin FROM coverage_denominator known
        WHERE known.unit_id = earlier.row_id AND known.basis = basis.name
          AND known.year <= wanted.year AND {denominator_seen}
        ORDER BY known.year DESC LIMIT 1
    ) found
    ORDER BY wanted.unit_id, wanted.year, basis.name, earlier.back
), expected AS (
    SELECT parent_id, period, count(*) AS parts FROM part GROUP BY parent_id, period
), indicator AS (
    SELECT id, basis, part_of_id, sums_its_parts FROM coverage_indicator
    WHERE id = ANY(%(indicators)s)
), asked AS MATERIALIZED (
    SELECT id AS unit_id, period FROM part
), {counted}, reported AS MATERIALIZED (
    SELECT part.id, part.parent_id, part.period, part.year, counted.indicator_id, counted.people,
        counted.origin = 'simulated' AS simulated,
        counted.absence <> '' AS is_excluded,
        counted.stands AND counted.state = 'submitted' AS is_unapproved,
        NOT counted.stands AS is_being_edited
    FROM counted
    JOIN part ON part.id = counted.unit_id AND part.period = counted.period
    WHERE counted.absence IN ('', 'not_applicable')
), computed AS (
    SELECT reported.id, reported.parent_id, reported.period, reported.year,
        whole.id AS indicator_id, sum(reported.people), bool_or(reported.simulated),
        bool_and(reported.is_excluded), bool_or(reported.is_unapproved),
        bool_or(reported.is_being_edited)
    FROM reported
    JOIN indicator piece ON piece.id = reported.indicator_id
    JOIN indicator whole ON whole.sums_its_parts AND whole.id IN (piece.id, piece.part_of_id)
    WHERE CASE WHEN whole.id = piece.id THEN NOT reported.is_excluded
        ELSE reported.people IS NOT NULL OR reported.is_excluded END
    GROUP BY reported.id, reported.parent_id, reported.period, reported.year, whole.id
    HAVING NOT bool_or(whole.id = piece.id)
       AND count(*) = (SELECT count(*) FROM indicator each WHERE each.part_of_id = whole.id)
), summed AS (
    SELECT figure.parent_id, figure.indicator_id, figure.period,
        sum(figure.people) AS people,
        count(figure.people) AS counted,
        sum(figure.people) FILTER (WHERE base.people > 0) AS people_with_base,
        sum(base.people) FILTER (WHERE figure.people IS NOT NULL) AS base_people,
        count(*) FILTER (WHERE base.people > 0 AND figure.people IS NOT NULL) AS with_base,
        coalesce(bool_or(figure.simulated OR coalesce(base.origin = 'simulated', false))
            FILTER (WHERE figure.people IS NOT NULL), false) AS simulated,
        count(figure.people) FILTER (WHERE figure.is_unapproved) AS unapproved,
        count(figure.people) FILTER (WHERE figure.is_being_edited) AS being_edited,
        coalesce(array_agg(figure.id) FILTER (WHERE figure.is_excluded),
            '{{}}') AS excluded
    FROM (
        SELECT * FROM reported said
        WHERE NOT said.is_excluded OR (said.id, said.period, said.indicator_id) NOT IN (
            SELECT id, period, indicator_id FROM computed
        )
        UNION ALL
        SELECT * FROM computed
    ) figure
    JOIN indicator ON indicator.id = figure.indicator_id
    LEFT JOIN base
      ON base.unit_id = figure.id AND base.year = figure.year AND base.basis = indicator.basis
    GROUP BY figure.parent_id, figure.indicator_id, figure.period
)
SELECT summed.parent_id, summed.indicator_id, summed.period, '' AS basis, summed.people,
    summed.people_with_base, summed.base_people, summed.with_base, summed.counted,
    expected.parts - cardinality(summed.excluded), summed.simulated, summed.excluded,
    summed.unapproved, summed.being_edited
FROM summed JOIN expected USING (parent_id, period)
UNION ALL
SELECT part.parent_id, NULL, part.period, base.basis, NULL, NULL, sum(base.people), count(*),
    0, expected.parts, bool_or(base.origin = 'simulated'), '{{}}', 0, 0
FROM part
JOIN expected USING (parent_id, period)
JOIN base ON base.unit_id = part.id AND base.year = part.year
GROUP BY part.parent_id, part.period, base.basis, expected.parts
HAVING count(*) = expected.parts
"""

OF_FIGURES = "figure.period = ANY(%(periods)s) AND figure.indicator_id = ANY(%(indicators)s)"


@dataclass(frozen=True, slots=True)
class PartsBelow:
    """`sums`: (parent, indicator, month) -> its parts' own figures added up; `bases`: (parent,
    basis, month) -> its parts' denominators added up, where all of them have one."""

    sums: Mapping[FigureKey, PartsSum]
    bases: Mapping[tuple[int, str, date], RateBase]


def parts_below(
    parent_ids: Collection[int],
    periods: Collection[date],
    indicator_ids: Collection[int],
    read_as: ReadAs = NOW,
) -> PartsBelow:
    """One statement. Of a whole that is the sum of its part-indicators, `indicator_ids` names those
    as well."""
    statement = SUMS_OF_PARTS.format(
        earlier_rows=EARLIER_ROWS,
        counted=counted_figures(read_as, OF_FIGURES),
        denominator_seen=seen("known", read_as.moment),
    )
    parameters: dict[str, Any] = {
        "parents": list(parent_ids),
        "periods": list(periods),
        "indicators": list(indicator_ids),
        "moment": read_as.moment,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = cursor.fetchall()
    sums, bases = {}, {}
    for parent, indicator, period, basis, *added_up in rows:
        if basis:
            _people, _rated, people, *_counts, simulated, _excluded, _, _ = added_up
            bases[parent, basis, period] = RateBase(int(people), year=None, simulated=simulated)
        else:
            sums[parent, indicator, period] = _parts_sum(*added_up)
    return PartsBelow(sums, bases)


def _parts_sum(
    people: int | None,
    people_with_base: int | None,
    base_people: int | None,
    with_base: int,
    counted: int,
    expected: int,
    simulated: bool,
    excluded: Sequence[int],
    unapproved: int,
    being_edited: int,
) -> PartsSum:
    has_base = with_base > 0
    return PartsSum(
        people=None if people is None else int(people),
        pooled=Pooled(
            people=int(people_with_base or 0) if has_base else None,
            denominator=int(base_people or 0) if has_base else None,
            counted=with_base,
            missing=expected - with_base,
        ),
        counted=counted,
        expected=expected,
        simulated=simulated,
        excluded=frozenset(excluded),
        unapproved=unapproved,
        being_edited=being_edited,
    )
