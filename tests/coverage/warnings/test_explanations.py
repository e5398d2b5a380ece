"""What those who reported said of a number that counts; of a sum by those it is made of."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast
from coverage.entry import record_figures
from coverage.models import AdministrativeUnit, Indicator, Origin
from coverage.month.submitting import submit_explained
from coverage.month.workflow import approve, open_months, reopen, submit, take_back
from coverage.warnings.explanations import explained_below
from full_months import full_cells
from reporting import report
from small_worlds import clock

MAY = date(2023, 5, 1)
TWICE = "hai người đóng hai nơi"
LAPSED = "thẻ hết hạn"


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Of June Cầu Kè has explained its warning, Trà Cú has an open one."""
    units = [world.cau_ke.pk, world.tra_cu.pk]
    open_months(world.giang, units, JUNE)
    record_figures(world.an, JUNE, full_cells(world, world.cau_ke, BHXH=1202))
    record_figures(world.an, JUNE, full_cells(world, world.tra_cu, BHXH=1203))
    submit_explained(world.an, units[:1], JUNE, {units[0]: TWICE})
    submit(world.an, units[1:], JUNE, "đã đối chiếu")
    return world


def said_of(
    unit: AdministrativeUnit, indicator: Indicator, period: date = JUNE
) -> list[tuple[str, str, str]]:
    """Who, what and by whom."""
    found = explained_below([unit.pk], [indicator.pk], [period])
    said = found.get((unit.pk, indicator.pk, period), [])
    return [(each.unit, each.text, each.by) for each in said]


def test_a_note_that_explains_warnings_is_said_of_the_numbers_they_concern(cast: Cast) -> None:
    told = [("Huyện Cầu Kè", TWICE, "Nguyễn Thị An")]
    for code in ("BHXH", "BHXH_BB", "BHXH_TN"):
        assert said_of(cast.cau_ke, cast.indicators[code]) == told
    assert said_of(cast.cau_ke, cast.bhyt) == []
    assert said_of(cast.tra_cu, cast.bhxh) == [], "its note explains nothing"


def test_a_sum_holds_what_was_said_of_the_numbers_it_is_made_of(cast: Cast) -> None:
    told = [("Huyện Cầu Kè", TWICE, "Nguyễn Thị An")]
    assert said_of(cast.tra_vinh, cast.bhxh) == told
    assert said_of(cast.nation, cast.bhxh) == told
    report(cast.tra_vinh, cast.bhxh, JUNE, 2405)
    assert said_of(cast.tra_vinh, cast.bhxh) == said_of(cast.nation, cast.bhxh) == []


def test_the_note_of_a_figure_is_said_of_it_once_it_counts(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, MAY, 70, note=LAPSED, is_draft=True)
    assert said_of(cast.cau_ke, cast.bhyt, MAY) == []
    submit(cast.an, [cast.cau_ke.pk], MAY)
    assert [text for _who, text, _by in said_of(cast.tra_vinh, cast.bhyt, MAY)] == [LAPSED]
    approve(cast.giang, [cast.cau_ke.pk], MAY)
    reopen(cast.giang, [cast.cau_ke.pk], MAY, "sai")
    report(cast.cau_ke, cast.bhyt, MAY, 71, note="sửa", is_draft=True)
    assert [text for _who, text, _by in said_of(cast.tra_vinh, cast.bhyt, MAY)] == [LAPSED]


def test_where_a_published_number_was_printed_explains_nothing(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, MAY, 70, note="nguồn in", origin=Origin.PUBLISHED)
    assert said_of(cast.cau_ke, cast.bhyt, MAY) == []


def test_a_month_taken_back_is_explained_by_nothing_but_as_it_stood(cast: Cast) -> None:
    then = clock()
    take_back(cast.an, [cast.cau_ke.pk], JUNE)
    assert said_of(cast.tra_vinh, cast.bhxh) == []
    found = explained_below([cast.tra_vinh.pk], [cast.bhxh.pk], [JUNE], then)
    assert [each.text for said in found.values() for each in said] == [TWICE]


def test_it_is_one_statement(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    units = [cast.nation.pk, cast.tra_vinh.pk, cast.cau_ke.pk]
    with django_assert_num_queries(1):
        explained_below(units, [cast.bhxh.pk, cast.bhyt.pk], [MAY, JUNE])
