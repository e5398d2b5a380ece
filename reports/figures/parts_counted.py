"""Of how many units below one figures are known for a month. Pure."""

from collections.abc import Sequence

from coverage.counting.month_below import MonthBelow
from coverage.counting.month_counts import MonthCounts, month_counts
from coverage.models import Indicator
from reports.figures.known import Known
from reports.figures.values import Value


def counts_of_parts(facts: Known, month: MonthBelow, stocks: Sequence[Indicator]) -> MonthCounts:
    """A unit has figures where any number of people taking part or any rate of it is known; it is
    there in part where none of them is that of the whole unit."""
    values = {
        part.pk: [facts.value(part, indicator, month.period) for indicator in stocks]
        for part in facts.parts_in(month.period)
    }
    known = {pk for pk, of_part in values.items() if any(each.has_figure for each in of_part)}
    whole = {pk for pk in known if any(map(_is_whole, values[pk]))}
    return month_counts(month, values.keys(), known, known - whole)


def _is_whole(value: Value) -> bool:
    return value.whole_people is not None or value.whole_rate is not None
