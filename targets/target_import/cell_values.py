"""What a cell of a sheet says of a target, or why it cannot be read.

Text is read as in the grid of targets, after its signs; a number the file holds as a number is
taken exactly, as people or per cent as its column was told, and a number the file shows with a per
cent sign is per cent. A formula without a value is an error, never a blank.
"""

from dataclasses import replace

from coverage.notation.numbers import NumberError, NumberReason
from coverage.number_fields import REASONS
from coverage.workbooks.book import SheetCell
from coverage.workbooks.cell_values import (
    HUNDRED,
    NotRead,
    held_number,
    is_shown_as_percent,
    unreadable,
    vietnamese,
)
from coverage.workbooks.layout import ColumnKind, Layout, Part, Percents
from targets.register.typed_text import (
    TOO_MANY_PERCENT,
    Bare,
    CountedOnlyError,
    TypedTarget,
    counted_only,
    explain_target,
    read_target,
)


def read_cell(cell: SheetCell, holds: ColumnKind, layout: Layout, *, has_rate: bool) -> TypedTarget:
    """All empty for a blank; without `has_rate` a plain number is a count. Raises NotRead."""
    part = holds.part if has_rate else Part.PEOPLE
    held = held_number(cell, Part.RATE if is_shown_as_percent(cell) else part, layout.percents)
    if held is None:
        return _in_words(cell.text, part, layout, has_rate=has_rate)
    if held.percent is not None and not has_rate:
        raise NotRead(counted_only())
    return _sane(TypedTarget(held.people, held.percent))


def completed(said: TypedTarget, before: TypedTarget) -> TypedTarget:
    """With what it says nothing of as it stood: a column of people in a sheet of one's own says
    nothing of the per cent, and a bare number nothing of "at least"."""
    people, of_people = before.people, before.people_qualifier
    if said.people is not None:
        people, of_people = said.people, said.people_qualifier or of_people
    percent, of_percent = before.percent, before.percent_qualifier
    if said.percent is not None:
        percent, of_percent = said.percent, said.percent_qualifier or of_percent
    return TypedTarget(people, percent, of_people, of_percent)


def _in_words(text: str, part: Part, layout: Layout, *, has_rate: bool) -> TypedTarget:
    bare = Bare.PERCENT if part is Part.RATE else Bare.PEOPLE
    try:
        typed = read_target(vietnamese(text, layout.numbers), bare, has_rate=has_rate)
    except CountedOnlyError as error:
        raise NotRead(counted_only()) from error
    except NumberError as error:
        raise unreadable(error, explain_target(error)) from error
    is_fraction = "%" not in text and layout.percents is Percents.FRACTION
    if typed.percent is not None and is_fraction:
        typed = replace(typed, percent=typed.percent * HUNDRED)
    return _sane(typed)


def _sane(typed: TypedTarget) -> TypedTarget:
    if typed.percent is not None and typed.percent >= TOO_MANY_PERCENT:
        raise NotRead(str(REASONS[NumberReason.TOO_LARGE]))
    return typed
