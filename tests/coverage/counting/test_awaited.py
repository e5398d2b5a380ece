"""A month is missed only once its day has come."""

from datetime import date

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast
from coverage.counting.awaited import awaited
from reporting import set_rule

MAY = date(2023, 5, 1)


@pytest.mark.parametrize(
    ("today", "is_awaited"),
    [("2023-06-30T12:00+07:00", True), ("2023-07-01T00:30+07:00", False)],
)
def test_where_nobody_set_a_day_the_month_itself_has_to_be_over(
    cast: Cast, today: str, *, is_awaited: bool
) -> None:
    with time_machine.travel(today):
        found = awaited([cast.cau_ke], [MAY, JUNE])
    assert found == ({(cast.cau_ke.pk, JUNE)} if is_awaited else set())


@time_machine.travel("2023-07-05T12:00+07:00")
def test_each_unit_has_the_day_of_its_own_rule(cast: Cast) -> None:
    set_rule(cast.tra_vinh, due_day=5)
    set_rule(cast.tra_cu, due_day=4)
    assert awaited([cast.cau_ke, cast.tra_cu], [JUNE]) == {(cast.cau_ke.pk, JUNE)}


@time_machine.travel("2023-09-01T12:00+07:00")
def test_of_months_long_over_nothing_is_asked(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    set_rule(cast.tra_vinh, due_day=31)
    with django_assert_num_queries(0):
        assert awaited([cast.cau_ke], [MAY, JUNE]) == set()
