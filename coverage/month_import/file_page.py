"""A workbook that was handed in: what it would do to the figures, and its confirmation."""

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from coverage.models import ImportedFile
from coverage.month.places import reach_or_403
from coverage.month_import.commented import commented_workbook
from coverage.month_import.dry_run import DryRun, doubts_of, dry_run
from coverage.month_import.files import confirm, confirmed_before
from coverage.month_import.known import Known, known_of
from coverage.month_import.shown_run import contested, counts, groups, points, row_choices
from coverage.month_import.upload_page import download
from coverage.notation.periods import to_slug, write_period
from coverage.refusals import NotYours, Refused
from coverage.requests import SignedInRequest
from coverage.workbooks.book import Book, FileRefused
from coverage.workbooks.layout import from_json
from coverage.workbooks.reading import read_book


def own_file(request: SignedInRequest, file_id: int) -> ImportedFile:
    """404 where there is none, 403 where another handed it in or the unit is no longer theirs."""
    rows = ImportedFile.objects.select_related("unit", "uploaded_by")
    file = get_object_or_404(rows, pk=file_id)
    if file.uploaded_by_id != request.user.pk:
        raise PermissionDenied
    _unit, reach = reach_or_403(request.user, file.unit_id)
    if not reach.writable:
        raise PermissionDenied
    return file


def book_of(file: ImportedFile) -> Book:
    """The file's cells, read anew. Raises Http404 where the file is gone."""
    try:
        return read_book(file.content(), file.name)
    except (FileNotFoundError, FileRefused) as error:
        raise Http404 from error


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: SignedInRequest, file_id: int) -> HttpResponse:
    """What the file would do; with its button, it does so. Afterwards, what it did."""
    file = own_file(request, file_id)
    if file.confirmed_at is not None:
        return render(request, "coverage/month_import/done.html", _about(file))
    if file.layout is None:
        return redirect("import_columns", file.pk)
    known = known_of(request.user, file.unit, file.period, file.since)
    run = _run(request, file, known)
    status = HTTPStatus.OK
    if request.POST.get("action") == "confirm":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if _is_confirmed(request, file, run):
            return redirect("import_file", file.pk)
        # What stood in the way may have come since: it is to be seen.
        known = known_of(request.user, file.unit, file.period, file.since)
        run = _run(request, file, known)
    context = _context(request, file, known, run)
    return render(request, "_import_file.html", context, status=status)


def _is_confirmed(request: SignedInRequest, file: ImportedFile, run: DryRun) -> bool:
    """Whether the figures are written; where they are not, a message says why."""
    if not run.can_be_confirmed:
        messages.error(request, _("Nothing was written: look at the list below first."))
        return False
    try:
        written = confirm(file, run)
    except NotYours as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _written(written))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: SignedInRequest, file_id: int) -> HttpResponse:
    """The sheet with what is to be said of its cells, as a workbook."""
    file = own_file(request, file_id)
    if file.layout is None:
        return redirect("import_columns", file.pk)
    known = known_of(request.user, file.unit, file.period, file.since)
    content = commented_workbook(_run(request, file, known))
    return download(content, file.unit, file.period, _("import checked"))


def _run(request: SignedInRequest, file: ImportedFile, known: Known) -> DryRun:
    layout = from_json(file.layout or {})
    sheets = {sheet.name: sheet for sheet in book_of(file).sheets}
    if layout.sheet not in sheets:
        raise Http404
    return dry_run(sheets[layout.sheet], layout, known, _chosen(request), file.name)


def _chosen(request: SignedInRequest) -> Mapping[str, str]:
    return {
        name: str(value)
        for name, value in request.POST.items()
        if name.startswith(("u-", "c-")) and value
    }


def _about(file: ImportedFile) -> dict[str, object]:
    return {
        "file": file,
        "unit": file.unit,
        "month": write_period(file.period),
        "slug": to_slug(file.period),
    }


def _context(
    request: SignedInRequest, file: ImportedFile, known: Known, run: DryRun
) -> dict[str, object]:
    doubts = doubts_of(known, run.cells)
    shown, more = points(doubts, known.indicators)
    chosen = _chosen(request)
    return _about(file) | {
        "run": run,
        "counts": counts(run),
        "groups": groups(run),
        "contested": contested(run, chosen),
        "row_choices": row_choices(run, known.units),
        "points": shown,
        "more_points": more,
        "all_points": len(doubts),
        "earlier": confirmed_before(file.unit, file.period, file.sha256),
        "has_choices": bool(run.choices or any(line.choice for line in run.lines)),
        "to_write": len(run.cells),
        "what": _("Figure"),
        "columns_url": reverse("import_columns", args=[file.pk]),
        "list_url": reverse("import_list", args=[file.pk]),
    }


def _written(count: int) -> str:
    return ngettext(
        "Imported: %(count)s figure written.", "Imported: %(count)s figures written.", count
    ) % {"count": count}
