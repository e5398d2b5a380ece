"""The last result, in a file of DATA_DIR: for its page, the line on every other, and the night."""

import json
import os
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from reports.integrity.result import Result, of_json

NAME, UNFINISHED = "integrity.json", ".part"


def keep(result: Result) -> None:
    """Whole or not at all, for its owner's eyes only. Raises OSError."""
    unfinished = settings.DATA_DIR / f"{NAME}{UNFINISHED}"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(result.as_json(), file, ensure_ascii=False)
    unfinished.replace(settings.DATA_DIR / NAME)


def last_result() -> Result | None:
    """None where there was none, or where it cannot be read. Every page asks: the file is read
    once as long as it stays the same."""
    path = settings.DATA_DIR / NAME
    with suppress(OSError):
        held = path.stat()
        return _read(path, held.st_mtime_ns, held.st_size)
    return None


def looked_at(result: Result) -> datetime:
    """In local time."""
    return timezone.localtime(datetime.fromisoformat(result.at))


@lru_cache(maxsize=1)
def _read(path: Path, changed: int, size: int) -> Result | None:
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        return of_json(json.loads(path.read_text(encoding="utf-8")))
    return None
