"""The findings of many units' months: five statements, whatever the number of units."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Sum

from coverage.access import readable_units
from coverage.checks import Below, Finding, Level, Month, Parts, Rule, check
from coverage.denominators import denominators_in_use
from coverage.lineage import earlier_rows
from coverage.models import (
    AdministrativeUnit,
    Indicator,
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

People = dict[int, dict[date, dict[str, int]]]


@dataclass(frozen=True, slots=True)
class _Reported:
    people: People
    managed_locally: dict[int, set[str]]


def findings(
    unit_ids: Collection[int],
    columns: Sequence[Indicator],
    period: date,
    would_be: Mapping[tuple[int, int], int | None] | None = None,
) -> dict[int, list[Finding]]:
    """By unit, every unit there: what does not hold in the columns' figures in force.

    A figure rounded in print, estimated, or "about" is left out: its last digits are not known.
    `would_be` has, by unit and indicator, the people that would stand in the place of those in
    force (None: no number), for figures that are not written yet.
    """
    reported = _reported(unit_ids, columns, period)
    _put_in_place(reported.people, columns, period, would_be or {})
    denominators = _denominators(unit_ids, period.year)
    parts = families(columns)
    below = _below(unit_ids, columns, period)
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
                below=below[unit],
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
        **_JUDGED,
    )
    people: People = {unit: {} for unit in unit_ids}
    locally: dict[int, set[str]] = {unit: set() for unit in unit_ids}
    fields = ("unit_id", "indicator_id", "period", "people", "scope")
    for unit, indicator, month, number, scope in rows.values_list(*fields):
        people[unit].setdefault(month, {})[codes[indicator]] = number
        if month == period and scope == Scope.MANAGED_LOCALLY:
            locally[unit].add(codes[indicator])
    return _Reported(people, locally)


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
    people: People,
    columns: Sequence[Indicator],
    period: date,
    would_be: Mapping[tuple[int, int], int | None],
) -> None:
    codes = {column.pk: column.code for column in columns}
    for (unit, indicator), number in would_be.items():
        if unit not in people or indicator not in codes:
            continue
        month = people[unit].setdefault(period, {})
        month.pop(codes[indicator], None)
        if number is not None:
            month[codes[indicator]] = number


def _denominators(unit_ids: Collection[int], year: int) -> dict[tuple[int, str], int]:
    """By unit and basis."""
    in_use = denominators_in_use(earlier_rows(unit_ids), [year])
    return {(unit, basis): found.people for (unit, basis, _year), found in in_use.items()}


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
