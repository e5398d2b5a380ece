"""The page of a month's note: what is said of its number, by whom, and where it is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage.models import AdministrativeUnit, Indicator, User
from coverage.notation.periods import write_period
from coverage.notation.row_ids import read_id
from coverage.refusals import Refused
from reports.figures.tree import tree_of
from reports.filters import Filters, UnitsOf
from reports.models import MonthNote
from reports.month_notes.entry import NoteChanged, has_months_in, save_note
from reports.month_notes.notes import Note
from reports.month_notes.query import others_on, versions_of
from reports.office_text import may_write_texts
from reports.page_request import as_asked, asked_filters, asked_period, asked_place, signed_in


@dataclass(frozen=True)
class NotePage:
    """`versions`: all of the office's note, the latest first; the first is in force. `typed`: what
    is in the field; `theirs`: what another wrote meanwhile; `others`: what those said who reported,
    and the offices of what went into the unit."""

    filters: Filters
    unit: AdministrativeUnit
    indicator: Indicator
    period: date
    versions: Sequence[MonthNote]
    others: Sequence[Note]
    may_write: bool
    typed: str
    refused: str = ""
    theirs: MonthNote | None = None

    @property
    def standing(self) -> MonthNote | None:
        return self.versions[0] if self.versions else None

    @property
    def month(self) -> str:
        return write_period(self.period)

    @property
    def to_trend(self) -> str:
        place = reverse("unit", args=[self.unit.pk])
        return f"{place}{self.filters.as_query_without_drafts}"


@require_http_methods(["GET", "HEAD", "POST"])
@as_asked
def month_note(request: HttpRequest, unit_id: int, code: str, month: str) -> HttpResponse:
    """For all who may read the unit; written by who drafts or approves for it, and only now."""
    place, period = asked_place(request, unit_id), asked_period(month)
    unit, indicator = place.unit, get_object_or_404(Indicator, code=code)
    filters = asked_filters(request, unit)
    page = _page(signed_in(request), unit, indicator, period, filters)
    status = HTTPStatus.OK
    if request.method == "POST":
        if not page.may_write:
            raise PermissionDenied
        typed, shown = request.POST.get("text", ""), read_id(request.POST.get("row", ""))
        try:
            is_new = save_note(signed_in(request), unit, indicator, period, typed, shown)
        except Refused as refused:
            theirs = refused.theirs if isinstance(refused, NoteChanged) else None
            status = HTTPStatus.CONFLICT if theirs else HTTPStatus.UNPROCESSABLE_ENTITY
            page = replace(page, typed=typed, refused=str(refused), theirs=theirs)
        else:
            messages.success(request, _said_of_save(typed, is_new=is_new))
            return redirect(f"{page.to_trend}#notes")
    context = {"page": page, "unit": unit, "breadcrumbs": place.breadcrumbs}
    return render(request, "reports/month_notes/page.html", context, status=status)


def _page(
    user: User, unit: AdministrativeUnit, indicator: Indicator, period: date, filters: Filters
) -> NotePage:
    moment = filters.as_seen
    rows = tree_of(unit, [period], moment, UnitsOf.TODAY).rows_in(unit, period)
    versions = versions_of(unit, indicator, period, moment)
    may_write = moment is None and may_write_texts(user, unit) and has_months_in(unit, period)
    return NotePage(
        filters=replace(filters, period=None, indicator=indicator.code),
        unit=unit,
        indicator=indicator,
        period=period,
        versions=versions,
        others=others_on(unit.pk, rows, indicator.pk, period, moment),
        may_write=may_write,
        typed=versions[0].text if versions else "",
    )


def _said_of_save(typed: str, *, is_new: bool) -> str:
    if not is_new:
        return _("Nothing changed.")
    return _("The note is saved.") if typed.strip() else _("The note is withdrawn.")
