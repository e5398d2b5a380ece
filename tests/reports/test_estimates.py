"""The one named estimate, on every page and in every file that shows a sum that lacks units."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit
from coverage.counting.figures import NOW, ReadAs
from coverage.models import AdministrativeUnit, Origin
from every_surface import file_text, surfaces
from pages import Page, in_english, open_overview, signed_in_as, text_of
from reporting import count, make_document, promise, report, report_all
from reports.figures.query import overview
from small_worlds import clock

pytestmark = pytest.mark.usefixtures("static_files")
JANUARY, FEBRUARY, MARCH, APRIL, MAY = (date(2023, number, 1) for number in range(1, 6))
DECEMBER = date(2022, 12, 1)
# Six of them ask the unit above for its past years, of which the unit has none.
STATEMENTS = 19
ESTIMATE = (
    "ước 379 người, tỷ lệ 94,75 %, đạt 94,75 % chỉ tiêu do UBND tỉnh Trà Vinh giao, "
    "lấy số tháng 05/2023 của 1 đơn vị còn thiếu số liệu"
)
SENTENCE = (
    "Nếu lấy số liệu tháng 5/2023 của 1 đơn vị còn thiếu, ước toàn tỉnh có 379 người tham gia "
    "BHYT, chiếm 94,75% dân số, đạt 94,75% chỉ tiêu năm 2023 do UBND tỉnh Trà Vinh giao."
)


def cang_long() -> AdministrativeUnit:
    return AdministrativeUnit.objects.get(code="844")


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Trà Vinh has three districts and a target of 400 people, as many as live there: Càng Long has
    200 people in May, and no report for June."""
    third = make_unit(2, "844", "huyen", "Càng Long", "Huyện Càng Long", world.tra_vinh)
    report_all({world.cau_ke: 90, world.tra_cu: 80, third: 200}, world.bhyt, MAY)
    report_all({world.cau_ke: 95, world.tra_cu: 84}, world.bhyt, JUNE)
    plan = make_document(world.tra_vinh, JANUARY, number="7/KH-UBND")
    promise(plan, world.tra_vinh, world.bhyt, 2023, people=400)
    for unit, people in {world.cau_ke: 100, world.tra_cu: 90, third: 210}.items():
        promise(plan, unit, world.bhyt, 2023, people=people)
    count(world.tra_vinh, "population", 2023, 400)
    return world


@pytest.fixture
def chi(client: Client, cast: Cast) -> Client:
    """Chi sits on the committee of Trà Vinh."""
    return signed_in_as(client, cast.chi)


def estimates(cast: Cast, period: date = JUNE, read_as: ReadAs = NOW) -> int | None:
    row = overview(cast.tra_vinh, period, read_as).whole("BHYT")
    assert row is not None
    return row.estimate.people if row.estimate else None


def test_page_files_and_chart_say_the_same_estimate(cast: Cast, chi: Client) -> None:
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    for name in ("overview", "parts_workbook", "monthly_workbook", "unit"):
        assert ESTIMATE in said[name], name
    assert SENTENCE in said["report_document"].replace("\u00a0", " ")
    assert "ước toàn tỉnh có 379 người tham gia BHYT" in said["report"]
    ranking = reverse("indicator_workbook", args=[cast.tra_vinh.pk, "BHYT"])
    indicator = reverse("indicator", args=[cast.tra_vinh.pk, "BHYT"])
    assert ESTIMATE in Page.of(chi.get(indicator, {"month": "2023-06"})).text
    assert ESTIMATE in file_text(chi.get(ranking, {"month": "2023-06"}))


def test_it_stands_in_no_column_of_values_and_is_judged_by_nothing(cast: Cast, chi: Client) -> None:
    """21 people would remain of the target."""
    page = open_overview(chi, cast.tra_vinh, month="2023-06", indicator="BHYT")
    assert page.card("BHYT").standing("UBND tỉnh Trà Vinh") == ["400", "–", "–"]
    whole = page.table()[-1]
    assert not any("94,75" in cell or cell == "21" for cell in whole)
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    for name in ("report", "report_document"):
        assert "phát triển thêm" not in said[name], name
    for name in ("parts_workbook", "monthly_workbook"):
        cells = said[name].split("\n")
        assert "379" not in cells, name
        assert not any(cell.startswith("94.75") for cell in cells), name


def test_the_bar_of_the_estimate_is_striped_and_has_no_light(cast: Cast, chi: Client) -> None:
    card = open_overview(chi, cast.tra_vinh, month="2023-06").card("BHYT")
    (bar,) = card.element.xpath('.//*[local-name()="svg"]')
    assert "bullet-no_data" in bar.get("class")
    assert ESTIMATE in bar.get("aria-label")
    (drawn,) = bar.xpath('./*[local-name()="path"]')
    assert (drawn.get("class"), drawn.get("d")) == ("bullet-estimate", "M0 80H948")
    assert not bar.xpath('./*[contains(@class, "bullet-actual")]')


def chart_of(chi: Client, unit: AdministrativeUnit, **query: Any) -> list[dict[str, Any]]:
    answer = chi.get(reverse("unit", args=[unit.pk]), {"month": "2023-06"} | query)
    held = Page.of(answer).first('//script[@id="trend-chart"]').text
    data: list[dict[str, Any]] = json.loads(held)["data"]
    return data


def test_the_chart_draws_the_part_hollow_off_the_line_and_the_estimate_dotted_above(
    cast: Cast, chi: Client
) -> None:
    traces = {trace["name"]: trace for trace in chart_of(chi, cast.tra_vinh)}
    assert traces["Số người tham gia"]["y"] == [None, None, None, None, 370, None]
    part, estimated = traces["tổng chưa đủ đơn vị"], traces["ước"]
    assert (part["y"], part["marker"]["symbol"]) == ([179], "square-open")
    assert estimated["y"] == [179, 379, None]
    assert estimated["line"]["dash"] == "dot"
    assert estimated["marker"]["symbol"].endswith("-open-dot")
    assert ESTIMATE in estimated["hovertext"][1].replace("<br>", " ")


def test_the_chart_of_rates_draws_the_rate_of_the_whole(cast: Cast, chi: Client) -> None:
    traces = {trace["name"]: trace for trace in chart_of(chi, cast.tra_vinh, measure="rate")}
    assert traces["ước"]["y"][1] == "94.75"


def test_an_indicator_without_a_target_says_its_estimate_beside_the_sum(
    cast: Cast, chi: Client
) -> None:
    bhtn = cast.indicators["BHTN"]
    report_all({cast.cau_ke: 30, cast.tra_cu: 20, cang_long(): 50}, bhtn, MAY)
    report_all({cast.cau_ke: 31, cast.tra_cu: 20}, bhtn, JUNE)
    page = open_overview(chi, cast.tra_vinh, month="2023-06")
    said = text_of(page.first('//*[@id="card-BHTN"]'))
    assert "ước 101 người, lấy số tháng 05/2023 của 1 đơn vị còn thiếu số liệu" in said


def test_of_a_goal_for_a_later_year_nothing_is_estimated(cast: Cast, chi: Client) -> None:
    bhxh = cast.bhxh
    report_all({cast.cau_ke: 30, cast.tra_cu: 20, cang_long(): 50}, bhxh, MAY)
    report_all({cast.cau_ke: 31, cast.tra_cu: 20}, bhxh, JUNE)
    later = make_document(cast.tra_vinh, JANUARY, number="8/KH-UBND")
    promise(later, cast.tra_vinh, bhxh, 2025, people=202)
    card = open_overview(chi, cast.tra_vinh, month="2023-06").card("BHXH")
    assert "ước 101 người, lấy số tháng 05/2023 của 1 đơn vị còn thiếu số liệu" in card.text
    assert "50,00 %" not in card.text


def test_the_figure_of_the_month_before_last_is_taken_where_there_is_no_later_one(
    cast: Cast, chi: Client
) -> None:
    report(cang_long(), cast.bhyt, MAY, absence="not_available")
    assert estimates(cast) is None
    report(cang_long(), cast.bhyt, FEBRUARY, 150)
    assert estimates(cast) is None, "older than three months"
    report(cang_long(), cast.bhyt, MARCH, 160)
    assert estimates(cast) == 339
    report(cang_long(), cast.bhyt, APRIL, 170)
    assert estimates(cast) == 349
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    for name in ("overview", "parts_workbook", "monthly_workbook", "unit"):
        assert "lấy số tháng 04/2023 của 1 đơn vị còn thiếu số liệu" in said[name], name


def test_without_a_figure_of_one_that_is_missing_nothing_is_said(cast: Cast, chi: Client) -> None:
    make_unit(2, "850", "huyen", "Tiểu Cần", "Huyện Tiểu Cần", cast.tra_vinh)
    for name, text in surfaces(chi, cast.tra_vinh, "2023-06").items():
        assert "ước" not in text.split(), name


def test_cards_lapse_with_the_year_so_that_january_has_no_estimate(cast: Cast) -> None:
    report_all({cast.cau_ke: 90, cast.tra_cu: 80, cang_long(): 200}, cast.bhyt, DECEMBER)
    report_all({cast.cau_ke: 60, cast.tra_cu: 50}, cast.bhyt, JANUARY)
    assert estimates(cast, JANUARY) is None
    report_all({cast.cau_ke: 61}, cast.bhyt, FEBRUARY)
    assert estimates(cast, FEBRUARY) is None, "of Càng Long there is only the old year"
    report(cang_long(), cast.bhyt, JANUARY, 150)
    assert estimates(cast, FEBRUARY) == 61 + 50 + 150


def test_a_unit_to_which_it_does_not_apply_is_not_estimated(cast: Cast) -> None:
    report(cang_long(), cast.bhyt, JUNE, absence="not_applicable")
    assert estimates(cast) is None, "nobody is missing"


def test_a_figure_of_its_own_needs_no_estimate(cast: Cast) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 380)
    assert estimates(cast) is None


def test_an_estimate_that_rests_on_simulated_figures_says_so(cast: Cast, chi: Client) -> None:
    report(cang_long(), cast.bhyt, MAY, 200, origin=Origin.SIMULATED)
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    for name in ("overview", "parts_workbook", "monthly_workbook", "unit"):
        assert f"{ESTIMATE}, mô phỏng" in said[name], name
    for name in ("report", "report_document"):
        assert "(số liệu mô phỏng)" in said[name], name


def test_a_meeting_keeps_the_estimate_that_it_saw(cast: Cast) -> None:
    then = clock()
    report(cang_long(), cast.bhyt, JUNE, 205)
    assert estimates(cast) is None
    assert estimates(cast, read_as=ReadAs(then)) == 379


def test_a_draft_is_taken_with_the_switch_alone(cast: Cast) -> None:
    report(cang_long(), cast.bhyt, MAY, 210, is_draft=True)
    assert estimates(cast) is None, "what counted of May is being edited, and was never approved"
    assert estimates(cast, read_as=ReadAs(drafts=True)) == 389


def test_no_unit_takes_a_place_or_a_light_by_it(cast: Cast, client: Client) -> None:
    """On the nation's page Trà Vinh, which lacks a district, is ranked by nothing."""
    dung = in_english(signed_in_as(client, cast.dung))
    page = open_overview(dung, cast.nation, month="2023-06", indicator="BHYT")
    line = next(line for line in page.table() if line[0].startswith("Tỉnh Trà Vinh"))
    assert line[1] == "–"
    assert not any("379" in cell for cell in line)


@pytest.mark.parametrize("more", [1, 40])
def test_months_before_the_last_take_two_statements_however_many_units_lack_it(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    unit = AdministrativeUnit.objects.select_related("parent__parent__parent")
    tra_vinh = unit.get(pk=cast.tra_vinh.pk)
    report(cang_long(), cast.bhyt, APRIL, 5)
    with django_assert_num_queries(STATEMENTS):
        overview(tra_vinh, JUNE)
    new = [
        make_unit(2, f"9{number:02}", "huyen", f"H{number}", f"Huyện {number}", cast.tra_vinh)
        for number in range(more)
    ]
    report_all(dict.fromkeys(new, 100), cast.bhyt, APRIL)
    with django_assert_num_queries(STATEMENTS + 2):
        overview(tra_vinh, JUNE)
    assert estimates(cast) == 379 + more * 100
