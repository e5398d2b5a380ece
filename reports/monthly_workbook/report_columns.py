"""The columns of the report, left to right: heading, width, look, and what stands in a cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from coverage.models import Precision
from coverage.notation.periods import months_left
from coverage.tables.looks import (
    CHANGE_CELL,
    CHANGE_PERCENT_CELL,
    DERIVED_PEOPLE_CELL,
    ORDINAL_CELL,
    PEOPLE_CELL,
    PERCENT_CELL,
    WORD_CELL,
    Look,
)
from coverage.tables.notations import CHANGE_IN_PERCENT, PEOPLE_FORMAT, PERCENT_FORMAT
from coverage.tables.printed import people_in_print, rate_in_print
from coverage.tables.written_book import Formula, Held, SheetColumn
from reports.figures.assigners import Assigners
from reports.figures.columns import remaining_form, short_form
from reports.figures.notations import attained_in, people_in, rate_in_row
from reports.figures.year_turn import assigners_label
from reports.monthly_workbook import report_formulas as formulas
from reports.monthly_workbook.content import Content
from reports.monthly_workbook.light_formulas import judgement
from reports.monthly_workbook.notes import row_note
from reports.monthly_workbook.report_lines import ReportLine
from reports.monthly_workbook.subtotal_formulas import SubtotalLine
from targets.attainment import Promise


@dataclass(frozen=True, slots=True)
class ReportColumn(SheetColumn[ReportLine]):
    """`key` names it in formulas, blank where none needs it. `group` stands above neighbouring
    columns of the same group; blank: none."""

    key: str = ""
    group: str = ""


def report_columns(content: Content) -> list[ReportColumn]:
    return [
        *_actual(),
        *_attained(content),
        *_left(content),
        *_changes(),
        ReportColumn(_("Rank"), 5.5, formulas.rank, ORDINAL_CELL),
        ReportColumn(_("Judgement"), 14.5, judgement, WORD_CELL),
        ReportColumn(_("Remarks"), 24, _remarks, key=formulas.REMARKS),
    ]


def letters_of(columns: Sequence[ReportColumn]) -> dict[str, str]:
    """key -> the column's letters. Hidden at the end stand the score by which units are ranked,
    the usual deviation of the month and the kinds of the units."""
    keys = [*(column.key for column in columns), *formulas.HIDDEN]
    return {key: xl_col_to_name(position) for position, key in enumerate(keys) if key}


def position_of(columns: Sequence[ReportColumn], key: str) -> int:
    return next(position for position, column in enumerate(columns) if column.key == key)


def look_of(column: ReportColumn, line: ReportLine) -> Look:
    """The column's look; a target turned from a rate into people carries a star, and what was
    won beyond a target says so in a word."""
    look = column.look_in(line)
    if column.cell is formulas.plan and line.promised and line.promised.assessment.plan_is_derived:
        look = DERIVED_PEOPLE_CELL
    if column.cell is formulas.remaining:
        look = remaining_look(is_over=not months_left(line.months.now))
    return look if line.number is not None else look.as_total()


def look_of_subtotal(column: ReportColumn, line: SubtotalLine) -> Look:
    """The column's, as of a total; it holds no printed number, so none has words or decimals."""
    look = column.look
    if column.key == formulas.REMAINING:
        look = remaining_look(is_over=not months_left(line.whole.months.now))
    if column.key == formulas.PLAN and line.subtotal.has_derived_plan:
        look = DERIVED_PEOPLE_CELL
    return look.as_total()


def remaining_look(*, is_over: bool) -> Look:
    """`is_over`: the year has no month left, and what remains is what it is short by."""
    return Look(short_form() if is_over else remaining_form(), border=True)


def _left(content: Content) -> list[ReportColumn]:
    heading = _("Short of the target") if content.is_over else _("Remaining")
    left = ReportColumn(heading, 11, formulas.remaining, PEOPLE_CELL, formulas.REMAINING)
    if content.is_over:
        return [left]
    return [left, ReportColumn(_("Needed a month"), 8.5, formulas.needed_a_month, PEOPLE_CELL)]


def _actual() -> list[ReportColumn]:
    target = _("Target")
    return [
        ReportColumn(_("No."), 4, lambda line: line.number, ORDINAL_CELL, formulas.NUMBER),
        ReportColumn(_("Unit"), 22, lambda line: line.row.unit.full_name, key=formulas.UNIT),
        ReportColumn(_("Denominator"), 10, formulas.base, PEOPLE_CELL, formulas.BASE),
        ReportColumn(
            _("people"),
            10,
            formulas.plan,
            PEOPLE_CELL,
            formulas.PLAN,
            target,
            form=_form_of_plan,
        ),
        ReportColumn(
            "%", 6.5, formulas.plan_rate, PERCENT_CELL, group=target, form=_form_of_plan_rate
        ),
        ReportColumn(_("Last month"), 10, formulas.people_before, PEOPLE_CELL, formulas.BEFORE),
        ReportColumn(
            _("This month"),
            10,
            formulas.people,
            PEOPLE_CELL,
            formulas.PEOPLE,
            form=lambda line: people_in(line.value).format_of(line.value.people),
        ),
        ReportColumn(
            _("Coverage, %"), 8, formulas.rate, PERCENT_CELL, formulas.RATE, form=_form_of_rate
        ),
    ]


def _form_of_plan(line: ReportLine) -> str:
    """With the word of the document; what is turned from a rate has none."""
    promise = line.promised.promise.promise if line.promised else Promise()
    if promise.people is None:
        return PEOPLE_FORMAT
    written = people_in_print(promise.people, Precision.EXACT, promise.people_qualifier)
    return written.format_of(promise.people)


def _form_of_plan_rate(line: ReportLine) -> str:
    """With the decimals and the word of the document."""
    promise = line.promised.promise.promise if line.promised else Promise()
    if promise.percent is None:
        return PERCENT_FORMAT
    written = rate_in_print(promise.percent, Precision.EXACT, promise.percent_qualifier)
    return written.format_of(promise.percent)


def _form_of_rate(line: ReportLine) -> str:
    promised = [line.promised] if line.promised else []
    return rate_in_row(line.row, promised).format_of(line.value.rate)


def _form_of_attained(cell: Callable[[ReportLine], Held]) -> Callable[[ReportLine], str]:
    """With as many decimals as tell what the cell comes to from the whole target."""

    def form(line: ReportLine) -> str:
        held = cell(line)
        known = held.value if isinstance(held, Formula) else None
        attainment = known if isinstance(known, Decimal) else None
        return attained_in(attainment).format_of(attainment)

    return form


def _attained(content: Content) -> list[ReportColumn]:
    """A column a kind of assigner."""
    group = _("Attained, % of the target of")

    def by(assigners: Assigners) -> Callable[[ReportLine], Held]:
        return lambda line: formulas.attained(line, line.row.promise_by(assigners))

    return [
        ReportColumn(
            assigners_label(assigners),
            10,
            by(assigners),
            PERCENT_CELL,
            formulas.attained_key(assigners),
            group,
            form=_form_of_attained(by(assigners)),
        )
        for assigners in content.assigners
    ]


def _changes() -> list[ReportColumn]:
    group = _("Gained (+), lost (−) on")

    def on_month(line: ReportLine) -> Held:
        return formulas.people_change(line, line.months.month_before, line.row.month)

    def on_year(line: ReportLine) -> Held:
        return formulas.people_change(line, line.months.year_before, line.row.year)

    def on_year_in_percent(line: ReportLine) -> Held:
        return formulas.percent_change(line, line.months.year_before, line.row.year)

    def on_december(line: ReportLine) -> Held:
        return formulas.people_change(line, line.months.december, line.row.december)

    in_percent = _("the same month last year, %")
    return [
        ReportColumn(_("last month"), 8, on_month, CHANGE_CELL, formulas.ON_MONTH, group=group),
        ReportColumn(
            _("the same month last year"), 8.5, on_year, CHANGE_CELL, formulas.ON_YEAR, group
        ),
        ReportColumn(
            in_percent,
            8,
            on_year_in_percent,
            CHANGE_PERCENT_CELL,
            group=group,
            form=lambda line: CHANGE_IN_PERCENT.format_of(
                line.row.year.people.percent or Decimal(0)
            ),
        ),
        ReportColumn(_("31 December"), 8.5, on_december, CHANGE_CELL, formulas.ON_DECEMBER, group),
    ]


def _remarks(line: ReportLine) -> str:
    return row_note(line.block, line.row, line.promised, line.months.now.year)


def groups_of(columns: Sequence[ReportColumn]) -> list[tuple[str, int, int]]:
    """(group, first column, last column), in order; a column without one is its own."""
    found: list[tuple[str, int, int]] = []
    for position, column in enumerate(columns):
        if found and column.group and found[-1][0] == column.group:
            found[-1] = (column.group, found[-1][1], position)
        else:
            found.append((column.group, position, position))
    return found
