"""A workbook handed in by a form, and one handed out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy

from coverage.models import HandedInFile
from coverage.notation.text import search_key
from coverage.refusals import Refused
from coverage.requests import SignedInRequest
from coverage.tables.answer import attachment
from coverage.workbooks.book import Book, FileRefused
from coverage.workbooks.one_at_a_time import StillReading, alone_reading
from coverage.workbooks.reading import read_book
from coverage.workbooks.reading.limits import FILE_BYTES, MEGABYTE
from coverage.workbooks.reading.reasons import Reason
from coverage.workbooks.refusal_words import refusal_text

# How many of those confirmed before a page of handing in lists.
EARLIER_FILES = 10


class NoFile(Refused):
    said = gettext_lazy("Choose a workbook (.xlsx) first.")


@dataclass(frozen=True, slots=True)
class SentFile:
    name: str
    content: bytes

    def book(self) -> Book:
        """Raises FileRefused."""
        return read_book(self.content, self.name)


def hand_in(
    request: SignedInRequest,
    accept: Callable[[SentFile], HandedInFile],
    file_address: str,
    template: str,
    context: Callable[[], Mapping[str, object]],
) -> HttpResponse:
    """To the page of the file, if one was sent that `accept` takes, which raises FileRefused or
    Refused where it does not; else the page of the template, with the reason as `refusal`, ""
    where nothing was sent yet."""
    refusal, status = "", HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        try:
            sent = sent_file(request)
            with alone_reading(request.user.pk):
                return redirect(file_address, accept(sent).pk)
        except FileRefused as refused:
            refusal = refusal_text(refused)
        except StillReading as refused:
            refusal, status = str(refused), HTTPStatus.TOO_MANY_REQUESTS
        except Refused as refused:
            refusal = str(refused)
    return render(request, template, {**context(), "refusal": refusal}, status=status)


def sent_file(request: SignedInRequest) -> SentFile:
    """The workbook of an upload form. Raises NoFile, and FileRefused where it is too large."""
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise NoFile
    if (size := sent.size or 0) > FILE_BYTES:
        raise FileRefused(
            Reason.FILE_TOO_LARGE, size=-(-size // MEGABYTE), most=FILE_BYTES // MEGABYTE
        )
    return SentFile(sent.name or "", sent.read())


def file_answer(content: bytes, words: str, *more: str) -> HttpResponse:
    """A download whose name has the words, what is handed in besides, and the moment."""
    parts = (search_key(words).replace(" ", "-"), *more, f"{localtime():%Y%m%d-%H%M}")
    return attachment(content, "_".join(parts) + ".xlsx")
