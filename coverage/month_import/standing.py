"""A month as it stands before a file is read, and as it stood when the file was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from coverage.access import writable_units
from coverage.models import (
    WRITABLE_STATES,
    Absence,
    AdministrativeUnit,
    Indicator,
    ReportedFigure,
    Submission,
    User,
)
from coverage.month_import.cell_values import FigureValue
from coverage.workbooks.judging import Versions
from coverage.workbooks.matching import Candidate, Units
from coverage.workbooks.versions import VersionFields, versions_known

# Unit, indicator.
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class StandingMonth:
    """`states` is by unit, None for a month never opened."""

    period: date
    units: Units
    indicators: list[Indicator]
    states: Mapping[int, str]
    figures: Versions[Key, FigureValue]

    def is_writable(self, unit_id: int) -> bool:
        return self.states.get(unit_id) in WRITABLE_STATES


def standing_month(
    user: User, unit: AdministrativeUnit, period: date, since: datetime
) -> StandingMonth:
    """Seven statements, whatever the number of units."""
    units = units_below(user, unit, period)
    ids = list(units.by_id)
    rows = ReportedFigure.objects.filter(period=period, unit__in=ids)
    months = Submission.objects.current().filter(period=period, unit__in=ids)
    return StandingMonth(
        period=period,
        units=units,
        indicators=list(Indicator.objects.all()),
        states=dict(months.values_list("unit_id", "state")),
        figures=versions_known(rows, _FIGURE, user, since),
    )


def units_below(user: User, unit: AdministrativeUnit, period: date) -> Units:
    """Everything below the unit in that month, whoever may write it. Three statements."""
    within = AdministrativeUnit.objects.within([unit.pk]).exclude(pk=unit.pk).on(period)
    mine = set(writable_units(user).filter(pk__in=within).values_list("pk", flat=True))
    fields = ("pk", "code", "level", "name", "full_name", "parent__full_name")
    rows = within.order_by("level", "sort_key").values_list(*fields)
    candidates = (Candidate(pk, pk in mine, *names) for pk, *names in rows)
    return Units(candidates, unit.full_name)


def _figure(people: int | None, rate: Decimal | None, absence: str, *printed: str) -> FigureValue:
    """A withdrawn figure says nothing."""
    return FigureValue(people, rate, "" if absence == Absence.WITHDRAWN else absence, *printed)


_FIGURE = VersionFields(
    key=("unit_id", "indicator_id"),
    carried="scope",
    says=(
        "people",
        "rate",
        "absence",
        "people_precision",
        "people_qualifier",
        "rate_precision",
        "rate_qualifier",
    ),
    value=_figure,
)
