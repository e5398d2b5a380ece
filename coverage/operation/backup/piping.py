"""Bytes to and from a program of PostgreSQL's: no shell, no second copy on the disk."""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from coverage.operation.backup.refusals import BackupError

BYTES_AT_ONCE = 1 << 20

Command = Sequence[str | Path]


def write_output_of(command: Command, environment: Mapping[str, str], target: IO[bytes]) -> None:
    """Raises BackupError with what the program said, OSError where the target is full."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=said) as process,
    ):
        try:
            shutil.copyfileobj(cast(IO[bytes], process.stdout), target, BYTES_AT_ONCE)
        except BaseException:
            process.kill()
            raise
        _refuse_unless_well(process, said)


def read_into(command: Command, environment: Mapping[str, str], source: IO[bytes]) -> None:
    """Raises BackupError with what the program said."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
        ) as process,
    ):
        try:
            with suppress(BrokenPipeError), cast(IO[bytes], process.stdin) as pipe:
                shutil.copyfileobj(source, pipe, BYTES_AT_ONCE)
        except BaseException:
            process.kill()
            raise
        _refuse_unless_well(process, said)


def _refuse_unless_well(process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
    if process.wait() == 0:
        return
    said.seek(0)
    lines = said.read().decode(errors="replace").splitlines() or ["no reason given"]
    first = next((line for line in lines if "error:" in line), lines[-1])
    raise BackupError(f"The database was not copied: {first.strip()}")
