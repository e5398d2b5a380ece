"""The months of the units below one: open them, approve them, send them back, open them again."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from coverage.checks import Finding
from coverage.counting.expected import Expected, expectations, first_submissions, punctuality
from coverage.models import AdministrativeUnit, Indicator, State, User
from coverage.month.months_table import MonthRow, MonthsTable, months_table
from coverage.month.places import period_or_404, place, reach_or_403, to_chosen_place
from coverage.month.query import Reach, UnitMonth, unit_months
from coverage.month.selection import Selection
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
from coverage.month.workflow import approve, open_months, reopen, return_to_clerk
from coverage.notation.periods import to_slug, write_date, write_period
from coverage.requests import SignedInRequest, refusal_of
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from coverage.warnings.findings import findings, warnings
from coverage.wording import state_text

ADDRESS = "month_states"


@dataclass(frozen=True, slots=True)
class Action:
    """A button: what it does, to months in which state (None: never opened), what it then says."""

    label: str | Promise
    act: Callable[[User, Collection[int], date, str], object]
    before: State | None
    said: Promise
    needs_note: bool = False

    def is_possible_for(self, month: UnitMonth) -> bool:
        return month.may_approve and month.state == self.before


def _open(user: User, unit_ids: Collection[int], period: date, note: str) -> None:
    open_months(user, unit_ids, period)


ACTIONS = {
    "open": Action(
        gettext_lazy("Open the month"),
        _open,
        None,
        ngettext_lazy("Opened the month for %d unit.", "Opened the month for %d units."),
    ),
    "approve": Action(
        gettext_lazy("Approve"),
        approve,
        State.SUBMITTED,
        ngettext_lazy("Approved the month of %d unit.", "Approved the month of %d units."),
    ),
    "return": Action(
        gettext_lazy("Return to the clerk"),
        return_to_clerk,
        State.SUBMITTED,
        ngettext_lazy("Returned the month of %d unit.", "Returned the month of %d units."),
        needs_note=True,
    ),
    "reopen": Action(
        gettext_lazy("Reopen"),
        reopen,
        State.APPROVED,
        ngettext_lazy("Reopened the month of %d unit.", "Reopened the month of %d units."),
        needs_note=True,
    ),
}


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
    chosen: Selection


@require_safe
def usual_months(request: SignedInRequest) -> HttpResponseRedirect:
    return to_chosen_place(request, ADDRESS, (State.SUBMITTED,))


@require_http_methods(["GET", "HEAD", "POST"])
def month_states(request: SignedInRequest, unit_id: int, month: str) -> HttpResponse:
    """For a month, each unit's state, with buttons for who approves. One post, all or nothing."""
    period = period_or_404(month)
    unit, reach = reach_or_403(request.user, unit_id)
    status, refused = HTTPStatus.OK, ""
    if request.method == "POST":
        refusal = refusal_of(request, lambda: _act(request, reach, period))
        if refusal is None:
            return redirect(ADDRESS, unit.pk, to_slug(period))
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        refused = str(refusal) if _lacks_note(request.POST) else ""
    context, table = _context(request, unit, reach, period)
    title = _("Monthly reports of %(month)s") % {"month": write_period(period)}
    head = Head(f"{title} – {unit}", [title, _("Units of %(unit)s") % {"unit": unit}])
    return page_with_tables(
        request,
        "coverage/month/months.html",
        context | {"refused": refused},
        head,
        [table],
        status,
    )


def _lacks_note(posted: QueryDict) -> bool:
    action = ACTIONS.get(posted.get("action", ""))
    return action is not None and action.needs_note and not posted.get("note", "").strip()


def _act(request: SignedInRequest, reach: Reach, period: date) -> str:
    action = ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        raise BadRequest("no such action")
    ids = Selection.of(request.POST).among(unit_months(reach, period), action.is_possible_for)
    action.act(request.user, ids, period, request.POST.get("note", ""))
    return str(action.said % len(ids))


def _context(
    request: SignedInRequest, unit: AdministrativeUnit, reach: Reach, period: date
) -> tuple[dict[str, object], MonthsTable | None]:
    months = unit_months(reach, period)
    ids = [month.unit.pk for month in months]
    status = _status(request, unit, months, period)
    may_approve = any(month.may_approve for month in months)
    table = months_table(
        [_row(month, status, period) for month in months],
        _("Monthly reports of %(month)s") % {"month": write_period(period)},
        may_approve=may_approve,
        is_all_chosen=status.chosen.is_all,
    )
    columns, filled = status.columns, status.filled
    context: dict[str, object] = {
        "unit": unit,
        "month": write_period(period),
        "slug": to_slug(period),
        "place": place(request.user, unit, reach, period, ADDRESS),
        "table": table,
        **standing(request.user, unit, ids, period),
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
    }
    return context, table


def _status(
    request: SignedInRequest, unit: AdministrativeUnit, months: Sequence[UnitMonth], period: date
) -> Status:
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
        chosen=Selection.of(request.POST),
    )


def _row(month: UnitMonth, status: Status, period: date) -> MonthRow:
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
        is_chosen=pk in status.chosen.unit_ids,
    )


def _days(expected: Iterable[Expected], period: date) -> list[tuple[str, str]]:
    """(cut-off, due) as set for the units, each pair once; "" where none is set."""
    pairs = {(each.cut_off(period), each.due(period)) for each in expected}
    written = [tuple(write_date(day) if day else "" for day in pair) for pair in pairs]
    return sorted((cut_off, due) for cut_off, due in written if cut_off or due)
