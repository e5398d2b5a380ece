"""Months from a workbook: the template to fill in and the upload."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coverage.models import (
    WRITABLE_STATES,
    AdministrativeUnit,
    ImportedFile,
    Measure,
    User,
)
from coverage.month.places import period_or_404, place, reach_or_403, to_chosen_place
from coverage.month.query import Reach, entry_month
from coverage.month_import.files import files_of, keep, remembered
from coverage.month_import.standing import units_below
from coverage.month_import.template import template
from coverage.month_import.template_mark import Mark, layout_of, mark_of
from coverage.notation.periods import to_slug, write_period
from coverage.refusals import FutureMonth, Refused
from coverage.requests import SignedInRequest
from coverage.workbooks.earlier_table import EarlierFiles
from coverage.workbooks.handed_in import confirmed_files, known_until, tell_layout
from coverage.workbooks.handing import EARLIER_FILES, SentFile, file_answer, hand_in

ADDRESS = "import_month"


@require_safe
def usual_import(request: SignedInRequest) -> HttpResponseRedirect:
    return to_chosen_place(request, ADDRESS, WRITABLE_STATES)


@dataclass(frozen=True, slots=True)
class MonthToImport:
    """What the upload page is about."""

    unit: AdministrativeUnit
    reach: Reach
    period: date


def asked_or_403(request: SignedInRequest, unit_id: int, month: str) -> MonthToImport:
    """404 where there is no such unit or month, 403 where the user enters nothing below it."""
    period = period_or_404(month)
    unit, reach = reach_or_403(request.user, unit_id)
    if not reach.writable:
        raise PermissionDenied
    return MonthToImport(unit, reach, period)


@require_http_methods(["GET", "HEAD", "POST"])
def import_month(request: SignedInRequest, unit_id: int, month: str) -> HttpResponse:
    """The template to download, and a workbook to hand in."""
    asked = asked_or_403(request, unit_id, month)
    return hand_in(
        request,
        lambda sent: _accepted(request.user, asked, sent),
        "import_file",
        "coverage/month_import/upload.html",
        lambda: _context(request.user, asked),
    )


class NotForThisMonth(Refused):
    """A template that was made for another unit or month than the page it is handed in on."""

    def __init__(self, mark: Mark) -> None:
        unit = AdministrativeUnit.objects.filter(pk=mark.unit_id).first()
        super().__init__(
            _("This template was made for month %(month)s of %(unit)s: hand it in on that page.")
            % {"month": write_period(mark.period), "unit": unit or "?"}
        )


def _accepted(user: User, asked: MonthToImport, sent: SentFile) -> ImportedFile:
    """With its layout where nobody need be asked: a template's, or one told before for the same
    headings. Raises FileRefused, Refused."""
    if asked.period > timezone.localdate():
        raise FutureMonth(asked.period)
    book = sent.book()
    mark = mark_of(book)
    if mark is not None and (mark.unit_id, mark.period) != (asked.unit.pk, asked.period):
        raise NotForThisMonth(mark)
    since = known_until(mark.made_at if mark is not None else None)
    file = keep(user, asked.unit, asked.period, sent.name, sent.content, since)
    units = units_below(user, asked.unit, asked.period)
    layout = layout_of(book) if mark is not None else remembered(file, book, units)
    if layout is not None:
        tell_layout(file, layout)
    return file


def _context(user: User, asked: MonthToImport) -> dict[str, object]:
    return {
        "unit": asked.unit,
        "month": write_period(asked.period),
        "slug": to_slug(asked.period),
        "place": place(user, asked.unit, asked.reach, asked.period, ADDRESS),
        "is_future": asked.period > timezone.localdate(),
        "earlier": EarlierFiles.if_any(
            confirmed_files(files_of(asked.unit, asked.period), EARLIER_FILES),
            heading=_("Imported for %(month)s") % {"month": write_period(asked.period)},
            headings={"written": _("Figures written")},
        ),
    }


@require_safe
def import_template(request: SignedInRequest, unit_id: int, month: str) -> HttpResponse:
    """The workbook to fill in, named after unit, month and the moment it was made."""
    asked = asked_or_403(request, unit_id, month)
    made_at = timezone.now()
    shown = entry_month(asked.reach, asked.unit, asked.period, Measure.STOCK)
    words = _("template") + f" {asked.unit.full_name}"
    return file_answer(template(shown, made_at), words, to_slug(asked.period))
