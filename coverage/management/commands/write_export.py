"""Write one export that somebody asked for; the pages start this by themselves."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from coverage.exporting.jobs import write_export
from coverage.models import ExportState, FigureExport

# Pages are read by people who wait; a file is not.
_NICENESS = 10


class Command(BaseCommand):
    help = "Writes the file of an export that was asked for on the page of exports."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("export", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        rows = FigureExport.objects.select_related("user", "unit")
        export = rows.filter(pk=options["export"], state=ExportState.WRITING).first()
        if export is None:
            raise CommandError("No such export is waiting.")
        os.nice(_NICENESS)
        write_export(export)
