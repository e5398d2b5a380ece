"""The forecast to the year's end: hand-worked cases, a twin written the long way, and its laws."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.notation.periods import months
from targets.forecast import (
    NOBODY,
    Forecast,
    Lender,
    Others,
    Past,
    TooShort,
    forecast,
    months_of_past,
    needs_others,
)

JUNE = date(2023, 6, 1)
# What each year gained a month, in equal steps.
STEPS = {2019: 100, 2020: 120, 2021: 110, 2022: 90}


def stepped(steps: Mapping[int, int], last: date = JUNE, start: int = 10_000) -> dict[date, int]:
    """Every month adds its year's step; the year of `last` adds 100."""
    history, people = {}, start
    for month in months(date(min(steps), 1, 1), last):
        people += steps.get(month.year, 100)
        history[month] = people
    return history


HISTORY = stepped(STEPS)


def found(
    history: Mapping[date, int], period: date = JUNE, breaks: Any = (), others: Others = NOBODY
) -> Forecast:
    made = forecast(Past(history, breaks), period, others)
    assert isinstance(made, Forecast), made
    return made


def years_of(made: Forecast) -> list[int]:
    return [gain.year for gain in made.gains]


def since(history: Mapping[date, int], first: int) -> dict[date, int]:
    return {month: people for month, people in history.items() if month.year >= first}


def test_the_median_gain_of_the_three_latest_years_is_added() -> None:
    """From June six steps remain: 540, 660 and 720 in 2022 to 2020; the median is 660."""
    made = found(HISTORY)
    assert [(gain.year, gain.people) for gain in made.gains] == [
        (2022, 540),
        (2021, 660),
        (2020, 720),
    ]
    assert made.people == HISTORY[JUNE] + 660


def test_one_odd_year_does_not_carry_the_others_with_it() -> None:
    odd = stepped({**STEPS, 2021: 9_000})
    assert found(odd).people == odd[JUNE] + 720


def test_the_span_is_as_wide_as_the_largest_of_four_errors() -> None:
    """Each year by the other three: 2019 errs by −60, 2020 by +120 of 11.920, 2021 by +60, 2022 by
    −120 of 14.500. Of 15.640 people 120 in 11.920 are 157."""
    made = found(HISTORY)
    assert (made.people - made.low, made.high - made.people) == (157, 157)


def test_four_years_cannot_show_that_a_span_holds_four_times_in_five() -> None:
    """2020 lies outside what the other three draw: 3 of 4."""
    made = found(HISTORY)
    assert (made.held, made.tried, made.years, made.is_trusted) == (3, 4, 4, False)


def test_five_years_can() -> None:
    made = found(stepped({2018: 105, **STEPS}))
    assert (made.held, made.tried, made.years, made.is_trusted) == (4, 5, 5, True)


def test_years_further_back_are_not_looked_at() -> None:
    longer = stepped({2016: 9_000, 2017: 7, 2018: 105, **STEPS})
    assert found(longer) == found(since(longer, 2018))


def test_only_the_same_month_and_december_are_looked_at() -> None:
    asked = months_of_past(JUNE)
    assert asked == {date(year, month, 1) for year in range(2018, 2023) for month in (6, 12)}
    kept = {month: people for month, people in HISTORY.items() if month in asked | {JUNE}}
    assert found(kept) == found(HISTORY)
    assert months_of_past(date(2023, 12, 1)) == set()


def test_a_half_person_is_rounded_up_once() -> None:
    two_years = {
        date(2021, 6, 1): 10_000,
        date(2021, 12, 1): 10_003,
        date(2022, 6, 1): 10_000,
        date(2022, 12, 1): 10_000,
        JUNE: 10_000,
    }
    assert found(two_years).people == 10_002


def test_nobody_is_forecast_to_have_fewer_than_no_people() -> None:
    falling = {
        month: 50 - month.month if month.year < 2023 else 1
        for month in months(date(2019, 1, 1), JUNE)
    }
    made = found(falling)
    assert (made.people, made.low) == (0, 0)


def test_no_gain_is_taken_across_a_break() -> None:
    made = found(HISTORY, breaks=[date(2021, 7, 1)])
    assert years_of(made) == [2022, 2020, 2019]
    assert years_of(found(HISTORY, breaks=[date(2021, 6, 1)])) == [2022, 2021, 2020]


def test_a_month_without_a_figure_and_december_get_none() -> None:
    assert forecast(Past({}), JUNE) is None
    assert forecast(Past(HISTORY), date(2022, 12, 1)) is None


# Borrowing

SISTERS = [
    stepped({2019 + i: step for i, step in enumerate(steps)}, start=20_000)
    for steps in (
        (200, 240, 220, 180),
        (190, 200, 210, 220),
        (300, 100, 300, 100),
    )
]


@pytest.mark.parametrize(("first", "needs"), [(2019, False), (2020, True), (2023, True)])
def test_a_unit_with_fewer_than_four_years_borrows(first: int, *, needs: bool) -> None:
    assert needs_others(Past(since(HISTORY, first)), JUNE) is needs


def test_nothing_is_borrowed_where_nothing_is_forecast() -> None:
    assert not needs_others(Past({}), JUNE)
    assert not needs_others(Past(HISTORY), date(2022, 12, 1))


def test_errors_of_units_like_it_widen_the_span_of_a_unit_with_few_years() -> None:
    """The gains stay its own; of the third sister one year is unlike the next."""
    short = since(HISTORY, 2021)
    alone, among = found(short), found(short, others=Others(alike=list(map(Past, SISTERS))))
    assert (alone.borrowed_from, among.borrowed_from) == (Lender.NOBODY, Lender.ALIKE)
    assert among.people == alone.people
    assert among.high > alone.high
    assert (among.tried, among.years) == (2 + 3 * 4, 4)


def test_who_has_years_enough_borrows_nothing() -> None:
    assert found(HISTORY, others=Others(Past(SISTERS[0]), [Past(SISTERS[2])])) == found(HISTORY)


def test_a_unit_without_years_goes_by_the_shares_of_the_one_above() -> None:
    """Of half its size, and of half its gains: the very same forecast as by its own."""
    above = {month: 2 * people for month, people in HISTORY.items()}
    made = found({JUNE: HISTORY[JUNE]}, others=Others(Past(above), [Past(HISTORY)]))
    assert made.borrowed_from is Lender.ABOVE
    assert (made.gains[0].year, made.gains[0].people) == (2022, 2 * 540)
    usual = median(Fraction(gain.people, gain.level) for gain in made.gains)
    assert made.people == int(HISTORY[JUNE] * (1 + usual) + Fraction(1, 2))
    assert (made.tried, made.years) == (4, 4)


def test_errors_of_the_one_above_alone_prove_nothing_of_a_smaller_unit() -> None:
    above = stepped({2018: 105, **STEPS})
    assert found(above).is_trusted
    made = found({JUNE: 500}, others=Others(Past(above)))
    assert (made.held, made.tried, made.years, made.is_trusted) == (0, 0, 0, False)
    assert made.low < made.people < made.high


def test_errors_lent_by_five_years_of_units_like_it_can_be_trusted() -> None:
    steps = {2018: 105, **STEPS}
    alike = [Past(stepped(steps, start=start)) for start in (20_000, 30_000, 40_000)]
    made = found({JUNE: 500}, others=Others(Past(stepped(steps, start=90_000)), alike))
    assert (made.tried, made.years) == (15, 5)
    assert made.is_trusted is (made.held >= 12)


def test_below_the_minimum_of_history_there_is_none() -> None:
    one_year = since(HISTORY, 2022)
    assert forecast(Past(one_year), JUNE) == TooShort(1, 0)
    above = Others(Past(since(HISTORY, 2022)))
    assert forecast(Past({JUNE: 5}), JUNE, above) == TooShort(0, 1)


# The twin, and laws

YEARS = range(2016, 2024)
histories = st.dictionaries(
    st.builds(date, st.sampled_from(YEARS), st.integers(1, 12), st.just(1)),
    st.integers(0, 10**9),
    min_size=20,
)
periods = st.builds(date, st.just(2023), st.integers(1, 11), st.just(1))
break_lists = st.lists(
    st.builds(date, st.sampled_from(YEARS), st.integers(1, 12), st.just(1)), max_size=2
)


def full(base_people: Sequence[int]) -> dict[date, int]:
    return dict(zip(months(date(2018, 1, 1), date(2023, 11, 1)), base_people, strict=True))


full_histories = st.lists(st.integers(1, 10**7), min_size=71, max_size=71).map(full)


def naive(history: Mapping[date, int], period: date, breaks: Sequence[date]) -> Any:
    """The same by brute force, year by year, in fractions."""
    gains = {}
    for year in (period.year - back for back in (1, 2, 3, 4, 5)):
        start, end = date(year, period.month, 1), date(year, 12, 1)
        parted = [each for each in breaks if start < each <= end]
        if history.get(start) and end in history and not parted:
            gains[year] = (history[end] - history[start], history[start])
    if len(gains) < 2:
        return TooShort(len(gains), 0)

    def usual(*, but: int = 0) -> Fraction:
        return Fraction(
            median([Fraction(gain) for year, (gain, _) in gains.items() if year != but][:3])
        )

    def to_person(number: Fraction) -> int:
        return max(0, int(number + Fraction(1, 2)))

    errors = {year: abs((gain - usual(but=year)) / level) for year, (gain, level) in gains.items()}
    held = sum(
        error <= max(each for other, each in errors.items() if other != year)
        for year, error in errors.items()
    )
    people = to_person(history[period] + usual())
    aside = to_person(history[period] * max(errors.values()))
    return people, max(0, people - aside), people + aside, held, len(errors)


@settings(max_examples=150, deadline=None)
@given(full_histories | histories, periods, break_lists)
def test_the_forecast_is_its_naive_twins(
    history: dict[date, int], period: date, breaks: list[date]
) -> None:
    made = forecast(Past(history, breaks), period)
    if period not in history:
        assert made is None
        return
    expected = naive(history, period, breaks)
    if isinstance(made, Forecast):
        assert (made.people, made.low, made.high, made.held, made.tried) == expected
        assert made.is_trusted is (made.years == 5 and 5 * made.held >= 4 * made.tried)
    else:
        assert made == expected


def test_half_a_person_is_rounded_up_also_where_a_quotient_never_ends() -> None:
    """At 14 people the error of 1 in 28 is half a person, though 1/28 cut off says less."""
    november = date(2023, 11, 1)
    level = full([14] * 71)
    odd = level | {date(2021, 11, 1): 28, date(2021, 12, 1): 29}
    made = found(odd, november)
    assert (made.people, made.low, made.high) == (14, 13, 15)


@settings(max_examples=60, deadline=None)
@given(full_histories, periods)
def test_what_comes_after_the_month_is_not_looked_at(
    history: dict[date, int], period: date
) -> None:
    known = {month: people for month, people in history.items() if month <= period}
    assert forecast(Past(history), period) == forecast(Past(known), period)


@settings(max_examples=60, deadline=None)
@given(full_histories, periods)
def test_the_forecast_lies_within_its_span(history: dict[date, int], period: date) -> None:
    made = found(history, period)
    assert 0 <= made.low <= made.people <= made.high
    assert 0 <= made.held <= made.tried


@settings(max_examples=60, deadline=None)
@given(full_histories, periods, st.integers(2, 9))
def test_a_unit_of_so_many_times_the_people_has_so_many_times_the_errors(
    history: dict[date, int], period: date, times: int
) -> None:
    larger = {month: people * times for month, people in history.items()}
    small, large = found(history, period), found(larger, period)
    assert (large.held, large.tried, large.is_trusted) == (
        small.held,
        small.tried,
        small.is_trusted,
    )
    assert abs(large.high - large.people - times * (small.high - small.people)) <= times


def test_where_every_year_gained_alike_the_span_is_a_point() -> None:
    made = found(stepped({2018: 7, 2019: 7, 2020: 7, 2021: 7, 2022: 7}))
    assert made.low == made.people == made.high
    assert (made.held, made.is_trusted) == (made.tried, True)
