"""A workbook that was handed in: what it would do, its confirmation, and its list as a workbook."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage.refusals import Refused
from coverage.requests import SignedInRequest
from coverage.workbooks.book import Book, FileRefused
from coverage.workbooks.commented import commented_workbook
from coverage.workbooks.downloads import workbook_answer
from coverage.workbooks.dry_run import DryRun, Written
from coverage.workbooks.handed_in import File, confirmed_before
from coverage.workbooks.import_kind import ImportKind, Standing
from coverage.workbooks.layout import from_json
from coverage.workbooks.reading import read_book
from coverage.workbooks.shown_run import contested, counts, groups, row_choices


def own_file(kind: ImportKind[File, Any, Any], request: SignedInRequest, file_id: int) -> File:
    """404 where there is none, 403 where it is another's, or what it is about."""
    file = get_object_or_404(kind.files(), pk=file_id)
    if file.uploaded_by_id != request.user.pk or not kind.may_use(request.user, file):
        raise PermissionDenied
    return file


def book_of(file: File) -> Book:
    """The file's cells, read anew. Raises Http404 where the file is gone."""
    try:
        return read_book(file.content(), file.name)
    except (FileNotFoundError, FileRefused) as error:
        raise Http404 from error


def file_page(
    kind: ImportKind[File, Any, Any], request: SignedInRequest, file_id: int
) -> HttpResponse:
    """What the file would do; with its button, it does so. Afterwards, what it did."""
    file = own_file(kind, request, file_id)
    if file.confirmed_at is not None:
        context = kind.context(file, _("Imported"))
        return render(request, f"{kind.templates}/done.html", context)
    if file.layout is None:
        return redirect(kind.columns_address, file.pk)
    standing, run = _looked_at(kind, request, file)
    status = HTTPStatus.OK
    if request.POST.get("action") == "confirm":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if _is_confirmed(kind, request, file, run, standing):
            return redirect(kind.file_address, file.pk)
        # What stood in the way may have come since: it is to be seen.
        standing, run = _looked_at(kind, request, file)
    context = _context(kind, request, file, standing, run) | kind.more(file, standing, run)
    return render(request, f"{kind.templates}/file.html", context, status=status)


def list_page(
    kind: ImportKind[File, Any, Any], request: SignedInRequest, file_id: int
) -> HttpResponse:
    """The sheet with what is to be said of its cells, as a workbook."""
    file = own_file(kind, request, file_id)
    if file.layout is None:
        return redirect(kind.columns_address, file.pk)
    _standing, run = _looked_at(kind, request, file)
    return workbook_answer(commented_workbook(run), *kind.list_name(file))


def _looked_at(
    kind: ImportKind[File, Standing, Written], request: SignedInRequest, file: File
) -> tuple[Standing, DryRun[Written]]:
    standing = kind.standing(file)
    layout = from_json(file.layout or {})
    sheets = {sheet.name: sheet for sheet in book_of(file).sheets}
    if layout.sheet not in sheets:
        raise Http404
    run = kind.dry_run(file, sheets[layout.sheet], layout, standing, _chosen(request))
    return standing, run


def _is_confirmed(
    kind: ImportKind[File, Standing, Written],
    request: SignedInRequest,
    file: File,
    run: DryRun[Written],
    standing: Standing,
) -> bool:
    """Whether its values are written; where they are not, a message says why."""
    if not run.can_be_confirmed:
        messages.error(request, _("Nothing was written: look at the list below first."))
        return False
    try:
        written = kind.confirm(file, run, standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, kind.confirmed(written))
    return True


def _chosen(request: SignedInRequest) -> Mapping[str, str]:
    return {
        name: str(value)
        for name, value in request.POST.items()
        if name.startswith(("u-", "c-")) and value
    }


def _context(
    kind: ImportKind[File, Standing, Written],
    request: SignedInRequest,
    file: File,
    standing: Standing,
    run: DryRun[Written],
) -> dict[str, object]:
    return kind.context(file, _("What the file would change")) | {
        "run": run,
        "counts": counts(run),
        "groups": groups(run),
        "contested": contested(run, _chosen(request)),
        "row_choices": row_choices(run, standing.units),
        "earlier": confirmed_before(kind.alike(file), file.sha256),
        "has_choices": bool(run.choices or any(line.choice for line in run.lines)),
        "to_write": len(run.cells),
        "what": kind.value,
        "columns_url": reverse(kind.columns_address, args=[file.pk]),
        "list_url": reverse(kind.list_address, args=[file.pk]),
    }
