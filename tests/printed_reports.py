"""Reports as they are printed, for the tests of reports.report_check.arithmetic.

Where a place and a date are named the figures were published; the rest are made up in the same
manner. `FAULTY` gives the rule broken and the number at fault (None where any may be).
"""

from typing import Any

Records = list[dict[str, Any]]


def of(indicator: str, **numbers: Any) -> dict[str, Any]:
    return {"indicator": indicator, **numbers}


TRA_VINH: dict[str, Any] = {
    "unit": "Tỉnh Trà Vinh",
    "as_of": "2023-06-30",
    "records": [
        of(
            "BHYT",
            people=821563,
            coverage_pct="80.58",
            attainments=[
                {"by": "Thủ tướng Chính phủ", "pct": "85"},
                {"by": "Tỉnh ủy, UBND tỉnh", "pct": "85"},
            ],
            remaining=144957,
        ),
        of("BHXH", people=84268, coverage_pct="16.21", attainment_pct="74.62", remaining=28668),
        of("BHXH_TN", people=16238, coverage_pct="3.13", attainment_pct="78.07", remaining=4516),
    ],
}

LAI_CHAU: Records = [
    of("BHXH_BB", people=29024, attainment_pct="93", coverage_pct="12 (khoảng)"),
    of("BHXH_TN", people=2983, yoy_abs=1083, attainment_pct="54"),
    of("BHYT", people=438422, yoy_abs=2329, coverage_pct="96"),
]

SOUND: dict[str, Records] = {
    "Lai Châu 5/2020": LAI_CHAU,
    "Lai Châu 5/2020, all of it approximate": [{**record, "approx": True} for record in LAI_CHAU],
    "Lai Châu 5/2020, where the 12 % counts all BHXH": [
        of("BHXH_BB", people=29024, attainment_pct="93"),
        of("BHXH_TN", people=2983),
        of("BHXH", people=32007, coverage_pct="khoảng 12"),
    ],
    "nation, end of 2020": [
        of("BHXH", people="hơn 16.000.000", coverage_pct="33", prev_year_people=15774000),
        of("BHYT", people=88000000, coverage_pct="gần 91"),
    ],
    "Đông Hòa 3/2023, flows": [
        of("CONFERENCES", people=4, plan_people=20, attainment_pct="20,00"),
        of("NEW_PEOPLE", people=79, plan_people=642, attainment_pct="12,31", remaining=563),
    ],
    "Bình Phước 2021, targets only": [
        of("BHXH", target_pct="33"),
        of("BHTN", target_pct="28"),
        of("BHYT", target_pct="91", assigned_by="Tỉnh ủy"),
        of("BHYT", target_pct="91,50", assigned_by="Thủ tướng Chính phủ"),
    ],
    "Nghệ An 2/2021": [
        of("TOTAL", people=2873346),
        of("BHXH", people=318011, yoy_abs=40640, yoy_pct="14.65"),
        of("BHXH_BB", people=239011, yoy_abs=10513, yoy_pct="4.60"),
        of("BHXH_TN", people=79000, yoy_abs=30127, yoy_pct="61.64"),
        of("BHTN", people=217587, yoy_abs=12407, yoy_pct="6.05"),
        of("BHYT", people=2794346, yoy_abs=33746, yoy_pct="1.22"),
    ],
    "Nghệ An 4/2023": [
        of("BHXH", people=374764, yoy_abs=6459, coverage_pct="22.30"),
        of("BHTN", people=243822, yoy_abs=7900, coverage_pct="14.51"),
        of("BHYT", people=2885885, yoy_abs=29726, coverage_pct="92.34"),
        of("BHYT_HSSV", coverage_pct="97.92"),
    ],
    "Bà Rịa - Vũng Tàu 12/2021": [
        of("BHXH", people=206810, coverage_pct="35.1", target_pct="35.5", gap_pp="-0.4"),
        of("BHXH_BB", people=199511),
        of("BHXH_TN", people=7299),
        of("BHTN", people=191379, coverage_pct="32.48", target_pct="32", gap_pp="0.48"),
        of("BHYT", people=1017308, coverage_pct="86.5", target_pct="91", gap_pp="thấp hơn 4,5"),
    ],
    "Bà Rịa - Vũng Tàu 9/2022, two assigners": [
        of("BHXH", coverage_pct="38.05", target_pct="38", gap_pp="0.05"),
        of("BHYT", coverage_pct="86.25", target_pct="91.5", gap_pp="5.25"),
        of("BHYT", coverage_pct="86.25", target_pct="92", gap_pp="5.75", assigned_by="Tỉnh ủy"),
    ],
    "nation 9/2021": [
        of("BHXH", people="14.844.857", attainment_pct="83,89"),
        of("BHXH_BB", people=13662083),
        of("BHXH_TN", people=1182774),
        of("BHYT", people=85243768, coverage_pct="87,33"),
    ],
    "nation 2021, in millions": [
        of("BHXH", people="16,17 triệu", coverage_pct="32,49"),
        of("BHXH_BB", people="15 triệu", yoy_abs="gần 510.000"),
        of("BHXH_TN", people="1,17 triệu", yoy_abs="hơn 466.000"),
        of("BHYT", people="87,5 triệu", yoy_abs="hơn 1,9 triệu", coverage_pct="89,63"),
    ],
    "nation 2023, in millions": [
        of("BHXH", people="18,259 triệu", coverage_pct="khoảng 39,25"),
        of("BHXH_TN", people="1,83 triệu"),
        of("BHTN", people="14,693 triệu", coverage_pct="31,6"),
        of("BHYT", people="trên 93,307 triệu", coverage_pct="93,35"),
    ],
    "Hà Nội 2022": [
        of(
            "BHYT",
            people=7738212,
            yoy_abs=265116,
            yoy_pct="3.5",
            coverage_pct="92.9",
            target_pct="92.5",
            gap_pp="0.4",
        ),
        of("BHXH_BB", people=1982761, yoy_abs=120872, yoy_pct="6.5", coverage_pct="40.4"),
        of("BHXH_TN", people=74987),
    ],
    "Hà Nội 2022, attainment of a plan in people beside a target rate": [
        of("BHYT", coverage_pct="92.9", target_pct="92.5", attainment_pct="100"),
    ],
    "Lâm Đồng 2019": [
        of("TOTAL", people=1114100, attainment_pct="100.09", yoy_pct="3.6"),
        of("BHXH_BB", people=87866, attainment_pct="98.11", yoy_pct="2.73"),
        of("BHTN", people=78180, attainment_pct="98.66", yoy_pct="6.15"),
        of("BHXH_TN", people=6500, attainment_pct="117.84", yoy_pct="207"),
        of("BHYT", people=1107600, attainment_pct="100"),
    ],
    "rule A": [
        of("BHXH", people=59177, plan_people=70544, attainment_pct="83,89", remaining=11367)
    ],
    "rule B under either name": [
        of("BHYT", coverage_pct="88,25", target_pct="95", attainment_pct="92,89", gap_pp="6,75"),
        of("BHYT_HGD", coverage_pct="88,25", target_pct="95", rate_attainment_pct="92,89"),
    ],
    "two assigners, the remaining people of the second": [
        of(
            "BHXH_TN",
            people=4037,
            attainments=[
                {"by": "HĐND", "pct": "50,46", "plan_people": 8001},
                {"by": "UBND", "pct": "79,97"},
            ],
            remaining=1011,
        )
    ],
    "short of one plan and over another": [
        of(
            "BHYT",
            people=61250,
            attainments=[
                {"by": "HĐND", "pct": "96,84", "plan_people": 63249},
                {"by": "BHXH Việt Nam", "pct": "101,24", "plan_people": 60501},
            ],
            remaining=1999,
            over_plan=749,
        )
    ],
    "over the plan, said twice": [
        of(
            "BHYT_HSSV",
            people=1250,
            plan_people=1200,
            attainment_pct="104,17",
            over_plan=50,
            remaining=-50,
        )
    ],
    "over the plan, nothing remains": [
        of("BHYT_HSSV", people=1250, plan_people=1200, remaining=0, remaining_pct="0")
    ],
    "voluntary as a share of all BHXH people": [
        of("BHXH", people=84268, coverage_pct="16,21"),
        of("BHXH_TN", people=16238, coverage_pct="19,27"),
    ],
    "falls without a minus": [
        of("BHXH", people=15344, yoy_abs=39, prev_year_people=15383, yoy_pct="0,25"),
        of("BHXH_BB", people=12345, yoy_abs=139, yoy_pct="1,11"),
        of("BHXH_TN", people=2999, yoy_abs="tăng 100", yoy_pct="3,45"),
    ],
    "rates alone": [
        of("BHXH", coverage_pct="45,1"),
        of("BHXH_BB", coverage_pct="khoảng 38,6"),
        of("BHXH_TN", coverage_pct="6,5"),
    ],
    "all rates cut off": [
        of("BHXH", people=84310, coverage_pct="16,21"),
        of("BHXH_TN", people=16270, coverage_pct="3,12"),
        of("BHTN", people=60035, coverage_pct="11,54"),
    ],
    "each rate its own way, the labour force being printed": [
        of("BHXH", people=84268, coverage_pct="16,20", labour_force=519901),
        of("BHTN", people=60041, coverage_pct="11,55"),
    ],
    "a rate of the people to be insured": [
        of("BHXH", people=84268, coverage_pct="16,21"),
        of("BHTN", people=60001, coverage_pct="91,30", eligible=65720),
    ],
    "a percentage computed from a printed one": [
        of(
            "BHYT",
            people=862541,
            population=1000000,
            coverage_pct="86,3",
            uncovered_pct="13,7",
            target_pct="91",
            rate_attainment_pct="94,84",
        ),
    ],
    "people left out and rates on one population": [
        of("BHYT", people=1017308, population=1176100, uncovered_people=158792),
    ],
    "points against a year ago": [
        of("BHXH", people=84268, coverage_pct="16,21", yoy_abs=2101, yoy_pp="0,36"),
        of("BHTN", people=60001, coverage_pct="11,54", yoy_abs=-301, yoy_pp="-0,09"),
    ],
    "a month and the time since December": [
        of("BHXH_TN", people=16238, mom_abs=-120, mom_pct="-0,73", ytd_abs=1438, ytd_pct="9,72"),
    ],
    "another unit, group and date beside the whole": [
        of("BHXH", people=84268, coverage_pct="16,21", labour_force=519852),
        of("BHXH", people=9000, coverage_pct="30,0", labour_force=30001, unit="Huyện A"),
        of("BHXH", people=700, coverage_pct="7,00", labour_force=10001, group="nông dân"),
        of("BHXH", people=80001, coverage_pct="15,4", labour_force=519500, as_of="2022-06-30"),
    ],
    "Hà Nam 2019, before and after the census": [
        of("BHYT", people=750001, coverage_pct="91,8", edition="trước tổng điều tra"),
        of("BHYT", people=750001, coverage_pct="87", edition="sau tổng điều tra"),
    ],
}

# The records, the rule broken, and the indicator and field at fault.
FAULTY: dict[str, tuple[Records, str, tuple[str, str] | None]] = {
    "nation 6/2019: what remains is 0,8 % of the plan": (
        [of("BHYT", people="84,746 triệu", attainment_pct="99,5", remaining=683761)],
        "attainment",
        ("BHYT", "attainment_pct"),
    ),
    "Lâm Đồng 11/2023: two rates on one labour force": (
        [
            of("BHXH_BB", people="trên 96.000"),
            of("BHXH_TN", people="trên 15.000"),
            of("BHXH", coverage_pct="15,49"),
            of("BHTN", people="trên 88.000", coverage_pct="11,01"),
        ],
        "sum_of_parts",
        None,
    ),
    "the parts are two short of the whole": (
        [
            of("BHXH", people=206812),
            of("BHXH_BB", people=199511),
            of("BHXH_TN", people=7299),
        ],
        "sum_of_parts",
        None,
    ),
    "the parts of last year do not add up": (
        [
            of("BHXH", people=318011, yoy_abs=40640),
            of("BHXH_BB", people=239011, yoy_abs=10513),
            of("BHXH_TN", people=79000, yoy_abs=30172, yoy_pct="61,64"),
        ],
        "sum_of_parts",
        ("BHXH_TN", "yoy_abs"),
    ),
    "the rates of the parts do not add up": (
        [
            of("BHXH", coverage_pct="45,1"),
            of("BHXH_BB", coverage_pct="38,6"),
            of("BHXH_TN", coverage_pct="5,6"),
        ],
        "sum_of_parts",
        ("BHXH_TN", "coverage_pct"),
    ),
    "a population with two digits swapped": (
        [of("BHYT", people=1017308, coverage_pct="86,5", population=1167100)],
        "coverage",
        None,
    ),
    "two labour forces": (
        [
            of("BHXH", people=84268, coverage_pct="16,21", labour_force=519852),
            of("BHTN", people=60001, coverage_pct="11,54", labour_force=591852),
        ],
        "one_denominator",
        ("BHTN", "labour_force"),
    ),
    "one rate cut off, the other rounded up": (
        [
            of("BHXH", people=84268, coverage_pct="16,21"),
            of("BHXH_TN", people=16238, coverage_pct="3,13"),
        ],
        "one_denominator",
        ("BHXH_TN", "coverage_pct"),
    ),
    "attainment with two digits swapped": (
        [of("BHXH", people=59177, plan_people=70544, attainment_pct="83,98")],
        "attainment",
        ("BHXH", "attainment_pct"),
    ),
    "what remains with two digits swapped": (
        [of("BHXH", people=59177, plan_people=70544, remaining=11376)],
        "attainment",
        ("BHXH", "remaining"),
    ),
    "what remains, without people": (
        [of("BHXH", plan_people=70544, attainment_pct="83,89", remaining=13167)],
        "attainment",
        ("BHXH", "remaining"),
    ),
    "people over the plan": (
        [
            of(
                "BHYT_HSSV",
                people=1250,
                plan_people=1200,
                attainment_pct="104,17",
                over_plan=60,
            )
        ],
        "attainment",
        ("BHYT_HSSV", "over_plan"),
    ),
    "what remains fits neither assigner": (
        [
            of(
                "BHXH_TN",
                people=4037,
                attainments=[
                    {"by": "HĐND", "pct": "50,46", "plan_people": 8001},
                    {"by": "UBND", "pct": "79,97"},
                ],
                remaining=1101,
            )
        ],
        "attainment",
        ("BHXH_TN", "remaining"),
    ),
    "the share left": (
        [
            of(
                "BHXH",
                people=59177,
                plan_people=70544,
                attainment_pct="83,89",
                remaining_pct="16,21",
            )
        ],
        "attainment",
        ("BHXH", "remaining_pct"),
    ),
    "the share not covered": (
        [of("BHYT", people=1017308, coverage_pct="86,5", uncovered_pct="15,3")],
        "coverage",
        ("BHYT", "uncovered_pct"),
    ),
    "the people not covered": (
        [of("BHYT", people=1017308, population=1176100, uncovered_people=158729)],
        "coverage",
        ("BHYT", "uncovered_people"),
    ),
    "the rate's share of its target": (
        [of("BHYT", coverage_pct="88,25", target_pct="95", rate_attainment_pct="92,98")],
        "rate_attainment",
        ("BHYT", "rate_attainment_pct"),
    ),
    "an attainment that is neither of people nor of the rate": (
        [of("BHYT", coverage_pct="80,58", target_pct="95", attainment_pct="93,2")],
        "rate_attainment",
        None,
    ),
    "points to the target": (
        [of("BHYT", coverage_pct="86.25", target_pct="91.5", gap_pp="5.52")],
        "gap",
        ("BHYT", "gap_pp"),
    ),
    "the change in per cent": (
        [of("BHXH_BB", people=239011, yoy_abs=10513, yoy_pct="6.40")],
        "change",
        ("BHXH_BB", "yoy_pct"),
    ),
    "the people a year ago": (
        [of("BHXH_BB", people=239011, yoy_abs=10513, prev_year_people=228489)],
        "change",
        ("BHXH_BB", "prev_year_people"),
    ),
    "a rise where the people fell": (
        [of("BHXH_BB", people=12345, yoy_abs="tăng 39", prev_year_people=12384)],
        "change",
        None,
    ),
    "the rate rose by more than it is": (
        [of("BHXH_TN", coverage_pct="3,1", yoy_pp="+4,0")],
        "rate_change",
        None,
    ),
    "two labour forces a year ago": (
        [
            of("BHXH", people=84268, coverage_pct="16,21", yoy_abs=2101, yoy_pp="0,36"),
            of("BHTN", people=60001, coverage_pct="11,54", yoy_abs=-301, yoy_pp="0,90"),
        ],
        "rate_change",
        None,
    ),
    "more unemployment than compulsory insurance": (
        [of("BHXH_BB", people=191379), of("BHTN", people=199511)],
        "part_within_whole",
        None,
    ),
    "the same by what is left of BHXH": (
        [
            of("BHXH", people=206810),
            of("BHXH_TN", people=17299),
            of("BHTN", people=191379),
        ],
        "sum_of_parts",
        None,
    ),
    "more pupils than insured": (
        [of("BHYT", people=100123), of("BHYT_HSSV", people=120123)],
        "part_within_whole",
        None,
    ),
    "households and pupils are more than the insured": (
        [
            of("BHYT", people=100123),
            of("BHYT_HSSV", people=40123),
            of("BHYT_HGD", people=70123),
        ],
        "part_within_whole",
        None,
    ),
    "a month's change": (
        [of("BHXH_TN", people=16238, mom_abs=-120, mom_pct="-0,37")],
        "change",
        ("BHXH_TN", "mom_pct"),
    ),
    "two editions with different people": (
        [
            of("BHYT", people=821563, edition="bài báo"),
            of("BHYT", people=812563, edition="báo cáo"),
        ],
        "editions",
        None,
    ),
}
