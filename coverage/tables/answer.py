"""`?xlsx=months` at the end of a page's address: the page's table of that name as a file.

The page itself answers, so that what it refuses (a unit one may not read, an unknown month) is
refused, and the file holds the rows, columns, order and filters of the page.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.tables.notations import write_moment
from coverage.tables.table import Table
from coverage.tables.workbook import Head, tables_workbook

PARAMETER = "xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_STEM = 120


def page_with_tables(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    head: Head,
    tables: Iterable[Table | None],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The page, with `head` among what its template is given; or, where the address asks for one
    of the tables, that as a file: those of one name go into one sheet. A None is a table that is
    not there today.

    Raises Http404 where the page has no table of that name."""
    if asks_for_table(request) and status == HTTPStatus.OK:
        return table_answer(request, head, tables)
    return render(request, template, {**context, "head": head}, status=status)


def asks_for_table(request: HttpRequest) -> bool:
    return bool(request.GET.get(PARAMETER)) and request.method in ("GET", "HEAD")


def table_answer(request: HttpRequest, head: Head, tables: Iterable[Table | None]) -> HttpResponse:
    """The tables of the name asked for as a file. Raises Http404 where there is none of it."""
    name = request.GET.get(PARAMETER)
    asked = [each for each in tables if each is not None and each.name == name]
    if not asked:
        raise Http404(name)
    now = localtime()
    source = _("Source: Bao Phủ, %(address)s, read at %(read_at)s.") % {
        "address": request.build_absolute_uri(request.path),
        "read_at": write_moment(now),
    }
    seen = localtime(head.moment) if head.moment else now
    content = tables_workbook(head, asked, [source])
    return attachment(content, file_name(head.title, str(asked[0].heading), moment=seen))


def file_name(*words: str, moment: datetime | None = None, extension: str = "xlsx") -> str:
    """A name that says what is inside, safe on every system and of bounded length."""
    written = ("-".join(re.findall(r"[\w-]+", word)) for word in words)
    stem = "-".join(each for each in written if each)[:_LONGEST_STEM]
    seen = f"-{moment:%Y%m%d-%H%M}" if moment else ""
    return f"{stem}{seen}.{extension}"


def attachment(content: bytes, name: str, content_type: str = XLSX) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
    )
