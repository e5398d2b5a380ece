"""The columns of the report, left to right: heading, width, look, and what stands in a cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from reports.figures.standing import Months
from reports.monthly_workbook import report_formulas as formulas
from reports.monthly_workbook.book import Cell
from reports.monthly_workbook.content import Content
from reports.monthly_workbook.looks import (
    CHANGE_CELL,
    CHANGE_PERCENT_CELL,
    DERIVED_PEOPLE_CELL,
    ORDINAL_CELL,
    PEOPLE_CELL,
    PERCENT_CELL,
    TEXT_CELL,
    WORD_CELL,
    Look,
)
from reports.monthly_workbook.notes import row_note
from reports.monthly_workbook.report_lines import ReportLine
from targets.in_force import PromiseInForce

CellOf = Callable[[ReportLine], Cell]


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """`key` names it in formulas, blank where none needs it. `group` stands above neighbouring
    columns of the same group; blank: none."""

    key: str
    group: str
    heading: str
    width: float
    look: Look
    cell: CellOf


def report_columns(content: Content) -> list[ReportColumn]:
    months = content.overview.months
    return [
        *_actual(months),
        *_attained(content),
        ReportColumn("", "", _("Remaining"), 11, PEOPLE_CELL, formulas.remaining),
        *_changes(months),
        ReportColumn("", "", _("Rank"), 5.5, ORDINAL_CELL, formulas.rank),
        ReportColumn(
            "", "", _("Judgement"), 14.5, WORD_CELL, lambda line: formulas.judgement(line, months)
        ),
        ReportColumn("", "", _("Remarks"), 24, TEXT_CELL, lambda line: _remarks(line, months)),
    ]


def letters_of(columns: Sequence[ReportColumn]) -> dict[str, str]:
    """key -> the column's letters. The score by which units are ranked stands hidden at the end."""
    keys = [*(column.key for column in columns), formulas.SCORE]
    return {key: xl_col_to_name(position) for position, key in enumerate(keys) if key}


def position_of(columns: Sequence[ReportColumn], key: str) -> int:
    return next(position for position, column in enumerate(columns) if column.key == key)


def look_of(column: ReportColumn, line: ReportLine) -> Look:
    """The column's look; a target turned from a rate into people carries a star, and what was
    won beyond a target says so in a word."""
    look = column.look
    if column.cell is formulas.plan and line.standing and line.standing.assessment.plan_is_derived:
        look = DERIVED_PEOPLE_CELL
    if column.cell is formulas.remaining:
        look = remaining_look()
    return look if line.number is not None else look.as_total()


def remaining_look() -> Look:
    word = (_("exceeded by %(people)s") % {"people": ""}).strip()
    return Look(f'#,##0;"{word} "#,##0;0', border=True)


def _actual(months: Months) -> list[ReportColumn]:
    def base(line: ReportLine) -> Cell:
        return formulas.base(line, months)

    def before(line: ReportLine) -> Cell:
        return formulas.people_before(line, months)

    def people(line: ReportLine) -> Cell:
        return formulas.people(line, months)

    def rate(line: ReportLine) -> Cell:
        return formulas.rate(line, months)

    target = _("Target")
    return [
        ReportColumn("", "", _("No."), 4, ORDINAL_CELL, lambda line: line.number),
        ReportColumn("", "", _("Unit"), 22, TEXT_CELL, lambda line: line.row.unit.full_name),
        ReportColumn(formulas.BASE, "", _("Denominator"), 10, PEOPLE_CELL, base),
        ReportColumn(formulas.PLAN, target, _("people"), 10, PEOPLE_CELL, formulas.plan),
        ReportColumn("", target, "%", 6.5, PERCENT_CELL, formulas.plan_rate),
        ReportColumn("", "", _("Last month"), 10, PEOPLE_CELL, before),
        ReportColumn(formulas.PEOPLE, "", _("This month"), 10, PEOPLE_CELL, people),
        ReportColumn(formulas.RATE, "", _("Coverage, %"), 8, PERCENT_CELL, rate),
    ]


def _attained(content: Content) -> list[ReportColumn]:
    """A column an assigner, and one for what others set for single units."""
    group = _("Attained, % of the target of")
    columns = [
        ReportColumn(
            formulas.attained_key(promise.assigner_id),
            group,
            _assigner(content, promise),
            10,
            PERCENT_CELL,
            _attained_of(promise),
        )
        for promise in content.assigners
    ]
    if content.has_single_targets:
        heading = _("the unit’s own assigner (see remarks)")
        columns.append(
            ReportColumn(
                "",
                group,
                heading,
                10,
                PERCENT_CELL,
                lambda line: formulas.attained(
                    line, line.standing if content.is_single(line.standing) else None
                ),
            )
        )
    return columns


def _attained_of(promise: PromiseInForce) -> CellOf:
    return lambda line: formulas.attained(line, line.row.standing_by(promise.assigner_id))


def _assigner(content: Content, promise: PromiseInForce) -> str:
    years = ", ".join(str(year) for year in content.milestones(promise.assigner_id))
    if not years:
        return promise.assigner
    return promise.assigner + " " + _("(milestone %(years)s)") % {"years": years}


def _changes(months: Months) -> list[ReportColumn]:
    group = _("Gained (+), lost (−) on")

    def on_month(line: ReportLine) -> Cell:
        return formulas.people_change(line, months, months.month_before, line.row.month)

    def on_year(line: ReportLine) -> Cell:
        return formulas.people_change(line, months, months.year_before, line.row.year)

    def on_year_in_percent(line: ReportLine) -> Cell:
        return formulas.percent_change(line, months, months.year_before, line.row.year)

    def on_december(line: ReportLine) -> Cell:
        return formulas.people_change(line, months, months.december, line.row.december)

    return [
        ReportColumn("", group, _("last month"), 8, CHANGE_CELL, on_month),
        ReportColumn("", group, _("the same month last year"), 8.5, CHANGE_CELL, on_year),
        ReportColumn(
            "", group, _("the same month last year, %"), 8, CHANGE_PERCENT_CELL, on_year_in_percent
        ),
        ReportColumn("", group, _("31 December"), 8.5, CHANGE_CELL, on_december),
    ]


def _remarks(line: ReportLine, months: Months) -> str:
    return row_note(line.block, line.row, line.standing, months.now.year)


def groups_of(columns: Sequence[ReportColumn]) -> list[tuple[str, int, int]]:
    """(group, first column, last column), in order; a column without one is its own."""
    found: list[tuple[str, int, int]] = []
    for position, column in enumerate(columns):
        if found and column.group and found[-1][0] == column.group:
            found[-1] = (column.group, found[-1][1], position)
        else:
            found.append((column.group, position, position))
    return found
