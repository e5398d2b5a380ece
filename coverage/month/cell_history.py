"""Every version of a cell, and of a unit's month how often each cell was written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.module_loading import import_string

from coverage.counting.reopenings import REOPENING_STATES, Reopening, reopening_before
from coverage.entry import VALUE_FIELDS, Cell, record_figures
from coverage.models import (
    AdministrativeUnit,
    FollowUp,
    Indicator,
    ReportedFigure,
    State,
    Submission,
    User,
)
from coverage.month.workflow import written_note


@dataclass(frozen=True, slots=True)
class CellVersion:
    """A version, the state of the month when it was recorded (None: before it was opened), and the
    reopening or return it goes back to (None: the month had not been handed in before)."""

    figure: ReportedFigure
    state: State | None
    reopening: Reopening | None


@dataclass(frozen=True, slots=True)
class Look:
    """A moment whose figures somebody looked at and froze, a meeting for instance."""

    title: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class CellSummary:
    """`figure` is in force, None for a cell never written; `versions` counts all there were."""

    indicator: Indicator
    figure: ReportedFigure | None
    versions: int
    is_followed_up: bool


def cell_versions(unit_id: int, indicator_id: int, period: date) -> list[CellVersion]:
    """The latest first. Two statements."""
    rows = ReportedFigure.objects.filter(unit=unit_id, indicator=indicator_id, period=period)
    months = Submission.objects.filter(unit=unit_id, period=period).order_by("recorded_at", "pk")
    known = list(months.select_related("recorded_by"))
    reopened = [Reopening.of(month) for month in known if month.state in REOPENING_STATES]
    return [
        CellVersion(
            figure, _state_then(known, figure), reopening_before(reopened, figure.recorded_at)
        )
        for figure in rows.select_related("recorded_by").order_by("-recorded_at", "-pk")
    ]


def seen_at(versions: Sequence[CellVersion], moment: datetime) -> CellVersion | None:
    """The version that was in force at the moment; None where nothing was reported yet."""
    known = [version for version in versions if version.figure.recorded_at <= moment]
    return max(known, key=lambda version: version.figure.recorded_at, default=None)


def looks_at(unit: AdministrativeUnit) -> list[Look]:
    """Those who looked at the unit's figures, the latest first. Who they are the apps above know:
    settings name the function that answers."""
    find: Callable[[AdministrativeUnit], list[Look]] = import_string(settings.LOOKS_AT_FIGURES)
    return find(unit)


def looks_that_saw(version: CellVersion, looks: Sequence[Look]) -> list[Look]:
    figure = version.figure
    return [
        look
        for look in looks
        if figure.recorded_at <= look.moment
        and (figure.superseded_at is None or look.moment < figure.superseded_at)
    ]


def _state_then(months: Sequence[Submission], figure: ReportedFigure) -> State | None:
    before = [month for month in months if month.recorded_at <= figure.recorded_at]
    return State(before[-1].state) if before else None


def unit_month_cells(unit: AdministrativeUnit, period: date) -> list[CellSummary]:
    """Every indicator, in the offices' order. Three statements."""
    versions: dict[int, list[ReportedFigure]] = {}
    for figure in ReportedFigure.objects.filter(unit=unit, period=period).order_by(
        "-recorded_at", "-pk"
    ):
        versions.setdefault(figure.indicator_id, []).append(figure)
    flags = FollowUp.objects.filter(unit=unit, period=period, closed_at__isnull=True)
    flagged = set(flags.values_list("indicator_id", flat=True))
    return [
        CellSummary(
            indicator,
            next((each for each in versions.get(indicator.pk, []) if not each.superseded_at), None),
            len(versions.get(indicator.pk, [])),
            indicator.pk in flagged,
        )
        for indicator in Indicator.objects.all()
    ]


def note_cell(user: User, figure: ReportedFigure, note: str) -> None:
    """A new version of the figure that differs in its note alone. Raises Refused, Conflict among
    them where the version is no longer in force."""
    said = {name: getattr(figure, name) for name in VALUE_FIELDS} | {"note": written_note(note)}
    cell = Cell(figure.unit_id, figure.indicator_id, as_of=figure.as_of, shown=figure.pk, **said)
    record_figures(user, figure.period, [cell], origin=figure.origin)
