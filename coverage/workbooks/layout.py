"""How a sheet is laid out: where its units stand and which column holds which figure. Pure.

Rows and columns count from 1, as in the file.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from coverage.notation.text import search_key
from coverage.workbooks.book import Sheet, SheetCell

LAST_COLUMN = 200


class Part(StrEnum):
    PEOPLE = "people"
    RATE = "rate"


class Numbers(StrEnum):
    """How numbers are written where they are text; numbers stored as numbers need no telling."""

    VIETNAMESE = "vi"  # 1.234,5
    ENGLISH = "en"  # 1,234.5


class Percents(StrEnum):
    """What a rate of 80,58 % is as a plain number."""

    PERCENT = "percent"  # 80,58
    FRACTION = "fraction"  # 0,8058


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """What a column holds: an indicator by its code, in people or as a printed rate; of targets
    also their year, which a month's figures have none of."""

    code: str
    part: Part = Part.PEOPLE
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """`first_header` to `last_header` are the rows of headings; units and figures follow them.

    A unit is told by our own id (only a template has it), its official code or its name.
    """

    sheet: str
    first_header: int
    last_header: int
    name_column: int | None = None
    code_column: int | None = None
    id_column: int | None = None
    kinds: Mapping[int, ColumnKind] = field(default_factory=dict)
    numbers: Numbers = Numbers.VIETNAMESE
    percents: Percents = Percents.PERCENT

    @property
    def unit_columns(self) -> tuple[int, ...]:
        found = (self.name_column, self.code_column, self.id_column)
        return tuple(column for column in found if column is not None)


def spread(sheet: Sheet, first: int, last: int) -> dict[tuple[int, int], SheetCell]:
    """The cells of some rows, each merged one in all the places it covers there. Columns far out
    hold no figures and are left out."""
    shown: dict[tuple[int, int], SheetCell] = {}
    for top, left, bottom, right in sheet.merged:
        cell = sheet.cells.get((top, left))
        if cell is None or bottom < first or top > last:
            continue
        for row in range(max(top, first), min(bottom, last) + 1):
            for column in range(left, min(right, LAST_COLUMN) + 1):
                shown[row, column] = cell
    for (row, column), cell in sheet.cells.items():
        if first <= row <= last and column <= LAST_COLUMN:
            shown[row, column] = cell
    return shown


def headed_columns(sheet: Sheet, layout: Layout) -> list[tuple[int, str]]:
    """Each column that has a heading or a cell below, with its headings from the top."""
    heads = spread(sheet, layout.first_header, layout.last_header)
    rows = range(layout.first_header, layout.last_header + 1)
    filled = {column for row, column in sheet.cells if row > layout.last_header}
    columns = {column for _row, column in heads} | filled
    found = []
    for column in sorted(each for each in columns if each <= LAST_COLUMN):
        texts = [heads[row, column].text for row in rows if (row, column) in heads]
        found.append((column, " – ".join(dict.fromkeys(texts))))
    return found


def fingerprint(sheet: Sheet, layout: Layout) -> str:
    """Stands for the headings: the same next month, whatever month and year they name."""
    heads = [
        (column, "".join(sign for sign in search_key(text) if not sign.isdigit()))
        for column, text in headed_columns(sheet, layout)
    ]
    return hashlib.sha256(repr(heads).encode()).hexdigest()


def as_json(layout: Layout) -> dict[str, Any]:
    """The layout in plain words and numbers, to be kept; `figures` are its kinds."""
    kept = asdict(layout)
    del kept["kinds"]
    kinds = [(column, each.code, each.part, each.year) for column, each in layout.kinds.items()]
    return kept | {"figures": kinds}


def from_json(kept: Mapping[str, Any]) -> Layout:
    """What `as_json` wrote."""
    plain = {name: value for name, value in kept.items() if name != "figures"}
    plain["kinds"] = {
        column: ColumnKind(code, Part(part), year) for column, code, part, year in kept["figures"]
    }
    plain["numbers"], plain["percents"] = Numbers(kept["numbers"]), Percents(kept["percents"])
    return Layout(**plain)
