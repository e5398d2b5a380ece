"""Decimals as printed, and as many as tell a number from a mark."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.notation.numbers import read_percent, rounded
from coverage.notation.printed import (
    MOST_PLACES,
    places_to_tell,
    printed_alike,
    printed_decimals,
    write_printed,
)

PRINTED = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(min_value=0, max_value=99_999),
    st.integers(min_value=0, max_value=4),
)


@pytest.mark.parametrize("text", ["0", "12", "80,5", "80,50", "95,00", "0,0001", "100"])
def test_a_percentage_is_written_as_it_was_read(text: str) -> None:
    read = read_percent(text)
    assert read is not None
    assert write_printed(read) == text


@given(PRINTED.filter(lambda value: value < 1_000))
def test_every_print_reads_back_as_itself(value: Decimal) -> None:
    assert printed_alike(read_percent(write_printed(value)), value)


def test_one_number_printed_twice_is_two_prints() -> None:
    assert not printed_alike(Decimal("80.5"), Decimal("80.50"))
    assert not printed_alike(Decimal("80.5"), None)
    assert printed_alike(Decimal(100), Decimal("1E+2"))
    assert printed_alike(None, None)
    assert printed_alike("a", "a")


@pytest.mark.parametrize(
    ("value", "mark", "places"),
    [
        ("95.004", "95", 3),
        ("94.996", "95", 3),
        ("95", "95", 2),
        ("95.01", "95", 2),
        ("80.58", "95", 2),
        ("95.0000001", "95", 7),
        ("95.004", "95.004", 3),
    ],
)
def test_a_number_has_as_many_decimals_as_tell_it_from_the_mark(
    value: str, mark: str, places: int
) -> None:
    assert places_to_tell(Decimal(value), Decimal(mark)) == places


@given(st.integers(0, 10**9), st.integers(1, 10**9), PRINTED)
def test_rounded_so_far_a_number_stands_to_the_mark_as_it_does_itself(
    part: int, whole: int, mark: Decimal
) -> None:
    value = Decimal(part * 100) / Decimal(whole)
    places = places_to_tell(value, mark)
    assert 2 <= places <= MOST_PLACES
    shown = Decimal(rounded(value, places))
    assert shown.compare(mark) == value.compare(mark)
    if places > 2:
        assert Decimal(rounded(value, places - 1)).compare(mark) != value.compare(mark)


def test_how_many_decimals_were_printed() -> None:
    assert [printed_decimals(Decimal(each)) for each in ("12", "1E+2", "80.5", "80.50")] == [
        0, 0, 1, 2,
    ]  # fmt: skip
