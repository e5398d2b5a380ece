"""The documents that set targets, and what each of them sets."""

from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from coverage.models import Origin, User
from coverage.notation.text import search_key
from coverage.requests import SignedInRequest
from targets.access import may_change, registrable_units
from targets.models import Document
from targets.register.gaps_found import gaps_of
from targets.register.query import (
    listed_documents,
    replaced_targets,
    target_table,
)
from targets.register.revisions import revisions

DOCUMENTS_A_PAGE = 100


@require_safe
def documents(request: SignedInRequest) -> HttpResponse:
    """Those the user may read, the latest in effect first."""
    paginator = Paginator(listed_documents(request.user), DOCUMENTS_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "simulated": any(each.origin == Origin.SIMULATED for each in page),
        "may_register": registrable_units(request.user).exists(),
    }
    return render(request, "targets/register/documents.html", context)


@require_safe
def document(request: SignedInRequest, document_id: int) -> HttpResponse:
    """One document with its targets in force, what they changed and what does not add up in
    them; `?history=1` also all they replaced."""
    found = readable_document(request.user, document_id)
    table = target_table(found)
    context = {
        "document": found,
        "table": table,
        "is_withdrawn": not table.rows and found.targets.exists(),
        "revisions": revisions(found),
        "gaps": gaps_of(found),
        "replaced": replaced_targets(found) if "history" in request.GET else None,
        "simulated": found.origin == Origin.SIMULATED,
        "may_change": may_change(request.user, found),
    }
    return render(request, "targets/register/document.html", context)


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
