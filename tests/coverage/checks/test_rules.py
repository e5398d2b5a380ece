"""Cross-checks of a unit's month: a table of cases, and what holds for every month."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.checks import Below, Finding, Level, Month, Parts, ReportedRate, Rule, check
from coverage.checks.rules import LEAST_MARGIN
from coverage.notation.periods import add_months
from coverage.notation.rates import coverage_rate
from coverage.warnings.checked_figures import periods_to_compare

JUNE, MAY = date(2023, 6, 1), date(2023, 5, 1)
BHXH = Parts("BHXH", ("BHXH_BB", "BHXH_TN"), is_sum=True)
BHYT = Parts("BHYT", ("BHYT_HGD", "BHYT_HSSV"), is_sum=False)
CODES = ("BHXH", "BHXH_BB", "BHXH_TN", "BHTN", "BHYT", "BHYT_HGD", "BHYT_HSSV")


def _found(**people: int) -> list[Finding]:
    return check(Month(JUNE, people, parts=(BHXH, BHYT)))


def _rules(month: Month) -> set[Rule]:
    return {finding.rule for finding in check(month)}


def test_tra_vinh_of_june_2023_as_published_holds() -> None:
    """84.268 = 68.030 + 16.238; BHYT 821.563."""
    assert _found(BHXH=84268, BHXH_BB=68030, BHXH_TN=16238, BHYT=821563) == []


def test_a_sum_that_is_off_by_two_is_found_with_its_numbers() -> None:
    codes = ("BHXH", "BHXH_BB", "BHXH_TN")
    assert _found(BHXH=84266, BHXH_BB=68030, BHXH_TN=16238) == [
        Finding(Rule.PARTS_AND_SUM, Level.WARNING, codes, (84266, 68030, 16238))
    ]


def test_a_sum_is_not_judged_while_a_part_is_not_reported() -> None:
    assert _found(BHXH=84268, BHXH_TN=16238) == []
    assert _found(BHXH_BB=68030, BHXH_TN=16238) == []


@pytest.mark.parametrize(
    ("people", "rule", "codes", "numbers"),
    [
        (
            {"BHXH": 9, "BHXH_TN": 10},
            Rule.PARTS_ABOVE_WHOLE,
            ("BHXH", "BHXH_TN"),
            (9, 10),
        ),
        (
            {"BHYT": 99, "BHYT_HGD": 60, "BHYT_HSSV": 40},
            Rule.PARTS_ABOVE_WHOLE,
            ("BHYT", "BHYT_HGD", "BHYT_HSSV"),
            (99, 100),
        ),
        (
            {"BHTN": 11, "BHXH_BB": 10},
            Rule.UNEMPLOYMENT_ABOVE_COMPULSORY,
            ("BHTN", "BHXH_BB"),
            (11, 10),
        ),
        (
            {"BHYT": 9, "BHXH_BB": 10},
            Rule.HEALTH_BELOW_COMPULSORY,
            ("BHXH_BB", "BHYT"),
            (10, 9),
        ),
    ],
)
def test_what_must_not_be_more_is_found(
    people: dict[str, int], rule: Rule, codes: tuple[str, ...], numbers: tuple[int, ...]
) -> None:
    assert _found(**people) == [Finding(rule, Level.WARNING, codes, numbers)]


@pytest.mark.parametrize(
    "people",
    [
        {"BHYT": 100, "BHYT_HGD": 60, "BHYT_HSSV": 40},
        {"BHYT": 100, "BHYT_HGD": 60},
        {"BHTN": 10, "BHXH_BB": 10},
        {"BHYT": 10, "BHXH_BB": 10},
        {"BHTN": 10},
        {"BHXH_BB": 10},
        {},
    ],
)
def test_equal_is_not_more_and_what_is_not_reported_is_not_judged(people: dict[str, Any]) -> None:
    assert _found(**people) == []


@pytest.mark.parametrize(
    ("managed_locally", "level"), [(("BHYT",), Level.WARNING), ((), Level.NOTE)]
)
def test_more_people_than_there_are_warns_where_only_locals_are_counted(
    managed_locally: tuple[str, ...], level: Level
) -> None:
    month = Month(JUNE, {"BHYT": 101}, denominators={"BHYT": 100}, managed_locally=managed_locally)
    assert check(month) == [Finding(Rule.ABOVE_DENOMINATOR, level, ("BHYT",), (101, 100))]


def test_all_the_people_there_are_is_no_finding() -> None:
    assert check(Month(JUNE, {"BHYT": 100}, denominators={"BHYT": 100})) == []


def _rated(rate: str, people: int = 110_000, **more: Any) -> Month:
    rates = {"BHYT": ReportedRate(Decimal(rate), 148_220, 2026, **more)}
    return Month(JUNE, {"BHYT": people}, rates=rates)


@pytest.mark.parametrize("rate", ["74.21", "74.2", "74", "74.2140"])
def test_a_rate_that_the_people_may_have_in_print_is_no_finding(rate: str) -> None:
    """110.000 of 148.220 are 74,2140 …, in print 74,21, 74,2 or 74."""
    assert check(_rated(rate)) == []


@pytest.mark.parametrize("rate", ["0.86", "74.23", "74.2", "75", "7421"])
def test_a_rate_that_the_people_cannot_have_is_found_with_its_numbers(rate: str) -> None:
    people = 110_500 if rate == "74.2" else 110_000
    assert check(_rated(rate, people)) == [
        Finding(
            Rule.RATE_AND_PEOPLE,
            Level.WARNING,
            ("BHYT",),
            (Decimal(rate), people, 148_220, 2026),
        )
    ]


def test_an_estimated_denominator_is_not_held_to_its_digits_but_to_its_size() -> None:
    assert check(_rated("74.9", is_rough=True)) == []
    assert _rules(_rated("75.1", is_rough=True)) == {Rule.RATE_AND_PEOPLE}
    assert _rules(_rated("0.86", is_rough=True)) == {Rule.RATE_AND_PEOPLE}


def test_a_rate_without_people_is_not_judged() -> None:
    month = _rated("0.86")
    assert check(Month(JUNE, {}, rates=month.rates)) == []


def _history(changes: dict[date, int]) -> dict[date, dict[str, int]]:
    """Months before the given ones stand at 10.000; the given ones at 10.000 and the change."""
    past: dict[date, dict[str, int]] = {MAY: {"BHYT": 10_000}}
    for period, change in changes.items():
        past[add_months(period, -1)] = {"BHYT": 10_000}
        past[period] = {"BHYT": 10_000 + change}
    return past


TWO_YEARS = {date(2022, 6, 1): 100, date(2021, 6, 1): -300}  # +1 % and −3 %


@pytest.mark.parametrize("people", [9300, 9301, 10_000, 10_499, 10_500])
def test_a_change_as_this_month_of_the_year_has_shown_is_usual(people: int) -> None:
    """From −3 % to +1 % is four points wide: −7 % to +5 % is usual."""
    assert Rule.UNUSUAL_CHANGE not in _rules(Month(JUNE, {"BHYT": people}, _history(TWO_YEARS)))


@pytest.mark.parametrize(("people", "change"), [(9299, "-7.01"), (10_501, "5.01")])
def test_a_change_beyond_is_found_with_its_numbers(people: int, change: str) -> None:
    numbers = (people, 10_000, Decimal(change), Decimal(-7), Decimal(5))
    assert check(Month(JUNE, {"BHYT": people}, _history(TWO_YEARS))) == [
        Finding(Rule.UNUSUAL_CHANGE, Level.WARNING, ("BHYT",), numbers)
    ]


def test_a_month_that_never_moved_may_still_move_by_the_least_margin() -> None:
    past = _history({date(2022, 6, 1): 0, date(2021, 6, 1): 0})
    assert check(Month(JUNE, {"BHYT": 10_200}, past)) == []
    assert _rules(Month(JUNE, {"BHYT": 10_201}, past)) == {Rule.UNUSUAL_CHANGE}


def test_one_year_alone_says_nothing() -> None:
    past = _history({date(2022, 6, 1): 0})
    assert check(Month(JUNE, {"BHYT": 20_000}, past)) == []


def _months_before(count: int) -> dict[date, dict[str, int]]:
    return {add_months(JUNE, -step): {"BHYT": 10_000} for step in range(1, count + 1)}


def test_with_one_year_six_past_changes_of_any_month_must_do() -> None:
    assert check(Month(JUNE, {"BHYT": 20_000}, _months_before(6))) == []
    assert _rules(Month(JUNE, {"BHYT": 20_000}, _months_before(7))) == {Rule.UNUSUAL_CHANGE}


def test_a_change_of_a_few_people_is_never_unusual() -> None:
    past = {period: {"BHXH_TN": 20} for period in _months_before(12)}
    assert check(Month(JUNE, {"BHXH_TN": 29}, past)) == []
    assert _rules(Month(JUNE, {"BHXH_TN": 30}, past)) == {Rule.UNUSUAL_CHANGE}


def test_without_last_month_there_is_no_change_to_judge() -> None:
    past = _history(TWO_YEARS)
    del past[MAY]
    assert check(Month(JUNE, {"BHYT": 50_000}, past)) == []


SHEET = {"BHXH_BB": 5, "BHXH_TN": 6, "BHYT": 70, "BHTN": 0}


def test_last_months_sheet_sent_again_is_found() -> None:
    assert check(Month(JUNE, SHEET, {MAY: SHEET})) == [
        Finding(Rule.SAME_AS_LAST_MONTH, Level.WARNING, ("BHXH_BB", "BHXH_TN", "BHYT"), (5, 6, 70))
    ]


@pytest.mark.parametrize(
    ("people", "before"),
    [
        (SHEET, SHEET | {"BHYT": 71}),
        (SHEET, {"BHXH_BB": 5, "BHXH_TN": 6}),
        ({"BHXH_BB": 5, "BHXH_TN": 6, "BHYT": 70, "BHTN": 1}, SHEET),
        ({"BHXH_BB": 5, "BHXH_TN": 6}, SHEET),
        (dict.fromkeys(SHEET, 0), dict.fromkeys(SHEET, 0)),
        (SHEET, {}),
    ],
)
def test_a_sheet_that_differs_or_says_too_little_is_not_last_months(
    people: dict[str, int], before: dict[str, Any]
) -> None:
    assert Rule.SAME_AS_LAST_MONTH not in _rules(Month(JUNE, people, {MAY: before}))


def test_a_first_zero_is_found_once_and_says_what_was_there() -> None:
    past = _months_before(12) | {MAY: {"BHYT": 9_000}}
    assert check(Month(JUNE, {"BHYT": 0}, past)) == [
        Finding(Rule.FIRST_ZERO, Level.WARNING, ("BHYT",), (0, 9_000))
    ]


@pytest.mark.parametrize("past", [{}, {MAY: {"BHYT": 0}}, {MAY: {"BHXH": 7}}])
def test_a_zero_that_is_not_new_is_a_number_like_any_other(
    past: dict[date, dict[str, int]],
) -> None:
    assert check(Month(JUNE, {"BHYT": 0}, past)) == []


@pytest.mark.parametrize(
    ("together", "is_complete", "level"),
    [
        (821_564, False, Level.WARNING),
        (821_564, True, Level.WARNING),
        (821_563, True, None),
        (821_562, True, Level.NOTE),
        (821_562, False, None),
    ],
)
def test_the_units_below_have_not_more_than_the_whole(
    together: int, is_complete: bool, level: Level | None
) -> None:
    month = Month(JUNE, {"BHYT": 821_563}, below={"BHYT": Below(together, is_complete)})
    numbers = (821_563, together)
    expected = [Finding(Rule.UNITS_AND_WHOLE, level, ("BHYT",), numbers)] if level else []
    assert check(month) == expected


def test_a_whole_that_was_not_reported_is_not_held_against_its_units() -> None:
    assert check(Month(JUNE, {}, below={"BHYT": Below(5, is_complete=True)})) == []
    assert check(Month(JUNE, {"BHXH": 5}, below={"BHYT": Below(9, is_complete=True)})) == []


def test_later_months_are_not_looked_at() -> None:
    later = {add_months(JUNE, step): {"BHYT": 5} for step in range(14)}
    assert check(Month(JUNE, {"BHYT": 0}, later)) == []


def test_the_months_compared_are_the_year_before_and_the_same_months_of_earlier_years() -> None:
    periods = periods_to_compare(JUNE, 3)
    assert periods[-13:] == [add_months(JUNE, -step) for step in range(12, -1, -1)]
    assert periods[:-13] == [
        date(2020, 5, 1),
        date(2020, 6, 1),
        date(2021, 5, 1),
        date(2021, 6, 1),
        date(2022, 5, 1),
    ]


people = st.dictionaries(st.sampled_from(CODES), st.integers(0, 10**7))
before = st.integers(1, 60).map(lambda back: add_months(JUNE, -back))
histories = st.dictionaries(before, people, max_size=30)
any_month = st.builds(
    Month,
    st.just(JUNE),
    people,
    histories,
    people,
    st.sets(st.sampled_from(CODES)),
    st.just((BHXH, BHYT)),
)


@given(any_month)
def test_every_finding_is_about_reported_figures_and_comes_once(month: Month) -> None:
    found = check(month)
    assert len({(finding.rule, finding.codes) for finding in found}) == len(found)
    for finding in found:
        assert set(finding.codes) <= set(month.people)
        assert all(isinstance(number, int | Decimal) for number in finding.numbers)


@given(any_month)
def test_the_same_month_is_judged_the_same_whatever_the_order_of_its_columns(month: Month) -> None:
    turned = Month(
        JUNE,
        dict(reversed(list(month.people.items()))),
        dict(reversed(list(month.past.items()))),
        month.denominators,
        month.managed_locally,
        month.parts,
    )
    by_rule = {(finding.rule, frozenset(finding.codes)) for finding in check(month)}
    assert {(finding.rule, frozenset(finding.codes)) for finding in check(turned)} == by_rule


@given(people, people)
def test_without_a_past_only_the_month_itself_is_judged(
    now: dict[str, int], denominators: dict[str, int]
) -> None:
    rules = _rules(Month(JUNE, now, denominators=denominators, parts=(BHXH, BHYT)))
    assert rules.isdisjoint({Rule.UNUSUAL_CHANGE, Rule.SAME_AS_LAST_MONTH, Rule.FIRST_ZERO})


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_sum_is_found_exactly_when_it_does_not_hold(
    whole: int, compulsory: int, voluntary: int
) -> None:
    month = Month(JUNE, {"BHXH": whole, "BHXH_BB": compulsory, "BHXH_TN": voluntary}, parts=(BHXH,))
    assert (Rule.PARTS_AND_SUM in _rules(month)) == (whole != compulsory + voluntary)


@given(histories, st.integers(1, 10**7))
def test_an_unusual_change_lies_outside_what_it_says_is_usual(
    past: dict[date, dict[str, int]], now: int
) -> None:
    for finding in check(Month(JUNE, {"BHYT": now}, past)):
        if finding.rule == Rule.UNUSUAL_CHANGE:
            _people, _before, change, lowest, highest = finding.numbers
            assert lowest <= -LEAST_MARGIN < LEAST_MARGIN <= highest
            assert not lowest <= change <= highest


@given(st.integers(0, 10**7), st.integers(1, 10**7), st.integers(0, 4))
def test_a_rate_worked_out_of_the_very_people_is_never_found(
    people: int, denominator: int, places: int
) -> None:
    rate = coverage_rate(people, denominator) or Decimal(0)
    printed = rate.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    month = Month(JUNE, {"BHYT": people}, rates={"BHYT": ReportedRate(printed, denominator, 2023)})
    assert Rule.RATE_AND_PEOPLE not in _rules(month)


Stated = dict[date, tuple[str, ...]]


def _stated(
    *codes: str, past: dict[date, dict[str, int]], stated: Stated | None = None
) -> list[Finding]:
    """What is found where these do not apply in June; `stated`: what did not in months before."""
    return check(Month(JUNE, {}, past, not_applicable={**(stated or {}), JUNE: codes}))


def test_what_does_not_apply_though_it_had_people_lately_is_one_finding_that_names_it_all() -> None:
    past = {MAY: {"BHXH": 3_100, "BHYT": 24_200}, add_months(JUNE, -2): {"BHTN": 80}}
    assert _stated("BHXH", "BHTN", "BHYT", "BHYT_HSSV", past=past) == [
        Finding(
            Rule.NO_LONGER_APPLIES, Level.WARNING, ("BHXH", "BHTN", "BHYT"), (3_100, 80, 24_200)
        )
    ]


@pytest.mark.parametrize(
    ("past", "stated"),
    [
        ({}, {}),
        ({MAY: {"BHYT": 0}}, {}),
        ({MAY: {"BHXH": 7}}, {}),
        ({add_months(JUNE, -13): {"BHYT": 7}}, {}),
        ({add_months(JUNE, 1): {"BHYT": 7}}, {}),
        ({add_months(JUNE, -2): {"BHYT": 7}}, {MAY: ("BHYT",)}),
    ],
    ids=["new", "nobody", "another", "long ago", "later", "said before"],
)
def test_what_never_had_people_lately_or_was_said_before_may_not_apply(
    past: dict[date, dict[str, int]], stated: Stated
) -> None:
    assert _stated("BHYT", past=past, stated=stated) == []


def test_people_of_a_year_ago_and_after_it_was_said_before_are_lately() -> None:
    assert _stated("BHYT", past={add_months(JUNE, -12): {"BHYT": 7}}) != []
    stated: Stated = {add_months(JUNE, -2): ("BHYT",)}
    assert _stated("BHYT", past={MAY: {"BHYT": 7}}, stated=stated) != []


@given(
    histories,
    st.sets(st.sampled_from(CODES)),
    st.dictionaries(before, st.sets(st.sampled_from(CODES))),
)
def test_whatever_is_stated_is_asked_about_once_and_only_of_what_is_stated_now(
    past: dict[date, dict[str, int]], now: set[str], stated: dict[date, set[str]]
) -> None:
    """Whoever repeats next month what was asked about is not asked again."""
    said = stated | {JUNE: now}
    found = [
        each
        for each in check(Month(JUNE, {}, past, not_applicable=said))
        if each.rule == Rule.NO_LONGER_APPLIES
    ]
    assert len(found) <= 1
    assert all(set(each.codes) <= now and 0 not in each.numbers for each in found)
    july = Month(add_months(JUNE, 1), {}, past, not_applicable={**said, add_months(JUNE, 1): now})
    assert Rule.NO_LONGER_APPLIES not in _rules(july)
