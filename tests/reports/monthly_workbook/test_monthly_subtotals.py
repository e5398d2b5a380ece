"""Under the units of a block what those of each kind come to; the whole does not count it again."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from cast import JUNE, Cast, make_unit
from libreoffice import Recalculated
from monthly import errors_in, monthly_file, opened, report_block, verdict
from pages import in_english, signed_in_as
from reporting import count, make_document, promise, report

MAY = date(2023, 5, 1)
UBND = "Attained, % of the target of: UBND tỉnh Trà Vinh"
CHANGE = "Gained (+), lost (−) on: last month"


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Two districts with all, the city with all, and a town that has not reported June."""
    city = make_unit(2, "842", "thanh_pho", "Trà Vinh", "Thành phố Trà Vinh", world.tra_vinh)
    town = make_unit(2, "851", "thi_xa", "Duyên Hải", "Thị xã Duyên Hải", world.tra_vinh)
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    units = ((world.cau_ke, 700, 1000), (world.tra_cu, 300, 500), (city, 90, 100), (town, 10, 50))
    for unit, people, base in units:
        report(unit, world.bhyt, MAY, people - 5)
        if unit is not town:
            report(unit, world.bhyt, JUNE, people)
        count(unit, "population", 2023, base)
        promise(plan, unit, world.bhyt, 2023, people=people + 100)
    return world


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    return in_english(signed_in_as(client, cast.dung))


def told(block: Any) -> dict[str, dict[str, Any]]:
    return {line["Unit"]: line for line in block.subtotals}


def test_a_kind_adds_up_its_people_and_pools_its_rate(cast: Cast, reader: Client) -> None:
    block = report_block(opened(monthly_file(reader, cast.tra_vinh)), "BHYT")
    found = told(block)
    assert list(found) == [
        "Of these rural district: 2",
        "Of these town: 1",
        "Of these city of a province: 1",
    ]
    districts = found["Of these rural district: 2"]
    assert (districts["This month"], districts["Last month"], districts[CHANGE]) == (1000, 990, 10)
    assert districts["Coverage, %"] == pytest.approx(100_000 / 1500), "no mean of 70 and 60"
    assert (districts["Denominator"], districts["Target: people"]) == (1500, 1200)
    assert districts[UBND] == pytest.approx(100_000 / 1200)
    assert districts["Remaining"] == 200
    assert (districts["Rank"], districts["Judgement"]) == (None, None)


def test_a_kind_that_lacks_a_unit_is_not_judged_and_says_so(cast: Cast, reader: Client) -> None:
    town = told(report_block(opened(monthly_file(reader, cast.tra_vinh)), "BHYT"))[
        "Of these town: 1"
    ]
    assert (town["This month"], town["Last month"], town[CHANGE]) == (None, 5, None)
    assert (town["Target: people"], town[UBND], town["Remaining"]) == (110, None, None)
    assert town["Remarks"] == "0 of 1 units"


def test_the_whole_and_the_ranks_do_not_count_the_kinds(cast: Cast, reader: Client) -> None:
    block = report_block(opened(monthly_file(reader, cast.tra_vinh)), "BHYT")
    assert block.whole["This month"] == 1090
    ranks = {line["Unit"]: line["Rank"] for line in block.lines if line["Rank"] is not None}
    assert ranks == {"Huyện Cầu Kè": 1, "Huyện Trà Cú": 2, "Thành phố Trà Vinh": 3}


def test_units_of_one_kind_have_no_line_of_it(cast: Cast, reader: Client) -> None:
    report(cast.sin_ho, cast.bhyt, JUNE, 40)
    block = report_block(opened(monthly_file(reader, cast.lai_chau)), "BHYT")
    assert block.subtotals == []


@pytest.mark.libreoffice
def test_the_kinds_are_live_formulas(
    cast: Cast, reader: Client, recalculated: Recalculated
) -> None:
    content = monthly_file(reader, cast.tra_vinh)
    book = recalculated({"book": content})["book"]
    assert errors_in(book) == []
    assert verdict(book)[1:] == (0, "EVERYTHING AGREES")
    (districts, *_others) = report_block(book, "BHYT").subtotals
    assert (districts["This month"], districts["Denominator"]) == (1000, 1500)
    assert districts[UBND] == pytest.approx(100_000 / 1200)
