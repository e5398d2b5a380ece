"""The pages that show, and the check of printed reports."""

from django.urls import path

from reports.compared.page import indicator_page, ranking_as_workbook
from reports.integrity.page import integrity
from reports.meetings.agenda_page import agenda
from reports.meetings.conclusion_page import conclusion, new_conclusion
from reports.meetings.page import meeting, meetings
from reports.month_notes.page import month_note
from reports.monthly_workbook.page import monthly_workbook_file
from reports.overview.page import home, overview_page, parts_as_workbook
from reports.report_check.page import check_report
from reports.report_check.stored_page import unit_check
from reports.trend.page import unit_page
from reports.what_if.page import what_if_page
from reports.written_report.layout_page import report_layout
from reports.written_report.page import report_as_document, report_page
from reports.written_report.text_page import report_texts

urlpatterns = [
    path("", home, name="home"),
    path("units/<int:unit_id>/", overview_page, name="overview"),
    path("units/<int:unit_id>/parts.xlsx", parts_as_workbook, name="parts_workbook"),
    path("units/<int:unit_id>/monthly.xlsx", monthly_workbook_file, name="monthly_workbook"),
    path("units/<int:unit_id>/report/", report_page, name="report"),
    path("units/<int:unit_id>/report.docx", report_as_document, name="report_document"),
    path("units/<int:unit_id>/report/layout/", report_layout, name="report_layout"),
    path("units/<int:unit_id>/report/<str:month>/text/", report_texts, name="report_texts"),
    path("units/<int:unit_id>/check/", unit_check, name="unit_check"),
    path("check/", check_report, name="check_report"),
    path("units/<int:unit_id>/trend/", unit_page, name="unit"),
    path("units/<int:unit_id>/notes/<str:code>/<str:month>/", month_note, name="month_note"),
    path("units/<int:unit_id>/what-if/", what_if_page, name="what_if"),
    path("units/<int:unit_id>/indicators/<str:code>/", indicator_page, name="indicator"),
    path(
        "units/<int:unit_id>/indicators/<str:code>/ranking.xlsx",
        ranking_as_workbook,
        name="indicator_workbook",
    ),
    path("units/<int:unit_id>/meetings/", meetings, name="meetings"),
    path("meetings/<int:meeting_id>/", meeting, name="meeting"),
    path("meetings/<int:meeting_id>/agenda/", agenda, name="agenda"),
    path("meetings/<int:meeting_id>/conclusions/new/", new_conclusion, name="new_conclusion"),
    path(
        "meetings/<int:meeting_id>/conclusions/<int:conclusion_number>/",
        conclusion,
        name="conclusion",
    ),
    path("integrity/", integrity, name="integrity"),
]
