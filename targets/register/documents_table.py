"""The list of documents as a table; a narrow screen has the main of each in its first column."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.notation.periods import write_date
from coverage.tables.columns import Beside, Column
from coverage.tables.markup import origin_html
from coverage.tables.notations import DAY, PEOPLE, Exact
from coverage.tables.table import Table
from targets.models import Document

WIDE = "d-none d-lg-table-cell d-print-table-cell"


class DocumentsTable(Table):
    """Of documents with `target_count` and `amended_by`, as the list of them is read."""

    name = "documents"
    heading = gettext_lazy("Documents")
    css = "figures documents"

    document = Column(
        gettext_lazy("Document"),
        lambda document: str(document),
        css="first",
        is_heading=True,
        origin=lambda document: document.origin,
        beside=(Beside(lambda document: _title(document), markup=""),),
        draw=lambda document: _document_html(document),
    )
    assigner = Column(
        gettext_lazy("Assigned by"), lambda document: str(document.assigner), css=WIDE
    )
    binds = Column(gettext_lazy("Unit it binds"), lambda document: str(document.binds), css=WIDE)
    issued_on = Column(
        gettext_lazy("Issued on"),
        lambda document: _day(document.issued_on),
        DAY,
        css=WIDE,
        draw=lambda document: _day_html(document.issued_on),
    )
    effective_on = Column(
        gettext_lazy("In effect from"),
        lambda document: _day(document.effective_on),
        DAY,
        css=WIDE,
        draw=lambda document: _day_html(document.effective_on),
    )
    target_count = Column(
        gettext_lazy("Number of targets"),
        lambda document: document.target_count,
        PEOPLE,
        css=f"num {WIDE}",
    )
    amendments = Column(
        gettext_lazy("Amends / amended by"),
        lambda document: "\n".join(_amendments(document)),
        css=WIDE,
        draw=lambda document: SafeString(
            render_to_string("targets/register/_amendments.html", {"document": document})
        ),
    )


def _title(document: Document) -> str:
    """Where the document is named by its number, its title beside that."""
    return document.title if document.number else ""


def _document_html(document: Any) -> SafeString:
    title = _title(document)
    summary = f"{document.assigner} · {_('In effect from')} {write_date(document.effective_on)}"
    count = f"{_('Number of targets')}: {document.target_count}"
    return format_html(
        '<a href="{}">{}</a>{}{}<div class="document-title d-lg-none d-print-none">{} · {}</div>',
        reverse("document", args=[document.pk]),
        document,
        SafeString(origin_html(document.origin)),
        format_html('<div class="document-title">{}</div>', title) if title else "",
        summary,
        count,
    )


def _day(day: date | None) -> Exact:
    return _("not known") if day is None else day


def _day_html(day: date | None) -> SafeString:
    if day is None:
        return format_html('<span class="muted">{}</span>', _("not known"))
    return format_html('<span class="day">{}</span>', write_date(day))


def _amendments(document: Any) -> list[str]:
    said = [f"{_('Amends')} {document.adjusts}"] if document.adjusts else []
    return said + [
        f"{_('Amended by')} {each} ({write_date(each.effective_on)})"
        for each in document.amended_by
    ]
