"""The page on which an office writes its own part of a month's report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from coverage.models import AdministrativeUnit
from coverage.notation.periods import to_slug, write_period
from coverage.notation.row_ids import read_id
from coverage.refusals import Refused
from reports.figures.query import overview
from reports.models import ReportText, TextSection
from reports.office_text import as_written, may_write_texts
from reports.page_request import asked_period, asked_unit, signed_in
from reports.written_report.material import Material, material_of
from reports.written_report.own_text import OwnText
from reports.written_report.query import own_texts
from reports.written_report.text_entry import TextChanged, TypedText, save_texts

TAKEN = "take"


@dataclass(frozen=True, slots=True)
class SectionField:
    """A section on the form. `own`: what stands, of the month or of an earlier one; `text`: what is
    in its field, typed or standing; `theirs`: what another wrote meanwhile."""

    section: TextSection
    own: OwnText | None
    text: str
    is_kept: bool = False
    theirs: ReportText | None = None

    @property
    def name(self) -> str:
        return self.section.value

    @property
    def row(self) -> int | str:
        return self.own.row if self.own else ""

    @property
    def copied_from(self) -> str:
        """The month of an untouched copy, as pages write it; "" of any other."""
        of = self.own.copied_from if self.own else None
        return write_period(of) if of else ""


@require_http_methods(["GET", "HEAD", "POST"])
def report_texts(request: HttpRequest, unit_id: int, month: str) -> HttpResponse:
    """For who drafts or approves for the unit; 403 for anybody else. One form, saved whole."""
    unit, user = asked_unit(request, unit_id), signed_in(request)
    if not may_write_texts(user, unit):
        raise PermissionDenied
    period = asked_period(month)
    posted: QueryDict = QueryDict(mutable=True)
    refusal, status = None, HTTPStatus.OK
    touched: list[TypedText] = []
    material = material_of(overview(unit, period))
    if request.method == "POST" and TAKEN in request.POST:
        posted = with_taken(request.POST, material)
        touched = _touched(posted, unit, period)
    elif request.method == "POST":
        posted = request.POST
        touched = _touched(posted, unit, period)
        try:
            count = save_texts(user, unit, period, touched)
        except Refused as refused:
            refusal = refused
            is_stale = isinstance(refused, TextChanged)
            status = HTTPStatus.CONFLICT if is_stale else HTTPStatus.UNPROCESSABLE_ENTITY
        else:
            said = ngettext("Saved: %(count)s section.", "Saved: %(count)s sections.", count)
            messages.success(request, said % {"count": count})
            return redirect(f"{reverse('report', args=[unit.pk])}?month={to_slug(period)}")
    theirs = refusal.theirs if isinstance(refusal, TextChanged) else {}
    typed = {each.section: each.text for each in touched}
    context = {
        "unit": unit,
        "month": write_period(period),
        "slug": to_slug(period),
        "refused": str(refusal) if refusal else "",
        "material": material,
        "causes": TextSection.CAUSES.value,
        "fields": _fields(own_texts(unit, period), typed, posted, theirs),
    }
    return render(request, "reports/written_report/texts.html", context, status=status)


def with_taken(posted: QueryDict, material: Sequence[Material]) -> QueryDict:
    """What was typed, with the note that was asked for as a line more of the causes; nothing is
    saved by that. One that stands there already is not written twice."""
    name = f"text-{TextSection.CAUSES}"
    lines = as_written(posted.get(name, "")).splitlines()
    chosen = (each.item for each in material if each.key == posted[TAKEN])
    typed = posted.copy()
    typed[name] = "\n".join([*lines, *(item for item in chosen if item not in lines)])
    return typed


def _fields(
    texts: Mapping[str, OwnText],
    typed: Mapping[str, str],
    posted: QueryDict,
    theirs: Mapping[str, ReportText],
) -> list[SectionField]:
    """A section that nobody touched has what stands, which another may have written since: saved
    again, it is not undone."""
    fields = []
    for section in TextSection:
        own = texts.get(section)
        text = typed.get(section, own.text if own else "")
        is_kept = f"keep-{section}" in posted
        fields.append(SectionField(section, own, text, is_kept, theirs.get(section)))
    return fields


def _touched(posted: QueryDict, unit: AdministrativeUnit, period: date) -> list[TypedText]:
    """The sections whose text is not the one shown, and copies to be kept as they are."""
    touched = []
    for section in TextSection:
        shown = _shown(posted.get(f"row-{section}", ""), unit, section)
        text = as_written(posted.get(f"text-{section}", ""))
        is_of_month = shown is not None and shown.period == period
        is_kept = f"keep-{section}" in posted and not is_of_month
        if is_kept or text != (shown.text if shown else ""):
            touched.append(TypedText(section, text, shown.pk if shown and is_of_month else None))
    return touched


def _shown(text: str, unit: AdministrativeUnit, section: TextSection) -> ReportText | None:
    """The row that the form says it showed. Raises BadRequest where it is no form of this page."""
    if not text:
        return None
    row = ReportText.objects.filter(pk=read_id(text) or 0, unit=unit, section=section).first()
    if row is None:
        raise BadRequest("no such text")
    return row
