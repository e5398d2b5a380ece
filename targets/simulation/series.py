"""How one place's stocks move from month to month around the anchor month.

Five components move on their own: compulsory and voluntary social insurance, and health
insurance of households, of pupils and of all others. What is a sum or a share of them is
computed from them, so BHXH = BHXH_BB + BHXH_TN, BHTN <= BHXH_BB and the groups of BHYT fit by
construction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from targets.simulation.allocate import scaled
from targets.simulation.draws import draw
from targets.simulation.scenario import BASIS_POINTS, PPM, Place, Scenario

MONTHS_A_YEAR = 12


@dataclass(frozen=True)
class Movement:
    """In millionths of the anchor's level: growth a year and how far it strays from place to
    place, chance of a month, and January to December against December."""

    growth: int
    stray: int
    noise: int
    season: tuple[int, ...]


def _season(*thousandths: int) -> tuple[int, ...]:
    return tuple(1_000 * part for part in thousandths)


# Household and pupils' cards run out at the new year and are renewed through the year, pupils'
# with the school year; compulsory insurance dips after Tết.
MOVEMENTS: Mapping[str, Movement] = {
    "BHXH_BB": Movement(
        30_000, 15_000, 2_500, _season(-9, -24, -19, -10, -7, -5, -4, -3, -2, -1, 0, 0)
    ),
    "BHXH_TN": Movement(
        90_000, 40_000, 6_000, _season(-72, -78, -74, -68, -62, -56, -49, -41, -32, -21, -10, 0)
    ),
    "BHYT_HGD": Movement(
        25_000, 10_000, 4_000, _season(-80, -78, -72, -66, -62, -58, -55, -48, -38, -25, -12, 0)
    ),
    "BHYT_HSSV": Movement(
        8_000, 5_000, 2_000, _season(-50, -48, -47, -47, -48, -60, -75, -85, -35, -12, -4, 0)
    ),
    "BHYT_OTHER": Movement(
        9_000, 3_000, 1_000, _season(-8, -8, -7, -6, -5, -5, -4, -4, -3, -2, -1, 0)
    ),
}
BHTN_STRAY, BHTN_NOISE, BHTN_MOST = 150, 12, 9_900


def components(
    scenario: Scenario, seed: int, place: Place, anchored: Mapping[str, int], pupils: int
) -> dict[str, int]:
    """The five components of a place in the anchor month, from its BHYT, BHXH_BB and BHXH_TN."""
    stray = draw(seed, place.code, "household share", spread=scenario.household_share // 10)
    outside_work = anchored["BHYT"] - anchored["BHXH_BB"]
    households = scaled(outside_work, scenario.household_share + stray, BASIS_POINTS)
    stray = draw(seed, place.code, "pupils insured", spread=scenario.pupils_insured // 60)
    students = scaled(pupils, scenario.pupils_insured + stray, BASIS_POINTS)
    return {
        "BHXH_BB": anchored["BHXH_BB"],
        "BHXH_TN": anchored["BHXH_TN"],
        "BHYT_HGD": households,
        "BHYT_HSSV": students,
        "BHYT_OTHER": anchored["BHYT"] - households - students,
    }


def level(seed: int, code: str, component: str, anchored: int, anchor: date, period: date) -> int:
    """People of one component in a month; `anchored` itself in the anchor month."""
    if period == anchor:
        return anchored
    movement = MOVEMENTS[component]
    growth = movement.growth + draw(seed, code, component, "growth", spread=movement.stray)
    season = movement.season[period.month - 1] - movement.season[anchor.month - 1]
    noise = draw(seed, code, component, period, spread=movement.noise)
    months = (period.year - anchor.year) * MONTHS_A_YEAR + period.month - anchor.month
    return scaled(anchored, PPM + growth * months // MONTHS_A_YEAR + season + noise, PPM)


def stocks(
    scenario: Scenario, seed: int, code: str, parts: Mapping[str, int], period: date
) -> dict[str, int]:
    """The reported indicators, from the components of the same month."""
    share = scenario.unemployment_share + draw(seed, code, "BHTN", spread=BHTN_STRAY)
    share += draw(seed, code, "BHTN", period, spread=BHTN_NOISE)
    return {
        "BHXH_BB": parts["BHXH_BB"],
        "BHXH_TN": parts["BHXH_TN"],
        "BHXH": parts["BHXH_BB"] + parts["BHXH_TN"],
        "BHTN": parts["BHXH_BB"] * min(share, BHTN_MOST) // BASIS_POINTS,
        "BHYT": parts["BHYT_HGD"] + parts["BHYT_HSSV"] + parts["BHYT_OTHER"],
        "BHYT_HGD": parts["BHYT_HGD"],
        "BHYT_HSSV": parts["BHYT_HSSV"],
    }
