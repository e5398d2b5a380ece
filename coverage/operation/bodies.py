"""How much a request may send: what is too much is refused by the length it says, before any of it
is read. A body without a length is refused too; no form of ours sends one. What is taken is
received here, while it has a place among those on their way.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from coverage.operation import error_pages
from coverage.operation.transfers import TRANSFERS, asker_of
from coverage.workbooks.reading.limits import FILE_BYTES, MEGABYTE

# Forms of the signed-out: name, password, language.
BYTES_OF_STRANGERS = 16 * 1024
# The largest file, and a megabyte for what its form holds besides.
_WORKBOOK = FILE_BYTES + MEGABYTE
_DOCUMENT = 20 * MEGABYTE + MEGABYTE

UPLOADS = {
    "import_month": _WORKBOOK,
    "target_import": _WORKBOOK,
    "unit_act_new": _DOCUMENT,
    "unit_acts_bulk": max(_WORKBOOK, _DOCUMENT),
    "unit_act_file_new": _DOCUMENT,
    "document_new": _DOCUMENT,
    "document_edit": _DOCUMENT,
    "admin:targets_document_add": _DOCUMENT,
    "admin:targets_document_change": _DOCUMENT,
}
# Forms of which what was typed is kept over the end of a session (coverage/grid/unsaved.py).
KEPT_FOR_THEIR_WRITERS = {"entry_month", "entry_flows", "targets_of_indicator", "targets_of_year"}


class BodyMiddleware:
    """Before the one against forged forms, which is the first to read what was posted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if "HTTP_TRANSFER_ENCODING" in request.META:
            return error_pages.length_required(request)
        length = _length(request)
        if length > BYTES_OF_STRANGERS and length > (most := most_bytes(request)):
            return error_pages.too_large(request, most)
        return _receive(request) if length and request.method == "POST" else None


def most_bytes(request: HttpRequest) -> int:
    """What the address takes of whoever asks."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    form = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if request.user.is_authenticated:
        return UPLOADS.get(name, form)
    return form if name in KEPT_FOR_THEIR_WRITERS else BYTES_OF_STRANGERS


def _receive(request: HttpRequest) -> HttpResponse | None:
    """All of it, files too, as whoever asks for a field first would; None where it is here."""
    asker = asker_of(request)
    if not TRANSFERS.take(asker):
        return error_pages.busy(request)
    try:
        _ = request.POST
    except UnreadablePostError as error:
        return error_pages.bad_request(request, error)
    finally:
        TRANSFERS.give_back(asker)
    return None


def _length(request: HttpRequest) -> int:
    """As Django reads it: 0 where none is said."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
