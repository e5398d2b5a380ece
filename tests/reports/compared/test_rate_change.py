"""Why a rate changed: the split per unit and in words, and what is said where it cannot be made."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.models import AdministrativeUnit
from known_values import base, own, reported
from made_comparisons import JUNE, compare_units, district
from reports.compared.rate_changes import RateChange, rate_changes, sentence, whole_change
from reports.figures.pooled_values import pool_values
from reports.figures.values import NOTHING, Value, own_value

DECEMBER = date(2022, 12, 1)
CAU_KE, TRA_CU = district(11, "Huyện Cầu Kè"), district(12, "Huyện Trà Cú")
sizes = st.integers(1, 10**8)


def change_of(before: Value, now: Value) -> RateChange:
    return rate_changes(compare_units({CAU_KE: {DECEMBER: before, JUNE: now}}))[0]


def in_english(said: dict[AdministrativeUnit, dict[date, Value]]) -> str:
    compared = compare_units(said)
    with override("en"):
        return sentence(compared, whole_change(compared))


def test_people_fall_while_the_rate_rises() -> None:
    # As in Lâm Đồng 5/2025: people −5.806, rate 17,1 % to 18,43 %; the levels are made up.
    before, now = reported(139_000, of=812_866), reported(133_194, of=722_702)
    assert in_english({CAU_KE: {DECEMBER: before, JUNE: now}}) == (
        "Tỉnh Trà Vinh, from 12/2022 to 06/2023: the rate rose by 1,33 points, from 17,10 % to "
        "18,43 %. By people alone it fell by 0,76 points; by the denominator alone it rose by "
        "2,09 points."
    )


def test_nothing_moved_is_said_in_words() -> None:
    same = reported(50, of=100)
    assert in_english({CAU_KE: {DECEMBER: same, JUNE: same}}) == (
        "Tỉnh Trà Vinh, from 12/2022 to 06/2023: the rate did not change, from 50,00 % to 50,00 %."
        " By people alone it did not change; by the denominator alone it did not change."
    )


def test_the_whole_is_split_on_all_its_people_and_denominators_not_on_the_rates_of_its_parts() -> (
    None
):
    said = {
        CAU_KE: {DECEMBER: reported(50, of=100), JUNE: reported(90, of=100)},
        TRA_CU: {DECEMBER: reported(100, of=900), JUNE: reported(100, of=900)},
    }
    split = whole_change(compare_units(said)).split
    assert split is not None
    assert split.total == Decimal(4)


@settings(max_examples=80)
@given(sizes, sizes, sizes, sizes)
def test_the_parts_add_up_to_the_whole_of_the_change(
    people: int, of: int, people_now: int, of_now: int
) -> None:
    change = change_of(reported(people, of=of), reported(people_now, of=of_now))
    assert change.split is not None
    assert change.now.rate is not None
    assert change.before.rate is not None
    total = change.now.rate - change.before.rate
    size = max(abs(change.split.by_people), abs(change.split.by_denominator), change.now.rate)
    tolerance = size.scaleb(-20)
    assert abs(change.split.total - total) <= tolerance
    assert abs(change.split.by_people + change.split.by_denominator - total) <= tolerance


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        (NOTHING, reported(5, of=10), "no people reported for 12/2022"),
        (reported(5, of=10), reported(rate="80.58"), "no people reported for 06/2023"),
        (reported(5, of=10), reported(absence="not_available"), "no people reported for 06/2023"),
        (reported(5), reported(5, of=10), "no denominator for 12/2022"),
        (reported(5, of=10), reported(5, of=0), "no denominator for 06/2023"),
        (
            reported(5, of=10),
            pool_values([reported(5, of=10), NOTHING]),
            "not all units reported for 06/2023",
        ),
        (
            pool_values([reported(5, of=10)]),
            replace(pool_values([reported(5, of=10)]), excluded=frozenset({7})),
            "the two months do not count the same units",
        ),
    ],
)
def test_what_cannot_be_split_says_why_and_is_no_zero(before: Value, now: Value, why: str) -> None:
    with override("en"):
        change = change_of(before, now)
    assert (change.split, change.why_not) == (None, why)


def test_a_printed_rate_that_people_and_denominator_do_not_make_is_named() -> None:
    printed = own_value(own(821_563, "80.58"), base(1_050_000))
    assert change_of(reported(5, of=10), printed).is_printed
    agreeing = own_value(own(821_563, "80.58"), base(1_019_561))
    assert not change_of(reported(5, of=10), agreeing).is_printed


def test_a_unit_that_cannot_be_split_has_no_sentence() -> None:
    assert in_english({CAU_KE: {JUNE: reported(5, of=10)}}) == ""
