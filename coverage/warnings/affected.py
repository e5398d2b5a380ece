"""Which warnings a change can touch: of which units' months, and by which rules."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from coverage.checks import Rule
from coverage.lineage import later_rows
from coverage.models import (
    AdministrativeUnit,
    StandingWarning,
    State,
    Submission,
    VersionedQuerySet,
)
from coverage.notation.periods import add_months
from coverage.warnings.checked_figures import (
    YEARS_COMPARED,
    UnitMonth,
    months_that_compare_with,
)


@dataclass(frozen=True, slots=True)
class Affected:
    """`months`: units' months to be checked by themselves and beside their past. `wholes`: those
    to be held against what the units below have together. `tables`: units whose units directly
    below are looked at row by row."""

    months: frozenset[UnitMonth]
    wholes: frozenset[UnitMonth] = frozenset()
    tables: frozenset[UnitMonth] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.months or self.wholes or self.tables)

    def covers(self, unit: int, parent: int | None, period: date, rule: Rule) -> bool:
        """Whether the warnings of that rule are looked at anew in the unit's month."""
        if rule == Rule.SHIFTED_ROWS:
            return parent is not None and (parent, period) in self.tables
        if (unit, period) in self.months:
            return True
        return rule == Rule.UNITS_AND_WHOLE and (unit, period) in self.wholes


def by_moved_months(units: Iterable[AdministrativeUnit], period: date) -> Affected:
    """Other figures count of these units' month: their own warnings may differ, those of later
    months that compare with it, of the whole above, and of rows beside. One statement."""
    parents = {unit.pk: unit.parent_id for unit in units}
    later = _opened(parents).filter(period__in=months_that_compare_with(period, YEARS_COMPARED))
    wholes = {parent for parent in parents.values() if parent is not None}
    return Affected(
        months=frozenset(
            {*((unit, period) for unit in parents), *later.values_list("unit_id", "period")}
        ),
        wholes=frozenset((whole, period) for whole in wholes),
        tables=frozenset(
            (whole, month) for whole in wholes for month in (period, add_months(period, 1))
        ),
    )


def by_denominators(first_years: Mapping[int, int]) -> Affected:
    """Other denominators are in use from a year on (by unit): of the units themselves, and of the
    rows under which they stood later. Two statements."""
    years = dict(first_years)
    for unit, later in later_rows(first_years).items():
        for row in later:
            years[row] = min(years.get(row, first_years[unit]), first_years[unit])
    months = _opened(years).values_list("unit_id", "period")
    return Affected(frozenset(each for each in months if each[1].year >= years[each[0]]))


def by_a_rule(unit_id: int, from_month: date) -> Affected:
    """Another rule of the unit says whether a month counts before it is approved, from a month on.
    One statement, and one for each month that waits for its approval."""
    below = AdministrativeUnit.objects.within([unit_id])
    waiting = Submission.objects.current().filter(
        unit__in=below, period__gte=from_month, state=State.SUBMITTED
    )
    by_month: dict[date, list[AdministrativeUnit]] = {}
    for row in waiting.select_related("unit"):
        by_month.setdefault(row.period, []).append(row.unit)
    return together(by_moved_months(units, period) for period, units in by_month.items())


def together(several: Iterable[Affected]) -> Affected:
    each = list(several)
    return Affected(
        frozenset().union(*(one.months for one in each)),
        frozenset().union(*(one.wholes for one in each)),
        frozenset().union(*(one.tables for one in each)),
    )


def everything_directly_below(parent: int | None) -> Affected:
    """All months of the units directly below, and whatever is recorded of them; None: of those
    above all others. Two statements."""
    below = {"unit__parent": parent}
    months = Submission.objects.current().filter(**below).values_list("unit_id", "period")
    recorded = StandingWarning.objects.current().filter(**below).values_list("unit_id", "period")
    found = frozenset({*months, *recorded})
    tables = frozenset((parent, period) for _unit, period in found) if parent else frozenset()
    return Affected(found, tables=tables)


def _opened(unit_ids: Collection[int]) -> VersionedQuerySet[Submission]:
    """The months of which anything may count."""
    return Submission.objects.current().filter(unit__in=unit_ids)
