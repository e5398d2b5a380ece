"""Fills the database with a made-up demo, marked as simulated, beside the published figures."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from targets.simulation.demo import PROVINCES, ReferenceDataError, already_simulated, demo_of
from targets.simulation.store import simulate

DEFAULT_SEED = 2026
ADVICE = "This database holds no reference data: run `python manage.py load_reference` first."


class Command(BaseCommand):
    help = (
        "Writes the simulated demo: monthly figures, denominators and targets of six provinces. "
        "The same seed gives the same figures. A province that has its demo is left as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--seed", type=int, default=DEFAULT_SEED, help="any whole number; default %(default)s"
        )
        parser.add_argument(
            "--province",
            action="append",
            choices=PROVINCES,
            help="only the province of this code; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        codes = options["province"] or PROVINCES
        missing = [code for code in codes if not already_simulated(code)]
        if not missing:
            self.stdout.write("The simulated demo is already there.")
            return
        for code in missing:
            try:
                demo = demo_of(code, options["seed"])
            except ReferenceDataError as error:
                raise CommandError(ADVICE) from error
            started = time.monotonic()
            written = simulate(demo)
            seconds = time.monotonic() - started
            self.stdout.write(f"Simulated {demo.province}: {written} figures in {seconds:.1f} s")
