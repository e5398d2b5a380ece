"""The rows of the report being written: a unit, or the units of a kind together."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from coverage.tables.looks import PERCENT_CELL, SHARE_CELL, TEXT
from coverage.tables.paper import lines_needed
from coverage.tables.written_book import Formula, WrittenSheet
from reports.monthly_workbook import report_formulas as formulas
from reports.monthly_workbook.check_sheet import Checked
from reports.monthly_workbook.report_columns import ReportColumn, look_of, look_of_subtotal
from reports.monthly_workbook.report_lines import ReportLine
from reports.monthly_workbook.subtotal_formulas import SubtotalLine, cells_of, name_of


def write_line(
    sheet: WrittenSheet, line: ReportLine, columns: Sequence[ReportColumn]
) -> list[Checked]:
    checked = _write_shown(sheet, line, columns)
    checked += _write_score(sheet, line, len(columns))
    _write_season(sheet, line, len(columns) + 1)
    if line.number is not None:
        _write_kind(sheet, line.at, line.row.unit.kind, len(columns) + 2)
    return checked


def write_subtotal(
    sheet: WrittenSheet, line: SubtotalLine, columns: Sequence[ReportColumn]
) -> list[Checked]:
    checked = []
    row, indicator = line.at - 1, line.whole.row.indicator.label
    cells = cells_of(line)
    for position, column in enumerate(columns):
        cell = cells.get(column.key) if column.key else None
        sheet.put(row, position, cell, look_of_subtotal(column, line))
        if isinstance(cell, Formula):
            ref, name = sheet.ref(row, position), name_of(line.subtotal)
            checked.append(Checked(indicator, name, heading_of(column), ref, cell))
    _write_kind(sheet, line.at, line.subtotal.kind, len(columns) + 2)
    return checked


def subtotal_lines_of_text(line: SubtotalLine, columns: Sequence[ReportColumn]) -> int:
    width = next(column.width for column in columns if column.key == formulas.UNIT)
    return lines_needed([(name_of(line.subtotal), width)])


def heading_of(column: ReportColumn) -> str:
    return f"{column.group}: {column.heading}".removeprefix(": ")


def _write_kind(sheet: WrittenSheet, at: int, kind: str, column: int) -> None:
    sheet.put(at - 1, column, str(kind), TEXT)


def _write_shown(
    sheet: WrittenSheet, line: ReportLine, columns: Sequence[ReportColumn]
) -> list[Checked]:
    checked = []
    row = line.at - 1
    for position, column in enumerate(columns):
        cell = column.cell(line)
        sheet.put(row, position, cell, look_of(column, line))
        if isinstance(cell, Formula):
            heading = heading_of(column)
            unit, ref = line.row.unit.full_name, sheet.ref(row, position)
            checked.append(Checked(line.row.indicator.label, unit, heading, ref, cell))
    return checked


def _write_score(sheet: WrittenSheet, line: ReportLine, column: int) -> list[Checked]:
    """By what the unit is ranked: right of all that is shown and printed."""
    cell = formulas.score(line)
    if not isinstance(cell, Formula):
        return []
    row = line.at - 1
    sheet.put(row, column, cell, PERCENT_CELL)
    unit, ref = line.row.unit.full_name, sheet.ref(row, column)
    return [Checked(line.row.indicator.label, unit, _("Ranked by"), ref, cell)]


def _write_season(sheet: WrittenSheet, line: ReportLine, column: int) -> None:
    """How far the month usually stands from an even climb, as a share of last December."""
    if line.standing is not None and line.standing.season is not None:
        sheet.put(line.at - 1, column, line.standing.season.deviation, SHARE_CELL)
