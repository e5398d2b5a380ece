"""A table as the cells of a sheet: exact values under their number formats."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from coverage.models import Origin
from coverage.tables.columns import Column
from coverage.tables.notations import TEXT_FORMAT, Exact
from coverage.tables.table import Group, Table


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as a sheet holds it; `aside`: what its comment says; `width`: of its longest line, in
    signs."""

    held: Exact
    number_format: str = TEXT_FORMAT
    aside: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over the columns and rows it spans, which count from zero."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """`rows`: the totals last, of which there are `totals`; `notes`: what stands under them."""

    heading: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    totals: int
    notes: Sequence[str]

    @property
    def heading_rows(self) -> int:
        return max((each.row + each.rows for each in self.headings), default=0)

    @property
    def columns(self) -> int:
        return max((each.column + each.columns for each in self.headings), default=0)


def grid_of(table: Table) -> Grid:
    """The columns that stand in a file, and where its lines come from, where any is simulated or
    published."""
    headings = [heading for heading, _column in table.file_columns]
    columns = [column for _heading, column in table.file_columns]
    lines = [*table.data, *table.totals]
    rows = [[_cell(column, line) for column in columns] for line in lines]
    origins = [_origins(columns, line) for line in lines]
    placed = list(_headings(headings, table.groups))
    if table.adds_origins and any(origins):
        placed.append(Heading(_("Origin"), 0, len(columns), 2 if table.groups else 1))
        rows = [[*row, _text(origin)] for row, origin in zip(rows, origins, strict=True)]
    return Grid(str(table.heading), placed, rows, len(table.totals), table.notes)


def _headings(headings: Sequence[str], groups: Sequence[Group]) -> Iterator[Heading]:
    """Those before the first group stand over two rows."""
    alone = len(headings) - sum(group.span for group in groups)
    if not groups:
        alone = 0
    for column, text in enumerate(headings):
        if column < alone:
            yield Heading(text, 0, column, rows=2)
        else:
            yield Heading(text, 1 if groups else 0, column)
    for group in groups:
        yield Heading(group.text, 0, alone, columns=group.span)
        alone += group.span


def _cell(column: Column, line: Any) -> Cell:
    """What stands beside a text goes on in it; beside a number it is a comment."""
    held, beside = column.value(line), column.said_beside(line)
    if held is None:
        return Cell(None, aside="\n".join(beside))
    if isinstance(held, str):
        return _text("\n".join(each for each in (held, *beside) if each))
    shown = column.write(line)
    return Cell(held, column.format_of(line), "\n".join(beside), len(shown))


def _text(text: str) -> Cell:
    return Cell(text or None, width=max(map(len, text.split("\n"))))


def _origins(columns: Iterable[Column], line: Any) -> str:
    said = {column.origin(line) for column in columns if column.origin is not None}
    marked = (each for each in (Origin.SIMULATED, Origin.PUBLISHED) if each in said)
    return ", ".join(str(each.label) for each in marked)
