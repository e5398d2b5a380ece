"""How a filled-in template is told from any other workbook."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from coverage.notation.periods import PeriodError, from_slug, to_slug
from coverage.workbooks.book import Book, Sheet
from coverage.workbooks.layout import Figure, Layout

DATA_SHEET, MARK_SHEET = "Số liệu", "bao-phu"
VERSION = "1"
# Rows and columns of the sheet of figures, from 1.
HEADER_ROW = 4
UNIT_ID, CODE, NAME, FIRST_FIGURE = 1, 2, 3, 4

_KEYS = ("version", "unit", "month", "made")


@dataclass(frozen=True, slots=True)
class Mark:
    """For which unit and month a template was made, and when."""

    unit_id: int
    period: date
    made_at: datetime


def mark_rows(mark: Mark) -> list[tuple[str, str]]:
    """What stands in the hidden sheet: a word and a value in each row."""
    made = mark.made_at.astimezone(UTC).isoformat()
    values = (VERSION, str(mark.unit_id), to_slug(mark.period), made)
    return list(zip(_KEYS, values, strict=True))


def mark_of(book: Book) -> Mark | None:
    """None for a workbook that is not a template of ours, or whose mark was changed."""
    sheet = next((each for each in book.sheets if each.name == MARK_SHEET), None)
    if sheet is None:
        return None
    told = {_text(sheet, row, 1): _text(sheet, row, 2) for row in range(1, len(_KEYS) + 1)}
    if set(told) != set(_KEYS) or told["version"] != VERSION or not told["unit"].isdecimal():
        return None
    try:
        made_at = datetime.fromisoformat(told["made"])
        mark = Mark(int(told["unit"]), from_slug(told["month"]), made_at)
    except (PeriodError, ValueError):
        return None
    return mark if made_at.tzinfo is not None else None


def layout_of(book: Book) -> Layout | None:
    """Where a template's units and figures stand; None if its sheet is gone."""
    sheet = next((each for each in book.sheets if each.name == DATA_SHEET), None)
    if sheet is None:
        return None
    figures = {
        column: Figure(cell.text)
        for (row, column), cell in sorted(sheet.cells.items())
        if row == HEADER_ROW - 1 and column >= FIRST_FIGURE
    }
    if not figures:
        return None
    return Layout(
        sheet=DATA_SHEET,
        first_header=HEADER_ROW,
        last_header=HEADER_ROW,
        name_column=NAME,
        code_column=CODE,
        id_column=UNIT_ID,
        figures=figures,
    )


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return cell.text if cell is not None else ""
