"""Writing a simulated province: its months, denominators, plans and targets, all or nothing.

Figures travel the way everyone's do: a month is opened, filled in, submitted by one account and
approved by another. A month that anyone has opened before, for published figures or by hand, is
left alone.
"""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone

from coverage.entry import Cell, record_figures
from coverage.models import Origin
from coverage.month.workflow import approve, open_months, return_to_clerk, submit
from coverage.notation.periods import months
from targets.simulation.demo import Demo
from targets.simulation.districts import PHU_YEN
from targets.simulation.flows import flows
from targets.simulation.months import Figures, figures
from targets.simulation.outcomes import ENTERED_IN_PART, RETURN_NOTE, Outcome, outcomes
from targets.simulation.population import denominators
from targets.simulation.scenario import Scenario
from targets.simulation.store_plans import write_denominators, write_plans


def simulate(demo: Demo) -> int:
    """Write one province; returns how many figures were written."""
    people = denominators(demo.scenario, demo.seed)
    found = figures(demo.scenario, demo.seed, people)
    if demo.scenario.code == PHU_YEN.code:
        found = _with_flows(found, flows(demo.seed))
    with transaction.atomic():
        write_denominators(demo, people)
        write_plans(demo, people)
        return sum(_write_month(demo, found, period) for period in _months_begun(demo.scenario))


def _months_begun(scenario: Scenario) -> Iterator[date]:
    """The scenario's months, but none that the calendar has not reached."""
    today = timezone.localdate()
    return (
        period
        for period in months(scenario.first, scenario.begun or scenario.last)
        if period <= today
    )


def _with_flows(stocks: Figures, counted: Figures) -> Figures:
    return {spot: values | counted.get(spot, {}) for spot, values in stocks.items()}


def _write_month(demo: Demo, found: Figures, period: date) -> int:
    units = demo.free_on(period)
    open_months(demo.approver, units.values(), period)
    if period == demo.scenario.begun:
        return 0
    reports = (
        outcomes(units, demo.seed)
        if period == demo.scenario.underway
        else dict.fromkeys(units, Outcome.APPROVED)
    )
    cells = [
        Cell(units[code], demo.indicators[indicator], people, source=demo.source)
        for code, outcome in reports.items()
        for indicator, people in _entered(found[code, period], outcome).items()
    ]
    written = record_figures(demo.enterer, period, cells, origin=Origin.SIMULATED).written
    _pass_on(demo, {units[code]: outcome for code, outcome in reports.items()}, period)
    return written


def _entered(values: dict[str, int], outcome: Outcome) -> dict[str, int]:
    if outcome is Outcome.BLANK:
        return {}
    if outcome is Outcome.ENTERED_IN_PART:
        return {indicator: values[indicator] for indicator in ENTERED_IN_PART}
    return values


def _pass_on(demo: Demo, reports: dict[int, Outcome], period: date) -> None:
    """Submit what is complete; approve it, or return it, as the scenario has it."""

    def units(*wanted: Outcome) -> list[int]:
        return [unit_id for unit_id, outcome in reports.items() if outcome in wanted]

    submit(demo.enterer, units(Outcome.APPROVED, Outcome.SUBMITTED, Outcome.RETURNED), period)
    approve(demo.approver, units(Outcome.APPROVED), period)
    if returned := units(Outcome.RETURNED):
        return_to_clerk(demo.approver, returned, period, RETURN_NOTE)
