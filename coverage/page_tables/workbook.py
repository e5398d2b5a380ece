"""The tables of a page as .xlsx: numbers as numbers, text as text whatever it begins with."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from textwrap import wrap

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from coverage.page_tables.tables import Heading, Line, PageTables, Table
from coverage.page_tables.values import CellValue

_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_BOX = {"border": 1, "border_color": "#9AA7B2"}
_HEADER = {"bold": True, "bg_color": "#DDE6EE", "align": "center", "text_wrap": True}
_LONGEST_TEXT = 32_767
_FIRST_WIDTH, _NARROW, _NARROWEST, _WIDEST = 28, 13, 9, 44
_MANY_COLUMNS = 12
_LINE_HEIGHT = 15
_A4 = 9


def tables_workbook(page: PageTables, sources: Sequence[str]) -> bytes:
    """`sources`: what stands under everything: where and when it was read."""
    buffer = BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    workbook.set_properties({"title": page.title[:250]})
    _Sheet(workbook, workbook.add_worksheet(_("Figures"))).write(page, sources)
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

    def write(self, page: PageTables, sources: Sequence[str]) -> None:
        for table in page.tables:
            self._widths = _widest(self._widths, _widths(table))
        for position, line in enumerate(page.lines):
            self._text(line, {"bold": True, "font_size": 14} if position == 0 else {})
        for table in page.tables:
            first = self._table(table, is_alone=len(page.tables) == 1)
            if len(page.tables) == 1:
                self._freeze(first, table)
        self._row += 1
        for source in sources:
            self._text(source, {"italic": True, "font_size": 10})
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, width)
        self._lay_out(len(self._widths))

    def _table(self, table: Table, is_alone: bool) -> int:
        """Write the table at the row that comes next; gives that of its first line."""
        self._row += 1
        self._text(table.heading, {"bold": True, "font_size": 12})
        for heading in _with_origin(table):
            self._heading(heading)
        for row in range(table.heading_rows):
            alone = [each for each in table.headings if each.row + each.rows - 1 == row]
            over_one = [each for each in alone if each.columns == 1]
            self._make_room(self._row + row, ((each.column, each.text) for each in over_one))
        self._row += table.heading_rows
        first = self._row
        for line in table.lines:
            self._line(line, table)
        totals = sum(line.is_total for line in table.lines)
        last = self._row - 1 - totals
        if is_alone and last > first:
            width = table.columns - 1 + table.has_origins
            self._sheet.autofilter(first - 1, 0, last, width)
        for note in table.notes:
            self._text(note, {"italic": True, "font_size": 10})
        return first

    def _heading(self, heading: Heading) -> None:
        row, column = self._row + heading.row, heading.column
        look = self._format(_HEADER | _BOX)
        if heading.rows > 1 or heading.columns > 1:
            last = (row + heading.rows - 1, column + heading.columns - 1)
            self._sheet.merge_range(row, column, *last, "", look)
        self._sheet.write_string(row, column, heading.text[:_LONGEST_TEXT], look)

    def _line(self, line: Line, table: Table) -> None:
        cells = list(line.cells)
        if table.has_origins:
            cells += [CellValue(None)] * (table.columns - len(cells))
            cells.append(CellValue(", ".join(line.origins) or None))
        for column, cell in enumerate(cells):
            self._cell(column, cell, line.is_total)
        texts = [cell.held if isinstance(cell.held, str) else "" for cell in cells]
        self._make_room(self._row, enumerate(texts))
        self._row += 1

    def _make_room(self, row: int, texts: Iterable[tuple[int, str]]) -> None:
        """Not every program makes a row as high as its text needs."""
        needed = max((_lines_of(text, self._widths[column]) for column, text in texts), default=1)
        self._sheet.set_row(row, _LINE_HEIGHT * needed)

    def _cell(self, column: int, cell: CellValue, is_total: bool) -> None:
        look = self._format(
            _BOX | {"num_format": cell.number_format, "bold": is_total, "text_wrap": True}
        )
        row, held = self._row, cell.held
        if held is None:
            self._sheet.write_blank(row, column, None, look)
        elif isinstance(held, Decimal):
            self._sheet.write_number(row, column, held, look)
        elif isinstance(held, date):
            self._sheet.write_datetime(row, column, held, look)
        else:
            self._sheet.write_string(row, column, held[:_LONGEST_TEXT], look)
        if cell.aside:
            self._sheet.write_comment(row, column, cell.aside[:_LONGEST_TEXT], {"x_scale": 2})

    def _text(self, text: str, more: dict[str, object]) -> None:
        self._sheet.write_string(self._row, 0, text[:_LONGEST_TEXT], self._format(more))
        self._row += 1

    def _format(self, properties: dict[str, object]) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(_FONT | properties)
        return self._formats[key]

    def _freeze(self, first: int, table: Table) -> None:
        self._sheet.freeze_panes(first, 1)
        if table.heading_rows:
            self._sheet.repeat_rows(first - table.heading_rows, first - 1)

    def _lay_out(self, columns: int) -> None:
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.print_area(0, 0, self._row, max(columns - 1, 0))


def _with_origin(table: Table) -> list[Heading]:
    headings = list(table.headings)
    if table.has_origins:
        headings.append(Heading(_("Origin"), 0, table.columns, table.heading_rows or 1))
    return headings


def _lines_of(text: str, width: int) -> int:
    return sum(len(wrap(line, width)) or 1 for line in text.split("\n"))


def _widths(table: Table) -> list[int]:
    narrowest = _NARROWEST if table.columns > _MANY_COLUMNS else _NARROW
    wide = [_FIRST_WIDTH] + [narrowest] * (table.columns - 1) + [_NARROW] * table.has_origins
    for line in table.lines:
        for column, cell in enumerate(line.cells):
            if isinstance(cell.held, str):
                longest = max(map(len, cell.held.split("\n")))
                wide[column] = max(wide[column], min(longest + 2, _WIDEST))
    return wide


def _widest(one: Sequence[int], other: Sequence[int]) -> list[int]:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    padded = [*shorter, *[0] * (len(longer) - len(shorter))]
    return [max(pair) for pair in zip(longer, padded, strict=True)]
