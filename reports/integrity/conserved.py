"""Statements that recount what counts and add it up anew: the sums of the pages against a naive
recount, each unit against its parts, each act of the tree against what it took over.

They share nothing with the queries of the pages, but the table of values that the first two make.
What they find wrong comes as rows of (unit, indicator, month, document or act, two numbers).
"""

# What counts of each unit's month, told by its own states alone, with what its nearest rule exempts
# it from. In force where the month stands, else what was so at its last approval.
RECOUNTED = """
CREATE TEMPORARY TABLE recounted ON COMMIT DROP AS
WITH month AS (
    SELECT state.unit_id, state.period,
        state.state = 'approved'
            OR state.state = 'submitted'
            AND coalesce(rule.counts_from, 'submitted') = 'submitted' AS stands,
        (SELECT max(approval.recorded_at) FROM coverage_submission approval
         WHERE approval.unit_id = state.unit_id AND approval.period = state.period
           AND approval.state = 'approved') AS approved_at,
        coalesce(rule.exempt_codes, '{}') AS exempt_codes
    FROM coverage_submission state
    JOIN coverage_administrativeunit unit ON unit.id = state.unit_id
    LEFT JOIN coverage_administrativeunit above ON above.id = unit.parent_id
    LEFT JOIN coverage_administrativeunit over ON over.id = above.parent_id
    LEFT JOIN LATERAL (
        SELECT each.counts_from, each.exempt_codes
        FROM (VALUES (unit.id, 0), (above.id, 1), (over.id, 2), (over.parent_id, 3)) line (id, far)
        JOIN coverage_reportingrule each ON each.unit_id = line.id
        WHERE each.superseded_at IS NULL AND each.from_month <= state.period
        ORDER BY line.far, each.from_month DESC LIMIT 1
    ) rule ON true
    WHERE state.superseded_at IS NULL
), version AS MATERIALIZED (
    SELECT figure.unit_id, figure.indicator_id, figure.period, figure.people, figure.absence,
        figure.absence <> '' AND indicator.code = ANY(month.exempt_codes) AS is_exempt
    FROM month
    JOIN coverage_reportedfigure figure
      ON figure.unit_id = month.unit_id AND figure.period = month.period
    JOIN coverage_indicator indicator ON indicator.id = figure.indicator_id
    WHERE figure.absence <> 'withdrawn' AND CASE WHEN month.stands
        THEN figure.superseded_at IS NULL
        ELSE figure.recorded_at <= month.approved_at
            AND coalesce(figure.superseded_at > month.approved_at, true) END
)
SELECT unit_id, indicator_id, period, people, absence FROM version WHERE NOT is_exempt
UNION ALL
SELECT month.unit_id, indicator.id, month.period, NULL, 'not_applicable'
FROM month JOIN coverage_indicator indicator ON indicator.code = ANY(month.exempt_codes)
LEFT JOIN version
  ON version.unit_id = month.unit_id AND version.period = month.period
 AND version.indicator_id = indicator.id AND version.absence = ''
WHERE version.unit_id IS NULL
"""

# The people of each unit: as it said them, else of an indicator that is the sum of its parts, which
# it said nothing of, the sum of those where each is known or does not apply.
VALUES_OF_UNITS = """
CREATE TEMPORARY TABLE value_of_unit ON COMMIT DROP AS
WITH pieces AS (
    SELECT part_of_id AS whole_id, count(*) AS number
    FROM coverage_indicator WHERE part_of_id IS NOT NULL GROUP BY part_of_id
), added_up AS (
    SELECT said.unit_id, whole.id AS indicator_id, said.period, sum(said.people) AS people
    FROM recounted said
    JOIN coverage_indicator piece ON piece.id = said.indicator_id
    JOIN coverage_indicator whole ON whole.id = piece.part_of_id AND whole.sums_its_parts
    JOIN pieces ON pieces.whole_id = whole.id
    WHERE said.people IS NOT NULL OR said.absence = 'not_applicable'
    GROUP BY said.unit_id, whole.id, said.period, pieces.number
    HAVING count(*) = pieces.number AND count(said.people) > 0
)
SELECT unit_id, indicator_id, period, people FROM recounted WHERE people IS NOT NULL
UNION ALL
SELECT added_up.* FROM added_up
LEFT JOIN recounted own
  ON own.unit_id = added_up.unit_id AND own.indicator_id = added_up.indicator_id
 AND own.period = added_up.period AND own.absence = ''
WHERE own.unit_id IS NULL
"""

# Of every unit with units below it what those that existed in the month have together.
NAIVE_SUMS = """
CREATE TEMPORARY TABLE naive_sum ON COMMIT DROP AS
SELECT part.parent_id AS unit_id, value.indicator_id, value.period, sum(value.people) AS people,
    count(*) AS counted
FROM value_of_unit value
JOIN coverage_administrativeunit part ON part.id = value.unit_id
WHERE part.parent_id IS NOT NULL AND part.valid_from <= value.period
  AND coalesce(part.valid_to >= value.period, true)
GROUP BY part.parent_id, value.indicator_id, value.period
"""

MADE = (RECOUNTED, VALUES_OF_UNITS, NAIVE_SUMS, "ANALYZE recounted, value_of_unit, naive_sum")
UNMADE = "DROP TABLE recounted, value_of_unit, naive_sum"

COUNTS = """
SELECT (SELECT count(*) FROM value_of_unit), (SELECT count(*) FROM naive_sum),
    (SELECT coalesce(array_agg(DISTINCT period), '{}') FROM value_of_unit),
    (SELECT coalesce(array_agg(DISTINCT unit_id), '{}') FROM naive_sum),
    (SELECT coalesce(array_agg(id), '{}') FROM coverage_indicator)
"""

# Of the pages' own statement (reports.figures.parts) each sum that the recount does not make.
SUMS_THAT_DIFFER = """
SELECT coalesce(shown.unit_id, naive.unit_id), coalesce(shown.indicator_id, naive.indicator_id),
    coalesce(shown.period, naive.period), NULL, shown.people, naive.people
FROM (
    SELECT * FROM ({shown}) sums
        (unit_id, indicator_id, period, basis, people, rated, bases, with_base, counted, expected,
         simulated, excluded, unapproved, edited)
    WHERE basis = '' AND counted > 0
) shown
FULL JOIN naive_sum naive USING (unit_id, indicator_id, period)
WHERE shown.people IS DISTINCT FROM naive.people OR shown.counted IS DISTINCT FROM naive.counted
ORDER BY 3, 1, 2
"""

# From below: a unit's own number where it has one, else the sum of its parts where it is whole.
# Level by level, since a commune may lie below a province or below a district of it.
_LEVEL = """, sum_{level} AS MATERIALIZED (
    SELECT part.parent_id AS unit_id, known.indicator_id, known.period,
        sum(known.people) AS people, count(*) AS counted
    FROM known_below_{level} known
    JOIN coverage_administrativeunit part ON part.id = known.unit_id
    JOIN coverage_administrativeunit whole ON whole.id = part.parent_id AND whole.level = {level}
    WHERE part.valid_from <= known.period AND coalesce(part.valid_to >= known.period, true)
    GROUP BY part.parent_id, known.indicator_id, known.period
), whole_sum_{level} AS MATERIALIZED (
    SELECT summed.*
    FROM sum_{level} summed
    JOIN (
        SELECT part.parent_id AS unit_id, month.period, count(*) AS parts
        FROM coverage_administrativeunit part
        JOIN coverage_administrativeunit whole
          ON whole.id = part.parent_id AND whole.level = {level}
        JOIN (SELECT DISTINCT period FROM value_of_unit) month
          ON part.valid_from <= month.period AND coalesce(part.valid_to >= month.period, true)
        GROUP BY part.parent_id, month.period
    ) tree USING (unit_id, period)
    LEFT JOIN (
        SELECT part.parent_id AS unit_id, said.indicator_id, said.period, count(*) AS parts
        FROM recounted said JOIN coverage_administrativeunit part ON part.id = said.unit_id
        LEFT JOIN value_of_unit value
          ON value.unit_id = said.unit_id AND value.indicator_id = said.indicator_id
         AND value.period = said.period
        WHERE said.absence = 'not_applicable' AND value.unit_id IS NULL
        GROUP BY part.parent_id, said.indicator_id, said.period
    ) excluded USING (unit_id, indicator_id, period)
    WHERE summed.counted = tree.parts - coalesce(excluded.parts, 0)
), known_below_{above} AS MATERIALIZED (
    SELECT * FROM known_below_{level}
    UNION ALL
    SELECT value.* FROM value_of_unit value
    JOIN coverage_administrativeunit unit ON unit.id = value.unit_id AND unit.level = {level}
    UNION ALL
    SELECT summed.unit_id, summed.indicator_id, summed.period, summed.people
    FROM whole_sum_{level} summed
    LEFT JOIN value_of_unit value USING (unit_id, indicator_id, period)
    WHERE value.unit_id IS NULL
)"""

# Each number that a unit and all of its units reported, and last how many of those there are.
_COMPARED = """
WITH known_below_2 AS MATERIALIZED (
    SELECT value.* FROM value_of_unit value
    JOIN coverage_administrativeunit unit ON unit.id = value.unit_id AND unit.level = 3
){levels}, together AS (
    SELECT * FROM whole_sum_2
    UNION ALL SELECT * FROM whole_sum_1
    UNION ALL SELECT * FROM whole_sum_0
), compared AS MATERIALIZED (
    SELECT unit_id, indicator_id, period, value.people AS own, together.people AS parts
    FROM together JOIN value_of_unit value USING (unit_id, indicator_id, period)
)
SELECT unit_id, indicator_id, period, NULL, own, parts, (SELECT count(*) FROM compared)
FROM compared WHERE own <> parts
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL, count(*) FROM compared
ORDER BY 3 NULLS LAST, 1, 2
"""
OWN_AND_PARTS = _COMPARED.format(
    levels="".join(
        _LEVEL.format(level=level, above=above) for level, above in ((2, 1), (1, 0), (0, "all"))
    )
)

# Of each act whose shares are known: what its old units had in each month, and what its links hand
# on of it. What goes on existing keeps the rest.
ACTS_THAT_CHANGE_A_TOTAL = """
WITH old AS (
    SELECT link.change_id, link.old_id, sum(link.weight) AS handed_on,
        bool_or(coalesce(unit.valid_to >= change.takes_effect, true)) AS goes_on
    FROM coverage_unitchangelink link
    JOIN coverage_unitchange change ON change.id = link.change_id
    JOIN coverage_administrativeunit unit ON unit.id = link.old_id
    WHERE link.old_id IS NOT NULL AND link.new_id IS NOT NULL
    GROUP BY link.change_id, link.old_id
    HAVING count(*) = count(link.weight)
)
SELECT NULL, value.indicator_id, value.period, change.code, sum(value.people),
    round(sum(value.people * (old.handed_on
        + CASE WHEN old.goes_on THEN greatest(1 - old.handed_on, 0) ELSE 0 END)))
FROM old
JOIN coverage_unitchange change ON change.id = old.change_id
JOIN value_of_unit value ON value.unit_id = old.old_id AND value.period < change.takes_effect
GROUP BY change.code, value.indicator_id, value.period
HAVING abs(sum(value.people * (old.handed_on
    + CASE WHEN old.goes_on THEN greatest(1 - old.handed_on, 0) ELSE 0 END - 1))) >= 1
ORDER BY value.period, change.code, value.indicator_id
"""
