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


OPEN_BELOW = """
SELECT unit.parent_id, concerned.code, count(DISTINCT warning.unit_id)
FROM coverage_standingwarning warning
JOIN coverage_administrativeunit unit ON unit.id = warning.unit_id
CROSS JOIN LATERAL unnest(warning.codes) AS concerned (code)
WHERE unit.parent_id = ANY(%(wholes)s) AND warning.period = %(period)s
  AND unit.valid_from <= %(period)s AND coalesce(unit.valid_to >= %(period)s, true)
  AND warning.explained_by_id IS NULL AND {seen}
GROUP BY GROUPING SETS ((unit.parent_id, concerned.code), (unit.parent_id))
"""


def open_below(
    wholes: Collection[int], period: date, moment: datetime | None = None
) -> dict[int, OpenBelow]:
    """By unit, every unit there: how many of those directly below have an open warning."""
    units: dict[int, int] = dict.fromkeys(wholes, 0)
    by_code: dict[int, dict[str, int]] = {whole: {} for whole in wholes}
    statement = OPEN_BELOW.format(seen=seen("warning", moment))
    values: dict[str, Any] = {"wholes": list(wholes), "period": period, "moment": moment}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for whole, code, count in cursor.fetchall():
            if code is None:
                units[whole] = count
            else:
                by_code[whole][code] = count
    return {whole: OpenBelow(units[whole], by_code[whole]) for whole in wholes}
