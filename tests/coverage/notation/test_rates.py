"""People as a share of a population."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.notation.numbers import write_decimal
from coverage.notation.printed import printed_decimals
from coverage.notation.rates import coverage_rate, hundredfold, prints_as
from reports.report_check.arithmetic.printed import Quantity
from reports.report_check.arithmetic.printed_text import read_print
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


@pytest.mark.parametrize(
    ("printed", "allows", "refuses"),
    [
        ("80.58", ("80.575", "80.58", "80.5899"), ("80.5749", "80.59")),
        ("16.2", ("16.15", "16.2999"), ("16.1499", "16.3")),
        ("96", ("95.5", "96.99"), ("95.49", "97")),
        ("80", ("79.5", "80.99"), ("79.4", "81")),
        ("0", ("0", "0.99"), ("1",)),
    ],
)
def test_a_rate_may_be_rounded_or_cut_off_at_its_last_printed_digit(
    printed: str, allows: tuple[str, ...], refuses: tuple[str, ...]
) -> None:
    said = Decimal(printed)
    assert [rate for rate in allows if not prints_as(Decimal(rate), said)] == []
    assert [rate for rate in refuses if prints_as(Decimal(rate), said)] == []


@given(
    st.decimals(min_value=Decimal("0.01"), max_value=300, places=4),
    st.integers(0, 4),
    st.integers(-300, 300),
)
def test_the_check_of_a_printed_report_allows_the_same(
    rate: Decimal, places: int, off: int
) -> None:
    last_digit = Decimal(1).scaleb(-places)
    printed = abs(rate.quantize(last_digit) + off * last_digit / 100).quantize(last_digit)
    if not printed:
        return
    text = f"{printed:f}".replace(".", ",")
    found = read_print(text, Quantity.PERCENT)
    assert found is not None
    span = found.span()
    assert span.lo is not None
    assert span.hi is not None
    assert prints_as(rate, printed) == (span.lo <= Fraction(rate) < span.hi)


@given(st.decimals(min_value=0, max_value=1000, places=4), st.integers(0, 4))
def test_a_rate_rounded_or_cut_off_prints_as_what_came_out(rate: Decimal, places: int) -> None:
    for rounding in (ROUND_HALF_UP, ROUND_DOWN):
        printed = rate.quantize(Decimal(1).scaleb(-places), rounding)
        assert printed_decimals(printed) == places
        assert prints_as(rate, printed)


@pytest.mark.parametrize(
    ("said", "expected", "meant"),
    [
        ("0.86", "74.21", "86"),
        ("0.95", "94.3", "95"),
        ("8600", "74.21", "86"),
        ("86", "74.21", None),
        ("0.3", "74.21", None),
        ("0", "74.21", None),
        ("0.9", "0", None),
    ],
)
def test_a_share_typed_as_per_cent_is_told_by_what_was_expected(
    said: str, expected: str, meant: str | None
) -> None:
    found = hundredfold(Decimal(said), Decimal(expected))
    assert found == (Decimal(meant) if meant else None)
