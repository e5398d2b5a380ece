"""Targets of a document from a workbook: the template to fill in and the upload."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coverage.models import User
from coverage.refusals import Refused
from coverage.requests import SignedInRequest
from coverage.workbooks.earlier_table import EarlierFiles
from coverage.workbooks.handed_in import confirmed_files, known_until, tell_layout
from coverage.workbooks.handing import EARLIER_FILES, SentFile, file_answer, hand_in
from targets.models import Document, TargetFile
from targets.register.scope import TargetScope, changeable_document, scope_in
from targets.target_import.files import files_of, keep
from targets.target_import.template import template
from targets.target_import.template_mark import layout_of, mark_of


class NotForThisDocument(Refused):
    """A template that was made for another document than the page it is handed in on."""

    def __init__(self, document_id: int) -> None:
        document = Document.objects.filter(pk=document_id).first()
        super().__init__(
            _("This template was made for %(document)s: hand it in on that document’s page.")
            % {"document": document or "?"}
        )


@require_http_methods(["GET", "HEAD", "POST"])
def target_import(request: SignedInRequest, document_id: int) -> HttpResponse:
    """The template to download, and a workbook to hand in."""
    found = changeable_document(request.user, document_id)
    return hand_in(
        request,
        lambda sent: _accepted(request.user, found, sent),
        "target_file",
        "targets/target_import/upload.html",
        lambda: _context(request, found),
    )


@require_safe
def target_template(request: SignedInRequest, document_id: int) -> HttpResponse:
    """The workbook for `?indicator=3&from=2021&to=2025` or `?year=2023`, `&number=percent`."""
    asked = _asked(request, changeable_document(request.user, document_id))
    content = template(asked.sheet(), timezone.now())
    words = " ".join((_("template"), _("targets"), str(asked.document)))
    shape = str(asked.year) if asked.indicator is None else asked.indicator.code
    return file_answer(content, words, shape)


def _asked(request: SignedInRequest, document: Document) -> TargetScope:
    asked = scope_in(request.user, document, request.GET)
    if asked.indicator is None and asked.year is None:
        raise Http404
    return asked


def _accepted(user: User, document: Document, sent: SentFile) -> TargetFile:
    """A template tells its columns itself. Raises FileRefused, Refused."""
    book = sent.book()
    mark = mark_of(book)
    if mark is not None and mark.document_id != document.pk:
        raise NotForThisDocument(mark.document_id)
    since = known_until(mark.made_at if mark is not None else None)
    file = keep(user, document, sent.name, sent.content, since)
    layout = layout_of(book, mark) if mark is not None else None
    if layout is not None:
        tell_layout(file, layout)
    return file


def _context(request: SignedInRequest, document: Document) -> dict[str, object]:
    return {
        "asked": _asked(request, document),
        "document": document,
        "earlier": EarlierFiles.if_any(
            confirmed_files(files_of(document), EARLIER_FILES),
            heading=_("Imported for this document"),
            headings={"written": _("Targets written")},
        ),
    }
