"""What is done each night, in a process of its own, for as long as the product serves."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from coverage.operation.backup.schedule import TRIED_AGAIN_AFTER
from coverage.operation.backup.state import backup_state

SECONDS_BETWEEN_LOOKS = 20
SECONDS_TO_END = 10
TIDYING = (
    ("clear_old_exports",),
    ("clear_old_sessions",),
    ("check_warnings", "--repair"),
    ("integrity", "--nightly"),
)


@contextmanager
def tended_nightly(say: Callable[[str], None]) -> Iterator[None]:
    """A backup that is under way when this ends is broken off, and leaves nothing."""
    told_to_stop = threading.Event()
    watch = threading.Thread(target=_watch, args=(say, told_to_stop), daemon=True)
    watch.start()
    try:
        yield
    finally:
        told_to_stop.set()
        watch.join()


def _watch(say: Callable[[str], None], told_to_stop: threading.Event) -> None:
    seconds: float = SECONDS_BETWEEN_LOOKS
    tidied_on: date | None = None
    while not told_to_stop.wait(seconds):
        seconds = SECONDS_BETWEEN_LOOKS
        try:
            if tidied_on != timezone.localdate():
                tidied_on = timezone.localdate()
                for command in TIDYING:
                    _run(told_to_stop, *command)
            if _is_due():
                _run(told_to_stop, "backup", "--try", "--quietly")
                # Also where the failure itself could not be noted.
                seconds = TRIED_AGAIN_AFTER.total_seconds() if _is_due() else seconds
        except OSError as error:
            say(f"The nightly backup cannot be made: {error}")
            seconds = TRIED_AGAIN_AFTER.total_seconds()


def _is_due() -> bool:
    return backup_state().is_due(timezone.localtime())


def _run(told_to_stop: threading.Event, *command: str) -> None:
    """What it says goes where the server's own words go."""
    program: list[str | Path] = [sys.executable, settings.BASE_DIR / "manage.py"]
    with subprocess.Popen([*program, *command], stdin=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if told_to_stop.wait(0.5):
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
