"""The report of a unit and month as .docx."""

from datetime import UTC
from io import BytesIO

from reports.models import ReportLayout
from reports.written_report.report import Report
from reports.written_report.word.appendix import write_appendices
from reports.written_report.word.body import write_body
from reports.written_report.word.frame import write_foot, write_head
from reports.written_report.word.marks import clean
from reports.written_report.word.page import new_document
from reports.written_report.word.tables import add_table_styles

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def report_document(report: Report, layout: ReportLayout) -> bytes:
    document = new_document()
    add_table_styles(document)
    write_head(document, report, layout)
    write_body(document, report)
    write_foot(document, layout)
    write_appendices(document, report, layout)
    about = document.core_properties
    about.title, about.author = report.title, clean(layout.issuing_body)
    about.comments, about.language = "", "vi"
    about.created = about.modified = report.moment.astimezone(UTC).replace(tzinfo=None)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
