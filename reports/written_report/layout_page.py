"""The page for the layout of what an office issues."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.layouts import LayoutChanged, layout_of, may_change_layout, save_layout
from reports.page_request import asked_unit, signed_in
from reports.written_report.layout_form import ReportLayoutForm


@require_http_methods(["GET", "HEAD", "POST"])
def report_layout(request: HttpRequest, unit_id: int) -> HttpResponse:
    """For who approves the unit's months: heads, headings, recipients and signature."""
    unit, user = asked_unit(request, unit_id), signed_in(request)
    if not may_change_layout(user, unit):
        raise PermissionDenied
    layout = layout_of(unit)
    form = ReportLayoutForm(request.POST or None, instance=layout)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                save_layout(user, unit, form.values, form.cleaned_data["shown"])
            except LayoutChanged as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The layout of the report is saved."))
                return redirect("report", unit.pk)
    context = {"form": form, "unit": unit, "layout": layout}
    return render(request, "reports/written_report/layout.html", context, status=status)
