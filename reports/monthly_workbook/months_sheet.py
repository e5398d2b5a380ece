"""The sheet of the months of the year side by side, a block an indicator, and what was gained since
last December.

December and the month itself stand on the sheet of figures, from which they are copied; of the
whole each month adds its units up wherever the server's value is that sum.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from coverage.notation.periods import write_period
from coverage.tables.looks import BLOCK, CHANGE_CELL, HEADING, NOTE, ORDINAL_CELL, PEOPLE_CELL
from coverage.tables.number_widths import widest
from coverage.tables.paper import LINE_HEIGHT, Segment, lines_needed
from coverage.tables.written_book import (
    Formula,
    Held,
    SheetColumn,
    WrittenSheet,
    copy_of,
    width_of,
)
from reports.figures.blocks import Block
from reports.figures.notations import people_in
from reports.figures.standing import Row
from reports.figures.values import Value
from reports.monthly_workbook.adding_up import adds_up
from reports.monthly_workbook.block_pages import keep_blocks_whole
from reports.monthly_workbook.check_sheet import Checked
from reports.monthly_workbook.content import Content
from reports.monthly_workbook.figures_sheet import FigureKey, FigureRefs
from reports.monthly_workbook.month_remarks import months_remarks
from reports.monthly_workbook.report_formulas import change_between

HEADING_ROW = 3
FROZEN_COLUMNS = 2
FIRST_MONTH_COLUMN = 2
REMARKS_WIDTH = 36


@dataclass(frozen=True, slots=True)
class MonthsLine:
    """A unit's line at row `at`, as Excel counts; `number` None for the whole. `values`: December
    and the months of the year; `refs`: those that stand among the figures; `adds_up`: the months in
    which the whole is the sum of the units' lines, `parts`."""

    row: Row
    at: int
    number: int | None
    values: Mapping[date, Value]
    refs: Mapping[date, FigureRefs]
    parts: range
    adds_up: frozenset[date]


def write_months(
    sheet: WrittenSheet, content: Content, figures: Mapping[FigureKey, FigureRefs]
) -> list[Checked]:
    """Gives the formulas to be checked."""
    blocks = _lines_of_blocks(content, figures)
    columns = _wide_enough(_columns(content), [line for lines in blocks for line in lines])
    title = _("The months of %(year)s side by side, people")
    sheet.put(0, 0, title % {"year": content.overview.months.now.year}, HEADING)
    sheet.put(1, 0, _("What counts of each month; one without a number is blank."), NOTE)
    sheet.start_table(HEADING_ROW, columns)
    checked: list[Checked] = []
    segments = []
    last = HEADING_ROW
    for lines in blocks:
        above, last = lines[0].at - 2, lines[-1].at - 1
        sheet.put_across(above, 0, len(columns) - 1, lines[0].row.indicator.label, BLOCK)
        for line in lines:
            checked += _write_line(sheet, line, columns)
        heights = (LINE_HEIGHT * _lines_of_text(line) for line in lines)
        segments.append(Segment(above, LINE_HEIGHT + sum(heights)))
    sheet.finish_table(HEADING_ROW, last, len(columns), FROZEN_COLUMNS)
    keep_blocks_whole(sheet, segments, HEADING_ROW, [column.width for column in columns])
    return checked


def _lines_of_blocks(
    content: Content, figures: Mapping[FigureKey, FigureRefs]
) -> list[list[MonthsLine]]:
    """The lines of each block, under one that names its indicator."""
    blocks = []
    at = HEADING_ROW + 2
    for block in content.blocks:
        blocks.append(_lines_of(content, block, at + 1, figures))
        at += 1 + len(block.rows)
    return blocks


def _lines_of(
    content: Content, block: Block, first: int, figures: Mapping[FigureKey, FigureRefs]
) -> list[MonthsLine]:
    year = content.year
    shown = [year.december, *year.months]
    values = [
        {each: year.value(row.unit, row.indicator.pk, each) for each in shown} for row in block.rows
    ]
    *parts, whole = values
    summed = frozenset(
        each for each in shown if adds_up(whole[each], [of_part[each] for of_part in parts])
    )
    return [
        MonthsLine(
            row,
            first + offset,
            offset + 1 if row.is_part else None,
            of_row,
            {
                each: figures[row.unit.pk, row.indicator.pk, each]
                for each in (year.december, content.overview.months.now)
            },
            range(first, first + len(block.parts)),
            frozenset() if row.is_part else summed,
        )
        for offset, (row, of_row) in enumerate(zip(block.rows, values, strict=True))
    ]


def _columns(content: Content) -> list[SheetColumn[MonthsLine]]:
    year, now = content.year, content.overview.months.now

    def gained(line: MonthsLine) -> Held:
        before = line.refs[year.december]
        return change_between(line.refs[now], before, line.row.december)

    return [
        SheetColumn(_("No."), 5, lambda line: line.number, ORDINAL_CELL),
        SheetColumn(_("Unit"), 24, lambda line: line.row.unit.full_name),
        *(
            SheetColumn(
                write_period(period),
                9,
                _of_month(period, FIRST_MONTH_COLUMN + position),
                PEOPLE_CELL,
                form=_form_of(period),
            )
            for position, period in enumerate((year.december, *year.months))
        ),
        SheetColumn(_("Gained (+), lost (−) on 31 December"), 11, gained, CHANGE_CELL),
        SheetColumn(_("Remarks"), REMARKS_WIDTH, lambda line: months_remarks(line.values)),
    ]


def _of_month(period: date, column: int) -> Callable[[MonthsLine], Held]:
    letter = xl_col_to_name(column)

    def cell(line: MonthsLine) -> Held:
        known = line.values[period].people
        if period in line.refs:
            return Formula(copy_of(line.refs[period].people), known)
        if period not in line.adds_up:
            return known
        people = f"{letter}{line.parts.start}:{letter}{line.parts.stop - 1}"
        return Formula(f'=IF(COUNT({people})=0,"",SUM({people}))', known)

    return cell


def _form_of(period: date) -> Callable[[MonthsLine], str]:
    def form(line: MonthsLine) -> str:
        value = line.values[period]
        return people_in(value).format_of(value.people)

    return form


def _wide_enough(
    columns: Sequence[SheetColumn[MonthsLine]], lines: Sequence[MonthsLine]
) -> list[SheetColumn[MonthsLine]]:
    def needed(column: SheetColumn[MonthsLine]) -> list[float]:
        return [width_of(column.cell(line), column.look_in(line).number_format) for line in lines]

    return [replace(column, width=widest(column.width, needed(column))) for column in columns]


def _write_line(
    sheet: WrittenSheet, line: MonthsLine, columns: Sequence[SheetColumn[MonthsLine]]
) -> list[Checked]:
    row, checked = line.at - 1, []
    label, unit = line.row.indicator.label, line.row.unit.full_name
    for position, column in enumerate(columns):
        look, cell = column.look_in(line), column.cell(line)
        sheet.put(row, position, cell, look if line.number is not None else look.as_total())
        if isinstance(cell, Formula):
            checked.append(Checked(label, unit, column.heading, sheet.ref(row, position), cell))
    sheet.worksheet.set_row(row, LINE_HEIGHT * _lines_of_text(line))
    return checked


def _lines_of_text(line: MonthsLine) -> int:
    return lines_needed([(months_remarks(line.values), REMARKS_WIDTH)])
