"""The sheet the committee reads and signs: a block an indicator, every number a formula."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from coverage.tables.looks import (
    BLOCK,
    COLUMN_NUMBER,
    HEADER,
    NOTE,
    NOTE_ACROSS,
    TEXT_CELL,
    Look,
)
from coverage.tables.number_widths import widest
from coverage.tables.paper import (
    LINE_HEIGHT,
    Segment,
    lines_needed,
    page_breaks,
    page_height,
    scale_to_fit,
)
from coverage.tables.written_book import WrittenSheet, width_of
from reports.figures.blocks import Block
from reports.figures.partial_words import ranked_among_text
from reports.figures.subtotals import subtotals
from reports.figures.year_turn import whose_targets_text
from reports.monthly_workbook import report_formulas as formulas
from reports.monthly_workbook.check_sheet import Checked, summary_of
from reports.monthly_workbook.content import Content
from reports.monthly_workbook.report_columns import (
    ReportColumn,
    groups_of,
    letters_of,
    look_of,
    report_columns,
)
from reports.monthly_workbook.report_lines import Places, ReportLine, lines_of
from reports.monthly_workbook.report_notes import report_notes
from reports.monthly_workbook.report_rows import subtotal_lines_of_text, write_line, write_subtotal
from reports.monthly_workbook.subtotal_formulas import subtotal_lines
from reports.monthly_workbook.title_block import TITLE_ROWS, write_signatures, write_title_block

GROUP_ROW = TITLE_ROWS
HEADING_ROW = TITLE_ROWS + 1
NUMBER_ROW = TITLE_ROWS + 2
FROZEN_COLUMNS = 2
# So many of the last lines are printed on the page of the signatures.
LINES_WITH_SIGNATURES = 4
ROMAN_DIGITS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """What was written: the columns, the formulas, and each block's lines."""

    columns: Sequence[ReportColumn]
    checked: Sequence[Checked]
    blocks: Sequence[tuple[Block, Sequence[ReportLine]]]


def write_report(
    sheet: WrittenSheet,
    content: Content,
    places: Places,
    check_sheet: WrittenSheet,
    checked_elsewhere: Sequence[Checked] = (),
) -> ReportSheet:
    """Title, blocks, legend and signatures; a line at the foot says how the check came out, also
    of the formulas of other sheets."""
    narrow = report_columns(content)
    written = _lines_of_blocks(content, places, letters_of(narrow))
    columns = _wide_enough(narrow, [line for _block, lines in written for line in lines])
    last_column = len(columns) - 1
    heights = write_title_block(sheet, content, last_column) | _heading_heights(columns)
    _write_heading(sheet, columns)
    row = NUMBER_ROW + 1
    checked: list[Checked] = []
    for position, (block, lines) in enumerate(written):
        heights |= _write_across(sheet, row, [_block_title(position, block)], columns, BLOCK)
        for line in lines:
            checked += write_line(sheet, line, columns)
            heights[line.at - 1] = LINE_HEIGHT * _text_lines(line, columns)
        for subtotal in subtotal_lines(block, lines):
            checked += write_subtotal(sheet, subtotal, columns)
            heights[subtotal.at - 1] = LINE_HEIGHT * subtotal_lines_of_text(subtotal, columns)
        row = lines[-1].at
    checked += checked_elsewhere
    if row > NUMBER_ROW + 1:
        sheet.worksheet.autofilter(NUMBER_ROW, 0, row - 1, last_column)
    check = summary_of(check_sheet, len(checked))
    notes = report_notes(content, written)
    heights |= _write_across(sheet, row + 1, notes, columns, NOTE_ACROSS)
    row += 1 + len(notes)
    sheet.put(row, 0, check, NOTE)
    row += 1
    row = write_signatures(sheet, content, row + 1, last_column)
    _lay_out(sheet, row, columns)
    _break_pages(sheet, columns, [lines for _block, lines in written], row, heights)
    return ReportSheet(columns, checked, written)


def _lines_of_blocks(
    content: Content, places: Places, letters: Mapping[str, str]
) -> list[tuple[Block, Sequence[ReportLine]]]:
    """The lines of each block, under one that names it."""
    blocks: list[tuple[Block, Sequence[ReportLine]]] = []
    first = NUMBER_ROW + 3
    for block in content.blocks:
        lines = lines_of(block, first, places, letters, between=len(subtotals(block)))
        blocks.append((block, lines))
        first = lines[-1].at + 2
    return blocks


def _wide_enough(
    columns: Sequence[ReportColumn], lines: Sequence[ReportLine]
) -> list[ReportColumn]:
    def needed(column: ReportColumn) -> Iterator[float]:
        forms = ((line, look_of(column, line).number_format) for line in lines)
        return (width_of(column.cell(line), form) for line, form in forms)

    return [replace(column, width=widest(column.width, needed(column))) for column in columns]


def _write_heading(sheet: WrittenSheet, columns: Sequence[ReportColumn]) -> None:
    for group, first, last in groups_of(columns):
        if not group:
            sheet.put_over((GROUP_ROW, first), (HEADING_ROW, first), columns[first].heading, HEADER)
            continue
        sheet.put_across(GROUP_ROW, first, last, group, HEADER)
        for position in range(first, last + 1):
            sheet.put(HEADING_ROW, position, columns[position].heading, HEADER)
    for position, column in enumerate(columns):
        sheet.put(NUMBER_ROW, position, f"({position + 1})", COLUMN_NUMBER)
        sheet.worksheet.set_column(position, position, column.width)


def _heading_heights(columns: Sequence[ReportColumn]) -> dict[int, float]:
    groups = [
        (group, sum(column.width for column in columns[first : last + 1]))
        for group, first, last in groups_of(columns)
        if group
    ]
    headings = [(column.heading, column.width) for column in columns if column.group]
    return {
        GROUP_ROW: LINE_HEIGHT * max(2, lines_needed(groups)),
        HEADING_ROW: LINE_HEIGHT * max(3, lines_needed(headings)),
        NUMBER_ROW: LINE_HEIGHT,
    }


def _block_title(position: int, block: Block) -> str:
    said = [f"{_roman(position + 1)}. {block.whole.indicator.label}"]
    if (chosen := block.chosen) is not None:
        said.append(f"{whose_targets_text(chosen)} {'; '.join(block.documents)}")
    if block.parts:
        by_target = _("Ranked by attainment.")
        said.append(by_target if block.is_ranked_by_attainment else _("Ranked by coverage."))
        said.append(ranked_among_text(list(block.ranks().values())))
    return ". ".join(text.removesuffix(".") for text in said if text)


def _roman(number: int) -> str:
    return "X" * (number // 10) + ROMAN_DIGITS[number % 10]


def _write_across(
    sheet: WrittenSheet,
    first: int,
    lines: Sequence[str],
    columns: Sequence[ReportColumn],
    look: Look,
) -> dict[int, float]:
    """As wide as the table. Gives the heights of their rows."""
    width = sum(column.width for column in columns)
    heights = {}
    for row, line in enumerate(lines, start=first):
        sheet.put_across(row, 0, len(columns) - 1, line, look)
        heights[row] = LINE_HEIGHT * lines_needed([(line, width)])
    return heights


def _text_lines(line: ReportLine, columns: Sequence[ReportColumn]) -> int:
    texts = [(column.cell(line), column.width) for column in columns if column.look is TEXT_CELL]
    return lines_needed([(text, width) for text, width in texts if isinstance(text, str)])


def _lay_out(sheet: WrittenSheet, last_row: int, columns: Sequence[ReportColumn]) -> None:
    sheet.print_across(last_row, len(columns) - 1)
    worksheet = sheet.worksheet
    last_hidden = len(columns) + len(formulas.HIDDEN) - 1
    worksheet.set_column(len(columns), last_hidden, None, None, {"hidden": True})
    worksheet.repeat_rows(GROUP_ROW, NUMBER_ROW)
    worksheet.freeze_panes(NUMBER_ROW + 1, FROZEN_COLUMNS)
    worksheet.set_zoom(85)
    worksheet.hide_gridlines(2)
    worksheet.activate()


def _break_pages(
    sheet: WrittenSheet,
    columns: Sequence[ReportColumn],
    blocks: Sequence[Sequence[ReportLine]],
    last_row: int,
    heights: dict[int, float],
) -> None:
    """Blocks stay whole where they can; the last lines go with the signatures."""
    for row, height in heights.items():
        sheet.worksheet.set_row(row, height)

    def height_of(first: int, end: int) -> float:
        return sum(heights.get(row, LINE_HEIGHT) for row in range(first, end))

    starts = [lines[0].at - 2 for lines in blocks]
    if blocks and len(blocks[-1]) > LINES_WITH_SIGNATURES:
        starts.append(blocks[-1][-LINES_WITH_SIGNATURES].at - 1)
    starts[:1] = [0]
    ends = [*starts[1:], last_row + 1]
    segments = [
        Segment(start, height_of(start, end)) for start, end in zip(starts, ends, strict=True)
    ]
    widths = [column.width for column in columns]
    heading = height_of(GROUP_ROW, NUMBER_ROW + 1)
    page = page_height(scale_to_fit(widths))
    sheet.break_pages(page_breaks(segments, page, heading))
