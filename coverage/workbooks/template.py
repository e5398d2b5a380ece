"""The workbooks to fill in, whatever they hold: cells, headings, locks, help, the mark.

A template carries a mark, so that it is recognised when it comes back, and the moment it was made,
so that what somebody changed meanwhile is not overwritten.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coverage.tables.looks import GENERAL, HEADER, SHORT_TEXT_CELL, SUBHEADING, WRAPPED_TEXT, Look
from coverage.tables.notations import PEOPLE_FORMAT
from coverage.tables.written_book import HEADER_HEIGHT, WrittenBook, WrittenSheet
from coverage.workbooks.reading.references import address
from coverage.workbooks.template_mark import (
    CODE,
    FIRST_FIGURE,
    HEADER_ROW,
    MARK_SHEET,
    NAME,
    UNIT_ID,
)

HELP_SHEET = "Hướng dẫn"
_OPEN_FILL, _CLOSED_FILL, _CLOSED_COLOUR = "#FFFFE8", "#EEF1F4", "#51606D"
# How a cell looks: for people to write a number in, or what may be a number or a text; of what is
# closed, and of an earlier time, which cannot be written in.
OPEN = Look(PEOPLE_FORMAT, align="right", border=True, fill=_OPEN_FILL, locked=False)
OPEN_TEXT = replace(OPEN, number_format=GENERAL)
CLOSED = Look(PEOPLE_FORMAT, align="right", border=True, fill=_CLOSED_FILL, colour=_CLOSED_COLOUR)
BEFORE = replace(CLOSED, italic=True)

_HIDDEN = Look(colour=_CLOSED_COLOUR)
_CODE_WIDTH, _NAME_WIDTH, _FIGURE_WIDTH, _HELP_WIDTH = 8, 30, 14, 100
# The rows of the sheet after the last unit are not to be written in: it is protected whole.
_PROTECTION = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """`code`, hidden over it, tells what it holds; "" over one that is not to be filled in. Excel
    lets in what `rule` says, a formula in which {cell} is the cell, or says `message`."""

    code: str
    heading: str
    name: str = ""
    rule: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class TemplateCell:
    value: int | Decimal | str | None
    look: Look


@dataclass(frozen=True, slots=True)
class TemplateRow:
    unit_id: int
    code: str
    name: str
    cells: Sequence[TemplateCell]


@dataclass(frozen=True, slots=True)
class Template:
    """`sheet` is the name of the sheet to fill in; `mark` as template_mark has it."""

    sheet: str
    title: str
    hint: str
    columns: Sequence[TemplateColumn]
    rows: Sequence[TemplateRow]
    help: Sequence[str]
    mark: Sequence[tuple[str, str]]


def template_workbook(template: Template) -> bytes:
    """The .xlsx. What is a text is written as one, and never as a formula."""
    book = WrittenBook()
    _write_data(book.add_sheet(template.sheet), template)
    _write_help(book.add_sheet(HELP_SHEET), template.help)
    mark = book.add_sheet(MARK_SHEET)
    for row, (word, value) in enumerate(template.mark):
        mark.put(row, 0, word)
        mark.put(row, 1, value)
    mark.worksheet.hide()
    return book.as_bytes()


def _write_data(sheet: WrittenSheet, template: Template) -> None:
    sheet.put(0, NAME - 1, template.title, SUBHEADING)
    sheet.put(1, NAME - 1, template.hint, _HIDDEN)
    unit_heads = ((UNIT_ID, "id"), (CODE, pgettext("of a unit", "Code")), (NAME, _("Unit")))
    for at, text in unit_heads:
        sheet.put(HEADER_ROW - 1, at - 1, text, HEADER)
    last = HEADER_ROW + len(template.rows) - 1
    for at, column in enumerate(template.columns, start=FIRST_FIGURE - 1):
        sheet.put(HEADER_ROW - 1, at, column.heading, HEADER)
        if column.code:
            sheet.put(HEADER_ROW - 2, at, column.code, _HIDDEN)
            sheet.worksheet.data_validation(HEADER_ROW, at, last, at, _rule(column, at))
    for line, row in enumerate(template.rows, start=HEADER_ROW):
        _write_row(sheet, line, row)
    _arrange(sheet, last, len(template.columns))


def _rule(column: TemplateColumn, at: int) -> dict[str, object]:
    return {
        "validate": "custom",
        "value": column.rule.format(cell=address(HEADER_ROW + 1, at + 1)),
        "error_title": column.name[:32],
        "error_message": column.message,
    }


def _write_row(sheet: WrittenSheet, line: int, row: TemplateRow) -> None:
    sheet.put(line, UNIT_ID - 1, str(row.unit_id), _HIDDEN)
    sheet.put(line, CODE - 1, row.code, SHORT_TEXT_CELL)
    sheet.put(line, NAME - 1, row.name, SHORT_TEXT_CELL)
    for at, cell in enumerate(row.cells, start=FIRST_FIGURE - 1):
        sheet.put(line, at, cell.value, cell.look)


def _arrange(sheet: WrittenSheet, last_row: int, columns: int) -> None:
    """Widths, locks and print, for so many columns after the unit's."""
    worksheet, last_column = sheet.worksheet, FIRST_FIGURE - 2 + columns
    worksheet.set_column(UNIT_ID - 1, UNIT_ID - 1, None, None, {"hidden": True})
    worksheet.set_column(CODE - 1, CODE - 1, _CODE_WIDTH)
    worksheet.set_column(NAME - 1, NAME - 1, _NAME_WIDTH)
    worksheet.set_column(FIRST_FIGURE - 1, last_column, _FIGURE_WIDTH)
    worksheet.set_row(HEADER_ROW - 2, None, None, {"hidden": True})
    worksheet.set_row(HEADER_ROW - 1, HEADER_HEIGHT)
    worksheet.freeze_panes(HEADER_ROW, FIRST_FIGURE - 1)
    worksheet.protect("", _PROTECTION)
    worksheet.repeat_rows(HEADER_ROW - 1)
    sheet.print_across(last_row, last_column)


def _write_help(sheet: WrittenSheet, texts: Sequence[str]) -> None:
    sheet.worksheet.set_column(0, 0, _HELP_WIDTH)
    sheet.put(0, 0, _("How to fill in this workbook"), SUBHEADING)
    for line, text in enumerate(texts, start=1):
        sheet.put(line, 0, text, WRAPPED_TEXT)
    sheet.worksheet.protect("", _PROTECTION)


def help_for_all() -> tuple[str, str]:
    """The last lines of the help."""
    return (
        _("Do not add or move rows and columns; do not rename the sheets."),
        _("Then upload the file on the page it came from. Nothing is written before you confirm."),
    )
