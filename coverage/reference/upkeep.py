"""Brings tables to what the files say, and leaves alone what a person has changed since.

A file speaks for its rows until somebody corrects one by hand: a value superseded by another
account than the loader's, or a row edited in the administration pages, is kept and reported.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from coverage.models import User, Versioned
from coverage.reference.csv_rows import Row
from coverage.reference.memory import edited_by_hand, sign

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True)
class Loaded:
    """What loading did to a table; `kept` has a sentence for each row left to its editor."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: tuple[str, ...] = ()

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.kept + other.kept,
        )

    def __str__(self) -> str:
        said = f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged"
        return f"{said}, {len(self.kept)} kept" if self.kept else said


@dataclass(frozen=True)
class Wanted:
    """A row of a file, what the file calls it, and the fields it asks for (`parent_id`)."""

    row: Row
    key: str
    values: dict[str, Any]


def bring_up_to_date(
    model: type[Model], wanted: Sequence[Wanted], ids: Mapping[str, int], loader: User | None
) -> Loaded:
    """Insert and update the rows of a table that has no versions.

    `ids` has the row of each key that is there already. Without a loader nothing is signed.
    Raises FixtureError.
    """
    rows = model._default_manager
    fields = list(wanted[0].values) if wanted else []
    standing = {values["pk"]: values for values in rows.values("pk", *fields)}
    by_key = unique((each.key, each.row, each) for each in wanted)
    new = [each for key, each in by_key.items() if key not in ids]
    differing = {
        ids[key]: each
        for key, each in by_key.items()
        if key in ids and not each.values.items() <= standing[ids[key]].items()
    }
    edited = edited_by_hand(model) if differing else set()
    changed = {pk: each for pk, each in differing.items() if pk not in edited}
    for pk, each in changed.items():
        _checked(model, each)
        rows.filter(pk=pk).update(**each.values)
    _insert(model, new, loader)
    kept = (each.row for pk, each in differing.items() if pk in edited)
    return Loaded(
        new=len(new),
        changed=len(changed),
        unchanged=len(wanted) - len(new) - len(differing),
        kept=tuple(f"{row}: kept, edited by hand" for row in kept),
    )


def unique(found: Iterable[tuple[Key, Row, Value]]) -> dict[Key, Value]:
    """The values by key. Raises FixtureError where two rows have the same key."""
    rows: dict[Key, Row] = {}
    values: dict[Key, Value] = {}
    for key, row, value in found:
        if key in rows:
            raise row.error("", f"is about the same thing as {rows[key]}")
        rows[key], values[key] = row, value
    return values


def sort_out(
    rows: Mapping[Key, Row],
    standing: Mapping[Key, Versioned],
    same: Callable[[Key], bool],
    loader: User,
    busy: Collection[Key] = (),
) -> tuple[list[Key], Loaded]:
    """Which versioned rows to write, and what that comes to.

    `standing` has the version in force of each key, `same` says whether it already says what the
    file does. A version that somebody else than the loader recorded is kept, and so is one that
    cannot be written now because somebody is at work there (`busy`).
    """
    differing = [key for key in rows if key not in standing or not same(key)]
    kept = {
        key: f"{rows[key]}: kept, {reason}"
        for key in differing
        if (reason := _reason_to_keep(key, standing.get(key), loader, busy))
    }
    to_write = [key for key in differing if key not in kept]
    new = sum(key not in standing for key in to_write)
    return to_write, Loaded(
        new, len(to_write) - new, len(rows) - len(differing), tuple(kept.values())
    )


def _reason_to_keep(
    key: Key, version: Versioned | None, loader: User, busy: Collection[Key]
) -> str:
    if version is not None and version.recorded_by_id != loader.pk:
        return f"corrected by {version.recorded_by}"
    return "somebody is at work there" if key in busy else ""


def _insert(model: type[Model], new: Sequence[Wanted], loader: User | None) -> None:
    rows = [_checked(model, each) for each in new]
    model._default_manager.bulk_create(rows, batch_size=1000)
    if loader is not None:
        sign(loader, [(each.key, row) for each, row in zip(new, rows, strict=True)])


def _checked(model: type[Model], each: Wanted) -> Model:
    """An instance whose fields fit their columns."""
    instance = model(**each.values)
    relations = [field.name for field in model._meta.fields if field.is_relation]
    try:
        instance.clean_fields(exclude=relations)
    except ValidationError as error:
        column, problems = next(iter(error.message_dict.items()))
        raise each.row.error(column, " ".join(problems)) from error
    return instance
