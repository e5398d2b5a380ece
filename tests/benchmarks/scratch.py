"""Databases that a benchmark makes beside the product's own, and drops again."""

from collections.abc import Iterator
from contextlib import contextmanager

from databases import copy_database, drop_database

EMPTY = "template1"


@contextmanager
def scratch_database(name: str, copy_of: str = EMPTY) -> Iterator[None]:
    """A database of that name, empty or a copy; one that was left there is dropped first."""
    copy_database(copy_of, name)
    try:
        yield
    finally:
        drop_database(name)
