"""Reading units, their changes, indicators, documents and assigners as they stood at a moment.

Beside each such table stands a view of the same name in the schema `as_seen`, which shows its rows
out of the versions of the moment. Within `tables_as_seen` that schema comes first, so that every
statement, of the ORM or written out, reads the views; a page without a moment pays nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction


@dataclass(frozen=True)
class Seen:
    """`path`: where tables lie but for the views."""

    moment: datetime | None
    path: str


_seen: ContextVar[Seen | None] = ContextVar("seen", default=None)

_ENTER = """
SELECT set_config('bao_phu.moment', %(moment)s, true),
       set_config('search_path', 'as_seen, ' || %(path)s, true)
"""
_LEAVE = "SELECT set_config('search_path', %(path)s, true)"


def moment_seen() -> datetime | None:
    """The moment as of which tables are read here; None: now."""
    seen = _seen.get()
    return seen.moment if seen else None


@contextmanager
def tables_as_seen(moment: datetime | None) -> Iterator[None]:
    """Within it they are read as they stood at the moment; None: as they are now. Nothing is to be
    written within it. Where nothing changes it is no statement; within another it is two, else
    three and a savepoint."""
    outer = _seen.get()
    if moment == moment_seen():
        yield
        return
    # Where something is raised, the end of the savepoint puts it back.
    with nullcontext() if outer else transaction.atomic():
        path = outer.path if outer else _path()
        try:
            with _reading(Seen(moment, path)):
                yield
        finally:
            if not connection.needs_rollback:
                _set(outer or Seen(None, path))


@contextmanager
def _reading(seen: Seen) -> Iterator[None]:
    _set(seen)
    token = _seen.set(seen)
    try:
        yield
    finally:
        _seen.reset(token)


def _path() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        path: str = cursor.fetchone()[0]
    return path


def _set(seen: Seen) -> None:
    said = {"path": seen.path, "moment": seen.moment.isoformat() if seen.moment else ""}
    with connection.cursor() as cursor:
        cursor.execute(_LEAVE if seen.moment is None else _ENTER, said)
