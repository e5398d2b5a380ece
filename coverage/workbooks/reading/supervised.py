"""Reading a workbook in a process of its own, which may run out of anything without harm."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

from coverage.workbooks.book import Book, FileRefused
from coverage.workbooks.reading import limits
from coverage.workbooks.reading.answer import read_answer, read_lines
from coverage.workbooks.reading.file_type import refuse_unless_zip
from coverage.workbooks.reading.reasons import Reason

_PROJECT = Path(__file__).resolve().parents[3]
# -S: the reader needs the standard library only. -E -s: whatever the environment says.
_COMMAND = [sys.executable, "-E", "-s", "-S", "-m", "coverage.workbooks.reading.child"]


def read_book(content: bytes, name: str) -> Book:
    """What the workbook holds, blank cells left out. ``name`` is the file's, for the refusal.

    Raises FileRefused with a Reason as its reason and the file's name among its details.
    """
    try:
        refuse_unless_zip(content)
        return _read_by_child(content)
    except FileRefused as refusal:
        details = {"file": name[:255], **refusal.details}
        raise FileRefused(refusal.reason, **details) from refusal


def _read_by_child(content: bytes) -> Book:
    """By files instead of pipes: nothing waits for anything, and the system bounds the answer."""
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answered:
        question.write(content)
        question.seek(0)
        _run(question, answered)
        answered.seek(0)
        return read_answer(read_lines(answered))


def _run(question: IO[bytes], answered: IO[bytes]) -> None:
    """Raises FileRefused where the child was ended or ended itself without an answer."""
    try:
        done = subprocess.run(
            _COMMAND,
            stdin=question,
            stdout=answered,
            stderr=subprocess.DEVNULL,
            cwd=_PROJECT,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            timeout=limits.WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefused(Reason.TOOK_TOO_LONG, seconds=limits.WALL_SECONDS) from error
    if done.returncode == -signal.SIGXCPU:
        raise FileRefused(Reason.TOOK_TOO_LONG, seconds=limits.CPU_SECONDS)
    if done.returncode != 0:
        raise FileRefused(Reason.UNREADABLE)
