"""The charts: each indicator's rates by unit with the rate of the whole, and what was attained.

Native charts over cells that point at the report. A unit without a value is left out: a blank
would be drawn as zero.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from xlsxwriter.chart import Chart

from coverage.tables.looks import (
    FONT,
    HEADER,
    HEADING,
    NOTE,
    PERCENT_CELL,
    SHORT_TEXT_CELL,
)
from coverage.tables.written_book import Formula, Held, WrittenBook, WrittenSheet, copy_of
from reports.figures.assigners import Assigners
from reports.figures.blocks import Block
from reports.monthly_workbook.report_columns import ReportColumn, position_of
from reports.monthly_workbook.report_formulas import RATE, attained_key
from reports.monthly_workbook.report_lines import ReportLine
from reports.monthly_workbook.report_sheet import ReportSheet

FEWEST_BARS, MOST_BARS = 2, 20
CHART_WIDTH, CHART_HEIGHT = 700, 440
ROWS_A_CHART = 23
ROWS_OF_CHARTS_A_PAGE = 2
COLUMNS_A_CHART = 9
CHART_COLUMN_WIDTH = 10.7
FIRST_CHART_ROW = 2
DATA_COLUMN = 2 * COLUMNS_A_CHART + 1
BAR_COLOUR, LINE_COLOUR = "#2F6690", "#B3261E"
GRID = {"visible": True, "line": {"color": "#D9DFE4", "width": 0.5}}
CHART_FONT = {"name": FONT, "size": 9}

ValueOf = Callable[[ReportLine], Decimal | None]


@dataclass(frozen=True, slots=True)
class Plot:
    """One chart: a bar a unit, the highest first, and a level line for `yardstick`."""

    title: str
    bars: str
    level: str
    units: Sequence[tuple[str, Formula]]
    yardstick: Held


def write_charts(
    book: WrittenBook, sheet: WrittenSheet, report_sheet: WrittenSheet, report: ReportSheet
) -> None:
    """Two charts side by side an indicator; the cells they draw stand to the right of them."""
    sheet.put(0, 0, _("Charts"), HEADING)
    sheet.worksheet.set_column(0, 2 * COLUMNS_A_CHART - 1, CHART_COLUMN_WIDTH)
    sheet.worksheet.set_column(DATA_COLUMN, DATA_COLUMN + 2, 22)
    row = data_row = FIRST_CHART_ROW
    for block, lines in report.blocks:
        plots = _plots(report.columns, block, lines, report_sheet)
        for position, plot in enumerate(plots):
            chart = _chart(book, sheet, plot, data_row)
            # Off the edge of the page, where its border would be printed twice.
            place = {"y_offset": 4}
            sheet.worksheet.insert_chart(row, position * COLUMNS_A_CHART, chart, place)
            data_row = _write_data(sheet, plot, data_row)
        row += ROWS_A_CHART if plots else 0
    if row == FIRST_CHART_ROW:
        sheet.put(row, 0, _("There are no units to compare."), NOTE)
    sheet.print_across(row, 2 * COLUMNS_A_CHART - 1)
    page = ROWS_A_CHART * ROWS_OF_CHARTS_A_PAGE
    sheet.break_pages(range(FIRST_CHART_ROW + page, row, page))
    sheet.worksheet.hide_gridlines(2)


def _plots(
    columns: Sequence[ReportColumn],
    block: Block,
    lines: Sequence[ReportLine],
    report_sheet: WrittenSheet,
) -> list[Plot]:
    """Only what counts all of a unit is drawn beside others."""
    indicator = {"indicator": block.whole.indicator.label}
    whole = lines[-1]
    found = []
    column = position_of(columns, RATE)
    rates = _bars(lines, column, lambda line: line.value.whole_rate, report_sheet)
    if rates and whole.value.whole_rate is not None:
        ref = report_sheet.ref(whole.at - 1, column)
        found.append(
            Plot(
                _title(_("Coverage, %%: %(indicator)s") % indicator, rates, lines),
                _("Coverage, %"),
                _("Rate of the whole"),
                rates,
                Formula(f"={ref}", whole.value.whole_rate),
            )
        )
    if block.chosen is not None and block.is_judged:
        column = position_of(columns, attained_key(block.chosen))
        reached = _bars(lines, column, _attained_by(block.chosen), report_sheet)
        if reached:
            title = _title(_("Attained, %%: %(indicator)s") % indicator, reached, lines)
            found.append(Plot(title, _("Attained, %"), _("Target"), reached, 100))
    return found


def _attained_by(assigners: Assigners) -> ValueOf:
    def value(line: ReportLine) -> Decimal | None:
        standing = line.row.standing_by(assigners)
        return standing.assessment.attainment if standing else None

    return value


def _bars(
    lines: Sequence[ReportLine], column: int, value_of: ValueOf, report_sheet: WrittenSheet
) -> list[tuple[str, Formula]]:
    """The units with a value, highest first; of very many, the lowest. None of fewer than two."""
    known = [
        (value, line)
        for line in lines
        if line.number is not None and (value := value_of(line)) is not None
    ]
    known.sort(key=lambda pair: -pair[0])
    if len(known) < FEWEST_BARS:
        return []
    return [
        (line.row.unit.full_name, Formula(copy_of(report_sheet.ref(line.at - 1, column)), value))
        for value, line in known[-MOST_BARS:]
    ]


def _title(title: str, bars: Sequence[object], lines: Sequence[ReportLine]) -> str:
    """Says where only the lowest of many units are drawn, and marks what is simulated."""
    said = [title]
    if len(bars) == MOST_BARS < len(lines) - 1:
        said.append(_("(the %(count)s lowest units)") % {"count": MOST_BARS})
    if any(line.value.simulated for line in lines):
        said.append(f"– {_('simulated')}")
    return " ".join(said)


def _write_data(sheet: WrittenSheet, plot: Plot, row: int) -> int:
    """The cells of a chart under its title. Gives the row where the next ones begin."""
    sheet.put(row, DATA_COLUMN, plot.title, NOTE)
    for offset, heading in enumerate((_("Unit"), plot.bars, plot.level)):
        sheet.put(row + 1, DATA_COLUMN + offset, heading, HEADER)
    for line, (unit, formula) in enumerate(plot.units, start=row + 2):
        sheet.put(line, DATA_COLUMN, unit, SHORT_TEXT_CELL)
        sheet.put(line, DATA_COLUMN + 1, formula, PERCENT_CELL)
        sheet.put(line, DATA_COLUMN + 2, plot.yardstick, PERCENT_CELL)
    return row + 3 + len(plot.units)


def _chart(book: WrittenBook, sheet: WrittenSheet, plot: Plot, row: int) -> Chart:
    first, last = row + 2, row + 1 + len(plot.units)

    def cells(column: int) -> list[object]:
        return [sheet.name, first, DATA_COLUMN + column, last, DATA_COLUMN + column]

    bars = book.workbook.add_chart({"type": "column"})
    bars.add_series(
        {
            "name": plot.bars,
            "categories": cells(0),
            "values": cells(1),
            "fill": {"color": BAR_COLOUR},
            "gap": 60,
            "data_labels": {"value": True, "num_format": "#,##0.0", "font": {"size": 8}},
        }
    )
    level = book.workbook.add_chart({"type": "line"})
    level.add_series(
        {
            "name": plot.level,
            "categories": cells(0),
            "values": cells(2),
            "line": {"color": LINE_COLOUR, "width": 1.75},
        }
    )
    bars.combine(level)
    bars.set_title({"name": plot.title, "name_font": {**CHART_FONT, "size": 12, "bold": True}})
    bars.set_x_axis({"num_font": {**CHART_FONT, "rotation": -45}})
    bars.set_y_axis(
        {"min": 0, "num_font": CHART_FONT, "num_format": "#,##0", "major_gridlines": GRID}
    )
    bars.set_legend({"position": "bottom", "font": CHART_FONT})
    bars.set_size({"width": CHART_WIDTH, "height": CHART_HEIGHT})
    return bars
