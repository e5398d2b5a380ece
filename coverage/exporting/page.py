"""All figures of a unit as a workbook: ask for it, watch it being written, take it."""

from datetime import date
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coverage.access import readable_units
from coverage.exporting.exports_table import ExportsTable, is_writing
from coverage.exporting.jobs import ask_for_export, exports_of, path_of
from coverage.exporting.rows import exportable_units
from coverage.models import AdministrativeUnit, ExportedVersions, ExportState, FigureExport
from coverage.notation.periods import PeriodError, month_of, read_period, to_slug, write_period
from coverage.notation.row_ids import read_id
from coverage.notation.text import search_key
from coverage.refusals import Refused
from coverage.requests import SignedInRequest
from coverage.void_units import check_was


class MonthsNotUnderstood(Refused):
    said = gettext_lazy("Write both months as mm/yyyy, the earlier one first.")


@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: SignedInRequest) -> HttpResponse:
    """The form, and the person's exports of the last day with how far they are."""
    if request.method != "POST":
        return _page(request, _asked_before(request))
    typed = {name: request.POST.get(name, "") for name in ("unit", "first", "last", "versions")}
    unit = get_object_or_404(AdministrativeUnit, pk=read_id(typed["unit"]))
    if not readable_units(request.user).filter(pk=unit.pk).exists():
        raise PermissionDenied
    check_was(unit)
    try:
        months = _months(typed["first"], typed["last"])
        language = get_language() or "vi"
        versions = _versions(typed["versions"])
        ask_for_export(request.user, unit, months, versions, language)
    except Refused as refusal:
        return _page(request, typed, str(refusal))
    return redirect("exports")


@require_safe
def export_progress(request: SignedInRequest, export_id: int) -> JsonResponse:
    """How far it is, for the script of the page."""
    export = _own(request, export_id)
    return JsonResponse({"state": export.state, "written": export.written, "total": export.total})


@require_safe
def export_file(request: SignedInRequest, export_id: int) -> FileResponse:
    """404 where it is another's or not ready, 403 where the unit may no longer be read."""
    export = _own(request, export_id)
    if not readable_units(request.user).filter(pk=export.unit_id).exists():
        raise PermissionDenied
    if export.state != ExportState.DONE:
        raise Http404
    try:
        file = path_of(export).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    words = search_key(_("all figures") + f" {export.unit.full_name}").replace(" ", "-")
    months = f"{to_slug(export.first)}_{to_slug(export.last)}"
    name = f"{words}_{months}_{localtime(export.started_at):%Y%m%d-%H%M}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


def _own(request: SignedInRequest, export_id: int) -> FigureExport:
    for export in exports_of(request.user):
        if export.pk == export_id:
            return export
    raise Http404


def _months(first: str, last: str) -> tuple[date, date]:
    try:
        months = read_period(first), read_period(last)
    except PeriodError as error:
        raise MonthsNotUnderstood from error
    if months[0] > months[1]:
        raise MonthsNotUnderstood
    return months


def _versions(said: str) -> ExportedVersions:
    """Those of a form from before there was a choice are what counts."""
    return ExportedVersions(said) if said in ExportedVersions else ExportedVersions.COUNTING


def _asked_before(request: SignedInRequest) -> dict[str, str]:
    """The form as it opens: the unit of the address, this year's months."""
    now = month_of(timezone.localdate())
    return {
        "unit": request.GET.get("unit", ""),
        "first": write_period(now.replace(month=1)),
        "last": write_period(now),
        "versions": ExportedVersions.COUNTING,
    }


def _page(request: SignedInRequest, typed: dict[str, str], refusal: str = "") -> HttpResponse:
    table = ExportsTable.if_any(exports_of(request.user))
    context = {
        "units": exportable_units(request.user).select_related("parent"),
        "typed": typed,
        "versions": ExportedVersions.choices,
        "refusal": refusal,
        "table": table,
        "is_writing": is_writing(table),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "coverage/exporting/exports.html", context, status=status)
