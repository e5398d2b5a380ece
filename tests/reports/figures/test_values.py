"""What is known of a unit, an indicator and a month: own reports, sums of parts, wholes."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.models import Absence, Origin
from known_values import base, own, reported
from reports.figures.pooled_values import computed_whole, pool_values, summed_value
from reports.figures.values import NOTHING, PartsSum, Value, own_value
from targets.attainment import Pooled, pooled

TRA_VINH_BHYT, TRA_VINH_POPULATION = 821_563, 1_019_562


def parts_sum(people: int | None, counted: int, expected: int, *pairs: tuple[int, int]) -> PartsSum:
    """`pairs` are the people and denominators of the parts that have both."""
    return PartsSum(people, pooled(pairs), counted, expected, simulated=False)


def test_a_unit_that_did_not_report_has_no_people_and_not_zero() -> None:
    assert (NOTHING.people, NOTHING.rate, NOTHING.is_complete) == (None, None, False)


def test_a_reported_zero_is_a_value() -> None:
    value = reported(0, of=1_000)
    assert (value.people, value.rate, value.is_complete) == (0, Decimal(0), True)


def test_the_printed_rate_stands_where_the_computed_one_differs() -> None:
    """Trà Vinh's 3,13 % of voluntary social insurance; 16.238 of 519.852 would be 3,12 %."""
    value = reported(16_238, "3.13", of=519_852)
    assert value.rate == Decimal("3.13")
    assert value.rate_is_printed


def test_without_a_printed_rate_it_is_computed_and_not_rounded() -> None:
    value = reported(TRA_VINH_BHYT, of=TRA_VINH_POPULATION)
    assert value.rate is not None
    assert value.rate != round(value.rate, 2)
    assert round(value.rate, 2) == Decimal("80.58")
    assert not value.rate_is_printed


def test_people_without_a_denominator_have_no_rate() -> None:
    assert reported(2_983).rate is None


def test_a_denominator_of_zero_gives_no_rate() -> None:
    assert reported(5, of=0).rate is None


@pytest.mark.parametrize("absence", [Absence.NOT_AVAILABLE, Absence.NOT_APPLICABLE])
def test_an_explained_absence_keeps_its_reason_and_has_no_value(absence: Absence) -> None:
    value = reported(absence=absence, of=1_000)
    assert (value.people, value.rate, value.counted) == (None, None, 0)
    assert value.absence == absence
    assert not value.is_complete


def test_a_withdrawn_figure_is_as_if_never_reported() -> None:
    assert reported(absence=Absence.WITHDRAWN).absence == ""


def test_a_rate_reported_without_people_is_known_but_not_complete_in_people() -> None:
    value = reported(rate="91")
    assert (value.people, value.rate, value.whole_rate) == (None, Decimal(91), Decimal(91))
    assert value.whole_people is None


def test_a_figure_over_a_simulated_denominator_is_marked() -> None:
    assert own_value(own(500), base(1_000, simulated=True)).simulated


def test_a_simulated_figure_is_marked() -> None:
    assert reported(500, origin=Origin.SIMULATED).simulated
    assert not reported(500).simulated


def test_a_sum_over_some_of_the_parts_is_a_value_but_not_the_whole() -> None:
    value = summed_value(parts_sum(900, 8, 9, (900, 1_000)))
    assert value.people == 900
    assert (value.is_complete, value.whole_people, value.whole_rate) == (False, None, None)


def test_a_sum_over_all_parts_is_the_whole() -> None:
    value = summed_value(parts_sum(900, 2, 2, (400, 600), (500, 400)))
    assert (value.whole_people, value.whole_rate) == (900, Decimal(90))
    assert value.base is not None
    assert (value.base.people, value.base.year) == (1_000, None)


def test_a_rate_over_some_of_the_people_is_not_that_of_the_whole() -> None:
    """Two parts reported 400 and 500 people; only the first has a denominator."""
    value = summed_value(parts_sum(900, 2, 2, (400, 800)))
    assert (value.people, value.rate) == (900, Decimal(50))
    assert (value.base, value.whole_rate) == (None, None)
    assert value.rated == (400, 800)


def test_parts_of_which_none_reported_people_sum_to_nothing_and_not_to_zero() -> None:
    value = summed_value(PartsSum(None, Pooled(None, None, 0, 3), 0, 3, simulated=False))
    assert (value.people, value.rate, value.base) == (None, None, None)


def test_units_of_which_none_is_known_pool_to_nothing() -> None:
    value = pool_values([NOTHING, reported(absence=Absence.NOT_AVAILABLE)])
    assert (value.people, value.rate, value.base, value.counted) == (None, None, None, 0)
    assert value.expected == 2


def test_no_units_at_all_pool_to_nothing() -> None:
    assert pool_values([]).people is None
    assert not pool_values([]).is_complete


def test_rates_are_pooled_and_never_averaged() -> None:
    small, large = reported(90, of=100), reported(300, of=900)
    assert pool_values([small, large]).rate == Decimal(39)


def test_a_unit_without_a_denominator_counts_its_people_but_not_in_the_rate() -> None:
    value = pool_values([reported(90, of=100), reported(300)])
    assert (value.people, value.rate, value.base) == (390, Decimal(90), None)


def test_a_sum_with_gaps_leaves_its_gaps_to_the_pool_above() -> None:
    with_gaps = summed_value(parts_sum(900, 8, 9, (900, 1_000)))
    value = pool_values([with_gaps, reported(100, of=200)])
    assert (value.counted, value.expected) == (2, 2)
    assert (value.people, value.is_complete) == (1_000, False)


def test_the_pool_above_counts_only_people_that_have_a_denominator() -> None:
    """A sum of 900 people of whom 400 have a denominator of 800 brings 400 of 800."""
    partly_rated = summed_value(parts_sum(900, 2, 2, (400, 800)))
    value = pool_values([partly_rated, reported(100, of=200)])
    assert (value.people, value.rate, value.base) == (1_000, Decimal(50), None)


def test_a_simulated_part_marks_the_pool() -> None:
    assert pool_values([reported(1), reported(2, origin=Origin.SIMULATED)]).simulated
    assert not pool_values([reported(1), reported(2)]).simulated


people_and_base = st.tuples(
    st.integers(min_value=0, max_value=10**9), st.integers(min_value=1, max_value=10**9)
)


@settings(max_examples=50)
@given(st.lists(people_and_base, min_size=1, max_size=8))
def test_the_pooled_rate_is_all_people_on_all_denominators(parts: list[tuple[int, int]]) -> None:
    value = pool_values([reported(people, of=of) for people, of in parts])
    people, of = sum(p for p, _ in parts), sum(d for _, d in parts)
    assert value.people == people
    assert value.base is not None
    assert value.base.people == of
    assert value.rate is not None
    assert abs(Fraction(value.rate) - Fraction(people * 100, of)) < Fraction(1, 10**20)
    rates = [Fraction(p * 100, d) for p, d in parts]
    assert min(rates) - Fraction(1, 10**20) <= value.rate <= max(rates) + Fraction(1, 10**20)


@settings(max_examples=50)
@given(st.lists(people_and_base, min_size=2, max_size=8), st.integers(min_value=1, max_value=7))
def test_pooling_in_two_steps_is_pooling_at_once(parts: list[tuple[int, int]], cut: int) -> None:
    values = [reported(people, of=of) for people, of in parts]
    cut = min(cut, len(values) - 1)
    at_once = pool_values(values)
    in_steps = pool_values([pool_values(values[:cut]), pool_values(values[cut:])])
    assert (in_steps.people, in_steps.rate) == (at_once.people, at_once.rate)
    assert in_steps.is_complete


def test_a_whole_is_the_sum_of_its_part_indicators() -> None:
    """The nation's series: 10.431.617 compulsory and 133.831 voluntary at the end of 2012."""
    value = computed_whole([reported(10_431_617), reported(133_831)], None)
    assert value.people == 10_565_448
    assert value.computed_from_parts
    assert value.is_complete


def test_a_computed_whole_is_measured_as_its_parts_are() -> None:
    parts = [reported(68_030, of=519_852), reported(16_238, of=519_852)]
    value = computed_whole(parts, base(1))
    assert value.base == parts[0].base
    assert value.rate == reported(84_268, of=519_852).rate


def test_a_computed_whole_of_unlike_parts_is_measured_against_the_unit_itself() -> None:
    parts = [reported(60, of=100), reported(40, of=200)]
    assert computed_whole(parts, base(1_000)).rate == Decimal(10)
    assert computed_whole(parts, None).rate is None


def test_a_computed_whole_is_simulated_where_one_part_is() -> None:
    parts = [reported(1), reported(2, origin=Origin.SIMULATED)]
    assert computed_whole(parts, None).simulated


def test_a_complete_value_has_all_its_parts_and_none_with_gaps() -> None:
    value = Value(people=1, counted=2, expected=2)
    assert value.is_complete
    assert not replace(value, expected=3).is_complete
    assert not replace(value, has_gaps=True).is_complete
    assert not replace(value, people=None).is_complete
