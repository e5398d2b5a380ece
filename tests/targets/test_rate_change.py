"""Why a rate changed, against published changes and by itself."""

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coverage.notation.numbers import write_decimal
from targets.rate_change import split_rate_change

people_counts = st.integers(0, 10**9)
denominators = st.integers(1, 10**9)
moderate = settings(max_examples=60, deadline=None)


def slack(*sizes: Fraction) -> Fraction:
    """What 40 significant digits leave open, generously, at the largest of the sizes."""
    return max(Fraction(1), *sizes) / 10**25


def test_the_same_people_on_a_new_census_change_the_rate_by_the_denominator_alone() -> None:
    # Hà Nam 2019 printed 91,8 % and 87 % for the same people; the people are made up.
    split = split_rate_change(750_000, 816_993, 750_000, 862_069)
    assert split is not None
    assert split.by_people == 0
    assert split.by_denominator == split.total
    assert write_decimal(split.total, 1) == "−4,8"


def test_people_may_fall_while_the_rate_rises() -> None:
    # As in Lâm Đồng 5/2025: people −5.806, rate 17,1 % to 18,43 %; the levels are made up.
    split = split_rate_change(139_000, 812_866, 133_194, 722_702)
    assert split is not None
    assert write_decimal(split.total) == "1,33"
    assert split.by_people < 0 < split.by_denominator


def test_a_split_needs_all_four_numbers_and_real_denominators() -> None:
    assert split_rate_change(None, 10, 5, 10) is None
    assert split_rate_change(5, None, 5, 10) is None
    assert split_rate_change(5, 10, None, 10) is None
    assert split_rate_change(5, 10, 5, 0) is None
    assert split_rate_change(5, 0, 5, 10) is None


@given(people_counts, denominators, people_counts, denominators)
@moderate
def test_the_parts_of_a_split_add_up_and_reverse(
    people_before: int, denominator_before: int, people_now: int, denominator_now: int
) -> None:
    split = split_rate_change(people_before, denominator_before, people_now, denominator_now)
    back = split_rate_change(people_now, denominator_now, people_before, denominator_before)
    assert split is not None
    assert back is not None
    before = Fraction(100 * people_before, denominator_before)
    now = Fraction(100 * people_now, denominator_now)
    # Each part carries 40 digits of its own size, which may be far above the rates' sizes.
    parts = (Fraction(split.by_people), Fraction(split.by_denominator))
    assert abs(Fraction(split.total) - (now - before)) <= slack(before, now)
    assert abs(sum(parts) - (now - before)) <= slack(abs(parts[0]), abs(parts[1]))
    assert back.by_people == split.by_people.copy_negate()
    assert back.by_denominator == split.by_denominator.copy_negate()


@given(people_counts, people_counts, denominators)
@moderate
def test_with_one_denominator_the_whole_change_is_due_to_people(
    before: int, now: int, denominator: int
) -> None:
    assume(before != now)
    split = split_rate_change(before, denominator, now, denominator)
    assert split is not None
    assert split.by_denominator == 0
    assert split.by_people == split.total
