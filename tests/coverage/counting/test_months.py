"""Which month a reader gets who names none, and what is said of younger ones (design section 5)."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast
from coverage.counting.expected import Expected
from coverage.counting.months import (
    MonthProgress,
    being_collected,
    closings,
    latest_months,
    usual_month,
)
from coverage.models import CountsFrom
from coverage.month.workflow import (
    approve,
    open_months,
    reopen,
    return_to_clerk,
    submit,
    take_back,
)
from reporting import set_rule

MAY, JULY = date(2023, 5, 1), date(2023, 7, 1)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    for period in (MAY, JUNE):
        open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], period)
        submit(world.an, [world.cau_ke.pk], period)
    submit(world.an, [world.tra_cu.pk], MAY)
    return world


def progress(cast: Cast, period: date = JUNE) -> MonthProgress:
    return next(each for each in latest_months(cast.tra_vinh) if each.period == period)


def shown(cast: Cast) -> date | None:
    expected = {each.period: Expected() for each in latest_months(cast.tra_vinh)}
    today = date(2023, 8, 1)
    return usual_month(latest_months(cast.tra_vinh), closings(cast.tra_vinh), expected, today)


def test_a_month_is_complete_when_every_unit_directly_below_has_handed_in(cast: Cast) -> None:
    assert progress(cast) == MonthProgress(JUNE, 1, 2, is_complete=False)
    assert progress(cast, MAY) == MonthProgress(MAY, 2, 2, is_complete=True)
    assert shown(cast) == MAY


def test_a_month_that_is_only_typed_is_not_begun(cast: Cast) -> None:
    open_months(cast.giang, [cast.cau_ke.pk], JULY)
    assert latest_months(cast.tra_vinh)[0].period == JUNE


def test_an_own_month_that_counts_makes_the_unit_complete(cast: Cast) -> None:
    open_months(cast.giang, [cast.tra_vinh.pk], JUNE)
    submit(cast.an, [cast.tra_vinh.pk], JUNE)
    assert progress(cast).is_complete


def test_the_nation_counts_provinces_of_which_all_of_it_is_there(cast: Cast) -> None:
    of_may = next(each for each in latest_months(cast.nation) if each.period == MAY)
    assert (of_may.handed_in, of_may.expected, of_may.is_complete) == (1, 2, False)


def test_reopened_still_counts_and_taken_back_or_returned_does_not(cast: Cast) -> None:
    both = [cast.cau_ke.pk, cast.tra_cu.pk]
    approve(cast.giang, [cast.cau_ke.pk], MAY)
    reopen(cast.giang, [cast.cau_ke.pk], MAY, "sửa")
    assert progress(cast, MAY) == MonthProgress(MAY, 1, 2, is_complete=True)
    take_back(cast.an, [cast.tra_cu.pk], MAY)
    assert not progress(cast, MAY).is_complete
    submit(cast.an, both, MAY)
    return_to_clerk(cast.giang, both, MAY, "xem lại")
    assert progress(cast, MAY) == MonthProgress(MAY, 0, 2, is_complete=False)


def test_where_only_approved_months_count_submitted_ones_leave_it_incomplete(cast: Cast) -> None:
    set_rule(cast.tra_vinh, counts_from=CountsFrom.APPROVED)
    assert progress(cast, MAY) == MonthProgress(MAY, 2, 2, is_complete=False)
    approve(cast.giang, [cast.cau_ke.pk, cast.tra_cu.pk], MAY)
    assert progress(cast, MAY).is_complete


@pytest.mark.parametrize(
    ("handed_in", "due_days", "today", "chosen"),
    [
        ((5, 9, 9), (None, None, None), 20, JULY),  # none is set, and more than half are there
        ((4, 9, 9), (None, None, None), 20, JUNE),
        ((9, 9, 9), (5, 5, 5), 4, JUNE),  # not past its due day, however many are there
        ((0, 0, 0), (5, 5, 5), 6, JULY),
        ((1, 1, 1), (None, None, None), 20, JULY),  # nothing better: the latest
    ],
)
def test_without_a_complete_month_it_is_the_latest_past_its_due_day_or_half_there(
    handed_in: tuple[int, ...], due_days: tuple[int | None, ...], today: int, chosen: date
) -> None:
    periods = (JULY, JUNE, MAY)
    latest = [
        MonthProgress(period, count, 9, is_complete=False)
        for period, count in zip(periods, handed_in, strict=True)
    ]
    rules = {period: Expected(due_day=day) for period, day in zip(periods, due_days, strict=True)}
    assert usual_month(latest, (), rules, date(2023, 8, today)) == chosen


def test_younger_months_are_told_oldest_first_at_most_two() -> None:
    periods = [date(2023, month, 1) for month in (8, 7, 6, 5)]
    latest = [MonthProgress(period, 1, 9, is_complete=False) for period in periods]
    assert [each.period.month for each in being_collected(latest, MAY)] == [6, 7]
    assert being_collected(latest, date(2023, 8, 1)) == []


def test_nobody_ever_handed_in(cast: Cast) -> None:
    assert latest_months(cast.lai_chau) == []
    assert usual_month([], (), {}, JUNE) is None


def test_the_latest_months_take_one_statement(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for unit in (cast.cau_ke, cast.tra_vinh, cast.nation):
        with django_assert_num_queries(1):
            latest_months(unit)
