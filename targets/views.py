"""The documents that set targets, and what each of them sets."""

from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from coverage.models import Origin
from coverage.requests import SignedInRequest
from coverage.text import search_key
from targets.documents import (
    listed_documents,
    replaced_targets,
    target_table,
)
from targets.models import Document

DOCUMENTS_A_PAGE = 100


@require_safe
def documents(request: SignedInRequest) -> HttpResponse:
    """Those the user may read, the latest in effect first."""
    paginator = Paginator(listed_documents(request.user), DOCUMENTS_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    simulated = any(each.origin == Origin.SIMULATED for each in page)
    return render(request, "targets/documents.html", {"page": page, "simulated": simulated})


@require_safe
def document(request: SignedInRequest, document_id: int) -> HttpResponse:
    """One document with its targets in force; `?history=1` also those they replaced."""
    found = _readable_document(request, document_id)
    context = {
        "document": found,
        "table": target_table(found),
        "replaced": replaced_targets(found) if "history" in request.GET else None,
        "simulated": found.origin == Origin.SIMULATED,
    }
    return render(request, "targets/document.html", context)


@require_safe
def document_file(request: SignedInRequest, document_id: int) -> FileResponse:
    """The text of the document, always as a download, named after its number."""
    found = _readable_document(request, document_id)
    if not found.file:
        raise Http404
    try:
        content = found.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    name = search_key(str(found)).replace(" ", "-")[:80] + PurePath(str(found.file)).suffix
    return FileResponse(content, as_attachment=True, filename=name)


def _readable_document(request: SignedInRequest, document_id: int) -> Document:
    """404 where there is none, 403 where it is not the user's to read."""
    found = listed_documents(request.user).filter(pk=document_id).first()
    if found is None:
        get_object_or_404(Document, pk=document_id)
        raise PermissionDenied
    return found
