"""A target is asked about where it is far from everything that is known."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.attainment import Promise
from targets.register.doubts import LEAST_PEOPLE, TIMES_OFF, Doubt, doubt_of

POPULATION = 3_381_000
FORMER, ACTUAL = Promise(people=3_188_304), Promise(people=3_050_000)


def percent(rate: str) -> Promise:
    return Promise(percent=Decimal(rate))


def test_a_share_typed_as_per_cent_is_told_by_the_target_before_and_what_was_reached() -> None:
    assert doubt_of(percent("0.95"), [FORMER, ACTUAL], POPULATION) == Doubt(percent("95"), 32_120)


@pytest.mark.parametrize(
    ("said", "known", "meant"),
    [
        (Promise(people=31_883), [FORMER], Promise(people=3_188_300)),
        (Promise(people=318_830_400), [FORMER], Promise(people=3_188_304)),
        (Promise(people=318_830), [FORMER], None),
        (Promise(people=0), [FORMER], None),
        (percent("0.95"), [percent("93.5")], percent("95")),
        (percent("9500"), [percent("93.5")], percent("95")),
    ],
)
def test_the_same_a_hundredfold_is_offered_where_that_comes_near(
    said: Promise, known: list[Promise], meant: Promise | None
) -> None:
    found = doubt_of(said, known, POPULATION)
    assert found is not None
    assert found.meant == meant


@pytest.mark.parametrize(
    ("said", "known"),
    [
        (percent("95"), [FORMER, ACTUAL]),
        (Promise(people=3_300_000), [FORMER]),
        (Promise(people=5_474), [Promise(people=1_900)]),
        (percent("95"), [percent("0.95"), ACTUAL]),  # one slip is not held against the next
        (Promise(people=60), [Promise(people=9)]),
        (percent("0.95"), []),
        (Promise(people=9_176, percent=Decimal("0.9")), []),
    ],
)
def test_what_is_near_anything_known_is_not_asked_about(
    said: Promise, known: list[Promise]
) -> None:
    assert doubt_of(said, known, POPULATION) is None


def test_of_a_target_in_both_each_number_is_held_against_what_is_known() -> None:
    both = Promise(people=966_520, percent=Decimal("0.95"))
    doubt = doubt_of(both, [percent("94.1"), ACTUAL], POPULATION)
    assert doubt == Doubt(Promise(people=966_520, percent=Decimal(95)), 32_120)
    few = Promise(people=30_000, percent=Decimal("94.8"))
    found = doubt_of(few, [percent("94.1"), ACTUAL], POPULATION)
    assert found is not None
    assert found.meant == Promise(people=3_000_000, percent=Decimal("94.8"))


def test_where_nothing_is_known_its_two_numbers_are_held_against_each_other() -> None:
    both = Promise(people=966_520, percent=Decimal("0.95"))
    assert doubt_of(both, [], POPULATION) is not None
    assert doubt_of(both, [], None) is None


def test_people_and_per_cent_are_held_against_each_other_only_by_a_denominator() -> None:
    assert doubt_of(percent("0.95"), [FORMER], None) is None
    assert doubt_of(percent("0.95"), [FORMER], POPULATION) is not None


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_within_the_factor_nothing_is_asked_and_beyond_it_always(said: int, known: int) -> None:
    found = doubt_of(Promise(people=said), [Promise(people=known)], None)
    is_far = max(said, known) > TIMES_OFF * min(said, known) and abs(said - known) >= LEAST_PEOPLE
    assert (found is not None) == is_far


@given(st.integers(1, 10**9), st.lists(st.integers(1, 10**9), max_size=4))
def test_a_target_equal_to_one_that_is_known_is_never_asked_about(
    said: int, known: list[int]
) -> None:
    promises = [Promise(people=each) for each in (said, *known)]
    assert doubt_of(Promise(people=said), promises, None) is None
