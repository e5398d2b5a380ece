"""Brings tables to what the files say, and leaves alone what a person has changed since.

A file speaks for its rows until somebody corrects one by hand: a value superseded by another
account than the loader's, or a row edited in the administration pages, is kept and reported.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from coverage.models import User, Versioned, VersionOfRow
from coverage.reference.csv_rows import Row
from coverage.reference.memory import edited_by_hand, sign
from coverage.version_entry import new_ids, next_version, record_versions

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
    """A row of a file, what the file calls it, and the fields it asks for (`parent_id`). `act_id`
    and `why`: by which decision, where a file says so."""

    row: Row
    key: str
    values: dict[str, Any]
    act_id: int | None = None
    why: str = ""


@dataclass(frozen=True)
class Kept:
    """A table whose rows are kept by versions. `fixed`: the fields that no version changes, and
    `instead`: what is done in the place of changing them."""

    model: type[Model]
    version: type[VersionOfRow]
    fixed: Collection[str] = ()
    instead: str = ""


# A file that was corrected says what is so now; by whose decision it seldom says.
CORRECTED = "Tệp dữ liệu đã được sửa ({row}); không rõ theo quyết định nào."
LOADED = "Nạp từ tệp dữ liệu ({row})."


def bring_up_to_date(
    kept: Kept, wanted: Sequence[Wanted], ids: Mapping[str, int], loader: User
) -> Loaded:
    """Put versions in force of the rows that a file adds or says otherwise. Raises FixtureError.

    `ids` has the row of each key that is there already. What is fixed is left, and named.
    """
    rows = kept.model._default_manager
    fields = list(wanted[0].values) if wanted else []
    by_key = unique((each.key, each.row, each) for each in wanted)
    new = [each for key, each in by_key.items() if key not in ids]
    standing = {row.pk: row for row in rows.filter(pk__in=list(ids.values()))}
    differing = {
        ids[key]: each
        for key, each in by_key.items()
        if key in ids and said_of(standing[ids[key]], fields) != each.values
    }
    edited = edited_by_hand(kept.model) if differing else set()
    left = {
        pk: f"{each.row}: kept, {reason}"
        for pk, each in differing.items()
        if (reason := _left_alone(kept, standing[pk], each, pk in edited))
    }
    changed = [(standing[pk], each) for pk, each in differing.items() if pk not in left]
    record_versions(loader, "", [_changed(kept, row, each) for row, each in changed])
    _insert(kept, new, loader)
    return Loaded(
        new=len(new),
        changed=len(changed),
        unchanged=len(wanted) - len(new) - len(differing),
        kept=tuple(left.values()),
    )


def said_of(row: Model, fields: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in fields}


def _left_alone(kept: Kept, row: Model, each: Wanted, is_edited: bool) -> str:
    if is_edited:
        return "edited by hand"
    return kept.instead if said_of(row, kept.fixed) != _fixed(kept, each) else ""


def _fixed(kept: Kept, each: Wanted) -> dict[str, Any]:
    return {name: each.values[name] for name in kept.fixed}


def _changed(kept: Kept, row: Model, each: Wanted) -> VersionOfRow:
    _checked(kept.model, each)
    why = each.why or CORRECTED.format(row=each.row.cited)
    return next_version(kept.version, row, why=why, **each.values)


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


def _insert(kept: Kept, new: Sequence[Wanted], loader: User) -> None:
    rows = [_checked(kept.model, each) for each in new]
    for row, pk in zip(rows, new_ids(kept.model, len(rows)), strict=True):
        row.pk = pk
    versions = [_first(kept, row, each) for row, each in zip(rows, new, strict=True)]
    record_versions(loader, "", versions)
    sign(loader, [(each.key, row) for each, row in zip(new, rows, strict=True)])


def _first(kept: Kept, row: Model, each: Wanted) -> VersionOfRow:
    act = {"act_id": each.act_id} if each.act_id else {}
    why = each.why or LOADED.format(row=each.row.cited)
    return next_version(kept.version, row, why=why, **act)


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
