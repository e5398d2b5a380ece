"""One process serves a folder: the second one says who is first."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "serve.lock"


class AlreadyServedError(Exception):
    """Another process serves this folder; the message is one line that says which."""


@contextmanager
def alone_in(data_dir: Path, address: str) -> Iterator[None]:
    """Be the one that serves this folder at this address; a ``kill -9`` gives it free too.

    Raises AlreadyServedError, OSError.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(data_dir / FILE_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor, data_dir)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()} {address}\n".encode())
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, data_dir: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pid, _, address = os.read(descriptor, 1000).decode(errors="replace").partition(" ")
        who = f"process {pid}, {address.strip()}" if address else "another process"
        raise AlreadyServedError(
            f"{data_dir} is served already ({who}): stop that one first, or set another DATA_DIR."
        ) from None
