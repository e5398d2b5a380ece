"""The last proof of the data: its page for administrators, and its line on every page."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from reports.integrity.state import last_result
from reports.integrity.tables import checks_table, differences_table, found_table
from reports.integrity.words import differences_text, line_text, looked_text
from reports.page_request import signed_in


@require_safe
def integrity(request: HttpRequest) -> HttpResponse:
    if not signed_in(request).is_staff:
        raise PermissionDenied
    result, title = last_result(), _("Proof of the data")
    finished = result if result is not None and not result.failure else None
    tables = {
        "checks": checks_table(finished) if finished else None,
        "found": found_table(finished) if finished else None,
        "differences": differences_table(finished) if finished else None,
    }
    said = [looked_text(finished), differences_text(finished)] if finished else []
    line = line_text(result) if result else ""
    context = {"result": result, "line": line, "said": said, **tables}
    head = Head(title, [title, line, *said])
    template = "reports/integrity/page.html"
    return page_with_tables(request, template, context, head, tables.values())


def last_line(request: HttpRequest) -> dict[str, Callable[[], dict[str, object] | None]]:
    """How the last proof of the data went, for the foot of every page; None where there was none.
    Worked out only where a template asks."""
    return {"proof": _line}


def _line() -> dict[str, object] | None:
    result = last_result()
    return {"text": line_text(result), "is_sound": result.is_sound} if result else None
