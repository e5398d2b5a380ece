"""What has changed of months since a page showed them: their states, and the figures in them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from coverage.models import Absence, AdministrativeUnit, Indicator, ReportedFigure
from coverage.month.history_tables import value_text
from coverage.month.query import UnitMonth
from coverage.month.shown import ShownReports
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
    """A unit's month as a page showed it, and as it stands. `changes` in the offices' order, None
    where nothing is known of the figures then; warnings in words, none where they are the same."""

    then: UnitMonth
    now: UnitMonth
    changes: Sequence[FigureChange] | None
    warnings_then: Sequence[str] = ()
    warnings_now: Sequence[str] = ()

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
        return (self.changes or ())[:MOST_FIGURES]

    @property
    def more(self) -> int:
        return len((self.changes or ())[MOST_FIGURES:])


def stale_months(
    stale: Collection[int],
    shown: Iterable[UnitMonth],
    now: Iterable[UnitMonth],
    changes: Mapping[int, Sequence[FigureChange]],
) -> list[StaleMonth]:
    """Of the units `stale` that were shown, in the order of `now`."""
    then = {month.unit.pk: month for month in shown}
    return [
        StaleMonth(then[month.unit.pk], month, changes.get(month.unit.pk))
        for month in now
        if month.unit.pk in stale and month.unit.pk in then
    ]


def changes_since(
    stale: Collection[int], shown: Iterable[UnitMonth], period: date
) -> dict[int, list[FigureChange]]:
    """By unit, what differs between the figures in force when the state that was shown began (the
    figures of a month that was handed in stay as they are) and those in force now. A month nobody
    had opened is not there. One statement."""
    of_stale = (month for month in shown if month.unit.pk in stale)
    moments = {month.unit.pk: month.since for month in of_stale if month.since is not None}
    alive = Q(superseded_at__isnull=True)
    if moments:
        alive |= Q(superseded_at__gt=min(moments.values()))
    then, now = [], []
    for row in _figures(period).filter(alive, unit__in=moments):
        if row.superseded_at is None:
            now.append(row)
        if _stood(row, moments[row.unit_id]):
            then.append(row)
    return {pk: [] for pk in moments} | _changes(then, now)


def changes_from(
    stale: Collection[int], shown: ShownReports, period: date
) -> dict[int, list[FigureChange]]:
    """The same of months of which a page showed each figure of a measure. One statement."""
    asked = Q(superseded_at__isnull=True) | Q(pk__in=set(shown.figures.values()))
    rows = _figures(period).filter(asked, unit__in=stale, indicator__measure=shown.measure)
    then = [row for row in rows if shown.figures.get((row.unit_id, row.indicator_id)) == row.pk]
    now = [row for row in rows if row.superseded_at is None]
    return {pk: [] for pk in stale} | _changes(then, now)


def _figures(period: date) -> QuerySet[ReportedFigure]:
    rows = ReportedFigure.objects.filter(period=period).exclude(absence=Absence.WITHDRAWN)
    return rows.select_related("indicator").order_by("indicator__order")


def _stood(row: ReportedFigure, moment: datetime) -> bool:
    is_later = row.superseded_at is None or row.superseded_at > moment
    return row.recorded_at <= moment and is_later


def _changes(
    then: Iterable[ReportedFigure], now: Iterable[ReportedFigure]
) -> dict[int, list[FigureChange]]:
    """By unit, those of which the text differs."""
    before = {(row.unit_id, row.indicator_id): row for row in then}
    after = {(row.unit_id, row.indicator_id): row for row in now}
    rows = sorted({**before, **after}.items(), key=lambda item: item[1].indicator.order)
    found: dict[int, list[FigureChange]] = {}
    for key, row in rows:
        if value_text(before.get(key)) != value_text(after.get(key)):
            change = FigureChange(row.indicator, before.get(key), after.get(key))
            found.setdefault(key[0], []).append(change)
    return found


def _state_of(month: UnitMonth) -> str:
    parts = [state_text(month.state)]
    if month.by is not None:
        parts.append(str(month.by))
    if month.since is not None:
        parts.append(write_second(month.since))
    return ", ".join(parts)
