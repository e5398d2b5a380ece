"""The workbook to fill in: what it holds, how it comes back, and that nothing is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone, translation
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from books import book, saved, sheet
from cast import JUNE, Cast, make_unit
from coverage.entry import record_figures
from coverage.models import Absence, Measure
from coverage.month.query import entry_month, reach_below
from coverage.month.workflow import open_months, submit
from coverage.month_import.dry_run import dry_run
from coverage.month_import.standing import standing_month
from coverage.month_import.template import template
from coverage.month_import.template_mark import DATA_SHEET, Mark, layout_of, mark_of, mark_rows
from coverage.workbooks.dry_run import DryRun
from coverage.workbooks.judging import Verdict
from coverage.workbooks.reading import read_book
from coverage.workbooks.template_mark import CODE, FIRST_FIGURE, HEADER_ROW, MARK_SHEET, NAME
from reporting import report

MAY = JUNE.replace(month=5)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def export(cast: Cast) -> bytes:
    reach = reach_below(cast.an, cast.tra_vinh)
    return template(entry_month(reach, cast.tra_vinh, JUNE, Measure.STOCK), timezone.now())


def opened(content: bytes) -> tuple[Any, Worksheet]:
    workbook = load_workbook(BytesIO(content))
    return workbook, workbook[DATA_SHEET]


def column(cast: Cast, code: str) -> int:
    """Of the month's figures; last month's stand in the next."""
    return FIRST_FIGURE + 2 * list(cast.indicators).index(code)


def row(made: Worksheet, name: str) -> int:
    (found,) = (
        number
        for number in range(HEADER_ROW + 1, made.max_row + 1)
        if made.cell(number, NAME).value == name
    )
    return found


def come_back(cast: Cast, content: bytes) -> DryRun:
    read = read_book(content, "mau.xlsx")
    mark, layout = mark_of(read), layout_of(read)
    assert mark is not None
    assert layout is not None
    assert (mark.unit_id, mark.period) == (cast.tra_vinh.pk, JUNE)
    known = standing_month(cast.an, cast.tra_vinh, JUNE, mark.made_at)
    (data,) = (each for each in read.sheets if each.name == layout.sheet)
    return dry_run(data, layout, known, {}, "mau.xlsx")


def test_the_template_has_the_units_the_figures_and_last_month_beside_them(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, MAY, 49_000)
    report(cast.cau_ke, cast.bhyt, JUNE, 50_000, is_draft=True)
    _workbook, made = opened(export(cast))
    line, at = row(made, "Huyện Cầu Kè"), column(cast, "BHYT")
    assert made.cell(line, CODE).value == "845"
    assert made.cell(line, at).value == 50_000
    assert made.cell(line, at + 1).value == 49_000
    assert made.cell(HEADER_ROW, at).value == "BHYT"
    assert made.cell(HEADER_ROW - 1, at).value == "BHYT"
    assert made.column_dimensions["A"].hidden
    assert made.row_dimensions[HEADER_ROW - 1].hidden
    assert made.freeze_panes == "D5"


def test_only_the_cells_to_fill_in_are_open(cast: Cast) -> None:
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    _workbook, made = opened(export(cast))
    assert made.protection.sheet
    assert not made.protection.password
    line, closed, at = row(made, "Huyện Cầu Kè"), row(made, "Huyện Trà Cú"), column(cast, "BHYT")
    assert not made.cell(line, at).protection.locked
    assert made.cell(line, at + 1).protection.locked
    assert made.cell(line, NAME).protection.locked
    assert made.cell(HEADER_ROW, at).protection.locked
    assert made.cell(closed, at).protection.locked


def test_each_open_column_takes_whole_numbers_and_the_codes_of_absences(cast: Cast) -> None:
    _workbook, made = opened(export(cast))
    rules = {str(rule.sqref): rule.formula1 for rule in made.data_validations.dataValidation}
    assert len(rules) == len(cast.indicators)
    assert rules["D5:D6"] == (
        'OR(AND(ISNUMBER(D5),D5>=0,D5=INT(D5)),LOWER(D5)="k",LOWER(D5)="kad")'
    )


def test_no_text_in_the_template_is_a_formula(cast: Cast) -> None:
    unit = make_unit(2, "999", "huyen", "=1+1", "=HYPERLINK(1)", cast.tra_vinh)
    open_months(cast.giang, [unit.pk], JUNE)
    _workbook, made = opened(export(cast))
    line = row(made, "=HYPERLINK(1)")
    assert made.cell(line, NAME).data_type == "s"


def test_export_fill_in_import_and_export_again_lose_nothing(cast: Cast) -> None:
    """Blank, zero, not available and not applicable stay four things."""
    report(
        cast.cau_ke, cast.indicators["BHTN"], JUNE, absence=Absence.NOT_APPLICABLE, is_draft=True
    )
    report(cast.tra_cu, cast.indicators["BHTN"], JUNE, 17, is_draft=True)
    workbook, made = opened(export(cast))
    filled: dict[tuple[str, str], Any] = {
        ("Huyện Cầu Kè", "BHYT"): 50_123,
        ("Huyện Cầu Kè", "BHXH_BB"): 0,
        ("Huyện Cầu Kè", "BHXH_TN"): "k",
        ("Huyện Trà Cú", "BHYT"): "kad",
        ("Huyện Trà Cú", "BHXH_BB"): "1.234",
    }
    for (name, code), value in filled.items():
        made.cell(row(made, name), column(cast, code)).value = value
    run = come_back(cast, saved(workbook))
    assert [line.address for line in run.of(Verdict.ERROR)] == []
    assert len(run.of(Verdict.NEW)) == 5
    assert len(run.of(Verdict.SAME)) == 2
    record_figures(cast.an, JUNE, run.cells)

    _workbook, again = opened(export(cast))
    filled["Huyện Trà Cú", "BHXH_BB"] = 1234
    filled["Huyện Cầu Kè", "BHTN"] = "kad"
    filled["Huyện Trà Cú", "BHTN"] = 17
    held = {
        (name, code): value
        for name in ("Huyện Cầu Kè", "Huyện Trà Cú")
        for code in cast.indicators
        if (value := again.cell(row(again, name), column(cast, code)).value) is not None
    }
    assert held == filled
    unchanged = come_back(cast, export(cast))
    assert {line.verdict for line in unchanged.lines} == {Verdict.SAME}


def test_an_emptied_cell_does_not_withdraw_a_figure(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 50_000, is_draft=True)
    workbook, made = opened(export(cast))
    made.cell(row(made, "Huyện Cầu Kè"), column(cast, "BHYT")).value = None
    run = come_back(cast, saved(workbook))
    assert (run.lines, run.cells) == ([], [])


def test_a_row_of_the_template_that_was_changed_is_not_taken(cast: Cast) -> None:
    workbook, made = opened(export(cast))
    line = row(made, "Huyện Cầu Kè")
    made.cell(line, CODE).value = "849"
    made.cell(line, column(cast, "BHYT")).value = 5
    (error,) = come_back(cast, saved(workbook)).of(Verdict.ERROR)
    assert error.address == f"C{line}"


MARK = Mark(12, JUNE, datetime(2023, 7, 1, 3, 4, tzinfo=UTC))


def test_the_mark_comes_back_as_it_was_written() -> None:
    assert mark_of(book(sheet(mark_rows(MARK), name=MARK_SHEET))) == MARK


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("version", "2"),
        ("unit", "một"),
        ("unit", "9" * 5000),
        ("month", "2023-13"),
        ("month", ""),
        ("made", "hôm qua"),
        ("made", "2023-07-01T00:00:00"),
    ],
)
def test_a_mark_that_was_changed_is_no_mark(key: str, value: str) -> None:
    rows = dict(mark_rows(MARK)) | {key: value}
    assert mark_of(book(sheet(list(rows.items()), name=MARK_SHEET))) is None


def test_another_workbook_has_no_mark() -> None:
    assert mark_of(book(sheet([["Đơn vị", "BHYT"]]))) is None
    assert layout_of(book(sheet([["Đơn vị", "BHYT"]]))) is None
