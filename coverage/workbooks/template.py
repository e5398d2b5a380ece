"""The workbooks to fill in, whatever they hold: cells, headings, locks, help, the mark.

A template carries a mark, so that it is recognised when it comes back, and the moment it was made,
so that what somebody changed meanwhile is not overwritten.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from coverage.workbooks.layout import address
from coverage.workbooks.template_mark import (
    CODE,
    FIRST_FIGURE,
    HEADER_ROW,
    MARK_SHEET,
    NAME,
    UNIT_ID,
)

HELP_SHEET = "Hướng dẫn"
# How a cell looks: for people to write a number in, or what may be a number or a text; of what is
# closed, and of an earlier time, which cannot be written in.
OPEN, OPEN_TEXT, CLOSED, BEFORE = "open", "open_text", "closed", "before"

_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_CELL = _FONT | {"border": 1, "border_color": "#9AA7B2"}
_PEOPLE = {"num_format": "#,##0", "align": "right"}
_LOCKED_GREY = {"bg_color": "#EEF1F4", "font_color": "#51606D"}
_OPEN = {"locked": False, "bg_color": "#FFFFE8"}
_LOOKS = {
    "title": _FONT | {"bold": True, "font_size": 13},
    "text": _FONT | {"text_wrap": True},
    "head": _CELL | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#DDE6EE"},
    "unit": _CELL,
    "hidden": _FONT | {"font_color": "#51606D"},
    OPEN: _CELL | _PEOPLE | _OPEN,
    OPEN_TEXT: _CELL | _OPEN | {"align": "right"},
    CLOSED: _CELL | _PEOPLE | _LOCKED_GREY,
    BEFORE: _CELL | _PEOPLE | _LOCKED_GREY | {"italic": True},
}
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
    look: str


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
    buffer = BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    looks = {name: workbook.add_format(look) for name, look in _LOOKS.items()}
    _write_data(workbook.add_worksheet(template.sheet), template, looks)
    _write_help(workbook.add_worksheet(HELP_SHEET), template.help, looks)
    mark = workbook.add_worksheet(MARK_SHEET)
    for row, (word, value) in enumerate(template.mark):
        mark.write_string(row, 0, word)
        mark.write_string(row, 1, value)
    mark.hide()
    workbook.close()
    return buffer.getvalue()


def _write_data(sheet: Worksheet, template: Template, looks: dict[str, object]) -> None:
    sheet.write_string(0, NAME - 1, template.title, looks["title"])
    sheet.write_string(1, NAME - 1, template.hint, looks["hidden"])
    unit_heads = ((UNIT_ID, "id"), (CODE, pgettext("of a unit", "Code")), (NAME, _("Unit")))
    for at, text in unit_heads:
        sheet.write_string(HEADER_ROW - 1, at - 1, text, looks["head"])
    last = HEADER_ROW + len(template.rows) - 1
    for at, column in enumerate(template.columns, start=FIRST_FIGURE - 1):
        sheet.write_string(HEADER_ROW - 1, at, column.heading, looks["head"])
        if column.code:
            sheet.write_string(HEADER_ROW - 2, at, column.code, looks["hidden"])
            sheet.data_validation(HEADER_ROW, at, last, at, _rule(column, at))
    for line, row in enumerate(template.rows, start=HEADER_ROW):
        _write_row(sheet, line, row, looks)
    _arrange(sheet, len(template.columns))


def _rule(column: TemplateColumn, at: int) -> dict[str, object]:
    return {
        "validate": "custom",
        "value": column.rule.format(cell=address(HEADER_ROW + 1, at + 1)),
        "error_title": column.name[:32],
        "error_message": column.message,
    }


def _write_row(sheet: Worksheet, line: int, row: TemplateRow, looks: dict[str, object]) -> None:
    sheet.write_string(line, UNIT_ID - 1, str(row.unit_id), looks["hidden"])
    sheet.write_string(line, CODE - 1, row.code, looks["unit"])
    sheet.write_string(line, NAME - 1, row.name, looks["unit"])
    for at, cell in enumerate(row.cells, start=FIRST_FIGURE - 1):
        if cell.value is None:
            sheet.write_blank(line, at, None, looks[cell.look])
        elif isinstance(cell.value, str):
            sheet.write_string(line, at, cell.value, looks[cell.look])
        else:
            sheet.write_number(line, at, cell.value, looks[cell.look])


def _arrange(sheet: Worksheet, columns: int) -> None:
    """Widths, locks and print, for so many columns after the unit's."""
    sheet.set_column(UNIT_ID - 1, UNIT_ID - 1, None, None, {"hidden": True})
    sheet.set_column(CODE - 1, CODE - 1, _CODE_WIDTH)
    sheet.set_column(NAME - 1, NAME - 1, _NAME_WIDTH)
    sheet.set_column(FIRST_FIGURE - 1, FIRST_FIGURE - 2 + columns, _FIGURE_WIDTH)
    sheet.set_row(HEADER_ROW - 2, None, None, {"hidden": True})
    sheet.set_row(HEADER_ROW - 1, 48)
    sheet.freeze_panes(HEADER_ROW, FIRST_FIGURE - 1)
    sheet.protect("", _PROTECTION)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW - 1)


def _write_help(sheet: Worksheet, texts: Sequence[str], looks: dict[str, object]) -> None:
    sheet.set_column(0, 0, _HELP_WIDTH)
    sheet.write_string(0, 0, _("How to fill in this workbook"), looks["title"])
    for line, text in enumerate(texts, start=1):
        sheet.write_string(line, 0, text, looks["text"])
    sheet.protect("", _PROTECTION)


def help_for_all() -> tuple[str, str]:
    """The last lines of the help."""
    return (
        _("Do not add or move rows and columns; do not rename the sheets."),
        _("Then upload the file on the page it came from. Nothing is written before you confirm."),
    )
