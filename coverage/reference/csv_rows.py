"""The files of `fixtures/`: comma-separated, UTF-8, names in NFC, the columns named in line 1.

Dates read yyyy-mm-dd and months yyyy-mm, as in file names; numbers are written the Vietnamese
way ("821563", "80,58"), as everywhere. A wrong cell is reported by file, line and column.
"""

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from coverage.notation.numbers import NumberError, read_people, read_percent
from coverage.notation.periods import FIRST_YEAR, LAST_YEAR, PeriodError, from_slug
from coverage.notation.text import nfc


class FixtureError(ValueError):
    """A file that cannot be loaded; `str()` of it is one line that names the place."""

    def __init__(self, file: str, line: int, column: str, problem: str) -> None:
        self.file, self.line, self.column, self.problem = file, line, column, problem
        place = f"{file}, line {line}" + (f", column {column}" if column else "")
        super().__init__(f"{place}: {problem}")


@dataclass(frozen=True)
class Row:
    """One line of a file. Every reader raises FixtureError for a cell that does not fit."""

    file: str
    line: int
    cells: dict[str, str]

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"

    @property
    def cited(self) -> str:
        """In a history, which people read: Vietnamese, as all that is recorded."""
        return f"{self.file}, dòng {self.line}"

    def error(self, column: str, problem: str) -> FixtureError:
        return FixtureError(self.file, self.line, column, problem)

    def optional(self, column: str) -> str:
        return self.cells[column]

    def text(self, column: str) -> str:
        if not self.cells[column]:
            raise self.error(column, "is blank")
        return self.cells[column]

    def choice(self, column: str, allowed: Collection[str], *, blank: bool = False) -> str:
        text = self.optional(column) if blank else self.text(column)
        if text and text not in allowed:
            raise self.error(column, f"{text!r} is none of {', '.join(sorted(allowed))}")
        return text

    def flag(self, column: str) -> bool:
        return self.choice(column, ("yes", "no")) == "yes"

    def people(self, column: str) -> int | None:
        """A count; None where the cell is blank."""
        try:
            return read_people(self.cells[column])
        except NumberError as error:
            raise self.error(column, f"not a whole number ({error})") from error

    def number(self, column: str) -> int:
        number = self.people(column)
        if number is None:
            raise self.error(column, "is blank")
        return number

    def decimal(self, column: str) -> Decimal | None:
        """A share or a percentage; None where the cell is blank."""
        try:
            return read_percent(self.cells[column])
        except NumberError as error:
            raise self.error(column, f"not a decimal number ({error})") from error

    def year(self, column: str) -> int:
        year = self.number(column)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise self.error(column, f"{year} is not a year from {FIRST_YEAR} to {LAST_YEAR}")
        return year

    def day(self, column: str) -> date:
        text = self.text(column)
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise self.error(column, f"{text!r} is not a date yyyy-mm-dd") from error
        if day.isoformat() != text:
            raise self.error(column, f"{text!r} is not a date yyyy-mm-dd")
        return day

    def optional_day(self, column: str) -> date | None:
        return self.day(column) if self.cells[column] else None

    def period(self, column: str) -> date:
        text = self.text(column)
        try:
            return from_slug(text)
        except PeriodError as error:
            raise self.error(column, f"{text!r} is not a month yyyy-mm") from error


def read_rows(path: Path, columns: Sequence[str]) -> list[Row]:
    """The rows of a file that has exactly these columns. Raises FixtureError."""
    file = f"{path.parent.name}/{path.name}"
    reader = csv.reader(io.StringIO(_decoded(path, file)), strict=True)
    rows: list[Row] = []
    begun = 1
    try:
        for cells in reader:
            if begun == 1:
                _check_header(file, cells, columns)
            else:
                rows.append(_row(file, begun, cells, columns))
            begun = reader.line_num + 1
    except csv.Error as error:
        raise FixtureError(file, begun, "", f"not a line of a CSV file ({error})") from error
    if begun == 1:
        raise FixtureError(file, 1, "", "the file is empty")
    return rows


def _decoded(path: Path, file: str) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FixtureError(file, 1, "", f"cannot be read ({error.strerror})") from error
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FixtureError(file, line, "", "not in UTF-8") from error


def _check_header(file: str, cells: list[str], columns: Sequence[str]) -> None:
    if cells != list(columns):
        problem = f"the columns are {','.join(cells)} and must be {','.join(columns)}"
        raise FixtureError(file, 1, "", problem)


def _row(file: str, line: int, cells: list[str], columns: Sequence[str]) -> Row:
    if len(cells) != len(columns):
        raise FixtureError(file, line, "", f"{len(cells)} cells, expected {len(columns)}")
    row = Row(file, line, dict(zip(columns, cells, strict=True)))
    for column, text in row.cells.items():
        if text != text.strip():
            raise row.error(column, "white space before or after the text")
        if text != nfc(text):
            raise row.error(column, "not in Unicode NFC")
    return row
