"""Rows of a workbook of acts: one for each old unit that goes to a new one. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from coverage.notation.text import nfc, search_key
from coverage.refusals import Refused
from coverage.workbooks.book import Book, Kind, Sheet, SheetCell

# The headings of the template; a workbook has them in any order, in Vietnamese with any marks.
HEADINGS: Mapping[str, str] = {
    "old_code": "Mã cũ",
    "old_name": "Tên cũ",
    "new_code": "Mã mới",
    "new_name": "Tên mới",
    "kind": "Loại hình mới",
    "share": "Tỷ trọng (%)",
}
_MOST_HEADER_ROWS = 15
MOST_ROWS = 4000
_LONGEST_CELL = 120


class NoHeadings(Refused):
    said: str | Promise = gettext_lazy(
        "No sheet has the headings Mã cũ, Tên cũ, Mã mới, Tên mới, Loại hình mới, Tỷ trọng (%). "
        "Download the template and fill it in."
    )


class NoRows(Refused):
    said: str | Promise = gettext_lazy(
        "No row says what a unit becomes: fill in the new code or the new name."
    )


class TooManyRows(Refused):
    said: str | Promise = gettext_lazy("The workbook has more rows than there are units.")


@dataclass(frozen=True, slots=True)
class BulkRow:
    """`line`: its row in the sheet. Texts as they stand there; `share` in per cent."""

    line: int
    old_code: str = ""
    old_name: str = ""
    new_code: str = ""
    new_name: str = ""
    kind: str = ""
    share: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.new_code or self.new_name or self.kind)


def rows_of(book: Book) -> list[BulkRow]:
    """Of the first sheet with the headings, the rows that say something new. Raises NoHeadings,
    NoRows, TooManyRows."""
    for sheet in book.sheets:
        if (found := _columns(sheet)) is not None:
            header, columns = found
            lines = sorted({row for row, _column in sheet.cells if row > header})
            rows = [_row(sheet, line, columns) for line in lines]
            return checked([row for row in rows if row.says_something])
    raise NoHeadings


def checked(rows: list[BulkRow]) -> list[BulkRow]:
    if not rows:
        raise NoRows
    if len(rows) > MOST_ROWS:
        raise TooManyRows
    return rows


def written(rows: Iterable[BulkRow]) -> str:
    """For a hidden field of the form that confirms them."""
    return json.dumps([astuple(row) for row in rows], ensure_ascii=False)


def read_back(text: str) -> list[BulkRow]:
    """Raises NoRows where it is no such text."""
    try:
        rows = json.loads(text)
        found = [BulkRow(int(line), *(str(each) for each in texts)) for line, *texts in rows]
    except (ValueError, TypeError) as error:
        raise NoRows from error
    return checked(found)


def _columns(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    names = {search_key(text): name for name, text in HEADINGS.items()}
    for row in range(1, _MOST_HEADER_ROWS + 1):
        found = {
            column: names[key]
            for (at, column), cell in sheet.cells.items()
            if at == row and (key := search_key(cell.text)) in names
        }
        if len(set(found.values())) == len(HEADINGS):
            return row, found
    return None


def _row(sheet: Sheet, line: int, columns: Mapping[int, str]) -> BulkRow:
    said = {
        name: _text(cell, name)
        for column, name in columns.items()
        if (cell := sheet.cells.get((line, column))) is not None
    }
    return BulkRow(line, **said)


def _text(cell: SheetCell, name: str) -> str:
    if cell.kind == Kind.NUMBER and cell.number is not None:
        number = cell.number * 100 if name == "share" and "%" in cell.number_format else cell.number
        return _plain(number)
    return nfc(" ".join(cell.text.split()))[:_LONGEST_CELL]


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}".replace(".", ",")


def of_code(code: str, digits: int) -> str:
    """A number cell has lost the zeros in front."""
    return code.zfill(digits) if code.isascii() and code.isdecimal() else code
