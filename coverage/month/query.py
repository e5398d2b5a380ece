"""What the entry page shows: a fixed number of statements whatever the number of units."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Min
from django.utils import timezone

from coverage.access import approvable_units, writable_units
from coverage.denominators import DenominatorInUse, denominators_in_use
from coverage.lineage import earlier_rows
from coverage.models import (
    WRITABLE_STATES,
    AdministrativeUnit,
    Indicator,
    Measure,
    ReportedFigure,
    State,
    Submission,
    User,
)
from coverage.models.units import UnitQuerySet
from coverage.notation.periods import month_of, months, previous_month, same_month_last_year

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FigureInForce:
    """A figure in force. `people` None with a rate is a figure of which only the rate is known."""

    pk: int
    people: int | None
    rate: Decimal | None
    rate_precision: str
    rate_qualifier: str
    absence: str
    origin: str
    as_of: date


@dataclass(frozen=True, slots=True)
class UnitMonth:
    """A unit and the state of its month (None: never opened), with the id, the note, the time and
    the person of that state, and what the user may do."""

    unit: AdministrativeUnit
    version: int | None
    state: State | None
    note: str
    since: datetime | None
    by: User | None
    may_write: bool
    may_approve: bool

    @property
    def shown(self) -> str:
        """What a form holds of it, to be decided on as it was shown: "unit:submission"."""
        return f"{self.unit.pk}:{self.version or ''}"

    @property
    def is_open(self) -> bool:
        return self.state in WRITABLE_STATES

    @property
    def can_be_written(self) -> bool:
        return self.may_write and self.is_open

    @property
    def can_be_taken_back(self) -> bool:
        return self.may_write and self.state == State.SUBMITTED


@dataclass(frozen=True, slots=True)
class EntryMonth:
    """A month of the units below `unit`: rows in Vietnamese order, columns in the offices' order.

    `figures` holds the month itself, `last_month` and `last_year` what is compared with it.
    """

    unit: AdministrativeUnit
    period: date
    rows: list[UnitMonth]
    columns: list[Indicator]
    figures: dict[Key, FigureInForce]
    last_month: dict[Key, FigureInForce]
    last_year: dict[Key, FigureInForce]
    bases: dict[tuple[int, str], DenominatorInUse]


@dataclass(frozen=True, slots=True)
class Reach:
    """The units straight below one that the user may write or approve, at whatever time."""

    units: list[AdministrativeUnit]
    writable: set[int]
    approvable: set[int]


def reach_below(user: User, unit: AdministrativeUnit) -> Reach:
    below = {"parent": unit}
    writable = set(writable_units(user).filter(**below).values_list("pk", flat=True))
    approvable = set(approvable_units(user).filter(**below).values_list("pk", flat=True))
    units = AdministrativeUnit.objects.filter(pk__in=writable | approvable)
    return Reach(list(units.order_by("sort_key", "valid_from")), writable, approvable)


def entry_month(reach: Reach, unit: AdministrativeUnit, period: date, measure: str) -> EntryMonth:
    units = [below for below in reach.units if below.exists_on(period)]
    # Before the figures: a month that moves between the two was not shown as it then is.
    rows = unit_months(reach, period)
    columns = list(Indicator.objects.filter(measure=measure))
    before, a_year_before = previous_month(period), same_month_last_year(period)
    figures = _figures(units, columns, (period, before, a_year_before))
    return EntryMonth(
        unit=unit,
        period=period,
        rows=rows,
        columns=columns,
        figures=figures[period],
        last_month=figures[before],
        last_year=figures[a_year_before],
        bases=_bases(units, period.year) if measure == Measure.STOCK else {},
    )


def unit_months(reach: Reach, period: date) -> list[UnitMonth]:
    """Of the units that exist in the month, in Vietnamese order."""
    units = [unit for unit in reach.units if unit.exists_on(period)]
    current = Submission.objects.current().filter(period=period, unit__in=units)
    submissions = {row.unit_id: row for row in current.select_related("recorded_by")}
    return [
        UnitMonth(
            unit,
            version=row.pk if (row := submissions.get(unit.pk)) else None,
            state=State(row.state) if row else None,
            note=row.note if row else "",
            since=row.recorded_at if row else None,
            by=row.recorded_by if row else None,
            may_write=unit.pk in reach.writable,
            may_approve=unit.pk in reach.approvable,
        )
        for unit in units
    ]


def _figures(
    units: Collection[AdministrativeUnit], columns: Collection[Indicator], periods: Iterable[date]
) -> dict[date, dict[Key, FigureInForce]]:
    found: dict[date, dict[Key, FigureInForce]] = {period: {} for period in periods}
    rows = ReportedFigure.objects.current().filter(
        unit__in=units, indicator__in=columns, period__in=found
    )
    cell = ("unit_id", "indicator_id", "period")
    printed = ("people", "rate", "rate_precision", "rate_qualifier")
    fields = ("pk", *printed, "absence", "origin", "as_of")
    for unit, indicator, period, *version in rows.values_list(*cell, *fields):
        found[period][unit, indicator] = FigureInForce(*version)
    return found


def _bases(
    units: Collection[AdministrativeUnit], year: int
) -> dict[tuple[int, str], DenominatorInUse]:
    in_use = denominators_in_use(earlier_rows([unit.pk for unit in units]), [year])
    return {(unit, basis): base for (unit, basis, _year), base in in_use.items()}


def units_above(user: User) -> list[AdministrativeUnit]:
    """The units whose page of entry is not empty for the user, at whatever time."""
    own = _own_units(user).values("parent")
    found = AdministrativeUnit.objects.filter(pk__in=own).that_were()
    return list(found.order_by("level", "sort_key"))


def months_to_choose(reach: Reach, period: date) -> list[date]:
    """From the first month ever opened to the last that may be, the latest first."""
    opened = Submission.objects.filter(unit__in=reach.units).aggregate(first=Min("period"))
    last = min(timezone.localdate(), _last_day_of(reach.units))
    first = opened["first"] or last
    return list(reversed(list(months(min(first, period), max(last, period)))))


def _last_day_of(units: Collection[AdministrativeUnit]) -> date:
    return max((unit.valid_to or date.max for unit in units), default=date.max)


def usual_place(user: User, states: Collection[State]) -> tuple[int, date] | None:
    """(unit, month) a page opens on: the latest month in one of these states, else the latest
    unit's latest month. None when the user neither writes nor approves anything."""
    own = _own_units(user).filter(parent__isnull=False)
    rows = Submission.objects.current().filter(
        unit__in=own, period__lte=timezone.localdate(), state__in=states
    )
    latest = rows.order_by("-period", "-unit__parent__level", "unit__parent__sort_key")
    found = latest.select_related("unit").first()
    if found and found.unit.parent_id:
        return found.unit.parent_id, found.period
    unit = own.order_by("-valid_from", "-level", "sort_key").first()
    return (unit.parent_id, usual_month([unit])) if unit and unit.parent_id else None


def usual_month(units: Collection[AdministrativeUnit]) -> date:
    """This month, or the last one in which any of the units existed."""
    return month_of(min(timezone.localdate(), _last_day_of(units)))


def _own_units(user: User) -> UnitQuerySet:
    return writable_units(user) | approvable_units(user)
