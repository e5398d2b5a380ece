"""What has changed of months since a page showed them: their states, and the figures in them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from coverage.models import Absence, AdministrativeUnit, Indicator, ReportedFigure
from coverage.month.history_tables import value_text
from coverage.month.query import UnitMonth
from coverage.tables.notations import write_second
from coverage.wording import state_text

MOST_FIGURES = 5


@dataclass(frozen=True, slots=True)
class FigureChange:
    """None: blank, then or now."""

    indicator: Indicator
    then: ReportedFigure | None
    now: ReportedFigure | None

    @property
    def text(self) -> str:
        return f"{self.indicator.label}: {value_text(self.then)} → {value_text(self.now)}"


@dataclass(frozen=True, slots=True)
class StaleMonth:
    """A unit's month as a page showed it, and as it stands. `changes` in the offices' order."""

    then: UnitMonth
    now: UnitMonth
    changes: Sequence[FigureChange]

    @property
    def unit(self) -> AdministrativeUnit:
        return self.now.unit

    @property
    def then_text(self) -> str:
        return _state_of(self.then)

    @property
    def now_text(self) -> str:
        return _state_of(self.now)

    @property
    def some(self) -> Sequence[FigureChange]:
        return self.changes[:MOST_FIGURES]

    @property
    def more(self) -> int:
        return len(self.changes[MOST_FIGURES:])


def stale_months(
    stale: Collection[int],
    shown: Iterable[UnitMonth],
    now: Iterable[UnitMonth],
    period: date,
) -> list[StaleMonth]:
    """Of the units `stale`, in the order of `now`. One statement."""
    then = {month.unit.pk: month for month in shown if month.unit.pk in stale}
    moments = {pk: month.since for pk, month in then.items() if month.since is not None}
    changes = _changes_since(moments, period)
    return [
        StaleMonth(then[pk], month, changes.get(pk, []))
        for month in now
        if (pk := month.unit.pk) in then
    ]


def _changes_since(moments: dict[int, datetime], period: date) -> dict[int, list[FigureChange]]:
    """By unit, what differs between the figures in force at its moment and those in force now."""
    if not moments:
        return {}
    alive = Q(superseded_at__isnull=True) | Q(superseded_at__gt=min(moments.values()))
    rows = ReportedFigure.objects.filter(alive, period=period, unit__in=moments)
    rows = rows.exclude(absence=Absence.WITHDRAWN).select_related("indicator")
    then: dict[tuple[int, int], ReportedFigure] = {}
    now: dict[tuple[int, int], ReportedFigure] = {}
    for row in rows.order_by("indicator__order", "indicator_id"):
        key, moment = (row.unit_id, row.indicator_id), moments[row.unit_id]
        if row.superseded_at is None:
            now[key] = row
        if row.recorded_at <= moment and (row.superseded_at is None or row.superseded_at > moment):
            then[key] = row
    found: dict[int, list[FigureChange]] = {}
    for unit, indicator in dict.fromkeys([*then, *now]):
        before, after = then.get((unit, indicator)), now.get((unit, indicator))
        if value_text(before) != value_text(after):
            of = (after or before).indicator  # type: ignore[union-attr]
            found.setdefault(unit, []).append(FigureChange(of, before, after))
    return found


def _state_of(month: UnitMonth) -> str:
    parts = [state_text(month.state)]
    if month.by is not None:
        parts.append(str(month.by))
    if month.since is not None:
        parts.append(write_second(month.since))
    return ", ".join(parts)
