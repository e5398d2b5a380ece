"""What is known of a month before a file is read: a fixed number of statements.

Its units, what stands in its cells and what stood there when the file was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from coverage.access import writable_units
from coverage.models import (
    WRITABLE_STATES,
    Absence,
    AdministrativeUnit,
    Indicator,
    Measure,
    ReportedFigure,
    Submission,
    User,
)
from coverage.workbooks.matching import Candidate, Units

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure: by whom, of which version, what it says and since when."""

    by: str
    pk: int
    people: int | None
    rate: Decimal | None
    absence: str
    scope: str
    recorded_at: datetime
    by_id: int

    @property
    def says_something(self) -> bool:
        return self.absence != Absence.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Known:
    """`in_force` and `before` are by (unit, indicator): what stands now, and what stood at
    `since` where that is something else. `states` is by unit, None for a month never opened."""

    user: User
    unit: AdministrativeUnit
    period: date
    since: datetime
    units: Units
    indicators: list[Indicator]
    states: Mapping[int, str]
    in_force: Mapping[Key, Standing]
    before: Mapping[Key, Standing]

    def is_writable(self, unit_id: int) -> bool:
        return self.states.get(unit_id) in WRITABLE_STATES

    def stood(self, key: Key) -> Standing | None:
        """What the writer of the file knew of a cell."""
        standing = self.in_force.get(key)
        if standing is None or standing.recorded_at <= self.since:
            return standing
        return self.before.get(key)


def known_of(user: User, unit: AdministrativeUnit, period: date, since: datetime) -> Known:
    """Seven statements, whatever the number of units."""
    units = units_below(user, unit, period)
    ids = list(units.by_id)
    rows = ReportedFigure.objects.filter(period=period, unit__in=ids)
    replaced = rows.filter(recorded_at__lte=since, superseded_at__gt=since)
    months = Submission.objects.current().filter(period=period, unit__in=ids)
    return Known(
        user=user,
        unit=unit,
        period=period,
        since=since,
        units=units,
        indicators=list(Indicator.objects.all()),
        states=dict(months.values_list("unit_id", "state")),
        in_force=_figures(rows.current()),
        before=_figures(replaced),
    )


def units_below(user: User, unit: AdministrativeUnit, period: date) -> Units:
    """Everything below the unit in that month, whoever may write it. Three statements."""
    within = AdministrativeUnit.objects.within([unit.pk]).exclude(pk=unit.pk).on(period)
    mine = set(writable_units(user).filter(pk__in=within).values_list("pk", flat=True))
    fields = ("pk", "code", "level", "name", "full_name", "parent__full_name")
    rows = within.order_by("level", "sort_key").values_list(*fields)
    candidates = (Candidate(pk, pk in mine, *names) for pk, *names in rows)
    return Units(candidates, unit.full_name)


def stocks(indicators: list[Indicator]) -> list[Indicator]:
    return [each for each in indicators if each.measure == Measure.STOCK]


def _figures(rows: QuerySet[ReportedFigure]) -> dict[Key, Standing]:
    fields = (
        "unit_id",
        "indicator_id",
        "pk",
        "people",
        "rate",
        "absence",
        "scope",
        "recorded_at",
        "recorded_by_id",
        "recorded_by__full_name",
        "recorded_by__username",
    )
    return {
        (unit, indicator): Standing(full_name or username, *version)
        for unit, indicator, *version, full_name, username in rows.values_list(*fields)
    }
