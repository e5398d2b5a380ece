"""How a filled-in template of targets is told from any other workbook."""

from dataclasses import dataclass
from datetime import UTC, datetime

from coverage.month_import.template_mark import (
    CODE,
    FIRST_FIGURE,
    HEADER_ROW,
    MARK_SHEET,
    NAME,
    UNIT_ID,
)
from coverage.workbooks.book import Book
from coverage.workbooks.layout import Figure, Layout, Part
from targets.register.scope import year_in
from targets.register.typed_text import Bare

DATA_SHEET = "Chỉ tiêu"
VERSION = "1"
_KEYS = ("version", "document", "number", "made")


@dataclass(frozen=True, slots=True)
class Mark:
    """For which document a template was made and when; `bare` is what its plain numbers count."""

    document_id: int
    bare: Bare
    made_at: datetime


def mark_rows(mark: Mark) -> list[tuple[str, str]]:
    """What stands in the hidden sheet: a word and a value in each row."""
    made = mark.made_at.astimezone(UTC).isoformat()
    values = (VERSION, str(mark.document_id), mark.bare.value, made)
    return list(zip(_KEYS, values, strict=True))


def mark_of(book: Book) -> Mark | None:
    """None for a workbook that is not such a template, or whose mark was changed."""
    sheet = next((each for each in book.sheets if each.name == MARK_SHEET), None)
    if sheet is None:
        return None
    cells = {place: cell.text for place, cell in sheet.cells.items()}
    told = {cells.get((row, 1), ""): cells.get((row, 2), "") for row in range(1, len(_KEYS) + 1)}
    if set(told) != set(_KEYS) or told["version"] != VERSION or told["number"] not in list(Bare):
        return None
    try:
        made_at = datetime.fromisoformat(told["made"])
        document_id = int(told["document"])
    except ValueError:
        return None
    return Mark(document_id, Bare(told["number"]), made_at) if made_at.tzinfo else None


def head_of(code: str, year: int) -> str:
    """What stands hidden over a column."""
    return f"{code}:{year}"


def layout_of(book: Book, mark: Mark) -> Layout | None:
    """Where a template's units and targets stand; None if its sheet is gone, or the hidden row that
    tells its columns was changed."""
    sheet = next((each for each in book.sheets if each.name == DATA_SHEET), None)
    if sheet is None:
        return None
    part = Part.RATE if mark.bare is Bare.PERCENT else Part.PEOPLE
    heads = {
        column: cell.text.partition(":")
        for (row, column), cell in sorted(sheet.cells.items())
        if row == HEADER_ROW - 1 and column >= FIRST_FIGURE
    }
    figures = {
        column: Figure(code, part, year_in(text))
        for column, (code, _separator, text) in heads.items()
    }
    if not figures or any(each.year is None for each in figures.values()):
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
