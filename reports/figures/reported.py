"""What units reported, and what they are measured against, straight from the tables.

Every function takes the moment as of which the rows are read; None is now.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from django.db import connection
from django.db.models import Max, Min, Q

from coverage.denominators import denominators_in_use
from coverage.lineage import predecessors
from coverage.models import Absence, Indicator, Measure, Origin, Precision, ReportedFigure
from coverage.models.units import AdministrativeUnit, Level
from reports.figures.values import OwnFigure, RateBase

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


SEEN_NOW = "{alias}.superseded_at IS NULL"
SEEN_THEN = (
    "{alias}.recorded_at <= %(moment)s"
    " AND ({alias}.superseded_at IS NULL OR {alias}.superseded_at > %(moment)s)"
)


def seen(alias: str, moment: datetime | None) -> str:
    return (SEEN_NOW if moment is None else SEEN_THEN).format(alias=alias)


def denominators(
    earlier: Mapping[int, Sequence[int]], years: Collection[int], moment: datetime | None = None
) -> dict[BasisKey, RateBase]:
    """(unit, basis, year) -> the denominator in use; `earlier` has each unit with the rows under
    which it stood earlier. One statement."""
    return {
        key: RateBase(
            found.people,
            found.year,
            found.is_simulated,
            found.source,
            found.precision == Precision.ESTIMATE,
            found.note,
        )
        for key, found in denominators_in_use(earlier, years, moment).items()
    }


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


# Every unit is below the nation, so that nothing is asked of the unit there; elsewhere an index
# answers for each unit and indicator by itself. Read as one join it would walk all figures.
FIRST_AND_LAST = """
WITH RECURSIVE below AS (
    SELECT id FROM coverage_administrativeunit WHERE id = %(unit)s
    UNION ALL
    SELECT part.id FROM coverage_administrativeunit part JOIN below ON part.parent_id = below.id
)
SELECT min(span.first), max(span.last)
FROM coverage_indicator indicator {units}
CROSS JOIN LATERAL (
    SELECT min(figure.period) AS first, max(figure.period) AS last
    FROM coverage_reportedfigure figure
    WHERE figure.indicator_id = indicator.id {of_the_unit}
      AND figure.absence <> 'withdrawn' AND {figure_seen}
) span
"""


def first_and_last_period(
    unit: AdministrativeUnit, moment: datetime | None = None
) -> tuple[date | None, date | None]:
    """The months between which the unit, or one below it, reported. One statement."""
    is_nation = unit.level == Level.NATION
    statement = FIRST_AND_LAST.format(
        units="" if is_nation else "CROSS JOIN below",
        of_the_unit="" if is_nation else "AND figure.unit_id = below.id",
        figure_seen=seen("figure", moment),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {"unit": unit.pk, "moment": moment})
        first, last = cursor.fetchone()
    return first, last


def figures_span(
    unit: AdministrativeUnit, indicator: Indicator, moment: datetime | None = None
) -> tuple[date | None, date | None]:
    """The first and last month with figures of the indicator: the unit's, those of units below it
    and of units it was formed from. Two statements."""
    roots = [unit.pk, *(before.unit_id for before in predecessors([unit.pk]))]
    found = (
        ReportedFigure.objects.as_seen(moment)
        .filter(Q(indicator=indicator) | Q(indicator__part_of=indicator))
        .filter(unit__in=AdministrativeUnit.objects.within(roots))
        .exclude(absence=Absence.WITHDRAWN)
        .aggregate(first=Min("period"), last=Max("period"))
    )
    return found["first"], found["last"]
