"""The findings of many units' months: five statements, whatever the number of units."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Count, F, Sum

from coverage.access import readable_units
from coverage.checks import (
    Below,
    Finding,
    Level,
    Month,
    Parts,
    ReportedRate,
    Rule,
    UnitRow,
    check,
    may_be_held_together,
    shifted_blocks,
)
from coverage.denominators import DenominatorInUse, denominators_in_use
from coverage.lineage import earlier_rows
from coverage.models import AdministrativeUnit, Indicator, Precision, ReportedFigure, User
from coverage.month.checked_figures import (
    JUDGED,
    Key,
    Rate,
    Reported,
    WouldBe,
    put_in_place,
    reported_figures,
)
from coverage.month.finding_words import finding_text
from coverage.notation.periods import previous_month

# Units as they stand one under the other, on a page or in a file.
Rows = Sequence[int]


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
    bases = _denominators(unit_ids, period.year)
    parts = families(columns)
    below = _below(unit_ids, columns, period)
    found = {}
    for unit in unit_ids:
        of_unit = {
            each.code: bases[key] for each in columns if (key := (unit, each.basis)) in bases
        }
        month = Month(
            period=period,
            people=_in_order(reported.people[unit].get(period, {}), columns),
            past={day: told for day, told in reported.people[unit].items() if day < period},
            denominators={code: base.people for code, base in of_unit.items()},
            managed_locally=reported.managed_locally[unit],
            parts=parts,
            below=below[unit],
            rates=_rates(reported.rates[unit], of_unit),
        )
        found[unit] = check(month)
    for rows in tables:
        for unit, finding in _shifted(rows, unit_ids, reported, columns, period):
            found[unit].insert(0, finding)
    return found


def _shifted(
    rows: Rows,
    unit_ids: Collection[int],
    reported: Reported,
    columns: Sequence[Indicator],
    period: date,
) -> Iterator[tuple[int, Finding]]:
    """Numbers: how many units, and 1 where they look like the row above, -1 like that below."""
    before = previous_month(period)
    table = [
        UnitRow(
            unit,
            _in_order(reported.people[unit].get(period, {}), columns),
            reported.people[unit].get(before, {}),
        )
        for unit in rows
    ]
    for block in shifted_blocks(table):
        asked = [unit for unit in block.units if unit in unit_ids]
        numbers = (len(block.units), 1 if block.is_from_above else -1)
        if asked:
            yield asked[0], Finding(Rule.SHIFTED_ROWS, Level.WARNING, block.codes, numbers)


def _rates(
    rates: Mapping[str, Rate], bases: Mapping[str, DenominatorInUse]
) -> dict[str, ReportedRate]:
    """Those that a denominator can be held against; both by code."""
    return {
        code: ReportedRate(said.rate, base.people, base.year, base.precision != Precision.EXACT)
        for code, base in bases.items()
        if (said := rates.get(code)) is not None
        and may_be_held_together(
            is_published=said.is_published, base_is_simulated=base.is_simulated
        )
    }


def warnings(found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.level == Level.WARNING]


def families(columns: Sequence[Indicator]) -> list[Parts]:
    """Which of the columns are parts of which other."""
    parts: defaultdict[int, list[str]] = defaultdict(list)
    for column in columns:
        if column.part_of_id is not None:
            parts[column.part_of_id].append(column.code)
    return [
        Parts(column.code, tuple(parts[column.pk]), column.sums_its_parts)
        for column in columns
        if column.pk in parts
    ]


def _in_order(people: dict[str, int], columns: Sequence[Indicator]) -> dict[str, int]:
    return {column.code: people[column.code] for column in columns if column.code in people}


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


def _denominators(unit_ids: Collection[int], year: int) -> dict[tuple[int, str], DenominatorInUse]:
    """By unit and basis."""
    in_use = denominators_in_use(earlier_rows(unit_ids), [year])
    return {(unit, basis): found for (unit, basis, _year), found in in_use.items()}


def sentences_of_the_whole(
    user: User, whole: AdministrativeUnit, found: Sequence[Finding], columns: Sequence[Indicator]
) -> list[str]:
    """For above the grid of a clerk of its parts: where what the units below reported does not fit
    what the whole did. Nothing for a user who may not read the whole."""
    differing = [finding for finding in found if finding.rule == Rule.UNITS_AND_WHOLE]
    if not differing or not readable_units(user).filter(pk=whole.pk).exists():
        return []
    names = {column.code: column.label for column in columns}
    return [finding_text(finding, names) for finding in differing]


def sentences_of_shifted_rows(
    rows: Sequence[AdministrativeUnit],
    found: Mapping[int, Sequence[Finding]],
    columns: Sequence[Indicator],
) -> list[str]:
    """For above a grid, of the rows in its order: each block that stands one row too low or too
    high, with its first unit and its last."""
    names = {column.code: column.label for column in columns}
    return [
        f"{unit} – {rows[at + int(finding.numbers[0]) - 1]}: {finding_text(finding, names)}"
        for at, unit in enumerate(rows)
        for finding in found.get(unit.pk, ())
        if finding.rule == Rule.SHIFTED_ROWS
    ]
