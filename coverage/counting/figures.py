"""Which versions of figures count, as parts of SQL statements (design section 5, "The figure that
counts").

A month counts with the versions in force when it stands: approved, or submitted where the nearest
rule does not ask for more. Reopened, returned, taken back or waiting for an approval that its rule
asks for, it counts with the versions last approved, else with none: it "is being edited". Who
writes or approves may ask for the versions in force instead ("Drafts").
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ReadAs:
    """Which versions are read: those that counted at `moment`, None is now. With `drafts` those in
    force, whatever the state of their month; drafts are always of now."""

    moment: datetime | None = None
    drafts: bool = False


NOW = ReadAs()

SEEN_NOW = "{alias}.superseded_at IS NULL"
SEEN_THEN = (
    "{alias}.recorded_at <= %(moment)s"
    " AND ({alias}.superseded_at IS NULL OR {alias}.superseded_at > %(moment)s)"
)


def seen(alias: str, moment: datetime | None) -> str:
    """The condition under which a version was in force at the moment; None is now."""
    return (SEEN_NOW if moment is None else SEEN_THEN).format(alias=alias)


# A month taken back before anybody approved it holds drafts alone; after that, what was approved.
HANDED_IN_ONCE = """({alias}.state <> 'open' OR EXISTS (
    SELECT FROM coverage_submission approval
    WHERE approval.unit_id = {alias}.unit_id AND approval.period = {alias}.period
      AND approval.state = 'approved' AND approval.recorded_at <= {alias}.recorded_at))"""


def handed_in_once(alias: str) -> str:
    """The condition under which a state of a month may have figures that count."""
    return HANDED_IN_ONCE.format(alias=alias)


# `asked` (unit_id, period) names the months. Where no rule says anything but days, nothing is
# looked up: `ruled` is empty then.
NEAREST_RULE = """
rule AS MATERIALIZED (
    SELECT unit_id, from_month, counts_from, exempt_codes
    FROM coverage_reportingrule rule WHERE {rule_seen}
), ruled AS (
    SELECT unit_id AS id, unit_id AS ruler, 0 AS distance FROM (
        SELECT DISTINCT unit_id FROM rule
        WHERE EXISTS (SELECT 1 FROM rule each
                      WHERE each.counts_from = 'approved' OR each.exempt_codes <> '{{}}')
    ) ruler
    UNION ALL
    SELECT part.id, ruled.ruler, ruled.distance + 1
    FROM coverage_administrativeunit part JOIN ruled ON part.parent_id = ruled.id
), nearest_rule AS MATERIALIZED (
    SELECT DISTINCT ON (asked.unit_id, asked.period)
        asked.unit_id, asked.period, rule.counts_from, rule.exempt_codes
    FROM asked
    JOIN ruled ON ruled.id = asked.unit_id
    JOIN rule ON rule.unit_id = ruled.ruler AND rule.from_month <= asked.period
    ORDER BY asked.unit_id, asked.period, ruled.distance, rule.from_month DESC
)"""

# `stands`: the versions in force count; else those that were in force at `approved_at`, or none.
# `approved_at`: when the month was last approved, None of one that is submitted and counts so.
# Months that nobody opened are there as well, without a state: joined to those that are, PostgreSQL
# would guess a few of the thousands, and look figures up one by one.
COUNTED_MONTH = """
counted_month AS MATERIALIZED (
    SELECT asked.unit_id, asked.period, month.state, standing.stands,
        CASE WHEN month.state = 'approved' THEN month.recorded_at
        WHEN month.state IS NOT NULL AND NOT standing.stands THEN (
            SELECT max(approval.recorded_at) FROM coverage_submission approval
            WHERE approval.unit_id = asked.unit_id AND approval.period = asked.period
              AND approval.state = 'approved' AND approval.recorded_at <= month.recorded_at
        ) END AS approved_at
    FROM asked
    LEFT JOIN coverage_submission month
      ON month.unit_id = asked.unit_id AND month.period = asked.period AND {month_seen}
     AND {of_months}
    LEFT JOIN nearest_rule
      ON nearest_rule.unit_id = asked.unit_id AND nearest_rule.period = asked.period
    CROSS JOIN LATERAL (
        SELECT month.state IS NOT NULL AND ({drafts} OR month.state = 'approved'
            OR month.state = 'submitted'
            AND coalesce(nearest_rule.counts_from, 'submitted') = 'submitted') AS stands
    ) standing
)"""

# NOT IN, as nothing here is null: PostgreSQL guesses a few rows where there are many, and would
# compare each with each for NOT EXISTS.
# Rows of coverage_reportedfigure, by their ids, with the state of their month; and, without an id,
# what a rule exempts a unit from and it did not report: it "does not apply" there.
COUNTED = """
counted_figure AS NOT MATERIALIZED (
    SELECT figure.id, figure.unit_id, figure.indicator_id, figure.period, figure.people,
        figure.absence, figure.origin, month.state, month.stands
    FROM counted_month month
    JOIN coverage_reportedfigure figure
      ON figure.unit_id = month.unit_id AND figure.period = month.period AND {figure_seen}
     AND {of_figures}
    WHERE month.stands AND figure.absence <> 'withdrawn'
    UNION ALL
    SELECT figure.id, figure.unit_id, figure.indicator_id, figure.period, figure.people,
        figure.absence, figure.origin, month.state, month.stands
    FROM counted_month month
    JOIN coverage_reportedfigure figure
      ON figure.unit_id = month.unit_id AND figure.period = month.period
     AND figure.recorded_at <= month.approved_at
     AND (figure.superseded_at IS NULL OR figure.superseded_at > month.approved_at)
     AND {of_figures}
    WHERE NOT month.stands AND figure.absence <> 'withdrawn'
), exempted AS MATERIALIZED (
    SELECT figure.unit_id, figure.indicator_id, figure.period
    FROM (
        SELECT nearest_rule.unit_id, indicator.id AS indicator_id, nearest_rule.period
        FROM nearest_rule
        JOIN coverage_indicator indicator ON indicator.code = ANY(nearest_rule.exempt_codes)
    ) figure
    WHERE {of_figures} AND (figure.unit_id, figure.period, figure.indicator_id) NOT IN (
        SELECT unit_id, period, indicator_id FROM counted_figure WHERE absence = ''
    )
), counted AS (
    SELECT * FROM counted_figure figure
    WHERE figure.absence = '' OR (figure.unit_id, figure.period, figure.indicator_id) NOT IN (
        SELECT unit_id, period, indicator_id FROM exempted
    )
    UNION ALL
    SELECT NULL, unit_id, indicator_id, period, NULL, 'not_applicable', '', NULL, true
    FROM exempted
)"""


# The months asked for, named once more, which has the index find them among those of years. Where
# the parameters name them PostgreSQL can tell how many they are: of a span it guesses a few.
WITHIN_ASKED = (
    "month.period BETWEEN (SELECT min(period) FROM asked) AND (SELECT max(period) FROM asked)"
)
NAMED = "month.period = ANY(%(periods)s)"


def counted_months(read_as: ReadAs, of_months: str = WITHIN_ASKED) -> str:
    """The common table expressions that make `counted_month` out of `asked`; part of a WITH
    RECURSIVE. `of_months`: a condition on `month`, `NAMED` where the parameters of the statement
    hold `periods`. They hold `moment`."""
    return f"{NEAREST_RULE},{COUNTED_MONTH}".format(
        rule_seen=seen("rule", read_as.moment),
        month_seen=seen("month", read_as.moment),
        of_months=of_months,
        drafts="true" if read_as.drafts else "false",
    )


def counted_figures(
    read_as: ReadAs, of_figures: str = "true", of_months: str = WITHIN_ASKED
) -> str:
    """The common table expressions that make `counted` out of `asked`; part of a WITH RECURSIVE.

    `of_figures`: a condition on `figure`, which has the indexes find what is wanted; `of_months`
    as for `counted_months`. The parameters of the statement hold `moment`."""
    counted = COUNTED.format(figure_seen=seen("figure", read_as.moment), of_figures=of_figures)
    return f"{counted_months(read_as, of_months)},{counted}"
