"""A workbook being written: cells of values and of formulas, each with its look.

A formula is written together with the value the server knows, so that a viewer that does not
calculate shows the same. Text is written as text, whatever it begins with.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Generic, TypeVar

from django.utils.timezone import localtime
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from coverage.tables.looks import FONT, HEADER, TEXT, TEXT_CELL, Look
from coverage.tables.number_widths import width_of_number
from coverage.tables.paper import MARGINS, MILLIMETRES_PER_INCH

A4 = 9
COMMENT_SIZE = {"x_scale": 2, "y_scale": 1.5}
HEADER_HEIGHT = 48
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST_TEXT = 32_767
_MOST_DIGITS, _MOST_POWERS = 15, 300

Value = int | float | Decimal | str | None


@dataclass(frozen=True, slots=True)
class Formula:
    """`text` begins with "="; `value` is what it comes to, None where it gives a blank."""

    text: str
    value: Value


Held = Value | date | Formula
Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class SheetColumn(Generic[Subject]):
    """A column of a table: what stands over it, how wide it is, and what it holds in the line of a
    subject. A width of 0 leaves it as it is. `form`: the number format of a line's own cell, where
    lines differ, as printed numbers do."""

    heading: str
    width: float
    cell: Callable[[Subject], Held]
    look: Look = TEXT_CELL
    form: Callable[[Subject], str] | None = field(default=None, kw_only=True)

    def look_in(self, subject: Subject) -> Look:
        """The look of its cell in the line of a subject."""
        return replace(self.look, number_format=self.form(subject)) if self.form else self.look


class WrittenSheet:
    """One sheet. Rows and columns count from zero; references are written as Excel does."""

    def __init__(self, book: "WrittenBook", worksheet: Worksheet) -> None:
        self._book = book
        self.worksheet = worksheet
        self.name: str = worksheet.get_name()
        self._quoted = quote_sheetname(self.name)

    def put(self, row: int, column: int, held: Held, look: Look = TEXT) -> None:
        """Write a cell. None leaves it blank, never zero, and so does an empty text."""
        style = self._book.format(look)
        if held is None or held == "":
            self.worksheet.write_blank(row, column, None, style)
        elif isinstance(held, str):
            self.worksheet.write_string(row, column, _writable(held), style)
        elif isinstance(held, Formula):
            self.worksheet.write_formula(row, column, held.text, style, _cached(held.value))
        elif isinstance(held, date):
            self.worksheet.write_datetime(row, column, _without_zone(held), style)
        else:
            self.worksheet.write_number(row, column, held, style)

    def comment(self, row: int, column: int, text: str) -> None:
        self.worksheet.write_comment(row, column, _writable(text), COMMENT_SIZE)

    def put_across(self, row: int, first: int, last: int, held: Held, look: Look) -> None:
        """Write into the cells from `first` to `last` of a row, merged where they are several."""
        self.put_over((row, first), (row, last), held, look)

    def put_over(
        self, first: tuple[int, int], last: tuple[int, int], held: Held, look: Look
    ) -> None:
        """Write into the cells from row and column of `first` to those of `last`, merged where
        they are several."""
        if last != first:
            self.worksheet.merge_range(*first, *last, "", self._book.format(look))
        self.put(*first, held, look)

    def format(self, look: Look) -> Format:
        return self._book.format(look)

    def start_table(self, row: int, columns: Sequence[SheetColumn[Subject]]) -> None:
        """The heading of a table, and the widths of its columns."""
        for position, column in enumerate(columns):
            self.put(row, position, column.heading, HEADER)
            if column.width:
                self.worksheet.set_column(position, position, column.width)
        self.worksheet.set_row(row, HEADER_HEIGHT)

    def put_line(self, row: int, columns: Sequence[SheetColumn[Subject]], subject: Subject) -> None:
        for position, column in enumerate(columns):
            self.put(row, position, column.cell(subject), column.look_in(subject))

    def put_lines(
        self, first: int, columns: Sequence[SheetColumn[Subject]], subjects: Iterable[Subject]
    ) -> int:
        """From row `first` on. Gives the last row, the one before `first` where there are none."""
        row = first - 1
        for row, subject in enumerate(subjects, start=first):
            self.put_line(row, columns, subject)
        return row

    def finish_table(self, heading: int, last: int, columns: int, frozen_columns: int) -> None:
        """Freeze the heading and the first columns, filter, and print on A4 across."""
        sheet = self.worksheet
        sheet.freeze_panes(heading + 1, frozen_columns)
        if last > heading:
            sheet.autofilter(heading, 0, last, columns - 1)
        self.print_across(last, columns - 1)
        sheet.repeat_rows(heading)

    def print_across(self, last_row: int, last_column: int) -> None:
        """A4 across, as wide as the page, with the margins of Nghị định 30/2020/NĐ-CP."""
        sheet = self.worksheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(*(millimetres / MILLIMETRES_PER_INCH for millimetres in MARGINS))
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, last_row, last_column)
        font = f'&"{FONT}"&10'
        title, name = _in_footer(self._book.footer), _in_footer(self.name)
        sheet.set_footer(f"&L{font}{title}&C{font}{name}&R{font}&P/&N")

    def break_pages(self, rows: Iterable[int]) -> None:
        """A new page before each of the rows. The sheet stays one page wide, whatever its font; a
        program that leaves breaks out of a fitted sheet breaks it where a page ends."""
        self.worksheet.set_h_pagebreaks(list(rows))

    def ref(self, row: int, column: int) -> str:
        """The cell as another sheet's formula names it."""
        return f"{self._quoted}!{xl_rowcol_to_cell(row, column, True, True)}"


class _Worksheet(Worksheet):
    """The formulas here call no function newer than Excel 2007, so each need not be searched for
    thirty of them, which takes longer than all the rest."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


class WrittenBook:
    """`footer` stands at the foot of every printed page. A workbook in memory; or the file at
    `path`, whose rows are written from the top down and leave the memory one by one."""

    def __init__(self, footer: str = "", path: Path | None = None) -> None:
        self.footer = footer
        self._stream = BytesIO()
        self.workbook = Workbook(
            str(path) if path else self._stream,
            {
                "in_memory": path is None,
                "constant_memory": path is not None,
                "tmpdir": str(path.parent) if path else None,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
                # Column widths are counted in its digits.
                "default_format_properties": {"font_name": FONT, "font_size": 11},
            },
        )
        self._formats: dict[Look, Format] = {}

    def add_sheet(self, name: str) -> WrittenSheet:
        return WrittenSheet(self, self.workbook.add_worksheet(name, _Worksheet))

    def format(self, look: Look) -> Format:
        known = self._formats.get(look)
        if known is None:
            known = self._formats[look] = self.workbook.add_format(look.as_properties())
        return known

    def as_bytes(self) -> bytes:
        """The finished file; nothing can be written after it."""
        self.workbook.close()
        return self._stream.getvalue()


def width_of(held: Held, number_format: str) -> float:
    """What a number takes in any font; nothing of what is none, which goes on in another line."""
    number = held.value if isinstance(held, Formula) else held
    if not isinstance(number, int | float | Decimal):
        return 0
    return width_of_number(number, number_format)


def quoted(text: str) -> str:
    """Text as a formula holds it."""
    return '"' + text.replace('"', '""') + '"'


def copy_of(ref: str) -> str:
    """A cell's value; a blank stays blank, which a bare reference would turn into zero."""
    return f'=IF({ref}="","",{ref})'


def holds_exactly(number: int | Decimal) -> bool:
    """Whether Excel keeps the number digit for digit."""
    exact = Decimal(number)
    return len(exact.as_tuple().digits) <= _MOST_DIGITS and abs(exact.adjusted()) < _MOST_POWERS


def _writable(text: str) -> str:
    """Without the signs that a workbook cannot hold."""
    return _UNWRITABLE.sub("", text)[:_LONGEST_TEXT]


def _without_zone(day: date) -> date:
    """A workbook knows no time zones: of a moment the clock of the office, to the second."""
    if not isinstance(day, datetime):
        return day
    return localtime(day).replace(tzinfo=None, microsecond=0)


def _cached(value: Value) -> int | float | str:
    """A file holds numbers as binary floats; the exact value ends here."""
    if value is None:
        return ""
    return float(value) if isinstance(value, Decimal) else value


def _in_footer(text: str) -> str:
    return text.replace("&", "&&")
