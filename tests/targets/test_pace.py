"""Pace, path to date, reference paths and lights."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.notation.numbers import write_decimal
from targets.pace import (
    Light,
    PastYear,
    gained_a_month,
    light,
    needed_pace,
    path_to_date,
    reference_path,
    usual_deviation,
)

counts = st.integers(0, 10**9)
month_numbers = st.integers(1, 12)
moderate = settings(max_examples=60, deadline=None)

BHXH_28_NQ_TW = {2021: Decimal(35), 2025: Decimal(45), 2030: Decimal(60)}


def test_what_remains_is_spread_over_the_months_left() -> None:
    # Trà Vinh BHYT, 30/6/2023: 144.957 people in six months.
    assert needed_pace(144957, 6) == 24_160
    assert needed_pace(28668, 6) == 4_778
    assert needed_pace(1_564, 3) == 522, "521 would leave one"
    assert needed_pace(39, 1) == 39


def test_nothing_remaining_needs_no_pace_even_in_december() -> None:
    assert needed_pace(0, 6) == 0
    assert needed_pace(-39, 0) == 0


def test_no_months_left_or_an_unknown_remainder_gives_no_pace() -> None:
    assert needed_pace(1, 0) is None
    assert needed_pace(None, 6) is None


def test_what_months_gained_is_an_average_of_whole_months() -> None:
    # Lai Châu's BHXH_TN rose from 1.900 to 2.983.
    assert gained_a_month(1900, 2983, 5) == Decimal("216.6")
    assert gained_a_month(2983, 1900, 5) == Decimal("-216.6")
    assert gained_a_month(None, 1900, 5) is None
    assert gained_a_month(2983, None, 5) is None
    assert gained_a_month(1900, 2983, 0) is None, "after December there is no month"


def test_the_path_climbs_evenly_from_last_december_to_the_target() -> None:
    assert path_to_date(1900, 5500, 5) == 3400
    assert path_to_date(1900, 5500, 12) == 5500
    assert path_to_date(Decimal("33"), Decimal("35"), 6) == Decimal("34")
    assert path_to_date(0, 144, 3) == 36
    assert path_to_date(None, 5500, 5) is None
    assert path_to_date(1900, None, 5) is None


def test_a_month_deviates_as_it_did_in_the_years_before() -> None:
    """In January cards lapse: 6 % below the even climb of one year, 8 % of another."""
    years = [PastYear(1000, 950, 1120), PastYear(1000, 930, 1120)]
    assert usual_deviation(years, 1) == Decimal("-0.07")
    assert usual_deviation(years[:1], 1) == Decimal("-0.06")
    odd = PastYear(1000, 2000, 1000)
    assert usual_deviation([*years, odd], 1) == Decimal("-0.06"), "one odd year moves nothing"
    assert usual_deviation([], 1) is None
    assert usual_deviation([PastYear(0, 5, 10)], 1) is None, "a share of nobody is none"
    assert usual_deviation([PastYear(1000, 1000, 1120)], 12) == Decimal("-0.12")


def test_the_path_follows_the_usual_deviation_and_ends_at_the_target() -> None:
    assert path_to_date(1000, 1240, 1) == 1020
    assert path_to_date(1000, 1240, 1, Decimal("-0.06")) == 960
    assert path_to_date(Decimal(80), Decimal(92), 1, Decimal("-0.05")) == 77
    assert path_to_date(1000, 1240, 12, Decimal("-0.06")) == 1240
    assert path_to_date(0, 1200, 1, Decimal("-0.06")) == 100


@given(st.integers(1, 10**8), counts, counts, st.integers(1, 11))
@moderate
def test_a_year_told_again_lies_on_its_own_path(
    start: int, at_month: int, end: int, month: int
) -> None:
    deviation = usual_deviation([PastYear(start, at_month, end)], month)
    path = path_to_date(start, end, month, deviation)
    assert path is not None
    assert abs(Fraction(path) - at_month) < Fraction(1, 10**9)


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_month_outside_the_year_is_an_error(month: int) -> None:
    with pytest.raises(ValueError, match="month"):
        path_to_date(1900, 5500, month)


@given(counts, counts, month_numbers)
@moderate
def test_the_path_agrees_with_fractions(start: int, target: int, month: int) -> None:
    path = path_to_date(start, target, month)
    assert path is not None
    exact = start + Fraction(target - start) * month / 12
    assert abs(Fraction(path) - exact) < Fraction(1, 10**20)


@given(counts, counts, month_numbers)
@moderate
def test_going_on_at_the_needed_pace_reaches_the_target(now: int, target: int, month: int) -> None:
    pace = needed_pace(target - now, 12 - month)
    if pace is None:
        assert month == 12
        return
    reached = now + pace * (12 - month)
    assert reached >= target
    assert pace == 0 or now + (pace - 1) * (12 - month) < target


def test_a_reference_path_runs_straight_between_milestones() -> None:
    assert reference_path(BHXH_28_NQ_TW, 2021) == 35
    assert reference_path(BHXH_28_NQ_TW, 2022) == Decimal("37.5")
    assert reference_path(BHXH_28_NQ_TW, 2025) == 45
    assert reference_path(BHXH_28_NQ_TW, 2027) == 51
    assert write_decimal(reference_path({2021: Decimal(28), 2024: Decimal(35)}, 2022)) == "30,33"


def test_there_is_no_reference_path_outside_the_milestones() -> None:
    assert reference_path(BHXH_28_NQ_TW, 2020) is None
    assert reference_path(BHXH_28_NQ_TW, 2031) is None
    assert reference_path({}, 2025) is None


@pytest.mark.parametrize(
    ("actual", "target", "path", "expected"),
    [
        (966520, 966520, 900000, Light.REACHED),
        (966521, 966520, None, Light.REACHED),
        (900000, 966520, 900000, Light.ON_PATH),
        (821563, 966520, 900000, Light.BEHIND),
        (0, 966520, 900000, Light.BEHIND),
        (0, 0, 0, Light.REACHED),
        (Decimal("80.58"), Decimal("94.79"), Decimal("80.57"), Light.ON_PATH),
        (None, 966520, 900000, Light.NO_DATA),
        (821563, None, None, Light.NO_DATA),
        (821563, 966520, None, Light.NO_DATA),
    ],
)
def test_the_light_tells_reached_on_path_behind_and_no_data(
    actual: int | Decimal | None,
    target: int | Decimal | None,
    path: int | Decimal | None,
    expected: Light,
) -> None:
    assert light(actual, target, path) is expected


def test_without_a_month_left_there_is_no_path_a_target_is_reached_or_it_is_not() -> None:
    def shown(actual: int | None, path: int | None) -> Light:
        return light(actual, 966_520, path, is_over=True)

    assert shown(966_520, None) is Light.REACHED
    assert shown(966_519, None) is shown(966_519, 900_000) is Light.MISSED
    assert shown(None, 900_000) is Light.NO_DATA


def test_more_than_a_target_is_reached_above_it_and_on_its_path_at_it() -> None:
    def shown(actual: str) -> Light:
        return light(Decimal(actual), Decimal(95), Decimal(94), is_of_more=True)

    assert [shown(each) for each in ("93.9", "95", "95.004")] == [
        Light.BEHIND,
        Light.ON_PATH,
        Light.REACHED,
    ]


def test_each_light_has_a_sign_and_only_what_falls_short_shares_one() -> None:
    assert [each.sign for each in Light] == ["✓", "▲", "✕", "✕", "–"]
