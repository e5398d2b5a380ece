"""Databases that a benchmark makes beside the product's own, and drops again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections


@contextmanager
def scratch_database(name: str, copy_of: str | None = None) -> Iterator[None]:
    """A database of that name, empty or a copy; one that was left there is dropped first."""
    _drop(name)
    with connection._nodb_cursor() as cursor:
        template = f' template "{copy_of}"' if copy_of else ""
        cursor.execute(f'create database "{name}"{template}')
    try:
        yield
    finally:
        _drop(name)


@contextmanager
def using_database(name: str) -> Iterator[None]:
    """Send everything inside to another database of the same server."""
    usual = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = usual


def _drop(name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'drop database if exists "{name}" with (force)')
