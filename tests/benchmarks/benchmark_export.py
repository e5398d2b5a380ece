"""How long an export of all figures takes and how much memory its process needs."""

import os
import resource
import subprocess
import sys
from argparse import ArgumentParser
from datetime import date
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from made_figures import LAST_YEAR, READER, make_figures, make_reference
from scratch import scratch_database

from coverage.exporting.jobs import path_of
from coverage.exporting.rows import count_rows
from coverage.models import AdministrativeUnit, ExportedVersions, FigureExport, Level, User
from databases import using_database

DATABASE = "bao_phu_benchmark_export"
KILOBYTES_A_MEGABYTE = 1024


class Command(BaseCommand):
    help = (
        "Makes a year of figures of 3.321 communes in a database of its own, exports one province"
        " and then the nation, each by a process of its own, and prints rows, seconds and memory."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--months", type=int, default=11)

    def handle(self, *args: Any, **options: Any) -> None:
        with scratch_database(DATABASE), using_database(DATABASE):
            make_reference()
            make_figures(LAST_YEAR, LAST_YEAR)
            last = date(LAST_YEAR, options["months"], 1)
            for level in (Level.PROVINCE, Level.NATION):
                unit = AdministrativeUnit.objects.filter(level=level, valid_to=None)[0]
                self._export(unit, last)

    def _export(self, unit: AdministrativeUnit, last: date) -> None:
        user, first = User.objects.get(username=READER), date(LAST_YEAR, 1, 1)
        rows = count_rows(user, unit, first, last, ExportedVersions.COUNTING)
        export = FigureExport.objects.create(
            user=user, unit=unit, first=first, last=last, language="vi", total=rows
        )
        before = perf_counter()
        _run(export)
        took = perf_counter() - before
        export.refresh_from_db()
        size = path_of(export).stat().st_size
        path_of(export).unlink()
        # The largest of the children so far: the province's is measured before the nation's.
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // KILOBYTES_A_MEGABYTE
        self.stdout.write(
            f"{unit}: {export.written} rows {export.state} in {took:.1f} s,"
            f" {size / 1e6:.1f} MB, peak {peak} MB"
        )


def _run(export: FigureExport) -> None:
    of_database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{DATABASE}").geturl()
    subprocess.run(
        [sys.executable, settings.BASE_DIR / "manage.py", "write_export", str(export.pk)],
        env=os.environ | {"DATABASE_URL": of_database},
        check=True,
    )
