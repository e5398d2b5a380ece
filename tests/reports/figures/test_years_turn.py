"""Where the year has no target yet: what pages and files say of it, of the year before and of
milestones (design section 5, "The year's turn")."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import load_workbook

from cast import Cast, make_unit
from coverage.models import Indicator, Measure
from every_surface import file_text, surfaces
from libreoffice import Recalculated
from monthly import download_monthly, errors_in, monthly_file, opened, report_block, verdict
from pages import Page, in_english, open_overview, signed_in_as, text_of
from reporting import count, make_document, promise, report, report_all
from reports.meetings.freezing import freeze
from unit_acts import save

pytestmark = pytest.mark.usefixtures("static_files")
NEW_YEAR_EVE, JANUARY, FEBRUARY = date(2022, 12, 1), date(2023, 1, 1), date(2023, 2, 1)
UBND = "UBND tỉnh Trà Vinh"
SAID = f"{UBND}: target for 2023 not recorded yet; 2022 attained 98,10 % (people/plan)"
IN_THE_REPORT = (
    f"Trong hệ thống chưa có chỉ tiêu BHYT năm 2023 do {UBND} giao; "
    "năm 2022 đạt 98,10% (người/kế hoạch)."
)
FILES = ("parts_workbook", "monthly_workbook")


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """The Committee set 2022, of which 981 of 1.000 were reached, and 2030; nothing for 2023."""
    for period, people in ((NEW_YEAR_EVE, (500, 481)), (JANUARY, (470, 460))):
        report_all(dict(zip((world.cau_ke, world.tra_cu), people, strict=True)), world.bhyt, period)
    plan = make_document(world.tra_vinh, date(2022, 1, 1), number="7/KH-UBND")
    for unit, target in ((world.tra_vinh, 1_000), (world.cau_ke, 500), (world.tra_cu, 500)):
        count(unit, "population", 2022, 2 * target)
        promise(plan, unit, world.bhyt, 2022, people=target)
        promise(plan, unit, world.bhyt, 2030, people=2 * target)
    return world


@pytest.fixture
def chi(client: Client, cast: Cast) -> Client:
    """Chi sits on the committee of Trà Vinh, and reads English here."""
    return in_english(signed_in_as(client, cast.chi))


def without_marks(text: str) -> str:
    """A report without the numbers of its sources."""
    return re.sub(r"\s*\[[\d, ]+\]", "", text.replace("\u00a0", " "))


def page_of(chi: Client, cast: Cast, month: str = "2023-01", **query: Any) -> Page:
    return open_overview(chi, cast.tra_vinh, month=month, indicator="BHYT", **query)


def set_for_2023(cast: Cast, **said: int) -> None:
    plan = make_document(cast.tra_vinh, JANUARY, number="1/KH-UBND")
    for unit, people in said.items():
        promise(plan, getattr(cast, unit), cast.bhyt, 2023, people=people)


def test_january_says_on_every_surface_that_nothing_is_set_and_what_the_year_before_came_to(
    cast: Cast, chi: Client
) -> None:
    for month in ("2023-01", "2023-02"):
        said = surfaces(chi, cast.tra_vinh, month)
        for name in ("overview", "what_if", "unit", "monthly_workbook"):
            assert SAID in said[name], name
        for name in ("report", "report_document"):
            assert IN_THE_REPORT in without_marks(said[name]), name
        whose = f"{UBND}: targets for 2023 not recorded yet; those for 2022 and what was reached of"
        for name in FILES:
            assert whose in said[name], name


def test_it_is_said_in_vietnamese_as_the_design_has_it(cast: Cast, client: Client) -> None:
    page = page_of(signed_in_as(client, cast.chi), cast)
    said = "chưa có chỉ tiêu 2023 trong hệ thống; năm 2022 đạt 98,10 % (người/kế hoạch)"
    assert said in page.text
    assert "mục tiêu 2030" in page.card("BHYT").text


def test_the_milestone_is_listed_after_it_and_neither_ranks_nor_judges(
    cast: Cast, chi: Client
) -> None:
    page = page_of(chi, cast)
    card = page.card("BHYT")
    assert card.text.index("not recorded yet") < card.text.index("milestone 2030")
    assert card.standing(UBND) == ["2.000", "46,50 %", "1.070"]
    assert "– not judged · a milestone for 2030: this year is not judged by it" in card.text
    assert "a month" not in card.text
    assert "Ranked by coverage" in page.text
    assert page.column("Judgement") == ["–", "–"]
    assert page.column("Remaining") == ["–", "–"]
    assert page.column("Target for 2022") == ["500", "500"]
    assert page.column("Attained in 2022, %") == ["100,00", "96,20"]
    assert page.column("Rank by coverage") == ["1", "2"]


def test_asked_for_the_next_assigners_milestone_stands_in_the_table_by_its_name(
    cast: Cast, chi: Client
) -> None:
    government = make_document(cast.nation, date(2021, 1, 1), "Chính phủ", 4, number="403/NQ-CP")
    for unit, people in ((cast.cau_ke, 940), (cast.tra_cu, 920)):
        promise(government, unit, cast.bhyt, 2030, people=people)
    page = page_of(chi, cast)
    assert page.column("Target for 2022") == ["500", "500"], "not before it is asked for"
    options = page.root.xpath('//select[@name="assigner"]/option')
    assert [text_of(each) for each in options] == [
        f"{UBND} (target for 2022)",
        "Chính phủ (milestone 2030)",
    ]
    asked = page_of(chi, cast, assigner=government.assigner_id)
    assert "Milestones for 2030 set by Chính phủ, by which nobody is judged yet:" in asked.text
    assert asked.column("Milestone 2030") == ["940", "920"]
    assert asked.column("Attained of the milestone, %") == ["50,00", "50,00"]
    assert asked.column("Rank by coverage") == ["1", "2"]
    assert asked.column("Judgement") == ["–", "–"]


def test_the_workbook_works_last_years_result_out_of_december(cast: Cast, chi: Client) -> None:
    block = report_block(opened(monthly_file(chi, cast.tra_vinh, month="2023-01")), "BHYT")
    attained = f"Attained, % of the target of: {UBND}"
    lines = [line[f"{attained} (target for 2022)"] for line in block.lines]
    assert [round(each, 2) for each in lines] == [100, 96.2, 98.1]
    assert f"{attained} (milestone 2030)" not in block.whole, "its kind has a column already"
    assert [line["Target: people"] for line in block.lines] == [500, 500, 1_000]
    assert [line["Judgement"] for line in block.lines] == [None] * 3
    assert [line["Remaining"] for line in block.lines] == [None] * 3
    assert block.title.endswith("by: 7/KH-UBND. Ranked by coverage")


@pytest.mark.libreoffice
def test_a_december_changed_in_the_file_changes_last_years_result(
    cast: Cast, chi: Client, recalculated: Recalculated
) -> None:
    file = monthly_file(chi, cast.tra_vinh, month="2023-01")
    book = opened(file, formulas=True)
    for row in book["Figures"].iter_rows():
        if row[2].value == "Huyện Trà Cú" and row[3].value == 481:
            row[3].value = 400
    changed = BytesIO()
    book.save(changed)
    books = recalculated({"as_is": file, "changed": changed.getvalue()})
    for book in books.values():
        assert errors_in(book) == []
    assert verdict(books["as_is"])[1] == 0
    attained = f"Attained, % of the target of: {UBND} (target for 2022)"
    assert round(report_block(books["changed"], "BHYT").whole[attained], 2) == 90


@pytest.mark.libreoffice
def test_a_rate_without_a_denominator_of_its_own_year_or_of_all_units_is_no_people(
    cast: Cast, client: Client, recalculated: Recalculated
) -> None:
    make_unit(2, "109", "huyen", "Tân Uyên", "Huyện Tân Uyên", cast.lai_chau)
    last_year = make_document(cast.lai_chau, date(2022, 1, 1), "UBND tỉnh Lai Châu")
    promise(last_year, cast.sin_ho, cast.bhyt, 2022, percent=Decimal(50))
    report(cast.sin_ho, cast.bhyt, JANUARY, 40)
    count(cast.sin_ho, "population", 2023, 100)
    of_year = make_document(cast.lai_chau, JANUARY, "Thủ tướng", 4)
    promise(of_year, cast.lai_chau, cast.bhxh, 2023, percent=Decimal(50))
    report(cast.sin_ho, cast.bhxh, JANUARY, 30)
    count(cast.sin_ho, cast.bhxh.basis, 2023, 80)
    file = monthly_file(in_english(signed_in_as(client, cast.dung)), cast.lai_chau, month="2023-01")
    for book in (opened(file), recalculated({"as_is": file})["as_is"]):
        lines = [report_block(book, "BHYT").line("Huyện Sìn Hồ"), report_block(book, "BHXH").whole]
        assert [line["Denominator"] for line in lines] == [100, 80]
        assert [line["Target: people"] or None for line in lines] == [None, None]
        assert verdict(book)[1] == 0


def test_the_report_shows_units_last_years_targets_by_their_year(cast: Cast, chi: Client) -> None:
    said = surfaces(chi, cast.tra_vinh, "2023-01")
    note = (
        f"Trong hệ thống chưa có chỉ tiêu năm 2023 do {UBND} giao; "
        "bảng ghi chỉ tiêu và kết quả năm 2022."
    )
    for name in ("report", "report_document"):
        assert note in said[name], name
        assert "Đạt năm 2022 (%)" in said[name], name
        assert "chỉ tiêu về số người đến năm 2030" in said[name], name
        assert "phát triển thêm 35" not in said[name], "no task of a year without a target"


def test_once_the_year_has_a_target_it_is_judged_and_nothing_is_said_of_the_year_before(
    cast: Cast, chi: Client
) -> None:
    set_for_2023(cast, tra_vinh=1_100, cau_ke=550, tra_cu=550)
    said = surfaces(chi, cast.tra_vinh, "2023-01")
    for name, text in said.items():
        assert "not recorded yet" not in text, name
        assert "trong hệ thống chưa có" not in text.lower(), name
        assert "milestone" not in text, name
        assert "2030" not in text or name == "unit", "which lists all that is in force"
    page = page_of(chi, cast)
    assert page.card("BHYT").standing(UBND) == ["1.100", "84,55 %", "170"]
    assert "Ranked by what was attained" in page.text


def test_a_unit_that_has_none_among_others_that_have_says_so_in_its_line(
    cast: Cast, chi: Client
) -> None:
    set_for_2023(cast, tra_vinh=1_100, cau_ke=550)
    page = page_of(chi, cast)
    assert page.column("Target") == ["550", "–"]
    said = f"{UBND}: target for 2023 not recorded yet; 2022 attained 96,20 % (people/plan)"
    assert page.column("Unit") == ["Huyện Cầu Kè", f"Huyện Trà Cú {said}"]
    assert page.column("Rank by attainment") == ["1", "–"]
    line = report_block(opened(monthly_file(chi, cast.tra_vinh, month="2023-01")), "BHYT").line(
        "Huyện Trà Cú"
    )
    assert (line["Target: people"], line["Rank"]) == (None, None)
    assert "target for 2023 not recorded yet; 2022 attained 96,20 %" in line["Remarks"]


def test_a_target_by_rate_says_what_its_result_is_of(cast: Cast, chi: Client) -> None:
    council = make_document(cast.tra_vinh, date(2022, 1, 1), "HĐND tỉnh", 2, number="3/NQ-HĐND")
    promise(council, cast.tra_vinh, cast.bhyt, 2022, percent=Decimal(50))
    said = "HĐND tỉnh: target for 2023 not recorded yet; 2022 attained 98,10 % (rate/target rate)"
    assert said in page_of(chi, cast).card("BHYT").text
    book = opened(monthly_file(chi, cast.tra_vinh, month="2023-01"))
    heading = "Attained, % of the target of: HĐND tỉnh (target for 2022)"
    assert round(report_block(book, "BHYT").whole[heading], 2) == 98.1


def test_the_central_committee_sets_milestones_and_is_not_late_with_the_year(
    cast: Cast, chi: Client
) -> None:
    party = make_document(cast.tra_vinh, date(2022, 1, 1), "Trung ương", 6, number="28-NQ/TW")
    promise(party, cast.tra_vinh, cast.bhyt, 2022, percent=Decimal(50))
    promise(party, cast.tra_vinh, cast.bhyt, 2030, percent=Decimal(60))
    said = surfaces(chi, cast.tra_vinh, "2023-01", ("overview", "monthly_workbook", "report"))
    for name in ("overview", "monthly_workbook"):
        assert "Trung ương: no target for 2023; its next is for 2030; 2022 attained" in said[name]
    assert (
        "Trung ương không giao chỉ tiêu BHYT cho năm 2023 (mục tiêu kế tiếp: năm 2030)"
        in (said["report"])
    )


def test_what_another_assigner_set_for_the_year_goes_first(cast: Cast, chi: Client) -> None:
    council = make_document(cast.tra_vinh, JANUARY, "HĐND tỉnh", 2, number="3/NQ-HĐND")
    promise(council, cast.tra_vinh, cast.bhyt, 2023, people=1_240)
    page = page_of(chi, cast)
    assert page.card("BHYT").standing("HĐND tỉnh") == ["1.240", "75,00 %", "310"]
    assert SAID in page.card("BHYT").text
    assert "Targets set by HĐND tỉnh: 3/NQ-HĐND" in page.text
    book = opened(monthly_file(chi, cast.tra_vinh, month="2023-01"))
    headings = [each for each in report_block(book, "BHYT").whole if each.startswith("Attained")]
    assert [each.split(": ")[1] for each in headings] == [
        "HĐND tỉnh",
        f"{UBND} (target for 2022)",
    ]


def test_where_december_lacks_units_there_is_no_result_and_that_is_said(
    cast: Cast, chi: Client
) -> None:
    report_all({cast.tra_cu: 400}, cast.bhxh, JANUARY)
    report_all({cast.cau_ke: 300}, cast.bhxh, NEW_YEAR_EVE)
    plan = make_document(cast.tra_vinh, date(2022, 1, 1), number="8/KH-UBND")
    promise(plan, cast.tra_vinh, cast.bhxh, 2022, people=400)
    said = surfaces(chi, cast.tra_vinh, "2023-01")
    for name, text in said.items():
        assert "75,00" not in text, name
    unknown = "target for 2023 not recorded yet; the result of 2022 cannot be told from its figures"
    assert unknown in said["overview"]
    for name in ("report", "report_document"):
        assert "số liệu để tính kết quả năm 2022 so với chỉ tiêu do UBND" in said[name], name


def test_a_meeting_that_saw_no_target_of_the_year_keeps_saying_so(cast: Cast, chi: Client) -> None:
    meeting = freeze(cast.giang, cast.tra_vinh, "Họp giao ban", date(2023, 2, 10))
    set_for_2023(cast, tra_vinh=1_100, cau_ke=550, tra_cu=550)
    then = page_of(chi, cast, meeting=meeting.pk)
    assert SAID in then.card("BHYT").text
    assert f"target of {UBND}, adjusted since: – → 1.100" in then.card("BHYT").text
    assert "for 2030, adjusted since" not in then.text
    assert "for 2022, adjusted since" not in then.text
    file = download_monthly(chi, cast.tra_vinh, month="2023-01", meeting=meeting.pk)
    assert "target for 2023 not recorded yet" in file_text(file)


def conferences(cast: Cast) -> Indicator:
    flow = cast.indicators["BHTN"]
    flow.measure, flow.basis, flow.name = Measure.FLOW, "none", "Hội nghị"
    save(flow)
    held = {date(2022, month, 1): 1 for month in range(1, 12)} | {NEW_YEAR_EVE: 4, JANUARY: 1}
    for period, number in held.items():
        report_all({cast.cau_ke: number}, flow, period)
    plan = make_document(cast.cau_ke, date(2022, 1, 1), "UBND huyện", 1, number="5/KH-UBND")
    promise(plan, cast.cau_ke, flow, 2022, people=20)
    return flow


def test_a_count_without_a_plan_of_the_year_says_so_with_last_years(
    cast: Cast, chi: Client
) -> None:
    conferences(cast)
    said = "UBND huyện: target for 2023 not recorded yet; 2022 attained 75,00 % (people/plan)"
    assert said in file_text(download_monthly(chi, cast.cau_ke, month="2023-01"))
    query = {"month": "2023-01", "indicator": "BHTN"}
    trend = Page.of(chi.get(reverse("unit", args=[cast.cau_ke.pk]), query))
    assert said in trend.text


def test_the_files_of_a_page_say_it_too(cast: Cast, chi: Client) -> None:
    for name, table in (("overview", "standings"), ("unit", "months"), ("what_if", "result")):
        address = reverse(name, args=[cast.tra_vinh.pk])
        query = {"month": "2023-01", "indicator": "BHYT", "xlsx": table}
        assert SAID in file_text(chi.get(address, query)), name


def test_the_ranking_of_an_indicator_says_it_too(cast: Cast, chi: Client) -> None:
    query = {"month": "2023-01"}
    page = Page.of(chi.get(reverse("indicator", args=[cast.tra_vinh.pk, "BHYT"]), query))
    assert f"{UBND}: targets for 2023 not recorded yet; those for 2022" in page.text
    assert "Attained in 2022, %" in page.text
    file = chi.get(reverse("indicator_workbook", args=[cast.tra_vinh.pk, "BHYT"]), query)
    said = load_workbook(BytesIO(file.content)).worksheets[0]
    with override("en"):
        headings = [cell.value for row in said.iter_rows() for cell in row]
    assert "Attained in 2022, %" in headings
