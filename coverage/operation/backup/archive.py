"""A backup is one ZIP file: the database as pg_dump wrote it, the files, and what they hold.

The list of what it holds stands last, so that a file whose writing was cut off has none.
"""

import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from coverage.document_files import UNFINISHED
from coverage.operation.backup.checksums import Held
from coverage.operation.backup.refusals import BackupError

MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "documents"
FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """`made_at` is when the database was seen as it stands in here, as ISO 8601; `migrations` are
    pairs of app and name; `settings` what the product ran with, secrets left out."""

    made_at: str
    install: str
    server_major: int
    migrations: Sequence[tuple[str, str]]
    tables: Mapping[str, Held]
    settings: Mapping[str, str]

    def as_json(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1)


@contextmanager
def new_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """A file that only its owner may read and that did not exist before, on the disk afterwards.
    Raises OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            yield archive
        file.flush()
        os.fsync(file.fileno())


def add_files(archive: zipfile.ZipFile, folder: Path) -> None:
    """All files of the folder and below, but for those that are written just now."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and path.suffix != UNFINISHED:
            name = f"{FILES}/{path.relative_to(folder).as_posix()}"
            with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as member:
                shutil.copyfileobj(source, member)


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """A backup to read. Raises BackupError where it is none, OSError."""
    if not path.is_file():
        raise BackupError(f"There is no file {path}: name a backup (bao-phu-….zip).")
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive, _manifest(archive.read(MANIFEST))
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise BackupError(
            f"{path} is no whole backup of Bao Phủ ({error}): take another one."
        ) from error


def _manifest(text: bytes) -> Manifest:
    read: dict[str, Any] = json.loads(text)
    if read.pop("format") != FORMAT:
        raise BackupError("This backup was made by a newer Bao Phủ: bring the code up to date.")
    tables = {name: Held(**held) for name, held in read.pop("tables").items()}
    migrations = [(app, name) for app, name in read.pop("migrations")]
    return Manifest(tables=tables, migrations=migrations, **read)


def refuse_unless_whole(archive: zipfile.ZipFile) -> None:
    """Read every byte and compare it with what was noted when it was written."""
    if (broken := archive.testzip()) is not None:
        raise BackupError(f"{broken} in {archive.filename} is damaged: take another backup.")


def files_in(archive: zipfile.ZipFile) -> dict[PurePosixPath, zipfile.ZipInfo]:
    """By their path below the folder of documents. Raises BackupError on one that leads out."""
    found = {}
    for member in archive.infolist():
        path = PurePosixPath(member.filename)
        if member.is_dir() or path.parts[:1] != (FILES,):
            continue
        if path.is_absolute() or ".." in path.parts or "\\" in member.filename:
            raise BackupError(f"{archive.filename} holds a file outside its folder: do not use it.")
        found[path.relative_to(FILES)] = member
    return found


def dump_in(archive: zipfile.ZipFile) -> IO[bytes]:
    return archive.open(DUMP)
