"""The figures that a month's checks look at, its own and those of its past."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from coverage.models import Absence, Indicator, Origin, Precision, ReportedFigure, Scope
from coverage.notation.periods import add_months, previous_month, same_month_last_year

# The year before whole; of these years the same month and the one before it.
YEARS_COMPARED = 5
# A number whose last digits are known.
JUDGED: Mapping[str, Any] = {
    "people__isnull": False,
    "people_precision": Precision.EXACT,
    "people_qualifier": "",
}

Key = tuple[int, int]
UnitMonth = tuple[int, date]
People = dict[int, dict[date, dict[str, int]]]


@dataclass(frozen=True, slots=True)
class WouldBe:
    """What would stand in a cell that is not written yet."""

    people: int | None
    rate: Decimal | None = None
    absence: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    rate: Decimal
    is_published: bool


# What `Reported.take_in` takes of a row, in its order; the code of the indicator comes before.
TAKEN_IN = (
    "unit_id",
    "period",
    "absence",
    "people",
    "scope",
    "origin",
    "rate",
    "rate_precision",
    "rate_qualifier",
)


@dataclass(frozen=True, slots=True)
class Reported:
    """By unit: people by month and code, and by month the codes stated not to apply. By unit and
    month: by code the rates beside the people, and which are managed locally. What nobody reported
    is empty."""

    people: People = field(default_factory=lambda: defaultdict(dict))
    rates: dict[UnitMonth, dict[str, Rate]] = field(default_factory=lambda: defaultdict(dict))
    managed_locally: dict[UnitMonth, set[str]] = field(default_factory=lambda: defaultdict(set))
    not_applicable: dict[int, dict[date, set[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )

    def take_in(self, code: str, unit: int, month: date, absence: str, *said: Any) -> None:
        if absence:
            self.not_applicable[unit][month].add(code)
            return
        people, scope, origin, rate, precision, word = said
        self.people[unit].setdefault(month, {})[code] = people
        if scope == Scope.MANAGED_LOCALLY:
            self.managed_locally[unit, month].add(code)
        if rate is not None and precision == Precision.EXACT and not word:
            self.rates[unit, month][code] = Rate(rate, origin == Origin.PUBLISHED)


def reported_figures(
    unit_ids: Collection[int], columns: Sequence[Indicator], period: date
) -> Reported:
    """Those in force, drafts too, and what they state not to apply. One statement."""
    codes = {column.pk: column.code for column in columns}
    rows = (
        ReportedFigure.objects.current()
        .filter(
            unit__in=unit_ids,
            indicator__in=codes,
            period__in=periods_to_compare(period, YEARS_COMPARED),
        )
        .filter(Q(**JUDGED) | Q(absence=Absence.NOT_APPLICABLE))
    )
    found = Reported()
    for indicator, *said in rows.values_list("indicator_id", *TAKEN_IN):
        found.take_in(codes[indicator], *said)
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


def months_that_compare_with(period: date, years: int) -> list[date]:
    """The later months of which the month is one of `periods_to_compare`."""
    found = {add_months(period, count) for count in range(1, 13)}
    for year in range(1, years + 1):
        found |= {add_months(period, 12 * year), add_months(period, 12 * year + 1)}
    return sorted(found)


def put_in_place(
    reported: Reported,
    columns: Sequence[Indicator],
    period: date,
    would_be: Mapping[Key, WouldBe],
) -> None:
    """What is not written yet, in the place of what is in force."""
    codes = {column.pk: column.code for column in columns}
    for (unit, indicator), cell in would_be.items():
        if indicator not in codes:
            continue
        code, month = codes[indicator], reported.people[unit].setdefault(period, {})
        month.pop(code, None)
        reported.rates[unit, period].pop(code, None)
        stated = reported.not_applicable[unit][period]
        stated.discard(code)
        if cell.absence == Absence.NOT_APPLICABLE:
            stated.add(code)
        if cell.people is not None:
            month[code] = cell.people
        if cell.rate is not None:
            reported.rates[unit, period][code] = Rate(cell.rate, is_published=False)
