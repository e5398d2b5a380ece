"""Acts in bulk out of a workbook: what it would bring about is shown first, then all is recorded or
nothing."""

from functools import partial
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coverage.models import AdministrativeUnit
from coverage.refusals import Refused
from coverage.requests import SignedInRequest
from coverage.units.bulk import RowFinding, bulk_of
from coverage.units.bulk_rows import BulkRow, read_back, rows_of, written
from coverage.units.bulk_template import bulk_template
from coverage.units.file_form import SentText
from coverage.units.form import DecisionForm
from coverage.units.page import unit_to_change
from coverage.units.second_step import second_step
from coverage.workbooks.book import FileRefused
from coverage.workbooks.handing import file_answer, sent_file
from coverage.workbooks.one_at_a_time import StillReading, alone_reading
from coverage.workbooks.refusal_words import refusal_text


@require_safe
def acts_template(request: SignedInRequest, unit_id: int) -> HttpResponse:
    unit = unit_to_change(request, unit_id)
    return file_answer(bulk_template(unit), _("changes of units"), unit.code)


@require_http_methods(["GET", "HEAD", "POST"])
def acts_in_bulk(request: SignedInRequest, unit_id: int) -> HttpResponse:
    """Both steps: the workbook with the decision, then both sides, which carry the rows hidden."""
    unit = unit_to_change(request, unit_id)
    if request.method != "POST":
        return _first_step(request, unit, DecisionForm())
    form, text = DecisionForm(request.POST), SentText.of(request, has_form="rows" in request.POST)
    refuse = partial(_refused, request, unit, form, text)
    try:
        rows = _rows(request)
    except FileRefused as refused:
        return refuse(refusal_text(refused))
    except StillReading as refused:
        return refuse(str(refused), HTTPStatus.TOO_MANY_REQUESTS)
    except Refused as refused:
        return refuse(str(refused))
    bulk = bulk_of(unit, rows)
    if not form.is_valid() or bulk.findings:
        return refuse("", findings=bulk.findings)
    if not bulk.changes:
        return refuse(_("Every unit stays what it is: nothing to record."))
    context = {"form": form, "rows": written(rows)}
    template = "coverage/units/bulk_sides.html"
    decided = form.decided(bulk.changes)
    return second_step(request, unit, decided, template, context, text, refuse)


def _rows(request: SignedInRequest) -> list[BulkRow]:
    if (kept := request.POST.get("rows")) is not None:
        return read_back(kept)
    sent = sent_file(request)
    with alone_reading(request.user.pk):
        return rows_of(sent.book())


def _refused(
    request: SignedInRequest,
    unit: AdministrativeUnit,
    form: DecisionForm,
    text: SentText,
    refusal: str,
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
    findings: list[RowFinding] | None = None,
) -> HttpResponse:
    return _first_step(request, unit, form, text, status, refusal, findings)


def _first_step(
    request: SignedInRequest,
    unit: AdministrativeUnit,
    form: DecisionForm,
    text: SentText | None = None,
    status: int = HTTPStatus.OK,
    refusal: str = "",
    findings: list[RowFinding] | None = None,
) -> HttpResponse:
    said = {"refusal": refusal, "findings": findings or []}
    context = {"unit": unit, "form": form, "text": text, **said}
    return render(request, "coverage/units/bulk_form.html", context, status=status)
