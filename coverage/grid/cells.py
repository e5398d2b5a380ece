"""A grid cell by cell, as the templates print it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from coverage.grid.block import BlockReading, Key, Question, Value, Version
from coverage.grid.states import CellState

Beside = TypeVar("Beside")


@dataclass(frozen=True, slots=True)
class GridCell(Generic[Version, Beside]):
    """`text` stands in the field, `saved` in the database; `shown` is the version behind the text,
    0 for none; `labelled_by` are the ids of the cell's headings; `beside` is for the grid's own
    template; `theirs` is what somebody else saved, None for nothing, and `theirs_text` says it.
    `question` waits for an answer; `is_confirmed`: it was given, and nothing is saved yet."""

    key: str
    label: str
    labelled_by: str
    text: str
    saved: str
    shown: int
    is_input: bool
    state: CellState | None
    error: str
    beside: Beside
    theirs: Version | None
    theirs_text: str
    question: Question | None = None
    is_confirmed: bool = False


def grid_cell(
    reading: BlockReading[Version, Value],
    key: Key,
    *,
    label: str,
    labelled_by: str,
    saved: str,
    in_force: int,
    beside: Beside,
    in_words: Callable[[Version], str],
    can_be_typed: bool = True,
    otherwise: CellState | None = None,
) -> GridCell[Version, Beside]:
    """A saved cell, with the id of the version `in_force` (0: none), under what was typed there;
    `otherwise` is its state where nothing was. What was typed stays an input, whatever became of
    the cell. `in_words` says a version to a writer who is to choose."""
    kept, theirs = reading.kept.get(key), reading.contested.get(key)
    return GridCell(
        key=f"{key[0]}-{key[1]}",
        label=label,
        labelled_by=labelled_by,
        text=saved if kept is None else kept,
        saved=saved,
        shown=reading.shown(key, in_force),
        is_input=can_be_typed or kept is not None,
        state=reading.state(key) or otherwise,
        error=reading.errors.get(key, ""),
        beside=beside,
        theirs=theirs,
        theirs_text=(in_words(theirs) if theirs else "") or _("blank"),
        question=reading.questions.get(key),
        is_confirmed=key in reading.block.confirmed,
    )
