"""All that shows a unit's month to a reader, page and files, as one text each."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from coverage.models import AdministrativeUnit
from pages import Page
from word_documents import Word

PAGES = ("overview", "report", "what_if", "unit")
WORKBOOKS = ("parts_workbook", "monthly_workbook")
NAMES = (*PAGES, *WORKBOOKS, "report_document")


def surfaces(
    reader: Client, unit: AdministrativeUnit, month: str, names: Iterable[str] = NAMES
) -> dict[str, str]:
    """Name of the address -> everything that it says: of a workbook each cell as it stands, and its
    comment. The report is the copy to check, which has its sources and what it lacks."""
    query = {"month": month, "indicator": "BHYT"}
    found = {}
    for name in names:
        copy = {"copy": "check"} if name in ("report", "report_document") else {}
        response = reader.get(reverse(name, args=[unit.pk]), query | copy)
        assert response.status_code == 200, name
        if name in PAGES:
            found[name] = Page.of(response).text
        elif name in WORKBOOKS:
            found[name] = file_text(response)
        else:
            found[name] = Word.of(response.content).text
    return found


def file_text(response: Any) -> str:
    """Each cell of a workbook as it stands, a line each."""
    return "\n".join(_cells(response.content))


def _cells(content: bytes) -> Iterator[str]:
    for sheet in load_workbook(BytesIO(content), data_only=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield str(cell.value)
                if cell.comment is not None:
                    yield cell.comment.text
