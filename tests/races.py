"""Several people at the same moment, each with a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection


def at_once(*actions: Callable[..., Any]) -> list[Any]:
    """Start the actions together; give for each, in order, what it returned or raised."""
    start = Barrier(len(actions))

    def run(action: Callable[..., Any]) -> Any:
        try:
            connection.ensure_connection()
            start.wait(timeout=60)
            return action()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as people:
        return list(people.map(run, actions))
