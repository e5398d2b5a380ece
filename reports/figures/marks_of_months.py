"""What deviates at the numbers of several units, month by month (design section 5, "Marks at the
number")."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from coverage.models import AdministrativeUnit, Indicator
from coverage.warnings.query import open_below_by_month, warnings_of
from reports.figures.flows import Series
from reports.figures.marks import all_unapproved, state_marks, warning_marks

# (unit, month) -> in words; a number that does not deviate is not there.
MarksOfMonths = Mapping[tuple[int, date], str]


def marks_of_months(
    units: Sequence[AdministrativeUnit],
    indicator: Indicator,
    periods: Sequence[date],
    series: Series,
    moment: datetime | None,
) -> MarksOfMonths:
    """Of the whole, which comes first, and its parts. That nothing of a month was approved is said
    once for its table, not at each. Two statements."""
    ids = [unit.pk for unit in units]
    warnings = warnings_of(ids, periods, moment)
    below = open_below_by_month(ids, periods, moment)
    found = {}
    for period in periods:
        once = all_unapproved(series[pk][period] for pk in ids[1:])
        for pk in ids:
            value = series[pk][period]
            if not value.has_figure:
                continue
            own = warnings.mark(pk, period, indicator.code) if value.is_reported else None
            open_units = 0 if value.is_reported else below[pk, period].of(indicator.code)
            marks = [
                state_marks(value, all_unapproved=once),
                *warning_marks(own, open_units),
            ]
            if text := ", ".join(each for each in marks if each):
                found[pk, period] = text
    return found
