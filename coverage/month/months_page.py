"""The months of the units below one: open them, approve them, send them back, open them again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from http import HTTPStatus

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from coverage.checks import Finding
from coverage.counting.expected import Expected, expectations, first_submissions, punctuality
from coverage.models import AdministrativeUnit, Indicator, State
from coverage.month.decisions import ACTIONS, Decision
from coverage.month.months_table import MonthRow, MonthsTable, months_table
from coverage.month.places import period_or_404, place, reach_or_403, to_chosen_place
from coverage.month.query import Reach, UnitMonth, unit_months
from coverage.month.selection import Selection
from coverage.month.shown import Shown, versions_of
from coverage.month.stale import StaleMonth, changes_since, stale_months
from coverage.month.status import (
    Cells,
    LastChange,
    clerks,
    completeness,
    last_changes,
    reminder,
    standing,
)
from coverage.month.submitting import explained_cells, stock_columns
from coverage.notation.periods import to_slug, write_date, write_period
from coverage.refusals import ReasonMissing, ShownChanged
from coverage.requests import SignedInRequest, refusal_of
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from coverage.warnings.findings import findings, warnings
from coverage.wording import state_text

ADDRESS = "month_states"


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of the months of a page, each by unit but the columns and the cells. `checks`:
    the address of the points to check."""

    columns: list[Indicator]
    filled: Cells
    found: dict[int, list[Finding]]
    changes: dict[int, LastChange]
    expected: dict[int, Expected]
    handed_in: dict[int, datetime]
    checks: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Why nothing was done, and what the page then shows: what stays `chosen`, and what was
    `shown` when it was; `refused`, said at the note; `stale`, the units of a decision that are not
    as they were shown, and the `others` of it, with which one may go on."""

    status: HTTPStatus = HTTPStatus.OK
    chosen: Selection = field(default_factory=Selection)
    shown: Shown = field(default_factory=dict)
    refused: str = ""
    stale: list[StaleMonth] = field(default_factory=list)
    decision: Decision | None = None
    others: list[UnitMonth] = field(default_factory=list)

    def going_on(self) -> str:
        """What the button says that goes on with the others; "" where there are none."""
        if self.decision is None or not self.others:
            return ""
        return ngettext(
            "%(action)s: the other %(count)s unit",
            "%(action)s: the other %(count)s units",
            len(self.others),
        ) % {"action": self.decision.action.label, "count": len(self.others)}


@require_safe
def usual_months(request: SignedInRequest) -> HttpResponseRedirect:
    return to_chosen_place(request, ADDRESS, (State.SUBMITTED,))


@require_http_methods(["GET", "HEAD", "POST"])
def month_states(request: SignedInRequest, unit_id: int, month: str) -> HttpResponse:
    """For a month, each unit's state, with buttons for who approves. One post, all or nothing."""
    period = period_or_404(month)
    unit, reach = reach_or_403(request.user, unit_id)
    answer = Answer()
    if request.method == "POST":
        answer = _answer(request, reach, period)
        if answer.status == HTTPStatus.OK:
            return redirect(ADDRESS, unit.pk, to_slug(period))
    context, table = _context(request, unit, reach, period, answer)
    title = _("Monthly reports of %(month)s") % {"month": write_period(period)}
    head = Head(f"{title} – {unit}", [title, _("Units of %(unit)s") % {"unit": unit}])
    return page_with_tables(
        request, "coverage/month/months.html", context, head, [table], answer.status
    )


def _answer(request: SignedInRequest, reach: Reach, period: date) -> Answer:
    """What came of a post: done, or refused and why."""
    decisions: list[Decision] = []

    def act() -> str:
        decisions.append(Decision.of(request.POST, reach, period))
        return decisions[0].carry_out(request.user, reach, period)

    refusal = refusal_of(request, act)
    if refusal is None:
        return Answer()
    if isinstance(refusal, ShownChanged):
        return _stale_answer(decisions[0], refusal.unit_ids, reach, period)
    return Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        Selection.of(request.POST),
        versions_of(decisions[0].months) if decisions else {},
        str(refusal) if isinstance(refusal, ReasonMissing) else "",
    )


def _stale_answer(decision: Decision, stale: list[int], reach: Reach, period: date) -> Answer:
    others = [pk for pk in decision.unit_ids if pk not in stale]
    changes = changes_since(stale, decision.months, period)
    return Answer(
        HTTPStatus.CONFLICT,
        Selection(frozenset(others)),
        stale=stale_months(stale, decision.months, unit_months(reach, period), changes),
        decision=decision,
        others=[month for month in decision.months if month.unit.pk in others],
    )


def _context(
    request: SignedInRequest,
    unit: AdministrativeUnit,
    reach: Reach,
    period: date,
    answer: Answer,
) -> tuple[dict[str, object], MonthsTable | None]:
    months = unit_months(reach, period)
    ids = [month.unit.pk for month in months]
    status = _status(unit, months, period)
    may_approve = any(month.may_approve for month in months)
    table = months_table(
        [_row(month, status, answer, period) for month in months],
        _("Monthly reports of %(month)s") % {"month": write_period(period)},
        may_approve=may_approve,
        is_all_chosen=answer.chosen.is_all,
    )
    columns, filled = status.columns, status.filled
    context: dict[str, object] = {
        "unit": unit,
        "month": write_period(period),
        "slug": to_slug(period),
        "place": place(request.user, unit, reach, period, ADDRESS),
        "table": table,
        **standing(request.user, unit, ids, status.columns, period),
        "days": _days(status.expected.values(), period),
        "completeness": completeness(columns, ids, filled),
        "reminder": reminder(months, period, columns, filled, status.expected, clerks(unit, ids)),
        "is_future": period > timezone.localdate(),
        "may_approve": may_approve,
        "may_write": any(month.may_write for month in months),
        "actions": [
            (name, action, sum(action.is_possible_for(month) for month in months))
            for name, action in ACTIONS.items()
        ],
        "note": request.POST.get("note", ""),
        "posted_action": request.POST.get("action", ""),
        "answer": answer,
    }
    return context, table


def _status(unit: AdministrativeUnit, months: Sequence[UnitMonth], period: date) -> Status:
    ids = [month.unit.pk for month in months]
    columns = stock_columns()
    return Status(
        columns=columns,
        filled=explained_cells(ids, period),
        found=findings(ids, columns, period, tables=[ids]),
        changes=last_changes(ids, period),
        expected=expectations((month.unit for month in months), period),
        handed_in=first_submissions(ids, period),
        checks=reverse("month_checks", args=[unit.pk, to_slug(period)]),
    )


def _row(month: UnitMonth, status: Status, answer: Answer, period: date) -> MonthRow:
    pk = month.unit.pk
    found = status.found[pk]
    return MonthRow(
        month,
        state_text(month.state),
        filled=sum((pk, column.pk) in status.filled for column in status.columns),
        cells=len(status.columns),
        warnings=len(warnings(found)),
        notes=len(found) - len(warnings(found)),
        last_change=status.changes.get(pk),
        punctuality=punctuality(status.expected[pk].due(period), status.handed_in.get(pk)),
        points=f"{status.checks}#u{pk}",
        history=reverse("unit_history", args=[pk, to_slug(period)]),
        shown=replace(month, version=answer.shown.get(pk, month.version)).shown,
        is_chosen=pk in answer.chosen.unit_ids,
    )


def _days(expected: Iterable[Expected], period: date) -> list[tuple[str, str]]:
    """(cut-off, due) as set for the units, each pair once; "" where none is set."""
    pairs = {(each.cut_off(period), each.due(period)) for each in expected}
    written = [tuple(write_date(day) if day else "" for day in pair) for pair in pairs]
    return sorted((cut_off, due) for cut_off, due in written if cut_off or due)
