"""A workbook as the answer to a request."""

from urllib.parse import quote

from django.http import HttpResponse
from django.utils.timezone import localtime

from coverage.notation.text import search_key

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_answer(content: bytes, words: str, *more: str) -> HttpResponse:
    """A download whose name has the words, what is handed in besides, and the moment."""
    parts = (search_key(words).replace(" ", "-"), *more, f"{localtime():%Y%m%d-%H%M}")
    name = "_".join(parts) + ".xlsx"
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})
