"""Workbooks of a month: what was handed in for it, the layouts remembered, and the writing."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, ImportedFile, ImportMapping, User
from coverage.month.cut_off import usual_cut_off
from coverage.workbooks import handed_in
from coverage.workbooks.book import Book, Sheet
from coverage.workbooks.dry_run import DryRun
from coverage.workbooks.guessing import guess_sheet
from coverage.workbooks.layout import Layout, as_json, fingerprint, from_json
from coverage.workbooks.matching import Units


def files_of(unit: AdministrativeUnit, period: date) -> QuerySet[ImportedFile]:
    return ImportedFile.objects.filter(unit=unit, period=period)


def keep(
    user: User, unit: AdministrativeUnit, period: date, name: str, content: bytes, since: datetime
) -> ImportedFile:
    file = ImportedFile(unit=unit, period=period, name=name, since=since, uploaded_by=user)
    return handed_in.keep(file, files_of(unit, period), content)


def remembered(file: ImportedFile, book: Book, units: Units) -> Layout | None:
    """The layout told for a sheet with the same headings, on the rows of this one."""
    kept = {
        each.fingerprint: from_json(each.layout)
        for each in ImportMapping.objects.filter(user=file.uploaded_by_id, unit=file.unit_id)
    }
    for sheet in book.sheets if kept else ():
        guessed = guess_sheet(sheet, units)
        answer = kept.get(fingerprint(sheet, guessed))
        if answer is not None:
            return _moved(answer, sheet, guessed)
    return None


def tell_layout(file: ImportedFile, sheet: Sheet, layout: Layout, guessed: Layout) -> None:
    """What the columns hold, said by a person, for this file and for the next with the same
    headings (as they are guessed, since nobody has told yet where they stand then)."""
    with transaction.atomic():
        handed_in.tell_layout(file, layout)
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


def _moved(layout: Layout, sheet: Sheet, guessed: Layout) -> Layout:
    return replace(
        layout,
        sheet=sheet.name,
        first_header=max(layout.first_header + guessed.first_header, 1),
        last_header=max(layout.last_header + guessed.last_header, 1),
    )


def confirm(file: ImportedFile, run: DryRun[Cell]) -> int:
    """Write what the dry run found, once: how many figures were written. Raises Refused."""

    def write() -> int:
        cut_off = usual_cut_off(file.unit, file.period)
        cells = [replace(cell, as_of=cut_off) for cell in run.cells]
        return record_figures(file.uploaded_by, file.period, cells).written

    return handed_in.confirm(file, write)
