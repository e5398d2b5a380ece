"""A unit's meetings: freezing the data of now, and what was adjusted since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coverage.models import AdministrativeUnit
from coverage.models.as_seen import tables_as_seen
from coverage.notation.periods import write_date, write_period
from coverage.refusals import NotYours, Refused
from coverage.tables.answer import page_with_tables
from coverage.tables.notations import write_second
from coverage.tables.table import Table
from coverage.tables.workbook import Head
from reports.figures.adjusted import adjusted_since
from reports.figures.adjustments import Adjustments
from reports.figures.page_heads import page_head
from reports.figures.shown_month import shown_month_of
from reports.filters import Filters, SeenBy
from reports.meetings.asked_meeting import asked_meeting
from reports.meetings.conclusion_tables import (
    ConclusionsTable,
    conclusions_table,
    with_addresses,
)
from reports.meetings.form import MeetingForm
from reports.meetings.freezing import CountsChanged, clock, freeze, may_freeze
from reports.meetings.month import month_of_meeting
from reports.meetings.said_otherwise import SaidOtherwise, said_otherwise_since
from reports.meetings.sheet import Sheet, sheet_of
from reports.meetings.tables import (
    MeetingsTable,
    SaidOtherwiseTable,
    adjustments_table,
    change_lines,
)
from reports.models import Meeting
from reports.office_text import may_write_texts
from reports.page_request import asked_filters, asked_place, signed_in

LONGEST_LIST = 200
MOST_CHANGES = 8


@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The meetings of the unit; who approves its months freezes one."""
    place, user = asked_place(request, unit_id), signed_in(request)
    form = _form(request, place.unit) if may_freeze(user, place.unit) else None
    status, lines = HTTPStatus.OK, list[str]()
    if request.method == "POST":
        if form is None:
            raise NotYours([place.unit])
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                frozen = freeze(user, place.unit, **form.named(), shown_at=form.shown_at_moment())
            except CountsChanged as changed:
                status = HTTPStatus.CONFLICT
                lines = change_lines(changed.changes, changed.said_otherwise)
                form.add_error(None, str(changed))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("agenda", frozen.pk)
    known = Meeting.objects.filter(unit=place.unit).select_related("created_by")
    table = MeetingsTable.if_any(known)
    filters = asked_filters(request, place.unit)
    context = {
        "unit": place.unit,
        "breadcrumbs": place.breadcrumbs,
        "page": {"filters": filters},
        "table": table,
        **_freezing(form, lines),
    }
    head = page_head(
        _("%(unit)s: meetings") % {"unit": place.unit},
        [place.unit.full_name, _("Meetings, and the data as each of them saw them")],
        replace(filters, as_seen=None, meeting=None),
    )
    template = "reports/meetings/meetings.html"
    return page_with_tables(request, template, context, head, [table], status)


def _form(request: HttpRequest, unit: AdministrativeUnit) -> MeetingForm:
    posted = request.POST if request.method == "POST" else None
    return MeetingForm(posted, shown_month_of(unit, Filters()))


def _freezing(form: MeetingForm | None, changes: Sequence[str]) -> dict[str, object]:
    """The form, for who may freeze. It holds when its page was opened: a form that comes back for
    want of a title stays as old as it is, one that has shown `changes` is new."""
    if form is None:
        return {"form": None}
    is_kept = form.is_bound and form.is_named_wrongly()
    opened = form.data.get("shown_at", "") if is_kept else clock().isoformat()
    return {
        "form": form,
        "shown_at": opened,
        "changes": changes[:MOST_CHANGES],
        "more": len(changes[MOST_CHANGES:]),
    }


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    filters: Filters
    sheet: Sheet
    adjustments: Adjustments
    said_otherwise: list[SaidOtherwise]

    @property
    def is_as_seen(self) -> bool:
        return not self.adjustments.count and not self.said_otherwise

    def tables(self) -> list[Table]:
        """One kind of adjustments each, no more lines than a page holds."""
        found = self.adjustments
        kinds = (
            ("figures", _("Figures"), found.figures),
            ("targets", _("Targets"), found.targets),
            ("denominators", _("Denominators"), found.denominators),
        )
        tables = (
            adjustments_table(
                kind,
                heading,
                listed[:LONGEST_LIST],
                max(0, len(listed) - LONGEST_LIST),
                self.meeting.moment,
            )
            for kind, heading, listed in kinds
        )
        names = SaidOtherwiseTable.if_any(self.said_otherwise[:LONGEST_LIST])
        return [table for table in (*tables, names) if table is not None]


@require_safe
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Every page and file as the meeting saw it, and what was adjusted since."""
    found = asked_meeting(request, meeting_id)
    may_write = may_write_texts(signed_in(request), found.unit)
    period = month_of_meeting(found)
    seen = SeenBy(found.pk, found.title, found.held_on, found.moment)
    filters = Filters(period=period, as_seen=found.moment, meeting=seen)
    page = MeetingPage(
        meeting=found,
        filters=filters,
        sheet=sheet_of(found, filters),
        adjustments=adjusted_since(found.unit, found.moment),
        said_otherwise=said_otherwise_since(found.unit, found.moment),
    )
    with tables_as_seen(found.moment):
        found.unit = AdministrativeUnit.objects.filter(pk=found.unit_id).first() or found.unit
    tables, concluded = page.tables(), _concluded(page, may_write=may_write)
    context = {
        "page": page,
        "sheet": page.sheet,
        "meeting": found,
        "unit": found.unit,
        "tables": tables,
        "may_write": may_write,
        **concluded,
    }
    template = "reports/meetings/meeting.html"
    of_sheet = (page.sheet.units, page.sheet.since, *concluded.values())
    all_tables = (*of_sheet, *tables)
    return page_with_tables(request, template, context, _head(found, period), all_tables)


def _concluded(page: MeetingPage, *, may_write: bool) -> dict[str, ConclusionsTable | None]:
    """By the names that the template knows them by."""
    today, found = timezone.localdate(), page.sheet.concluded
    tables = {
        "carried": conclusions_table(found.carried, today, page.meeting),
        "here": conclusions_table(found.here, today),
    }
    if may_write:
        for table in tables.values():
            with_addresses(table, page.meeting)
    return tables


def _head(meeting: Meeting, period: date) -> Head:
    day = write_date(meeting.held_on)
    frozen = _(
        "Held on <strong>%(day)s</strong> on month <strong>%(month)s</strong> · data frozen at "
        "%(moment)s by %(who)s"
    )
    moment, month = write_second(meeting.moment), write_period(period)
    values = {"day": day, "month": month, "moment": moment, "who": str(meeting.created_by)}
    lines = [meeting.title, meeting.unit.full_name, strip_tags(frozen) % values]
    return Head(f"{meeting.title}, {day}", lines)
