"""A page's table as a workbook: numbers as numbers, with formats; text never a formula."""

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.figures.columns import TEXT_FORMAT, FigureColumn, Line, Scalar
from reports.figures.tables import PartsTable
from reports.figures.words import origin_text

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FONT = "Times New Roman"
HEADER_FILL = PatternFill("solid", fgColor="DDE6EE")
THIN = Side(style="thin", color="9AA7B2")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
FIRST_COLUMN_WIDTH = 30
COLUMN_WIDTH = 15
SIMULATED_COLUMN = 1


def parts_workbook(
    table: PartsTable, title: str, lines_under_title: Sequence[str], sources: Sequence[str]
) -> bytes:
    """The table with its title block, frozen header, total and, below, its sources."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = _("Figures")
    columns: list[tuple[str, FigureColumn]] = [
        (str(bound.header), bound.column) for bound in table.columns if bound.column.draw is None
    ]
    row = _write_title(sheet, title, lines_under_title)
    header_row = row + 1
    _write_header(sheet, header_row, [header for header, _column in columns])
    row = header_row
    for line in [*table.data, table.whole]:
        row += 1
        _write_line(sheet, row, [column for _header, column in columns], line)
    for column in range(1, len(columns) + 1):
        sheet.cell(row, column).font = Font(name=FONT, bold=True)
    _write_sources(sheet, row + 2, sources)
    _lay_out(sheet, header_row, row, len(columns) + SIMULATED_COLUMN)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def put(cell: Cell | MergedCell, value: Scalar, number_format: str = TEXT_FORMAT) -> None:
    """Write a value with its format. Text stays text even where it begins like a formula; signs
    that a workbook cannot hold are left out."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    else:
        cell.value = value
        cell.number_format = number_format
    cell.font = Font(name=FONT)


def _write_title(sheet: Worksheet, title: str, lines: Sequence[str]) -> int:
    put(sheet.cell(1, 1), title)
    sheet.cell(1, 1).font = Font(name=FONT, bold=True, size=14)
    for row, line in enumerate(lines, start=2):
        put(sheet.cell(row, 1), line)
    for row in range(1, len(lines) + 2):
        sheet.cell(row, 1).alignment = Alignment(wrap_text=False)
    return len(lines) + 2


def _write_header(sheet: Worksheet, row: int, headers: Sequence[str]) -> None:
    for column, header in enumerate([*headers, _("Origin")], start=1):
        cell = sheet.cell(row, column)
        put(cell, header)
        cell.font = Font(name=FONT, bold=True)
        cell.fill = HEADER_FILL
        cell.border = BOX
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")


def _write_line(sheet: Worksheet, row: int, columns: Sequence[FigureColumn], line: Line) -> None:
    for position, column in enumerate(columns, start=1):
        cell = sheet.cell(row, position)
        put(cell, column.value(line), column.number_format)
        cell.border = BOX
    cell = sheet.cell(row, len(columns) + 1)
    put(cell, origin_text(line.row.value))
    cell.border = BOX


def _write_sources(sheet: Worksheet, row: int, sources: Sequence[str]) -> None:
    for offset, source in enumerate(sources):
        put(sheet.cell(row + offset, 1), source)
        sheet.cell(row + offset, 1).font = Font(name=FONT, italic=True, size=10)
        sheet.cell(row + offset, 1).alignment = Alignment(wrap_text=False)


def _lay_out(sheet: Worksheet, header_row: int, last_row: int, columns: int) -> None:
    sheet.freeze_panes = f"B{header_row + 1}"
    sheet.auto_filter.ref = (
        f"A{header_row}:{get_column_letter(columns)}{max(last_row - 1, header_row)}"
    )
    sheet.column_dimensions["A"].width = FIRST_COLUMN_WIDTH
    for column in range(2, columns + 1):
        sheet.column_dimensions[get_column_letter(column)].width = COLUMN_WIDTH
    sheet.row_dimensions[header_row].height = 45
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header_row}:{header_row}"


def file_name(*words: str, moment: datetime | None = None, extension: str = "xlsx") -> str:
    """A name that says what is inside, safe on every system."""
    stem = "-".join("-".join(re.findall(r"[\w-]+", word)) for word in words)
    seen = f"-{moment:%Y%m%d-%H%M}" if moment else ""
    return f"{stem}{seen}.{extension}"
