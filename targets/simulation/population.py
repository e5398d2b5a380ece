"""Denominators: population, labour force and pupils of each place and year."""

from targets.simulation.allocate import apportion, scaled
from targets.simulation.draws import draw
from targets.simulation.scenario import BASES, PPM, Scenario

# How far a place's share of each basis strays from its share of the population.
STRAY_PPM = {"population": 12_000, "labour_force": 25_000, "pupils": 40_000}
GROWTH_STRAY_PPM = 3_000

Denominators = dict[tuple[str, int, str], int]


def denominators(scenario: Scenario, seed: int) -> Denominators:
    """People by (place, year, basis), for every year of the scenario.

    In the anchor's year the places add up to the scenario's own totals exactly.
    """
    people: Denominators = {}
    for basis, total in _totals(scenario).items():
        weights = {
            place.code: place.size * (PPM + draw(seed, place.code, basis, spread=STRAY_PPM[basis]))
            for place in scenario.places
        }
        for code, anchored in apportion(total, weights).items():
            stray = draw(seed, code, "population growth", spread=GROWTH_STRAY_PPM)
            growth = scenario.population_growth_ppm + stray
            for year in scenario.years:
                grown = PPM + growth * (year - scenario.anchor.year)
                people[code, year, basis] = scaled(anchored, grown, PPM)
    return people


def _totals(scenario: Scenario) -> dict[str, int]:
    totals = (scenario.population, scenario.labour_force, scenario.pupils)
    return dict(zip(BASES, totals, strict=True))
