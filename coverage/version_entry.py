"""The one writer of what rows say that others refer to: units, changes of units, and what else is
kept by versions (`coverage.models.kept`).

Inserting a version is all: the database ends the one before it and brings the row to it.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import connection, models, transaction

from coverage.models import User, VersionOfRow
from coverage.models.versioned import lock_for_writing
from coverage.refusals import ChangedMeanwhile, ReasonMissing

Version = TypeVar("Version", bound=VersionOfRow)

_OWN = {"id", "recorded_at", "recorded_by_id", "superseded_at", "why"}


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids for rows that their first versions will make. One statement."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return [pk for (pk,) in cursor.fetchall()]


def said_by(row: models.Model, version: type[VersionOfRow]) -> dict[str, Any]:
    """What the row says of the fields that its versions keep."""
    named = {field.attname for field in row._meta.concrete_fields} - {"id"}
    kept = [field.attname for field in version._meta.concrete_fields if field.attname not in _OWN]
    return {name: getattr(row, name) for name in kept if name in named}


def next_version(version: type[Version], row: models.Model, **said: Any) -> Version:
    """What the row says, with `said` in its place; not recorded yet."""
    return version(**(said_by(row, version) | {version.row_field: row.pk} | said))


def in_force_of(version: type[Version], row: models.Model) -> Version:
    rows = version._default_manager.select_related("recorded_by")
    found: Version = rows.get(superseded_at__isnull=True, **{version.row_field: row.pk})  # type: ignore[assignment]
    return found


def record_versions(user: User, why: str, versions: Sequence[VersionOfRow]) -> None:
    """Put them in force, all or none; a version that has a reason of its own keeps it. Raises
    ReasonMissing."""
    if not all((each.why or why).strip() for each in versions):
        raise ReasonMissing
    _write(user, why, versions)


def record_new(user: User, version: type[VersionOfRow], row: models.Model, why: str = "") -> None:
    """Make the row, which has no id yet, by its first version; it needs no reason."""
    row.pk = new_ids(type(row), 1)[0]
    _write(user, why, [next_version(version, row)])
    row._state.adding = False


def _write(user: User, why: str, versions: Sequence[VersionOfRow]) -> None:
    if not versions:
        return
    with transaction.atomic():
        moment = lock_for_writing(versions[0]._meta.db_table)
        for each in versions:
            each.recorded_by, each.recorded_at = user, moment
            each.why = (each.why or why).strip()
        type(versions[0])._default_manager.bulk_create(versions, batch_size=500)


def correct(
    user: User, version: type[VersionOfRow], row: models.Model, why: str, shown: int, **said: Any
) -> None:
    """A new version of one row, in the place of the one `shown`. Raises ReasonMissing,
    ChangedMeanwhile where another stands there by now."""
    with transaction.atomic():
        rows = version._default_manager.filter(superseded_at__isnull=True)
        standing = rows.select_for_update().get(**{version.row_field: row.pk})
        if standing.pk != shown:
            raise ChangedMeanwhile(standing.recorded_by, standing.recorded_at)
        record_versions(user, why, [version(**(said_by(standing, version) | said))])
