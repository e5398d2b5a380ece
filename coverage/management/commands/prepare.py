"""Everything between a fresh clone and a product that can be served; what is done is skipped."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from coverage.operation import migrations

STEPS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Bringing the database up to date", "migrate", {"interactive": False, "verbosity": 0}),
    ("Loading units, documents, targets and published figures", "load_reference", {}),
    ("Simulating the months of the demo", "simulate_demo", {}),
    ("Making the accounts of the demo", "create_demo_accounts", {}),
    ("Letting them type a part of the running month", "stage_demo", {}),
    # Of an install that is older than they are; what is loaded here has recorded its own.
    ("Recording the warnings", "check_warnings", {"repair": True, "if_none": True}),
    ("Compiling the translations", "compilemessages", {}),
)
LAST_STEP = "Compressing the static files"
# Left out with DEMO=off: an office's own database holds no made-up figures.
DEMO_COMMANDS = {"simulate_demo", "create_demo_accounts", "stage_demo"}


def refuse_newer_data() -> None:
    """Older code would read, and write, what it does not understand. Raises CommandError."""
    if unknown := migrations.unknown():
        raise CommandError(
            f"This data was used by a newer Bao Phủ ({'.'.join(min(unknown))}): bring the code up"
            " to date, or set DATA_DIR or DATABASE_URL to other data."
        )


@contextmanager
def static_files_meanwhile() -> Iterator[None]:
    """Collects and compresses the static files in a process of its own, which is waited for at the
    end: they need no database, and would be a seventh of a first start. Raises CommandError."""
    program: list[str | Path] = [sys.executable, settings.BASE_DIR / "manage.py", "collectstatic"]
    with subprocess.Popen([*program, "--no-input", "--verbosity=0"]) as process:
        try:
            yield
        except BaseException:
            process.terminate()
            raise
    if process.returncode:
        raise CommandError("The static files could not be compressed, for the reason given above.")


class Command(BaseCommand):
    help = "Migrates, loads the data, makes the accounts of the demo, builds what pages need."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_newer_data()
        steps = [step for step in STEPS if settings.DEMO or step[1] not in DEMO_COMMANDS]
        count = len(steps) + 1
        with static_files_meanwhile():
            for number, (title, command, arguments) in enumerate(steps, start=1):
                self._say(f"[{number}/{count}] {title} …")
                call_command(command, stdout=self.stdout, stderr=self.stderr, **arguments)
            self._say(f"[{count}/{count}] {LAST_STEP} …")
        with connection.cursor() as cursor:
            # PostgreSQL knows nothing of what was just loaded: pages would be given up.
            cursor.execute("ANALYZE")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
