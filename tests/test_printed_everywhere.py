"""What a source printed reads the same on every page and in every file: word, number and decimals.

The nation at the end of 2020: "hơn 16 triệu, 33 %" and "88 triệu, gần 91 %"; Lai Châu on 31/5/2020:
29.024 people, "khoảng 12 %", and 438.422 people, 96 %.
"""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cast import make_user
from coverage.models import AdministrativeUnit, Role
from excel_formats import displayed
from monthly import download_monthly
from pages import Page, signed_in_as
from word_documents import word_of

pytestmark = pytest.mark.usefixtures("static_files")

Read = Callable[[Client, AdministrativeUnit, str, str], str]
# Code, month, indicator, people and rate as printed, and what the rate must not become.
CASES = [
    ("00", "2020-12", "BHXH", "hơn 16 triệu", "33", "33,00"),
    ("00", "2020-12", "BHYT", "88 triệu", "gần 91", "91,00"),
    ("12", "2020-05", "BHXH_BB", "29.024", "khoảng 12", "12,00"),
    ("12", "2020-05", "BHYT", "438.422", "96", "96,00"),
]


@pytest.fixture
def reader(reference: None, client: Client) -> Client:
    """Dung, who reads the nation in Vietnamese."""
    nation = AdministrativeUnit.objects.get(level=0)
    return signed_in_as(client, make_user("dung", "Phạm Anh Dung", (nation, Role.VIEWER)))


def unit_of(code: str) -> AdministrativeUnit:
    return AdministrativeUnit.objects.on(date(2020, 5, 1)).get(level__lte=1, code=code)


def page(name: str) -> Read:
    def read(reader: Client, unit: AdministrativeUnit, month: str, indicator: str) -> str:
        address = reverse(name, args=[unit.pk])
        return Page.of(reader.get(address, {"month": month, "indicator": indicator})).text

    return read


def cells_of(content: bytes) -> str:
    """Every cell of a workbook as a spreadsheet shows it."""
    return "\n".join(
        displayed(cell.value, cell.number_format)
        for sheet in load_workbook(BytesIO(content), data_only=True)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def table_of(name: str, table: str) -> Read:
    def read(reader: Client, unit: AdministrativeUnit, month: str, indicator: str) -> str:
        asked: dict[str, Any] = {"month": month, "indicator": indicator, "xlsx": table}
        response = reader.get(reverse(name, args=[unit.pk]), asked)
        assert response.status_code == 200, table
        return cells_of(b"".join(response) if response.streaming else response.content)

    return read


def monthly(reader: Client, unit: AdministrativeUnit, month: str, indicator: str) -> str:
    return cells_of(download_monthly(reader, unit, month=month).content)


def document(reader: Client, unit: AdministrativeUnit, month: str, indicator: str) -> str:
    found = word_of(reader, unit, month=month)
    cells = [cell for table in found.parts_tables() for row in table for cell in row]
    return "\n".join([found.text, *cells])


SURFACES: dict[str, Read] = {
    "overview": page("overview"),
    "trend": page("unit"),
    "table of the trend": table_of("unit", "months"),
    "what if": page("what_if"),
    "table of what if": table_of("what_if", "result"),
    "report": page("report"),
    "document": document,
    "monthly workbook": monthly,
}


@pytest.mark.parametrize("surface", SURFACES)
def test_what_was_printed_reads_so_everywhere(reader: Client, surface: str) -> None:
    for code, month, indicator, people, rate, never in CASES:
        if surface == "monthly workbook" and indicator == "BHXH_BB":
            continue  # a piece of BHXH has a block of its own only where it has a target
        text = SURFACES[surface](reader, unit_of(code), month, indicator).replace("\u00a0", " ")
        case = f"{code} {indicator}"
        assert people in text, case
        assert (
            f"{rate} %" in text
            or f"{rate}%" in text
            or f"\n{rate}\n" in text
            or f" {rate} " in text
        ), case
        assert f"{never} %" not in text, case
        assert f"{never}%" not in text, case
        assert f"\n{never}\n" not in text, case
