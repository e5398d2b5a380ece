"""The warnings recorded of units' months, open and explained: one statement a question."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import F

from coverage.counting.figures import seen
from coverage.models import StandingWarning
from coverage.warnings.settling import as_finding
from coverage.warnings.standing import Explanation, OpenBelow, UnitWarning, Warnings


def warnings_of(
    unit_ids: Collection[int], periods: Collection[date], moment: datetime | None = None
) -> Warnings:
    """Of each unit's months, in the order of the rules. `moment`: as they stood then; None: now."""
    found: defaultdict[tuple[int, date], list[UnitWarning]] = defaultdict(list)
    rows = StandingWarning.objects.as_seen(moment).filter(unit__in=unit_ids, period__in=periods)
    explained = (
        F("explained_by__note"),
        F("explained_by__recorded_by__full_name"),
        F("explained_by__recorded_by__username"),
        F("explained_by__recorded_at"),
    )
    said = rows.order_by("rule", "codes").values_list(
        "unit_id", "period", "rule", "codes", "numbers", *explained
    )
    for unit, period, rule, codes, numbers, note, name, user, at in said:
        explanation = Explanation(note, name or user, at) if at is not None else None
        finding = as_finding(rule, codes, numbers)
        found[unit, period].append(UnitWarning(finding, explanation))
    return Warnings(dict(found))


# Of the row `unit`, in the month and by the code of `warned`.
REPORTS_ITSELF = """EXISTS (
        SELECT FROM coverage_reportedfigure figure
        JOIN coverage_indicator indicator ON indicator.id = figure.indicator_id
        JOIN coverage_submission month
          ON month.unit_id = figure.unit_id AND month.period = figure.period AND {month_seen}
        WHERE figure.unit_id = unit.id AND figure.period = warned.period
          AND indicator.code = warned.code AND figure.absence = '' AND {figure_seen}
          AND month.state <> 'open')"""
# A number that is a sum has the open warnings of those it holds, and hands them on; one that the
# unit reported itself has its own alone.
OPEN_BELOW = """
WITH RECURSIVE warned AS (
    SELECT unit.id, unit.parent_id, warning.period, concerned.code
    FROM coverage_standingwarning warning
    JOIN coverage_administrativeunit unit ON unit.id = warning.unit_id
    CROSS JOIN LATERAL unnest(warning.codes) AS concerned (code)
    WHERE warning.period = ANY(%(periods)s) AND warning.explained_by_id IS NULL AND {warning_seen}
      AND unit.valid_from <= warning.period AND coalesce(unit.valid_to >= warning.period, true)
    UNION
    SELECT unit.id, unit.parent_id, warned.period, warned.code
    FROM warned
    JOIN coverage_administrativeunit unit ON unit.id = warned.parent_id
    WHERE unit.valid_from <= warned.period AND coalesce(unit.valid_to >= warned.period, true)
      AND NOT {reports_itself}
)
SELECT parent_id, period, code, count(DISTINCT id)
FROM warned WHERE parent_id = ANY(%(wholes)s)
GROUP BY GROUPING SETS ((parent_id, period, code), (parent_id, period))
"""


def reports_itself(moment: datetime | None) -> str:
    """The condition under which a unit's number is its own and no sum, part of a statement."""
    return REPORTS_ITSELF.format(
        month_seen=seen("month", moment), figure_seen=seen("figure", moment)
    )


def open_below(
    wholes: Collection[int], period: date, moment: datetime | None = None
) -> dict[int, OpenBelow]:
    """By unit, every unit there: how many of those directly below have an open warning, or hold one
    in their sum."""
    found = open_below_by_month(wholes, [period], moment)
    return {whole: found[whole, period] for whole in wholes}


def open_below_by_month(
    wholes: Collection[int], periods: Collection[date], moment: datetime | None = None
) -> dict[tuple[int, date], OpenBelow]:
    """The same by unit and month, each of which is there."""
    asked = [(whole, period) for whole in wholes for period in periods]
    units: dict[tuple[int, date], int] = dict.fromkeys(asked, 0)
    by_code: dict[tuple[int, date], dict[str, int]] = {each: {} for each in asked}
    statement = OPEN_BELOW.format(
        warning_seen=seen("warning", moment), reports_itself=reports_itself(moment)
    )
    values: dict[str, Any] = {
        "wholes": list(wholes),
        "periods": list(periods),
        "moment": moment,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for whole, period, code, count in cursor.fetchall():
            if code is None:
                units[whole, period] = count
            else:
                by_code[whole, period][code] = count
    return {each: OpenBelow(units[each], by_code[each]) for each in asked}
