"""Starts the embedded database anew whenever it has died, for as long as the product serves."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from coverage.operation.postgres import embedded
from coverage.operation.postgres.embedded import DatabaseStartError
from coverage.operation.serving.pauses import Pauses

SECONDS_BETWEEN_LOOKS = 0.5

Say = Callable[[str], None]


@contextmanager
def kept_running(data_dir: Path, say: Say) -> Iterator[None]:
    """Look after the server of this folder inside; nothing is started any more afterwards."""
    told_to_stop = threading.Event()
    watch = threading.Thread(target=_watch, args=(data_dir, say, told_to_stop), daemon=True)
    watch.start()
    try:
        yield
    finally:
        told_to_stop.set()
        watch.join()


def _watch(data_dir: Path, say: Say, told_to_stop: threading.Event) -> None:
    pauses = Pauses()
    seconds: float = SECONDS_BETWEEN_LOOKS
    while not told_to_stop.wait(seconds):
        seconds = SECONDS_BETWEEN_LOOKS
        try:
            if embedded.revive(data_dir):
                say("The database had died; it was started anew.")
            pauses.begin_again()
        except (DatabaseStartError, OSError) as error:
            seconds = pauses.take()
            say(f"{error} Next try in {seconds} s.")
