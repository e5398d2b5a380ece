"""The sheet of what was counted in the year: in the month, since January, against the plan.

The months stand to the right, copied from the sheet of figures; all else is worked out of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

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
from coverage.tables.paper import (
    LINE_HEIGHT,
    Segment,
    lines_needed,
    page_breaks,
    page_height,
    scale_to_fit,
)
from coverage.tables.written_book import (
    HEADER_HEIGHT,
    Formula,
    Held,
    SheetColumn,
    WrittenSheet,
    copy_of,
)
from reports.figures.flows import FlowBlock
from reports.figures.standing import Row, Standing
from reports.figures.values import Value
from reports.figures.words import absence_text, origin_text
from reports.monthly_workbook.check_sheet import Checked
from reports.monthly_workbook.content import Content
from reports.monthly_workbook.figures_sheet import FigureKey, FigureRefs
from reports.monthly_workbook.report_columns import remaining_look
from reports.monthly_workbook.report_formulas import left_to_pass
from targets.attainment import Assessment

HEADING_ROW = 4
TO_DATE, PLAN = "DE"
FIRST_MONTH = 7
FROZEN_COLUMNS = 2
REMARKS_WIDTH = 44


@dataclass(frozen=True, slots=True)
class _FlowLine:
    """A unit's line at row `at`, as Excel counts; `number` None for the whole."""

    row: Row
    block: FlowBlock
    at: int
    number: int | None

    @property
    def standing(self) -> Standing | None:
        """The plan it is measured by: that of the nearest assigner."""
        plans = (each for each in self.row.standings if each.assessment.plan_people is not None)
        return next(plans, None)

    @property
    def judged(self) -> Assessment | None:
        return self.standing.assessment if self.standing else None

    @property
    def reported(self) -> Mapping[date, Value]:
        return self.block.reported[self.row.unit.pk]

    def of_month(self, position: int) -> str:
        return f"{xl_col_to_name(FIRST_MONTH + position)}{self.at}"

    @property
    def last_month(self) -> str:
        return self.of_month(len(self.block.months) - 1)


def write_flows(
    sheet: WrittenSheet, content: Content, figures: Mapping[FigureKey, FigureRefs]
) -> list[Checked]:
    """A block an indicator: the units below, then the whole. Gives the formulas to be checked."""
    columns = _columns(content.flows[0].months, figures)
    _write_title(sheet, content)
    sheet.start_table(HEADING_ROW, columns)
    checked: list[Checked] = []
    segments = []
    at = HEADING_ROW + 2
    for block in content.flows:
        sheet.put_across(at - 1, 0, len(columns) - 1, block.indicator.label, BLOCK)
        lines = [
            _FlowLine(row, block, at + number, number if row.is_part else None)
            for number, row in enumerate(block.rows, start=1)
        ]
        for line in lines:
            checked += _write_line(sheet, line, columns)
        segments.append(Segment(at - 1, LINE_HEIGHT * (1 + sum(map(_lines_of_text, lines)))))
        at += 1 + len(lines)
    sheet.finish_table(HEADING_ROW, at - 2, len(columns), FROZEN_COLUMNS)
    _break_pages(sheet, segments, [column.width for column in columns])
    return checked


def _lines_of_text(line: _FlowLine) -> int:
    return lines_needed([(_remarks(line), REMARKS_WIDTH)])


def _break_pages(sheet: WrittenSheet, segments: list[Segment], widths: Sequence[float]) -> None:
    """Blocks stay whole where a page can hold them; the first goes with the title."""
    title = HEADER_HEIGHT + LINE_HEIGHT * HEADING_ROW
    segments[0] = Segment(0, segments[0].height + title)
    page = page_height(scale_to_fit(widths))
    sheet.break_pages(page_breaks(segments, page, HEADER_HEIGHT), widths)


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


def _columns(
    months: Sequence[date], figures: Mapping[FigureKey, FigureRefs]
) -> list[SheetColumn[_FlowLine]]:
    def of_month(month: date) -> Callable[[_FlowLine], Held]:
        def cell(line: _FlowLine) -> Formula:
            key = (line.row.unit.pk, line.row.indicator.pk, month)
            return Formula(copy_of(figures[key].people), line.reported[month].people)

        return cell

    return [
        SheetColumn(_("No."), 5, lambda line: line.number, ORDINAL_CELL),
        SheetColumn(_("Unit"), 26, lambda line: line.row.unit.full_name),
        SheetColumn(_("In the month"), 11, _in_month, PEOPLE_CELL),
        SheetColumn(_("Since January"), 11, _to_date, PEOPLE_CELL),
        SheetColumn(_("Plan of the year"), 11, _plan, PEOPLE_CELL),
        SheetColumn(_("Attained, % of the plan"), 11, _attained, PERCENT_CELL),
        SheetColumn(_("Remaining"), 11, _remaining, remaining_look()),
        *(SheetColumn(write_period(month), 9, of_month(month), PEOPLE_CELL) for month in months),
        SheetColumn(_("Remarks"), REMARKS_WIDTH, _remarks),
    ]


def _write_line(
    sheet: WrittenSheet, line: _FlowLine, columns: Sequence[SheetColumn[_FlowLine]]
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


def _in_month(line: _FlowLine) -> Formula:
    return Formula(copy_of(line.last_month), line.reported[line.block.months[-1]].people)


def _to_date(line: _FlowLine) -> Formula:
    months = f"{line.of_month(0)}:{line.last_month}"
    return Formula(f'=IF({line.last_month}="","",SUM({months}))', line.row.value.people)


def _plan(line: _FlowLine) -> int | None:
    return line.judged.plan_people if line.judged else None


def _attained(line: _FlowLine) -> Formula:
    done, plan = f"{TO_DATE}{line.at}", f"{PLAN}{line.at}"
    text = f'=IF(OR({done}="",N({plan})=0),"",{done}/{plan}*100)'
    return Formula(text, line.judged.attainment if line.judged else None)


def _remaining(line: _FlowLine) -> Formula:
    done, plan = f"{TO_DATE}{line.at}", f"{PLAN}{line.at}"
    left = f"{plan}-{done}"
    if line.standing is not None and line.standing.promise.promise.is_of_more:
        left = left_to_pass(f"({plan}+1)", plan, done)
    text = f'=IF(OR({done}="",{plan}=""),"",{left})'
    return Formula(text, line.judged.remaining if line.judged else None)


def _remarks(line: _FlowLine) -> str:
    """What a reader must know: why there is no count, where it is from, whose plan it is."""
    value = line.row.value
    said = [absence_text(value) if value.people is None else origin_text(value)]
    if value.people is not None and value.counted < value.expected:
        counted = {"counted": value.counted, "expected": value.expected}
        said.append(_("%(counted)s of %(expected)s units") % counted)
    if line.standing is not None:
        promise = line.standing.promise
        said.append(f"{promise.assigner}: {promise.document}")
    return "; ".join(each for each in said if each)
