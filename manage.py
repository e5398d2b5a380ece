#!/usr/bin/env python3
"""Django's commands, on the embedded PostgreSQL unless DATABASE_URL names another."""

import os
import signal
import sys
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

if find_spec("django") is None:
    sys.exit(
        "This Python has no Django: run .venv/bin/python manage.py …, which make run installs."
    )

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

from coverage.operation.advice import advice_on_database, advice_on_file
from coverage.operation.postgres import embedded
from coverage.operation.postgres.embedded import DatabaseStartError
from coverage.operation.postgres.passage import close_without_server

ROOT = Path(__file__).resolve().parent
# These answer also where no database can be started.
DATABASE_FREE = {"check_report", "compilemessages", "collectstatic", "makemessages"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage.settings")
    signal.signal(signal.SIGTERM, _end)
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / ".data")
    try:
        if not DATABASE_FREE.intersection(sys.argv[1:2]):
            _prepare_data(data_dir)
        execute_from_command_line(sys.argv)
    except (DatabaseStartError, ImproperlyConfigured, OperationalError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(_advice(error, data_dir))
    except OSError as error:
        advice = advice_on_file(error)
        if advice is None or "--traceback" in sys.argv:
            raise
        sys.exit(advice)
    except KeyboardInterrupt:
        sys.exit("Stopped.")


def _prepare_data(data_dir: Path) -> None:
    """What a command writes is its office's; static files and catalogues are for all to read."""
    os.umask(0o077)
    if os.environ.get("DATABASE_URL"):
        close_without_server(data_dir)
    else:
        os.environ["DATABASE_URL"] = embedded.start(data_dir)


def _end(number: int, frame: FrameType | None) -> None:
    """End as after any command, so that the embedded database is stopped too."""
    sys.exit(128 + number)


def _advice(error: Exception, data_dir: Path) -> str:
    """One line that says what to do."""
    if isinstance(error, OperationalError):
        return advice_on_database(error, data_dir)
    return str(error)


if __name__ == "__main__":
    main()
