"""When a server that starts can be reached."""

import socket
import threading
import time
from collections.abc import Callable

SECONDS_BETWEEN_TRIES = 0.1


def once_reachable(host: str, port: int, hook: Callable[[], None]) -> None:
    """Call the hook, in a thread of its own, when the address takes connections: the port is
    taken only when a worker has come up, and who reads an address before that meets an error."""
    threading.Thread(target=_wait_and_call, args=(host, port, hook), daemon=True).start()


def _wait_and_call(host: str, port: int, hook: Callable[[], None]) -> None:
    while not _is_reachable(host, port):
        time.sleep(SECONDS_BETWEEN_TRIES)
    hook()


def _is_reachable(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True
