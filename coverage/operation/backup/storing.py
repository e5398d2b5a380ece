"""A backup from its first byte to its place among the others."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import DatabaseError, ProgrammingError
from django.utils import timezone

from coverage.operation.backup import folder as backups
from coverage.operation.backup.archive import Manifest, opened, refuse_unless_whole
from coverage.operation.backup.folder import Attempt, Stored
from coverage.operation.backup.making import make_backup
from coverage.operation.backup.refusals import BackupError, CannotTryError
from coverage.operation.backup.server import Server, of_settings
from coverage.operation.backup.trying import try_backup
from coverage.operation.identity import compare, key_of

# What an operator set in the environment, secrets left out.
RECORDED = (
    "HOST",
    "PORT",
    "WORKERS",
    "HTTPS",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "FOUR_EYES",
    "DEMO",
    "BACKUP_AT",
    "BACKUP_KEEP",
    "BACKUP_DIR",
)

NOT_ASKED = "not asked"


@dataclass(frozen=True)
class StoredBackup:
    """`untried` is why it was read and not restored, blank where it was."""

    path: Path
    manifest: Manifest
    untried: str


def stored_backups() -> list[Stored]:
    """This install's own, the newest first. Raises OSError."""
    return backups.stored_in(settings.BACKUP_DIR, key_of(settings.DATA_DIR), timezone.localtime())


def store_backup(*, is_tried: bool) -> StoredBackup:
    """Make one, look whether it can be read (and restored, where it is tried and there is room to),
    and only then let old ones go. How it went is noted either way.

    Raises BackupError, OSError, psycopg.Error.
    """
    folder = settings.BACKUP_DIR
    with backups.held_alone(folder):
        try:
            _make_sure_whose_it_is()
            stored = _store(folder, is_tried=is_tried)
        except (BackupError, OSError, psycopg.Error, DatabaseError) as error:
            backups.note(folder, Attempt(_now(), " ".join(str(error).split())))
            raise
        backups.drop_old(stored_backups(), settings.BACKUP_KEEP)
        backups.note(folder, Attempt(_now(), ""))
    return stored


def _make_sure_whose_it_is() -> None:
    """A backup without its install's key could not be told from the original once restored."""
    try:
        compare(settings.DATA_DIR)
    except ProgrammingError as error:
        raise BackupError("The database is not up to date: run make run first.") from error


def _store(folder: Path, *, is_tried: bool) -> StoredBackup:
    backups.refuse_unless_room(folder, stored_backups())
    install = key_of(settings.DATA_DIR)
    path = folder / backups.name_of(install, timezone.localtime())
    unfinished = path.with_suffix(backups.UNFINISHED)
    server = of_settings()
    try:
        manifest = make_backup(
            server, settings.MEDIA_ROOT, unfinished, install=install, settings=_recorded()
        )
        untried = _look_through(server, unfinished, is_tried=is_tried)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.rename(path)
    _write_to_disk(folder)
    return StoredBackup(path, manifest, untried)


def _look_through(server: Server, path: Path, *, is_tried: bool) -> str:
    """Why it was only read; blank where it was restored too."""
    why = NOT_ASKED
    if is_tried:
        try:
            try_backup(server, path)
        except CannotTryError as error:
            why = str(error)
        else:
            return ""
    with opened(path) as (archive, _manifest):
        refuse_unless_whole(archive)
    return why


def _write_to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    os.fsync(descriptor)
    os.close(descriptor)


def _recorded() -> dict[str, str]:
    return {name: os.environ[name] for name in RECORDED if os.environ.get(name)}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
