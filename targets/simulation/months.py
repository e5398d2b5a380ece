"""Every simulated figure of a province: place by place, month by month."""

from collections.abc import Mapping
from datetime import date

from coverage.notation.periods import months, previous_month
from targets.simulation.allocate import apportion, scaled
from targets.simulation.population import Denominators
from targets.simulation.scenario import (
    ANOMALIES,
    BASIS_POINTS,
    REPEATED_MONTHS,
    Scenario,
)
from targets.simulation.series import components, level, stocks

Figures = dict[tuple[str, date], dict[str, int]]
PERMILLE = 1_000

_ODD = {(odd.place, odd.period, odd.component): odd.permille for odd in ANOMALIES}


def figures(scenario: Scenario, seed: int, people: Denominators) -> Figures:
    """People by (place, month) and indicator; `people` are the scenario's denominators."""
    anchored = levels_at_the_anchor(scenario, people)
    found: Figures = {}
    for place in scenario.places:
        at_anchor = {indicator: parts[place.code] for indicator, parts in anchored.items()}
        pupils = people[place.code, scenario.anchor.year, "pupils"]
        parts = components(scenario, seed, place, at_anchor, pupils)
        for period in months(scenario.first, scenario.last):
            now = {
                component: _made_odd(
                    level(seed, place.code, component, value, scenario.anchor, period),
                    (place.code, period, component),
                )
                for component, value in parts.items()
            }
            found[place.code, period] = stocks(scenario, seed, place.code, now, period)
    for code, period in REPEATED_MONTHS & found.keys():
        found[code, period] = dict(found[code, previous_month(period)])
    return found


def levels_at_the_anchor(
    scenario: Scenario, people: Denominators
) -> Mapping[str, Mapping[str, int]]:
    """BHYT, BHXH_BB and BHXH_TN by place in the anchor month; they add up to the published
    totals where there are such."""
    year = scenario.anchor.year
    expected = {
        "BHYT": {p.code: people[p.code, year, "population"] * p.bhyt for p in scenario.places},
        "BHXH_BB": {
            p.code: people[p.code, year, "labour_force"] * p.bhxh_bb for p in scenario.places
        },
        "BHXH_TN": {
            p.code: people[p.code, year, "labour_force"] * p.bhxh_tn for p in scenario.places
        },
    }
    return {
        indicator: apportion(
            scenario.totals.get(indicator, sum(weights.values()) // BASIS_POINTS), weights
        )
        for indicator, weights in expected.items()
    }


def _made_odd(people: int, spot: tuple[str, date, str]) -> int:
    return scaled(people, _ODD.get(spot, PERMILLE), PERMILLE)
