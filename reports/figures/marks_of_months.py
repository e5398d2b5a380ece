"""What deviates at the numbers of several units, month by month (design section 5, "Marks at the
number")."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from coverage.models import AdministrativeUnit, Indicator
from reports.figures.flows import Series
from reports.figures.known import Known
from reports.figures.marks import all_unapproved, state_marks, warning_marks
from reports.figures.warned_months import warned_months

# (unit, month) -> in words; a number that does not deviate is not there.
MarksOfMonths = Mapping[tuple[int, date], str]


def marks_of_months(
    facts: Known,
    units: Sequence[AdministrativeUnit],
    indicator: Indicator,
    series: Series,
    shown: date,
    moment: datetime | None,
) -> MarksOfMonths:
    """Of the whole, which comes first, and its parts. That nothing was approved of the month
    `shown` is said once for its table, not at each number. Two statements."""
    _whole, *parts = units
    once = all_unapproved(series[part.pk][shown] for part in parts)
    found = {}
    for (pk, period), each in warned_months(facts, units, indicator, series, moment).items():
        is_said = once and period == shown
        state = state_marks(series[pk][period], all_unapproved=is_said)
        marks = [state, *warning_marks(each.mark, each.units)]
        if text := ", ".join(mark for mark in marks if mark):
            found[pk, period] = text
    return found
