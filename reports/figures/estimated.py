"""What is estimated of a unit's sum, out of what is known of the units below it. Pure."""

from collections.abc import Collection
from datetime import date
from functools import partial

from coverage.models import AdministrativeUnit, Indicator
from reports.figures.estimate import Estimate, OfUnit, estimate
from reports.figures.known import Known
from reports.figures.values import Value


def estimate_of(facts: Known, indicator: Indicator, period: date, value: Value) -> Estimate | None:
    """`value`: what the unit comes to. None of a figure of its own, of a sum that is complete, and
    where nobody has any figure."""
    if not is_summed_in_part(value):
        return None
    parts = facts.summed_in(period)
    return estimate([_value_of(facts, part, indicator) for part in parts], period)


def is_summed_in_part(value: Value) -> bool:
    """Whether it is the sum of some of the units directly below."""
    is_sum = value.own is None and not value.from_predecessors
    return is_sum and value.people is not None and not value.is_complete


def units_without(
    facts: Known, indicators: Collection[Indicator], period: date, before: date
) -> list[AdministrativeUnit]:
    """Those that sums of the month lack, and that were not whole in the month `before` either."""
    partly = [
        each for each in indicators if is_summed_in_part(facts.value(facts.top, each, period))
    ]
    return [
        part
        for part in facts.summed_in(period)
        if any(_lacks_both(_value_of(facts, part, each), period, before) for each in partly)
    ]


def _lacks_both(unit: OfUnit, period: date, before: date) -> bool:
    now = unit(period)
    is_missing = now.whole_people is None and not now.does_not_apply
    return is_missing and unit(before).whole_people is None


def _value_of(facts: Known, unit: AdministrativeUnit, indicator: Indicator) -> OfUnit:
    return partial(facts.value, unit, indicator)
