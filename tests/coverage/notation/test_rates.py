"""People as a share of a population."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.notation.numbers import write_decimal
from coverage.notation.rates import coverage_rate
from targets.attainment import percent

counts = st.one_of(st.none(), st.integers(min_value=0, max_value=10**15))


def test_the_published_rate_of_tra_vinh_comes_out() -> None:
    assert write_decimal(coverage_rate(821563, 1019562)) == "80,58"


@pytest.mark.parametrize(("people", "denominator"), [(None, 5), (5, None), (5, 0), (None, None)])
def test_what_is_not_known_has_no_rate(people: int | None, denominator: int | None) -> None:
    assert coverage_rate(people, denominator) is None


def test_nobody_is_zero_per_cent_and_more_than_all_is_possible() -> None:
    assert coverage_rate(0, 7) == 0
    assert coverage_rate(8, 4) == Decimal(200)


@given(counts, counts)
def test_the_judgement_of_targets_computes_the_same(
    people: int | None, denominator: int | None
) -> None:
    assert coverage_rate(people, denominator) == percent(people, denominator)
