"""What units reported, and what they are measured against, straight from the tables.

Every function takes what is read: as of which moment (None is now), of figures whether with drafts.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from coverage.counting.figures import NOW, ReadAs, counted_figures, handed_in_once, seen
from coverage.denominators import denominators_in_use
from coverage.lineage import FORMED_OF, asked_of, predecessors
from coverage.models import Absence, Indicator, Precision, ReportedFigure, State, Submission
from coverage.models.units import AdministrativeUnit, Level
from reports.figures.values import OwnFigure, RateBase

FigureKey = tuple[int, int, date]
BasisKey = tuple[int, str, int]
Span = tuple[date | None, date | None]
APPROVED = State.APPROVED


# The months asked for are all pairs of units and months: what is no month of a unit is not there.
ASKED = """
asked AS MATERIALIZED (
    SELECT unit.id AS unit_id, month.period
    FROM unnest(%(units)s::bigint[]) AS unit (id)
    CROSS JOIN unnest(%(periods)s::date[]) AS month (period)
)"""

OWN_FIGURES = """
WITH RECURSIVE {asked}, {counted}
SELECT counted.unit_id, counted.indicator_id, counted.period, figure.id, figure.people,
    figure.people_precision, figure.people_qualifier, figure.rate, figure.rate_precision,
    figure.rate_qualifier, figure.absence, figure.as_of, figure.scope, figure.origin, figure.source,
    figure.note, figure.recorded_at, recorder.full_name, counted.state,
    NOT counted.stands
FROM counted
LEFT JOIN coverage_reportedfigure figure ON figure.id = counted.id
LEFT JOIN coverage_user recorder ON recorder.id = figure.recorded_by_id
"""


def own_figures(
    unit_ids: Collection[int],
    periods: Collection[date],
    read_as: ReadAs = NOW,
    indicator_ids: Collection[int] | None = None,
) -> dict[FigureKey, OwnFigure | None]:
    """(unit, indicator, month) -> the figure the unit itself reported that counts; None where a
    rule has nobody expect one. One statement."""
    if indicator_ids is not None and not indicator_ids:
        return {}
    only = "true" if indicator_ids is None else "figure.indicator_id = ANY(%(indicators)s)"
    statement = OWN_FIGURES.format(
        asked=ASKED,
        counted=counted_figures(read_as, f"figure.period = ANY(%(periods)s) AND {only}"),
    )
    parameters: dict[str, Any] = {
        "units": list(unit_ids),
        "periods": list(periods),
        "indicators": list(indicator_ids or ()),
        "moment": read_as.moment,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return {
            (unit_id, indicator_id, period): OwnFigure(figure_id, *said) if figure_id else None
            for unit_id, indicator_id, period, figure_id, *said in cursor.fetchall()
        }


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
            found.precision != Precision.EXACT,
            found.restated_at,
        )
        for key, found in denominators_in_use(earlier, years, moment).items()
    }


FIRST_AND_LAST = """
SELECT min(month.period), max(month.period) FROM coverage_submission month
WHERE {is_begun} AND {month_seen}"""
# Every unit is below the nation, so that nothing is asked of the unit there: without a WITH before
# it PostgreSQL takes the ends of an index.
OF_THE_UNIT = """
WITH RECURSIVE {formed_of}, below AS (
    SELECT id, NULL::date AS until FROM coverage_administrativeunit WHERE id = %(unit)s
    UNION
    SELECT formed.unit_id, root.valid_from
    FROM formed JOIN coverage_administrativeunit root ON root.id = formed.root_id
    WHERE formed.weight IS NOT NULL AND formed.unit_id <> formed.root_id
    UNION
    SELECT part.id, below.until
    FROM coverage_administrativeunit part JOIN below ON part.parent_id = below.id
){first_and_last} AND EXISTS (
    SELECT FROM below
    WHERE below.id = month.unit_id AND (below.until IS NULL OR month.period < below.until)
)"""


def first_and_last_period(unit: AdministrativeUnit, read_as: ReadAs = NOW) -> Span:
    """The months between which the unit, or one below it, has handed in, before it was one those
    that went into it; with drafts, between which any was opened. One statement."""
    statement = FIRST_AND_LAST.format(
        is_begun="true" if read_as.drafts else handed_in_once("month"),
        month_seen=seen("month", read_as.moment),
    )
    if unit.level > Level.NATION:
        statement = OF_THE_UNIT.format(formed_of=FORMED_OF, first_and_last=statement)
    with connection.cursor() as cursor:
        asked = asked_of([unit.pk]) | {"unit": unit.pk, "moment": read_as.moment}
        cursor.execute(statement, asked)
        first, last = cursor.fetchone()
    return first, last


def figures_span(unit: AdministrativeUnit, indicator: Indicator, read_as: ReadAs = NOW) -> Span:
    """The first and last month with figures of the indicator: the unit's, those of units below it
    and of units it was formed from; without drafts, in months handed in, and in months that were
    approved before they were opened again. At most three statements."""
    roots = [unit.pk, *(before.unit_id for before in predecessors([unit.pk]))]
    figures = (
        ReportedFigure.objects.filter(Q(indicator=indicator) | Q(indicator__part_of=indicator))
        .filter(unit__in=AdministrativeUnit.objects.within(roots))
        .exclude(absence=Absence.WITHDRAWN)
    )
    in_force = figures.as_seen(read_as.moment)
    if read_as.drafts:
        return _span(in_force)
    months = Submission.objects.as_seen(read_as.moment).filter(
        unit=OuterRef("unit"), period=OuterRef("period")
    )
    spans = (
        _span(in_force.filter(Exists(months.exclude(state=State.OPEN)))),
        _span(_approvals(figures, read_as.moment).filter(Exists(months.exclude(state=APPROVED)))),
    )
    known = [period for span in spans for period in span if period is not None]
    return min(known, default=None), max(known, default=None)


def _approvals(figures: QuerySet[ReportedFigure], moment: datetime | None) -> QuerySet[Submission]:
    """Those that stand no more, of months that held any of the figures then."""
    approvals = Submission.objects.filter(state=APPROVED, superseded_at__isnull=False)
    if moment is not None:
        approvals = approvals.filter(recorded_at__lte=moment)
    approved = figures.filter(
        Q(superseded_at__isnull=True) | Q(superseded_at__gt=OuterRef("recorded_at")),
        unit=OuterRef("unit"),
        period=OuterRef("period"),
        recorded_at__lte=OuterRef("recorded_at"),
    )
    return approvals.filter(Exists(approved))


def _span(months: QuerySet[Any]) -> Span:
    found = months.aggregate(first=Min("period"), last=Max("period"))
    return found["first"], found["last"]
