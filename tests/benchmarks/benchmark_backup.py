"""How long a backup of ten years of every commune's figures takes, and trying to restore it."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from made_figures import LAST_YEAR, make_figures, make_reference
from scratch import scratch_database

from coverage.operation.backup.server import of_settings
from coverage.operation.backup.storing import store_backup
from coverage.operation.backup.trying import try_backup
from databases import using_database

DATABASE = "bao_phu_benchmark_backup"
ALLOWED_SECONDS = 120


class Command(BaseCommand):
    help = (
        "Makes figures of 3.321 communes for 10 years in a database of its own, backs it up, "
        "restores the backup into a scratch database, and prints rows, size and seconds."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--years", type=int, default=10)

    def handle(self, *args: Any, **options: Any) -> None:
        settings.BACKUP_DIR = Path(mkdtemp(prefix="bao-phu-benchmark-"))
        try:
            with scratch_database(DATABASE), using_database(DATABASE):
                make_reference()
                made = make_figures(LAST_YEAR - options["years"] + 1, LAST_YEAR)
                self._measure(made)
        finally:
            shutil.rmtree(settings.BACKUP_DIR)

    def _measure(self, made: int) -> None:
        before = perf_counter()
        path = store_backup(is_tried=False).path
        stored = perf_counter()
        try_backup(of_settings(), path)
        tried = perf_counter()
        verdict = "within" if stored - before <= ALLOWED_SECONDS else "ABOVE"
        self.stdout.write(
            f"{made} figures: backed up in {stored - before:.1f} s ({verdict} {ALLOWED_SECONDS}),"
            f" {path.stat().st_size / 1e6:.0f} MB; restored and compared in {tried - stored:.1f} s"
        )
