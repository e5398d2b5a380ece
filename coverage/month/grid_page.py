"""Monthly entry: a block of figures of one month, saved whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coverage.checks import Finding
from coverage.entry import Cell, record_figures
from coverage.grid import receipts, unsaved
from coverage.grid.words import (
    grid_words,
    month_a_year_ago,
    month_before,
    nothing_saved_text,
    saved_text,
    taken_back_text,
)
from coverage.models import WRITABLE_STATES, AdministrativeUnit, Measure, User
from coverage.month.block import Block, Reading, block_of, read_block
from coverage.month.checks_page import submitted_text
from coverage.month.cut_off import cut_off_field, read_cut_off, usual_cut_off
from coverage.month.findings import findings
from coverage.month.findings_of_whole import sentences_of_the_whole
from coverage.month.grid_rows import Typing, base_notes, grid_rows
from coverage.month.places import period_or_404, place, reach_or_403, to_chosen_place
from coverage.month.query import EntryMonth, Reach, entry_month, unit_months
from coverage.month.selection import Selection
from coverage.month.submitting import submit_explained
from coverage.month.workflow import take_back
from coverage.notation.periods import previous_month, same_month_last_year, to_slug, write_period
from coverage.refusals import Conflict, NotReady, NotYours, Refused
from coverage.requests import SignedInRequest

ADDRESSES = {Measure.STOCK: "entry_month", Measure.FLOW: "entry_flows"}
NOTHING_TYPED = Typing()


@dataclass(frozen=True)
class Asked:
    """What the page is about, and for whom."""

    user: User
    unit: AdministrativeUnit
    reach: Reach
    period: date
    measure: Measure

    @property
    def address(self) -> str:
        return ADDRESSES[self.measure]

    def month(self) -> EntryMonth:
        return entry_month(self.reach, self.unit, self.period, self.measure)


@require_safe
def usual_entry(request: SignedInRequest) -> HttpResponseRedirect:
    return to_chosen_place(request, ADDRESSES[Measure.STOCK], WRITABLE_STATES)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry_page(
    request: HttpRequest, unit_id: int, month: str, measure: Measure = Measure.STOCK
) -> HttpResponse:
    """The grid of one month. Open to the signed-out only to keep what they had typed."""
    if not isinstance(request.user, User):
        if request.method == "POST" and unsaved.keep(request):
            messages.info(request, unsaved.kept_text())
        return redirect_to_login(request.path)
    period = period_or_404(month)
    unit, reach = reach_or_403(request.user, unit_id)
    asked = Asked(request.user, unit, reach, period, measure)
    if request.method == "POST":
        return _save(request, asked)
    if (kept := unsaved.take(request, request.user)) is not None:
        block = block_of(kept)
        messages.warning(
            request,
            _("You were signed out before saving. What you had typed is here again: save it."),
        )
        return _page(request, asked, _typing(block, read_block(block, period)))
    return _page(request, asked)


def _save(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Everything the button asks for, or nothing: the cells, then the months that go with them."""
    block = block_of(request.POST)
    if not {unit for unit, _indicator in block.texts} <= {unit.pk for unit in asked.reach.units}:
        raise PermissionDenied
    reading = read_block(block, asked.period)
    typing = _typing(block, reading)
    if reading.errors:
        return _refused(request, asked, typing, nothing_saved_text(len(reading.errors)))
    key = receipts.key_of(request.POST)
    try:
        cells = _dated(asked, block, reading)
        with transaction.atomic():
            said, unready = _record_and_move(request, asked, cells)
            said = receipts.keep(asked.user, key, said)
    except NotYours as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        unready, said = [], receipts.find(asked.user, key)
        if not said:
            return _not_saved(request, asked, typing, refusal)
    for sentence in said:
        messages.success(request, sentence)
    if unready:
        return _to_checks(request, asked, unready)
    return redirect(asked.address, asked.unit.pk, to_slug(asked.period))


def _dated(asked: Asked, block: Block, reading: Reading) -> list[Cell]:
    """The cells to write, counted to the date that the block says, else to the usual one."""
    if not reading.cells:
        return []
    cut_off = (
        read_cut_off(block.as_of, asked.period)
        if block.as_of
        else usual_cut_off(asked.unit, asked.period)
    )
    return [replace(cell, as_of=cut_off) for cell in reading.cells]


def _not_saved(
    request: HttpRequest, asked: Asked, typing: Typing, refusal: Refused
) -> HttpResponse:
    if isinstance(refusal, Conflict):
        typing = _contested(typing, refusal)
        return _refused(request, asked, typing, str(refusal), HTTPStatus.CONFLICT)
    return _refused(request, asked, typing, str(refusal))


def _to_checks(request: HttpRequest, asked: Asked, unit_ids: list[int]) -> HttpResponse:
    """To the page that asks for the notes. What was typed is saved all the same."""
    messages.warning(request, _("Not submitted yet: the points below must be explained first."))
    page = reverse("month_checks", args=(asked.unit.pk, to_slug(asked.period)))
    return redirect(f"{page}?{urlencode({'unit': unit_ids}, doseq=True)}")


def _record_and_move(
    request: HttpRequest, asked: Asked, cells: Sequence[Cell]
) -> tuple[list[str], list[int]]:
    """What to say, and the units to be submitted that must first be explained."""
    recorded = record_figures(asked.user, asked.period, cells)
    said = [saved_text(recorded.written)]
    action = request.POST.get("action")
    rows = unit_months(asked.reach, asked.period)
    chosen = Selection.of(request.POST)
    if action == "submit":
        ids = chosen.among(rows, lambda row: row.can_be_written)
        try:
            submit_explained(asked.user, ids, asked.period, {})
        except NotReady:
            return said, ids
        said.append(submitted_text(len(ids)))
    elif action == "take_back":
        ids = chosen.among(rows, lambda row: row.can_be_taken_back)
        take_back(asked.user, ids, asked.period)
        said.append(taken_back_text(len(ids)))
    return said, []


def _typing(block: Block, reading: Reading) -> Typing:
    return Typing(reading.kept, block.shown, reading.errors, reading.contested, block.as_of)


def _contested(typing: Typing, conflict: Conflict) -> Typing:
    theirs = {(cell.unit_id, cell.indicator_id): cell.theirs for cell in conflict.cells}
    return replace(typing, contested=theirs)


def _refused(
    request: HttpRequest,
    asked: Asked,
    typing: Typing,
    why: str,
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    """The page as it was typed, with what is wrong."""
    return _page(request, asked, typing, why, status)


def _page(
    request: HttpRequest,
    asked: Asked,
    typing: Typing = NOTHING_TYPED,
    refusal: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    month = asked.month()
    found = _findings(asked, month)
    rows = grid_rows(month, typing, found)
    context = {
        "asked": asked,
        "month": write_period(asked.period),
        "slug": to_slug(asked.period),
        "place": place(asked.user, asked.unit, asked.reach, asked.period, asked.address),
        "columns": month.columns,
        "rows": rows,
        "refusal": refusal,
        "whole": sentences_of_the_whole(
            asked.user, asked.unit, found.get(asked.unit.pk, ()), month.columns
        ),
        "as_of": cut_off_field(typing.as_of, asked.unit, asked.period, month.figures.values()),
        "problems": [cell for row in rows for cell in row.cells if cell.is_problem],
        "bases": base_notes(month.bases.values()),
        "is_future": asked.period > timezone.localdate(),
        "is_simulated": any(row.has_simulated for row in rows),
        "may_write": any(row.month.may_write for row in rows),
        "can_write": any(row.month.can_be_written for row in rows),
        "can_take_back": any(row.month.can_be_taken_back for row in rows),
        "chosen": Selection.of(request.POST),
        "writer": unsaved.signature(asked.user),
        "sheet": receipts.new_sheet(),
        "before": month_before(previous_month(asked.period)),
        "year_ago": month_a_year_ago(same_month_last_year(asked.period)),
        "words": grid_words(),
    }
    return render(request, "coverage/month/grid.html", context, status=status)


def _findings(asked: Asked, month: EntryMonth) -> dict[int, list[Finding]]:
    """Of what is saved, by unit, the whole among them; counts within the month are not checked."""
    if asked.measure != Measure.STOCK:
        return {}
    ids = [row.unit.pk for row in month.rows]
    return findings([*ids, asked.unit.pk], month.columns, asked.period)
