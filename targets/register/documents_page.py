"""The documents that set targets, and what each of them sets."""

from http import HTTPStatus
from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coverage.models import Origin, User
from coverage.notation.text import search_key
from coverage.requests import SignedInRequest
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from coverage.wording import simulated_text
from targets.access import may_change, registrable_units
from targets.models import Document
from targets.register.documents_table import DocumentsTable
from targets.register.gaps_found import gaps_of
from targets.register.query import (
    listed_documents,
    replaced_targets,
    target_table,
)
from targets.register.revisions import revisions
from targets.register.saving import versions_in_force
from targets.register.tables import ReplacedTable, RevisedTable, gaps_table, targets_table

DOCUMENTS_A_PAGE = 100


@require_safe
def documents(request: SignedInRequest) -> HttpResponse:
    """Those the user may read, the latest in effect first."""
    paginator = Paginator(listed_documents(request.user), DOCUMENTS_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    simulated = any(each.origin == Origin.SIMULATED for each in page)
    table = DocumentsTable.if_any(page.object_list)
    context = {
        "page": page,
        "table": table,
        "simulated": simulated,
        "may_register": registrable_units(request.user).exists(),
    }
    title = _("Documents and targets")
    told = _(
        "Resolutions, decisions and plans that bind your units or the units above them; the latest "
        "in effect first."
    )
    head = Head(title, [title, told, *([simulated_text()] if simulated else [])])
    return page_with_tables(request, "targets/register/documents.html", context, head, [table])


@require_safe
def document(request: SignedInRequest, document_id: int) -> HttpResponse:
    """One document with its targets in force, what they changed and what does not add up in
    them; `?history=1` also all they replaced."""
    return document_answer(request, document_id)


def document_answer(
    request: SignedInRequest, document_id: int, refused_reason: str | None = None
) -> HttpResponse:
    """The page of a document; `refused_reason`: what was typed for a withdrawal that was refused,
    None where none was."""
    found = readable_document(request.user, document_id)
    may_write = may_change(request.user, found)
    shown = versions_in_force(found) if may_write else []  # before the table: never newer
    targets, gaps = target_table(found), gaps_of(found)
    replaced = replaced_targets(found) if "history" in request.GET else None
    tables = {
        "targets_table": targets_table(targets),
        "revised_table": RevisedTable.if_any(revisions(found)),
        "gaps_table": gaps_table(gaps) if targets.rows else None,
        "replaced_table": ReplacedTable.if_any(replaced or ()),
    }
    context = {
        "document": found,
        "targets": targets,
        "is_withdrawn": not targets.rows and found.targets.exists(),
        "gaps": gaps,
        "replaced": replaced,
        "simulated": found.origin == Origin.SIMULATED,
        "may_change": may_write,
        "shown": ",".join(str(pk) for pk in shown),
        "refused_reason": refused_reason,
        **tables,
    }
    template = "targets/register/document.html"
    status = HTTPStatus.OK if refused_reason is None else HTTPStatus.UNPROCESSABLE_ENTITY
    return page_with_tables(request, template, context, _head(found), tables.values(), status)


def _head(document: Document) -> Head:
    lines = [str(document)]
    if document.number:
        lines.append(document.title)
    if document.origin == Origin.SIMULATED:
        lines.append(simulated_text())
    return Head(str(document), lines)


@require_safe
def document_file(request: SignedInRequest, document_id: int) -> FileResponse:
    """The text of the document, always as a download, named after its number."""
    found = readable_document(request.user, document_id)
    if not found.file:
        raise Http404
    try:
        content = found.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    name = search_key(str(found)).replace(" ", "-")[:80] + PurePath(str(found.file)).suffix
    return FileResponse(content, as_attachment=True, filename=name)


def readable_document(user: User, document_id: int) -> Document:
    """404 where there is none, 403 where it is not the user's to read."""
    found = listed_documents(user).filter(pk=document_id).first()
    if found is None:
        get_object_or_404(Document, pk=document_id)
        raise PermissionDenied
    return found
