"""Which figures that counted at a moment are others now (design section 5, "Meetings").

What counts is compared, not what was written: a draft adjusts nothing, nor does a month that only
moves on; opening a month again adjusts nothing before another figure counts.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db.models import Q

from coverage.counting.figures import NOW, ReadAs
from coverage.models import Absence, ReportedFigure, Submission
from reports.figures.adjustments import RecordedVersion
from reports.figures.reported import FigureKey, own_figures
from reports.figures.values import OwnFigure

Pair = tuple[RecordedVersion | None, RecordedVersion | None]


def changed_since(moment: datetime) -> Q:
    """Rows that were in force then and are no more, and rows in force now that were not then."""
    then = Q(recorded_at__lte=moment, superseded_at__gt=moment)
    return then | Q(recorded_at__gt=moment, superseded_at__isnull=True)


def adjusted_figures(
    unit_ids: Collection[int], moment: datetime, until: date
) -> Iterator[tuple[FigureKey, Pair]]:
    """Of months up to `until`: what counted then and what counts now, None where nothing does.
    Five statements."""
    yield from figures_counting_otherwise(_changed_months(unit_ids, moment, until), moment)


def figures_counting_otherwise(
    months: Collection[tuple[int, date]], moment: datetime
) -> Iterator[tuple[FigureKey, Pair]]:
    """Of months of units: what counted then and what counts now. Three statements."""
    units, periods = {unit for unit, _ in months}, {period for _, period in months}
    then = own_figures(units, periods, ReadAs(moment))
    now = own_figures(units, periods, NOW)
    withdrawn = _withdrawn(units, periods)
    for key in {**then, **now}:
        before, after = then.get(key), now.get(key)
        if (before and before.figure_id) != (after and after.figure_id):
            yield key, (_version(before), _version(after) or withdrawn.get(key))


def _changed_months(
    unit_ids: Collection[int], moment: datetime, until: date
) -> set[tuple[int, date]]:
    found: set[tuple[int, date]] = set()
    for model in (ReportedFigure, Submission):
        rows = model.objects.filter(changed_since(moment), unit__in=unit_ids, period__lte=until)
        found |= set(rows.order_by().values_list("unit_id", "period").distinct())
    return found


def _withdrawn(
    unit_ids: Collection[int], periods: Collection[date]
) -> dict[FigureKey, RecordedVersion]:
    """Who took a value back and when, in months where that counts no more."""
    rows = ReportedFigure.objects.current().filter(
        unit__in=unit_ids, period__in=periods, absence=Absence.WITHDRAWN
    )
    fields = ("unit_id", "indicator_id", "period", "pk", "recorded_at", "recorded_by__full_name")
    return {
        (unit, indicator, period): RecordedVersion(pk, at, by, absence=Absence.WITHDRAWN)
        for unit, indicator, period, pk, at, by in rows.values_list(*fields)
    }


def _version(own: OwnFigure | None) -> RecordedVersion | None:
    if own is None:
        return None
    return RecordedVersion(
        own.figure_id,
        own.recorded_at,
        own.recorded_by,
        own.people,
        own.rate,
        own.absence,
        own.people_qualifier,
        own.rate_qualifier,
        own.people_precision,
        own.rate_precision,
    )
