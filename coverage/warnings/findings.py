"""The findings of many units' months, as their figures in force have them, drafts too: five
statements, whatever the number of units."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Count, F, Sum

from coverage.checks import Below, Finding, Level
from coverage.denominators import denominators_in_use
from coverage.lineage import earlier_rows
from coverage.models import AdministrativeUnit, Indicator, ReportedFigure
from coverage.warnings.checked_figures import (
    JUDGED,
    Key,
    WouldBe,
    put_in_place,
    reported_figures,
)
from coverage.warnings.gathered import Gathered, Rows


def findings(
    unit_ids: Collection[int],
    columns: Sequence[Indicator],
    period: date,
    would_be: Mapping[Key, WouldBe] | None = None,
    tables: Collection[Rows] = (),
) -> dict[int, list[Finding]]:
    """By unit, every unit there: what does not hold in the columns' figures in force.

    A figure rounded in print, estimated, or "about" is left out: its last digits are not known.
    `would_be` has, by unit and indicator, what would stand in the place of those in force, for
    figures that are not written yet. A block of `tables` that stands one row too low or too high
    is said once, of the first of its units that is asked for.
    """
    in_tables = {unit for rows in tables for unit in rows}
    reported = reported_figures({*unit_ids, *in_tables}, columns, period)
    put_in_place(reported, columns, period, would_be or {})
    bases = denominators_in_use(earlier_rows(unit_ids), [period.year])
    below = _below(unit_ids, columns, period)
    gathered = Gathered(columns, reported, bases, {(unit, period): below[unit] for unit in below})
    found = {unit: gathered.findings(unit, period) for unit in unit_ids}
    for rows in tables:
        for units, finding in gathered.shifted(rows, period):
            asked = [unit for unit in units if unit in found]
            if asked:
                found[asked[0]].insert(0, finding)
    return found


def warnings(found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.level == Level.WARNING]


def _below(
    unit_ids: Collection[int], columns: Sequence[Indicator], period: date
) -> dict[int, dict[str, Below]]:
    """By unit and code; a code that none below reported is not there."""
    codes = {column.pk: column.code for column in columns}
    there = AdministrativeUnit.objects.on(period).filter(parent__in=unit_ids).order_by()
    units = dict(there.values("parent").annotate(units=Count("pk")).values_list("parent", "units"))
    rows = ReportedFigure.objects.current().filter(
        unit__in=there.values("pk"), indicator__in=codes, period=period, **JUDGED
    )
    sums = rows.order_by().annotate(whole=F("unit__parent")).values("whole", "indicator")
    found: dict[int, dict[str, Below]] = {unit: {} for unit in unit_ids}
    for unit, indicator, people, reported in sums.annotate(
        together=Sum("people"), reported=Count("pk")
    ).values_list("whole", "indicator", "together", "reported"):
        found[unit][codes[indicator]] = Below(int(people), is_complete=reported == units[unit])
    return found
