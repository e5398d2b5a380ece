"""The findings of many units' months: two statements, whatever the number of units."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coverage.checks import Finding, Level, Month, Parts, check, periods_to_compare
from coverage.models import Denominator, Indicator, Precision, ReportedFigure, Scope

# The year before whole; of these years the same month and the one before it.
YEARS_COMPARED = 5

People = dict[int, dict[date, dict[str, int]]]


@dataclass(frozen=True, slots=True)
class _Reported:
    people: People
    managed_locally: dict[int, set[str]]


def findings(
    unit_ids: Collection[int], columns: Sequence[Indicator], period: date
) -> dict[int, list[Finding]]:
    """By unit, every unit there: what does not hold in the columns' figures in force.

    A figure rounded in print, estimated, or "about" is left out: its last digits are not known.
    """
    reported = _reported(unit_ids, columns, period)
    denominators = _denominators(unit_ids, period.year)
    parts = families(columns)
    return {
        unit: check(
            Month(
                period=period,
                people=_in_order(reported.people[unit].get(period, {}), columns),
                past={day: told for day, told in reported.people[unit].items() if day < period},
                denominators={
                    column.code: denominators[unit, column.basis]
                    for column in columns
                    if (unit, column.basis) in denominators
                },
                managed_locally=reported.managed_locally[unit],
                parts=parts,
            )
        )
        for unit in unit_ids
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
        people__isnull=False,
        precision=Precision.EXACT,
        qualifier="",
    )
    people: People = {unit: {} for unit in unit_ids}
    locally: dict[int, set[str]] = {unit: set() for unit in unit_ids}
    fields = ("unit_id", "indicator_id", "period", "people", "scope")
    for unit, indicator, month, number, scope in rows.values_list(*fields):
        people[unit].setdefault(month, {})[codes[indicator]] = number
        if month == period and scope == Scope.MANAGED_LOCALLY:
            locally[unit].add(codes[indicator])
    return _Reported(people, locally)


def _denominators(unit_ids: Collection[int], year: int) -> dict[tuple[int, str], int]:
    """The latest that is not later than the year, by unit and basis."""
    rows = Denominator.objects.current().filter(unit__in=unit_ids, year__lte=year)
    latest = rows.order_by("unit_id", "basis", "-year").distinct("unit_id", "basis")
    return {
        (unit, basis): people
        for unit, basis, people in latest.values_list("unit_id", "basis", "people")
    }
