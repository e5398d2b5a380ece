"""The fewest units that close what a whole still lacks."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from targets.closing import ClosingSet, closing_set


def test_those_that_lack_the_most_close_it_first() -> None:
    assert closing_set(100, [30, 70, 40]) == ClosingSet([1, 2], 0)
    assert closing_set(70, [30, 70, 40]) == ClosingSet([1], 0)


def test_a_surplus_offsets_nothing_and_who_is_unknown_closes_nothing() -> None:
    assert closing_set(50, [-500, 60, None]) == ClosingSet([1], 0)


def test_what_all_of_them_leave_open_is_told() -> None:
    assert closing_set(100, [30, 20, 0]) == ClosingSet([0, 1], 50)


@given(st.integers(1, 60), st.lists(st.integers(-20, 20), max_size=6))
@settings(max_examples=80, deadline=None)
def test_no_smaller_set_closes_it(gap: int, remaining: list[int]) -> None:
    found = closing_set(gap, remaining)
    closing = [
        size
        for size in range(len(remaining) + 1)
        for some in combinations(remaining, size)
        if sum(max(0, each) for each in some) >= gap
    ]
    if found.short:
        assert not closing
        assert found.short == gap - sum(max(0, each) for each in remaining)
    else:
        assert len(found.places) == min(closing)
