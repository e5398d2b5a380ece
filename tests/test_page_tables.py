"""A page's tables as values and as a workbook: what a cell holds and what is left out."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from coverage.notation.numbers import read_written, write_change, write_decimal, write_people
from coverage.page_tables.tables import PageTables, read_tables
from coverage.page_tables.values import CellValue, value_of
from coverage.page_tables.workbook import tables_workbook

FIVE_PAST_TWO = datetime(2023, 7, 26, 14, 5)  # noqa: DTZ001 - a page's clock names no zone
AN_ASIDE = "thiếu số của vài đơn vị"
PAGE = """<!doctype html><html><head><title>Trà Vinh 06/2023 · Bao Phủ</title></head><body>
<div class="page-head"><h1>Tỉnh Trà Vinh</h1><p class="muted">Tháng 06/2023</p>
<form class="no-print"><p>không in</p></form></div>
<div class="as-seen-banner" data-moment="20230726-1405">Như đã thấy <a class="no-print">x</a></div>
<section aria-labelledby="h"><h2 id="h">Theo đơn vị</h2>
<div class="table-scroll" role="region" aria-labelledby="h">
<table data-file="parts">
<thead><tr><th rowspan="2">Đơn vị</th><th colspan="2" class="num">2023</th></tr>
<tr><th class="num" abbr="05/2023">05</th><th class="num"><a href="?sort=x">06 ↓</a></th></tr>
</thead>
<tbody><tr><th>Huyện Cầu Kè <span class="origin-mark">mô phỏng</span><svg><text>9</text></svg></th>
<td class="num">78.668 <small>làm tròn</small></td><td class="num">–</td></tr>
<tr><th>=1+1</th><td class="num"><abbr title="chưa báo cáo">○</abbr></td><td class="num">0</td></tr>
</tbody>
<tfoot><tr><th>Tỉnh &lt;b&gt;</th><td class="num">1.019.562</td><td class="num">80,58 %</td></tr>
</tfoot>
</table></div>
<p class="source">Nguồn: bài báo.</p></section><h2>Mục khác</h2><p class="source">của mục khác</p>
</body></html>"""


def page() -> PageTables:
    found = read_tables(PAGE, "parts")
    assert found is not None
    return found


def sheet_of(content: PageTables) -> Worksheet:
    with override("vi"):
        book = load_workbook(BytesIO(tables_workbook(content, ["Đọc lúc 10:00"])))
    return book.worksheets[0]


def test_rows_columns_and_order_are_those_of_the_page() -> None:
    (table,) = page().tables
    assert table.heading == "Theo đơn vị"
    assert [(each.text, each.row, each.column) for each in table.headings] == [
        ("Đơn vị", 0, 0),
        ("2023", 0, 1),
        ("05/2023", 1, 1),
        ("06", 1, 2),
    ]
    assert [[cell.held for cell in line.cells] for line in table.lines] == [
        ["Huyện Cầu Kè", Decimal(78668), None],
        ["=1+1", "chưa báo cáo", Decimal(0)],
        ["Tỉnh <b>", Decimal(1019562), Decimal("80.58")],
    ]
    assert [line.is_total for line in table.lines] == [False, False, True]
    assert [list(line.origins) for line in table.lines] == [["mô phỏng"], [], []]
    assert table.lines[0].cells[1].aside == "làm tròn"


def test_what_stands_over_and_under_the_table_comes_along() -> None:
    found = page()
    assert (found.title, found.moment) == ("Trà Vinh 06/2023", "20230726-1405")
    assert found.lines == ["Tỉnh Trà Vinh", "Tháng 06/2023", "Như đã thấy"]
    assert found.tables[0].notes == ["Nguồn: bài báo."]


def test_a_name_the_page_does_not_have_is_none() -> None:
    assert read_tables(PAGE, "khác") is None


def test_the_workbook_has_numbers_blanks_and_text_that_is_no_formula() -> None:
    sheet = sheet_of(page())
    rows = list(sheet.iter_rows())
    held = {row[0].value: row for row in rows if row[0].value}
    assert [cell.value for cell in held["Huyện Cầu Kè"]] == [
        "Huyện Cầu Kè",
        78668,
        None,
        "mô phỏng",
    ]
    assert held["Huyện Cầu Kè"][1].number_format == "#,##0"
    assert held["Huyện Cầu Kè"][1].comment.text == "làm tròn"
    assert (held["=1+1"][0].data_type, held["=1+1"][2].value) == ("s", 0)
    assert held["Tỉnh <b>"][2].value == 80.58
    assert held["Tỉnh <b>"][2].number_format == '#,##0.00" %"'
    assert held["Tỉnh <b>"][2].font.bold
    assert {"Nguồn: bài báo.", "Đọc lúc 10:00"} <= held.keys()
    header = held["Đơn vị"][0].row
    assert sheet.freeze_panes == f"B{header + 2}"
    assert sheet.auto_filter.ref == f"A{header + 1}:D{header + 3}"


@pytest.mark.parametrize(
    ("lines", "is_number", "expected"),
    [
        (["821.563"], True, CellValue(Decimal(821563), "#,##0")),
        (["2023"], True, CellValue(Decimal(2023), "0")),
        (["85,00 %"], True, CellValue(Decimal("85.00"), '#,##0.00" %"')),
        (["−39"], True, CellValue(Decimal(-39), "+#,##0;-#,##0;0")),
        (["+1,25"], True, CellValue(Decimal("1.25"), "+#,##0.00;-#,##0.00;0.00")),
        (["+29 (+0,53 %)"], True, CellValue(Decimal(29), "+#,##0;-#,##0;0", "(+0,53 %)")),
        (["✓ 0"], True, CellValue(Decimal(0), '"✓ "#,##0')),
        (["144.957 người"], True, CellValue(Decimal(144957), '#,##0" người"')),
        (["20,00 thiếu số của vài đơn vị"], True, CellValue(Decimal(20), "#,##0.00", AN_ASIDE)),
        (["vượt 12"], True, CellValue("vượt 12")),
        (["0,8058.1"], True, CellValue("0,8058.1")),
        (["12–14"], True, CellValue("12–14")),
        (["1" * 16], True, CellValue("1" * 16)),
        (["02"], False, CellValue("02")),
        (["821.563"], False, CellValue("821.563")),
        (["30/06/2023"], False, CellValue(date(2023, 6, 30), "dd/mm/yyyy")),
        (["14:05 26/07/2023"], False, CellValue(FIVE_PAST_TWO, "hh:mm dd/mm/yyyy")),
        (["14:05:00 26/07/2023"], False, CellValue(FIVE_PAST_TWO, "hh:mm:ss dd/mm/yyyy")),
        (["25:61 26/07/2023"], False, CellValue("25:61 26/07/2023")),
        (["31/02/2023"], False, CellValue("31/02/2023")),
        (["–"], True, CellValue(None)),
        ([], True, CellValue(None)),
    ],
)
def test_a_cell_holds_what_it_prints(
    lines: list[str], is_number: bool, expected: CellValue
) -> None:
    assert value_of(lines, is_number) == expected


@given(st.integers(-(10**14), 10**14), st.integers(0, 4))
def test_what_is_written_reads_back(number: int, places: int) -> None:
    exact = Decimal(number).scaleb(-places)
    assert read_written(write_people(number)) == number
    assert read_written(write_change(number)) == number
    assert read_written(write_decimal(exact, places)) == exact


@pytest.mark.parametrize(
    "text", ["80.58", "1.00", "1,", ",5", "1.0000", "٣", "1e5", "=1", "-1", ""]
)
def test_what_we_never_write_is_not_read_back(text: str) -> None:
    assert read_written(text) is None


@given(st.text())
def test_no_page_breaks_the_reader(markup: str) -> None:
    read_tables(f'<table data-file="a"><tr>{markup}<td>', "a")
    read_tables(markup, "a")


POINTS = """<h2>Điểm cần soát</h2>
<ul data-file="points" data-headings="Đơn vị|Điểm"><li><h2>Huyện Cầu Kè</h2>
<ul><li><span class="mark">⚠ cần giải trình</span> giảm 39 người</li><li>ô trống</li></ul></li>
<li><b>BHYT.</b> Tổng các đơn vị lớn hơn toàn tỉnh.</li></ul>"""


def test_a_list_of_points_is_a_table_of_them() -> None:
    found = read_tables(POINTS, "points")
    assert found is not None
    (table,) = found.tables
    assert [each.text for each in table.headings] == ["Đơn vị", "Điểm"]
    assert [[cell.held for cell in line.cells] for line in table.lines] == [
        ["Huyện Cầu Kè", "⚠ cần giải trình giảm 39 người"],
        ["Huyện Cầu Kè", "ô trống"],
        ["BHYT", "Tổng các đơn vị lớn hơn toàn tỉnh."],
    ]
    assert table.heading == "Điểm cần soát"
