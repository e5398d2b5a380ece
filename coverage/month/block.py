"""A posted block of figures: what its texts say, and the cells to write."""

from datetime import date

from coverage.entry import Cell
from coverage.grid.block import (
    BlockReading,
    CellChange,
    Key,
    PostedBlock,
    UnreadableCell,
    read_block,
    shown_versions,
)
from coverage.models import Absence, ReportedFigure
from coverage.month.typed_text import TypedFigure, explain_cell, read_cell
from coverage.notation.numbers import NumberError

FigureChange = CellChange[ReportedFigure, TypedFigure]
FigureReading = BlockReading[ReportedFigure, TypedFigure]


def read_figures(block: PostedBlock, period: date) -> FigureReading:
    """Keys are unit and indicator. One statement, whatever the number of cells."""
    of_the_month = ReportedFigure.objects.filter(period=period)
    shown = shown_versions(block, of_the_month, lambda row: (row.unit_id, row.indicator_id))
    return read_block(block, shown, _read, _said_by)


def _read(_key: Key, text: str) -> TypedFigure:
    try:
        return read_cell(text)
    except NumberError as error:
        raise UnreadableCell(explain_cell(error)) from error


def _said_by(figure: ReportedFigure | None) -> TypedFigure:
    """A figure that was withdrawn, or has only a rate, said nothing."""
    if figure is None or figure.absence == Absence.WITHDRAWN:
        return TypedFigure()
    return TypedFigure(figure.people, figure.absence)


def cell_to_write(change: FigureChange, cut_off: date) -> Cell:
    """A rate printed with the old people says nothing of the new ones, so it stays behind, with
    the note and the source; a rate that stood alone is still the rate that was reported."""
    typed, before = change.value, change.before
    alone = before is not None and before.people is None and not typed.absence
    return Cell(
        *change.key,
        people=typed.people,
        rate=before.rate if before and alone else None,
        absence=Absence.WITHDRAWN if typed.is_blank else typed.absence,
        scope=before.scope if before and not typed.is_blank else "",
        as_of=cut_off,
        shown=change.shown,
    )
