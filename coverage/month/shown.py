"""What of a month was on somebody's screen: what is decided there applies to that and to nothing
else. A form holds, for each of its units, which row of its month's state it shows; one that hands
months in also holds the figures, as a grid does (coverage.grid.block), and the warnings read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.http import QueryDict

from coverage.models import AdministrativeUnit, Measure, ReportedFigure, State, Submission
from coverage.month.query import Key, UnitMonth
from coverage.notation.row_ids import read_id
from coverage.refusals import NotShown, ShownChanged

# By unit, the id of the submission in force that was shown; None: a month nobody had opened.
Shown = Mapping[int, int | None]

FIELD = "shown"


@dataclass(frozen=True, slots=True)
class ShownReports:
    """What a clerk was shown of months to be handed in: of each state its row (`versions`), of the
    figures of a `measure` the ids, and by unit the warnings in words; `warnings` is None where they
    were not to be read. `written`: cells the clerk has filled since, in this very transaction."""

    versions: Shown
    figures: Mapping[Key, int]
    measure: str = Measure.STOCK
    warnings: Mapping[int, Collection[str]] | None = None
    written: Collection[Key] = field(default_factory=frozenset)

    def changed_among(self, unit_ids: Collection[int], in_force: Mapping[Key, int]) -> set[Key]:
        """Of these units, the cells in which another version stands than was shown."""
        mine = {key: pk for key, pk in self.figures.items() if key[0] in unit_ids}
        differing = {key for key, _pk in mine.items() ^ in_force.items()}
        return differing - set(self.written)


def versions_of(months: Iterable[UnitMonth]) -> dict[int, int | None]:
    return {month.unit.pk: month.version for month in months}


def months_shown(posted: QueryDict, rows: Sequence[UnitMonth], period: date) -> list[UnitMonth]:
    """The rows as the form showed them; a unit of which it does not say that is left out. One
    statement."""
    posted_ids = dict(_pairs(posted.getlist(FIELD)))
    of_month = Submission.objects.filter(period=period).select_related("recorded_by")
    then = of_month.in_bulk([pk for pk in posted_ids.values() if pk])
    found = []
    for row in rows:
        if (pk := row.unit.pk) not in posted_ids:
            continue
        version = posted_ids[pk]
        if version is None:
            found.append(as_of(row, None))
        elif version in then and then[version].unit_id == pk:
            found.append(as_of(row, then[version]))
    return found


def as_of(row: UnitMonth, submission: Submission | None) -> UnitMonth:
    """The row with that state of its month; None: nobody opened it."""
    return replace(
        row,
        version=submission.pk if submission else None,
        state=State(submission.state) if submission else None,
        note=submission.note if submission else "",
        since=submission.recorded_at if submission else None,
        by=submission.recorded_by if submission else None,
    )


def check_shown(
    units: Mapping[int, AdministrativeUnit], in_force: Mapping[int, Submission], shown: Shown
) -> None:
    """Call it with the rows locked. Raises NotShown, ShownChanged."""
    if any(pk not in shown for pk in units):
        raise NotShown
    now = {pk: in_force[pk].pk if pk in in_force else None for pk in units}
    if stale := [unit for pk, unit in units.items() if now[pk] != shown[pk]]:
        raise ShownChanged(stale)


def figures_in_force(unit_ids: Collection[int], measure: str, period: date) -> dict[Key, int]:
    """By unit and indicator the id, of withdrawn ones too. One statement."""
    rows = ReportedFigure.objects.current().filter(
        unit__in=unit_ids, indicator__measure=measure, period=period
    )
    return {
        (unit, indicator): pk
        for unit, indicator, pk in rows.values_list("unit_id", "indicator_id", "pk")
    }


def check_figures(
    units: Mapping[int, AdministrativeUnit], shown: ShownReports, period: date
) -> None:
    """Call it with the months locked. Raises ShownChanged. One statement."""
    in_force = figures_in_force(units, shown.measure, period)
    changed = {unit for unit, _indicator in shown.changed_among(units, in_force)}
    if changed:
        raise ShownChanged([units[pk] for pk in units if pk in changed])


def _pairs(texts: Iterable[str]) -> Iterable[tuple[int, int | None]]:
    """What cannot be read is as if it had not been sent."""
    for text in texts:
        unit, colon, version = text.partition(":")
        pk, row = read_id(unit), read_id(version)
        if colon and pk is not None and (row is not None or not version):
            yield pk, row
