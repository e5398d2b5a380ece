"""An export's life: asked for, written by a process of its own, kept for a day.

There is no queue: a person has one export under way at a time, the machine a few, and whoever
comes later is told so. What a process that died left behind is found by its silence.
"""

import logging
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy, override

from coverage.exporting.book import write_book
from coverage.exporting.rows import count_rows, figure_rows
from coverage.models import (
    AdministrativeUnit,
    ClockTimestamp,
    ExportedVersions,
    ExportState,
    FigureExport,
    User,
)
from coverage.refusals import Refused

MOST_ROWS = 1_000_000
MOST_AT_ONCE = 3
KEPT_FOR = timedelta(days=1)
# A process gives a sign of life every few thousand rows; packing the file takes some seconds.
SILENT_FOR = timedelta(minutes=3)

_log = logging.getLogger(__name__)


class NothingToExport(Refused):
    said = gettext_lazy("There are no figures of this unit in these months.")


class TooMuchToExport(Refused):
    said = gettext_lazy(
        "More than 1.000.000 rows, which no sheet of Excel holds: choose fewer months."
    )


class OneAtATime(Refused):
    said = gettext_lazy("Your last export is still being written: wait until it is ready.")


class TooManyAtOnce(Refused):
    said = gettext_lazy("Other people’s exports are being written: try again in a few minutes.")


def ask_for_export(
    user: User,
    unit: AdministrativeUnit,
    months: tuple[date, date],
    versions: ExportedVersions,
    language: str,
) -> FigureExport:
    """Note the export down and start the process that writes it. Raises Refused."""
    clear_away()
    if FigureExport.objects.filter(state=ExportState.WRITING).count() >= MOST_AT_ONCE:
        raise TooManyAtOnce
    total = count_rows(user, unit, *months, versions)
    if not total:
        raise NothingToExport
    if total > MOST_ROWS:
        raise TooMuchToExport
    try:
        with transaction.atomic():
            export = FigureExport.objects.create(
                user=user,
                unit=unit,
                first=months[0],
                last=months[1],
                versions=versions,
                language=language,
                total=total,
            )
    except IntegrityError as error:
        raise OneAtATime from error
    start_process(export)
    return export


def start_process(export: FigureExport) -> None:
    """A process of its own, so that neither a server's thread nor its memory is held; it goes on
    when the server's process is replaced."""
    process = subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "write_export", str(export.pk)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=process.wait, daemon=True).start()


def write_export(export: FigureExport) -> None:
    """Write the file, whole or not at all, and say how it went. Raises only where the database
    does not answer any more; its silence is then noticed later."""
    path = path_of(export)
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with override(export.language):
            written = write_book(
                part, export, figure_rows(export), lambda rows: _tell(export, rows)
            )
        part.replace(path)
        _finish(export, ExportState.DONE, written=written, total=written, size=path.stat().st_size)
    except Exception:
        # Whatever stopped it (a full disk, a lost connection), its reader must be told.
        _log.exception("Export %s failed", export.pk)
        part.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        _finish(export, ExportState.FAILED)


def exports_of(user: User) -> list[FigureExport]:
    """The person's exports of the last day, latest first. One whose process fell silent is shown
    as failed, though nobody has given it up yet: looking writes nothing."""
    now = timezone.now()
    rows = FigureExport.objects.filter(user=user, started_at__gte=now - KEPT_FOR)
    exports = list(rows.select_related("unit"))
    for export in exports:
        if export.state == ExportState.WRITING and export.beat_at < now - SILENT_FOR:
            export.state = ExportState.FAILED
    return exports


def clear_away() -> None:
    """Give up on exports whose process fell silent; forget those older than a day."""
    now = timezone.now()
    silent = FigureExport.objects.filter(state=ExportState.WRITING, beat_at__lt=now - SILENT_FOR)
    silent.update(state=ExportState.FAILED, finished_at=ClockTimestamp())
    old = FigureExport.objects.exclude(state=ExportState.WRITING)
    for export in old.filter(started_at__lt=now - KEPT_FOR):
        path_of(export).unlink(missing_ok=True)
        path_of(export).with_suffix(".part").unlink(missing_ok=True)
        export.delete()


def path_of(export: FigureExport) -> Path:
    """Where its file stands; nothing of what a person typed is in the name."""
    return Path(settings.DATA_DIR) / "exports" / f"{export.pk}.xlsx"


def _tell(export: FigureExport, written: int) -> None:
    rows = FigureExport.objects.filter(pk=export.pk)
    rows.update(written=written, beat_at=ClockTimestamp())


def _finish(export: FigureExport, state: ExportState, **found: int) -> None:
    """Not where others have given it up meanwhile."""
    rows = FigureExport.objects.filter(pk=export.pk, state=ExportState.WRITING)
    rows.update(state=state, finished_at=ClockTimestamp(), **found)
