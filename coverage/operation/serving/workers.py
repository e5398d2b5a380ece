"""The server's workers, begun anew whenever all of them have ended."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException

from granian.server.common import AbstractServer

from coverage.operation.serving.pauses import Pauses

SECONDS_BETWEEN_ASKING, SECONDS_FOR_AN_ANSWER = 0.3, 5


def serve_until_told_to_stop(
    make_server: Callable[[], AbstractServer], host: str, port: int, say: Callable[[str], None]
) -> None:
    """A worker that ends alone is replaced by granian at once. Where the same one ends twice within
    seconds granian takes it for a program that cannot start, and gives up. Workers may be killed
    from outside (memory that ran out, say) at any time, so they begin anew: at once as good as
    ever after they had answered, else ever later.
    """
    pauses = Pauses()
    while True:
        server = make_server()
        has_ended = threading.Event()
        threading.Thread(
            target=_notice_answers, args=(host, port, pauses, has_ended), daemon=True
        ).start()
        try:
            server.serve()
            return
        except SystemExit:
            if server.interrupt_signal:
                raise
        finally:
            has_ended.set()
        seconds = pauses.take()
        say(f"Its workers died; served anew in {seconds} s.")
        if not _pause(server, seconds):
            return


def _notice_answers(host: str, port: int, pauses: Pauses, has_ended: threading.Event) -> None:
    while not has_ended.wait(SECONDS_BETWEEN_ASKING):
        if _answers(host, port):
            pauses.begin_again()
            return


def _answers(host: str, port: int) -> bool:
    asking = HTTPConnection(host, port, timeout=SECONDS_FOR_AN_ANSWER)
    with suppress(OSError, HTTPException):
        asking.request("GET", "/healthz")
        asking.getresponse().read()
        return True
    asking.close()
    return False


def _pause(server: AbstractServer, seconds: float) -> bool:
    """False where it was told to stop meanwhile, which the ended server still notes."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not server.interrupt_signal:
        time.sleep(0.1)
    return not server.interrupt_signal
