"""One file that holds all there is; or a look whether such a file can be restored."""

import os
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError

from coverage.operation.backup.archive import Manifest
from coverage.operation.backup.refusals import BackupError
from coverage.operation.backup.server import of_settings
from coverage.operation.backup.storing import store_backup, stored_backups
from coverage.operation.backup.trying import try_backup

READ, RESTORED = "whole", "restored and compared"
# Pages are read by people who wait; a backup is not.
NICENESS = 10


class Command(BaseCommand):
    help = "Writes a backup of database and documents into BACKUP_DIR, while the product is in use."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            nargs="?",
            const="",
            metavar="FILE",
            help="make none: restore FILE, or the newest, into a scratch database and compare",
        )
        parser.add_argument(
            "--try", action="store_true", help="also restore the new one into a scratch database"
        )
        parser.add_argument("--quietly", action="store_true", help="leave the machine to others")

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)
        begun = time.monotonic()
        try:
            if options["check"] is None:
                path, manifest, said = _make(is_tried=options["try"], quietly=options["quietly"])
            else:
                path = Path(options["check"]) if options["check"] else _newest()
                manifest, said = try_backup(of_settings(), path), RESTORED
        except psycopg.Error as error:
            raise CommandError(f"The database refused: {' '.join(str(error).split())}") from error
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_line(path, manifest, said, time.monotonic() - begun))


def _make(*, is_tried: bool, quietly: bool) -> tuple[Path, Manifest, str]:
    if quietly:
        os.nice(NICENESS)
    stored = store_backup(is_tried=is_tried)
    if not is_tried:
        said = READ
    elif stored.untried:
        said = f"{READ}, not restored ({stored.untried})"
    else:
        said = RESTORED
    return stored.path, stored.manifest, said


def _newest() -> Path:
    stored = stored_backups()
    if not stored:
        raise BackupError("There is no backup yet: run make backup.")
    return stored[0].path


def _line(path: Path, manifest: Manifest, said: str, seconds: float) -> str:
    rows = sum(held.rows for held in manifest.tables.values())
    size = path.stat().st_size / 1e6
    return (
        f"{path}: {said}, {len(manifest.tables)} tables, {rows} rows, {size:.1f} MB"
        f" ({seconds:.1f} s)"
    )
