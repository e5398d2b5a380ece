"""The monthly workbook: live formulas with the server’s values beside them, to read and sign."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils.translation import override
from openpyxl import Workbook
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit
from coverage.models import Absence, AdministrativeUnit, IndicatorVersion, Origin
from coverage.tables.answer import XLSX as CONTENT_TYPE
from monthly import (
    NUMBERS,
    cells_of,
    download_monthly,
    monthly_file,
    opened,
    report_block,
    report_blocks,
    verdict,
)
from pages import in_english, signed_in_as
from raw_rows import add_indicator
from reporting import count, make_document, promise, report
from reports.figures.query import overview
from reports.figures.standing import Row
from reports.figures.words import light_text
from reports.layouts import layout_of
from small_worlds import clock
from unit_acts import say

MAY, LAST_JUNE, DECEMBER = date(2023, 5, 1), date(2022, 6, 1), date(2022, 12, 1)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
DATA = ["Figures", "Targets", "Denominators", "Sources", "Check"]
SHEETS = ["Report", "Charts", "Months", "States", *DATA]
# Four of them ask for the other months of the year and their states; six the unit above for its
# past years, of which the unit has none.
STATEMENTS = 47
UBND = "Attained, % of the target of: UBND tỉnh Trà Vinh"
PRIME_MINISTER = "Attained, % of the target of: Thủ tướng Chính phủ"
CHANGE = "Gained (+), lost (−) on: "


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Cầu Kè has all; Trà Cú reports nobody insured; =1+1 has not reported, 846 says it does not
    apply."""
    make_unit(2, "846", "huyen", "Tiểu Cần", "Huyện Tiểu Cần", world.tra_vinh)
    make_unit(2, "847", "huyen", "=1+1", "=1+1", world.tra_vinh)
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    for period, people in ((DECEMBER, 640), (LAST_JUNE, 600), (MAY, 705), (JUNE, 700)):
        report(world.cau_ke, world.bhyt, period, people, source="Báo cáo tháng")
        report(world.tra_cu, world.bhyt, period, 0)
    for unit, base, target in ((world.cau_ke, 1000, 690), (world.tra_cu, 300, 200)):
        count(unit, "population", 2023, base)
        promise(plan, unit, world.bhyt, 2023, people=target)
    prime_minister = make_document(world.nation, date(2022, 4, 29), "Thủ tướng Chính phủ", 4)
    promise(prime_minister, world.tra_vinh, world.bhyt, 2023, percent=Decimal("92.25"))
    return world


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    return in_english(signed_in_as(client, cast.dung))


def block_of(reader: Client, unit: AdministrativeUnit, **query: Any) -> Any:
    return report_block(opened(monthly_file(reader, unit, **query)), "BHYT")


def test_the_sheets_stand_in_reading_order_and_everything_agrees(
    cast: Cast, reader: Client
) -> None:
    book = opened(monthly_file(reader, cast.tra_vinh))
    assert book.sheetnames == SHEETS
    compared, different, words = verdict(book)
    assert (different, words) == (0, "EVERYTHING AGREES")
    assert compared == len(formulas_of_lines(reader, cast))


def formulas_of_lines(reader: Client, cast: Cast) -> list[str]:
    book = opened(monthly_file(reader, cast.tra_vinh), formulas=True)
    sheet, months = book["Report"], book["Months"]
    rows = sheet.iter_rows(min_row=NUMBERS + 1, max_row=sheet.max_row, values_only=True)
    lines = [row for row in (*rows, *months.values) if row[1] is not None]
    return [str(cell) for row in lines for cell in row if str(cell).startswith("=IF(")]


def server_values(row: Row) -> dict[str, Any]:
    """What the overview page shows of the row, by the headings of the report."""
    standing = next(iter(row.standings), None)
    judged = standing.assessment if standing else None
    return {
        "Denominator": row.value.base.people if row.value.base else None,
        "Target: people": judged.plan_people if judged else None,
        "Target: %": standing.promise.promise.percent if standing else None,
        "Last month": row.month.before.people,
        "This month": row.value.people,
        "Coverage, %": row.value.rate,
        "Remaining": judged.remaining if judged else None,
        "Needed a month": standing.needed_pace if standing else None,
        f"{CHANGE}last month": row.month.people.difference,
        f"{CHANGE}the same month last year": row.year.people.difference,
        f"{CHANGE}the same month last year, %": row.year.people.percent,
        f"{CHANGE}31 December": row.december.people.difference,
        "Judgement": light_text(standing.light) if standing else None,
    }


def test_each_cell_holds_the_value_of_the_overview_page(cast: Cast, reader: Client) -> None:
    found = overview(cast.tra_vinh, JUNE)
    block = block_of(reader, cast.tra_vinh)
    whole = found.whole("BHYT")
    assert whole is not None
    rows = [*found.parts["BHYT"], whole]
    assert [line["Unit"] for line in block.lines] == [row.unit.full_name for row in rows]
    for line, row in zip(block.lines, rows, strict=True):
        with override("en"):
            values = server_values(row)
        for heading, value in values.items():
            if isinstance(value, Decimal):
                assert line[heading] == pytest.approx(float(value), rel=1e-14), heading
            else:
                assert line[heading] == value, (row.unit, heading)
    assert {line["Unit"]: line[UBND] for line in block.lines if line[UBND] is not None} == {
        "Huyện Cầu Kè": pytest.approx(700 / 690 * 100),
        "Huyện Trà Cú": 0,
    }
    assert block.whole[PRIME_MINISTER] is None


def test_every_number_of_the_report_is_a_formula(cast: Cast, reader: Client) -> None:
    block = report_block(opened(monthly_file(reader, cast.tra_vinh), formulas=True), "BHYT")
    for line in block.lines:
        numbers = [value for heading, value in line.items() if heading != "No."]
        assert not any(isinstance(value, int | float) for value in numbers), line
    assert block.line("Huyện Cầu Kè")["Coverage, %"].startswith("=")


def test_a_blank_is_never_a_zero_and_a_zero_never_a_blank(cast: Cast, reader: Client) -> None:
    tieu_can = AdministrativeUnit.objects.get(code="846")
    report(tieu_can, cast.bhyt, JUNE, absence=Absence.NOT_APPLICABLE)
    block = block_of(reader, cast.tra_vinh)
    none, unasked = block.line("Huyện Tiểu Cần"), block.line("=1+1")
    zero = block.line("Huyện Trà Cú")
    assert (zero["This month"], zero["Coverage, %"], zero[UBND]) == (0, 0, 0)
    assert zero[f"{CHANGE}last month"] == 0
    for line in (none, unasked):
        numbers = {key: line[key] for key in line if key not in {"No.", "Unit", "Remarks"}}
        assert set(numbers.values()) == {None}
    assert none["Remarks"] == "not applicable"
    assert unasked["Remarks"] == "not reported"


def _note_under_the_table(reader: Client, cast: Cast) -> str:
    """What is said of health insurance in the whole province."""
    sheet = opened(monthly_file(reader, cast.tra_vinh)).worksheets[0]
    texts = [str(row[0].value or "") for row in sheet.iter_rows()]
    return next(text for text in texts if text.startswith("Tỉnh Trà Vinh, "))


def test_the_whole_is_pooled_and_not_compared_while_units_are_missing(
    cast: Cast, reader: Client
) -> None:
    whole = block_of(reader, cast.tra_vinh).whole
    assert (whole["This month"], whole["Denominator"]) == (700, 1300)
    assert whole["Coverage, %"] == pytest.approx(700 / 1300 * 100)
    assert whole[f"{CHANGE}last month"] is None
    assert whole["Remarks"].startswith("computed; 2 of 4 units; target of Thủ tướng Chính phủ; ")
    assert "On last month: 2/4 units with both months: " in _note_under_the_table(reader, cast)
    assert (whole[PRIME_MINISTER], whole["Remaining"]) == (None, None)
    assert whole["Target: people"] is None, "the whole has no denominator"


def test_units_are_ranked_by_attainment_and_by_coverage_where_nobody_set_targets(
    cast: Cast, reader: Client
) -> None:
    report(cast.tra_cu, cast.bhxh, JUNE, 20)
    report(cast.cau_ke, cast.bhxh, JUNE, 90)
    for unit, base in ((cast.tra_cu, 100), (cast.cau_ke, 900)):
        count(unit, "labour_force", 2023, base)
    book = opened(monthly_file(reader, cast.tra_vinh))
    assert ranks_in(book, "BHYT") == {"Huyện Cầu Kè": 1, "Huyện Trà Cú": 2}
    assert ranks_in(book, "BHXH") == {"Huyện Cầu Kè": 2, "Huyện Trà Cú": 1}
    titles = [block.title for block in report_blocks(book["Report"])]
    assert titles == [
        "I. BHXH. Ranked by coverage. Ranked among 2 of 4 units",
        "II. BHYT. Targets set by UBND tỉnh Trà Vinh: 7/KH-UBND. Ranked by attainment. "
        "Ranked among 2 of 4 units",
    ]


def ranks_in(book: Workbook, indicator: str) -> dict[str, int]:
    lines = report_block(book, indicator).lines
    return {line["Unit"]: line["Rank"] for line in lines if line["Rank"] is not None}


def test_each_kind_of_assigner_of_the_whole_or_of_several_units_has_a_column_and_no_other(
    cast: Cast, reader: Client
) -> None:
    own = make_document(cast.cau_ke, date(2023, 1, 1), "UBND huyện Cầu Kè", 1)
    later = make_document(cast.tra_vinh, date(2022, 1, 1), "Tỉnh ủy", 3)
    promise(own, cast.sin_ho, cast.bhyt, 2023, people=60)
    report(cast.sin_ho, cast.bhyt, JUNE, 54)
    promise(later, cast.tra_vinh, cast.bhyt, 2025, percent=Decimal(95))
    whole = block_of(reader, cast.tra_vinh).whole
    attained = [heading.split(": ")[1] for heading in whole if heading.startswith("Attained")]
    assert attained == ["UBND tỉnh Trà Vinh", "Thủ tướng Chính phủ", "Tỉnh ủy (milestone 2025)"]
    council = make_document(cast.cau_ke, date(2023, 1, 1), "HĐND huyện Cầu Kè", 2)
    promise(council, AdministrativeUnit.objects.get(code="846"), cast.bhyt, 2023, people=9)
    line = block_of(reader, cast.tra_vinh).line("Huyện Tiểu Cần")
    assert [each for each in line if each.startswith("Attained")] == [
        each for each in whole if each.startswith("Attained")
    ]
    assert line["Target: people"] is None


def test_a_target_in_people_keeps_the_word_of_its_document(cast: Cast, reader: Client) -> None:
    own = make_document(cast.cau_ke, date(2023, 1, 1), "UBND huyện Cầu Kè", 1)
    promise(own, cast.sin_ho, cast.bhyt, 2023, people=31_740, people_qualifier="over")
    report(cast.sin_ho, cast.bhyt, JUNE, 31_740)
    book = opened(monthly_file(reader, cast.lai_chau))
    cells = [cell for row in book["Report"].iter_rows() for cell in row]
    assert any(each.value == 31_740 and "more than" in each.number_format for each in cells)


def test_where_only_one_unit_has_a_target_its_assigner_has_the_column(
    cast: Cast, reader: Client
) -> None:
    own = make_document(cast.cau_ke, date(2023, 1, 1), "UBND huyện Cầu Kè", 1)
    promise(own, cast.sin_ho, cast.bhyt, 2023, people=60)
    report(cast.sin_ho, cast.bhyt, JUNE, 54)
    line = block_of(reader, cast.lai_chau).line("Huyện Sìn Hồ")
    assert line["Target: people"] == 60
    assert line["Attained, % of the target of: UBND huyện Cầu Kè"] == 90


def test_text_is_never_a_formula(cast: Cast, reader: Client) -> None:
    hostile = "=cmd|' /C calc'!A0"
    say(cast.bhyt, IndicatorVersion, name_en="=2+2")
    report(cast.tra_cu, cast.bhyt, JUNE, 5, note=hostile, source=hostile)
    document = make_document(cast.tra_vinh, date(2023, 2, 1), hostile, number=hostile, note="@SUM")
    promise(document, cast.cau_ke, cast.bhyt, 2023, people=1, note=hostile)
    promise(document, cast.tra_cu, cast.bhyt, 2023, people=1)
    book = opened(monthly_file(reader, cast.tra_vinh), formulas=True)
    typed = [
        (cell.data_type, cell.value)
        for sheet in book.worksheets
        for cell in cells_of(sheet)
        if cell.value in {hostile, "=1+1", "=2+2", "@SUM"}
    ]
    assert {kind for kind, _text in typed} == {"s"}
    assert {text for _kind, text in typed} == {hostile, "=1+1", "=2+2", "@SUM"}


def test_simulated_values_are_marked_in_the_title_and_in_every_line(
    cast: Cast, reader: Client
) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 701, origin=Origin.SIMULATED)
    book = opened(monthly_file(reader, cast.tra_vinh))
    block = report_block(book, "BHYT")
    assert "SIMULATED FIGURES" in book["Report"]["A6"].value
    origins = {line["Unit"]: line["Remarks"].split(";")[0] for line in block.lines}
    assert origins == {
        "=1+1": "not reported",
        "Huyện Cầu Kè": "simulated",
        "Huyện Tiểu Cần": "not reported",
        "Huyện Trà Cú": "reported",
        "Tỉnh Trà Vinh": "simulated",
    }
    assert any("SIMULATED" in str(cell.value) for cell in cells_of(book["Sources"]))


def test_it_is_the_workbook_as_seen_and_says_so(cast: Cast, reader: Client) -> None:
    seen = clock()
    report(cast.cau_ke, cast.bhyt, JUNE, 999)
    count(cast.cau_ke, "population", 2023, 2000)
    then = download_monthly(reader, cast.tra_vinh, as_seen=seen.isoformat())
    assert then["Content-Type"] == CONTENT_TYPE
    name = unquote(then["Content-Disposition"].partition("''")[2])
    assert name.startswith("Tỉnh-Trà-Vinh-monthly-report-2023-06-")
    assert name.endswith(f"-{in_hanoi(seen)}.xlsx")
    line = report_block(opened(then.content), "BHYT").line("Huyện Cầu Kè")
    assert (line["This month"], line["Denominator"]) == (700, 1000)
    facts = {row[0].value: row[1].value for row in opened(then.content)["Sources"]["A3:B8"]}
    assert f"{facts['Figures as they stood at']:%Y%m%d-%H%M}" == in_hanoi(seen)
    assert facts["Made by"] == "Phạm Anh Dung"
    assert block_of(reader, cast.tra_vinh).line("Huyện Cầu Kè")["This month"] == 999


def in_hanoi(moment: Any) -> str:
    return f"{moment.astimezone(HANOI):%Y%m%d-%H%M}"


def test_each_figure_target_and_denominator_names_its_version(cast: Cast, reader: Client) -> None:
    book = opened(monthly_file(reader, cast.tra_vinh))
    for sheet, heading_row, value in (
        ("Figures", 4, 700),
        ("Targets", 3, 690),
        ("Denominators", 4, 1000),
    ):
        headings = [cell.value for cell in book[sheet][heading_row]]
        line: dict[Any, Any] = next(
            dict(zip(headings, row, strict=True))
            for row in book[sheet].iter_rows(min_row=heading_row + 1, values_only=True)
            if value in row
        )
        assert line["Version"] > 0, sheet
        assert line["Recorded by"] == "Nạp dữ liệu", sheet
        assert line["Recorded at"].year >= 2023, sheet


def charts_of(book: Workbook) -> list[Any]:
    sheet: Any = book["Charts"]
    charts: list[Any] = sheet._charts
    return charts


def test_it_is_laid_out_to_be_read_printed_and_signed(cast: Cast, reader: Client) -> None:
    for unit in AdministrativeUnit.objects.filter(code__in=["846", "847"]):
        report(unit, cast.bhyt, JUNE, 80)
        count(unit, "population", 2023, 100)
    book = opened(monthly_file(reader, cast.tra_vinh), formulas=True)
    report_sheet = book["Report"]
    assert report_sheet.freeze_panes == "C10"
    assert report_sheet.auto_filter.ref.startswith("A9:")
    assert report_sheet.print_title_rows == "$7:$9"
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_area
    fonts = {cell.font.name for sheet in book.worksheets for cell in cells_of(sheet)}
    assert fonts == {"Times New Roman"}
    assert len(charts_of(book)) == 2


def test_no_rate_is_drawn_beside_that_of_a_sum_that_lacks_units(cast: Cast, reader: Client) -> None:
    book = opened(monthly_file(reader, cast.tra_vinh), formulas=True)
    assert len(charts_of(book)) == 1


def test_its_texts_are_those_of_an_official_document(cast: Cast, reader: Client) -> None:
    report_sheet = opened(monthly_file(reader, cast.tra_vinh), formulas=True)["Report"]
    texts = [cell.value for cell in cells_of(report_sheet) if isinstance(cell.value, str)]
    for said in (
        layout_of(cast.tra_vinh).issuing_body,
        "SOCIALIST REPUBLIC OF VIET NAM",
        "DRAWN UP BY",
    ):
        assert said in texts
    cell = next(cell for cell in report_sheet["G"] if str(cell.value).startswith("=IF(Figures!"))
    assert cell.number_format == "#,##0"


def test_a_month_without_figures_and_targets_says_so_in_place_of_the_table(
    cast: Cast, reader: Client
) -> None:
    said = "Tỉnh Trà Vinh has no figures and no targets for 05/2020."
    for month, is_said in (("2020-05", True), ("2023-06", False)):
        sheet = opened(monthly_file(reader, cast.tra_vinh, month=month))["Report"]
        assert (said in [cell.value for cell in cells_of(sheet)]) is is_said


@pytest.mark.parametrize(("who", "status"), [("an", 200), ("chi", 200), ("binh", 403)])
def test_only_who_may_read_the_unit_gets_its_workbook(
    cast: Cast, client: Client, who: str, status: int
) -> None:
    signed_in_as(client, getattr(cast, who))
    assert download_monthly(client, cast.tra_vinh).status_code == status


def test_an_unknown_unit_is_not_found_and_a_visitor_signs_in(cast: Cast, reader: Client) -> None:
    assert reader.get("/units/999999/monthly.xlsx").status_code == 404
    assert Client().get(f"/units/{cast.tra_vinh.pk}/monthly.xlsx").status_code == 302


@pytest.mark.parametrize("more_units", [0, 30])
def test_it_takes_the_same_statements_whatever_the_number_of_units(
    cast: Cast,
    reader: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    more_units: int,
) -> None:
    add_indicator(code="HN", measure="flow", basis="none")
    for number in range(more_units):
        make_unit(2, str(300 + number), "huyen", f"Số {number}", f"Huyện {number}", cast.tra_vinh)
    with django_assert_num_queries(STATEMENTS):
        monthly_file(reader, cast.tra_vinh)
