"""What to do about a failure of the machine that stops a command, in a line."""

import errno
from pathlib import Path

from django.db import OperationalError
from psycopg.errors import DiskFull

from coverage.operation.postgres.cluster import is_full

FULL = {errno.ENOSPC, errno.EDQUOT}
CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


def is_of_full_disk(error: BaseException | None) -> bool:
    """Ours, or that of the database."""
    if isinstance(error, OSError):
        return error.errno in FULL
    return error is not None and isinstance(error.__cause__, DiskFull)


def advice_on_file(error: OSError) -> str | None:
    """None where it is not known what to do."""
    place = error.filename or "DATA_DIR"
    if is_of_full_disk(error):
        return f"The disk is full ({place}): make room, then run the same again."
    if error.errno in CLOSED:
        return (
            f"Cannot write {place} ({error.strerror}): run as the user who owns it, or set DATA_DIR"
            " and STATIC_ROOT to folders of your own."
        )
    return None


def advice_on_database(error: OperationalError, data_dir: Path) -> str:
    """`data_dir` is where the embedded one would be."""
    reason = " ".join(str(error).split())
    if is_of_full_disk(error) or is_full(data_dir):
        return f"The database's disk is full: make room, then run the same again. It said: {reason}"
    return f"The database does not answer: start it, or correct DATABASE_URL. It said: {reason}"
