"""One sheet's part becomes a sheet: cells, merged areas, what is hidden. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from coverage.workbooks.book import FileRefused, Kind, Sheet, SheetCell
from coverage.workbooks.reading import limits, references
from coverage.workbooks.reading.events import Budget
from coverage.workbooks.reading.reasons import Reason
from coverage.workbooks.reading.strings import Run, RunsReader
from coverage.workbooks.reading.styles import Style
from coverage.workbooks.reading.values import iso_date_cell, number_cell, text_cell
from coverage.workbooks.reading.written_text import as_read, unescaped

_PLAIN = Style()
_BOOLEANS = {"0": "FALSE", "1": "TRUE", "false": "FALSE", "true": "TRUE"}
_YES = {"1", "true"}


@dataclass(frozen=True)
class Shared:
    """What the sheets of one workbook share."""

    strings: Sequence[Sequence[Run]] = ()
    styles: Sequence[Style] = (_PLAIN,)
    is_1904: bool = False


class SheetReader:
    """Reads a sheet's part. Raises FileRefused at the first cell that cannot be what it claims."""

    def __init__(self, name: str, shared: Shared, budget: Budget) -> None:
        self.name, self._shared, self._budget = name, shared, budget
        self.cells: dict[tuple[int, int], SheetCell] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
        self._row = self._column = 0
        self._row_written = ""
        self._column_numbers: dict[str, int] = {}  # of the letters met so far
        self._styles: dict[str, Style] = {}  # by their written numbers
        self._shared_texts: dict[tuple[str, Style, bool], SheetCell | None] = {}
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] | None = None
        self._length = 0
        self._value: str | None = None
        self._formula: str | None = None
        self._runs = RunsReader(name)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._attributes = attributes
            self._value = self._formula = None
            self._row, self._column = self._position(attributes.get("r"))
        elif name in ("v", "f"):
            self._pieces, self._length = [], 0
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col":
            self._columns(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            self._runs.start(name, attributes)

    def end(self, name: str) -> None:
        if name == "v":
            self._value = self._ended_text()
        elif name == "c":
            self._keep_cell()
        elif name == "f":
            self._formula = self._ended_text()
        else:
            self._runs.end(name)

    def text(self, data: str) -> None:
        if self._pieces is None:
            self._runs.text(data)
            return
        self._pieces.append(data)
        self._length += len(data)
        if self._length > limits.CELL_TEXT:
            raise self._refusal(Reason.TEXT_TOO_LONG, most=limits.CELL_TEXT)

    def sheet(self, is_hidden: bool) -> Sheet:
        """Merged areas and hidden columns as far as there are cells: beyond, they say nothing."""
        last_row = max((row for row, _ in self.cells), default=0)
        last_column = max((column for _, column in self.cells), default=0)
        return Sheet(
            self.name,
            self.cells,
            tuple(
                (top, left, min(bottom, last_row), min(right, last_column))
                for top, left, bottom, right in self._merged
                if top <= last_row and left <= last_column
            ),
            frozenset(row for row in self._hidden_rows if row <= last_row),
            frozenset(
                column
                for first, last in self._hidden_columns
                for column in range(first, min(last, last_column) + 1)
            ),
            is_hidden,
        )

    def _ended_text(self) -> str:
        text, self._pieces = "".join(self._pieces or ()), None
        return text

    def _refusal(self, reason: Reason, **details: str | int) -> FileRefused:
        cell = references.address(self._row, self._column)
        return FileRefused(reason, sheet=self.name, cell=cell, **details)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r")
        number = self._row + 1 if written is None else self._count(written, references.LAST_ROW)
        self._row, self._column, self._row_written = number, 0, str(number)
        if attributes.get("hidden") in _YES or attributes.get("ht") == "0":
            self._hidden_rows.add(number)

    def _columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _YES or attributes.get("width") == "0":
            first = self._count(attributes.get("min", ""), references.LAST_COLUMN)
            last = self._count(attributes.get("max", ""), references.LAST_COLUMN)
            if first <= limits.COLUMNS:
                self._hidden_columns.append((first, last))
            if len(self._hidden_columns) > limits.COLUMNS:
                raise FileRefused(Reason.TOO_INTRICATE, part=self.name)

    def _count(self, written: str, most: int) -> int:
        is_number = written.isascii() and written.isdigit() and len(written) <= 7
        if is_number and 1 <= int(written) <= most:
            return int(written)
        raise FileRefused(Reason.DAMAGED_CELL, sheet=self.name, cell=as_read(written[:20]))

    def _position(self, reference: str | None) -> tuple[int, int]:
        """A cell without a reference is the next of its row."""
        if reference is None:
            return self._row, self._column + 1
        letters = reference.removesuffix(self._row_written)
        if letters in self._column_numbers:
            return self._row, self._column_numbers[letters]
        found = references.position(reference)
        if found is None or found[0] != self._row:
            cell = as_read(reference[:20])
            raise FileRefused(Reason.DAMAGED_CELL, sheet=self.name, cell=cell)
        self._column_numbers[letters] = found[1]
        return found

    def _merge(self, reference: str) -> None:
        found = references.area(reference)
        if found is None:
            raise FileRefused(Reason.DAMAGED_CELL, sheet=self.name, cell=as_read(reference[:20]))
        self._merged.append(found)
        if len(self._merged) > limits.MERGES:
            raise FileRefused(Reason.TOO_INTRICATE, part=self.name)

    def _keep_cell(self) -> None:
        cell = self._cell(self._runs.clear())
        if cell is None:
            return
        place = self._row, self._column
        if place in self.cells or self._row == 0:
            raise self._refusal(Reason.DAMAGED_CELL)
        if self._row > limits.ROWS or self._column > limits.COLUMNS:
            raise self._refusal(Reason.CELL_TOO_FAR, rows=limits.ROWS, columns=limits.COLUMNS)
        self._budget.cells -= 1
        if self._budget.cells < 0:
            raise FileRefused(Reason.TOO_MANY_CELLS, most=limits.CELLS)
        self._budget.text -= len(cell.text)
        if self._budget.text < 0:
            raise FileRefused(Reason.TOO_MUCH_TEXT)
        self.cells[place] = cell

    def _cell(self, runs: Sequence[Run]) -> SheetCell | None:
        """None for a blank; a formula without a value is not one."""
        kind, value = self._attributes.get("t", "n"), self._value
        is_formula = self._formula is not None
        if kind == "inlineStr":
            return text_cell(runs, self._style(), is_formula)
        if is_formula and (value is None or (not value.strip() and kind != "str")):
            written = as_read(f"={self._formula}")
            return SheetCell(Kind.UNCALCULATED, written, None, self._style().number_format, True)
        if value is None or not value.strip():
            return None
        if kind == "n":
            return number_cell(value, self._style(), self._shared.is_1904, is_formula)
        return self._cell_of_kind(kind, value, is_formula)

    def _cell_of_kind(self, kind: str, value: str, is_formula: bool) -> SheetCell | None:
        style, bare = self._style(), value.strip()
        if kind == "s":
            return self._shared_text(bare, style, is_formula)
        if kind == "str":
            return text_cell([Run(unescaped(value))], style, is_formula)
        if kind == "b" and bare in _BOOLEANS:
            return SheetCell(Kind.BOOLEAN, _BOOLEANS[bare], None, style.number_format, is_formula)
        if kind == "e":
            return SheetCell(Kind.ERROR, as_read(bare), None, style.number_format, is_formula)
        if kind == "d":
            return iso_date_cell(bare, style, is_formula)
        raise self._refusal(Reason.DAMAGED_CELL)

    def _shared_text(self, written: str, style: Style, is_formula: bool) -> SheetCell | None:
        """Made once however many cells refer to it: most texts of a sheet come again and again."""
        key = written, style, is_formula
        if key not in self._shared_texts:
            is_number = written.isascii() and written.isdigit() and len(written) <= 9
            if not is_number or int(written) >= len(self._shared.strings):
                raise self._refusal(Reason.DAMAGED_CELL)
            runs = self._shared.strings[int(written)]
            self._shared_texts[key] = text_cell(runs, style, is_formula)
        return self._shared_texts[key]

    def _style(self) -> Style:
        written = self._attributes.get("s", "0")
        if written not in self._styles:
            is_number = written.isascii() and written.isdigit() and len(written) <= 6
            if not is_number or int(written) >= len(self._shared.styles):
                raise self._refusal(Reason.DAMAGED_CELL)
            self._styles[written] = self._shared.styles[int(written)]
        return self._styles[written]
