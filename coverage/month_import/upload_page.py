"""Months from a workbook: the template to fill in and the upload."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coverage.models import (
    WRITABLE_STATES,
    AdministrativeUnit,
    ImportedFile,
    Indicator,
    Measure,
)
from coverage.month.places import period_or_404, place, reach_or_403, to_chosen_place
from coverage.month.query import Reach, entry_month
from coverage.month_import.files import (
    confirmed_files,
    keep,
    known_until,
    settle,
)
from coverage.month_import.known import names_of, units_below
from coverage.month_import.template import template
from coverage.month_import.template_mark import Mark, mark_of
from coverage.notation.periods import to_slug, write_period
from coverage.notation.text import search_key
from coverage.refusals import FutureMonth, Refused
from coverage.requests import SignedInRequest
from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading import read_book
from coverage.workbooks.reading.limits import FILE_BYTES, MEGABYTE
from coverage.workbooks.reading.reasons import Reason
from coverage.workbooks.refusal_words import refusal_text

ADDRESS = "import_month"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EARLIER_FILES = 10


@require_safe
def usual_import(request: SignedInRequest) -> HttpResponseRedirect:
    return to_chosen_place(request, ADDRESS, WRITABLE_STATES)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the upload page is about."""

    unit: AdministrativeUnit
    reach: Reach
    period: date


def asked_or_403(request: SignedInRequest, unit_id: int, month: str) -> Asked:
    """404 where there is no such unit or month, 403 where the user enters nothing below it."""
    period = period_or_404(month)
    unit, reach = reach_or_403(request.user, unit_id)
    if not reach.writable:
        raise PermissionDenied
    return Asked(unit, reach, period)


@require_http_methods(["GET", "HEAD", "POST"])
def import_month(request: SignedInRequest, unit_id: int, month: str) -> HttpResponse:
    """The template to download, and a workbook to hand in."""
    asked = asked_or_403(request, unit_id, month)
    if request.method != "POST":
        return _upload_page(request, asked)
    try:
        file = _handed_in(request, asked)
    except FileRefused as refused:
        return _upload_page(request, asked, refusal_text(refused))
    except Refused as refused:
        return _upload_page(request, asked, str(refused))
    return redirect("import_file", file.pk)


class NotForThisMonth(Refused):
    """A template that was made for another unit or month than the page it is handed in on."""

    def __init__(self, mark: Mark) -> None:
        unit = AdministrativeUnit.objects.filter(pk=mark.unit_id).first()
        super().__init__(
            _("This template was made for month %(month)s of %(unit)s: hand it in on that page.")
            % {"month": write_period(mark.period), "unit": unit or "?"}
        )


class NoFile(Refused):
    def __init__(self) -> None:
        super().__init__(_("Choose a workbook (.xlsx) first."))


def sent_file(request: SignedInRequest) -> UploadedFile:
    """The workbook of an upload form. Raises NoFile, and FileRefused where it is too large."""
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        raise NoFile
    if (size := sent.size or 0) > FILE_BYTES:
        raise FileRefused(
            Reason.FILE_TOO_LARGE, size=-(-size // MEGABYTE), most=FILE_BYTES // MEGABYTE
        )
    return sent


def _handed_in(request: SignedInRequest, asked: Asked) -> ImportedFile:
    """Raises FileRefused, Refused."""
    sent = sent_file(request)
    if asked.period > timezone.localdate():
        raise FutureMonth(asked.period)
    name, content = sent.name or "", sent.read()
    book = read_book(content, name)
    mark = mark_of(book)
    if mark is not None and (mark.unit_id, mark.period) != (asked.unit.pk, asked.period):
        raise NotForThisMonth(mark)
    since = known_until(mark.made_at if mark is not None else None)
    file = keep(request.user, asked.unit, asked.period, name, content, since)
    units = units_below(request.user, asked.unit, asked.period)
    settle(file, book, mark, units, names_of(list(Indicator.objects.all())))
    return file


def _upload_page(request: SignedInRequest, asked: Asked, refusal: str = "") -> HttpResponse:
    context = {
        "unit": asked.unit,
        "month": write_period(asked.period),
        "slug": to_slug(asked.period),
        "place": place(request.user, asked.unit, asked.reach, asked.period, ADDRESS),
        "refusal": refusal,
        "is_future": asked.period > timezone.localdate(),
        "earlier": confirmed_files(asked.unit, asked.period, _EARLIER_FILES),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "coverage/month_import/upload.html", context, status=status)


@require_safe
def import_template(request: SignedInRequest, unit_id: int, month: str) -> HttpResponse:
    """The workbook to fill in, named after unit, month and the moment it was made."""
    asked = asked_or_403(request, unit_id, month)
    made_at = timezone.now()
    shown = entry_month(asked.reach, asked.unit, asked.period, Measure.STOCK)
    return download(template(shown, made_at), asked.unit, asked.period, _("template"))


def download(content: bytes, unit: AdministrativeUnit, period: date, what: str) -> HttpResponse:
    return workbook_answer(content, f"{what} {unit.full_name}", to_slug(period))


def workbook_answer(content: bytes, words: str, *more: str) -> HttpResponse:
    """A download whose name has the words, what is handed in besides, and the moment."""
    parts = (search_key(words).replace(" ", "-"), *more, f"{localtime():%Y%m%d-%H%M}")
    name = "_".join(parts) + ".xlsx"
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})
