"""Sheets as a reader hands them over, made from rows of plain values."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from coverage.workbooks.book import Book, Kind, Sheet, SheetCell


def cell(value: Any) -> SheetCell:
    """Text, a number, or a SheetCell as it is."""
    if isinstance(value, SheetCell):
        return value
    if isinstance(value, int | Decimal):
        return SheetCell(Kind.NUMBER, str(value), Decimal(value))
    return SheetCell(Kind.TEXT, value)


def percent(value: str) -> SheetCell:
    """A number that the file shows as a percentage: "0.8058"."""
    return SheetCell(Kind.NUMBER, value, Decimal(value), "0.00%")


def sheet(rows: Sequence[Any], name: str = "Báo cáo", **fields: Any) -> Sheet:
    """None and "" are cells that are not there."""
    cells = {
        (row, column): cell(value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value is not None and value != ""
    }
    return Sheet(name, cells, **fields)


def book(*sheets: Sheet) -> Book:
    return Book(sheets)


def xlsx(rows: Sequence[Any], name: str = "Báo cáo") -> bytes:
    """A workbook of one sheet as Excel would save it."""
    workbook = Workbook()
    made = workbook.active
    assert made is not None
    made.title = name
    for row in rows:
        made.append(row)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()
