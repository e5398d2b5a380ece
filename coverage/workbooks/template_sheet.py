"""How the workbooks to fill in look, whatever they hold: cells, headings, locks, help, the mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from coverage.workbooks.template_mark import (
    CODE,
    FIRST_FIGURE,
    HEADER_ROW,
    MARK_SHEET,
    NAME,
    UNIT_ID,
)

HELP_SHEET = "Hướng dẫn"
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_LINES = {"border": 1, "border_color": "#9AA7B2"}
_PEOPLE = {"num_format": "#,##0", "align": "right"}
_LOCKED_GREY = {"bg_color": "#EEF1F4", "font_color": "#51606D"}
_OPEN = {"locked": False, "bg_color": "#FFFFE8"}
_CODE_WIDTH, _NAME_WIDTH, _FIGURE_WIDTH, _HELP_WIDTH = 8, 30, 14, 100
# The rows of the sheet after the last unit are not to be written in: it is protected whole.
_PROTECTION = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}


@dataclass(frozen=True, slots=True)
class Formats:
    """`open` is for people to write in, `open_text` for what may be a number or a text; `closed`
    and `before` cannot be written in."""

    title: object
    text: object
    head: object
    unit: object
    open: object
    open_text: object
    closed: object
    before: object
    hidden: object


def formats_of(workbook: Workbook) -> Formats:
    cell = _FONT | _LINES
    return Formats(
        title=workbook.add_format(_FONT | {"bold": True, "font_size": 13}),
        text=workbook.add_format(_FONT | {"text_wrap": True}),
        head=workbook.add_format(
            cell | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#DDE6EE"}
        ),
        unit=workbook.add_format(cell),
        open=workbook.add_format(cell | _PEOPLE | _OPEN),
        open_text=workbook.add_format(cell | _OPEN | {"align": "right"}),
        closed=workbook.add_format(cell | _PEOPLE | _LOCKED_GREY),
        before=workbook.add_format(cell | _PEOPLE | _LOCKED_GREY | {"italic": True}),
        hidden=workbook.add_format(_FONT | {"font_color": "#51606D"}),
    )


def write_unit_heads(sheet: Worksheet, formats: Formats) -> None:
    """Over our own id, the official code and the name."""
    for column, text in ((UNIT_ID, "id"), (CODE, pgettext("of a unit", "Code")), (NAME, _("Unit"))):
        sheet.write_string(HEADER_ROW - 1, column - 1, text, formats.head)


def write_unit(sheet: Worksheet, line: int, unit: tuple[int, str, str], formats: Formats) -> None:
    """`unit` has its id, code and full name; `line` counts from 0, as the writer's rows do."""
    pk, code, name = unit
    sheet.write_string(line, UNIT_ID - 1, str(pk), formats.hidden)
    sheet.write_string(line, CODE - 1, code, formats.unit)
    sheet.write_string(line, NAME - 1, name, formats.unit)


def arrange(sheet: Worksheet, columns: int) -> None:
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


def write_help(workbook: Workbook, texts: Sequence[str], formats: Formats) -> None:
    sheet = workbook.add_worksheet(HELP_SHEET)
    sheet.set_column(0, 0, _HELP_WIDTH)
    sheet.write_string(0, 0, _("How to fill in this workbook"), formats.title)
    for line, text in enumerate(texts, start=1):
        sheet.write_string(line, 0, text, formats.text)
    sheet.protect("", _PROTECTION)


def write_mark(workbook: Workbook, rows: Sequence[tuple[str, str]]) -> None:
    sheet = workbook.add_worksheet(MARK_SHEET)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
    sheet.hide()
