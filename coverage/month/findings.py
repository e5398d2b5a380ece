"""The findings of many units' months: five statements, whatever the number of units."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

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
    check,
    may_be_held_together,
)
from coverage.denominators import DenominatorInUse, denominators_in_use
from coverage.lineage import earlier_rows
from coverage.models import (
    AdministrativeUnit,
    Indicator,
    Origin,
    Precision,
    ReportedFigure,
    Scope,
    User,
)
from coverage.month.finding_words import finding_text
from coverage.notation.periods import previous_month, same_month_last_year

# The year before whole; of these years the same month and the one before it.
YEARS_COMPARED = 5
# A number whose last digits are known.
_JUDGED: Mapping[str, Any] = {
    "people__isnull": False,
    "precision": Precision.EXACT,
    "qualifier": "",
}

Key = tuple[int, int]
People = dict[int, dict[date, dict[str, int]]]


@dataclass(frozen=True, slots=True)
class WouldBe:
    """What would stand in a cell that is not written yet."""

    people: int | None
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Rate:
    rate: Decimal
    is_published: bool


@dataclass(frozen=True, slots=True)
class _Reported:
    """By unit: people by month and code, and of the month itself by code the rates beside them and
    which are managed locally."""

    people: People
    rates: dict[int, dict[str, _Rate]]
    managed_locally: dict[int, set[str]]


def findings(
    unit_ids: Collection[int],
    columns: Sequence[Indicator],
    period: date,
    would_be: Mapping[Key, WouldBe] | None = None,
) -> dict[int, list[Finding]]:
    """By unit, every unit there: what does not hold in the columns' figures in force.

    A figure rounded in print, estimated, or "about" is left out: its last digits are not known.
    `would_be` has, by unit and indicator, what would stand in the place of those in force, for
    figures that are not written yet.
    """
    reported = _reported(unit_ids, columns, period)
    _put_in_place(reported, columns, period, would_be or {})
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
    return found


def _rates(
    rates: Mapping[str, _Rate], bases: Mapping[str, DenominatorInUse]
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


def _reported(unit_ids: Collection[int], columns: Sequence[Indicator], period: date) -> _Reported:
    codes = {column.pk: column.code for column in columns}
    rows = ReportedFigure.objects.current().filter(
        unit__in=unit_ids,
        indicator__in=codes,
        period__in=periods_to_compare(period, YEARS_COMPARED),
        **_JUDGED,
    )
    found = _Reported(
        people={unit: {} for unit in unit_ids},
        rates={unit: {} for unit in unit_ids},
        managed_locally={unit: set() for unit in unit_ids},
    )
    fields = ("unit_id", "indicator_id", "period", "people", "rate", "scope", "origin")
    for unit, indicator, month, people, rate, scope, origin in rows.values_list(*fields):
        code = codes[indicator]
        found.people[unit].setdefault(month, {})[code] = people
        if month == period and scope == Scope.MANAGED_LOCALLY:
            found.managed_locally[unit].add(code)
        if month == period and rate is not None:
            found.rates[unit][code] = _Rate(rate, origin == Origin.PUBLISHED)
    return found


def periods_to_compare(period: date, years: int) -> list[date]:
    """The months whose figures a check makes use of: the year before, and of earlier years the
    same month with the one before it."""
    found, same = [period], period
    for _month in range(12):
        found.append(previous_month(found[-1]))
    for _year in range(years):
        same = same_month_last_year(same)
        found += [same, previous_month(same)]
    return sorted(set(found))


def _below(
    unit_ids: Collection[int], columns: Sequence[Indicator], period: date
) -> dict[int, dict[str, Below]]:
    """By unit and code; a code that none below reported is not there."""
    codes = {column.pk: column.code for column in columns}
    there = AdministrativeUnit.objects.on(period).filter(parent__in=unit_ids).order_by()
    units = dict(there.values("parent").annotate(units=Count("pk")).values_list("parent", "units"))
    rows = ReportedFigure.objects.current().filter(
        unit__in=there.values("pk"), indicator__in=codes, period=period, **_JUDGED
    )
    sums = rows.order_by().annotate(whole=F("unit__parent")).values("whole", "indicator")
    found: dict[int, dict[str, Below]] = {unit: {} for unit in unit_ids}
    for unit, indicator, people, reported in sums.annotate(
        together=Sum("people"), reported=Count("pk")
    ).values_list("whole", "indicator", "together", "reported"):
        found[unit][codes[indicator]] = Below(int(people), is_complete=reported == units[unit])
    return found


def _put_in_place(
    reported: _Reported,
    columns: Sequence[Indicator],
    period: date,
    would_be: Mapping[Key, WouldBe],
) -> None:
    codes = {column.pk: column.code for column in columns}
    for (unit, indicator), cell in would_be.items():
        if unit not in reported.people or indicator not in codes:
            continue
        code, month = codes[indicator], reported.people[unit].setdefault(period, {})
        month.pop(code, None)
        reported.rates[unit].pop(code, None)
        if cell.people is not None:
            month[code] = cell.people
        if cell.rate is not None:
            reported.rates[unit][code] = _Rate(cell.rate, is_published=False)


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
