"""Tables as .xlsx: numbers as numbers, exact and under a format; text never a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from coverage.tables.cells import Cell, Grid, grid_of
from coverage.tables.looks import HEADER, HEADING, NOTE, SUBHEADING, TEXT, Look
from coverage.tables.paper import LINE_HEIGHT, lines_needed
from coverage.tables.table import Table
from coverage.tables.written_book import WrittenBook, WrittenSheet

_FIRST_WIDTH, _NARROW, _NARROWEST, _WIDEST = 28, 13, 9, 44
_MANY_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says over all of its tables: `title` names it, `lines` are its heading and what
    holds for all of it (month, simulated figures); `moment`: as of which it is seen, None for
    now."""

    title: str
    lines: Sequence[str]
    moment: datetime | None = None


def tables_workbook(head: Head, tables: Sequence[Table], sources: Sequence[str]) -> bytes:
    """One sheet, the tables one below the other; `sources` stand under everything."""
    book = WrittenBook()
    book.workbook.set_properties({"title": head.title[:250]})
    sheet = _SheetOfTables(book.add_sheet(_("Figures")))
    sheet.write(head.lines, [grid_of(table) for table in tables], sources)
    return book.as_bytes()


class _SheetOfTables:
    """Written from the top down."""

    def __init__(self, sheet: WrittenSheet) -> None:
        self._sheet = sheet
        self._row = 0
        self._widths: list[int] = []

    def write(self, lines: Sequence[str], grids: Sequence[Grid], sources: Sequence[str]) -> None:
        for grid in grids:
            self._widths = _widest(self._widths, _widths(grid))
        for position, line in enumerate(lines):
            self._text(line, TEXT if position else HEADING)
        for grid in grids:
            self._table(grid, is_alone=len(grids) == 1)
        self._row += 1
        for source in sources:
            self._text(source, NOTE)
        for column, width in enumerate(self._widths):
            self._sheet.worksheet.set_column(column, column, width)
        self._sheet.print_across(self._row, max(len(self._widths) - 1, 0))

    def _table(self, grid: Grid, *, is_alone: bool) -> None:
        """Write the table at the row that comes next."""
        self._row += 1
        if grid.heading:
            self._text(grid.heading, SUBHEADING)
        self._headings(grid)
        first, ordinary = self._row, len(grid.rows) - grid.totals
        for position, row in enumerate(grid.rows):
            self._line(row, is_total=position >= ordinary)
        if is_alone:
            last, worksheet = first + ordinary - 1, self._sheet.worksheet
            if last > first:
                worksheet.autofilter(first - 1, 0, last, grid.columns - 1)
            worksheet.freeze_panes(first, 1)
            worksheet.repeat_rows(first - grid.heading_rows, first - 1)
        self._row += bool(grid.notes)
        for note in grid.notes:
            self._text(note, NOTE)

    def _headings(self, grid: Grid) -> None:
        for each in grid.headings:
            row, column = self._row + each.row, each.column
            last = (row + each.rows - 1, column + each.columns - 1)
            self._sheet.put_over((row, column), last, each.text, HEADER)
        self._row += grid.heading_rows - 1
        self._make_room((each.column, each.text) for each in grid.headings if each.columns == 1)
        self._row += 1

    def _line(self, row: Sequence[Cell], *, is_total: bool) -> None:
        for column, cell in enumerate(row):
            look = Look(cell.number_format, bold=is_total, wrap=True, border=True)
            self._sheet.put(self._row, column, cell.held, look)
            if cell.aside:
                self._sheet.comment(self._row, column, cell.aside)
        texts = [cell.held if isinstance(cell.held, str) else "" for cell in row]
        self._make_room(enumerate(texts))
        self._row += 1

    def _make_room(self, texts: Iterable[tuple[int, str]]) -> None:
        """Not every program makes a row as high as its text needs."""
        needed = lines_needed([(text, self._widths[column]) for column, text in texts])
        self._sheet.worksheet.set_row(self._row, LINE_HEIGHT * needed)

    def _text(self, text: str, look: Look) -> None:
        self._sheet.put(self._row, 0, text, look)
        self._row += 1


def _widths(grid: Grid) -> list[int]:
    narrowest = _NARROWEST if grid.columns > _MANY_COLUMNS else _NARROW
    wide = [_FIRST_WIDTH] + [narrowest] * (grid.columns - 1)
    for row in grid.rows:
        for column, cell in enumerate(row):
            wide[column] = max(wide[column], min(cell.width + 2, _WIDEST))
    return wide


def _widest(one: Sequence[int], other: Sequence[int]) -> list[int]:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    padded = [*shorter, *[0] * (len(longer) - len(shorter))]
    return [max(pair) for pair in zip(longer, padded, strict=True)]
