"""The folder of backups: what is in it, room for one more, which go, and how the last one went."""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from coverage.operation.backup.refusals import BackupError
from coverage.operation.backup.schedule import Rule, kept

STATUS, UNFINISHED = "last.json", ".part"
STAMP = "%Y%m%d-%H%M%S"
MUST_BE_FREE = 1.5


@dataclass(frozen=True)
class Stored:
    path: Path
    made_at: datetime


@dataclass(frozen=True)
class Attempt:
    """How the last one went: `at` with its zone as ISO 8601, `failure` blank where it went well."""

    at: str
    failure: str


def name_of(install: str, moment: datetime) -> str:
    """With whose it is, since installs may share a folder."""
    return f"bao-phu-{install[:8]}-{moment:{STAMP}}.zip"


def stored_in(folder: Path, install: str, zone: datetime) -> list[Stored]:
    """This install's own, the newest first; their names tell local time, `zone` holds its zone."""
    pattern = re.compile(rf"bao-phu-{re.escape(install[:8])}-(\d{{8}}-\d{{6}})\.zip", re.ASCII)
    found = []
    for path in folder.glob("bao-phu-*.zip"):
        if match := pattern.fullmatch(path.name):
            with suppress(ValueError):
                moment = datetime.strptime(match[1], STAMP).replace(tzinfo=zone.tzinfo)
                found.append(Stored(path, moment))
    return sorted(found, key=lambda each: each.made_at, reverse=True)


@contextmanager
def held_alone(folder: Path) -> Iterator[None]:
    """One backup at a time; what an interrupted one left goes. Raises BackupError, OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for abandoned in folder.glob(f"bao-phu-*{UNFINISHED}"):
            abandoned.unlink()
        yield
    except BlockingIOError as error:
        raise BackupError("Another backup is being made: wait until it is ready.") from error
    finally:
        os.close(descriptor)


def refuse_unless_room(folder: Path, stored: list[Stored]) -> None:
    if not stored:
        return
    needed = int(stored[0].path.stat().st_size * MUST_BE_FREE)
    if (free := shutil.disk_usage(folder).free) < needed:
        raise BackupError(
            f"{folder} has {_megabytes(free)} free and a backup needs {_megabytes(needed)}: "
            "make room, or set BACKUP_DIR to a folder on another disk."
        )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


def drop_old(stored: list[Stored], rule: Rule) -> None:
    stay = kept((each.made_at for each in stored), rule)
    for each in stored:
        if each.made_at not in stay:
            each.path.unlink()


def note(folder: Path, attempt: Attempt) -> None:
    """Whole or not at all, for its owner's eyes only."""
    unfinished = folder / f"{STATUS}{UNFINISHED}"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(attempt), file, ensure_ascii=False)
    unfinished.replace(folder / STATUS)


def last_attempt(folder: Path) -> Attempt | None:
    """None where there was none, or where it cannot be read."""
    with suppress(OSError, ValueError, TypeError):
        return Attempt(**json.loads((folder / STATUS).read_text(encoding="utf-8")))
    return None
