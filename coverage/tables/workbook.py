"""Tables as .xlsx: numbers as numbers, exact and under a format; text never a formula."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from textwrap import wrap

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from coverage.tables.cells import Cell, Grid, grid_of
from coverage.tables.table import Table

_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_BOX = {"border": 1, "border_color": "#9AA7B2"}
_HEADER = {"bold": True, "bg_color": "#DDE6EE", "align": "center", "text_wrap": True}
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST_TEXT = 32_767
_FIRST_WIDTH, _NARROW, _NARROWEST, _WIDEST = 28, 13, 9, 44
_MANY_COLUMNS = 12
_LINE_HEIGHT = 15
_A4 = 9


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
    buffer = BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    workbook.set_properties({"title": head.title[:250]})
    sheet = _Sheet(workbook, workbook.add_worksheet(_("Figures")))
    sheet.write(head.lines, [grid_of(table) for table in tables], sources)
    workbook.close()
    return buffer.getvalue()


class _Sheet:
    """The one sheet, written from the top down."""

    def __init__(self, workbook: Workbook, sheet: Worksheet) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._formats: dict[tuple[object, ...], Format] = {}
        self._row = 0
        self._widths: list[int] = []

    def write(self, lines: Sequence[str], grids: Sequence[Grid], sources: Sequence[str]) -> None:
        for grid in grids:
            self._widths = _widest(self._widths, _widths(grid))
        for position, line in enumerate(lines):
            self._text(line, {"bold": True, "font_size": 14} if position == 0 else {})
        for grid in grids:
            self._table(grid, is_alone=len(grids) == 1)
        self._row += 1
        for source in sources:
            self._text(source, {"italic": True, "font_size": 10})
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, width)
        self._lay_out(len(self._widths))

    def _table(self, grid: Grid, *, is_alone: bool) -> None:
        """Write the table at the row that comes next."""
        self._row += 1
        if grid.heading:
            self._text(grid.heading, {"bold": True, "font_size": 12})
        self._headings(grid)
        first, ordinary = self._row, len(grid.rows) - grid.totals
        for position, row in enumerate(grid.rows):
            self._line(row, is_total=position >= ordinary)
        if is_alone:
            last = first + ordinary - 1
            if last > first:
                self._sheet.autofilter(first - 1, 0, last, grid.columns - 1)
            self._sheet.freeze_panes(first, 1)
            self._sheet.repeat_rows(first - grid.heading_rows, first - 1)
        for note in grid.notes:
            self._text(note, {"italic": True, "font_size": 10})

    def _headings(self, grid: Grid) -> None:
        look, last = self._format(_HEADER | _BOX), self._row + grid.heading_rows - 1
        for each in grid.headings:
            row, column = self._row + each.row, each.column
            if each.rows > 1 or each.columns > 1:
                corner = (row + each.rows - 1, column + each.columns - 1)
                self._sheet.merge_range(row, column, *corner, "", look)
            self._sheet.write_string(row, column, _writable(each.text), look)
        over_one = [each for each in grid.headings if each.columns == 1]
        self._row = last
        self._make_room((each.column, each.text) for each in over_one)
        self._row += 1

    def _line(self, row: Sequence[Cell], *, is_total: bool) -> None:
        for column, cell in enumerate(row):
            self._cell(column, cell, is_total=is_total)
        texts = [cell.held if isinstance(cell.held, str) else "" for cell in row]
        self._make_room(enumerate(texts))
        self._row += 1

    def _make_room(self, texts: Iterable[tuple[int, str]]) -> None:
        """Not every program makes a row as high as its text needs."""
        needed = max((_lines_of(text, self._widths[column]) for column, text in texts), default=1)
        self._sheet.set_row(self._row, _LINE_HEIGHT * needed)

    def _cell(self, column: int, cell: Cell, *, is_total: bool) -> None:
        look = self._format(
            _BOX | {"num_format": cell.number_format, "bold": is_total, "text_wrap": True}
        )
        row, held = self._row, cell.held
        if held is None:
            self._sheet.write_blank(row, column, None, look)
        elif isinstance(held, int | Decimal):
            self._sheet.write_number(row, column, held, look)
        elif isinstance(held, date):
            self._sheet.write_datetime(row, column, held, look)
        else:
            self._sheet.write_string(row, column, _writable(held), look)
        if cell.aside:
            self._sheet.write_comment(row, column, _writable(cell.aside), {"x_scale": 2})

    def _text(self, text: str, more: dict[str, object]) -> None:
        self._sheet.write_string(self._row, 0, _writable(text), self._format(more))
        self._row += 1

    def _format(self, properties: dict[str, object]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(_FONT | properties)
        return self._formats[key]

    def _lay_out(self, columns: int) -> None:
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.print_area(0, 0, self._row, max(columns - 1, 0))


def _writable(text: str) -> str:
    """Without the signs that a workbook cannot hold."""
    return _UNWRITABLE.sub("", text)[:_LONGEST_TEXT]


def _lines_of(text: str, width: int) -> int:
    return sum(len(wrap(line, width)) or 1 for line in text.split("\n"))


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
