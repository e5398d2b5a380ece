"""A flow counted from January on: pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from reports.figures.values import Value

YEAR_STARTS_AT_ZERO = Value(people=0, counted=1, expected=1)


def counted_to_date(values: Mapping[date, Value]) -> dict[date, Value]:
    """A flow's months as what was counted since January; a month without a report stays a gap."""
    totals: dict[date, Value] = {}
    year, so_far = 0, Value()
    for period in sorted(values):
        value = values[period]
        if period.year != year:
            year, so_far = period.year, Value()
        if value.people is None:
            totals[period] = value
            continue
        is_first = so_far.people is None
        so_far = replace(
            value,
            people=(so_far.people or 0) + value.people,
            counted=value.counted if is_first else min(value.counted, so_far.counted),
            has_gaps=value.has_gaps or so_far.has_gaps,
            simulated=value.simulated or so_far.simulated,
        )
        totals[period] = so_far
    return totals
