"""A posted block of figures: what its texts say, and the cells to write."""

from datetime import date
from typing import Any

from coverage.entry import Cell
from coverage.grid.block import (
    BlockReading,
    Key,
    PostedBlock,
    UnreadableCell,
    read_block,
    shown_versions,
)
from coverage.models import Absence, ReportedFigure
from coverage.month.typed_text import TypedFigure, explain_cell, read_cell, write_cell
from coverage.notation.numbers import NumberError

FigureReading = BlockReading[ReportedFigure, TypedFigure]


def read_figures(block: PostedBlock, period: date) -> FigureReading:
    """Keys are unit and indicator. One statement, whatever the number of cells."""
    rows = ReportedFigure.objects.filter(period=period)
    shown = shown_versions(block, rows, lambda row: (row.unit_id, row.indicator_id))
    return read_block(block, shown, _read, lambda _key, row: write_cell(row.people, row.absence))


def _read(_key: Key, text: str) -> TypedFigure:
    try:
        return read_cell(text)
    except NumberError as error:
        raise UnreadableCell(explain_cell(error)) from error


def cells_to_write(reading: FigureReading, cut_off: date) -> list[Cell]:
    return [_cell(reading, key, typed, cut_off) for key, typed in reading.changes.items()]


def _rate_of(figure: ReportedFigure | None) -> dict[str, Any]:
    """A rate as it was printed."""
    names = ("rate", "rate_precision", "rate_qualifier")
    return {name: getattr(figure, name) for name in names} if figure else {}


def _cell(reading: FigureReading, key: Key, typed: TypedFigure, cut_off: date) -> Cell:
    """A rate printed with the old people says nothing of the new ones, so it stays behind, with
    the note and the source; a rate that stood alone is still the rate that was reported."""
    before = reading.before.get(key)
    alone = before is not None and before.people is None and not typed.absence
    return Cell(
        *key,
        people=typed.people,
        **_rate_of(before if alone else None),
        absence=Absence.WITHDRAWN if typed.is_blank else typed.absence,
        scope=before.scope if before and not typed.is_blank else "",
        as_of=cut_off,
        shown=reading.block.shown.get(key),
    )
