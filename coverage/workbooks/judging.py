"""What would become of a value in a file: new, changed, the same, left, or two values at once.

The file is compared with what stands now and with what stood when its writer last knew the
values: what the writer never touched does not overwrite what somebody corrected since, and where
both changed it, a person chooses. Pure.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar


class Verdict(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"  # what stands is later than the file; it stays unless the writer says otherwise
    CONFLICT = "conflict"  # changed here and in the file: waits for a choice
    ASKED = "asked"  # far from all that is known: waits until a person confirms it
    LOCKED = "locked"  # it would change what is not open
    ERROR = "error"
    WARNING = "warning"


class Whose(StrEnum):
    """Which of two values a person chose: the file's, or what stands."""

    MINE = "mine"
    THEIRS = "theirs"


class CellValue(Protocol):
    """What a cell says, or a version; of a version that was withdrawn it is blank."""

    @property
    def people(self) -> int | None: ...

    @property
    def is_blank(self) -> bool: ...


Key = TypeVar("Key", bound=tuple[int, ...])
Value = TypeVar("Value", bound=CellValue)


@dataclass(frozen=True, slots=True)
class Version(Generic[Value]):
    """A stored value: what it says, by whom and since when. `carried` is what a correction takes
    over from it."""

    pk: int
    value: Value
    carried: str
    recorded_at: datetime
    by_id: int
    by: str


@dataclass(frozen=True, slots=True)
class Versions(Generic[Key, Value]):
    """`in_force` is what stands now, `before` what stood at `since` where that is another; the
    file's writer knew what stood at `since`."""

    writer_id: int
    since: datetime
    in_force: Mapping[Key, Version[Value]]
    before: Mapping[Key, Version[Value]]

    def stood(self, key: Key) -> Version[Value] | None:
        """What the writer of the file knew of a cell."""
        now = self.in_force.get(key)
        if now is None or now.recorded_at <= self.since:
            return now
        return self.before.get(key)


def choice_name(key: tuple[int, ...], version: Version) -> str:
    """The field of a choice. It names the version that was shown, so that it says nothing of one
    that came later."""
    return "-".join(str(part) for part in ("c", *key, version.pk))


def judge(
    versions: Versions[Key, Value],
    key: Key,
    completed: Callable[[Value], Value],
    choice: str,
    *,
    is_open: bool = True,
) -> Verdict:
    """`completed` makes of another value what would stand in its place: a file may say only a part
    of it. `choice` is what was chosen in the field of
    `choice_name`, "" where nothing was."""

    def says(version: Version[Value] | None) -> bool:
        return version is not None and completed(version.value) == version.value

    now = versions.in_force.get(key)
    if says(now):
        return Verdict.SAME
    if now is not None and now.recorded_at > versions.since and choice != Whose.MINE:
        if choice == Whose.THEIRS or says(versions.stood(key)):
            return Verdict.KEPT
        if now.by_id != versions.writer_id:
            return Verdict.CONFLICT
    if not is_open:
        return Verdict.LOCKED
    return Verdict.NEW if now is None or now.value.is_blank else Verdict.CHANGED
