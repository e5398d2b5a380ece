"""Whole databases: made once for all workers of a run, copied and dropped, which is faster than
loading anything twice. The run's number is in their names, so that two runs never meet.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connections


def name_of(what: str) -> str:
    """The name of a database of this run; ``what`` is lower case and short."""
    return f"test_{os.environ['TEST_RUN']}_{what}"


def own_name_of(what: str) -> str:
    """The same for a database that only this worker uses."""
    return name_of(f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{what}")


def shared_database(what: str, template: str, fill: Callable[[], object]) -> str:
    """The name of a database that is to be copied, never used: a copy of ``template`` that the
    first worker to ask filled, for all of them."""
    name, unfinished = name_of(what), name_of(f"{what}_unfinished")
    with open(Path(os.environ["DATA_DIR"]) / "databases.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _ask("select from pg_database where datname = %s", name):
            copy_database(template, unfinished)
            with using_database(unfinished):
                fill()
            _ask(f'alter database "{unfinished}" rename to "{name}"')
    return name


def copy_database(source: str, copy: str) -> None:
    """Make ``copy`` a fresh copy of ``source``, which nobody may be using meanwhile."""
    drop_database(copy)
    _ask(f'create database "{copy}" template "{source}"')


def drop_database(name: str) -> None:
    """Where it is; also from under those who use it."""
    _ask(f'drop database if exists "{name}" with (force)')


def drop_databases_of_this_run() -> None:
    for (name,) in _ask("select datname from pg_database where datname ^@ %s", name_of("")):
        drop_database(name)


def drop_databases_of_ended_runs() -> None:
    """What runs that were killed left; only of a server that no other machine uses."""
    for name, run in _ask(
        r"select datname, substring(datname from '^test_(\d+)_') from pg_database"
    ):
        if run and not Path(f"/proc/{run}").exists():
            _ask(f'drop database "{name}" with (force)')


@contextmanager
def using_database(name: str) -> Iterator[None]:
    """Send everything inside to another database of the same server; what is under way in the
    usual one waits."""
    usual = connections["default"]
    settings, usual_name = usual.settings_dict, usual.settings_dict["NAME"]
    settings["NAME"] = name
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = usual
        settings["NAME"] = usual_name


def _ask(statement: str, *values: str) -> list[tuple[str, ...]]:
    """Beside Django's own connection, which may be closed to the test or in a transaction."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        cursor = server.execute(statement.encode(), values or None)
        return cursor.fetchall() if cursor.description is not None else []
