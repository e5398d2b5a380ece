"""A posted block of cells: what was typed, what was shown, and what follows from the two.

Each cell has a key "unit-indicator". Its fields are `v-key`, the text; `s-key`, the version that
was shown (left out for a blank cell); and, once somebody else has changed it meanwhile, `x-key`
and the choice `c-key`, "mine" or "theirs". `as_of` is the cut-off date of the block.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from coverage.entry import Cell
from coverage.models import Absence, ReportedFigure
from coverage.month.cut_off import FIELD
from coverage.month.query import Key, versions
from coverage.month.typed_text import Typed, explain_cell, read_cell
from coverage.notation.numbers import NumberError

_FIELD = re.compile(r"(?P<kind>[vsxc])-(?P<unit>[0-9]{1,18})-(?P<indicator>[0-9]{1,18})")
_ID = re.compile(r"[0-9]{1,18}")


@dataclass(slots=True)
class Block:
    """The fields of a posted form that belong to cells, by key, and the block's cut-off date as
    typed ("" where there was no field)."""

    as_of: str = ""
    texts: dict[Key, str] = field(default_factory=dict)
    shown: dict[Key, int] = field(default_factory=dict)
    contested: set[Key] = field(default_factory=set)
    choices: dict[Key, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """What a block asks for. `cells` are those to write; `kept` the texts that differ from what
    was shown, to be put before the writer again; `errors` says what is wrong, by key; `contested`
    are the cells whose conflict still waits for a choice, with what stands there."""

    cells: list[Cell] = field(default_factory=list)
    kept: dict[Key, str] = field(default_factory=dict)
    errors: dict[Key, str] = field(default_factory=dict)
    contested: dict[Key, ReportedFigure | None] = field(default_factory=dict)


def block_of(posted: QueryDict) -> Block:
    block = Block(as_of=posted.get(FIELD, "").strip())
    for name, value in posted.items():
        if (match := _FIELD.fullmatch(name)) is None:
            continue
        key = (int(match["unit"]), int(match["indicator"]))
        if match["kind"] == "v":
            block.texts[key] = str(value)
        elif match["kind"] == "s" and _ID.fullmatch(str(value)):
            block.shown[key] = int(str(value))
        elif match["kind"] == "x":
            block.contested.add(key)
        elif match["kind"] == "c":
            block.choices[key] = str(value)
    return block


def read_block(block: Block, period: date) -> Reading:
    """One statement, whatever the number of cells."""
    shown = versions(set(block.shown.values()))
    reading = Reading()
    for key, text in block.texts.items():
        before = _of_this_cell(shown.get(block.shown.get(key, 0)), key, period)
        choice = block.choices.get(key)
        if choice == "theirs":
            continue
        if key in block.contested and choice != "mine":
            reading.contested[key] = before
            reading.kept[key] = text
            reading.errors[key] = _("Somebody changed this cell too: choose one of the two values.")
            continue
        _read_into(reading, key, text, before, block.shown.get(key))
    return reading


def _of_this_cell(version: ReportedFigure | None, key: Key, period: date) -> ReportedFigure | None:
    if version is None or (version.unit_id, version.indicator_id, version.period) != (*key, period):
        return None
    return version


def _read_into(
    reading: Reading, key: Key, text: str, before: ReportedFigure | None, shown: int | None
) -> None:
    try:
        typed = read_cell(text)
    except NumberError as error:
        reading.kept[key] = text
        reading.errors[key] = explain_cell(error)
        return
    if typed != _said(before):
        reading.kept[key] = text
        reading.cells.append(_cell(key, typed, before, shown))


def _said(before: ReportedFigure | None) -> Typed:
    """What the cell showed: a figure that was withdrawn, or has only a rate, showed nothing."""
    if before is None or before.absence == Absence.WITHDRAWN:
        return Typed()
    return Typed(before.people, before.absence)


def _cell(key: Key, typed: Typed, before: ReportedFigure | None, shown: int | None) -> Cell:
    """A rate printed with the old people says nothing of the new ones, so it stays behind, with
    the note and the source; a rate that stood alone is still the rate that was reported."""
    alone = before is not None and before.people is None and not typed.absence
    return Cell(
        *key,
        people=typed.people,
        rate=before.rate if before and alone else None,
        absence=Absence.WITHDRAWN if typed.is_blank else typed.absence,
        scope=before.scope if before and not typed.is_blank else "",
        shown=shown,
    )
