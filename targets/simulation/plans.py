"""Targets in people: the plan of each year, its amendments, and the People's Council's."""

from collections.abc import Mapping

from targets.simulation.allocate import apportion, scaled
from targets.simulation.draws import draw
from targets.simulation.months import levels_at_the_anchor
from targets.simulation.population import Denominators
from targets.simulation.scenario import (
    BASIS_OF_PLAN,
    BASIS_POINTS,
    PLANNED,
    Adjustment,
    Scenario,
)

Targets = dict[tuple[str, str], int]

# How much a place's share of a plan follows its denominator, the rest following what it had
# reached: health insurance aims at everyone, social insurance at a rise on the year before.
EVENLY = {"BHXH": 500, "BHXH_TN": 3_000, "BHYT": 7_500}
STRAY = 60


def planned(scenario: Scenario, seed: int, people: Denominators, year: int) -> Targets:
    """People by (place, indicator); the places add up to the province's plan exactly."""
    targets: Targets = {}
    for indicator in PLANNED:
        basis = BASIS_OF_PLAN[indicator]
        total = province_plan(scenario, people, year, indicator)
        denominators = {p.code: people[p.code, year, basis] for p in scenario.places}
        weights = _weights(
            seed, indicator, year, denominators, _reached(scenario, people)[indicator]
        )
        for code, share in apportion(total, weights).items():
            targets[code, indicator] = share
    return targets


def province_plan(scenario: Scenario, people: Denominators, year: int, indicator: str) -> int:
    """The plan's total: as published where it was, else a share of the denominators."""
    plan = scenario.plans[year]
    if indicator in plan.people:
        return plan.people[indicator]
    return of_basis(scenario, people, year, indicator, plan.shares[indicator])


def of_basis(
    scenario: Scenario, people: Denominators, year: int, indicator: str, share: int
) -> int:
    """People that a share (basis points) of the whole province's denominator comes to."""
    basis = BASIS_OF_PLAN[indicator]
    whole = sum(people[place.code, year, basis] for place in scenario.places)
    return scaled(whole, share, BASIS_POINTS)


def adjusted(targets: Targets, adjustment: Adjustment) -> Targets:
    """The targets the amendment names, at their new value; it names none of the others."""
    return {
        (code, indicator): scaled(target, adjustment.shares[indicator], BASIS_POINTS)
        for (code, indicator), target in targets.items()
        if indicator in adjustment.shares
    }


def _reached(scenario: Scenario, people: Denominators) -> dict[str, dict[str, int]]:
    parts = levels_at_the_anchor(scenario, people)
    compulsory, voluntary = parts["BHXH_BB"], parts["BHXH_TN"]
    return {
        "BHXH": {code: compulsory[code] + voluntary[code] for code in compulsory},
        "BHXH_TN": dict(voluntary),
        "BHYT": dict(parts["BHYT"]),
    }


def _weights(
    seed: int,
    indicator: str,
    year: int,
    denominators: Mapping[str, int],
    reached: Mapping[str, int],
) -> dict[str, int]:
    evenly, whole, total = EVENLY[indicator], sum(denominators.values()), sum(reached.values())
    return {
        code: (
            evenly * denominators[code] * total + (BASIS_POINTS - evenly) * reached[code] * whole
        )
        * (BASIS_POINTS + draw(seed, code, "plan", indicator, year, spread=STRAY))
        for code in denominators
    }
