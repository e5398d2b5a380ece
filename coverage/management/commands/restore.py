"""A backup's figures, accounts and documents, in an install that had none."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from coverage.operation.backup.refusals import BackupError
from coverage.operation.backup.restoring import restore_backup
from coverage.operation.backup.server import of_settings
from coverage.operation.identity import compare
from coverage.operation.serving.alone import AlreadyServedError, alone_in


class Command(BaseCommand):
    help = "Restores a backup into an empty install; what is there already is never overwritten."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)
        connection.close()
        try:
            with alone_in(settings.DATA_DIR, "which is restoring it"):
                manifest = restore_backup(of_settings(), settings.MEDIA_ROOT, options["file"])
                call_command("migrate", interactive=False, verbosity=0, stdout=self.stderr)
                is_copy = compare(settings.DATA_DIR)
        except psycopg.Error as error:
            raise CommandError(f"The database refused: {' '.join(str(error).split())}") from error
        except (BackupError, AlreadyServedError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored as it stood at {manifest.made_at}.")
        for name, value in manifest.settings.items():
            if os.environ.get(name) != value:
                self.stdout.write(f"It ran with {name}={value}")
        if is_copy:
            self.stdout.write(
                "Every page calls this a copy until you run: manage.py declare_original"
            )
