"""Points to check before a month is submitted; each unit with a warning is asked for a note."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage.models import AdministrativeUnit
from coverage.month.findings_table import CheckedRow, FindingsTable
from coverage.month.places import period_or_404, place, reach_or_403
from coverage.month.query import Reach, UnitMonth, unit_months
from coverage.month.selection import Selection
from coverage.month.submitting import (
    Review,
    any_simulated,
    blank_text,
    last_notes,
    names_of,
    review,
    stock_columns,
    submit_explained,
)
from coverage.month.words import submitted_text
from coverage.notation.periods import to_slug, write_period
from coverage.refusals import NotReady
from coverage.requests import SignedInRequest, refusal_of
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from coverage.warnings.finding_words import finding_line
from coverage.wording import simulated_text, state_text

ADDRESS = "month_checks"


@require_http_methods(["GET", "HEAD", "POST"])
def month_findings(request: SignedInRequest, unit_id: int, month: str) -> HttpResponse:
    """Each unit's findings in words. The clerk writes the notes and submits, all or none."""
    period = period_or_404(month)
    unit, reach = reach_or_403(request.user, unit_id)
    status, unready = HTTPStatus.OK, frozenset[int]()
    if request.method == "POST":
        refusal = refusal_of(request, lambda: _submit(request, reach, period))
        if refusal is None:
            return redirect(ADDRESS, unit.pk, to_slug(period))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if isinstance(refusal, NotReady):
            unready = frozenset(refusal.unit_ids)
    context = _context(request, unit, reach, period, unready)
    title = _("Points to check of %(month)s") % {"month": write_period(period)}
    lines = [title, _("Units of %(unit)s") % {"unit": unit}]
    if context["is_simulated"]:
        lines.append(simulated_text())
    points = ((row, said) for row in context["rows"] for said in row.said())
    table = FindingsTable.if_any(points, heading=title)
    template, head = "coverage/month/findings.html", Head(f"{title} – {unit}", lines)
    return page_with_tables(request, template, context, head, [table], status)


def _submit(request: SignedInRequest, reach: Reach, period: date) -> str:
    rows = unit_months(reach, period)
    ids = Selection.of(request.POST).among(rows, lambda row: row.can_be_written)
    submit_explained(request.user, ids, period, _notes(request.POST, ids))
    return submitted_text(len(ids))


def _notes(posted: QueryDict, unit_ids: list[int]) -> dict[int, str]:
    return {pk: posted.get(f"note-{pk}", "") for pk in unit_ids}


def _context(
    request: SignedInRequest,
    unit: AdministrativeUnit,
    reach: Reach,
    period: date,
    unready: frozenset[int],
) -> dict[str, Any]:
    months = unit_months(reach, period)
    columns = stock_columns()
    reviews = review([month.unit for month in months], columns, period)
    notes = last_notes(reviews, period)
    chosen = Selection.of(request.POST if request.method == "POST" else request.GET)
    names = names_of(columns)
    rows = [
        _row(request, month, reviews[month.unit.pk], names, notes, chosen, unready)
        for month in months
    ]
    return {
        "unit": unit,
        "month": write_period(period),
        "slug": to_slug(period),
        "place": place(request.user, unit, reach, period, ADDRESS),
        "rows": sorted(
            (row for row in rows if row.points or row.blanks or row.is_chosen),
            key=lambda row: (not row.is_missing, not row.is_chosen),
        ),
        "count": len(rows),
        "is_simulated": any_simulated(reviews, period),
        "chosen": chosen,
        "can_write": any(row.month.can_be_written for row in rows),
    }


def _row(
    request: HttpRequest,
    month: UnitMonth,
    reviewed: Review,
    names: dict[str, str],
    notes: dict[int, str],
    chosen: Selection,
    unready: frozenset[int],
) -> CheckedRow:
    pk = month.unit.pk
    return CheckedRow(
        month=month,
        state=state_text(month.state),
        points=[finding_line(finding, names) for finding in reviewed.findings],
        blanks=blank_text(reviewed) if reviewed.blanks and month.state else "",
        needs_note=reviewed.needs_note,
        note=request.POST.get(f"note-{pk}", notes.get(pk, "")),
        is_chosen=pk in chosen.unit_ids or (chosen.is_all and month.can_be_written),
        is_missing=pk in unready,
    )
