"""A backup restored into an install that holds nothing yet."""

import zipfile
import zlib
from pathlib import Path

from psycopg import errors

from coverage.operation.backup.archive import (
    Manifest,
    files_in,
    opened,
    refuse_unless_whole,
)
from coverage.operation.backup.refusals import BackupError
from coverage.operation.backup.server import Connection, Server, ask
from coverage.operation.backup.trying import restore_dump
from coverage.operation.migrations import of_code

# As PostgreSQL makes them in a new database.
ANEW = """
drop schema if exists as_seen cascade;
drop schema public cascade;
create schema public authorization pg_database_owner;
grant usage on schema public to public;
"""
NOT_EMPTY = (
    "This install holds figures or accounts already: restore into an empty one "
    "(another DATA_DIR, or an empty database in DATABASE_URL)."
)


def restore_backup(server: Server, media: Path, path: Path) -> Manifest:
    """Files first, then the database, all or nothing: what breaks off can be begun again.

    Raises BackupError, OSError, psycopg.Error.
    """
    with opened(path) as (archive, manifest):
        _refuse_unless_known(manifest)
        refuse_unless_whole(archive)
        with server.connect() as asking:
            if not _is_empty(asking):
                raise BackupError(NOT_EMPTY)
            _restore_files(archive, media)
            _restore_database(server, asking, archive, manifest)
    return manifest


def _refuse_unless_known(manifest: Manifest) -> None:
    apps = {app for app, _name in of_code()}
    if any(each[0] in apps and each not in of_code() for each in manifest.migrations):
        raise BackupError(
            "This backup was made by a newer Bao Phủ: bring the code up to date, then restore it."
        )


def _is_empty(asking: Connection) -> bool:
    """No figures and no accounts; tables may be there."""
    for table in ("coverage_reportedfigure", "coverage_user"):
        try:
            if ask(asking, f"select from {table} limit 1"):
                return False
        except errors.UndefinedTable:
            continue
    return True


def _restore_database(
    server: Server, asking: Connection, archive: zipfile.ZipFile, manifest: Manifest
) -> None:
    asking.execute(ANEW)
    try:
        restore_dump(server, archive, manifest, server.database)
    except BaseException:
        asking.execute(ANEW)
        raise


def _restore_files(archive: zipfile.ZipFile, media: Path) -> None:
    files = {media / path: member for path, member in files_in(archive).items()}
    there = {path for path in files if path.exists()}
    for path in there:
        if zlib.crc32(path.read_bytes()) != files[path].CRC:
            raise BackupError(f"{path} is another file than the backup's: move it away first.")
    for path in files.keys() - there:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.part")
        with archive.open(files[path]) as source, unfinished.open("wb") as target:
            while block := source.read(1 << 20):
                target.write(block)
        unfinished.rename(path)
