"""How a filled-in template is told from any other workbook: by a hidden sheet of words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from coverage.workbooks.book import Book, Sheet
from coverage.workbooks.layout import ColumnKind, Layout

MARK_SHEET = "bao-phu"
VERSION = "1"
# Rows and columns of the sheet to fill in, from 1; what its columns hold is hidden above them.
HEADER_ROW = 4
UNIT_ID, CODE, NAME, FIRST_FIGURE = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class MarkWords:
    """What a template says of itself, in words of whoever made it, and when it was made."""

    subject: Mapping[str, str]
    made_at: datetime


def mark_rows(mark: MarkWords) -> list[tuple[str, str]]:
    """What stands in the hidden sheet: a word and a value in each row."""
    made = mark.made_at.astimezone(UTC).isoformat()
    return [("version", VERSION), *mark.subject.items(), ("made", made)]


def mark_words(book: Book, keys: Sequence[str]) -> MarkWords | None:
    """None for a workbook that is no template with these words, or whose mark was changed."""
    sheet = _sheet(book, MARK_SHEET)
    if sheet is None:
        return None
    words = {_text(sheet, row, 1): _text(sheet, row, 2) for row in range(1, len(keys) + 3)}
    if set(words) != {"version", *keys, "made"} or words["version"] != VERSION:
        return None
    try:
        made_at = datetime.fromisoformat(words["made"])
    except ValueError:
        return None
    return MarkWords({key: words[key] for key in keys}, made_at) if made_at.tzinfo else None


def template_layout(
    book: Book, data_sheet: str, kind_of: Callable[[str], ColumnKind | None]
) -> Layout | None:
    """Where a template's units and figures stand, by what is hidden over its columns; None if its
    sheet is gone, or that was changed."""
    sheet = _sheet(book, data_sheet)
    kinds = {
        column: kind_of(cell.text)
        for (row, column), cell in sorted(sheet.cells.items() if sheet else ())
        if row == HEADER_ROW - 1 and column >= FIRST_FIGURE
    }
    known = {column: kind for column, kind in kinds.items() if kind is not None}
    if not kinds or len(known) < len(kinds):
        return None
    return Layout(
        sheet=data_sheet,
        first_header=HEADER_ROW,
        last_header=HEADER_ROW,
        name_column=NAME,
        code_column=CODE,
        id_column=UNIT_ID,
        kinds=known,
    )


def _sheet(book: Book, name: str) -> Sheet | None:
    return next((each for each in book.sheets if each.name == name), None)


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return cell.text if cell is not None else ""
