"""Tables as values: a column's cell of the page and its exact value agree, and so does the file."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from coverage.month.history_tables import FIGURE
from coverage.tables.columns import HINT, MARK, Beside, Column
from coverage.tables.markup import body_html, foot_html, head_html
from coverage.tables.notations import (
    CHANGE,
    DAY,
    MOMENT,
    MONTH,
    NUMBER,
    PEOPLE,
    PERCENT,
    POINTS,
    SECOND,
    SHARE,
    WHOLE,
    YEAR,
    Notation,
)
from coverage.tables.table import Group, Table
from coverage.tables.workbook import Head, tables_workbook
from excel_formats import displayed
from reports.figures.columns import PEOPLE_OR_PERCENT, REMAINING, SHORT
from reports.overview.standings_table import LEFT
from reports.written_report import notations
from targets.wording import DIFFERENCE, TARGET

NUMBERS = (
    NUMBER, PERCENT, POINTS, SHARE, WHOLE, TARGET, FIGURE, DIFFERENCE, LEFT, PEOPLE_OR_PERCENT,
)  # fmt: skip
COUNTS = (
    PEOPLE, CHANGE, REMAINING, SHORT, notations.REMAINING, notations.SHORT, notations.CHANGE,
    TARGET, FIGURE, DIFFERENCE, LEFT, PEOPLE_OR_PERCENT,
)  # fmt: skip
WITHOUT_SIGNS = (PEOPLE, TARGET, FIGURE)  # what is counted or set is never below zero
FIVE_PAST_TWO = datetime(2023, 7, 26, 7, 5, 9, tzinfo=UTC)  # 14:05:09 in Vietnam


@given(st.sampled_from(COUNTS), st.integers(-(10**14), 10**14))
def test_a_count_shows_in_a_workbook_as_on_the_page(notation: Notation, count: int) -> None:
    count = abs(count) if notation in WITHOUT_SIGNS else count
    assert displayed(count, notation.format_of(count)) == notation.text(count)


@given(st.sampled_from(NUMBERS), st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_a_number_shows_in_a_workbook_as_on_the_page(
    notation: Notation, digits: int, places: int
) -> None:
    number = Decimal(digits).scaleb(-places)
    assert displayed(number, notation.format_of(number)) == notation.text(number)


@given(st.integers(0, 10**8), st.integers(1, 10**8))
def test_a_quotient_shows_in_a_workbook_as_on_the_page(people: int, base: int) -> None:
    """A sheet keeps sixteen digits of the forty, which never moves the two that are shown."""
    rate = Decimal(people) * 100 / base
    held = Decimal(f"{rate:.16g}")
    assert displayed(held, PERCENT.format_of(held)) == PERCENT.text(rate)


@pytest.mark.parametrize(
    ("notation", "value", "text"),
    [
        (YEAR, 2023, "2023"),
        (DAY, date(2023, 6, 30), "30/06/2023"),
        (MONTH, date(2023, 6, 1), "06/2023"),
    ],
)
def test_days_and_years_show_in_a_workbook_as_on_the_page(
    notation: Notation, value: date | int, text: str
) -> None:
    assert displayed(value, notation.format_of(value)) == notation.text(value) == text


@pytest.mark.parametrize("notation", [*NUMBERS, *COUNTS, YEAR, DAY])
def test_what_is_not_there_is_a_dash_and_words_stand_for_themselves(notation: Notation) -> None:
    assert notation.text(None) == "–"
    assert notation.text("chưa báo cáo") == "chưa báo cáo"
    assert notation.format_of("chưa báo cáo") == "@"


Row = dict[str, Any]
TWO_THIRDS = Decimal(200) / 3


class Sample(Table):
    name = "mẫu"
    element_id = "the-sample"

    unit = Column(
        "Đơn vị",
        lambda row: row["unit"],
        css="unit",
        is_heading=True,
        address=lambda row: str(row.get("link", "")),
        origin=lambda row: str(row.get("origin", "")),
        beside=(Beside(lambda row: str(row.get("mark", "")), MARK),),
    )
    people = Column(
        "05",
        lambda row: row.get("people"),
        PEOPLE,
        beside=(Beside(lambda row: str(row.get("hint", "")), HINT),),
        file_heading="05/2023",
    )
    rate = Column("%", lambda row: row.get("rate"), NUMBER, css=lambda row: "low")
    at = Column("Lúc", lambda row: row.get("at"), SECOND)
    drawn = Column("Thanh", lambda row: None, in_file=False)
    origin = Column("Ghi chú", lambda row: "ghi chú", on_page=False)


HOSTILE = {"unit": "=1+1 <b>", "people": 0, "rate": Decimal(0), "link": "/x?a=1&b=2"}
LINES: Sequence[Row] = [
    {"unit": "Huyện Cầu Kè", "people": 78668, "rate": TWO_THIRDS, "at": FIVE_PAST_TWO,
     "origin": "simulated", "mark": "1/2", "hint": "làm tròn"},
    HOSTILE,
    {"unit": "Tiểu Cần"},
]  # fmt: skip
TOTAL = {"unit": "Tỉnh Trà Vinh", "people": 1019562, "link": "/never"}


@pytest.fixture
def sample() -> Table:
    return Sample(LINES, heading="Theo đơn vị", notes=["Nguồn: bài báo."], totals=[TOTAL])


@pytest.fixture
def sheet(sample: Table) -> Worksheet:
    head = Head("Trà Vinh", ["Tỉnh Trà Vinh", "Tháng 06/2023"])
    with override("vi"):
        content = tables_workbook(head, [sample], ["Đọc lúc 10:00"])
    return load_workbook(BytesIO(content)).worksheets[0]


def lines_of(sheet: Worksheet) -> dict[object, tuple[Any, ...]]:
    return {row[0].value: row for row in sheet.iter_rows() if row[0].value}


def test_the_page_has_the_cells_with_their_attributes_links_and_marks(sample: Table) -> None:
    body = body_html(sample).replace("\n", "")
    assert (
        '<th scope="row" class="unit">Huyện Cầu Kè '
        '<span class="origin-mark origin-simulated">mô phỏng</span> '
        '<span class="mark mark-warn">1/2</span></th>'
        '<td class="num">78.668<span class="hint">làm tròn</span></td><td class="low">66,67</td>'
        '<td class="day">14:05:09 26/07/2023</td>'
    ) in body
    assert '<a href="/x?a=1&amp;b=2">=1+1 &lt;b&gt;</a>' in body
    assert '<td class="num">0</td><td class="low">0,00</td><td class="day">–</td>' in body
    assert "ghi chú" not in body
    assert (
        foot_html(sample)
        .replace("\n", "")
        .startswith(
            '<tr><th scope="row" class="unit">Tỉnh Trà Vinh</th><td class="num">1.019.562</td>'
        )
    )


def test_the_workbook_has_exact_numbers_blanks_and_text_that_is_no_formula(
    sheet: Worksheet,
) -> None:
    lines = lines_of(sheet)
    first = lines["Huyện Cầu Kè\n1/2"]
    values = [cell.value for cell in first]
    assert values[:2] == ["Huyện Cầu Kè\n1/2", 78668]
    assert values[2] == pytest.approx(200 / 3, rel=1e-15)
    assert values[3:] == [datetime(2023, 7, 26, 14, 5, 9), "ghi chú", "mô phỏng"]  # noqa: DTZ001
    assert first[1].comment is not None
    assert first[1].comment.text == "làm tròn"
    formula = lines["=1+1 <b>"]
    assert (formula[0].data_type, formula[1].value, formula[2].value) == ("s", 0, 0)
    assert [cell.value for cell in lines["Tiểu Cần"][1:4]] == [None, None, None]
    assert lines["Tỉnh Trà Vinh"][1].value in (1019562, None)


def test_what_stands_over_and_under_the_table_comes_along(sheet: Worksheet) -> None:
    first = [row[0].value for row in sheet.iter_rows()]
    assert first[:5] == ["Tỉnh Trà Vinh", "Tháng 06/2023", None, "Theo đơn vị", "Đơn vị"]
    assert [cell.value for cell in sheet[5]][:6] == [
        "Đơn vị", "05/2023", "%", "Lúc", "Ghi chú", "Loại nguồn",
    ]  # fmt: skip
    assert first[-3:] == ["Nguồn: bài báo.", None, "Đọc lúc 10:00"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B6", "A5:F8")
    assert sheet["A9"].font.bold


def test_headings_may_stand_in_two_rows(sample: Table) -> None:
    sample.groups = [Group("2023", 4, "year")]
    assert head_html(sample).startswith(
        '<tr><th rowspan="2" scope="col" class="unit">Đơn vị</th>'
        '<th scope="colgroup" colspan="4" class="year">2023</th></tr>'
        '<tr><th scope="col" class="num" abbr="05/2023">05</th>'
    )


def test_the_stock_renderer_of_django_tables2_says_the_same(sample: Table) -> None:
    rows = [[row.get_cell(name) for name in ("unit", "people", "rate")] for row in sample.rows]
    assert rows[0] == ["Huyện Cầu Kè", "78.668", "66,67"]
    values = list(sample.as_values())
    assert values[1][:3] == ["Huyện Cầu Kè", 78668, TWO_THIRDS]


def test_a_moment_is_told_by_the_clock_of_the_office() -> None:
    assert (MOMENT.text(FIVE_PAST_TWO), SECOND.text(FIVE_PAST_TWO)) == (
        "14:05 26/07/2023",
        "14:05:09 26/07/2023",
    )
