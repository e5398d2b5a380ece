"""What units reported, and what they are measured against, straight from the tables.

Every function takes the moment as of which the rows are read; None is now.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Max, Min, Q

from coverage.models import Absence, Denominator, Indicator, Measure, Origin, ReportedFigure
from coverage.models.units import AdministrativeUnit
from reports.values import Base, OwnFigure, PartsSum
from targets.attainment import Pooled

FigureKey = tuple[int, int, date]
BasisKey = tuple[int, str, int]
Counts = dict[int, tuple[int, bool]]


def own_figures(
    unit_ids: Collection[int],
    periods: Collection[date],
    moment: datetime | None = None,
    indicator_ids: Collection[int] | None = None,
) -> dict[FigureKey, OwnFigure]:
    """(unit, indicator, month) -> the figure the unit itself reported. One statement."""
    rows = ReportedFigure.objects.as_seen(moment).filter(unit__in=unit_ids, period__in=periods)
    if indicator_ids is not None:
        rows = rows.filter(indicator__in=indicator_ids)
    found = rows.exclude(absence=Absence.WITHDRAWN).values_list(
        "unit_id",
        "indicator_id",
        "period",
        "pk",
        "people",
        "rate",
        "absence",
        "as_of",
        "precision",
        "qualifier",
        "scope",
        "origin",
        "source",
        "note",
        "recorded_at",
        "recorded_by__full_name",
    )
    return {row[:3]: OwnFigure(*row[3:]) for row in found}


# Parts are the units directly below that existed in the month. A part that reported only the
# part-indicators of a whole counts with their sum. A part's denominator of a year is the latest one
# not after it. Rows of one parent, indicator and month become one.
SUMS_OF_PARTS = """
WITH part AS MATERIALIZED (
    SELECT unit.id, unit.parent_id, month.period, extract(year FROM month.period)::int AS year
    FROM coverage_administrativeunit unit
    JOIN unnest(%(periods)s::date[]) AS month (period)
      ON unit.valid_from <= month.period
     AND (unit.valid_to IS NULL OR unit.valid_to >= month.period)
    WHERE unit.parent_id = ANY(%(parents)s)
), base AS MATERIALIZED (
    SELECT DISTINCT ON (known.unit_id, known.basis, wanted.year)
        known.unit_id, known.basis, wanted.year, known.people, known.origin
    FROM coverage_denominator known
    JOIN (SELECT DISTINCT id, year FROM part) wanted
      ON wanted.id = known.unit_id AND known.year <= wanted.year
    WHERE {denominator_seen}
    ORDER BY known.unit_id, known.basis, wanted.year, known.year DESC
), expected AS (
    SELECT parent_id, period, count(*) AS parts FROM part GROUP BY parent_id, period
), indicator AS (
    SELECT id, basis, part_of_id, sums_its_parts FROM coverage_indicator
    WHERE id = ANY(%(indicators)s)
), reported AS MATERIALIZED (
    SELECT part.id, part.parent_id, part.period, part.year, figure.indicator_id, figure.people,
        figure.origin = 'simulated' AS simulated
    FROM part
    JOIN coverage_reportedfigure figure
      ON figure.unit_id = part.id AND figure.period = part.period AND {figure_seen}
     AND figure.absence = '' AND figure.indicator_id = ANY(%(indicators)s)
), computed AS (
    SELECT reported.id, reported.parent_id, reported.period, reported.year, whole.id,
        sum(reported.people), bool_or(reported.simulated)
    FROM reported
    JOIN indicator piece ON piece.id = reported.indicator_id
    JOIN indicator whole ON whole.id = piece.part_of_id AND whole.sums_its_parts
    LEFT JOIN reported said ON said.id = reported.id AND said.period = reported.period
     AND said.indicator_id = whole.id
    WHERE reported.people IS NOT NULL AND said.id IS NULL
    GROUP BY reported.id, reported.parent_id, reported.period, reported.year, whole.id
    HAVING count(*) = (SELECT count(*) FROM indicator each WHERE each.part_of_id = whole.id)
), summed AS (
    SELECT figure.parent_id, figure.indicator_id, figure.period,
        sum(figure.people) AS people,
        count(figure.people) AS counted,
        sum(figure.people) FILTER (WHERE base.people > 0) AS people_with_base,
        sum(base.people) FILTER (WHERE figure.people IS NOT NULL) AS base_people,
        count(*) FILTER (WHERE base.people > 0 AND figure.people IS NOT NULL) AS with_base,
        coalesce(bool_or(figure.simulated OR coalesce(base.origin = 'simulated', false))
            FILTER (WHERE figure.people IS NOT NULL), false) AS simulated
    FROM (SELECT * FROM reported UNION ALL SELECT * FROM computed) figure
    JOIN indicator ON indicator.id = figure.indicator_id
    LEFT JOIN base
      ON base.unit_id = figure.id AND base.year = figure.year AND base.basis = indicator.basis
    GROUP BY figure.parent_id, figure.indicator_id, figure.period
)
SELECT summed.parent_id, summed.indicator_id, summed.period, summed.people,
    summed.people_with_base, summed.base_people, summed.with_base, summed.counted,
    expected.parts, summed.simulated
FROM summed JOIN expected USING (parent_id, period)
"""

SEEN_NOW = "{alias}.superseded_at IS NULL"
SEEN_THEN = (
    "{alias}.recorded_at <= %(moment)s"
    " AND ({alias}.superseded_at IS NULL OR {alias}.superseded_at > %(moment)s)"
)


def _seen(alias: str, moment: datetime | None) -> str:
    return (SEEN_NOW if moment is None else SEEN_THEN).format(alias=alias)


def sums_of_parts(
    parent_ids: Collection[int],
    periods: Collection[date],
    indicator_ids: Collection[int],
    moment: datetime | None = None,
) -> dict[FigureKey, PartsSum]:
    """(parent, indicator, month) -> its parts' own figures added up. One statement.

    Of a whole that is the sum of its part-indicators, `indicator_ids` names those as well."""
    statement = SUMS_OF_PARTS.format(
        figure_seen=_seen("figure", moment), denominator_seen=_seen("known", moment)
    )
    parameters: dict[str, Any] = {
        "parents": list(parent_ids),
        "periods": list(periods),
        "indicators": list(indicator_ids),
        "moment": moment,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {tuple(row[:3]): _parts_sum(*row[3:]) for row in cursor.fetchall()}


def _parts_sum(
    people: int | None,
    people_with_base: int | None,
    base_people: int | None,
    with_base: int,
    counted: int,
    expected: int,
    simulated: bool,
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
    )


def denominators(
    unit_ids: Collection[int], years: Collection[int], moment: datetime | None = None
) -> dict[BasisKey, Base]:
    """(unit, basis, year) -> the denominator of that year, or the latest earlier. One statement."""
    rows = (
        Denominator.objects.as_seen(moment)
        .filter(unit__in=unit_ids, year__lte=max(years))
        .order_by("year")
        .values_list("unit_id", "basis", "year", "people", "origin", "source", "precision", "note")
    )
    found: dict[BasisKey, Base] = {}
    for unit_id, basis, year, people, origin, source, precision, note in rows:
        base = Base(people, year, origin == Origin.SIMULATED, source, precision == "estimate", note)
        for wanted in years:
            if year <= wanted:
                found[unit_id, basis, wanted] = base
    return found


def flows_to_date(
    unit_ids: Collection[int],
    indicators: Collection[Indicator],
    period: date,
    moment: datetime | None = None,
) -> dict[tuple[int, int], tuple[int, bool]]:
    """(unit, indicator) -> (counted from January to the month, whether simulated).

    Flows only: a stock is never added up over months. Of a whole that is the sum of its parts,
    each month counts with what was reported of it, else of all its parts. One statement."""
    flows = [each for each in indicators if each.measure == Measure.FLOW]
    rows = (
        ReportedFigure.objects.as_seen(moment)
        .filter(
            unit__in=unit_ids,
            indicator__in=[each.pk for each in flows],
            period__range=(period.replace(month=1), period),
        )
        .values_list("unit_id", "period", "indicator_id", "people", "origin")
    )
    months: dict[tuple[int, date], Counts] = {}
    for unit, month, indicator, people, origin in rows:
        said = months.setdefault((unit, month), {})
        if people is not None:
            said[indicator] = (people, origin == Origin.SIMULATED)
    totals: dict[tuple[int, int], tuple[int, bool]] = {}
    for (unit, _month), said in months.items():
        for indicator, (people, simulated) in _with_wholes(said, flows).items():
            before, was_simulated = totals.get((unit, indicator), (0, False))
            totals[unit, indicator] = (before + people, was_simulated or simulated)
    return totals


def _with_wholes(said: Counts, flows: Collection[Indicator]) -> Counts:
    """A month's counts, and the wholes that were not reported themselves but in all their parts."""
    found = dict(said)
    for whole in flows:
        parts = [each.pk for each in flows if each.part_of_id == whole.pk]
        known = [said[part] for part in parts if part in said]
        if whole.sums_its_parts and whole.pk not in said and parts and len(known) == len(parts):
            found[whole.pk] = (sum(people for people, _ in known), any(made for _, made in known))
    return found


def first_and_last_period(
    unit: AdministrativeUnit, moment: datetime | None = None
) -> tuple[date | None, date | None]:
    """The months between which the unit, or one below it, reported. One statement."""
    below = Q(unit=unit) | Q(unit__parent=unit) | Q(unit__parent__parent=unit)
    found = (
        ReportedFigure.objects.as_seen(moment)
        .filter(below | Q(unit__parent__parent__parent=unit))
        .exclude(absence=Absence.WITHDRAWN)
        .aggregate(first=Min("period"), last=Max("period"))
    )
    return found["first"], found["last"]
