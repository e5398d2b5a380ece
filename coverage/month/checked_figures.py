"""The figures that a month's checks look at, its own and those of its past. One statement."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from coverage.models import Indicator, Origin, Precision, ReportedFigure, Scope
from coverage.notation.periods import previous_month, same_month_last_year

# The year before whole; of these years the same month and the one before it.
YEARS_COMPARED = 5
# A number whose last digits are known.
JUDGED: Mapping[str, Any] = {
    "people__isnull": False,
    "people_precision": Precision.EXACT,
    "people_qualifier": "",
}

Key = tuple[int, int]
People = dict[int, dict[date, dict[str, int]]]


@dataclass(frozen=True, slots=True)
class WouldBe:
    """What would stand in a cell that is not written yet."""

    people: int | None
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    rate: Decimal
    is_published: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """By unit: people by month and code, and of the month itself by code the rates beside them and
    which are managed locally."""

    people: People
    rates: dict[int, dict[str, Rate]]
    managed_locally: dict[int, set[str]]


def reported_figures(
    unit_ids: Collection[int], columns: Sequence[Indicator], period: date
) -> Reported:
    codes = {column.pk: column.code for column in columns}
    rows = ReportedFigure.objects.current().filter(
        unit__in=unit_ids,
        indicator__in=codes,
        period__in=periods_to_compare(period, YEARS_COMPARED),
        **JUDGED,
    )
    found = Reported(
        people={unit: {} for unit in unit_ids},
        rates={unit: {} for unit in unit_ids},
        managed_locally={unit: set() for unit in unit_ids},
    )
    fields = ("unit_id", "indicator_id", "period", "people", "scope", "origin")
    printed = ("rate", "rate_precision", "rate_qualifier")
    for unit, indicator, month, people, scope, origin, rate, precision, word in rows.values_list(
        *fields, *printed
    ):
        code = codes[indicator]
        found.people[unit].setdefault(month, {})[code] = people
        if month == period and scope == Scope.MANAGED_LOCALLY:
            found.managed_locally[unit].add(code)
        if month == period and rate is not None and precision == Precision.EXACT and not word:
            found.rates[unit][code] = Rate(rate, origin == Origin.PUBLISHED)
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


def put_in_place(
    reported: Reported,
    columns: Sequence[Indicator],
    period: date,
    would_be: Mapping[Key, WouldBe],
) -> None:
    """Figures that are not written yet, in the place of those in force."""
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
            reported.rates[unit][code] = Rate(cell.rate, is_published=False)
