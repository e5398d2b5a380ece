"""Of how many units below one figures are known for a month. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coverage.counting.month_below import MonthBelow
from coverage.counting.month_counts import MonthCounts, month_counts, nothing_applies
from coverage.models import Indicator
from reports.figures.known import Known
from reports.figures.values import Value


def counts_of_parts(facts: Known, month: MonthBelow, stocks: Sequence[Indicator]) -> MonthCounts:
    """A unit has figures where any number of people taking part or any rate of it is known; it is
    there in part where none of them is that of the whole unit."""
    values = _values(facts, month.period, stocks)
    gone = {pk for pk, of_part in values.items() if nothing_applies_to(of_part, stocks)}
    known = {
        pk for pk, of_part in values.items() if any(each.has_figure for each in of_part.values())
    }
    whole = {pk for pk in known if any(map(_is_whole, values[pk].values()))}
    return month_counts(month, values.keys(), known, known - whole, gone)


@dataclass(frozen=True, slots=True)
class Named:
    """The names of the units of which nothing complete is known, and of those to which nothing
    applies, in their order."""

    missing: Sequence[str] = ()
    not_applicable: Sequence[str] = ()


def named_parts(facts: Known, period: date, stocks: Sequence[Indicator]) -> Named:
    values = _values(facts, period, stocks)
    units = facts.summed_in(period)
    return named([(each.full_name, values[each.pk]) for each in units], stocks)


def named(units: Sequence[tuple[str, Mapping[int, Value]]], stocks: Sequence[Indicator]) -> Named:
    """`units`: by name the values of each, by the ids of the indicators."""
    missing, not_applicable = [], []
    for name, values in units:
        if nothing_applies_to(values, stocks):
            not_applicable.append(name)
        elif not any(each.is_complete for each in values.values()):
            missing.append(name)
    return Named(missing, not_applicable)


def _values(facts: Known, period: date, stocks: Sequence[Indicator]) -> dict[int, dict[int, Value]]:
    """By unit and indicator."""
    return {
        part.pk: {each.pk: facts.value(part, each, period) for each in stocks}
        for part in facts.summed_in(period)
    }


def nothing_applies_to(values: Mapping[int, Value], stocks: Sequence[Indicator]) -> bool:
    """`values`: of a unit, by the ids of the indicators."""
    if any(each.has_figure for each in values.values()):
        return False
    return nothing_applies([pk for pk, each in values.items() if each.does_not_apply], stocks)


def _is_whole(value: Value) -> bool:
    return value.whole_people is not None or value.whole_rate is not None
