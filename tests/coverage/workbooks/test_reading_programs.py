"""Workbooks as the usual programs write them are read as they were meant."""
# mypy: no-strict-equality

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import xlsxwriter
from openpyxl.styles import Font

from coverage.notation.legacy_fonts import LegacyFont
from coverage.workbooks.book import Kind, Sheet, SheetCell
from coverage.workbooks.reading.workbook import read_workbook


def sheets_of(stream: io.BytesIO) -> tuple[Sheet, ...]:
    return read_workbook(stream, len(stream.getvalue())).sheets


def test_a_workbook_of_openpyxl() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Đơn vị", "BHYT", None, 80.58, 0.8058, True, date(2023, 6, 30), "=B2+1", 0])
    sheet["E1"].number_format = "0.00%"
    sheet["A2"] = "Trµ Vinh"
    sheet["A2"].font = Font(name=".VnTime")
    sheet.merge_cells("A2:B2")
    sheet["C2"] = 1
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Ẩn").sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    first, second = sheets_of(stream)
    assert list(first.cells.values()) == [
        SheetCell(Kind.TEXT, "Đơn vị"),
        SheetCell(Kind.TEXT, "BHYT"),
        SheetCell(Kind.NUMBER, "80,58", Decimal("80.58")),
        SheetCell(Kind.NUMBER, "80,58%", Decimal("0.8058"), "0.00%"),
        SheetCell(Kind.BOOLEAN, "TRUE"),
        SheetCell(Kind.DATE, "30/06/2023", None, "yyyy-mm-dd"),
        SheetCell(Kind.UNCALCULATED, "=B2+1", formula=True),
        SheetCell(Kind.NUMBER, "0", Decimal(0)),
        SheetCell(Kind.TEXT, "Trà Vinh", legacy_font=LegacyFont.TCVN3),
        SheetCell(Kind.NUMBER, "1", Decimal(1)),
    ]
    assert (1, 3) not in first.cells
    assert (first.merged, first.hidden_columns) == (((2, 1, 2, 2),), {3})
    assert (second.name, second.is_hidden, second.cells) == ("Ẩn", True, {})


def test_a_workbook_of_xlsxwriter() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Số liệu")
    bold = book.add_format({"bold": True})
    sheet.write_rich_string(0, 0, "Cầu ", bold, "Kè")
    sheet.write_formula(0, 1, "=C1*2", None, 1643126)
    sheet.write_datetime(0, 2, datetime(2023, 6, 30), book.add_format({"num_format": "mm/yyyy"}))  # noqa: DTZ001
    sheet.merge_range("A2:C3", "gộp")
    sheet.write(3, 0, 821563, book.add_format({"num_format": "#,##0"}))
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.write_comment("A1", "ghi chú")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Số liệu'!$A$4"})
    book.add_chartsheet("Biểu đồ").set_chart(chart)
    book.close()
    [read] = sheets_of(stream)
    assert read.cells == {
        (1, 1): SheetCell(Kind.TEXT, "Cầu Kè"),
        (1, 2): SheetCell(Kind.NUMBER, "1643126", Decimal(1643126), formula=True),
        (1, 3): SheetCell(Kind.DATE, "30/06/2023", None, "mm/yyyy"),
        (2, 1): SheetCell(Kind.TEXT, "gộp"),
        (4, 1): SheetCell(Kind.NUMBER, "821.563", Decimal(821563), "#,##0"),
    }
    assert (read.merged, read.hidden_rows) == (((2, 1, 3, 3),), {4})
