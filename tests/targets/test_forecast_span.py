"""The span of a forecast: what it promises, and how often it would have held."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from targets.forecast_span import Error, Span, span_of


def errors(*of_years: Sequence[str]) -> list[Error]:
    """Of 2018, 2019 and so on."""
    return [
        Error(2018 + number, Decimal(share))
        for number, shares in enumerate(of_years)
        for share in shares
    ]


def test_of_nine_errors_the_eighth_is_as_far_as_four_in_five_of_ten_lie() -> None:
    assert span_of(errors(["1", "-2", "3", "4", "5", "-6", "7", "8", "9"])).share == 8


def test_of_four_errors_it_is_the_largest_whichever_side_it_lies() -> None:
    assert span_of(errors(["1"], ["-4"], ["2"], ["3"])) == Span(Decimal(4), 3, 4, 4)


def test_an_error_does_not_widen_the_span_it_is_judged_by() -> None:
    """A year unlike all others: its own errors must not let it in."""
    found = span_of(errors(["1", "1"], ["1", "1"], ["1", "1"], ["1", "1"], ["9", "9"]))
    assert (found.held, found.tried) == (8, 10)


def test_a_span_is_widened_until_it_would_have_held_as_often_as_it_promises() -> None:
    """One year errs by 11 to 20, which the others never let in; drawn to hold four in five, it is
    12 and would have kept out a 14 of another year as well: 39 of 50."""
    usual = [str(size) for size in range(1, 11)]
    odd = [str(size) for size in range(11, 21)]
    found = span_of(errors(odd, [*usual[:9], "14"], usual, usual, usual))
    assert found == Span(Decimal(14), 40, 50, 5)
    assert found.keeps_its_promise


def test_one_that_never_holds_as_often_is_drawn_as_promised_and_not_to_be_trusted() -> None:
    """Every year errs further than all before it."""
    found = span_of(errors(["1"], ["2"], ["40", "50", "60"], ["3"], ["4"]))
    assert not found.keeps_its_promise
    assert (found.held, found.tried, found.years) == (4, 7, 5)


@pytest.mark.parametrize("years", [1, 2, 3, 4])
def test_fewer_than_five_years_prove_nothing(years: int) -> None:
    assert not span_of(errors(*[["0"] * 50] * years)).keeps_its_promise


def test_errors_of_a_single_year_are_judged_by_none() -> None:
    assert span_of(errors(["1", "2"])) == Span(Decimal(2), 0, 0, 1)


def test_without_an_error_there_is_no_span() -> None:
    with pytest.raises(ValueError, match="errors"):
        span_of([])


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.builds(Error, st.integers(2018, 2022), st.decimals(-9, 9, places=2)), min_size=1)
)
def test_it_would_hold_at_least_four_in_five_of_the_very_errors_it_is_drawn_by(
    made_up: list[Error],
) -> None:
    found = span_of(made_up)
    inside = sum(abs(each.share) <= found.share for each in made_up)
    assert inside >= Decimal("0.8") * len(made_up)
    assert found.tried in (0, len(made_up))
