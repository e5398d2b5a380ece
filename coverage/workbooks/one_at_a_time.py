"""Of one person one workbook is read at a time: reading one costs seconds and half a gigabyte.

A lock of the database's session: it holds over all processes that serve, and where one of them
dies its session ends and the lock with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

from django.db import connection
from django.utils.translation import gettext_lazy

from coverage.refusals import Refused

# Two clicks on one button are two requests; so long the second waits for the first.
SECONDS_TO_WAIT = 3.0
SECONDS_TO_RETRY = 15
# Which of the product's advisory locks it is; the other half of its name is the person's id.
LOCK = 1_954_001


class StillReading(Refused):
    said = gettext_lazy(
        "Another workbook of yours is still being read. Nothing was written; try again in a moment."
    )


@contextmanager
def alone_reading(user_id: int) -> Iterator[None]:
    """Outside of any transaction. Raises StillReading."""
    deadline = monotonic() + SECONDS_TO_WAIT
    while not _ask("SELECT pg_try_advisory_lock(%s, %s)", user_id):
        if monotonic() >= deadline:
            raise StillReading
        sleep(0.1)
    try:
        yield
    finally:
        _ask("SELECT pg_advisory_unlock(%s, %s)", user_id)


def _ask(statement: str, user_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [LOCK, user_id])
        return bool(cursor.fetchone()[0])
