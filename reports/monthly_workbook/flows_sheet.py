"""The sheet of what was counted in the year: in the month, since January, against the plan.

The months stand to the right, copied from the sheet of figures; all else is worked out of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from django.utils.translation import gettext as _

from coverage.notation.periods import write_period
from coverage.tables.looks import (
    BLOCK,
    HEADING,
    NOTE,
    ORDINAL_CELL,
    PEOPLE_CELL,
    PERCENT_CELL,
    WARNING,
)
from coverage.tables.number_widths import widest
from coverage.tables.paper import (
    LINE_HEIGHT,
    Segment,
    lines_needed,
)
from coverage.tables.written_book import (
    Formula,
    Held,
    SheetColumn,
    WrittenSheet,
    copy_of,
    width_of,
)
from reports.figures.months_lacking import lacking_text
from reports.figures.words import absence_text, origin_text
from reports.figures.year_turn import unset_lines
from reports.monthly_workbook import flow_formulas as formulas
from reports.monthly_workbook.block_pages import keep_blocks_whole
from reports.monthly_workbook.check_sheet import Checked
from reports.monthly_workbook.content import Content
from reports.monthly_workbook.figures_sheet import FigureKey, FigureRefs
from reports.monthly_workbook.flow_formulas import FlowLine
from reports.monthly_workbook.report_columns import remaining_look

HEADING_ROW = 4
FROZEN_COLUMNS = 2
# Room for "at least" before the number.
COUNT_WIDTH, REMARKS_WIDTH = 15, 44


def write_flows(
    sheet: WrittenSheet, content: Content, figures: Mapping[FigureKey, FigureRefs]
) -> list[Checked]:
    """A block an indicator: the units below, then the whole. Gives the formulas to be checked."""
    blocks = _lines_of_blocks(content, figures)
    columns = _wide_enough(_columns(content), [line for lines in blocks for line in lines])
    _write_title(sheet, content)
    sheet.start_table(HEADING_ROW, columns)
    checked: list[Checked] = []
    segments = []
    for lines in blocks:
        above = lines[0].at - 2
        sheet.put_across(above, 0, len(columns) - 1, lines[0].block.indicator.label, BLOCK)
        for line in lines:
            checked += _write_line(sheet, line, columns)
        segments.append(Segment(above, LINE_HEIGHT * (1 + sum(map(_lines_of_text, lines)))))
    sheet.finish_table(HEADING_ROW, blocks[-1][-1].at - 1, len(columns), FROZEN_COLUMNS)
    keep_blocks_whole(sheet, segments, HEADING_ROW, [column.width for column in columns])
    return checked


def _lines_of_blocks(
    content: Content, figures: Mapping[FigureKey, FigureRefs]
) -> list[list[FlowLine]]:
    """The lines of each block, under one that names its indicator."""
    blocks = []
    at = HEADING_ROW + 2
    for block in content.flows:
        blocks.append(
            [
                FlowLine(
                    row,
                    block,
                    at + number,
                    number if row.is_part else None,
                    [figures[row.unit.pk, row.indicator.pk, month] for month in block.months],
                )
                for number, row in enumerate(block.rows, start=1)
            ]
        )
        at += 1 + len(block.rows)
    return blocks


def _wide_enough(
    columns: Sequence[SheetColumn[FlowLine]], lines: Sequence[FlowLine]
) -> list[SheetColumn[FlowLine]]:
    return [
        replace(
            column,
            width=widest(
                column.width,
                (width_of(column.cell(line), column.look_in(line).number_format) for line in lines),
            ),
        )
        for column in columns
    ]


def _lines_of_text(line: FlowLine) -> int:
    return lines_needed([(_remarks(line), REMARKS_WIDTH)])


def _write_title(sheet: WrittenSheet, content: Content) -> None:
    title = _("Newly enrolled people and conferences of %(year)s, up to month %(month)s")
    now = content.overview.months.now
    said = {"year": now.year, "month": write_period(now)}
    sheet.put(0, 0, title % said, HEADING)
    sheet.put(1, 0, content.overview.unit.full_name, NOTE)
    sheet.put(
        2, 0, _("Counts of a month, added up over the year; a month without one is blank."), NOTE
    )
    rows = chain.from_iterable(block.rows for block in content.flows)
    if any(row.shows_simulated for row in rows):
        mark = _("SIMULATED FIGURES: made up for demonstration, nobody’s report.")
        sheet.put(3, 0, mark, WARNING)


def _columns(content: Content) -> list[SheetColumn[FlowLine]]:
    months, is_over = content.flows[0].months, content.is_over
    left = _("Short of the plan") if is_over else _("Remaining")

    def of_month(position: int) -> Callable[[FlowLine], Held]:
        def cell(line: FlowLine) -> Formula:
            counted = line.reported[months[position]].people
            return Formula(copy_of(line.counts[position].people), counted)

        return cell

    return [
        SheetColumn(_("No."), 5, lambda line: line.number, ORDINAL_CELL),
        SheetColumn(_("Unit"), 26, lambda line: line.row.unit.full_name),
        SheetColumn(_("In the month"), 11, formulas.in_month, PEOPLE_CELL),
        SheetColumn(
            _("Since January"),
            COUNT_WIDTH,
            formulas.to_date,
            PEOPLE_CELL,
            form=formulas.form_of_count,
        ),
        SheetColumn(_("Plan of the year"), 11, formulas.plan, PEOPLE_CELL),
        SheetColumn(
            _("Attained, % of the plan"),
            COUNT_WIDTH,
            formulas.attained,
            PERCENT_CELL,
            form=formulas.form_of_share,
        ),
        SheetColumn(left, 11, formulas.remaining, remaining_look(is_over=is_over)),
        *(
            SheetColumn(write_period(month), 9, of_month(position), PEOPLE_CELL)
            for position, month in enumerate(months)
        ),
        SheetColumn(_("Remarks"), REMARKS_WIDTH, _remarks),
    ]


def _write_line(
    sheet: WrittenSheet, line: FlowLine, columns: Sequence[SheetColumn[FlowLine]]
) -> list[Checked]:
    row = line.at - 1
    if line.number is None:
        columns = [replace(column, look=column.look.as_total()) for column in columns]
    sheet.put_line(row, columns, line)
    sheet.worksheet.set_row(row, LINE_HEIGHT * _lines_of_text(line))
    label, unit = line.row.indicator.label, line.row.unit.full_name
    return [
        Checked(label, unit, column.heading, sheet.ref(row, position), cell)
        for position, column in enumerate(columns)
        if isinstance(cell := column.cell(line), Formula)
    ]


def _remarks(line: FlowLine) -> str:
    """What a reader must know: why there is no count or which months it lacks, where it is from,
    whose plan it is."""
    value = line.row.value
    said = [absence_text(value) if value.people is None else origin_text(value)]
    said.append(lacking_text(value))
    if line.standing is not None:
        promise = line.standing.promise
        said.append(f"{promise.assigner}: {promise.document}")
    said += unset_lines(line.row)
    return "; ".join(each for each in said if each)
