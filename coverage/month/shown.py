"""What of a month was on somebody's screen: what is decided there applies to that and to nothing
else. A form holds, for each of its units, which row of its month's state it shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.http import QueryDict

from coverage.models import AdministrativeUnit, State, Submission
from coverage.month.query import UnitMonth
from coverage.notation.row_ids import read_id
from coverage.refusals import NotShown, ShownChanged

# By unit, the id of the submission in force that was shown; None: a month nobody had opened.
Shown = Mapping[int, int | None]

FIELD = "shown"


def shown_value(unit_id: int, version: int | None) -> str:
    """What a form holds of a unit, one field each: "unit:submission"."""
    return f"{unit_id}:{version or ''}"


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


def _pairs(texts: Iterable[str]) -> Iterable[tuple[int, int | None]]:
    """What cannot be read is as if it had not been sent."""
    for text in texts:
        unit, colon, version = text.partition(":")
        pk, row = read_id(unit), read_id(version)
        if colon and pk is not None and (row is not None or not version):
            yield pk, row
