"""The pages that show, and the check of printed reports."""

from django.urls import path

from reports.report_check.page import check_report
from reports.report_check.stored_page import unit_check
from reports.views import indicator, meetings, overview, report, trend, what_if, workbook

urlpatterns = [
    path("", overview.home, name="home"),
    path("units/<int:unit_id>/", overview.overview_page, name="overview"),
    path("units/<int:unit_id>/parts.xlsx", overview.parts_as_workbook, name="parts_workbook"),
    path(
        "units/<int:unit_id>/monthly.xlsx", workbook.monthly_workbook_file, name="monthly_workbook"
    ),
    path("units/<int:unit_id>/report/", report.report_page, name="report"),
    path("units/<int:unit_id>/report.docx", report.report_as_document, name="report_document"),
    path("units/<int:unit_id>/report/layout/", report.report_layout, name="report_layout"),
    path("units/<int:unit_id>/check/", unit_check, name="unit_check"),
    path("check/", check_report, name="check_report"),
    path("units/<int:unit_id>/trend/", trend.unit_page, name="unit"),
    path("units/<int:unit_id>/what-if/", what_if.what_if_page, name="what_if"),
    path("units/<int:unit_id>/indicators/<str:code>/", indicator.indicator_page, name="indicator"),
    path(
        "units/<int:unit_id>/indicators/<str:code>/ranking.xlsx",
        indicator.ranking_as_workbook,
        name="indicator_workbook",
    ),
    path("units/<int:unit_id>/meetings/", meetings.meetings, name="meetings"),
    path("meetings/<int:meeting_id>/", meetings.meeting, name="meeting"),
]
