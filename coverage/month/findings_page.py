"""Points to check before a month is submitted; each unit with a warning is asked for a note."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage.checks import Finding
from coverage.models import AdministrativeUnit, Measure
from coverage.month.findings_form import held_by_form, shown_in, with_warnings
from coverage.month.findings_table import CheckedRow, FindingsTable
from coverage.month.places import period_or_404, place
from coverage.month.query import Reach, UnitMonth, reach_below, unit_months
from coverage.month.selection import Selection, came_later
from coverage.month.shown import ShownReports, figures_in_force, months_shown
from coverage.month.stale import StaleMonth, changes_from, stale_months
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
from coverage.month.warnings_page import readable_around, standing_lines, warnings_page
from coverage.month.words import submitted_text, with_left_out
from coverage.notation.periods import to_slug, write_period
from coverage.refusals import NotReady, ShownChanged
from coverage.requests import SignedInRequest, refusal_of
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from coverage.void_units import check_was
from coverage.warnings.counted import as_shown
from coverage.warnings.finding_words import FindingLine, finding_line
from coverage.warnings.table import WarningLine, WarningsTable, warnings_heading
from coverage.wording import simulated_text, state_text

ADDRESS = "month_checks"


def can_be_written(month: UnitMonth) -> bool:
    return month.can_be_written


@dataclass(frozen=True, slots=True)
class Answer:
    """Why nothing was handed in, and what the page then shows: what stays `chosen`; the `unready`
    units, which lack a note; and those that are `stale`, not as the page had `shown` them."""

    status: HTTPStatus = HTTPStatus.OK
    chosen: Selection | None = None
    unready: frozenset[int] = frozenset()
    stale: Collection[int] = ()
    months: Collection[UnitMonth] = ()
    shown: ShownReports = field(default_factory=lambda: ShownReports({}, {}))


@require_http_methods(["GET", "HEAD", "POST"])
def month_findings(request: SignedInRequest, unit_id: int, month: str) -> HttpResponse:
    """Each unit's findings in words. The clerk writes the notes and submits, all or none. Whoever
    only reads gets the warnings of what counts, with their explanations."""
    period = period_or_404(month)
    unit = get_object_or_404(AdministrativeUnit, pk=unit_id)
    reach = reach_below(request.user, unit)
    if not reach.units:
        return warnings_page(request, unit, period)
    check_was(unit)
    answer = Answer()
    if request.method == "POST":
        answer = _answer(request, reach, period)
        if answer.status == HTTPStatus.OK:
            return redirect(ADDRESS, unit.pk, to_slug(period))
    standing = standing_lines(readable_around(request.user, unit), period)
    context = _context(request, unit, reach, period, answer, explained_among(standing))
    title = _("Points to check of %(month)s") % {"month": write_period(period)}
    lines = [title, _("Units of %(unit)s") % {"unit": unit}]
    if context["is_simulated"]:
        lines.append(simulated_text())
    points = ((row, said) for row in context["rows"] for said in row.said())
    table = FindingsTable.if_any(points, heading=title)
    heading = warnings_heading(period)
    of_what_counts = WarningsTable.if_any(standing, heading=heading)
    context |= {"table": of_what_counts, "standing_title": heading}
    template, head = "coverage/month/findings.html", Head(f"{title} – {unit}", lines)
    return page_with_tables(
        request, template, context, head, [table, of_what_counts], answer.status
    )


def _answer(request: SignedInRequest, reach: Reach, period: date) -> Answer:
    """What came of a post: done, or refused and why."""
    posted, chosen = request.POST, Selection.of(request.POST)
    months = months_shown(posted, unit_months(reach, period), period)
    shown = shown_in(posted, months)
    ids: list[int] = []

    def submit() -> str:
        ids.extend(chosen.among(months, can_be_written))
        submit_explained(request.user, ids, period, _notes(posted, ids), shown)
        left = came_later(unit_months(reach, period), ids, can_be_written) if chosen.is_all else 0
        return with_left_out(submitted_text(len(ids)), left)

    refusal = refusal_of(request, submit)
    if refusal is None:
        return Answer()
    if isinstance(refusal, ShownChanged):
        others = Selection(frozenset(ids) - frozenset(refusal.unit_ids))
        return Answer(
            HTTPStatus.CONFLICT, others, stale=refusal.unit_ids, months=months, shown=shown
        )
    unready = refusal.unit_ids if isinstance(refusal, NotReady) else ()
    return Answer(HTTPStatus.UNPROCESSABLE_ENTITY, chosen, frozenset(unready))


def _notes(posted: QueryDict, unit_ids: list[int]) -> dict[int, str]:
    return {pk: posted.get(f"note-{pk}", "") for pk in unit_ids}


def _context(
    request: SignedInRequest,
    unit: AdministrativeUnit,
    reach: Reach,
    period: date,
    answer: Answer,
    explained: Mapping[int, Collection[Finding]],
) -> dict[str, Any]:
    months = unit_months(reach, period)
    columns = stock_columns()
    # Before the findings: what is saved between the two is then refused, not handed in unseen.
    held = figures_in_force([each.unit.pk for each in months], Measure.STOCK, period)
    reviews = review([month.unit for month in months], columns, period)
    notes = last_notes(reviews, period)
    chosen = answer.chosen or Selection.of(request.GET)
    names = names_of(columns)
    lines = finding_lines(reviews, months, names, explained)
    rows = [_row(request, month, reviews, lines, notes, chosen, answer.unready) for month in months]
    return {
        "unit": unit,
        "month": write_period(period),
        "slug": to_slug(period),
        "place": place(request.user, unit, reach, period, ADDRESS),
        "rows": _to_be_said(rows),
        "count": len(rows),
        "is_simulated": any_simulated(reviews, period),
        "chosen": chosen,
        "held": held_by_form(months, held, reviews, names),
        "stale": _stale(answer, months, reviews, names, period),
        "can_write": any(row.month.can_be_written for row in rows),
    }


def _to_be_said(rows: Iterable[CheckedRow]) -> list[CheckedRow]:
    """Those that were asked for first."""
    return sorted(
        (row for row in rows if row.points or row.blanks or row.is_chosen),
        key=lambda row: (not row.is_missing, not row.is_chosen),
    )


def _stale(
    answer: Answer,
    now: Iterable[UnitMonth],
    reviews: Mapping[int, Review],
    names: Mapping[str, str],
    period: date,
) -> list[StaleMonth]:
    if not answer.stale:
        return []
    changes = changes_from(answer.stale, answer.shown, period)
    stale = stale_months(answer.stale, answer.months, now, changes)
    return with_warnings(stale, answer.shown, reviews, names)


def explained_among(lines: Iterable[WarningLine]) -> dict[int, list[Finding]]:
    """By unit the warnings that are explained."""
    found: dict[int, list[Finding]] = {}
    for line in lines:
        if line.explanation is not None:
            found.setdefault(line.unit.pk, []).append(line.warning.finding)
    return found


def finding_lines(
    reviews: Mapping[int, Review],
    months: Iterable[UnitMonth],
    names: dict[str, str],
    explained: Mapping[int, Collection[Finding]],
) -> dict[int, list[FindingLine]]:
    """By unit. What the note of a month explains that is handed in is not asked for again."""
    is_open = {month.unit.pk: month.is_open for month in months}
    return {
        pk: [
            finding_line(
                each,
                names,
                is_explained=not is_open[pk] and as_shown(each) in explained.get(pk, ()),
            )
            for each in reviewed.findings
        ]
        for pk, reviewed in reviews.items()
    }


def _row(
    request: HttpRequest,
    month: UnitMonth,
    reviews: Mapping[int, Review],
    lines: Mapping[int, list[FindingLine]],
    notes: dict[int, str],
    chosen: Selection,
    unready: frozenset[int],
) -> CheckedRow:
    pk = month.unit.pk
    reviewed = reviews[pk]
    return CheckedRow(
        month=month,
        state=state_text(month.state),
        points=lines[pk],
        blanks=blank_text(reviewed) if reviewed.blanks and month.state else "",
        needs_note=reviewed.needs_note,
        note=request.POST.get(f"note-{pk}", notes.get(pk, "")),
        is_chosen=pk in chosen.unit_ids or (chosen.is_all and month.can_be_written),
        is_missing=pk in unready,
    )
