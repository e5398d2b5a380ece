"""Loads what is known before anybody reports; run it as often as you like."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import IntegrityError, connection, transaction

from coverage.models import AdministrativeUnit
from coverage.reference.csv_rows import FixtureError
from coverage.reference.denominators import load_denominators
from coverage.reference.figures import load_figures
from coverage.reference.fixtures import Fixtures
from coverage.reference.indicators import load_indicators
from coverage.reference.unit_changes import load_acts, load_links
from coverage.reference.units import load_units
from coverage.reference.upkeep import Loaded
from coverage.refusals import NotAllowed, Refused
from targets.reference import load_assigners, load_documents, load_targets

STEPS: tuple[tuple[str, Callable[[Fixtures], Loaded]], ...] = (
    ("changes of units", load_acts),
    ("administrative units", load_units),
    ("links between units", load_links),
    ("indicators", load_indicators),
    ("denominators", load_denominators),
    ("figures", load_figures),
    ("assigners", load_assigners),
    ("documents", load_documents),
    ("targets", load_targets),
)


class Command(BaseCommand):
    help = (
        "Load units, indicators, documents, targets and published figures from fixtures/. "
        "What is already there stays as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--fixtures",
            type=Path,
            default=settings.BASE_DIR / "fixtures",
            help="the folder of the files, if not the project's own",
        )

    @no_translations
    def handle(self, *args: Any, fixtures: Path, verbosity: int, **options: Any) -> None:
        try:
            with transaction.atomic():
                _wait_for_another_load()
                files = Fixtures(fixtures)
                for what, load in STEPS:
                    self._say(what, load(files), verbosity)
        except (FixtureError, Refused, NotAllowed) as error:
            raise CommandError(str(error)) from error
        except IntegrityError as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"The files contradict what is in the database: {reason}") from error

    def _say(self, what: str, loaded: Loaded, verbosity: int) -> None:
        if verbosity:
            self.stdout.write(f"{what}: {loaded}")
            for line in loaded.kept:
                self.stdout.write(f"  {line}")


def _wait_for_another_load() -> None:
    """Two loads at once would both insert; the second waits and finds nothing left to do."""
    table = connection.ops.quote_name(AdministrativeUnit._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
