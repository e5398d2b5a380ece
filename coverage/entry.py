"""The only writer of figures.

A block of cells of one month is written whole or not at all. A correction supersedes the very
version the writer was shown; where another stands in its place by now, it is a conflict.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone

from coverage.access import writable_units
from coverage.models import (
    WRITABLE_STATES,
    AdministrativeUnit,
    Indicator,
    Origin,
    Precision,
    ReportedFigure,
    State,
    Submission,
    User,
)
from coverage.models.versioned import lock_for_writing
from coverage.notation.periods import add_months, last_day
from coverage.notation.printed import printed_alike
from coverage.refusals import (
    Conflict,
    FutureMonth,
    MonthNotWritable,
    NotYours,
    UnknownIndicator,
    UnknownUnit,
    WrongCutOff,
    check_there,
)

Key = tuple[int, int]


@dataclass(frozen=True)
class Cell:
    """One figure to write: people, a rate, both, or an absence; anything else is a ValueError.

    `shown` is the version the writer saw, None if the cell was blank; emptying a cell that held
    a value is the absence "withdrawn". `as_of` None is the last day of the month.
    """

    unit_id: int
    indicator_id: int
    people: int | None = None
    rate: Decimal | None = None
    absence: str = ""
    note: str = ""
    people_precision: str = Precision.EXACT
    people_qualifier: str = ""
    rate_precision: str = Precision.EXACT
    rate_qualifier: str = ""
    scope: str = ""
    source: str = ""
    as_of: date | None = None
    shown: int | None = None

    def __post_init__(self) -> None:
        if (self.people is None and self.rate is None) != bool(self.absence):
            raise ValueError("a cell holds a value or an absence")

    @property
    def key(self) -> Key:
        return (self.unit_id, self.indicator_id)


@dataclass(frozen=True)
class Recorded:
    written: int
    unchanged: int


STAMPED = ("unit_id", "indicator_id", "period", "as_of", "origin", "recorded_at", "recorded_by_id")
VALUE_FIELDS = (
    "people",
    "people_precision",
    "people_qualifier",
    "rate",
    "rate_precision",
    "rate_qualifier",
    "absence",
    "note",
    "scope",
    "source",
)


def record_figures(
    user: User, period: date, cells: Sequence[Cell], *, origin: str = Origin.REPORTED
) -> Recorded:
    """Write the cells of one month, all or none; cells that say what already stands are left.

    Raises a `Refused` that says why, ValueError if a cell comes twice. A handful of statements
    whatever the number of cells.
    """
    if len({cell.key for cell in cells}) < len(cells):
        raise ValueError("a cell comes twice in one block")
    _check_month(period, cells)
    _check_indicators({cell.indicator_id for cell in cells})
    with transaction.atomic():
        return _record(user, period, cells, origin)


def _record(user: User, period: date, cells: Sequence[Cell], origin: str) -> Recorded:
    unit_ids = {cell.unit_id for cell in cells}
    states = _locked_months(period, unit_ids)
    # Read with the months held: an act that ended a unit while they were waited for is seen.
    units = _check_units(user, period, unit_ids)
    _check_writable(period, units, states)
    in_force = _in_force(period, cells)
    if conflicts := _conflicts(cells, in_force):
        raise Conflict(conflicts)
    moment = lock_for_writing(ReportedFigure._meta.db_table)
    changed = [cell for cell in cells if not _stands_already(cell, origin, in_force.get(cell.key))]
    replaced = [in_force[cell.key].pk for cell in changed if cell.key in in_force]
    ReportedFigure.objects.filter(pk__in=replaced).update(superseded_at=moment)
    _insert(user, period, changed, origin, moment)
    return Recorded(written=len(changed), unchanged=len(cells) - len(changed))


def _insert(user: User, period: date, cells: Sequence[Cell], origin: str, moment: datetime) -> None:
    """By COPY, for which constraints and triggers hold as for any insert: a nation's communes
    handed in as one file would spend most of their time in the making of model instances."""
    columns = (*STAMPED, *VALUE_FIELDS)
    statement = f"COPY {ReportedFigure._meta.db_table} ({', '.join(columns)}) FROM STDIN"
    usual_cut_off = last_day(period)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for cell in cells:
            copy.write_row(
                (
                    *cell.key,
                    period,
                    cell.as_of or usual_cut_off,
                    origin,
                    moment,
                    user.pk,
                    *(getattr(cell, field) for field in VALUE_FIELDS),
                )
            )


def _check_month(period: date, cells: Sequence[Cell]) -> None:
    today = timezone.localdate()
    if period > today:
        raise FutureMonth(period)
    for cut_off in {cell.as_of for cell in cells if cell.as_of}:
        check_cut_off(period, cut_off, today)


def check_cut_off(period: date, cut_off: date, today: date) -> None:
    """A month is closed in its own course or in the month after it. Raises WrongCutOff."""
    if not period <= cut_off <= min(today, last_day(add_months(period, 1))):
        raise WrongCutOff(period)


def _check_units(user: User, period: date, unit_ids: set[int]) -> dict[int, AdministrativeUnit]:
    units = AdministrativeUnit.objects.in_bulk(list(unit_ids))
    if len(units) < len(unit_ids):
        raise UnknownUnit
    writable = set(writable_units(user).filter(pk__in=unit_ids).values_list("pk", flat=True))
    if foreign := [unit for pk, unit in units.items() if pk not in writable]:
        raise NotYours(foreign)
    check_there(units.values(), period)
    return units


def _check_indicators(indicator_ids: set[int]) -> None:
    if Indicator.objects.filter(pk__in=indicator_ids).count() < len(indicator_ids):
        raise UnknownIndicator


def _locked_months(period: date, unit_ids: Collection[int]) -> dict[int, str]:
    """Hold the months of these units still until the figures are in; their states.

    Always in the order of the units: two blocks that share some of them wait for each other
    instead of locking each other out, and so do an approval and an act. The trigger on figures
    guards the same against a writer that does not come through here.
    """
    states = _locked_states(period, unit_ids)
    if len(states) < len(unit_ids):
        # A month that changed hands while we waited for it has a new row in its place.
        states = _locked_states(period, unit_ids)
    return states


def _check_writable(
    period: date, units: dict[int, AdministrativeUnit], states: dict[int, str]
) -> None:
    closed = [
        (unit, State(states[pk]) if pk in states else None)
        for pk, unit in units.items()
        if states.get(pk) not in WRITABLE_STATES
    ]
    if closed:
        raise MonthNotWritable(closed, period)


def _locked_states(period: date, unit_ids: Collection[int]) -> dict[int, str]:
    rows = Submission.objects.current().filter(period=period, unit__in=unit_ids)
    locked = rows.order_by("unit_id").select_for_update()
    return dict(locked.values_list("unit_id", "state"))


def _in_force(period: date, cells: Sequence[Cell]) -> dict[Key, ReportedFigure]:
    rows = ReportedFigure.objects.current().filter(
        period=period,
        unit__in={cell.unit_id for cell in cells},
        indicator__in={cell.indicator_id for cell in cells},
    )
    locked = rows.select_for_update(of=("self",)).select_related("recorded_by")
    return {(row.unit_id, row.indicator_id): row for row in locked}


def _conflicts(
    cells: Sequence[Cell], in_force: dict[Key, ReportedFigure]
) -> dict[Key, ReportedFigure | None]:
    """The cells where another version stands than the one the writer was shown.

    A cell to which somebody meanwhile gave the same value is no conflict."""
    return {
        cell.key: theirs
        for cell in cells
        if (theirs := in_force.get(cell.key)) is not None or cell.shown is not None
        if (theirs.pk if theirs else None) != cell.shown
        if theirs is None or not _says_the_same(cell, theirs)
    }


def _says_the_same(cell: Cell, figure: ReportedFigure) -> bool:
    return all(
        printed_alike(getattr(cell, field), getattr(figure, field)) for field in VALUE_FIELDS
    ) and ((cell.as_of or last_day(figure.period)) == figure.as_of)


def _stands_already(cell: Cell, origin: str, before: ReportedFigure | None) -> bool:
    return before is not None and before.origin == origin and _says_the_same(cell, before)
