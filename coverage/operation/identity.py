"""Whether this install is the one its figures were reported to, or a copy.

A random key stands in a file of DATA_DIR and in the database. A database that came from elsewhere
brings another key than the folder's; PostgreSQL's own identifier would not tell, a standby has it
too. The pages look for a file alone, so that none of them asks the database for it.
"""

import os
import uuid
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from coverage.models import Installation

KEY, MARK = "install-id", "this-is-a-copy"


def key_of(data_dir: Path) -> str:
    """The folder's own key, made at the first asking. Raises OSError."""
    path = data_dir / KEY
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(str(uuid.uuid4()))
    except FileExistsError:
        pass
    return path.read_text().strip()


def known_key(data_dir: Path) -> str | None:
    """The same without making one. Raises OSError."""
    with suppress(FileNotFoundError):
        return (data_dir / KEY).read_text().strip()
    return None


def begun_at(data_dir: Path) -> datetime | None:
    """When the folder got its key, with its first start; None before it."""
    with suppress(FileNotFoundError):
        return datetime.fromtimestamp((data_dir / KEY).stat().st_mtime, UTC)
    return None


def compare(data_dir: Path) -> bool:
    """Mark the folder as a copy's where the database brought another key, and say whether. A
    database that has none yet gets the folder's. Raises OSError."""
    key = key_of(data_dir)
    held, _ = Installation.objects.get_or_create(pk=1, defaults={"key": key})
    mark = data_dir / MARK
    if held.key == key:
        mark.unlink(missing_ok=True)
        return False
    mark.touch(mode=0o600)
    return True


def declare_original(data_dir: Path) -> None:
    """From now on the figures are reported here. Raises OSError."""
    Installation.objects.update_or_create(pk=1, defaults={"key": key_of(data_dir)})
    (data_dir / MARK).unlink(missing_ok=True)


def is_copy(data_dir: Path) -> bool:
    return (data_dir / MARK).exists()
