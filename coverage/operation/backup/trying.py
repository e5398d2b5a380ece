"""Whether a backup can be restored: it is, into a database of its own, and compared."""

import secrets
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import disk_usage

from django.conf import settings
from psycopg import errors

from coverage.operation.backup.archive import Manifest, dump_in, opened, refuse_unless_whole
from coverage.operation.backup.checksums import differing, held_by_tables
from coverage.operation.backup.piping import read_into
from coverage.operation.backup.programs import folder_for
from coverage.operation.backup.refusals import BackupError, CannotTryError
from coverage.operation.backup.server import Connection, Server, ask, major_version, named

PREFIX = "bao_phu_check_"
MUST_BE_FREE = 1.5


def try_backup(server: Server, path: Path) -> Manifest:
    """Restore it into a scratch database of the same server and compare every table with what the
    backup recorded. Raises BackupError, OSError, psycopg.Error."""
    with opened(path) as (archive, manifest):
        refuse_unless_whole(archive)
        with scratch_database(server) as name:
            restore_dump(server, archive, manifest, name)
    return manifest


def restore_dump(server: Server, archive: zipfile.ZipFile, manifest: Manifest, name: str) -> None:
    """Into this database, which is empty: all or nothing, and every table as it was recorded."""
    with server.connect(name) as asking:
        major = major_version(asking)
        if major < manifest.server_major:
            raise BackupError(
                f"This backup comes from PostgreSQL {manifest.server_major}, this server is"
                f" PostgreSQL {major}: restore it into {manifest.server_major} or newer."
            )
        command: list[str | Path] = [
            folder_for(major, is_embedded=server.is_embedded) / "pg_restore",
            "--no-password",
        ]
        command += ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
        with dump_in(archive) as source:
            read_into([*command, f"--dbname={name}"], server.environment(name), source)
        found = held_by_tables(
            asking, {table: held.columns for table, held in manifest.tables.items()}
        )
    if wrong := differing(manifest.tables, found):
        raise BackupError(
            f"What came out differs from what went in ({', '.join(wrong)}): take another backup."
        )


@contextmanager
def scratch_database(server: Server) -> Iterator[str]:
    """The name of an empty database, dropped whatever happens; one left by a process that was
    killed goes first. As long as it is in use somebody is connected to it, which tells the two
    apart."""
    name = f"{PREFIX}{secrets.token_hex(8)}"
    with server.connect() as asking:
        _drop_abandoned(asking)
        _refuse_unless_room(server, asking)
        try:
            asking.execute(named("create database {} template template0 encoding 'UTF8'", name))
        except errors.InsufficientPrivilege as error:
            raise CannotTryError(
                "The database's user may make no database to try the backup in: "
                "ALTER ROLE … CREATEDB."
            ) from error
    try:
        with server.connect(name):
            yield name
    finally:
        with server.connect() as asking:
            asking.execute(named("drop database if exists {} with (force)", name))


def _refuse_unless_room(server: Server, asking: Connection) -> None:
    """What the scratch database takes must not fill the disk under the one in use. The disk of a
    server elsewhere is not known."""
    size = ask(asking, "select pg_database_size(current_database())")[0][0]
    if server.is_embedded and disk_usage(settings.DATA_DIR).free < size * MUST_BE_FREE:
        raise CannotTryError(
            f"{settings.DATA_DIR} has no room to restore a second database of {size / 1e6:.0f} MB."
        )


def _drop_abandoned(asking: Connection) -> None:
    for (name,) in ask(asking, "select datname from pg_database where datname ^@ %s", PREFIX):
        with suppress(errors.ObjectInUse, errors.InsufficientPrivilege):
            asking.execute(named("drop database if exists {}", name))
