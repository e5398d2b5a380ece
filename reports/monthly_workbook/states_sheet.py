"""The sheet of the states of the months: the units down, the months of the year across."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from coverage.models import AdministrativeUnit, State
from coverage.notation.periods import write_period
from coverage.tables.looks import HEADING, NOTE, ORDINAL_CELL, SHORT_TEXT_CELL, TEXT_CELL
from coverage.tables.notations import NOTHING
from coverage.tables.written_book import Formula, Held, SheetColumn, WrittenSheet, quoted
from coverage.wording import state_text
from reports.figures.year_of_months import YearOfMonths
from reports.monthly_workbook.content import Content

HEADING_ROW = 3
FROZEN_COLUMNS = 2
FIRST_MONTH_COLUMN = 2
STATE_WIDTH = 12

# Its number, None of the whole.
NumberedUnit = tuple[int | None, AdministrativeUnit]


def write_states(sheet: WrittenSheet, content: Content) -> None:
    """The units below, the whole, and under them how many units are in each state."""
    year, overview = content.year, content.overview
    columns = _columns(year)
    sheet.put(
        0, 0, _("States of the months of %(year)s") % {"year": overview.months.now.year}, HEADING
    )
    sheet.put(1, 0, overview.unit.full_name, NOTE)
    sheet.start_table(HEADING_ROW, columns)
    below: list[NumberedUnit] = list(enumerate(content.units, start=1))
    last = sheet.put_lines(HEADING_ROW + 1, columns, [*below, (None, overview.unit)])
    sheet.finish_table(HEADING_ROW, last, len(columns), FROZEN_COLUMNS)
    end = _write_counts(sheet, year, content.units, last + 2) if below else last
    sheet.print_across(end, len(columns) - 1)


def _columns(year: YearOfMonths) -> list[SheetColumn[NumberedUnit]]:
    def of_month(position: int) -> Callable[[NumberedUnit], Held]:
        return lambda line: text_of(year, line[1], year.months[position])

    return [
        SheetColumn(_("No."), 5, lambda line: line[0], ORDINAL_CELL),
        SheetColumn(_("Unit"), 26, lambda line: line[1].full_name),
        *(
            SheetColumn(write_period(period), STATE_WIDTH, of_month(position), TEXT_CELL)
            for position, period in enumerate(year.months)
        ),
    ]


def text_of(year: YearOfMonths, unit: AdministrativeUnit, period: date) -> str:
    """The state as sign and word, as on every page."""
    if not unit.exists_on(period):
        return _("the unit did not exist yet")
    return state_text(year.state(unit, period))


def _write_counts(
    sheet: WrittenSheet, year: YearOfMonths, units: Sequence[AdministrativeUnit], row: int
) -> int:
    """How many of the units below are in each state, "–" for none. Gives the last row."""
    for state in (
        State.APPROVED,
        State.SUBMITTED,
        State.OPEN,
        State.RETURNED,
        State.REOPENED,
        None,
    ):
        word = state_text(state)
        sheet.put(row, 1, word, SHORT_TEXT_CELL)
        for position, period in enumerate(year.months):
            column = FIRST_MONTH_COLUMN + position
            letter, first = xl_col_to_name(column), HEADING_ROW + 2
            count = f"COUNTIF({letter}{first}:{letter}{first + len(units) - 1},{quoted(word)})"
            known = sum(text_of(year, unit, period) == word for unit in units)
            text = f"=IF({count}=0,{quoted(NOTHING)},{count})"
            sheet.put(row, column, Formula(text, known or NOTHING), ORDINAL_CELL)
        row += 1
    return row - 1
