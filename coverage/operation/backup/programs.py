"""PostgreSQL's own programs for a dump: the wheel's, or those that the machine has."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from coverage.operation.backup.refusals import BackupError
from coverage.operation.postgres.cluster import programs_folder

DEBIANS = Path("/usr/lib/postgresql")


def folder_for(major: int, *, is_embedded: bool) -> Path:
    """Where pg_dump and pg_restore lie that know a server of this major version: the oldest that
    do. Raises BackupError.
    """
    if is_embedded:
        return programs_folder()
    known = [(found, folder) for folder in _folders() if (found := _major(folder)) >= major]
    if not known:
        raise BackupError(
            f"No pg_dump of PostgreSQL {major} or newer is on this machine: install the package "
            f"postgresql-client-{major}, or put it into PATH."
        )
    return min(known)[1]


def _folders() -> Iterator[Path]:
    yield from sorted(DEBIANS.glob("*/bin"))
    if in_path := shutil.which("pg_dump"):
        yield Path(in_path).parent
    yield programs_folder()


def _major(folder: Path) -> int:
    """0 where there is none that runs."""
    try:
        said = subprocess.run(
            [folder / "pg_dump", "--version"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"\) (\d+)", said.stdout)
    return int(found[1]) if found else 0
