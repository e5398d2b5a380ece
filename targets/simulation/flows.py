"""Counts within a month: conferences held and people newly enrolled, Phú Yên's districts, 2023.

Not for Đông Hòa: its flows of 3/2023 are published (4 conferences, 79 people) and are summed
over the year, so a simulated month beside them would blend into a published sum.
"""

from datetime import date

from targets.simulation.districts import PHU_YEN
from targets.simulation.draws import draw
from targets.simulation.months import Figures

FLOWS = ("CONFERENCES", "NEW_BHXH_TN", "NEW_BHYT_HGD")
YEAR = 2023
WITH_PUBLISHED_FLOWS = frozenset({"564"})
# Few meetings around Tết, most before the end of a quarter.
CONFERENCES = (1, 0, 2, 1, 2, 3, 1, 2, 3, 2, 3, 2)


def flows(seed: int) -> Figures:
    """Events or people by (district, month) and indicator. A month without a conference is 0."""
    return {
        (place.code, date(YEAR, month, 1)): {
            "CONFERENCES": max(0, held + draw(seed, place.code, "CONFERENCES", month, spread=1)),
            "NEW_BHXH_TN": _enrolled(seed, place.code, "NEW_BHXH_TN", month, place.size // 8),
            "NEW_BHYT_HGD": _enrolled(seed, place.code, "NEW_BHYT_HGD", month, place.size // 2),
        }
        for place in PHU_YEN.places
        if place.code not in WITH_PUBLISHED_FLOWS
        for month, held in enumerate(CONFERENCES, start=1)
    }


def _enrolled(seed: int, code: str, indicator: str, month: int, usual: int) -> int:
    """More where more meetings are held, within a third of the usual."""
    usual += usual * CONFERENCES[month - 1] // 4
    return usual + draw(seed, code, indicator, month, spread=usual // 3)
