"""Vĩnh Long, whose 124 communes report from 7/2025, when the three-province merger took effect.

Nothing is published for them. Each draws its size and levels around those of the former province
its code lies in, wards more urban than xã.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from targets.simulation.draws import draw
from targets.simulation.scenario import Adjustment, CouncilPlan, Place, Plan, Scenario

CODE = "86"
WARD = "phuong"
FIRST = date(2025, 7, 1)
UNDERWAY = date(2026, 10, 1)


@dataclass(frozen=True)
class FormerProvince:
    """Levels in basis points, for a xã; `last_code` is the highest commune code within it."""

    last_code: str
    bhyt: int
    bhxh_bb: int
    bhxh_tn: int


FORMER_PROVINCES = (
    FormerProvince("29227", bhyt=9_380, bhxh_bb=1_650, bhxh_tn=360),  # Bến Tre
    FormerProvince("29536", bhyt=8_510, bhxh_bb=1_250, bhxh_tn=395),  # Trà Vinh
    FormerProvince("29857", bhyt=9_320, bhxh_bb=1_800, bhxh_tn=330),  # Vĩnh Long
)

PLANS = {
    2025: Plan({"BHXH": 2_240, "BHXH_TN": 388, "BHYT": 9_320}),
    2026: Plan({"BHXH": 2_330, "BHXH_TN": 430, "BHYT": 9_430}),
}


def vinh_long(kinds: Mapping[str, str], seed: int) -> Scenario:
    """The scenario for the communes given as code -> kind ("xa", "phuong")."""
    return Scenario(
        code=CODE,
        name="tỉnh Vĩnh Long",
        first=FIRST,
        last=UNDERWAY,
        anchor=date(2025, 12, 1),
        population=3_367_400,
        labour_force=1_852_000,
        pupils=612_000,
        population_growth_ppm=4_000,
        household_share=4_200,
        pupils_insured=9_620,
        unemployment_share=9_100,
        plans=PLANS,
        adjustments=(Adjustment(2026, date(2026, 7, 15), {"BHXH_TN": 9_350}),),
        council=(CouncilPlan(2026, {"BHXH": 2_380, "BHXH_TN": 440, "BHYT": 9_500}),),
        plans_name_the_province=True,
        underway=UNDERWAY,
        begun=date(2026, 11, 1),
        places=tuple(_place(code, kind, seed) for code, kind in sorted(kinds.items())),
    )


def _place(code: str, kind: str, seed: int) -> Place:
    bounds = [former.last_code for former in FORMER_PROVINCES]
    former = FORMER_PROVINCES[min(bisect_left(bounds, code), len(bounds) - 1)]
    urban = kind == WARD
    size = (330 if urban else 265) + draw(seed, code, "size", spread=90)
    return Place(
        code=code,
        size=size,
        bhyt=former.bhyt + (120 if urban else 0) + draw(seed, code, "bhyt", spread=280),
        bhxh_bb=former.bhxh_bb * (2 if urban else 1)
        + draw(seed, code, "bhxh_bb", spread=former.bhxh_bb // 3),
        bhxh_tn=former.bhxh_tn + draw(seed, code, "bhxh_tn", spread=110),
    )
