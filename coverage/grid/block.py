"""A posted block of cells: what was typed, what was shown, and what follows from the two.

Each cell has a key "row-column", two numbers that only the grid understands. Its fields are
`v-key`, the text; `s-key`, the version that was shown (left out for a blank cell); and, once
somebody else has changed it meanwhile, `x-key` and the choice `c-key`, "mine" or "theirs". Where a
text was asked about, `a-key` is that text, `h-key` another that may be meant, and `q-key` the one
chosen; "answers" chooses for all that are left, KEEP or OTHER. An answer is of the text that was
asked about and says nothing of one typed since.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from coverage.grid.states import CellState
from coverage.models.versioned import Versioned
from coverage.notation.row_ids import read_id

Key = tuple[int, int]
Version = TypeVar("Version", bound=Versioned)
Value = TypeVar("Value")

ANSWERS, KEEP, OTHER = "answers", "keep", "other"
_FIELD = re.compile(r"(?P<kind>[vsxcaqh])-(?P<row>[0-9]{1,18})-(?P<column>[0-9]{1,18})")


class UnreadableCell(ValueError):  # noqa: N818 (what a writer typed is no error of the program)
    """A text that the cell cannot hold; `str()` of it says why, in the reader's language."""


@dataclass(slots=True)
class PostedBlock:
    """The fields of a posted form that belong to cells, by key."""

    texts: dict[Key, str] = field(default_factory=dict)
    shown: dict[Key, int] = field(default_factory=dict)
    contested: set[Key] = field(default_factory=set)
    choices: dict[Key, str] = field(default_factory=dict)
    asked: dict[Key, str] = field(default_factory=dict)
    others: dict[Key, str] = field(default_factory=dict)
    answers: dict[Key, str] = field(default_factory=dict)
    confirmed: set[Key] = field(default_factory=set)

    @classmethod
    def of(cls, posted: QueryDict) -> "PostedBlock":
        block = cls()
        for name, value in posted.items():
            if match := _FIELD.fullmatch(name):
                block.put(match["kind"], (int(match["row"]), int(match["column"])), str(value))
        block.settle(posted.get(ANSWERS, ""))
        return block

    def put(self, kind: str, key: Key, value: str) -> None:
        by_key = {"v": self.texts, "c": self.choices, "a": self.asked, "h": self.others}
        by_key["q"] = self.answers
        if kind in by_key:
            by_key[kind][key] = value
        elif kind == "x":
            self.contested.add(key)
        elif (version := read_id(value)) is not None:
            self.shown[key] = version

    def settle(self, for_all: str) -> None:
        """Put each answer in the place of the text it was given of."""
        for key, asked in self.asked.items():
            if self.texts.get(key) != asked:
                continue
            usual = {KEEP: asked, OTHER: self.others.get(key, "")}.get(for_all, "")
            answer = self.answers.get(key, "") or usual
            if answer in (asked, self.others.get(key)):
                self.texts[key] = answer
                self.confirmed.add(key)


@dataclass(frozen=True, slots=True)
class Question:
    """Asked before a text is saved: why, and another text that may be meant, "" for none, each
    with what it says."""

    said: str
    typed: str
    other: str = ""
    other_says: str = ""


@dataclass(slots=True)
class BlockReading(Generic[Version, Value]):
    """What a block asks for: `changes`, the values to write in the place of the versions that were
    shown, `before`; and what is to be put before the writer again: `kept` texts that differ from
    what was shown, `errors`, `contested` cells that wait for a choice, with what is there, and
    `questions` that must be answered first."""

    block: PostedBlock = field(default_factory=PostedBlock)
    before: Mapping[Key, Version] = field(default_factory=dict)
    changes: dict[Key, Value] = field(default_factory=dict)
    kept: dict[Key, str] = field(default_factory=dict)
    errors: dict[Key, str] = field(default_factory=dict)
    contested: dict[Key, Version | None] = field(default_factory=dict)
    questions: dict[Key, Question] = field(default_factory=dict)

    def state(self, key: Key) -> CellState | None:
        """None for a cell that is as it was shown."""
        if key in self.contested:
            return CellState.CONTESTED
        if key in self.errors:
            return CellState.INVALID
        if key in self.questions:
            return CellState.ASKED
        return CellState.UNSAVED if key in self.kept else None

    def shown(self, key: Key, in_force: int) -> int:
        """The id of the version behind the cell's text, 0 for none, where `in_force` now stands: a
        page that comes back must not pass for having shown what somebody else saved meanwhile."""
        if key in self.contested:
            theirs = self.contested[key]
            return theirs.pk if theirs else 0
        return self.block.shown.get(key, 0) if key in self.kept else in_force


def shown_versions(
    block: PostedBlock, rows: QuerySet[Version], key_of: Callable[[Version], Key | None]
) -> dict[Key, Version]:
    """The versions that were shown, in force or not, of their own cells only. One statement."""
    found = rows.select_related("recorded_by").in_bulk(set(block.shown.values()))
    return {
        key: found[pk]
        for key, pk in block.shown.items()
        if pk in found and key_of(found[pk]) == key
    }


def read_block(
    block: PostedBlock,
    before: Mapping[Key, Version],
    read: Callable[[Key, str], Value],
    write: Callable[[Key, Version], str],
) -> BlockReading[Version, Value]:
    """`before` has the versions that were shown; `read` makes a value of a cell's text or raises
    UnreadableCell; `write` makes the text of a version that reads back as its value."""
    reading = BlockReading[Version, Value](block, before)
    for key, text in block.texts.items():
        if block.choices.get(key) == "theirs":
            continue
        if key in block.contested and block.choices.get(key) != "mine":
            reading.contested[key] = before.get(key)
            reading.errors[key] = _("Somebody changed this cell too: choose one of the two values.")
        else:
            try:
                value = read(key, text)
            except UnreadableCell as error:
                reading.errors[key] = str(error)
            else:
                if value == read(key, write(key, before[key]) if key in before else ""):
                    continue
                reading.changes[key] = value
        reading.kept[key] = text
    return reading
