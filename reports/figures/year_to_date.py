"""A flow counted from January on: pure.

A month of which nothing or not all is known adds what is known of it, and is named: from there on
the count is "at least" (design section 5, "Sums").
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from reports.figures.values import MonthLacking, Value
from targets.attainment import percent

YEAR_STARTS_AT_ZERO = Value(people=0, counted=1, expected=1)


def counted_to_date(values: Mapping[date, Value]) -> dict[date, Value]:
    """A flow's months, each of them from January on, as what was counted since January."""
    totals: dict[date, Value] = {}
    year = 0
    so_far: Value | None = None
    lacking: tuple[MonthLacking, ...] = ()
    for period in sorted(values):
        value = values[period]
        if period.year != year:
            year, so_far, lacking = period.year, None, ()
        if not value.is_complete and not value.does_not_apply:
            lacking = (*lacking, MonthLacking(period, value.counted, value.expected))
        if value.people is not None:
            so_far = value if so_far is None else _added(so_far, value)
        totals[period] = value if so_far is None else replace(so_far, lacking=lacking)
    return totals


def _added(so_far: Value, value: Value) -> Value:
    """What is said of the state of the months holds for the worst of them."""
    return replace(
        value,
        people=(so_far.people or 0) + (value.people or 0),
        simulated=value.simulated or so_far.simulated,
        unapproved=max(value.unapproved, so_far.unapproved),
        being_edited=max(value.being_edited, so_far.being_edited),
    )


def least_attained(value: Value, plan: int | None) -> Decimal | None:
    """Of a count that lacks months or units, what it attained of the plan at least; None of one
    that is whole, which is judged."""
    return percent(value.people, plan) if value.lacking else None
