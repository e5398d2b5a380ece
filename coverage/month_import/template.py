"""The workbook to fill in: a month's figures as they stand, with last month's beside them.

It carries a mark, so that it is recognised when it comes back, and the moment it was made, so
that what somebody changed meanwhile is not overwritten. Blank, zero and the codes of absences
mean in it what they mean on the entry page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from coverage.models import Indicator
from coverage.month.query import EntryMonth, Key, UnitMonth, Version
from coverage.month.typed_text import write_cell
from coverage.month_import.template_mark import DATA_SHEET, Mark, mark_rows
from coverage.notation.periods import previous_month, write_period
from coverage.workbooks.layout import address
from coverage.workbooks.template_mark import FIRST_FIGURE, HEADER_ROW, NAME
from coverage.workbooks.template_sheet import (
    Formats,
    arrange,
    formats_of,
    write_help,
    write_mark,
    write_unit,
    write_unit_heads,
)


def template(month: EntryMonth, made_at: datetime) -> bytes:
    """The .xlsx for the columns of a month of entry and those of its rows the user may enter."""
    month = replace(month, rows=[row for row in month.rows if row.may_write])
    buffer = BytesIO()
    workbook = Workbook(buffer, {"in_memory": True})
    formats = formats_of(workbook)
    _write_data(workbook.add_worksheet(DATA_SHEET), month, formats)
    write_help(workbook, _help(month, made_at), formats)
    write_mark(workbook, mark_rows(Mark(month.unit.pk, month.period, made_at)))
    workbook.close()
    return buffer.getvalue()


def _write_data(sheet: Worksheet, month: EntryMonth, formats: Formats) -> None:
    title = _("Figures of %(month)s – %(unit)s") % {
        "month": write_period(month.period),
        "unit": month.unit.full_name,
    }
    sheet.write_string(0, NAME - 1, title, formats.title)
    hint = _("Fill in the yellow cells: people, k for no data, kad for not applicable.")
    sheet.write_string(1, NAME - 1, hint, formats.hidden)
    _write_headings(sheet, month, formats)
    for line, row in enumerate(month.rows):
        _write_unit(sheet, HEADER_ROW + line, month, row, formats)
    last = HEADER_ROW + len(month.rows) - 1
    for index, indicator in enumerate(month.columns):
        column = FIRST_FIGURE - 1 + 2 * index
        sheet.data_validation(HEADER_ROW, column, last, column, _rule(column, indicator))
    arrange(sheet, 2 * len(month.columns))


def _write_headings(sheet: Worksheet, month: EntryMonth, formats: Formats) -> None:
    """The codes in a hidden row, over headings for people."""
    codes, heads = HEADER_ROW - 2, HEADER_ROW - 1
    write_unit_heads(sheet, formats)
    before = write_period(previous_month(month.period))
    for index, indicator in enumerate(month.columns):
        column = FIRST_FIGURE - 1 + 2 * index
        sheet.write_string(codes, column, indicator.code, formats.hidden)
        sheet.write_string(heads, column, indicator.label, formats.head)
        sheet.write_string(heads, column + 1, f"{indicator.label} {before}", formats.head)


def _write_unit(
    sheet: Worksheet, line: int, month: EntryMonth, row: UnitMonth, formats: Formats
) -> None:
    unit = row.unit
    write_unit(sheet, line, (unit.pk, unit.code, unit.full_name), formats)
    format_now = formats.open if row.can_be_written else formats.closed
    for index, indicator in enumerate(month.columns):
        column, key = FIRST_FIGURE - 1 + 2 * index, (unit.pk, indicator.pk)
        _write_figure(sheet, line, column, month.figures, key, format_now)
        _write_figure(sheet, line, column + 1, month.last_month, key, formats.before)


def _write_figure(
    sheet: Worksheet,
    line: int,
    column: int,
    figures: Mapping[Key, Version],
    key: Key,
    cell_format: object,
) -> None:
    version = figures.get(key)
    if version is None:
        sheet.write_blank(line, column, None, cell_format)
    elif version.people is not None:
        sheet.write_number(line, column, version.people, cell_format)
    else:
        # Figures of which only a rate is known, and those withdrawn, leave the cell blank.
        text = write_cell(None, version.absence)
        sheet.write_string(line, column, text, cell_format)


def _rule(column: int, indicator: Indicator) -> dict[str, object]:
    """A whole number from zero, or the code of an absence."""
    cell = address(HEADER_ROW + 1, column + 1)
    return {
        "validate": "custom",
        "value": (
            f"=OR(AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell})),"
            f'LOWER({cell})="k",LOWER({cell})="kad")'
        ),
        "error_title": indicator.short_name[:32],
        "error_message": _("A whole number from 0; k for no data; kad for not applicable."),
    }


def _help(month: EntryMonth, made_at: datetime) -> Sequence[str]:
    return (
        _("Made at %(time)s for %(unit)s, month %(month)s.")
        % {
            "time": f"{localtime(made_at):%H:%M %d/%m/%Y}",
            "unit": month.unit.full_name,
            "month": write_period(month.period),
        },
        _("Write in the yellow cells only; grey cells are last month’s or of a closed month."),
        _("A number of people is whole and not below 0. 0 means nobody takes part."),
        _("k means that there are no data, kad that the indicator does not apply to the unit."),
        _("A cell left blank changes nothing: what stands on the server stays."),
        _("Do not add or move rows and columns; do not rename the sheets."),
        _("Then upload the file on the page it came from. Nothing is written before you confirm."),
    )
