"""What was adjusted since a moment: where another figure counted then, or another denominator or
promise was in force, than does now.

Of the unit and the units directly below it. A month after the last of which any
of them had figures then is not adjusted but new; whoever came later in one that had some is told,
as the sum reads otherwise since.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from django.utils import timezone

from coverage.counting.figures import ReadAs
from coverage.counting.reopenings import reopenings
from coverage.lineage import earlier_rows
from coverage.models import (
    AdministrativeUnit,
    Denominator,
    Indicator,
    Submission,
)
from coverage.models.as_seen import tables_as_seen
from reports.figures.adjusted_figures import (
    Pair,
    adjusted_figures,
    changed_since,
    figures_counting_otherwise,
)
from reports.figures.adjustments import (
    Adjustment,
    Adjustments,
    Correction,
    RecordedVersion,
)
from reports.figures.corrections import corrections_of_figures, revisions_since
from reports.figures.reported import FigureKey, first_and_last_period
from targets.in_force import Earlier, PromiseInForce, promises_effective_by
from targets.models import Target

RECORDED = ("pk", "recorded_at", "recorded_by__full_name")

Key = TypeVar("Key")
Pairs = dict[Key, tuple[RecordedVersion | None, RecordedVersion | None]]
Units = Mapping[int, AdministrativeUnit]
Indicators = Mapping[int, Indicator]
Corrections = Mapping[FigureKey, Sequence[Correction]]


def adjusted_since(unit: AdministrativeUnit, moment: datetime) -> Adjustments:
    """Everything that was adjusted since the moment, called what it is called now. Sixteen
    statements and five to read documents as they were then, whatever the number of units."""
    with tables_as_seen(None):
        return _adjusted_since(unit, moment)


def _adjusted_since(unit: AdministrativeUnit, moment: datetime) -> Adjustments:
    parts = AdministrativeUnit.objects.filter(parent=unit).order_by("sort_key", "valid_from")
    units = {each.pk: each for each in (unit, *parts)}
    indicators = {each.pk: each for each in Indicator.objects.all()}
    _first, known_until = first_and_last_period(unit, ReadAs(moment))
    until = known_until or date.min
    pairs = dict(adjusted_figures(units, moment, until))
    corrections = corrections_of_figures(pairs, reopenings(units, until))
    figures = _adjusted(pairs.items(), units, indicators, corrections)
    return Adjustments(
        figures=_in_order(figures, units),
        denominators=_in_order(_denominators(units, moment), units),
        targets=_in_order(_targets(units, indicators, moment), units),
    )


def counted_otherwise_since(unit: AdministrativeUnit, moment: datetime) -> Adjustments:
    """What counts otherwise than at the moment, in the unit and all below it, also in months of
    which nothing counted then; a note or a source alone changes nothing. At most sixteen
    statements."""
    below = AdministrativeUnit.objects.within([unit.pk])
    # Figures are written in open months only: without a move of its month none counts otherwise.
    moved = Submission.objects.current().filter(unit__in=below, recorded_at__gt=moment)
    months = set(moved.values_list("unit_id", "period"))
    changed = [
        set(rows.filter(changed_since(moment), unit__in=below).values_list("unit_id", flat=True))
        for rows in (Denominator.objects, Target.objects)
    ]
    with_bases, with_targets = (AdministrativeUnit.objects.in_bulk(list(ids)) for ids in changed)
    units = AdministrativeUnit.objects.in_bulk([pk for pk, _period in months])
    indicators = {each.pk: each for each in Indicator.objects.all()}
    pairs = figures_counting_otherwise(months, moment) if months else ()
    places = {**units, **with_bases, **with_targets}
    found = (
        _adjusted(pairs, units, indicators, {}),
        _denominators(with_bases, moment),
        _targets(with_targets, indicators, moment),
    )
    return Adjustments(
        *(_in_order((each for each in kind if not each.keeps_its_value), places) for kind in found)
    )


def _pairs(rows: Iterable[tuple[Key, RecordedVersion]], moment: datetime) -> Pairs[Key]:
    found: Pairs[Key] = {}
    for key, said in rows:
        then, now = found.get(key, (None, None))
        found[key] = (said, now) if said.recorded_at <= moment else (then, said)
    return found


def _adjusted(
    pairs: Iterable[tuple[FigureKey, Pair]],
    units: Units,
    indicators: Indicators,
    corrections: Corrections,
) -> Iterator[Adjustment]:
    for key, (then, now) in pairs:
        unit_id, indicator_id, period = key
        yield Adjustment(
            units[unit_id],
            then,
            now,
            indicator=indicators[indicator_id],
            period=period,
            corrections=corrections.get(key, ()),
        )


def _denominators(units: Units, moment: datetime) -> Iterator[Adjustment]:
    rows = Denominator.objects.filter(changed_since(moment), unit__in=units).values_list(
        "unit_id", "basis", "year", *RECORDED, "people"
    )
    pairs = _pairs(((row[:3], RecordedVersion(*row[3:])) for row in rows), moment)
    for (unit_id, basis, year), (then, now) in pairs.items():
        yield Adjustment(units[unit_id], then, now, basis=basis, year=year)


def _targets(units: Units, indicators: Indicators, moment: datetime) -> Iterator[Adjustment]:
    """Of each assigner the promise in force then and now: another document of the same assigner
    adjusts as much as a new version of the same document."""
    earlier = earlier_rows(units.keys())
    with tables_as_seen(moment):
        then = _promises(units, indicators, timezone.localdate(moment), moment, earlier)
    now = _promises(units, indicators, timezone.localdate(), None, earlier)
    changed = [
        (then.get(key), now.get(key))
        for key in {**then, **now}
        if _version(then.get(key)) != _version(now.get(key))
    ]
    shown = [promise for pair in changed for promise in pair if promise is not None]
    rows = Target.objects.filter(pk__in=[promise.target_id for promise in shown])
    targets = {row.pk: row for row in rows.select_related("recorded_by")}
    recorders = {pk: row.recorded_by.full_name for pk, row in targets.items()}
    revised = revisions_since({row.document_id for row in targets.values()}, moment)
    for before, after in changed:
        keys = {targets[each.target_id].key for each in (before, after) if each is not None}
        steps = [step for key in keys for step in revised.get(key, ())]
        if (known := after or before) is not None:
            yield Adjustment(
                units[known.unit_id],
                _promised(before, recorders),
                _promised(after, recorders),
                indicator=indicators[known.indicator_id],
                assigner=known.assigner,
                year=known.year,
                corrections=sorted(steps, key=lambda step: step.said.recorded_at),
            )


def _in_order(found: Iterable[Adjustment], units: Units) -> list[Adjustment]:
    """The latest month or year first, in it the unit and then its parts in Vietnamese order."""
    places = {pk: place for place, pk in enumerate(units)}

    def order(each: Adjustment) -> tuple[object, ...]:
        when = each.period.toordinal() if each.period else each.year or 0
        indicator = each.indicator.order if each.indicator else 0
        return -when, places[each.unit.pk], indicator, each.basis, each.assigner

    return sorted(found, key=order)


def _promises(
    units: Units, indicators: Indicators, on: date, moment: datetime | None, earlier: Earlier
) -> dict[tuple[int, int, int, int], PromiseInForce]:
    """(unit, indicator, assigner, year) -> what the latest document in effect on the day says."""
    found = promises_effective_by(units.keys(), indicators.keys(), on, moment, earlier)
    return {(each.unit_id, each.indicator_id, each.assigner_id, each.year): each for each in found}


def _version(promise: PromiseInForce | None) -> int | None:
    return promise.target_id if promise else None


def _promised(
    promise: PromiseInForce | None, recorders: Mapping[int, str]
) -> RecordedVersion | None:
    if promise is None:
        return None
    return RecordedVersion(
        promise.target_id,
        promise.recorded_at,
        recorders[promise.target_id],
        promise.promise.people,
        promise.promise.percent,
        people_qualifier=promise.promise.people_qualifier,
        rate_qualifier=promise.promise.percent_qualifier,
        document_id=promise.document_id,
        document=promise.document,
    )
