"""Closing a month with its gaps named ("chốt tháng"), and undoing that."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage.access import approvable_units
from coverage.counting.closed import Closing, closed_month
from coverage.counting.expected import expectations
from coverage.counting.month_below import MonthBelow, month_below
from coverage.models import AdministrativeUnit, MonthClosing
from coverage.month.closing import (
    ShownClosing,
    close_month,
    open_closed_month,
    shown_closing,
)
from coverage.month.closing_refusals import ClosingChanged
from coverage.month.closing_table import DecisionsTable, decisions_table, missing_table
from coverage.month.places import period_or_404, reach_or_403
from coverage.month.still_to_come import still_to_come
from coverage.notation.periods import to_slug, write_period
from coverage.notation.row_ids import read_id
from coverage.refusals import Refused
from coverage.requests import SignedInRequest, refusal_of
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head

ADDRESS = "month_closing"


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """What stands; `units`: those directly below, in Vietnamese order; `decisions`: the closings
    and undoings, the latest first; `still_to_come`: what speaks for waiting, in words."""

    unit: AdministrativeUnit
    month: MonthBelow
    units: dict[int, AdministrativeUnit]
    decisions: list[MonthClosing]
    closing: Closing | None
    still_to_come: list[str]

    @property
    def shown(self) -> ShownClosing:
        in_force = (each.pk for each in self.decisions if each.superseded_at is None)
        return shown_closing(self.month, next(in_force, None))

    @property
    def missing_ids(self) -> str:
        return ",".join(str(pk) for pk in sorted(self.shown.missing))

    @property
    def closed(self) -> bool:
        return self.closing is not None and self.closing.is_closed

    @property
    def can_be_closed(self) -> bool:
        return not self.closed and not self.month.is_complete and self.month.anything_counts

    def decisions_table(self) -> DecisionsTable | None:
        return decisions_table(self.decisions, self.units)

    def names(self, shown: ShownClosing) -> list[str]:
        return [unit.full_name for pk, unit in self.units.items() if pk in shown.missing]


@require_http_methods(["GET", "HEAD", "POST"])
def month_closing(request: SignedInRequest, unit_id: int, month: str) -> HttpResponse:
    """For who approves the unit; 403 for anybody else."""
    period = period_or_404(month)
    unit, _reach = reach_or_403(request.user, unit_id)
    if not approvable_units(request.user).filter(pk=unit.pk).exists():
        raise PermissionDenied
    status, refusal = HTTPStatus.OK, None
    if request.method == "POST":
        refusal = refusal_of(request, lambda: _act(request, unit, period))
        if refusal is None:
            return redirect(ADDRESS, unit.pk, to_slug(period))
        is_stale = isinstance(refusal, ClosingChanged)
        status = HTTPStatus.CONFLICT if is_stale else HTTPStatus.UNPROCESSABLE_ENTITY
    page = _page(unit, period)
    missing, decisions = missing_table(page.month, page.units), page.decisions_table()
    title = _("Closing of %(month)s") % {"month": write_period(period)}
    return page_with_tables(
        request,
        "coverage/month/closing.html",
        _context(request, page, refusal) | {"missing": missing, "decisions": decisions},
        Head(f"{title} – {unit}", [title, unit.full_name]),
        [missing, decisions],
        status,
    )


def _page(unit: AdministrativeUnit, period: date) -> ClosingPage:
    """Seven statements, one more where the month is closed."""
    month = month_below(unit, period)
    below = list(AdministrativeUnit.objects.filter(parent=unit).order_by("sort_key", "valid_from"))
    units = {each.pk: each for each in (unit, *below)}
    expected = expectations([units[pk] for pk in month.missing], period)
    rows = MonthClosing.objects.filter(unit=unit, period=period).order_by("-recorded_at", "-pk")
    return ClosingPage(
        unit,
        month,
        {each.pk: each for each in below},
        list(rows.select_related("recorded_by")),
        closed_month(unit, month),
        still_to_come(month, expected, timezone.localdate()),
    )


def _context(
    request: SignedInRequest, page: ClosingPage, refusal: Refused | None
) -> dict[str, object]:
    then = _shown_in(request.POST) if isinstance(refusal, ClosingChanged) else None
    return {
        "unit": page.unit,
        "month": write_period(page.month.period),
        "slug": to_slug(page.month.period),
        "page": page,
        "then": then,
        "then_missing": page.names(then) if then else [],
        "now_missing": page.names(page.shown),
        "reason": request.POST.get("reason", ""),
        "refused": str(refusal) if refusal is not None and then is None else "",
    }


def _act(request: SignedInRequest, unit: AdministrativeUnit, period: date) -> str:
    """What was done, in words."""
    posted, month = request.POST, write_period(period)
    shown, reason = _shown_in(posted), posted.get("reason", "")
    if posted.get("action") == "close":
        close_month(request.user, unit, period, reason, shown)
        return _("Closed month %(month)s.") % {"month": month}
    if posted.get("action") == "undo":
        open_closed_month(request.user, unit, period, reason, shown)
        return _("The closing of month %(month)s is undone.") % {"month": month}
    raise BadRequest("no such action")


def _shown_in(posted: QueryDict) -> ShownClosing:
    """What the form says was shown. Raises BadRequest where that is no form of this page."""
    return ShownClosing(
        version=read_id(posted.get("version", "")),
        expected=_number(posted.get("expected", "")),
        handed_in=_number(posted.get("handed_in", "")),
        approved=_number(posted.get("approved", "")),
        missing=frozenset(_number(text) for text in posted.get("missing", "").split(",") if text),
    )


def _number(text: str) -> int:
    if (number := read_id(text)) is None:
        raise BadRequest("not a form of this page")
    return number
