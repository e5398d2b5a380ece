"""The versions that stand, and those that stood when a file was made: two statements."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic

from django.db.models import QuerySet

from coverage.models import User
from coverage.models.versioned import VersionedQuerySet
from coverage.workbooks.judging import Value, Version, Versions

_MARKS = ("pk", "recorded_at", "recorded_by_id", "recorded_by__username", "recorded_by__full_name")


@dataclass(frozen=True, slots=True)
class VersionFields(Generic[Value]):
    """The fields of a row by which a version is told: its cell, what a correction takes over, and
    those of which `value` makes what it says."""

    key: Sequence[str]
    carried: str
    says: Sequence[str]
    value: Callable[..., Value]


def versions_known(
    rows: VersionedQuerySet[Any], fields: VersionFields[Value], writer: User, since: datetime
) -> Versions[Any, Value]:
    replaced = rows.filter(recorded_at__lte=since, superseded_at__gt=since)
    return Versions(writer.pk, since, _by_cell(rows.current(), fields), _by_cell(replaced, fields))


def _by_cell(
    rows: QuerySet[Any], fields: VersionFields[Value]
) -> dict[tuple[int, ...], Version[Value]]:
    names = (*_MARKS, fields.carried, *fields.key, *fields.says)
    last = len(_MARKS) + 1 + len(fields.key)
    return {
        tuple(row[len(_MARKS) + 1 : last]): Version(
            pk, fields.value(*row[last:]), carried, recorded_at, by_id, full_name or username
        )
        for row in rows.values_list(*names)
        for pk, recorded_at, by_id, username, full_name, carried in [row[: len(_MARKS) + 1]]
    }
