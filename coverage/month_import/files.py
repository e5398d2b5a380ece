"""Workbooks that were handed in: kept under a name of our own, found again, confirmed once."""

import hashlib
from dataclasses import replace
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from coverage.entry import Cell, record_figures
from coverage.models import (
    AdministrativeUnit,
    ClockTimestamp,
    ImportedFile,
    ImportMapping,
    User,
)
from coverage.month.cut_off import usual_cut_off
from coverage.month_import.dry_run import DryRun
from coverage.month_import.template_mark import Mark
from coverage.month_import.template_mark import layout_of as template_layout
from coverage.notation.text import nfc
from coverage.workbooks.book import Book, Sheet
from coverage.workbooks.guessing import Names, guess_sheet
from coverage.workbooks.layout import Layout, as_json, fingerprint, from_json
from coverage.workbooks.matching import Units

_LONGEST_NAME = 200


def keep(
    user: User, unit: AdministrativeUnit, period: date, name: str, content: bytes, since: datetime
) -> ImportedFile:
    """The same bytes are stored once, whatever they were called and whoever sent them."""
    sha256, path = store(content)
    earlier = confirmed_before(unit, period, sha256)
    if earlier is not None and earlier.confirmed_at is not None:
        # What this very file wrote is known to its writer; what came after it is not.
        since = earlier.confirmed_at
    return ImportedFile.objects.create(
        unit=unit,
        period=period,
        name=shown_name(name),
        sha256=sha256,
        size=len(content),
        path=path,
        since=since,
        uploaded_by=user,
    )


def store(content: bytes) -> tuple[str, str]:
    """Keep the bytes: (their SHA-256, the name they have on our disk)."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = f"imports/{sha256[:2]}/{sha256}.xlsx"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(content))
    return sha256, path


def known_until(made_at: datetime | None) -> datetime:
    """The moment whose figures the file's writer knew: a template's own, or now."""
    now = timezone.now()
    return min(made_at, now) if made_at is not None else now


def confirmed_before(unit: AdministrativeUnit, period: date, sha256: str) -> ImportedFile | None:
    """The last import of the very same bytes for the unit and month."""
    rows = ImportedFile.objects.filter(
        unit=unit, period=period, sha256=sha256, confirmed_at__isnull=False
    )
    return rows.select_related("uploaded_by").order_by("-confirmed_at").first()


def confirmed_files(unit: AdministrativeUnit, period: date, most: int) -> list[ImportedFile]:
    """What was imported for the unit and month, the latest first."""
    rows = ImportedFile.objects.filter(unit=unit, period=period, confirmed_at__isnull=False)
    return list(rows.select_related("uploaded_by").order_by("-confirmed_at")[:most])


def settle(file: ImportedFile, book: Book, mark: Mark | None, units: Units, names: Names) -> None:
    """Give the file its layout where nobody need be asked: a template's, or one told before for
    the same headings."""
    layout = template_layout(book) if mark is not None else remembered(file, book, units, names)
    if layout is not None:
        file.layout = as_json(layout)
        file.save(update_fields=["layout"])


def remembered(file: ImportedFile, book: Book, units: Units, names: Names) -> Layout | None:
    """The layout told for a sheet with the same headings, on the rows of this one."""
    kept = {
        each.fingerprint: from_json(each.layout)
        for each in ImportMapping.objects.filter(user=file.uploaded_by_id, unit=file.unit_id)
    }
    for sheet in book.sheets if kept else ():
        guessed = guess_sheet(sheet, units, names)
        told = kept.get(fingerprint(sheet, guessed))
        if told is not None:
            return _moved(told, sheet, guessed)
    return None


def tell_layout(file: ImportedFile, sheet: Sheet, layout: Layout, guessed: Layout) -> None:
    """What the columns hold, said by a person, for this file and for the next with the same
    headings (as they are guessed, since nobody has told yet where they stand then)."""
    with transaction.atomic():
        file.layout = as_json(layout)
        file.save(update_fields=["layout"])
        ImportMapping.objects.update_or_create(
            user=file.uploaded_by,
            unit_id=file.unit_id,
            fingerprint=fingerprint(sheet, guessed),
            defaults={"layout": as_json(_relative(layout, guessed))},
        )


def _relative(layout: Layout, guessed: Layout) -> Layout:
    """With the rows of headings as so many below the guessed ones."""
    return replace(
        layout,
        first_header=layout.first_header - guessed.first_header,
        last_header=layout.last_header - guessed.last_header,
    )


def _moved(told: Layout, sheet: Sheet, guessed: Layout) -> Layout:
    return replace(
        told,
        sheet=sheet.name,
        first_header=max(told.first_header + guessed.first_header, 1),
        last_header=max(told.last_header + guessed.last_header, 1),
    )


def confirm(file: ImportedFile, run: DryRun[Cell]) -> int:
    """Write what the dry run found, all or nothing, once: how many figures were written.

    A second confirmation answers as the first did. Raises Refused.
    """
    with transaction.atomic():
        held = ImportedFile.objects.select_for_update().get(pk=file.pk)
        if held.written is not None:
            return held.written
        cut_off = usual_cut_off(file.unit, file.period)
        cells = [replace(cell, as_of=cut_off) for cell in run.cells]
        recorded = record_figures(file.uploaded_by, file.period, cells)
        rows = ImportedFile.objects.filter(pk=file.pk)
        rows.update(confirmed_at=ClockTimestamp(), written=recorded.written)
    return recorded.written


def shown_name(name: str) -> str:
    """The file's name as a text for the screen; it names nothing on our disk."""
    printable = "".join(sign for sign in nfc(name) if sign.isprintable())
    return printable[-_LONGEST_NAME:] or "?"
