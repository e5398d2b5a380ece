"""Narrowing: it finds contradictions, and never takes away what is possible."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.report_check.arithmetic.links import Ceiling, Fulfilment, Remainder, Share, Total
from reports.report_check.arithmetic.solver import (
    STEP,
    Allowance,
    Contradiction,
    Link,
    State,
    settle,
)

A, B, C, D = range(4)


def around(links: list[Link], places: int) -> list[list[Link]]:
    for order, link in enumerate(links):
        link.bit = 1 << (8 + order)
    return [[link for link in links if place in link.places] for place in range(places)]


def settled(limits: list[tuple[int | None, int | None]], *links: Link) -> State:
    state = State([None] * len(limits), [None] * len(limits))
    for place, (lo, hi) in enumerate(limits):
        if lo is not None:
            state.at_least(place, lo, 1 << place)
        if hi is not None:
            state.at_most(place, hi, 1 << place)
    settle(state, around(list(links), len(limits)), Allowance(1_000))
    return state


def per_cent(value: int) -> tuple[int, int]:
    return value * STEP, value * STEP


def test_people_and_a_rate_give_the_denominator() -> None:
    state = settled(
        [(84268, 84268), (0, None), (1_620_500 * STEP // 10**5, 1_621_500 * STEP // 10**5)],
        Share(part=A, whole=B, rate=C),
    )
    assert (state.lo[B], state.hi[B]) == (519_692, 520_012)


def test_a_denominator_that_two_rates_cannot_share_is_a_contradiction() -> None:
    limits: list[tuple[int | None, int | None]] = [
        (500, 500),
        (0, None),
        per_cent(50),
        (300, 300),
        per_cent(40),
    ]
    with pytest.raises(Contradiction) as caught:
        settled(limits, Share(part=A, whole=B, rate=C), Share(part=D, whole=B, rate=4))
    assert caught.value.why & 0b11111 == 0b11101


def test_what_remains_and_a_rate_give_the_plan_at_once() -> None:
    links = (
        Share(part=A, whole=B, rate=C),
        Total(B, [A, D]),
        Remainder(whole=B, rate=C, rest=D),
    )
    state = settled([(0, None), (0, None), per_cent(99), (10, 10)], *links)
    assert (state.lo[A], state.hi[A], state.lo[B], state.hi[B]) == (990, 990, 1000, 1000)
    state = settled([(0, None), (0, None), per_cent(125), (-10, -10)], *links)
    assert (state.lo[A], state.lo[B]) == (50, 40)


def test_a_ring_that_creeps_comes_to_an_end() -> None:
    state = settled([(0, None), (0, None), (1, 1)], Ceiling(A, B), Total(A, [B, C]))
    assert state.lo[A] is not None


def test_nothing_follows_from_a_plan_of_nobody() -> None:
    state = settled([(5, 5), (0, 0), (0, None)], Share(part=A, whole=B, rate=C))
    assert state.hi[C] is None


small = st.integers(min_value=0, max_value=6)
limits_of_three = st.lists(st.tuples(small, small).map(sorted), min_size=3, max_size=3)


def possible(limits: list[list[int]], holds: object) -> list[tuple[int, ...]]:
    ranges = [range(lo, hi + 1) for lo, hi in limits]
    return [values for values in product(*ranges) if holds(*values)]  # type: ignore[operator]


@settings(max_examples=60)
@given(limits_of_three)
def test_a_sum_keeps_what_is_possible_and_finds_what_is_not(limits: list[list[int]]) -> None:
    solutions = possible(limits, lambda a, b, c: a == b + c)
    try:
        state = settled([(lo, hi) for lo, hi in limits], Total(A, [B, C]))
    except Contradiction:
        assert not solutions
        return
    assert solutions
    for place in range(3):
        assert state.lo[place] == min(values[place] for values in solutions)
        assert state.hi[place] == max(values[place] for values in solutions)


@settings(max_examples=60)
@given(limits_of_three, st.sampled_from([1, 25, 50, 80, 100]))
def test_a_share_keeps_what_is_possible(limits: list[list[int]], unit: int) -> None:
    """Rates in multiples of `unit` per cent; people up to six."""
    solutions = possible(limits, lambda part, whole, rate: 100 * part == rate * unit * whole)
    rates = (limits[2][0] * unit * STEP, limits[2][1] * unit * STEP)
    people = [(lo, hi) for lo, hi in limits[:2]]
    try:
        state = settled([*people, rates], Share(part=A, whole=B, rate=C))
    except Contradiction:
        assert not solutions
        return
    for part, whole, rate in solutions:
        for place, value in ((A, part), (B, whole), (C, rate * unit * STEP)):
            lo, hi = state.lo[place], state.hi[place]
            assert lo is not None
            assert hi is not None
            assert lo <= value <= hi


@settings(max_examples=60)
@given(limits_of_three)
def test_a_fulfilment_keeps_what_is_possible(limits: list[list[int]]) -> None:
    """Rates in steps of ten per cent."""
    solutions = possible(limits, lambda reached, done, target: 10 * reached == done * target)
    try:
        state = settled(
            [(lo * 10 * STEP, hi * 10 * STEP) for lo, hi in limits],
            Fulfilment(reached=A, done=B, target=C),
        )
    except Contradiction:
        assert not solutions
        return
    for values in solutions:
        for place, value in enumerate(values):
            lo, hi = state.lo[place], state.hi[place]
            assert lo is not None
            assert hi is not None
            assert lo <= value * 10 * STEP <= hi
