"""The processes of one PostgreSQL server, as its files and the kernel tell them."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SOCKET_NAME = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Running:
    socket_dir: Path
    ready: bool


def running(directory: Path) -> Running | None:
    """What postmaster.pid says, if its process lives and is the server of this directory.

    After a crash or a restart of the machine its number may belong to any process, or to
    a dead one nobody has buried: then this file and the socket's lock would keep the server from
    starting, and go. A number nobody has is left to PostgreSQL, which judges it well.
    """
    file = directory / "postmaster.pid"
    try:
        lines = os.fsdecode(file.read_bytes()).splitlines()
        pid = int(lines[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    if not Path(f"/proc/{pid}").exists():
        return None
    if not _serves(pid, directory):
        file.unlink(missing_ok=True)
        if len(lines) > 4:
            Path(lines[4], f"{SOCKET_NAME}.lock").unlink(missing_ok=True)
        return None
    ready = len(lines) > 7 and lines[7].strip() == "ready"
    return Running(Path(lines[4]) if ready else directory, ready)


def _serves(pid: int, directory: Path) -> bool:
    try:
        return _works_in(pid, directory)
    except PermissionError:  # root in a container may not look into another user's process
        return True


def _is_known_to_serve(pid: int, directory: Path) -> bool:
    with suppress(PermissionError):
        return _works_in(pid, directory)
    return False


def _works_in(pid: int, directory: Path) -> bool:
    """Raises PermissionError where it cannot be told."""
    process = Path(f"/proc/{pid}")
    try:
        if (process / "comm").read_text().strip() != "postgres":
            return False
        return os.readlink(process / "cwd") == str(directory.resolve())
    except (FileNotFoundError, ProcessLookupError):
        return False


def end_orphans(directory: Path) -> None:
    """End what a killed server left: a process that still works notices its end only when it next
    waits, and keeps the memory without which no server starts. What they wrote is in the log of
    writes, or was never committed.
    """
    for pid in _numbers():
        if _is_known_to_serve(pid, directory):
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)


def _numbers() -> Iterator[int]:
    return (int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit())
