"""Workbooks that were handed in: kept under a name of our own, found again, confirmed once."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from coverage.models import ClockTimestamp, HandedInFile
from coverage.notation.text import nfc
from coverage.workbooks.layout import Layout, as_json

_LONGEST_NAME = 200

File = TypeVar("File", bound=HandedInFile)


def keep(file: File, alike: QuerySet[File], content: bytes) -> File:
    """Save a row that has its subject, name, sender and `since`. The same bytes are stored once,
    whatever they were called and whoever sent them; `alike` are the files of its subject."""
    file.name, file.size = _shown_name(file.name), len(content)
    file.sha256, file.path = _stored(content)
    earlier = confirmed_before(alike, file.sha256)
    if earlier is not None and earlier.confirmed_at is not None:
        # What this very file wrote is known to its writer; what came after it is not.
        file.since = earlier.confirmed_at
    file.save()
    return file


def known_until(made_at: datetime | None) -> datetime:
    """The moment whose values the file's writer knew: a template's own, or now."""
    now = timezone.now()
    return min(made_at, now) if made_at is not None else now


def confirmed_before(alike: QuerySet[File], sha256: str) -> File | None:
    """The last import of the very same bytes."""
    return _confirmed(alike).filter(sha256=sha256).first()


def confirmed_files(alike: QuerySet[File], most: int) -> list[File]:
    """What was imported, the latest first."""
    return list(_confirmed(alike)[:most])


def tell_layout(file: HandedInFile, layout: Layout) -> None:
    file.layout = as_json(layout)
    file.save(update_fields=["layout"])


def confirm(file: HandedInFile, write: Callable[[], int]) -> int:
    """Write, all or nothing, once: how many values were written. A second confirmation answers as
    the first did. Raises what `write` raises, nothing being written then."""
    rows = type(file)._default_manager.filter(pk=file.pk)
    with transaction.atomic():
        held = rows.select_for_update().get()
        if held.written is not None:
            return held.written
        written = write()
        rows.update(confirmed_at=ClockTimestamp(), written=written)
    return written


def _confirmed(alike: QuerySet[File]) -> QuerySet[File]:
    rows = alike.filter(confirmed_at__isnull=False)
    return rows.select_related("uploaded_by").order_by("-confirmed_at")


def _stored(content: bytes) -> tuple[str, str]:
    """Keep the bytes: (their SHA-256, the name they have on our disk)."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = f"imports/{sha256[:2]}/{sha256}.xlsx"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    return sha256, path


def _shown_name(name: str) -> str:
    """The file's name as a text for the screen; it names nothing on our disk."""
    printable = "".join(sign for sign in nfc(name) if sign.isprintable())
    return printable[-_LONGEST_NAME:] or "?"
