"""`?xlsx=months` at the end of a page's address: the page's table of that name as a file.

What the page would have refused (a unit one may not read, an unknown month) it still refuses, and
the file holds the rows, columns, order and filters of the page, since it is read off it.
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.page_tables.tables import PageTables, read_tables
from coverage.page_tables.workbook import tables_workbook

PARAMETER = "xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_STEM = 120


class PageTableMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Raises Http404 where the page has no table of that name."""
        response = self.get_response(request)
        name = request.GET.get(PARAMETER)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        is_shown = response.status_code == HTTPStatus.OK and not response.streaming
        if not name or request.method not in ("GET", "HEAD") or not is_page or not is_shown:
            return response
        page = read_tables(response.content.decode(), name)
        if page is None:
            raise Http404(name)
        return _file(request, page)


def _file(request: HttpRequest, page: PageTables) -> HttpResponse:
    now = localtime()
    address = request.build_absolute_uri(request.path)
    source = _("Source: Bao Phủ, %(address)s, read at %(read_at)s.")
    content = tables_workbook(
        page, [source % {"address": address, "read_at": f"{now:%H:%M %d/%m/%Y}"}]
    )
    words = f"{page.title} {page.tables[0].heading}"
    stem = "-".join(re.findall(r"\w+", words))[:_LONGEST_STEM]
    name = f"{stem}-{page.moment or f'{now:%Y%m%d-%H%M}'}.xlsx"
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
    )
