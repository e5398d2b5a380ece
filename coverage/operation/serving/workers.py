"""The server and its workers: one that dies is begun anew for as long as the server lives."""

import logging
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from granian.server.mp import MPServer

from coverage.operation.serving.pauses import Pauses
from coverage.operation.worker import FOLDER_OF_READY


class Server(MPServer):
    """granian's own takes a worker that dies twice within seconds for a program that cannot start,
    and ends with all of them; but a worker may be killed from outside (memory that ran out, say) at
    any time. Here one that had come up is begun anew at once, one that had not ever later.
    """

    def __init__(
        self, target: str, folder: Path, say: Callable[[str], None], **options: Any
    ) -> None:
        """Workers leave a file in `folder`, which is ours alone, when they have come up."""
        super().__init__(target, respawn_failed_workers=True, **options)
        logging.getLogger("_granian").addFilter(_is_news)
        os.environ[FOLDER_OF_READY] = str(folder)
        self._folder, self._say, self._pauses = folder, say, Pauses()
        self._came_up_before: set[Path] = set()

    def _respawn_workers(
        self, workers: Sequence[int], spawn_target: Any, target_loader: Any, delay: float = 0
    ) -> None:
        came_up = set(self._folder.iterdir())
        if came_up - self._came_up_before:
            self._pauses.begin_again()
        self._came_up_before = came_up
        if not all(self._had_come_up(idx) for idx in workers):
            seconds = self._pauses.take()
            self._say(f"A worker cannot start; tried again in {seconds} s.")
            self._pause(seconds)
        if self.interrupt_signal:
            return
        super()._respawn_workers(workers, spawn_target, target_loader, delay)
        # What granian tells a worker that died before by.
        self.respawned_wrks.clear()

    def _had_come_up(self, idx: int) -> bool:
        return (self._folder / str(self.wrks[idx].inner.pid)).exists()

    def _pause(self, seconds: float) -> None:
        """Cut short by being told to stop, and by the end of a worker that had come up."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self.interrupt_signal:
            if any(self._had_come_up(idx) for idx in self.interrupt_children):
                return
            time.sleep(0.1)


def _is_news(record: logging.LogRecord) -> bool:
    """Not that there are more threads than processors: mostly they wait (threads.py)."""
    return "Python threads" not in record.getMessage()
