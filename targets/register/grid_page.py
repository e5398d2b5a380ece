"""Targets of one document as a grid: years of one indicator, or indicators of one year."""

from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from coverage.grid import receipts, unsaved
from coverage.models import Indicator, Origin, User
from coverage.month.block import Block, block_of
from coverage.notation.periods import FIRST_YEAR, LAST_YEAR
from coverage.refusals import Refused
from coverage.requests import SignedInRequest
from targets.refusals import DocumentNotYours, TargetsContested
from targets.register.asked import Asked, bare_in, indicator_in, year_in, years_of
from targets.register.block import NOTHING_TYPED, Reading, read_targets
from targets.register.document_page import changeable_document
from targets.register.gaps_found import gaps_of
from targets.register.rows import target_rows
from targets.register.saving import save_targets
from targets.register.sheet import Sheet
from targets.register.typed_text import Bare
from targets.register.words import target_words


@require_safe
def target_entry(request: SignedInRequest, document_id: int) -> HttpResponse:
    """To the grid asked for (`?indicator=3` or `?year=2023`, `&number=percent`, `&from=2021`,
    `&to=2030`); what is not understood is left out."""
    found = changeable_document(request.user, document_id)
    bare = bare_in(request.GET, found)
    year = year_in(request.GET.get("year", ""))
    if year is not None:
        return redirect("targets_of_year", found.pk, bare.value, year)
    chosen = indicator_in(request.GET, found)
    if chosen is None:
        raise Http404
    page = reverse("targets_of_indicator", args=(found.pk, bare.value, chosen.pk))
    span = {
        name: request.GET[name] for name in ("from", "to") if year_in(request.GET.get(name, ""))
    }
    return redirect(f"{page}?{urlencode(span)}" if span else page)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def target_grid(
    request: HttpRequest,
    document_id: int,
    number: str,
    indicator_id: int | None = None,
    year: int | None = None,
) -> HttpResponse:
    """Open to the signed-out only to keep what they had typed."""
    if not isinstance(request.user, User):
        if request.method == "POST" and unsaved.keep(request):
            messages.info(request, unsaved.kept_text())
        return redirect_to_login(request.get_full_path())
    asked = _asked(request, request.user, document_id, number, indicator_id, year)
    shown = asked.sheet()
    if request.method == "POST":
        return _save(request, asked, shown)
    if (kept := unsaved.take(request, request.user)) is not None:
        messages.warning(
            request,
            _("You were signed out before saving. What you had typed is here again: save it."),
        )
        return _page(request, asked, shown, read_targets(block_of(kept), shown))
    return _page(request, asked, shown)


def _asked(
    request: HttpRequest,
    user: User,
    document_id: int,
    number: str,
    indicator_id: int | None,
    year: int | None,
) -> Asked:
    if number not in list(Bare) or (year is not None and not FIRST_YEAR <= year <= LAST_YEAR):
        raise Http404
    found = changeable_document(user, document_id)
    indicators = list(Indicator.objects.order_by("order"))
    indicator = next((each for each in indicators if each.pk == indicator_id), None)
    if indicator is None and year is None:
        raise Http404
    years = years_of(found, request.GET)
    return Asked(user, found, Bare(number), indicators, years, indicator, year)


def _save(request: HttpRequest, asked: Asked, shown: Sheet) -> HttpResponse:
    """The whole block, or nothing of it."""
    block: Block = block_of(request.POST)
    try:
        reading = read_targets(block, shown)
    except Refused as refusal:
        return _page(request, asked, shown, NOTHING_TYPED, str(refusal))
    if reading.errors:
        return _page(request, asked, shown, reading, _nothing_saved(len(reading.errors)))
    key = receipts.key_of(request.POST)
    try:
        with transaction.atomic():
            count = save_targets(asked.user, asked.document, reading)
            said = receipts.keep(asked.user, key, [_saved(count)])
    except DocumentNotYours as refusal:
        raise PermissionDenied from refusal
    except TargetsContested as refusal:
        said = receipts.find(asked.user, key)
        if not said:
            return _conflict(request, asked, shown, reading, refusal)
    for sentence in said:
        messages.success(request, sentence)
    return redirect(request.get_full_path())


def _conflict(
    request: HttpRequest, asked: Asked, shown: Sheet, reading: Reading, refusal: TargetsContested
) -> HttpResponse:
    place = {(column.indicator.pk, column.year): column.pk for column in shown.columns}
    theirs = {
        (unit_id, place[indicator_id, year]): each.theirs
        for each in refusal.targets
        for _document, unit_id, indicator_id, year in [each.key]
    }
    again = replace(reading, contested=theirs)
    return _page(request, asked, asked.sheet(), again, str(refusal), HTTPStatus.CONFLICT)


def _page(
    request: HttpRequest,
    asked: Asked,
    shown: Sheet,
    reading: Reading = NOTHING_TYPED,
    refusal: str = "",
    status: HTTPStatus | None = None,
) -> HttpResponse:
    rows = target_rows(shown, reading)
    context = {
        "asked": asked,
        "document": asked.document,
        "columns": shown.columns,
        "has_rates": any(column.has_rate for column in shown.columns),
        "rows": rows,
        "refusal": refusal,
        "problems": [cell for row in rows for cell in row.cells if cell.is_problem],
        "gaps": gaps_of(asked.document),
        "is_simulated": asked.document.origin == Origin.SIMULATED
        or any(base.is_simulated for row in rows for base in row.bases),
        "writer": unsaved.signature(asked.user),
        "sheet": receipts.new_sheet(),
        "words": target_words(),
    }
    usual = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "targets/register/grid.html", context, status=status or usual)


def _nothing_saved(count: int) -> str:
    return ngettext(
        "Nothing was saved: %(count)s cell must be corrected. What you typed is still here.",
        "Nothing was saved: %(count)s cells must be corrected. What you typed is still here.",
        count,
    ) % {"count": count}


def _saved(count: int) -> str:
    if not count:
        return _("No cell had changed.")
    return ngettext("Saved %(count)s cell.", "Saved %(count)s cells.", count) % {"count": count}
