"""The workbook to say in what units become: those that stand, with blank columns beside them."""

from dataclasses import replace

from coverage.models import AdministrativeUnit
from coverage.tables.looks import HEADER, SHORT_TEXT_CELL
from coverage.tables.written_book import HEADER_HEIGHT, WrittenBook
from coverage.units.bulk_rows import HEADINGS

_SHEET = "Sắp xếp đơn vị"
_WIDTHS = (10, 32, 10, 32, 18, 14)


def bulk_template(unit: AdministrativeUnit) -> bytes:
    """The .xlsx. A row left as it is says nothing."""
    book = WrittenBook()
    sheet = book.add_sheet(_SHEET)
    blank = replace(SHORT_TEXT_CELL, fill="#FFFFE8")
    for at, (heading, width) in enumerate(zip(HEADINGS.values(), _WIDTHS, strict=True)):
        sheet.put(0, at, heading, HEADER)
        sheet.worksheet.set_column(at, at, width)
    sheet.worksheet.set_row(0, HEADER_HEIGHT)
    sheet.worksheet.freeze_panes(1, 2)
    units = unit.children.filter(valid_to__isnull=True).order_by("sort_key")
    for line, each in enumerate(units, start=1):
        sheet.put(line, 0, each.code, SHORT_TEXT_CELL)
        sheet.put(line, 1, each.full_name, SHORT_TEXT_CELL)
        for at in range(2, len(HEADINGS)):
            sheet.put(line, at, None, blank)
    return book.as_bytes()
