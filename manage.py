#!/usr/bin/env python
"""Django's commands, on the embedded PostgreSQL unless DATABASE_URL names another."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

from coverage.operation.postgres import embedded
from coverage.operation.postgres.embedded import DatabaseStartError

# These answer also where no database can be started.
DATABASE_FREE = {"check_report", "compilemessages", "collectstatic", "makemessages"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coverage.settings")
    signal.signal(signal.SIGTERM, _end)
    try:
        if not os.environ.get("DATABASE_URL") and not DATABASE_FREE.intersection(sys.argv[1:2]):
            data_dir = os.environ.get("DATA_DIR") or Path(__file__).resolve().parent / ".data"
            os.environ["DATABASE_URL"] = embedded.start(Path(data_dir))
        execute_from_command_line(sys.argv)
    except (DatabaseStartError, ImproperlyConfigured, OperationalError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(_advice(error))
    except KeyboardInterrupt:
        sys.exit("Stopped.")


def _end(number: int, frame: FrameType | None) -> None:
    """End as after any command, so that the embedded database is stopped too."""
    sys.exit(128 + number)


def _advice(error: Exception) -> str:
    """One line that says what to do."""
    if isinstance(error, OperationalError):
        reason = " ".join(str(error).split())
        return f"The database does not answer: start it, or correct DATABASE_URL. It said: {reason}"
    return str(error)


if __name__ == "__main__":
    main()
