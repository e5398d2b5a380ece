"""The grammar of figures: strict, and never guessed."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation, localcontext
from fractions import Fraction
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.notation.numbers import (
    NumberError,
    NumberReason,
    read_people,
    read_percent,
    write_change,
    write_decimal,
    write_people,
)

WHITE = " \t\r\n\u00a0\u202f"

T = TypeVar("T")

people_counts = st.integers(min_value=0, max_value=10**15 - 1)
percents = st.decimals(min_value=0, max_value=99999, places=4, allow_nan=False)
near_numbers = st.text(alphabet="0123456789.,,..%+-−=eE \u00a0\u202f'１٣người", max_size=14)
texts = st.one_of(near_numbers, st.text(max_size=20))


def refusal(read: Callable[[str], object], text: str) -> tuple[NumberReason, str | None]:
    with pytest.raises(NumberError) as caught:
        read(text)
    assert caught.value.text == text
    return caught.value.reason, caught.value.suggestion


def attempt(read: Callable[[str], T], text: str) -> T | NumberError:
    """What the text reads as, or the refusal; any other exception is a failure."""
    try:
        return read(text)
    except NumberError as error:
        return error


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("821.563", 821563),
        ("821563", 821563),
        ("0", 0),
        ("79", 79),
        ("1.000", 1000),
        ("88.000.000", 88000000),
        (" 821.563\u00a0", 821563),
        ("\u202f4\t", 4),
        ("999.999.999.999.999", 10**15 - 1),
    ],
)
def test_people_are_read_with_and_without_dots(text: str, people: int) -> None:
    assert read_people(text) == people


@pytest.mark.parametrize("text", ["", " ", "\t", "\u00a0", " \u202f\u00a0\r\n"])
def test_a_blank_is_none_and_not_zero(text: str) -> None:
    assert read_people(text) is None
    assert read_percent(text) is None


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("821,563", NumberReason.AMBIGUOUS, "821.563"),
        ("1,234,567", NumberReason.WRONG_SEPARATOR, "1.234.567"),
        ("821,563.00", NumberReason.WRONG_SEPARATOR, "821.563"),
        ("821 563", NumberReason.WRONG_SEPARATOR, "821.563"),
        ("821\u202f563", NumberReason.WRONG_SEPARATOR, "821.563"),
        ("80.58", NumberReason.WRONG_GROUPS, None),
        ("12.00", NumberReason.WRONG_GROUPS, None),
        ("821563.0", NumberReason.WRONG_GROUPS, "821.563"),
        ("1.23.456", NumberReason.WRONG_GROUPS, "123.456"),
        ("1234.567", NumberReason.WRONG_GROUPS, "1.234.567"),
        ("0.123", NumberReason.WRONG_GROUPS, None),
        ("12.", NumberReason.WRONG_GROUPS, None),
        ("12,5", NumberReason.FRACTION_OF_A_PERSON, None),
        ("821.563,00", NumberReason.FRACTION_OF_A_PERSON, "821.563"),
        ("0821563", NumberReason.LEADING_ZERO, "821.563"),
        ("01.234", NumberReason.LEADING_ZERO, "1.234"),
        ("00", NumberReason.LEADING_ZERO, "0"),
        ("-5", NumberReason.NEGATIVE, None),
        ("−39", NumberReason.NEGATIVE, None),
        ("=1+1", NumberReason.FORMULA, None),
        ("@SUM(A1)", NumberReason.FORMULA, None),
        ("+5", NumberReason.NOT_A_NUMBER, "5"),
        ("１２", NumberReason.FOREIGN_DIGITS, "12"),
        ("٣", NumberReason.FOREIGN_DIGITS, "3"),
        ("１２．５", NumberReason.FOREIGN_DIGITS, None),
        ("1e5", NumberReason.NOT_A_NUMBER, "100.000"),
        ("8E+05", NumberReason.NOT_A_NUMBER, None),
        ("NaN", NumberReason.NOT_A_NUMBER, None),
        ("12 người", NumberReason.NOT_A_NUMBER, "12"),
        ("12.000người", NumberReason.NOT_A_NUMBER, "12.000"),
        ("16 triệu", NumberReason.NOT_A_NUMBER, None),
        ("12%", NumberReason.NOT_A_NUMBER, None),
        ("–", NumberReason.NOT_A_NUMBER, None),
        ("12\n13", NumberReason.NOT_A_NUMBER, None),
        ("1_000", NumberReason.NOT_A_NUMBER, None),
        ("²", NumberReason.NOT_A_NUMBER, None),
        ("1.000.000.000.000.000", NumberReason.TOO_LARGE, None),
        ("9" * 5000, NumberReason.TOO_LARGE, None),
    ],
)
def test_people_written_otherwise_are_refused_with_a_suggestion(
    text: str, reason: NumberReason, suggestion: str | None
) -> None:
    assert refusal(read_people, text) == (reason, suggestion)


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("80,58", "80.58"),
        ("80,58 %", "80.58"),
        ("80,58\u00a0%", "80.58"),
        ("100%", "100"),
        ("0", "0"),
        ("0,5", "0.5"),
        ("80,50", "80.50"),
        ("12,345", "12.345"),
        ("1.234,5", "1234.5"),
        ("99.999,9999", "99999.9999"),
    ],
)
def test_a_percent_is_read_with_the_decimals_as_printed(text: str, percent: str) -> None:
    assert str(read_percent(text)) == percent


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("80.58", NumberReason.WRONG_SEPARATOR, "80,58"),
        ("80.58 %", NumberReason.WRONG_SEPARATOR, "80,58"),
        ("0.123", NumberReason.WRONG_SEPARATOR, "0,123"),
        ("12,345.6", NumberReason.WRONG_SEPARATOR, "12.345,6"),
        ("12.345", NumberReason.AMBIGUOUS, "12,345"),
        ("1.000", NumberReason.AMBIGUOUS, "1,000"),
        ("80,58123", NumberReason.TOO_MANY_DECIMALS, None),
        ("80.58123", NumberReason.WRONG_SEPARATOR, None),
        ("123456", NumberReason.TOO_LARGE, None),
        ("1.234.567", NumberReason.TOO_LARGE, None),
        ("123.456,7", NumberReason.TOO_LARGE, None),
        ("080,5", NumberReason.LEADING_ZERO, "80,5"),
        ("00,5", NumberReason.LEADING_ZERO, "0,5"),
        (",5", NumberReason.NOT_A_NUMBER, "0,5"),
        ("80,", NumberReason.NOT_A_NUMBER, "80"),
        ("12.34,5", NumberReason.WRONG_GROUPS, None),
        ("-0,5", NumberReason.NEGATIVE, None),
        ("８０,５", NumberReason.FOREIGN_DIGITS, "80,5"),
        ("12%%", NumberReason.NOT_A_NUMBER, None),
        ("%", NumberReason.NOT_A_NUMBER, None),
        ("1e5", NumberReason.NOT_A_NUMBER, None),
        ("Infinity", NumberReason.NOT_A_NUMBER, None),
    ],
)
def test_a_percent_written_otherwise_is_refused_with_a_suggestion(
    text: str, reason: NumberReason, suggestion: str | None
) -> None:
    assert refusal(read_percent, text) == (reason, suggestion)


def test_a_refusal_says_why_and_what_was_typed() -> None:
    assert str(attempt(read_people, "821,563")) == "ambiguous: '821,563', perhaps '821.563'"
    assert str(attempt(read_people, "-5")) == "negative: '-5'"


@given(people_counts)
@settings(max_examples=100, deadline=None)
def test_people_written_are_read_back(people: int) -> None:
    assert read_people(write_people(people)) == people
    assert read_people(str(people)) == people


@given(percents)
@settings(max_examples=100, deadline=None)
def test_a_percent_written_is_read_back(percent: Decimal) -> None:
    assert read_percent(write_decimal(percent, 4)) == percent


@given(texts)
@settings(max_examples=250, deadline=None)
def test_any_text_is_people_in_one_of_two_forms_or_is_refused(text: str) -> None:
    people = attempt(read_people, text)
    if isinstance(people, NumberError):
        assert people.text == text
        assert people.suggestion is None or read_people(people.suggestion) is not None
    elif people is None:
        assert not text.strip(WHITE)
    else:
        assert text.strip(WHITE) in {str(people), write_people(people)}


@given(texts)
@settings(max_examples=250, deadline=None)
def test_any_text_is_a_percent_as_it_stands_or_is_refused(text: str) -> None:
    percent = attempt(read_percent, text)
    if isinstance(percent, NumberError):
        assert percent.text == text
        assert percent.suggestion is None or read_percent(percent.suggestion) is not None
    elif percent is None:
        assert not text.strip(WHITE)
    else:
        places = len(str(percent).partition(".")[2])
        forms = {str(percent).replace(".", ",")}
        if places:
            forms.add(write_decimal(percent, places))
        assert text.strip(WHITE).removesuffix("%").rstrip(WHITE) in forms


def test_none_is_written_as_nothing_and_zero_as_zero() -> None:
    assert (write_people(None), write_decimal(None), write_change(None)) == ("", "", "")
    assert (write_people(0), write_decimal(Decimal(0)), write_change(0)) == ("0", "0,00", "0")


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        ("85.002224", 2, "85,00"),
        ("2.345", 2, "2,35"),
        ("2.5", 0, "3"),
        ("-2.345", 2, "−2,35"),
        ("-0.004", 2, "0,00"),
        ("1234567.891", 1, "1.234.567,9"),
        ("57", 2, "57,00"),
        ("1E+3", 2, "1.000,00"),
    ],
)
def test_a_decimal_is_rounded_half_up_where_it_is_written(
    value: str, places: int, written: str
) -> None:
    assert write_decimal(Decimal(value), places) == written


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1083, 0, "+1.083"),
        (-39, 0, "−39"),
        (Decimal("0.5341"), 2, "+0,53"),
        (Decimal("-1.195"), 2, "−1,20"),
        (Decimal("0.004"), 2, "0,00"),
        (Decimal("-0.004"), 2, "0,00"),
    ],
)
def test_a_change_carries_its_sign(value: Decimal | int, places: int, written: str) -> None:
    assert write_change(value, places) == written


@given(st.decimals(-(10**12), 10**12, allow_nan=False), st.integers(1, 4))
@settings(max_examples=100, deadline=None)
def test_writing_agrees_with_rounding_by_fractions(value: Decimal, places: int) -> None:
    units = int(abs(Fraction(value)) * 10**places + Fraction(1, 2))
    whole, decimals = divmod(units, 10**places)
    sign = "−" if value < 0 and units else ""
    assert write_decimal(value, places) == f"{sign}{write_people(whole)},{decimals:0{places}d}"


def test_writing_does_not_depend_on_the_callers_decimal_context() -> None:
    with localcontext(prec=3):
        assert write_decimal(Decimal("1234567.895")) == "1.234.567,90"
        assert write_change(Decimal("-1234567.895"), 2) == "−1.234.567,90"


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_not_finite_is_never_written(value: str) -> None:
    with pytest.raises(InvalidOperation):
        write_decimal(Decimal(value))
