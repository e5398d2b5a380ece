"""Of how many units below one figures are known for a month. Pure."""

from collections.abc import Mapping, Sequence

from coverage.counting.month_below import MonthBelow
from coverage.counting.month_counts import MonthCounts, month_counts, nothing_applies
from coverage.models import Indicator
from reports.figures.known import Known
from reports.figures.values import Value


def counts_of_parts(facts: Known, month: MonthBelow, stocks: Sequence[Indicator]) -> MonthCounts:
    """A unit has figures where any number of people taking part or any rate of it is known; it is
    there in part where none of them is that of the whole unit."""
    values = {
        part.pk: {each.pk: facts.value(part, each, month.period) for each in stocks}
        for part in facts.parts_in(month.period)
    }
    gone = {pk for pk, of_part in values.items() if nothing_applies_to(of_part, stocks)}
    known = {
        pk for pk, of_part in values.items() if any(each.has_figure for each in of_part.values())
    }
    whole = {pk for pk in known if any(map(_is_whole, values[pk].values()))}
    return month_counts(month, values.keys(), known, known - whole, gone)


def nothing_applies_to(values: Mapping[int, Value], stocks: Sequence[Indicator]) -> bool:
    """`values`: of a unit, by the ids of the indicators."""
    if any(each.has_figure for each in values.values()):
        return False
    return nothing_applies([pk for pk, each in values.items() if each.does_not_apply], stocks)


def _is_whole(value: Value) -> bool:
    return value.whole_people is not None or value.whole_rate is not None
