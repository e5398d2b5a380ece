"""How far the latest months of a unit have come, and which of them a reader gets (design section 5,
"The month a reader gets")."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coverage.counting.expected import Expected
from coverage.counting.month_below import MonthBelow, months_below_lately
from coverage.lineage import predecessors
from coverage.models import AdministrativeUnit, MonthClosing
from coverage.models.units import Level

MONTHS_BACK = 3


@dataclass(frozen=True, slots=True)
class MonthProgress:
    """`handed_in` of `expected` units directly below have handed in; a unit without any counts
    itself. `is_complete`: the month of every expected unit counts."""

    period: date
    handed_in: int
    expected: int
    is_complete: bool


def latest_months(unit: AdministrativeUnit, moment: datetime | None = None) -> list[MonthProgress]:
    """The latest month that anybody at or below the unit has handed in and the three before it,
    latest first; none where nobody ever has. Those before the unit was one are of what went into
    it. One statement, three of a unit younger than that."""
    found = months_below_lately(unit, MONTHS_BACK, moment)
    if len(found) <= MONTHS_BACK and unit.level > Level.NATION:
        went_in = [
            each
            for each in predecessors([unit.pk])
            if each.weight is not None and each.unit_id != unit.pk
        ]
        if went_in:
            found = months_below_lately(unit, MONTHS_BACK, moment, went_in)
    return [_progress(each) for each in found]


def _progress(month: MonthBelow) -> MonthProgress:
    directly = month.directly
    return MonthProgress(month.period, month.handed_in(directly), len(directly), month.is_complete)


def usual_month(
    latest: Sequence[MonthProgress],
    closed: Collection[date],
    expected: Mapping[date, Expected],
    today: date,
) -> date | None:
    """Of the latest months the first that is complete or that an approver has closed with its gaps
    named; else the first past its due day, or where none is set with more than half of its units;
    else the latest. None where there is none.

    `closed`: months closed; `expected`: the unit's rule in each month."""
    for each in latest:
        if each.is_complete or each.period in closed:
            return each.period
    for each in latest:
        due = expected[each.period].due(each.period)
        is_mostly_there = 2 * each.handed_in > each.expected
        if (due < today) if due is not None else is_mostly_there:
            return each.period
    return latest[0].period if latest else None


def being_collected(latest: Iterable[MonthProgress], shown: date) -> list[MonthProgress]:
    """The months after the one that is shown that any unit has handed in, oldest first, at most
    two."""
    younger = [each for each in latest if each.period > shown and each.handed_in]
    return sorted(younger, key=lambda each: each.period)[:2]


def closings(
    unit: AdministrativeUnit, moment: datetime | None = None, earlier: Collection[int] = ()
) -> dict[date, MonthClosing]:
    """The months of the unit that are closed with their gaps named, each with who and why.
    `earlier`: the rows under which it stood before. One statement."""
    rows = MonthClosing.objects.as_seen(moment).filter(unit__in=[unit.pk, *earlier], is_closed=True)
    return {row.period: row for row in rows.select_related("recorded_by")}
