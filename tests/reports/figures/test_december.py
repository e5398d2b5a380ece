"""December on pages and in files: in it nothing is left per month, and one that lacks units gives
the next year no path (design section 5, "The year's turn")."""

from datetime import date
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cast import JUNE, Cast, make_unit
from coverage.models import AdministrativeUnit, Measure
from every_surface import file_text, surfaces
from libreoffice import Recalculated
from monthly import errors_in, monthly_file, opened, report_block, verdict
from pages import Page, in_english, open_overview, signed_in_as
from reporting import count, make_document, promise, report, report_all
from unit_acts import save

pytestmark = pytest.mark.usefixtures("static_files")
LAST_DECEMBER, NOVEMBER, DECEMBER = date(2022, 12, 1), date(2023, 11, 1), date(2023, 12, 1)
UBND = "UBND tỉnh Trà Vinh"
NO_PATH = "no figure of 12/2022 complete enough to draw the path from"


def cang_long() -> AdministrativeUnit:
    return AdministrativeUnit.objects.get(code="844")


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Cầu Kè, Trà Cú and Càng Long: 2023 ends 50 short of 400, Cầu Kè 5 above its own target; for
    December 2022 Càng Long has reported nothing."""
    third = make_unit(2, "844", "huyen", "Càng Long", "Huyện Càng Long", world.tra_vinh)
    units = (world.cau_ke, world.tra_cu, third)
    report_all({world.cau_ke: 90, world.tra_cu: 80}, world.bhyt, LAST_DECEMBER)
    for period, people in (
        (JUNE, (95, 81, 150)),
        (NOVEMBER, (97, 82, 155)),
        (DECEMBER, (105, 85, 160)),
    ):
        report_all(dict(zip(units, people, strict=True)), world.bhyt, period)
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    for unit, target in (
        (world.tra_vinh, 400),
        (world.cau_ke, 100),
        (world.tra_cu, 90),
        (third, 210),
    ):
        promise(plan, unit, world.bhyt, 2023, people=target)
        count(unit, "population", 2023, 2 * target)
    return world


@pytest.fixture
def chi(client: Client, cast: Cast) -> Client:
    return in_english(signed_in_as(client, cast.chi))


def page_of(chi: Client, cast: Cast, month: str) -> Page:
    return open_overview(chi, cast.tra_vinh, month=month, indicator="BHYT")


def test_a_year_that_ends_is_short_by_so_many_and_needs_nothing_a_month(
    cast: Cast, chi: Client
) -> None:
    page = page_of(chi, cast, "2023-12")
    assert page.card("BHYT").standing(UBND) == ["400", "87,50 %", "short by 50"]
    assert page.card("BHYT").text.count("short by 50") == 1
    assert page.column("Short of the target") == ["short by 50", "exceeded by 5", "short by 5"]
    assert "Needed a month" not in page.table_heading()
    assert "Units that must gain more each month" not in page.text
    said = surfaces(chi, cast.tra_vinh, "2023-12")
    for name, text in said.items():
        for asked in (
            " a month;",
            "Needed a month",
            "month is left",
            "mỗi tháng",
            "phát triển thêm",
        ):
            assert asked not in text, (name, asked)
    for name in ("report", "report_document"):
        assert "người so với chỉ tiêu" in said[name], name
        assert "Thiếu so với chỉ tiêu" in said[name], name
        assert "thiếu 50" in said[name], name
        assert "vượt 5" in said[name], name
    assert f"Short of the target of {UBND}" in said["what_if"]
    assert "short by 50" in said["what_if"]


def test_a_november_asks_for_the_month_that_is_left(cast: Cast, chi: Client) -> None:
    page = page_of(chi, cast, "2023-11")
    assert "needs 66 a month" in page.card("BHYT").text
    assert page.column("Needed a month") == ["55", "3", "8"]
    assert "Units that must gain more each month" in page.text


def test_files_write_what_december_is_short_by_beside_the_exact_number(
    cast: Cast, chi: Client
) -> None:
    query = {"month": "2023-12", "indicator": "BHYT"}
    parts = chi.get(reverse("parts_workbook", args=[cast.tra_vinh.pk]), query)
    shorts = {
        cell.number_format
        for row in load_workbook(BytesIO(parts.content)).worksheets[0].iter_rows()
        for cell in row
        if cell.value == 50
    }
    assert shorts == {'"short by "#,##0;"exceeded by "#,##0;#,##0'}
    book = opened(monthly_file(chi, cast.tra_vinh, month="2023-12"))
    block = report_block(book, "BHYT")
    assert [line["Short of the target"] for line in block.lines] == [50, -5, 5, 50]
    formats = {cell.number_format for row in book["Report"].iter_rows() for cell in row}
    assert '"short by "#,##0;"exceeded by "#,##0;#,##0' in formats


def test_in_vietnamese_it_is_thieu(cast: Cast, client: Client) -> None:
    page = page_of(signed_in_as(client, cast.chi), cast, "2023-12")
    assert page.card("BHYT").standing(UBND)[2] == "thiếu 50"
    assert page.column("Thiếu so với chỉ tiêu") == ["thiếu 50", "vượt 5", "thiếu 5"]


def test_a_target_as_a_rate_is_short_by_points(cast: Cast, chi: Client) -> None:
    bhxh = cast.bhxh
    report(cast.cau_ke, bhxh, DECEMBER, None, rate="40.5")
    plan = make_document(cast.cau_ke, date(2023, 1, 1), "UBND huyện", 1)
    promise(plan, cast.cau_ke, bhxh, 2023, percent="45")
    card = open_overview(chi, cast.cau_ke, month="2023-12").card("BHXH")
    assert card.standing("UBND huyện") == ["45 %", "90,00 %", "short by 4,50 points"]


def test_a_plan_of_counts_is_short_of_conferences(cast: Cast, chi: Client) -> None:
    flow = cast.indicators["BHTN"]
    flow.measure, flow.basis = Measure.FLOW, "none"
    save(flow)
    for month in range(1, 13):
        report(cast.cau_ke, flow, date(2023, month, 1), 15 if month == 12 else 0)
    plan = make_document(cast.cau_ke, date(2023, 1, 1), "UBND huyện", 1)
    promise(plan, cast.cau_ke, flow, 2023, people=20)
    sheet = opened(monthly_file(chi, cast.cau_ke, month="2023-12"))["Newly enrolled"]
    headings = [cell.value for cell in sheet[5]]
    assert "Short of the plan" in headings
    (left,) = (cell for cell in sheet["G"] if cell.value == 5)
    assert left.number_format.startswith('"short by "')


def test_a_december_that_lacks_units_gives_no_path_and_that_is_said(
    cast: Cast, chi: Client
) -> None:
    page = page_of(chi, cast, "2023-06")
    card = page.card("BHYT")
    assert f"– not judged · {NO_PATH}" in card.text
    assert not card.element.xpath('.//*[@class="bullet-path"]')
    assert page.column("Judgement") == ["– not judged", "▲ on path", "✕ behind the path"]
    assert f"Huyện Càng Long, Tỉnh Trà Vinh: {NO_PATH}" in page.text
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    for name in ("overview", "unit", "parts_workbook", "monthly_workbook"):
        assert NO_PATH in said[name], name
    for name in ("report", "report_document"):
        lacking = "số liệu tháng 6/2022 và tháng 12/2022 đủ để so với cùng kỳ năm trước"
        assert lacking in said[name], name
        assert "cùng kỳ năm trước (" not in said[name].lower(), name
    assert "Path to date" not in said["unit"]
    query = {"month": "2023-06", "indicator": "BHYT", "xlsx": "months"}
    assert NO_PATH in file_text(chi.get(reverse("unit", args=[cast.tra_vinh.pk]), query))


def test_in_december_a_target_is_reached_or_not_and_nobody_is_behind_a_path(
    cast: Cast, chi: Client
) -> None:
    """Càng Long has no December 2022 to draw a path from: its year is over all the same."""
    missed = "✕ not reached"
    assert page_of(chi, cast, "2023-12").column("Judgement") == [missed, "✓ reached", missed]
    for name, text in surfaces(chi, cast.tra_vinh, "2023-12").items():
        assert "behind the path" not in text, name
        if name in ("overview", "parts_workbook", "monthly_workbook"):
            assert missed in text, name


@time_machine.travel("2023-12-20T12:00+07:00")
def test_while_december_runs_the_last_word_is_not_spoken(cast: Cast, chi: Client) -> None:
    column = page_of(chi, cast, "2023-12").column("Judgement")
    assert column == ["– not judged", "✓ reached", "✕ behind the path"]
    for name, text in surfaces(chi, cast.tra_vinh, "2023-12").items():
        assert "✕ not reached" not in text, name


@pytest.mark.libreoffice
def test_the_workbooks_own_formulas_judge_by_no_december_that_lacks_units(
    cast: Cast, chi: Client, recalculated: Recalculated
) -> None:
    file = monthly_file(chi, cast.tra_vinh, month="2023-06")
    book = opened(file, formulas=True)
    (missing,) = (
        row
        for row in book["Figures"].iter_rows()
        if row[2].value == "Huyện Càng Long" and str(row[1].value).startswith("2022-12")
    )
    missing[3].value = 140
    filled = BytesIO()
    book.save(filled)
    december = monthly_file(chi, cast.tra_vinh, month="2023-12")
    books = recalculated({"as_is": file, "filled": filled.getvalue(), "december": december})
    for each in books.values():
        assert errors_in(each) == []
    assert verdict(books["as_is"])[1] == 0
    before, after, at_the_end = (
        [line["Judgement"] for line in report_block(books[name], "BHYT").lines]
        for name in ("as_is", "filled", "december")
    )
    missed, reached = "✕ not reached", "✓ reached"
    assert at_the_end == [missed, reached, missed, missed]
    assert before == ["– not judged", "▲ on path", "✕ behind the path", "– not judged"]
    assert after == ["✕ behind the path", "▲ on path", "✕ behind the path", "✕ behind the path"]


def test_once_december_is_whole_the_path_is_drawn(cast: Cast, chi: Client) -> None:
    report(cang_long(), cast.bhyt, LAST_DECEMBER, 140)
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    for name, text in said.items():
        assert NO_PATH not in text, name
        assert "vẽ lộ trình" not in text, name
    assert "path to date 355 (88,75 % of the target)" in said["overview"]
    assert "Path to date" in said["unit"]
