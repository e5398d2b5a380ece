"""What is asked of the recorded warnings: of a unit's month, at a number, below a unit, as seen."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast
from coverage.checks import Finding, Level, Rule
from coverage.entry import record_figures
from coverage.month.submitting import submit_explained
from coverage.month.workflow import open_months, submit, take_back
from coverage.warnings.query import open_below, warnings_of
from coverage.warnings.standing import OpenBelow, Warnings
from full_months import full_cells
from reporting import report
from small_worlds import clock

MAY = date(2023, 5, 1)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Cầu Kè has explained its warning, Trà Cú has two that are open."""
    units = [world.cau_ke.pk, world.tra_cu.pk]
    open_months(world.giang, units, JUNE)
    record_figures(world.an, JUNE, full_cells(world, world.cau_ke, BHXH=1202))
    record_figures(world.an, JUNE, full_cells(world, world.tra_cu, BHXH=1203, BHTN=1001))
    submit_explained(world.an, units[:1], JUNE, {units[0]: "hai người đóng hai nơi"})
    submit(world.an, units[1:], JUNE)
    return world


def test_a_number_is_marked_by_each_warning_that_concerns_it(cast: Cast) -> None:
    found = warnings_of([cast.cau_ke.pk, cast.tra_cu.pk], [JUNE])
    explained = found.mark(cast.cau_ke.pk, JUNE, "BHXH_TN")
    assert explained is not None
    assert not explained.is_open
    assert [(each.note, each.by) for each in explained.explanations] == [
        ("hai người đóng hai nơi", "Nguyễn Thị An")
    ]
    opened = found.mark(cast.tra_cu.pk, JUNE, "BHXH_BB")
    assert opened is not None
    assert opened.is_open
    assert [each.finding.rule for each in opened.warnings] == [
        Rule.PARTS_AND_SUM,
        Rule.UNEMPLOYMENT_ABOVE_COMPULSORY,
    ]
    assert found.mark(cast.tra_cu.pk, JUNE, "BHYT") is None
    assert (found.is_open(cast.tra_cu.pk, JUNE), found.is_open(cast.cau_ke.pk, JUNE)) == (
        True,
        False,
    )


def test_a_warning_is_read_as_the_checks_gave_it(cast: Cast) -> None:
    (warning,) = warnings_of([cast.cau_ke.pk], [JUNE]).of(cast.cau_ke.pk, JUNE)
    codes = ("BHXH", "BHXH_BB", "BHXH_TN")
    assert warning.finding == Finding(Rule.PARTS_AND_SUM, Level.WARNING, codes, (1202, 1000, 200))
    assert [type(number) for number in warning.finding.numbers] == [int, int, int]


def test_units_below_with_an_open_warning_are_counted_once_and_by_indicator(cast: Cast) -> None:
    found = open_below([cast.tra_vinh.pk, cast.lai_chau.pk], JUNE)
    assert found[cast.lai_chau.pk] == OpenBelow()
    assert found[cast.tra_vinh.pk].units == 1
    assert [found[cast.tra_vinh.pk].of(code) for code in ("BHXH", "BHTN", "BHYT")] == [1, 1, 0]
    assert open_below([cast.tra_vinh.pk], MAY)[cast.tra_vinh.pk].units == 0


def test_a_sum_of_sums_holds_the_warnings_of_all_it_counts(cast: Cast) -> None:
    """The nation's is of the province, whose sum holds the district's, till it reports itself."""
    assert open_below([cast.nation.pk], JUNE)[cast.nation.pk].of("BHXH") == 1
    report(cast.tra_vinh, cast.bhxh, JUNE, 2405)
    found = open_below([cast.nation.pk], JUNE)[cast.nation.pk]
    assert (found.of("BHXH"), found.of("BHTN")) == (0, 1)


def test_warnings_are_seen_as_they_stood(cast: Cast) -> None:
    then = clock()
    take_back(cast.an, [cast.tra_cu.pk], JUNE)
    assert warnings_of([cast.tra_cu.pk], [JUNE]) == Warnings()
    assert len(warnings_of([cast.tra_cu.pk], [JUNE], then).of(cast.tra_cu.pk, JUNE)) == 2
    assert open_below([cast.tra_vinh.pk], JUNE)[cast.tra_vinh.pk].units == 0
    assert open_below([cast.tra_vinh.pk], JUNE, then)[cast.tra_vinh.pk].units == 1


def test_each_question_is_one_statement(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    units = [cast.tra_vinh.pk, cast.cau_ke.pk, cast.tra_cu.pk]
    with django_assert_num_queries(1):
        warnings_of(units, [MAY, JUNE])
    with django_assert_num_queries(1):
        open_below(units, JUNE)
