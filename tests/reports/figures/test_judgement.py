"""Why a light shines, what pace is needed and what an attainment is of: in words."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from cast import JUNE
from coverage.models import AdministrativeUnit, Indicator
from known_values import base, promised, reported
from reports.figures.held import make_row
from reports.figures.judgement import (
    base_text,
    light_rule_text,
    milestone_rule_text,
    pace_text,
    rule_text,
    version_text,
    without_path_text,
    working_text,
)
from reports.figures.pooled_values import summed_value
from reports.figures.standing import Row, Standing, months_around
from reports.figures.values import NOTHING, PartsSum, Value
from targets.attainment import Rule, pooled


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def judged(
    now: Value,
    december: Value = NOTHING,
    period: date = JUNE,
    a_year_ago: Value = NOTHING,
    **said: Any,
) -> tuple[Row, Standing]:
    months = months_around(period)
    values = dict.fromkeys(months.all(), NOTHING) | {
        months.now: now,
        months.year_before: a_year_ago,
        months.december: december,
    }
    unit = AdministrativeUnit(pk=1, full_name="Tỉnh Trà Vinh")
    row = make_row(unit, Indicator(pk=1, code="BHYT"), months, values, [promised(**said)])
    return row, row.standings[0]


def test_a_light_names_the_path_it_was_held_against() -> None:
    behind = judged(reported(821_563), reported(840_503), people=966_520)
    assert light_rule_text(*behind) == "path to date 903.512 (93,48 % of the target)"
    by_rate = judged(reported(rate="88"), reported(rate="86"), percent="95")
    assert light_rule_text(*by_rate) == "path to date 90,50 % (95,26 % of the target)"


def test_a_target_that_is_met_needs_no_path() -> None:
    assert light_rule_text(*judged(reported(10), people=10)) == "the target is met"
    assert light_rule_text(*judged(reported(10), reported(4), people=9)) == "the target is met"


partial = summed_value(PartsSum(9, pooled([(9, 10)]), 8, 9, simulated=False))


@pytest.mark.parametrize(
    ("now", "said", "why"),
    [
        (NOTHING, {"people": 5}, "no figure for the month"),
        (partial, {"people": 50}, "units are missing from the sum: judging it would be unfair"),
        (
            reported(9),
            {"people": 50},
            "no figure of 12/2022 complete enough to draw the path from",
        ),
        (reported(9), {"percent": "50"}, "no denominator, and the target is a rate"),
        (
            reported(rate="9"),
            {"people": 50},
            "only a rate is known, and the target is in people",
        ),
    ],
)
def test_no_light_says_why_not(now: Value, said: dict[str, Any], why: str) -> None:
    assert light_rule_text(*judged(now, **said)) == why


def test_a_target_of_zero_says_so() -> None:
    row, standing = judged(reported(3), reported(1), people=0)
    assert standing.assessment.attainment is None
    assert light_rule_text(row, standing) == "the target is zero: nothing to measure on"


def paced(now: Value, a_year_ago: Value, december: Value) -> str:
    return pace_text(*judged(now, december, a_year_ago=a_year_ago, people=966_520))


def test_the_pace_needed_stands_beside_that_of_the_same_months_last_year() -> None:
    """144.957 in six months; last year 18.940 came between June and December."""
    said = paced(reported(821_563), reported(821_563), reported(840_503))
    assert said == "needs 24.160 a month; same months last year +3.157 a month"


def test_months_of_last_year_that_are_not_of_the_same_people_pace_nothing() -> None:
    now, december = reported(821_563), reported(840_503)
    elsewhere = reported(800_000, scope="managed_locally")
    for a_year_ago in (NOTHING, partial, elsewhere):
        assert paced(now, a_year_ago, december) == "needs 24.160 a month"
    assert paced(now, december, NOTHING) == "needs 24.160 a month"


def test_where_the_target_is_met_nothing_is_said_to_be_needed() -> None:
    assert paced(reported(970_000), reported(821_563), reported(840_503)) == ""
    assert pace_text(*judged(reported(50), people=50)) == ""


def test_in_december_nothing_is_left_per_month() -> None:
    december = date(2023, 12, 1)
    for people in (8_999, 10_000):
        for before in (reported(3), NOTHING):
            assert pace_text(*judged(reported(people), before, december, people=10_000)) == ""


def test_in_vietnamese_a_december_that_lacks_units_is_said() -> None:
    lacking = judged(reported(9), partial, people=50)
    with override("vi"):
        assert light_rule_text(*lacking) == "thiếu số tháng 12/2022 đủ để vẽ lộ trình"


def test_a_milestone_says_that_it_judges_nothing() -> None:
    months = months_around(JUNE)
    values = dict.fromkeys(months.all(), reported(9))
    unit, later = AdministrativeUnit(pk=1), promised(10, year=2025)
    row = make_row(unit, Indicator(pk=1, code="BHYT"), months, values, [later])
    said = milestone_rule_text(row.milestones[0])
    assert said == "a milestone for 2025: this year is not judged by it"
    assert working_text(row, row.milestones[0]) == "9 ÷ 10"


def test_an_unknown_rest_has_no_pace() -> None:
    assert pace_text(*judged(NOTHING, people=10)) == ""


def test_the_working_shows_both_numbers_and_the_denominator() -> None:
    assert working_text(*judged(reported(84_268), people=112_936)) == "84.268 ÷ 112.936"
    by_rate = judged(reported(84_268, rate="16.21", of=519_852), percent="45")
    assert working_text(*by_rate) == (
        "16,21 % ÷ 45\u00a0%; 45\u00a0% of 519.852 (2023) makes 233.933 people"
    )
    assert working_text(*judged(NOTHING, people=10)) == ""


def test_a_denominator_says_its_year_and_whether_it_is_an_estimate_or_a_sum() -> None:
    assert base_text(base(1_000)) == "1.000 (2023)"
    assert base_text(base(1_000, estimate=True)) == "1.000 (2023, estimate)"
    assert base_text(base(1_000, None)) == "1.000 (sum of the units’ denominators)"


def test_the_rules_and_the_version_are_named() -> None:
    assert rule_text(Rule.PEOPLE_ON_PEOPLE).startswith("rule A")
    assert rule_text(Rule.RATE_ON_RATE).startswith("rule B")
    said = version_text(promised(people=1, target_id=42))
    assert said.startswith("in force from 01/01/2023; target for 2023, version no. 42 of ")
    assert "revised" not in said
    revised = version_text(promised(people=1, reason="thêm hộ nghèo."))
    assert revised.endswith("; revised because: thêm hộ nghèo")


def test_an_unrounded_path_is_rounded_half_up_once() -> None:
    row, standing = judged(reported(1), reported(0), people=5)
    assert standing.path == Decimal("2.5")
    assert "path to date 3 " in light_rule_text(row, standing)


def test_units_without_a_path_are_named_or_counted_where_they_are_many() -> None:
    lacking, known = (
        judged(reported(80), people=100),
        judged(reported(80), reported(70), people=100),
    )
    text = "no figure of 12/2022 complete enough to draw the path from"
    name = lacking[0].unit.full_name
    assert without_path_text([lacking, known]) == f"{name}: {text}"
    assert without_path_text([*[lacking] * 13, known]) == f"13 units: {text}"
    assert without_path_text([lacking] * 13) == f"N{text[1:]}"
    assert without_path_text([known]) == ""
