"""A workbook of targets that was handed in: what it would do, and its confirmation."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from coverage.month_import.commented import commented_workbook
from coverage.month_import.shown_run import contested, counts, groups, row_choices
from coverage.month_import.upload_page import workbook_answer
from coverage.refusals import Refused
from coverage.requests import SignedInRequest
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from coverage.workbooks.book import Book, FileRefused
from coverage.workbooks.layout import from_json
from coverage.workbooks.reading import read_book
from targets.access import may_change
from targets.attainment import Promise
from targets.models import TargetFile
from targets.refusals import DocumentNotYours
from targets.register.gaps_found import WouldBe, gaps_of
from targets.register.tables import gaps_table
from targets.target_import.dry_run import TargetRun, dry_run
from targets.target_import.files import confirm, confirmed_before
from targets.target_import.known import Known, known_of


def own_target_file(request: SignedInRequest, file_id: int) -> TargetFile:
    """404 where there is none, 403 where another handed it in or the document is not theirs."""
    rows = TargetFile.objects.select_related(
        "uploaded_by", "document__binds", "document__assigner", "document__adjusts"
    )
    file = get_object_or_404(rows, pk=file_id)
    if file.uploaded_by_id != request.user.pk or not may_change(request.user, file.document):
        raise PermissionDenied
    return file


def book_of(file: TargetFile) -> Book:
    """The file's cells, read anew. Raises Http404 where the file is gone."""
    try:
        return read_book(file.content(), file.name)
    except (FileNotFoundError, FileRefused) as error:
        raise Http404 from error


@require_http_methods(["GET", "HEAD", "POST"])
def target_file(request: SignedInRequest, file_id: int) -> HttpResponse:
    """What the file would do; with its button, it does so. Afterwards, what it did."""
    file = own_target_file(request, file_id)
    if file.confirmed_at is not None:
        return render(request, "targets/target_import/done.html", about(file))
    if file.layout is None:
        return redirect("target_file_columns", file.pk)
    known = known_of(request.user, file.document, file.since)
    run = _run(request, file, known)
    status = HTTPStatus.OK
    if request.POST.get("action") == "confirm":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if _is_confirmed(request, file, run, known):
            return redirect("target_file", file.pk)
        # What stood in the way may have come since: it is to be seen.
        known = known_of(request.user, file.document, file.since)
        run = _run(request, file, known)
    context = _context(request, file, known, run)
    head = Head(file.name, [str(file.document), file.name])
    tables = [gaps_table(context["gaps"])]
    template = "targets/target_import/file.html"
    return page_with_tables(request, template, context, head, tables, status)


def _is_confirmed(request: SignedInRequest, file: TargetFile, run: TargetRun, known: Known) -> bool:
    """Whether the targets are written; where they are not, a message says why."""
    if not run.can_be_confirmed:
        messages.error(request, _("Nothing was written: look at the list below first."))
        return False
    try:
        written = confirm(file, run, known)
    except DocumentNotYours as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    said = ngettext(
        "Imported: %(count)s target written.", "Imported: %(count)s targets written.", written
    )
    messages.success(request, said % {"count": written})
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def target_file_list(request: SignedInRequest, file_id: int) -> HttpResponse:
    """The sheet with what is to be said of its cells, as a workbook."""
    file = own_target_file(request, file_id)
    if file.layout is None:
        return redirect("target_file_columns", file.pk)
    known = known_of(request.user, file.document, file.since)
    content = commented_workbook(_run(request, file, known))
    return workbook_answer(content, f"{_('import checked')} {file.document}")


def _run(request: SignedInRequest, file: TargetFile, known: Known) -> TargetRun:
    layout = from_json(file.layout or {})
    sheets = {sheet.name: sheet for sheet in book_of(file).sheets}
    if layout.sheet not in sheets:
        raise Http404
    return dry_run(sheets[layout.sheet], layout, known, _chosen(request))


def _chosen(request: SignedInRequest) -> Mapping[str, str]:
    return {
        name: str(value)
        for name, value in request.POST.items()
        if name.startswith(("u-", "c-")) and value
    }


def about(file: TargetFile) -> dict[str, object]:
    return {"file": file, "document": file.document}


def _context(
    request: SignedInRequest, file: TargetFile, known: Known, run: TargetRun
) -> dict[str, Any]:
    would_be = WouldBe(
        {value.key[1:]: Promise(value.people, value.percent) for value in run.cells},
        {indicator.pk: indicator for indicator in known.indicators},
    )
    return about(file) | {
        "run": run,
        "counts": counts(run),
        "groups": groups(run),
        "contested": contested(run, _chosen(request)),
        "row_choices": row_choices(run, known.units),
        "gaps": gaps_of(file.document, would_be),
        "earlier": confirmed_before(file.document, file.sha256),
        "has_choices": bool(run.choices or any(line.choice for line in run.lines)),
        "to_write": len(run.cells),
        "what": _("Target"),
        "columns_url": reverse("target_file_columns", args=[file.pk]),
        "list_url": reverse("target_file_list", args=[file.pk]),
    }
