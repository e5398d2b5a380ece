"""The arithmetic of promises, against published figures."""

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.notation.numbers import write_decimal
from targets.attainment import (
    Change,
    Pooled,
    Promise,
    Rule,
    assess,
    below_pooled,
    change,
    people_from_rate,
    percent,
    points,
    pooled,
)

people_counts = st.integers(0, 10**9)
denominators = st.integers(1, 10**9)
moderate = settings(max_examples=60, deadline=None)


def slack(*sizes: Fraction) -> Fraction:
    """What 40 significant digits leave open, generously, at the largest of the sizes."""
    return max(Fraction(1), *sizes) / 10**25


# One part on one whole


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (821563, 966520, "85,00"),  # Trà Vinh 30/6/2023, BHYT
        (84268, 112936, "74,62"),  # Trà Vinh 30/6/2023, BHXH
        (16238, 16238 + 4561, "78,07"),  # Trà Vinh BHXH_TN, the printed 4.516 with digits swapped
        (16238, 16238 + 4516, "78,24"),  # and as printed, which contradicts 78,07 %
        (59177, 70544, "83,89"),
        (4, 20, "20,00"),  # Đông Hòa 3/2023, conferences
        (79, 144 + 498, "12,31"),  # Đông Hòa 3/2023, people newly enrolled
    ],
)
def test_published_attainments_come_out_to_the_last_digit(
    part: int, whole: int, written: str
) -> None:
    assert write_decimal(percent(part, whole)) == written


@pytest.mark.parametrize(
    ("people", "printed", "places", "lowest", "highest"),
    [
        (821563, "80,58", 2, 1019499, 1019625),  # Trà Vinh's population
        (84268, "16,21", 2, 519692, 520012),  # Trà Vinh's labour force
        (29024, "93", 0, 31042, 31377),  # Lai Châu 5/2020, plan of BHXH_BB
        (2983, "54", 0, 5474, 5575),  # Lai Châu 5/2020, plan of BHXH_TN
    ],
)
def test_a_printed_percent_fits_exactly_the_published_range_of_wholes(
    people: int, printed: str, places: int, lowest: int, highest: int
) -> None:
    fits = [
        write_decimal(percent(people, whole), places) == printed
        for whole in (lowest - 1, lowest, highest, highest + 1)
    ]
    assert fits == [False, True, True, False]


def test_the_percent_is_not_rounded() -> None:
    exact = percent(821563, 966520)
    assert exact is not None
    assert str(exact).startswith("85.00217")
    assert percent(1, 4) == 25


def test_none_and_a_zero_whole_have_no_percent_but_a_zero_part_has() -> None:
    assert percent(None, 100) is None
    assert percent(100, None) is None
    assert percent(0, 0) is None
    assert percent(0, 100) == 0


def test_a_float_is_refused() -> None:
    with pytest.raises(TypeError):
        percent(0.5, 1)  # type: ignore[arg-type]


def test_the_callers_decimal_context_changes_nothing() -> None:
    usual = assess(Promise(percent=Decimal("94.79")), 821563, None, 1019562)
    with localcontext(prec=3):
        assert assess(Promise(percent=Decimal("94.79")), 821563, None, 1019562) == usual


@given(people_counts, denominators)
@moderate
def test_a_percent_agrees_with_fractions(part: int, whole: int) -> None:
    result = percent(part, whole)
    assert result is not None
    exact = Fraction(100 * part, whole)
    assert abs(Fraction(result) - exact) <= slack(exact)


@given(people_counts, denominators)
@moderate
def test_a_percent_is_never_rounded_twice(part: int, whole: int) -> None:
    hundredths = int(Fraction(10_000 * part, whole) + Fraction(1, 2))
    assert write_decimal(percent(part, whole)) == write_decimal(Decimal(hundredths).scaleb(-2))


# A promise and what became of it


def test_people_on_people_is_the_rule_where_people_were_promised() -> None:
    bhyt = assess(Promise(people=966520), 821563, Decimal("80.58"))
    assert bhyt.rule is Rule.PEOPLE_ON_PEOPLE
    assert write_decimal(bhyt.attainment) == "85,00"
    assert (bhyt.plan_people, bhyt.plan_is_derived, bhyt.remaining) == (966520, False, 144957)
    assert (bhyt.attainment_by_rate, bhyt.remaining_points) == (None, None)


def test_the_rules_carry_their_printed_letters() -> None:
    assert [str(rule) for rule in Rule] == ["A", "B"]


def test_remaining_below_zero_is_exceeded() -> None:
    people = assess(Promise(people=100), 139)
    assert (people.remaining, people.attainment) == (-39, Decimal(139))
    rate = assess(Promise(percent=Decimal(95)), None, Decimal("95.5"))
    assert rate.remaining_points == Decimal("-0.5")


def test_rate_on_rate_is_the_rule_where_only_a_rate_was_promised() -> None:
    judged = assess(Promise(percent=Decimal(95)), None, Decimal("88.25"))
    assert judged.rule is Rule.RATE_ON_RATE
    assert write_decimal(judged.attainment) == "92,89"
    assert judged.remaining_points == Decimal("6.75")
    assert (judged.plan_people, judged.plan_is_derived, judged.remaining) == (None, False, None)


def test_a_promised_rate_becomes_people_with_the_denominator_and_says_so() -> None:
    judged = assess(Promise(percent=Decimal("94.795")), 821563, Decimal("80.58"), 1019562)
    assert (judged.plan_people, judged.plan_is_derived) == (966494, True)
    assert judged.remaining == 966494 - 821563
    assert judged.rule is Rule.RATE_ON_RATE
    assert judged.attainment == judged.attainment_by_rate
    assert write_decimal(judged.attainment) == "85,00"
    assert write_decimal(judged.attainment_by_people) == "85,00"


@pytest.mark.parametrize(
    ("rate", "denominator", "people"),
    [("95", 1010, 960), ("95", 1009, 959), ("0.5", 100, 1), ("0.4999", 100, 0), ("0", 100, 0)],
)
def test_people_from_a_rate_are_rounded_half_up(rate: str, denominator: int, people: int) -> None:
    assert people_from_rate(Decimal(rate), denominator) == people


def test_people_from_a_rate_need_both() -> None:
    assert people_from_rate(None, 100) is None
    assert people_from_rate(Decimal(95), None) is None


def test_a_promise_of_both_has_both_attainments_and_people_lead() -> None:
    both = assess(Promise(966520, Decimal("94.79")), 821563, Decimal("80.58"), 1019562)
    assert both.rule is Rule.PEOPLE_ON_PEOPLE
    assert (both.plan_people, both.plan_is_derived) == (966520, False)
    assert both.attainment == both.attainment_by_people == percent(821563, 966520)
    assert both.attainment_by_rate == percent(Decimal("80.58"), Decimal("94.79"))
    assert both.remaining_points == Decimal("14.21")


def test_a_reported_rate_goes_before_a_computed_one() -> None:
    reported = assess(Promise(percent=Decimal(95)), 821563, Decimal("80.58"), 1019562)
    computed = assess(Promise(percent=Decimal(95)), 821563, None, 1019562)
    assert (reported.rate, reported.rate_is_computed) == (Decimal("80.58"), False)
    assert (computed.rate, computed.rate_is_computed) == (percent(821563, 1019562), True)


def test_a_zero_promise_has_no_attainment_but_something_exceeded() -> None:
    people = assess(Promise(people=0), 12)
    assert (people.rule, people.attainment, people.remaining) == (Rule.PEOPLE_ON_PEOPLE, None, -12)
    rate = assess(Promise(percent=Decimal(0)), 12, None, 100)
    assert (rate.rule, rate.attainment) == (Rule.RATE_ON_RATE, None)
    assert rate.remaining_points == -12


def test_nothing_reported_is_not_zero_attained() -> None:
    judged = assess(Promise(966520, Decimal(95)), None)
    assert (judged.rule, judged.plan_people) == (Rule.PEOPLE_ON_PEOPLE, 966520)
    assert judged.attainment is None
    assert judged.remaining is None
    assert judged.remaining_points is None
    assert assess(Promise(966520), 0).attainment == 0


def test_an_empty_promise_and_a_zero_denominator_judge_nothing() -> None:
    empty = assess(Promise(), 821563, Decimal("80.58"), 1019562)
    assert (empty.rule, empty.attainment, empty.remaining) == (None, None, None)
    no_labour_force = assess(Promise(percent=Decimal(35)), 5, None, 0)
    assert (no_labour_force.rate, no_labour_force.attainment) == (None, None)
    assert no_labour_force.plan_people == 0


def test_the_same_people_stand_differently_before_each_assigner() -> None:
    # Plans in the ratio of Sóc Trăng's printed attainments of 8/2022.
    council, committee = assess(Promise(10000), 5046), assess(Promise(6309), 5046)
    assert write_decimal(council.attainment) == "50,46"
    assert write_decimal(committee.attainment) == "79,98"


@given(people_counts, st.integers(1, 10**9))
@moderate
def test_attainment_and_remaining_tell_the_same_story(people: int, plan: int) -> None:
    judged = assess(Promise(plan), people)
    assert judged.attainment is not None
    assert judged.remaining is not None
    assert people + judged.remaining == plan
    assert (judged.attainment >= 100) == (judged.remaining <= 0)


# More than a number


def over(people: int | None = None, rate: str | None = None) -> Promise:
    """ "Hơn 1.000 người", "trên 95 %"."""
    return Promise(people, None if rate is None else Decimal(rate), "over", "over")


@pytest.mark.parametrize(
    ("people", "is_reached", "remaining"),
    [(995, False, 6), (999, False, 2), (1000, False, 1), (1001, True, -1), (1005, True, -5)],
)
def test_more_than_so_many_people_is_reached_above_them_and_one_remains_at_them(
    people: int, is_reached: bool, remaining: int
) -> None:
    judged = assess(over(1000), people)
    assert (judged.is_reached, judged.remaining) == (is_reached, remaining)


@pytest.mark.parametrize(
    ("people", "denominator", "is_reached", "remaining"),
    [
        (950, 1000, False, 1),  # 95 % exactly
        (951, 1000, True, -1),
        (949, 1000, False, 2),
        (23_751, 25_000, True, -1),  # 95,004 %
        (23_750, 25_000, False, 1),
        (951, 1001, True, 0),  # 950,95 people are 95 %, rounded to 951
        (950, 1001, False, 1),
        (960, 1011, False, 1),  # 960,45 people are 95 %, rounded to 960
    ],
)
def test_over_95_per_cent_is_judged_unrounded_and_in_whole_people(
    people: int, denominator: int, is_reached: bool, remaining: int
) -> None:
    judged = assess(over(rate="95"), people, None, denominator)
    assert (judged.is_reached, judged.remaining) == (is_reached, remaining)


@pytest.mark.parametrize("word", ["", "about", "at_least", "nearly"])
def test_at_every_other_word_the_number_itself_is_enough(word: str) -> None:
    promise = Promise(1000, Decimal(95), word, word)
    assert (assess(promise, 1000).is_reached, assess(promise, 1000).remaining) == (True, 0)
    rate = Promise(None, Decimal(95), "", word)
    assert assess(rate, None, Decimal(95)).is_reached
    assert assess(rate, None, Decimal("94.996")).is_reached is False


def test_the_word_that_counts_is_that_of_the_number_judged() -> None:
    assert assess(Promise(1000, Decimal(95), "", "over"), 1000).is_reached
    assert assess(Promise(1000, Decimal(95), "over", ""), 1000).is_reached is False


def test_what_is_not_known_is_neither_reached_nor_missed() -> None:
    assert assess(over(1000), None, Decimal(99)).is_reached is None
    assert assess(over(rate="95"), 950).is_reached is None
    assert assess(Promise(), 950, Decimal(95), 1000).is_reached is None


@given(people_counts, st.integers(0, 10_000), st.integers(1, 10**9), st.booleans())
@moderate
def test_who_still_has_to_be_won_makes_the_promise_reached_and_one_fewer_does_not(
    people: int, hundredths: int, denominator: int, is_of_more: bool
) -> None:
    """Of a promise of more than a rate, whose people are not rounded."""
    promise = over(rate=str(Decimal(hundredths) / 100)) if is_of_more else over(hundredths)
    judged = assess(promise, people, None, denominator)
    assert judged.remaining is not None
    assert judged.is_reached == (judged.remaining <= 0)
    if judged.remaining > 0:
        won = people + judged.remaining
        assert assess(promise, won, None, denominator).is_reached
        assert assess(promise, won - 1, None, denominator).is_reached is False


# Several units as one


def test_pooling_weighs_units_by_size_and_never_averages_rates() -> None:
    both = pooled([(90, 100), (100, 1000)])
    assert both == Pooled(people=190, denominator=1100, counted=2, missing=0)
    assert write_decimal(both.rate) == "17,27"


def test_a_pair_lacking_either_number_is_missing_from_both_sums() -> None:
    assert pooled([(90, 100), (50, None), (None, 70), (None, None), (0, 10)]) == Pooled(
        people=90, denominator=110, counted=2, missing=3
    )


def test_nothing_pooled_is_none_and_not_zero() -> None:
    for pairs in ([], [(None, 100), (5, None)]):
        nothing = pooled(pairs)
        assert (nothing.people, nothing.denominator, nothing.rate) == (None, None, None)
        assert (nothing.counted, nothing.missing) == (0, len(pairs))
    assert pooled([(0, 100)]).rate == 0
    assert pooled([(0, 0)]).rate is None


@given(st.lists(st.tuples(people_counts, denominators), min_size=1, max_size=8))
@moderate
def test_a_pooled_rate_lies_between_the_lowest_and_the_highest(
    pairs: list[tuple[int, int]],
) -> None:
    rate = pooled(pairs).rate
    assert rate is not None
    rates = [Fraction(100 * people, denominator) for people, denominator in pairs]
    allowed = slack(*rates)
    assert min(rates) - allowed <= Fraction(rate) <= max(rates) + allowed


@given(st.lists(st.tuples(people_counts, denominators), min_size=2, max_size=8), st.integers(0, 8))
@moderate
def test_pooling_pools_gives_the_same_as_pooling_all(pairs: list[tuple[int, int]], at: int) -> None:
    halves = [pooled(pairs[:at]), pooled(pairs[at:])]
    again = pooled([(half.people, half.denominator) for half in halves])
    assert (again.people, again.denominator) == (pooled(pairs).people, pooled(pairs).denominator)


def test_below_pooled_names_the_parts_strictly_below_in_their_order() -> None:
    # Trà Vinh's districts with made-up figures: the district figures were never published.
    parts = [
        ("Càng Long", 860, 1000),
        ("Cầu Kè", 700, 1000),
        ("Cầu Ngang", None, 1000),
        ("Châu Thành", 780, None),
        ("Trà Cú", 749, 1000),
        ("Trà Vinh", 231, 308),
    ]
    whole = pooled([(750, 1000)])
    assert below_pooled(parts, whole) == ["Cầu Kè", "Trà Cú"]
    assert below_pooled(parts, pooled([])) == []
    assert below_pooled([("A", 0, 0)], whole) == []


@given(st.lists(st.tuples(people_counts, denominators), min_size=1, max_size=8))
@moderate
def test_never_are_all_parts_below_what_they_make_together(pairs: list[tuple[int, int]]) -> None:
    parts = [(i, people, denominator) for i, (people, denominator) in enumerate(pairs)]
    below = below_pooled(parts, pooled(pairs))
    assert len(below) < len(parts)
    people_in_all = sum(people for people, _ in pairs)
    in_all = sum(denominator for _, denominator in pairs)
    for i, people, denominator in parts:
        lower = Fraction(people, denominator) < Fraction(people_in_all, in_all)
        assert (i in below) == lower


# Changes


@pytest.mark.parametrize(
    ("now", "before", "difference", "written"),
    [
        (2983, 1900, 1083, "57,00"),  # Lai Châu 5/2020, BHXH_TN on the year
        (438422, 436093, 2329, "0,53"),  # Lai Châu 5/2020, BHYT on the year
        (961, 1000, -39, "−3,90"),
    ],
)
def test_a_change_is_in_people_and_in_percent_of_before(
    now: int, before: int, difference: int, written: str
) -> None:
    changed = change(now, before)
    assert (changed.difference, write_decimal(changed.percent)) == (difference, written)


def test_a_change_from_zero_has_no_percent_and_from_none_nothing() -> None:
    assert change(12, 0) == Change(12, None)
    assert change(12, None) == change(None, 12) == change(None, None) == Change(None, None)


def test_rates_change_in_points() -> None:
    # Lâm Đồng, 5/2025.
    assert points(Decimal("18.43"), Decimal("17.1")) == Decimal("1.33")
    assert points(Decimal("18.43"), None) is None
    assert points(None, Decimal("17.1")) is None
