"""A workbook as it was read: sheets of cells, nothing interpreted yet. Pure.

What reads a file makes this, and what looks for units and figures in it is handed this; so the
second can be tried without a file, and the first without a database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from coverage.notation.legacy_fonts import LegacyFont


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"  # #REF!, #N/A …; the text is the sign
    UNCALCULATED = "uncalculated"  # a formula whose file holds no value: never a blank


@dataclass(frozen=True)
class SheetCell:
    """One cell that holds something; a blank cell is not in the sheet at all.

    ``text`` is what a person reads in the cell, in NFC; ``number`` is the exact value of a number
    (None for everything else), of which ``number_format`` is the format in the file ("0.00%").
    ``legacy_font`` names the font the text was converted from, ``formula`` says that the value is
    the last result of a formula.
    """

    kind: Kind
    text: str
    number: Decimal | None = None
    number_format: str = "General"
    formula: bool = False
    legacy_font: LegacyFont | None = None


@dataclass(frozen=True)
class Sheet:
    """One sheet. Rows and columns count from 1, as in the file."""

    name: str
    cells: Mapping[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()  # first row, first column, last row, column
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False


@dataclass(frozen=True)
class Book:
    sheets: tuple[Sheet, ...]


class FileRefused(Exception):  # noqa: N818 (a refusal is an answer, not a mistake of the program)
    """The file as a whole is not read: ``reason`` is a code, ``details`` its numbers and names.

    ``coverage/workbooks/refusal_words.py`` says it to the reader.
    """

    def __init__(self, reason: str, **details: str | int) -> None:
        super().__init__(reason)
        self.reason, self.details = reason, details
