"""The history of a cell, the flag on it, and the list of flags still open."""

from collections.abc import Sequence
from datetime import date, datetime
from http import HTTPStatus

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from coverage.access import approvable_units, readable_units, writable_units
from coverage.models import (
    WRITABLE_STATES,
    AdministrativeUnit,
    FollowUp,
    Indicator,
    ReportedFigure,
    Submission,
    User,
)
from coverage.month.cell_history import (
    CellVersion,
    Look,
    cell_versions,
    looks_at,
    looks_that_saw,
    note_cell,
    seen_at,
    unit_month_cells,
)
from coverage.month.follow_ups import close_follow_up, open_follow_up, open_follow_ups
from coverage.month.history_tables import (
    FollowUpsTable,
    VersionLine,
    VersionsTable,
    cells_table,
)
from coverage.month.places import period_or_404
from coverage.notation.periods import read_moment, to_slug, write_period
from coverage.notation.row_ids import read_id
from coverage.requests import SignedInRequest, refusal_of
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from coverage.void_units import check_was

# A page that already has a frame (the drawer beside the grid) asks for what stands within it.
PART = "X-Part"
LONGEST_MOMENT = 40
MOST_LOOKS = 3


@require_safe
def follow_ups(request: SignedInRequest) -> HttpResponse:
    table = FollowUpsTable.if_any(open_follow_ups(request.user))
    title = _("Open follow-ups")
    told = _("Figures somebody wants another look at, in the units whose pages you may read.")
    template = "coverage/month/follow_ups.html"
    return page_with_tables(
        request, template, {"table": table}, Head(title, [title, told]), [table]
    )


@require_safe
def unit_history(request: SignedInRequest, unit_id: int, month: str) -> HttpResponse:
    """The cells of a unit's month, each with the way to its history."""
    period, unit = period_or_404(month), _readable(request.user, unit_id)
    table = cells_table(unit, period, unit_month_cells(unit, period))
    context = {"unit": unit, "month": write_period(period), "table": table}
    title, place = _("Figures and their history"), f"{unit}, {write_period(period)}"
    head = Head(f"{title} – {place}", [title, place])
    return page_with_tables(request, "coverage/month/unit_history.html", context, head, [table])


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers(PART)
def cell_history(
    request: SignedInRequest, unit_id: int, indicator_id: int, month: str
) -> HttpResponse:
    """Every version of one cell; with ?as_seen=<moment> the one that a meeting then saw is marked.
    Its clerk adds a note while the month is open; its clerk and its approver raise and close the
    flag."""
    period, unit = period_or_404(month), _readable(request.user, unit_id)
    indicator = get_object_or_404(Indicator, pk=indicator_id)
    status = HTTPStatus.OK
    if request.method == "POST":
        if refusal_of(request, lambda: _act(request, unit, indicator, period)) is None:
            return redirect("cell_history", unit.pk, indicator.pk, month)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context, table = _context(request, unit, indicator, period)
    template = "_cell_drawer.html" if PART in request.headers else "cell_history.html"
    place = f"{unit}, {write_period(period)}"
    heading = _("History of %(indicator)s") % {"indicator": indicator.label}
    head = Head(f"{indicator.label}, {place}", [heading, place])
    return page_with_tables(
        request, f"coverage/month/{template}", context, head, [table], status=status
    )


def _readable(user: User, unit_id: int) -> AdministrativeUnit:
    """404 where there is no such unit, 403 where the user may not read it. Raises UnitNeverWas."""
    unit = get_object_or_404(AdministrativeUnit, pk=unit_id)
    if not readable_units(user).filter(pk=unit_id).exists():
        raise PermissionDenied
    check_was(unit)
    return unit


def _act(
    request: SignedInRequest, unit: AdministrativeUnit, indicator: Indicator, period: date
) -> str:
    action, note = request.POST.get("action"), request.POST.get("note", "")
    if action == "note":
        note_cell(request.user, _shown(request, unit, indicator, period), note)
        return _("The note is saved.")
    if action == "follow_up":
        open_follow_up(request.user, unit.pk, indicator.pk, period, note)
        return _("The cell is flagged for follow-up.")
    if action == "close":
        close_follow_up(request.user, unit.pk, indicator.pk, period, note)
        return _("The follow-up is closed.")
    raise BadRequest("no such action")


def _shown(
    request: SignedInRequest, unit: AdministrativeUnit, indicator: Indicator, period: date
) -> ReportedFigure:
    """The version the writer saw. 404 where the page cannot have shown it."""
    shown = read_id(request.POST.get("shown", ""))
    cell = {"unit": unit, "indicator": indicator, "period": period}
    return get_object_or_404(ReportedFigure, pk=shown, **cell)


def _context(
    request: SignedInRequest, unit: AdministrativeUnit, indicator: Indicator, period: date
) -> tuple[dict[str, object], VersionsTable | None]:
    user, mine = request.user, {"pk": unit.pk}
    versions = cell_versions(unit.pk, indicator.pk, period)
    moment, not_understood = _moment(request)
    seen = seen_at(versions, moment) if moment else None
    looks = looks_at(unit)
    flags = FollowUp.objects.filter(unit=unit, indicator=indicator, period=period)
    known = list(flags.select_related("opened_by", "closed_by").order_by("-opened_at"))
    may_write = writable_units(user).filter(**mine).exists()
    month = Submission.objects.current().filter(unit=unit, period=period).first()
    in_force = versions[0].figure if versions else None
    table = VersionsTable.if_any(_line(version, seen, looks) for version in versions)
    context: dict[str, object] = {
        "unit": unit,
        "indicator": indicator,
        "month": write_period(period),
        "slug": to_slug(period),
        "moment": moment,
        "not_understood": not_understood,
        "seen": _line(seen, seen, []) if seen else None,
        "versions": table,
        "in_force": in_force,
        "may_note": may_write and in_force and month and month.state in WRITABLE_STATES,
        "may_flag": may_write or approvable_units(user).filter(**mine).exists(),
        "flags": known,
        "is_flagged": any(flag.closed_at is None for flag in known),
        "note": request.POST.get("note", ""),
        "action": request.POST.get("action", ""),
    }
    return context, table


def _moment(request: SignedInRequest) -> tuple[datetime | None, str]:
    """The moment asked for, and what of it was not understood."""
    text = request.GET.get("as_seen", "").strip()
    try:
        return (read_moment(text) if text else None), ""
    except ValueError:
        return None, f"as_seen={text}"[:LONGEST_MOMENT]


def _line(version: CellVersion, seen: CellVersion | None, looks: Sequence[Look]) -> VersionLine:
    saw = looks_that_saw(version, looks)
    return VersionLine.of(version, saw, MOST_LOOKS, is_seen=version is seen)
