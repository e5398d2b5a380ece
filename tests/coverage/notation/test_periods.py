"""Periods and dates: read strictly, written one way."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.notation import periods
from coverage.notation.periods import PeriodError, PeriodReason

JUNE = date(2023, 6, 1)
known_days = st.dates(date(periods.FIRST_YEAR, 1, 1), date(periods.LAST_YEAR, 12, 31))


def test_the_months_around_june_2023() -> None:
    assert periods.month_of(date(2023, 6, 30)) == JUNE
    assert periods.last_day(JUNE) == date(2023, 6, 30)
    assert periods.previous_month(JUNE) == date(2023, 5, 1)
    assert periods.same_month_last_year(JUNE) == date(2022, 6, 1)
    assert periods.last_december(JUNE) == date(2022, 12, 1)
    assert periods.add_months(JUNE, 7) == date(2024, 1, 1)


def test_january_follows_december_both_ways() -> None:
    assert periods.previous_month(date(2023, 1, 1)) == date(2022, 12, 1)
    assert periods.add_months(date(2022, 12, 1), 1) == date(2023, 1, 1)
    assert periods.last_december(date(2023, 12, 1)) == date(2022, 12, 1)


def test_a_month_is_the_first_from_a_day_on_where_it_begins_no_earlier() -> None:
    assert periods.first_month_from(JUNE) == JUNE
    assert periods.first_month_from(date(2022, 12, 2)) == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("period", "day"), [(date(2023, 2, 1), 28), (date(2024, 2, 1), 29), (date(2023, 12, 1), 31)]
)
def test_the_last_day_knows_leap_years_and_december(period: date, day: int) -> None:
    assert periods.last_day(period) == period.replace(day=day)


@pytest.mark.parametrize(("month", "left"), [(1, 11), (6, 6), (11, 1), (12, 0)])
def test_the_months_left_are_those_after_the_period(month: int, left: int) -> None:
    assert periods.months_left(date(2023, month, 1)) == left


def test_a_range_of_months_holds_both_ends_and_may_be_empty() -> None:
    across_new_year = list(periods.months(date(2022, 11, 1), date(2023, 2, 1)))
    assert across_new_year == [
        date(2022, 11, 1),
        date(2022, 12, 1),
        date(2023, 1, 1),
        date(2023, 2, 1),
    ]
    assert list(periods.months(JUNE, JUNE)) == [JUNE]
    assert list(periods.months(JUNE, date(2023, 5, 1))) == []


def test_any_day_stands_for_its_month() -> None:
    late, early = date(2023, 1, 31), date(2023, 3, 1)
    assert periods.add_months(late, 1) == date(2023, 2, 1)
    assert list(periods.months(late, early)) == [
        date(2023, 1, 1),
        date(2023, 2, 1),
        date(2023, 3, 1),
    ]


def test_a_period_is_read_and_written_as_mm_yyyy() -> None:
    assert periods.read_period("06/2023") == JUNE
    assert periods.read_period("\u00a006/2023 ") == JUNE
    assert periods.write_period(JUNE) == "06/2023"


def test_a_date_is_read_with_or_without_leading_zeros() -> None:
    assert periods.read_date("30/6/2023") == date(2023, 6, 30)
    assert periods.read_date("30/06/2023") == date(2023, 6, 30)
    assert periods.write_date(date(2023, 6, 3)) == "03/06/2023"


def test_running_text_writes_day_and_month_without_a_zero() -> None:
    assert periods.write_date_in_text(date(2023, 6, 3)) == "3/6/2023"
    assert periods.write_period_in_text(JUNE) == "6/2023"


def test_the_day_comes_before_the_month() -> None:
    assert periods.read_date("03/04/2026") == date(2026, 4, 3)
    assert periods.read_date("31/12/2026") == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", PeriodReason.BLANK),
        (" \u00a0", PeriodReason.BLANK),
        ("6/2023", PeriodReason.FORMAT),
        ("06-2023", PeriodReason.FORMAT),
        ("06/2023x", PeriodReason.FORMAT),
        ("tháng 6", PeriodReason.FORMAT),
        ("０６/2023", PeriodReason.FORMAT),
        ("06/23", PeriodReason.TWO_DIGIT_YEAR),
        ("2023-06", PeriodReason.YEAR_FIRST),
        ("13/2023", PeriodReason.NO_SUCH_MONTH),
        ("00/2023", PeriodReason.NO_SUCH_MONTH),
        ("06/1989", PeriodReason.YEAR_OUT_OF_RANGE),
        ("06/2101", PeriodReason.YEAR_OUT_OF_RANGE),
    ],
)
def test_a_text_that_is_no_period_is_refused_with_its_reason(
    text: str, reason: PeriodReason
) -> None:
    with pytest.raises(PeriodError) as caught:
        periods.read_period(text)
    assert (caught.value.reason, caught.value.text) == (reason, text)
    assert str(caught.value) == f"{reason}: {text!r}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", PeriodReason.BLANK),
        ("30/6/23", PeriodReason.TWO_DIGIT_YEAR),
        ("2023-06-30", PeriodReason.YEAR_FIRST),
        ("2023/06/30", PeriodReason.YEAR_FIRST),
        ("30.6.2023", PeriodReason.FORMAT),
        ("030/6/2023", PeriodReason.FORMAT),
        ("1/13/2023", PeriodReason.NO_SUCH_MONTH),
        ("31/02/2023", PeriodReason.NO_SUCH_DAY),
        ("29/02/2023", PeriodReason.NO_SUCH_DAY),
        ("0/6/2023", PeriodReason.NO_SUCH_DAY),
        ("30/6/0023", PeriodReason.YEAR_OUT_OF_RANGE),
    ],
)
def test_a_text_that_is_no_date_is_refused_with_its_reason(text: str, reason: PeriodReason) -> None:
    with pytest.raises(PeriodError) as caught:
        periods.read_date(text)
    assert caught.value.reason == reason


@pytest.mark.parametrize("slug", ["06/2023", "2023-6", "2023-06-01", "2023-06\n", ""])
def test_an_address_takes_only_yyyy_mm(slug: str) -> None:
    assert periods.from_slug("2023-06") == JUNE
    with pytest.raises(PeriodError):
        periods.from_slug(slug)


@given(known_days)
@settings(max_examples=50, deadline=None)
def test_what_is_written_is_read_back(day: date) -> None:
    period = periods.month_of(day)
    assert periods.read_date(periods.write_date(day)) == day
    assert periods.read_period(periods.write_period(period)) == period
    assert periods.from_slug(periods.to_slug(period)) == period


@given(known_days)
@settings(max_examples=50, deadline=None)
def test_the_day_after_the_last_day_opens_the_next_month(day: date) -> None:
    assert periods.last_day(day) + timedelta(days=1) == periods.add_months(day, 1)


@given(st.text(alphabet="0123456789/- ٣x", max_size=12))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    for read in (periods.read_period, periods.read_date, periods.from_slug):
        try:
            value = read(text)
        except PeriodError:
            continue
        assert periods.FIRST_YEAR <= value.year <= periods.LAST_YEAR
