"""Where uploads are kept: a file that has its name is whole."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from coverage.document_files import UNFINISHED

# No upload takes so long.
ABANDONED_AFTER = timedelta(days=1)


class DocumentStorage(FileSystemStorage):
    """Django's own writes under the final name, where a crash leaves the beginning of a file."""

    def _save(self, name: str, content: Any) -> str:
        """Names are of our own making: another file of that name holds the same."""
        part = Path(self.path(f"{name}.{uuid4().hex}{UNFINISHED}"))
        try:
            super()._save(str(part.relative_to(self.location)), content)  # type: ignore[misc]
            _write_to_disk(part)
            part.replace(self.path(name))
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _write_to_disk(part.parent)
        return name


def forget_abandoned(now: datetime) -> None:
    """Delete the beginnings of files that a crash left behind, and what nobody confirmed."""
    oldest = (now - ABANDONED_AFTER).timestamp()
    for part in Path(settings.MEDIA_ROOT).rglob(f"*{UNFINISHED}"):
        if part.is_file() and part.stat().st_mtime < oldest:
            part.unlink()


def _write_to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
