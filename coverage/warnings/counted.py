"""The warnings that hold for what counts of units' months, computed: by units, months and rules
that a change can touch.

Everything is taken as it counts: the month itself, the months it is compared with, the units
below and the rows beside. A draft warns nobody but who writes it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection

from coverage.checks import Below, Finding, Rule
from coverage.counting.figures import NOW, counted_figures
from coverage.denominators import denominators_in_use
from coverage.lineage import earlier_rows
from coverage.models import AdministrativeUnit, Indicator, Measure
from coverage.notation.periods import previous_month
from coverage.warnings.affected import Affected
from coverage.warnings.checked_figures import (
    YEARS_COMPARED,
    Reported,
    UnitMonth,
    periods_to_compare,
)
from coverage.warnings.findings import warnings
from coverage.warnings.gathered import Gathered

SHOWN_PLACES = Decimal("0.01")

COUNTED = """
WITH RECURSIVE asked AS MATERIALIZED (
    SELECT unit_id, period
    FROM unnest(%(units)s::bigint[], %(periods)s::date[]) AS each (unit_id, period)
), {counted}
SELECT figure.indicator_id, figure.unit_id, figure.period, figure.absence, figure.people,
    figure.scope, figure.origin, figure.rate, figure.rate_precision, figure.rate_qualifier
FROM counted_figure counted JOIN coverage_reportedfigure figure ON figure.id = counted.id
WHERE figure.absence = 'not_applicable' OR figure.people IS NOT NULL
  AND figure.people_precision = 'exact' AND figure.people_qualifier = ''
"""


@dataclass(frozen=True, slots=True)
class UnitsBelow:
    """Units directly below others, in Vietnamese order, with their first day and their last."""

    units: Mapping[int, list[tuple[int, date, date | None]]]

    def on(self, parent: int, period: date) -> list[int]:
        return [
            pk
            for pk, first, last in self.units.get(parent, ())
            if first <= period and (last is None or last >= period)
        ]


@dataclass(frozen=True, slots=True)
class Holding:
    """By unit and month the warnings that hold, of what a change can touch; `below` of the units
    whose tables and wholes that are."""

    warnings: Mapping[UnitMonth, list[Finding]]
    below: UnitsBelow


def holding_warnings(affected: Affected) -> Holding:
    """Six statements, whatever the number of units and months."""
    columns = list(Indicator.objects.filter(measure=Measure.STOCK))
    units = {unit for unit, _period in affected.months}
    wholes = {unit for unit, _period in affected.wholes | affected.tables}
    below = _units_below(units | wholes)
    reported = _counted_figures(_looked_at(affected, below), columns)
    years = {period.year for _unit, period in affected.months}
    gathered = Gathered(
        columns,
        reported,
        bases=denominators_in_use(earlier_rows(units), years) if years else {},
        below={
            each: _below(below.on(*each), each[1], reported)
            for each in affected.months | affected.wholes
        },
    )
    found = {each: warnings(gathered.findings(*each)) for each in affected.months}
    for each in affected.wholes - affected.months:
        said = warnings(gathered.findings(*each))
        found[each] = [finding for finding in said if finding.rule == Rule.UNITS_AND_WHOLE]
    for parent, period in affected.tables:
        for block, finding in gathered.shifted(below.on(parent, period), period):
            found.setdefault((block[0], period), []).append(finding)
    return Holding({each: list(map(as_shown, said)) for each, said in found.items()}, below)


def as_shown(finding: Finding) -> Finding:
    """With the numbers as the sentence has them: per cent that were computed with two decimals.
    A rate that was reported keeps its own."""
    if finding.rule != Rule.UNUSUAL_CHANGE:
        return finding
    numbers = tuple(
        each.quantize(SHOWN_PLACES, ROUND_HALF_UP) if isinstance(each, Decimal) else each
        for each in finding.numbers
    )
    return replace(finding, numbers=numbers)


def _units_below(parents: Collection[int]) -> UnitsBelow:
    found: defaultdict[int, list[tuple[int, date, date | None]]] = defaultdict(list)
    rows = AdministrativeUnit.objects.filter(parent__in=parents).order_by("sort_key", "valid_from")
    for parent, pk, first, last in rows.values_list("parent_id", "pk", "valid_from", "valid_to"):
        found[parent or 0].append((pk, first, last))
    return UnitsBelow(found)


def _looked_at(affected: Affected, below: UnitsBelow) -> set[UnitMonth]:
    """The months of units whose figures the checks ask for."""
    asked = set(affected.wholes)
    for unit, period in affected.months:
        asked |= {(unit, day) for day in periods_to_compare(period, YEARS_COMPARED)}
    for whole, period in affected.months | affected.wholes:
        asked |= {(part, period) for part in below.on(whole, period)}
    for whole, period in affected.tables:
        for part in below.on(whole, period):
            asked |= {(part, period), (part, previous_month(period))}
    return asked


def _counted_figures(asked: Collection[UnitMonth], columns: Iterable[Indicator]) -> Reported:
    found, codes = Reported(), {column.pk: column.code for column in columns}
    counted = counted_figures(NOW, "figure.indicator_id = ANY(%(indicators)s)")
    values: dict[str, Any] = {
        "units": [unit for unit, _period in asked],
        "periods": [period for _unit, period in asked],
        "indicators": list(codes),
        "moment": None,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTED.format(counted=counted), values)
        for indicator, *said in cursor.fetchall():
            found.take_in(codes[indicator], *said)
    return found


def _below(parts: Collection[int], period: date, reported: Reported) -> dict[str, Below]:
    """What the units have together, by code; a code that none reported is not there."""
    together: defaultdict[str, list[int]] = defaultdict(list)
    for part in parts:
        for code, people in reported.people[part].get(period, {}).items():
            together[code].append(people)
    return {
        code: Below(sum(people), is_complete=len(people) == len(parts))
        for code, people in together.items()
    }
