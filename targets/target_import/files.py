"""Workbooks of targets that were handed in: kept, found again, confirmed once."""

from datetime import datetime

from django.db import transaction

from coverage.models import ClockTimestamp, User
from coverage.month_import.files import shown_name, store
from coverage.workbooks.layout import Layout, as_json
from targets.access import may_change
from targets.entry import record_targets
from targets.models import Document, TargetFile
from targets.refusals import DocumentNotYours
from targets.target_import.dry_run import TargetRun
from targets.target_import.known import Known


def keep(user: User, document: Document, name: str, content: bytes, since: datetime) -> TargetFile:
    sha256, path = store(content)
    earlier = confirmed_before(document, sha256)
    if earlier is not None and earlier.confirmed_at is not None:
        # What this very file wrote is known to its writer; what came after it is not.
        since = earlier.confirmed_at
    return TargetFile.objects.create(
        document=document,
        name=shown_name(name),
        sha256=sha256,
        size=len(content),
        path=path,
        since=since,
        uploaded_by=user,
    )


def confirmed_before(document: Document, sha256: str) -> TargetFile | None:
    """The last import of the very same bytes for the document."""
    rows = TargetFile.objects.filter(document=document, sha256=sha256, confirmed_at__isnull=False)
    return rows.select_related("uploaded_by").order_by("-confirmed_at").first()


def confirmed_files(document: Document, most: int) -> list[TargetFile]:
    """What was imported for the document, the latest first."""
    rows = TargetFile.objects.filter(document=document, confirmed_at__isnull=False)
    return list(rows.select_related("uploaded_by").order_by("-confirmed_at")[:most])


def tell_layout(file: TargetFile, layout: Layout) -> None:
    """Not remembered for another file: which year a column is of, and whether its numbers are
    people, changes from document to document and is asked each time."""
    file.layout = as_json(layout)
    file.save(update_fields=["layout"])


def confirm(file: TargetFile, run: TargetRun, known: Known) -> int:
    """Write what the dry run found, all or nothing, once: how many targets were written.

    A second confirmation answers as the first did. Raises DocumentNotYours, Conflict.
    """
    if not may_change(file.uploaded_by, file.document):
        raise DocumentNotYours
    shown = {
        value.key: standing.pk if (standing := known.in_force.get(value.key[1:])) else None
        for value in run.cells
    }
    with transaction.atomic():
        held = TargetFile.objects.select_for_update().get(pk=file.pk)
        if held.written is not None:
            return held.written
        written = record_targets(file.uploaded_by, run.cells, shown)
        rows = TargetFile.objects.filter(pk=file.pk)
        rows.update(confirmed_at=ClockTimestamp(), written=written)
    return written
