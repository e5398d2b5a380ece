"""The address of every page."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from coverage.exporting.page import export_file, export_progress, exports
from coverage.models import Measure
from coverage.month.closing_page import month_closing
from coverage.month.findings_page import month_findings
from coverage.month.grid_page import entry_page, usual_entry
from coverage.month.history_page import cell_history, follow_ups, unit_history
from coverage.month.months_page import month_states, usual_months
from coverage.month_import.file_page import import_columns, import_file, import_list
from coverage.month_import.upload_page import import_month, import_template, usual_import
from coverage.operation.administration.site import site
from coverage.people.own_password_page import ChangePassword
from coverage.people.sign_in_page import SignIn, SignOut, still_here
from coverage.units.bulk_page import acts_in_bulk, acts_template
from coverage.units.file_page import unit_act_file, unit_act_file_new
from coverage.units.page import new_act, unit_act_void, unit_acts

urlpatterns = [
    path("", include("reports.urls")),
    path("", include("targets.urls")),
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", SignOut.as_view(), name="sign_out"),
    path("still-here/", still_here, name="still_here"),
    path("password/", ChangePassword.as_view(), name="change_password"),
    path("entry/", usual_entry, name="entry"),
    path("entry/<int:unit_id>/<str:month>/", entry_page, name="entry_month"),
    path(
        "entry/<int:unit_id>/<str:month>/flows/",
        entry_page,
        {"measure": Measure.FLOW},
        name="entry_flows",
    ),
    path("entry/import/", usual_import, name="import"),
    path("entry/import/<int:unit_id>/<str:month>/", import_month, name="import_month"),
    path(
        "entry/import/<int:unit_id>/<str:month>/template.xlsx",
        import_template,
        name="import_template",
    ),
    path("entry/import/files/<int:file_id>/", import_file, name="import_file"),
    path("entry/import/files/<int:file_id>/columns/", import_columns, name="import_columns"),
    path("entry/import/files/<int:file_id>/list.xlsx", import_list, name="import_list"),
    path("months/", usual_months, name="months"),
    path("months/<int:unit_id>/<str:month>/", month_states, name="month_states"),
    path("months/<int:unit_id>/<str:month>/closing/", month_closing, name="month_closing"),
    path("months/<int:unit_id>/<str:month>/checks/", month_findings, name="month_checks"),
    path("figures/export/", exports, name="exports"),
    path("figures/export/<int:export_id>/progress/", export_progress, name="export_progress"),
    path("figures/export/<int:export_id>/file.xlsx", export_file, name="export_file"),
    path("figures/follow-ups/", follow_ups, name="follow_ups"),
    path("figures/history/<int:unit_id>/<str:month>/", unit_history, name="unit_history"),
    path(
        "figures/history/<int:unit_id>/<int:indicator_id>/<str:month>/",
        cell_history,
        name="cell_history",
    ),
    path("units/<int:unit_id>/acts/", unit_acts, name="unit_acts"),
    path("units/<int:unit_id>/acts/workbook/", acts_in_bulk, name="unit_acts_bulk"),
    path(
        "units/<int:unit_id>/acts/workbook/template.xlsx", acts_template, name="unit_acts_template"
    ),
    path("units/<int:unit_id>/acts/new/<str:sort>/", new_act, name="unit_act_new"),
    path("units/<int:unit_id>/acts/<int:act_id>/void/", unit_act_void, name="unit_act_void"),
    path("units/<int:unit_id>/acts/<int:act_id>/file/", unit_act_file, name="unit_act_file"),
    path(
        "units/<int:unit_id>/acts/<int:act_id>/file/new/",
        unit_act_file_new,
        name="unit_act_file_new",
    ),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", site.urls),
]

handler400 = "coverage.operation.error_pages.bad_request"
handler403 = "coverage.operation.error_pages.permission_denied"
handler404 = "coverage.operation.error_pages.page_not_found"
handler500 = "coverage.operation.error_pages.server_error"
