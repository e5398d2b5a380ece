"""The world that is recorded: a database of its own with the seeded demo, its clocks stopped.

The product reads two clocks. Python's is stopped by time-machine. The database's is stood in for
by functions of the same names, which the search path of this one database finds first: whatever
is recorded then bears the same moment in every run, and the order of writes is kept.
"""

import atexit
import logging
import os
import shutil
import sys
import tempfile
from contextlib import redirect_stdout
from datetime import datetime, timedelta, timezone
from io import StringIO
from pathlib import Path

import django
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coverage.operation.catalogues import compile_catalogues  # noqa: E402

# The one name by which manage.py starts its database.
from manage import embedded  # type: ignore[attr-defined]  # noqa: E402

HANOI = timezone(timedelta(hours=7))
LOADED_AT = datetime(2026, 11, 3, 8, tzinfo=HANOI)
READ_AT = datetime(2026, 11, 20, 9, tzinfo=HANOI)
BETWEEN_WRITES = timedelta(minutes=1)
LOADS = ("migrate", "load_reference", "simulate_demo", "create_demo_accounts")

# What could make two runs differ: rows in the order of their readers, statistics gathered halfway.
QUIET = """
ALTER SYSTEM SET autovacuum = off;
ALTER SYSTEM SET max_parallel_workers_per_gather = 0;
ALTER SYSTEM SET synchronize_seqscans = off;
SELECT pg_reload_conf();
"""
# A microsecond passes with every reading, so that no two versions share a moment.
CLOCK = """
CREATE TABLE recorder_clock AS SELECT now() AS moment;
CREATE SEQUENCE recorder_ticks;
CREATE FUNCTION clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE sql AS
    $$ SELECT moment + nextval('recorder_ticks') * interval '1 microsecond' FROM recorder_clock $$;
"""
START_OF_TRANSACTION = """
CREATE FUNCTION {name}() RETURNS timestamptz STABLE LANGUAGE sql AS
    $$ SELECT moment FROM recorder_clock $$;
"""


class World:
    """One a process; it is gone when the process ends."""

    def __init__(self) -> None:
        logging.disable(logging.WARNING)  # a refusal is an answer like any other
        _prepare_settings()
        _quieten()
        self._python = time_machine.travel(LOADED_AT, tick=False)
        self._traveller = self._python.start()
        self._move_to(LOADED_AT)
        with redirect_stdout(StringIO()):
            for command in LOADS:
                call_command(command, verbosity=0)
        _run("ANALYZE")
        self._move_to(READ_AT)

    def close(self) -> None:
        """Lets time go on, so that the process can end in an ordinary way."""
        self._python.stop()
        connection.close()

    def pass_time(self) -> None:
        """What is written next comes after all that has been read."""
        self._move_to(self._now + BETWEEN_WRITES)

    def _move_to(self, moment: datetime) -> None:
        self._now = moment
        self._traveller.move_to(moment, tick=False)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE recorder_clock SET moment = %s", [moment])
            cursor.execute("ALTER SEQUENCE recorder_ticks RESTART")


def _prepare_settings() -> None:
    """The product's own, on a fresh database server; static files under their plain names."""
    folder = Path(tempfile.mkdtemp(prefix="bao-phu-golden-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "static").mkdir()
    for name in ("DEBUG", "HTTPS", "FOUR_EYES", "ALLOWED_HOSTS", "DEMO"):
        os.environ.pop(name, None)
    os.environ |= {
        "DATA_DIR": str(folder),
        "DATABASE_URL": embedded.start(folder, durable=False),
        "DJANGO_SETTINGS_MODULE": "coverage.settings",
        "SECRET_KEY": "the same in every recording",
        "STATIC_ROOT": str(folder / "static"),
    }
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES["staticfiles"] = {"BACKEND": plain}
    compile_catalogues(ROOT / "locale")  # before anything asks for a translation and keeps none
    django.setup()


def _quieten() -> None:
    for statement in QUIET.strip().splitlines():
        _run(statement)
    name = connection.settings_dict["NAME"]
    _run(f'ALTER DATABASE "{name}" SET search_path = public, pg_catalog')
    connection.close()
    _run(CLOCK)
    for name in ("now", "transaction_timestamp", "statement_timestamp"):
        _run(START_OF_TRANSACTION.format(name=name))


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
