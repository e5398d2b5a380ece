"""The forecast to the year's end: hand-worked cases, a twin written the long way, and its laws."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import median_high, median_low
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.models import ChangeKind
from coverage.notation.numbers import write_decimal, write_people
from coverage.notation.periods import months
from known_values import base, promised, reported
from made_trends import NEW, TRA_VINH, make_trend
from reports.figures.terms import Terms
from reports.figures.unit_breaks import UnitBreak
from reports.figures.values import Value
from reports.trend.chart import trend_chart
from reports.trend.forecast import NoForecast, Outlook, YearEnd, year_end
from reports.trend.forecast_words import forecast_section
from reports.trend.target_lines import target_lines
from targets.forecast import Forecast, PastForecast, TooShort, forecast

JUNE = date(2023, 6, 1)
# What each year gained from June on, in equal steps a month before and after.
STEPS = {2019: 100, 2020: 120, 2021: 110, 2022: 90}


def stepped(steps: Mapping[int, int], last: date, start: int = 10_000) -> dict[date, int]:
    """Every month adds its year's step; the year of `last` adds 100."""
    history, people = {}, start
    for month in months(date(min(steps), 1, 1), last):
        people += steps.get(month.year, 100)
        history[month] = people
    return history


HISTORY = stepped(STEPS, JUNE)


def found(history: Mapping[date, int], period: date = JUNE, breaks: Any = ()) -> Forecast:
    made = forecast(history, period, breaks)
    assert isinstance(made, Forecast), made
    return made


def test_the_median_gain_of_the_three_latest_years_is_added() -> None:
    """From June six steps remain: 540, 660 and 720 in 2022 to 2020; the median is 660."""
    made = found(HISTORY)
    assert made.gains == [(2022, 540), (2021, 660), (2020, 720)]
    assert made.people == HISTORY[JUNE] + 660


def test_one_odd_year_does_not_carry_the_others_with_it() -> None:
    odd = found(stepped({**STEPS, 2021: 9_000}, JUNE))
    assert [gain for _year, gain in odd.gains] == [540, 54_000, 720]
    assert odd.people == stepped({**STEPS, 2021: 9_000}, JUNE)[JUNE] + 720


def test_each_past_forecast_is_what_would_have_been_said_then() -> None:
    """June 2021 knew the gains of 2019 and 2020, 600 and 720: their mean is 660, and 660 came.
    June 2020 knew 600 only; 720 came."""
    past = {each.period: each for each in found(HISTORY).past}
    assert past[date(2021, 6, 1)].error == 0
    assert past[date(2020, 6, 1)].error == 120
    assert past[date(2022, 6, 1)].error == 540 - 660
    assert date(2019, 6, 1) not in past, "nothing was known before 2019"


def test_only_months_near_in_the_year_judge_the_method() -> None:
    assert {each.period.month for each in found(HISTORY).past} == {4, 5, 6, 7, 8}
    november = stepped(STEPS, date(2023, 11, 1))
    assert {each.period.month for each in found(november, date(2023, 11, 1)).past} == {9, 10, 11}


def test_the_span_is_drawn_by_the_errors_of_the_past() -> None:
    """April's errors are the largest: 8 months of 20 more in 2020, of 20 less in 2022."""
    made = found(HISTORY)
    errors = sorted(each.error for each in made.past)
    assert (errors[0], errors[-1]) == (-160, 160)
    assert len(errors) == 15, "one in ten is left out at each end"
    assert (made.low - made.people, made.high - made.people) == (errors[1], errors[-2])
    assert (errors[1], errors[-2]) == (-140, 140)


def test_how_many_fell_inside_is_judged_by_the_other_years() -> None:
    """2020 erred by +80 to +160, 2021 by none, 2022 by −80 to −160: neither 2020 nor 2022 has
    another year like it, so only 2021's five fall inside."""
    assert found(HISTORY).inside == 5


def test_a_half_person_is_rounded_up_once() -> None:
    two_years = stepped({2020: 0, 2021: 0, 2022: 0}, JUNE) | {
        date(2021, 12, 1): 10_003,
        date(2022, 12, 1): 10_000,
    }
    del two_years[date(2020, 6, 1)]
    made = found(two_years)
    assert [gain for _year, gain in made.gains] == [0, 3]
    assert made.people == two_years[JUNE] + 2


def test_nobody_is_forecast_to_have_fewer_than_no_people() -> None:
    falling = {
        month: 50 - month.month if month.year < 2023 else 1
        for month in months(date(2019, 1, 1), JUNE)
    }
    made = found(falling)
    assert (made.people, made.low) == (0, 0)


def test_no_gain_is_taken_across_a_break() -> None:
    merged = date(2021, 7, 1)
    made = forecast(HISTORY, JUNE, [merged])
    assert isinstance(made, Forecast)
    assert [year for year, _gain in made.gains] == [2022, 2020, 2019]
    crossing = {date(2021, month, 1) for month in range(1, 7)}
    assert not crossing & {each.period for each in made.past}
    assert date(2021, 7, 1) in {each.period for each in made.past}, "the new stretch counts"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (2023, TooShort(0, 0, 0)),
        (2022, TooShort(1, 0, 0)),
        (2021, TooShort(2, 5, 1)),
    ],
)
def test_below_the_minimum_of_history_there_is_none(first: int, expected: TooShort) -> None:
    short = {month: people for month, people in HISTORY.items() if month.year >= first}
    assert forecast(short, JUNE) == expected


def test_three_full_years_are_enough() -> None:
    short = {month: people for month, people in HISTORY.items() if month.year >= 2020}
    assert len(found(short).past) == 10


def test_a_month_without_a_figure_and_december_get_none() -> None:
    assert forecast({}, JUNE) is None
    assert forecast(HISTORY, date(2022, 12, 1)) is None


YEARS = range(2017, 2024)
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
    return dict(zip(months(date(2019, 1, 1), date(2023, 11, 1)), base_people, strict=True))


full_histories = st.lists(st.integers(0, 10**7), min_size=59, max_size=59).map(full)


def naive(history: Mapping[date, int], period: date, breaks: Sequence[date]) -> Any:
    """The same by brute force, year by year, on tables of its own."""

    def gains_before(year: int, month: int) -> list[int]:
        gains = []
        for earlier in range(year - 1, 2000, -1):
            start, end = date(earlier, month, 1), date(earlier, 12, 1)
            parted = [each for each in breaks if start < each <= end]
            if start in history and end in history and not parted:
                gains.append(history[end] - history[start])
        return gains[:3]

    def said(year: int, month: int) -> int:
        gains = gains_before(year, month)
        twice = median_low(gains) + median_high(gains)
        whole = abs(twice) // 2 + abs(twice) % 2
        return max(0, history[date(year, month, 1)] + (whole if twice >= 0 else -whole))

    tests = []
    for year in range(2000, period.year):
        for month in range(max(1, period.month - 2), min(11, period.month + 2) + 1):
            start, end = date(year, month, 1), date(year, 12, 1)
            parted = [each for each in breaks if start < each <= end]
            if start in history and end in history and not parted and gains_before(year, month):
                tests.append((year, history[end] - said(year, month)))
    years = len(gains_before(period.year, period.month))
    if years < 2 or len(tests) < 6 or len({year for year, _error in tests}) < 2:
        return TooShort(years, len(tests), len({year for year, _error in tests}))

    def span(errors: list[int]) -> tuple[int, int]:
        kept = sorted(errors)
        for _ in range(len(errors) // 10):
            kept = kept[1:-1]
        return min([0, *kept]), max([0, *kept])

    inside = 0
    for year, error in tests:
        low, high = span([other for other_year, other in tests if other_year != year])
        inside += low <= error <= high
    low, high = span([error for _year, error in tests])
    people = said(period.year, period.month)
    return people, max(0, people + low), people + high, len(tests), inside


@settings(max_examples=150, deadline=None)
@given(full_histories | histories, periods, break_lists)
def test_the_forecast_is_its_naive_twins(
    history: dict[date, int], period: date, breaks: list[date]
) -> None:
    made = forecast(history, period, breaks)
    if period not in history:
        assert made is None
        return
    known = {month: people for month, people in history.items() if month <= period}
    expected = naive(known, period, breaks)
    if isinstance(made, Forecast):
        assert (made.people, made.low, made.high, len(made.past), made.inside) == expected
    else:
        assert made == expected


@settings(max_examples=60, deadline=None)
@given(full_histories, periods)
def test_what_comes_after_the_month_is_not_looked_at(
    history: dict[date, int], period: date
) -> None:
    known = {month: people for month, people in history.items() if month <= period}
    assert forecast(history, period) == forecast(known, period)


@settings(max_examples=60, deadline=None)
@given(full_histories, periods)
def test_a_past_forecast_does_not_know_what_came_later(
    history: dict[date, int], period: date
) -> None:
    """Told only of the years before, the method says the same again."""
    for each in found(history, period).past:
        known = {
            month: people
            for month, people in history.items()
            if month.year < each.period.year or month == each.period
        }
        assert each.forecast == naive_said(known, each.period)


def naive_said(known: Mapping[date, int], period: date) -> int:
    gains = [
        known[date(year, 12, 1)] - known[period.replace(year=year)]
        for year in sorted({month.year for month in known if month.year < period.year})
    ][-3:]
    twice = median_low(gains) + median_high(gains)
    whole = abs(twice) // 2 + abs(twice) % 2
    return max(0, known[period] + (whole if twice >= 0 else -whole))


@settings(max_examples=60, deadline=None)
@given(full_histories, periods)
def test_the_forecast_lies_within_its_span(history: dict[date, int], period: date) -> None:
    made = found(history, period)
    assert 0 <= made.low <= made.people <= made.high
    assert 0 <= made.inside <= len(made.past)


@settings(max_examples=60, deadline=None)
@given(full_histories, periods, st.integers(0, 10**6))
def test_more_people_in_every_month_move_forecast_and_span_by_as_many(
    history: dict[date, int], period: date, more: int
) -> None:
    level = {month: people + 10**8 for month, people in history.items()}
    moved = {month: people + more for month, people in level.items()}
    before, after = found(level, period), found(moved, period)
    assert (after.people, after.low, after.high) == (
        before.people + more,
        before.low + more,
        before.high + more,
    )
    assert after.inside == before.inside


def test_where_every_year_gained_alike_the_span_is_a_point() -> None:
    made = found(stepped({2019: 7, 2020: 7, 2021: 7, 2022: 7}, JUNE))
    assert made.low == made.people == made.high
    assert made.inside == len(made.past)


def test_an_error_does_not_widen_the_span_it_is_judged_by() -> None:
    """A last year unlike all before: its own errors must not let it in."""
    odd = found(stepped({2019: 7, 2020: 7, 2021: 7, 2022: 70}, JUNE))
    of_2022 = [each for each in odd.past if each.period.year == 2022]
    assert odd.inside == len(odd.past) - len(of_2022)


def test_an_error_is_what_came_less_what_was_said() -> None:
    assert PastForecast(JUNE, forecast=10, actual=7).error == -3


# The forecast of a unit's trend

POPULATION = dict.fromkeys(range(2019, 2024), 20_000)


def values_of(history: Mapping[date, int], **said: Any) -> dict[date, Value]:
    return {month: reported(people, of=20_000, **said) for month, people in history.items()}


def trend_of(values: Mapping[date, Value], *promises: Any, **fields: Any) -> Any:
    return make_trend(
        date(2019, 1, 1),
        max(values),
        values,
        promises,
        fields.pop("population", POPULATION),
        **fields,
    )


def end_of(trend: Any) -> YearEnd:
    made = year_end(trend)
    assert isinstance(made, YearEnd), made
    return made


def test_the_years_end_is_judged_against_each_target() -> None:
    """16.300 of 20.000 people are 81,50 %; of 95 % that is 85,79 %."""
    values = values_of(HISTORY)
    forecast_people = found(HISTORY).people
    plans = (
        promised(forecast_people - 140, target_id=1, assigner_id=1),
        promised(forecast_people + 140, target_id=2, assigner_id=2),
        promised(forecast_people + 141, target_id=3, assigner_id=3),
        promised(percent="95", target_id=4, assigner_id=4),
    )
    made = end_of(trend_of(values, *plans))
    assert made.since.period == JUNE
    assert made.december == date(2023, 12, 1)
    outlooks = [each.outlook for each in made.judged]
    assert outlooks == [Outlook.LIKELY, Outlook.POSSIBLE, Outlook.HARDLY, Outlook.HARDLY]
    assert (forecast_people, made.rate(forecast_people)) == (16_300, Decimal("81.5"))
    assert write_decimal(made.judged[3].middle.attainment) == "85,79"


def test_without_a_denominator_of_the_year_there_is_no_rate() -> None:
    values = {month: reported(people) for month, people in HISTORY.items()}
    earlier = {year: people for year, people in POPULATION.items() if year < 2023}
    trend = trend_of(values, promised(percent="95"), population=earlier)
    trend = replace(trend, ahead=[replace(each, base=base(20_000, 2022)) for each in trend.ahead])
    made = end_of(trend)
    assert (made.base, made.rate(1)) == (None, None)
    assert [each.outlook for each in made.judged] == [Outlook.UNKNOWN]
    section = forecast_section(made, 2023)
    assert section is not None
    assert len(section.lines) == 1 + len(made.judged)  # people and each target, no rate
    assert "2023" in section.notes[-1]


def test_a_milestone_of_a_later_year_is_not_judged() -> None:
    assert end_of(trend_of(values_of(HISTORY), promised(30_000, year=2025))).judged == []


def test_figures_of_another_scope_and_rounded_ones_are_left_out() -> None:
    values = values_of(HISTORY)
    for spoilt in ({"scope": "managed_locally"}, {"people_precision": "rounded"}):
        other = values | {
            month: value
            for month, value in values_of(HISTORY, **spoilt).items()
            if month.year == 2021
        }
        years = [year for year, _gain in end_of(trend_of(other)).forecast.gains]
        assert years == [2022, 2020, 2019]


def test_a_sum_that_lacks_units_is_left_out() -> None:
    values = values_of(HISTORY)
    values[JUNE] = replace(values[JUNE], own=None, counted=8, expected=9)
    made = end_of(trend_of(values))
    assert made.since.period == date(2023, 5, 1)


@pytest.mark.parametrize("kind", [ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.TRANSFER])
def test_a_part_that_came_or_went_parts_the_months_and_what_came_whole_does_not(kind: str) -> None:
    def years(*, is_whole: bool) -> list[int]:
        day = date(2021, 7, 1)
        changed = UnitBreak(day, kind, "", [], [TRA_VINH], is_end=False, is_whole=is_whole)
        made = end_of(trend_of(values_of(HISTORY), breaks=[changed]))
        return [year for year, _gain in made.forecast.gains]

    assert years(is_whole=False) == [2022, 2020, 2019]
    assert years(is_whole=True) == [2022, 2021, 2020]


def test_a_unit_that_ends_within_the_year_has_no_years_end() -> None:
    trend = trend_of(values_of(HISTORY))
    assert year_end(replace(trend, ahead=trend.ahead[:2])) is NoForecast.UNIT_ENDS


def test_a_year_without_a_figure_gets_none() -> None:
    last = {month: people for month, people in HISTORY.items() if month.year < 2023}
    values = values_of(last) | {JUNE: Value()}
    assert year_end(trend_of(values)) is NoForecast.NO_FIGURE


def test_a_year_that_is_over_a_count_and_a_blank_unit_have_no_forecast_to_miss() -> None:
    over = stepped(STEPS, date(2022, 12, 1))
    assert year_end(trend_of(values_of(over))) is None
    assert year_end(trend_of(values_of(HISTORY), indicator=NEW)) is None
    assert year_end(trend_of({JUNE: Value()})) is None
    assert forecast_section(None, 2023) is None


@pytest.mark.parametrize("reason", [TooShort(1, 0, 0), *NoForecast])
def test_why_there_is_none_is_said(reason: TooShort | NoForecast) -> None:
    section = forecast_section(reason, 2023)
    assert section is not None
    assert "2023" in section.missing
    assert not section.main


@pytest.mark.parametrize("shown", list(Terms))
def test_chart_table_and_sentence_hold_the_same_numbers(shown: Terms) -> None:
    trend = trend_of(values_of(HISTORY), promised(17_000))
    made = end_of(trend)
    chart = trend_chart(trend, target_lines(trend, shown), shown, 1, made)
    span, line, end = [each for each in chart["data"] if each["meta"]["role"] == "forecast"]
    drawn = (span["y"][1], end["y"][-1], span["y"][2])
    assert drawn == tuple(
        people if shown is Terms.PEOPLE else f"{made.rate(people):f}" for people in made.ends
    )
    assert line["y"][-1] == end["y"][-1]
    assert (span["x"][1], line["x"]) == ("2023-12-15", ["2023-06-15", "2023-12-15"])
    section = forecast_section(made, 2023)
    assert section is not None
    people, rate, _target = section.lines
    assert people.ends == made.ends
    assert rate.ends == [made.rate(end) for end in made.ends]
    for end in made.ends:
        assert write_people(end) in section.main


def test_without_a_rate_nothing_is_drawn_among_rates() -> None:
    values = {month: reported(people) for month, people in HISTORY.items()}
    trend = trend_of(values, population={})
    made = end_of(trend)
    chart = trend_chart(trend, [], Terms.RATE, None, made)
    assert "forecast" not in {each["meta"]["role"] for each in chart["data"]}


def test_made_up_months_make_a_made_up_forecast() -> None:
    assert not end_of(trend_of(values_of(HISTORY))).is_simulated
    assert end_of(trend_of(values_of(HISTORY, origin="simulated"))).is_simulated
