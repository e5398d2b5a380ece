"""The months of the year side by side, and in what state each was: as the pages have them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from cast import JUNE, Cast
from coverage.models import State
from coverage.notation.periods import months, write_period
from coverage.wording import state_text
from monthly import monthly_file, opened
from pages import in_english, signed_in_as
from reporting import report
from reports.trend.query import trend

MARCH, MAY, DECEMBER = date(2023, 3, 1), date(2023, 5, 1), date(2022, 12, 1)
SHOWN = [DECEMBER, *months(date(2023, 1, 1), JUNE)]


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Of Trà Cú March is missing and June is a draft."""
    for period, people in zip(SHOWN, (700, 640, 650, 660, 670, 690, 710), strict=True):
        report(world.cau_ke, world.bhyt, period, people)
        if period not in (MARCH, JUNE):
            report(world.tra_cu, world.bhyt, period, people - 400)
    report(world.tra_cu, world.bhyt, JUNE, 999, is_draft=True)
    return world


@pytest.fixture
def book(cast: Cast, client: Client) -> Workbook:
    reader = in_english(signed_in_as(client, cast.dung))
    return opened(monthly_file(reader, cast.tra_vinh))


def lines_of(book: Workbook, sheet: str) -> dict[str, dict[str, Any]]:
    """By the name of the unit its line by heading; of the first block."""
    headings, *rows = list(book[sheet].values)[3:]
    return {
        str(row[1]): dict(zip(map(str, headings), row, strict=True))
        for row in reversed(rows)
        if row[1] is not None
    }


def test_each_month_holds_what_the_trend_shows(cast: Cast, book: Workbook) -> None:
    lines = lines_of(book, "Months")
    for unit in (cast.tra_vinh, cast.cau_ke, cast.tra_cu):
        known = {each.period: each.value for each in trend(unit, cast.bhyt, DECEMBER, JUNE).months}
        for period in SHOWN:
            assert lines[unit.full_name][write_period(period)] == known[period].people


def test_a_month_that_lacks_units_says_so_and_is_not_compared(cast: Cast, book: Workbook) -> None:
    lines = lines_of(book, "Months")
    whole, tra_cu = lines[cast.tra_vinh.full_name], lines[cast.tra_cu.full_name]
    assert (whole["03/2023"], whole["06/2023"]) == (660, 710)
    assert "1/2: 03/2023, 06/2023" in whole["Remarks"]
    assert "not reported: 03/2023, 06/2023" in tra_cu["Remarks"]
    gained = "Gained (+), lost (−) on 31 December"
    assert (whole[gained], tra_cu[gained]) == (None, None)
    assert lines[cast.cau_ke.full_name][gained] == 10


def test_the_states_of_the_months_are_those_of_the_pages(cast: Cast, book: Workbook) -> None:
    lines = lines_of(book, "States")
    handed_in, draft, nothing = (
        state_text(each).split()[0] for each in (State.SUBMITTED, State.OPEN, None)
    )
    tra_cu = lines[cast.tra_cu.full_name]
    signs = [tra_cu[write_period(each)].split()[0] for each in (MAY, MARCH, JUNE)]
    assert signs == [handed_in, nothing, draft]
    assert lines[cast.cau_ke.full_name]["06/2023"].startswith(handed_in)
    counted = {name[0]: line["06/2023"] for name, line in lines.items() if name[0] in "◐○–"}
    assert (counted[handed_in], counted[draft]) == (1, 1)
