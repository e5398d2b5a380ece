"""Making a backup while the product is in use: all of it as it stood at one moment."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from coverage.operation.backup.archive import DUMP, MANIFEST, Manifest, add_files, new_archive
from coverage.operation.backup.checksums import LEFT_OUT, columns_of_tables, held_by_tables
from coverage.operation.backup.piping import write_output_of
from coverage.operation.backup.programs import folder_for
from coverage.operation.backup.server import Server, ask, major_version


def make_backup(
    server: Server,
    media: Path,
    path: Path,
    *,
    install: str,
    settings: Mapping[str, str],
) -> Manifest:
    """Write a new file. What tables held is counted in the very snapshot that pg_dump reads; files
    are read after it, since a row is written after its file, and no file is changed or removed.

    Raises BackupError, OSError, psycopg.Error.
    """
    with server.connect() as asking:
        programs = folder_for(major_version(asking), is_embedded=server.is_embedded)
        asking.execute("begin isolation level repeatable read, read only")
        snapshot = ask(asking, "select pg_export_snapshot()")[0][0]
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        command: list[str | Path] = [
            programs / "pg_dump",
            "--format=custom",
            "--compress=1",
            "--no-password",
        ]
        command += ["--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
        command += [f"--exclude-table-data={name}" for name in LEFT_OUT]
        with new_archive(path) as archive:
            with archive.open(DUMP, "w", force_zip64=True) as member:
                write_output_of(command, server.environment(), member)
            manifest = Manifest(
                made_at=made_at,
                install=install,
                server_major=major_version(asking),
                migrations=ask(asking, "select app, name from django_migrations order by id"),
                tables=held_by_tables(asking, columns_of_tables(asking)),
                settings=settings,
            )
            add_files(archive, media)
            archive.writestr(MANIFEST, manifest.as_json())
    return manifest
