"""Figures of the units directly below others, added up by the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from coverage.counting.figures import NAMED, NOW, ReadAs, counted_figures, seen
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
    WHERE unit.parent_id {of_parents}
), unit AS (
    SELECT DISTINCT id AS unit_id, id AS row_id FROM part
), earlier AS ({earlier_rows}
), wanted AS (
    SELECT DISTINCT id AS unit_id, year FROM part
), basis AS MATERIALIZED (
    SELECT name, row_number() OVER (ORDER BY name) AS place FROM (
        SELECT DISTINCT basis AS name FROM coverage_indicator
        WHERE id = ANY(%(indicators)s) AND basis <> 'none'
    ) each
), base AS MATERIALIZED (
    SELECT DISTINCT ON (wanted.unit_id, wanted.year, basis.place)
        wanted.unit_id, wanted.year, basis.place, found.people, found.origin = 'simulated' AS made
    FROM wanted
    JOIN earlier USING (unit_id)
    CROSS JOIN basis
    LEFT JOIN LATERAL (
        SELECT known.people, known.origin FROM coverage_denominator known
        WHERE known.unit_id = earlier.row_id AND known.basis = basis.name
          AND known.year <= wanted.year AND {denominator_seen}
        ORDER BY known.year DESC LIMIT 1
    ) found ON true
    ORDER BY wanted.unit_id, wanted.year, basis.place, found.people IS NULL, earlier.back
), based_part AS MATERIALIZED (
    SELECT part.id, part.parent_id, part.period, of_year.bases, of_year.made
    FROM part
    LEFT JOIN (
        SELECT unit_id, year, array_agg(people ORDER BY place) AS bases,
            array_agg(coalesce(made, false) ORDER BY place) AS made
        FROM base GROUP BY unit_id, year
    ) of_year ON of_year.unit_id = part.id AND of_year.year = part.year
), expected AS (
    SELECT parent_id, period, count(*) AS parts FROM part GROUP BY parent_id, period
), indicator AS (
    SELECT indicator.id, indicator.part_of_id, indicator.sums_its_parts, basis.place
    FROM coverage_indicator indicator LEFT JOIN basis ON basis.name = indicator.basis
    WHERE indicator.id = ANY(%(indicators)s)
), family AS (
    SELECT whole.id AS whole_id, member.id AS indicator_id, member.id = whole.id AS is_whole,
        count(*) OVER (PARTITION BY whole.id) - 1 AS pieces, whole.place
    FROM indicator whole JOIN indicator member ON whole.id IN (member.id, member.part_of_id)
    WHERE whole.sums_its_parts
), asked AS MATERIALIZED (
    SELECT id AS unit_id, period FROM part
), {counted}, reported AS MATERIALIZED (
    SELECT part.id, part.parent_id, part.period, counted.indicator_id, counted.people,
        counted.origin = 'simulated' AS simulated,
        counted.absence <> '' AS is_excluded,
        counted.stands AND counted.state = 'submitted' AS is_unapproved,
        NOT counted.stands AS is_being_edited, part.bases, part.made
    FROM counted
    JOIN based_part part ON part.id = counted.unit_id AND part.period = counted.period
    WHERE counted.absence IN ('', 'not_applicable')
), computed AS (
    SELECT reported.id, reported.parent_id, reported.period,
        family.whole_id AS indicator_id, sum(reported.people) AS people,
        bool_or(reported.simulated), bool_and(reported.is_excluded),
        bool_or(reported.is_unapproved), bool_or(reported.is_being_edited),
        max(reported.bases[family.place]), bool_or(reported.made[family.place])
    FROM reported JOIN family ON family.indicator_id = reported.indicator_id
    WHERE CASE WHEN family.is_whole THEN NOT reported.is_excluded
        ELSE reported.people IS NOT NULL OR reported.is_excluded END
    GROUP BY reported.id, reported.parent_id, reported.period, family.whole_id, family.pieces
    HAVING NOT bool_or(family.is_whole) AND count(*) = family.pieces
), summed AS (
    SELECT figure.parent_id, figure.indicator_id, figure.period,
        sum(figure.people) AS people,
        count(figure.people) AS counted,
        sum(figure.people) FILTER (WHERE figure.base > 0) AS people_with_base,
        sum(figure.base) FILTER (WHERE figure.people IS NOT NULL) AS base_people,
        count(figure.people) FILTER (WHERE figure.base > 0) AS with_base,
        coalesce(bool_or(figure.simulated OR coalesce(figure.is_made_base, false))
            FILTER (WHERE figure.people IS NOT NULL), false) AS simulated,
        count(figure.people) FILTER (WHERE figure.is_unapproved) AS unapproved,
        count(figure.people) FILTER (WHERE figure.is_being_edited) AS being_edited,
        coalesce(array_agg(figure.id) FILTER (WHERE figure.is_excluded),
            '{{}}') AS excluded
    FROM (
        SELECT said.id, said.parent_id, said.period, said.indicator_id, said.people,
            said.simulated, said.is_excluded, said.is_unapproved, said.is_being_edited,
            said.bases[indicator.place] AS base, said.made[indicator.place] AS is_made_base
        FROM reported said JOIN indicator ON indicator.id = said.indicator_id
        WHERE NOT said.is_excluded OR (said.id, said.period, said.indicator_id) NOT IN (
            SELECT id, period, indicator_id FROM computed
        )
        UNION ALL
        SELECT * FROM computed
    ) figure
    GROUP BY figure.parent_id, figure.indicator_id, figure.period
)
SELECT summed.parent_id, summed.indicator_id, summed.period, '' AS basis, summed.people,
    summed.people_with_base, summed.base_people, summed.with_base, summed.counted,
    expected.parts - cardinality(summed.excluded), summed.simulated, summed.excluded,
    summed.unapproved, summed.being_edited
FROM summed JOIN expected USING (parent_id, period)
UNION ALL
SELECT part.parent_id, NULL, part.period, basis.name, NULL, NULL, sum(part.bases[basis.place]), 0,
    0, 0, bool_or(part.made[basis.place]), '{{}}', 0, 0
FROM based_part part CROSS JOIN basis
GROUP BY part.parent_id, part.period, basis.name
HAVING count(*) = count(nullif(part.bases[basis.place], 0))
"""

EVERY_PARENT = "= ANY(%(parents)s)"
# Those below which somebody ever said anything of the indicators, or a rule does: looking for that
# is far less than asking for the months of every unit of a nation.
PARENTS_WITH_FIGURES = """IN (
        SELECT below.parent_id FROM coverage_reportedfigure figure
        JOIN coverage_administrativeunit below ON below.id = figure.unit_id
        WHERE figure.period = ANY(%(periods)s) AND figure.indicator_id = ANY(%(indicators)s)
          AND below.parent_id = ANY(%(parents)s)
        UNION
        SELECT below.parent_id FROM coverage_reportingrule rule
        JOIN coverage_administrativeunit below ON below.id = rule.unit_id
        WHERE below.parent_id = ANY(%(parents)s)
    )"""
OF_FIGURES = "figure.period = ANY(%(periods)s) AND figure.indicator_id = ANY(%(indicators)s)"


@dataclass(frozen=True, slots=True)
class PartsBelow:
    """`sums`: (parent, indicator, month) -> its parts' own figures added up; `bases`: (parent,
    basis, month) -> its parts' denominators added up, where all of them have one."""

    sums: Mapping[FigureKey, PartsSum]
    bases: Mapping[tuple[int, str, date], RateBase]

    def __or__(self, other: "PartsBelow") -> "PartsBelow":
        return PartsBelow({**self.sums, **other.sums}, {**self.bases, **other.bases})


def parts_below(
    parent_ids: Collection[int],
    periods: Collection[date],
    indicator_ids: Collection[int],
    read_as: ReadAs = NOW,
    *,
    are_rare: bool = False,
) -> PartsBelow:
    """One statement. Of a whole that is the sum of its part-indicators, `indicator_ids` names those
    as well. `are_rare`: few units report the indicators."""
    if not indicator_ids:
        return PartsBelow({}, {})
    statement = statement_of_sums(read_as, are_rare=are_rare)
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


def statement_of_sums(read_as: ReadAs = NOW, *, are_rare: bool = False) -> str:
    """Its parameters are `parents`, `periods`, `indicators` and `moment`."""
    return SUMS_OF_PARTS.format(
        of_parents=PARENTS_WITH_FIGURES if are_rare else EVERY_PARENT,
        earlier_rows=EARLIER_ROWS,
        counted=counted_figures(read_as, OF_FIGURES, NAMED),
        denominator_seen=seen("known", read_as.moment),
    )


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
