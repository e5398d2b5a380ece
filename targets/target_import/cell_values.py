"""What a cell of a sheet says of a target, or why it cannot be read.

Text is read as in the grid of targets, after its signs; a number the file holds as a number is
taken exactly, as people or per cent as its column was told, and a number the file shows with a per
cent sign is per cent. A formula without a value is an error, never a blank.
"""

from dataclasses import replace
from decimal import Decimal

from coverage.month_import.cell_values import NotRead, read, vietnamese
from coverage.notation.numbers import NumberError, NumberReason
from coverage.number_fields import REASONS, explain
from coverage.workbooks.book import Kind, SheetCell
from coverage.workbooks.layout import Figure, Layout, Part, Percents
from targets.register.typed_text import (
    TOO_MANY_PERCENT,
    Bare,
    CountedOnlyError,
    TypedTarget,
    counted_only,
    explain_target,
    read_target,
)

_HUNDRED = Decimal(100)


def read_cell(cell: SheetCell, holds: Figure, layout: Layout, *, has_rate: bool) -> TypedTarget:
    """All empty for a blank; without `has_rate` a plain number is a count. Raises NotRead."""
    part = holds.part if has_rate else Part.PEOPLE
    if cell.kind == Kind.TEXT:
        return _in_words(cell.text, part, layout, has_rate=has_rate)
    part = Part.RATE if is_shown_as_percent(cell) else part
    said = read(cell, part, layout.numbers, layout.percents)
    if said.rate is not None and not has_rate:
        raise NotRead(counted_only())
    return _sane(TypedTarget(said.people, said.rate))


def is_shown_as_percent(cell: SheetCell) -> bool:
    return cell.number is not None and "%" in cell.number_format


def is_plain(cell: SheetCell) -> bool:
    """A number without a per cent sign, as a number or as text."""
    if cell.kind == Kind.TEXT:
        return "%" not in cell.text and any(sign.isdigit() for sign in cell.text)
    return cell.number is not None and "%" not in cell.number_format


def _in_words(text: str, part: Part, layout: Layout, *, has_rate: bool) -> TypedTarget:
    bare = Bare.PERCENT if part is Part.RATE else Bare.PEOPLE
    try:
        typed = read_target(vietnamese(text, layout.numbers), bare, has_rate=has_rate)
    except CountedOnlyError as error:
        raise NotRead(counted_only()) from error
    except NumberError as error:
        if (explained := explain_target(error)) != explain(error):
            raise NotRead(explained) from error
        raise NotRead(str(REASONS[error.reason]), error.suggestion or "") from error
    is_fraction = "%" not in text and layout.percents is Percents.FRACTION
    if typed.percent is not None and is_fraction:
        typed = replace(typed, percent=typed.percent * _HUNDRED)
    return _sane(typed)


def _sane(typed: TypedTarget) -> TypedTarget:
    if typed.percent is not None and typed.percent >= TOO_MANY_PERCENT:
        raise NotRead(str(REASONS[NumberReason.TOO_LARGE]))
    return typed
