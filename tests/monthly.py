"""The monthly workbook as its reader meets it: sheets by name, the report's lines by heading."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from coverage.models import AdministrativeUnit

GROUPS, HEADINGS, NUMBERS = 7, 8, 9
SUBTOTAL = "∑"
ERRORS = ("#", "Err:")


def download_monthly(reader: Client, unit: AdministrativeUnit, **query: Any) -> Any:
    address = reverse("monthly_workbook", args=[unit.pk])
    return reader.get(address, {"month": "2023-06"} | query)


def monthly_file(reader: Client, unit: AdministrativeUnit, **query: Any) -> bytes:
    response = download_monthly(reader, unit, **query)
    assert response.status_code == 200
    content: bytes = response.content
    return content


def opened(content: bytes, *, formulas: bool = False) -> Workbook:
    return load_workbook(BytesIO(content), data_only=not formulas)


@dataclass(frozen=True)
class ReportBlock:
    title: str
    lines: list[dict[str, Any]]
    subtotals: list[dict[str, Any]]

    @property
    def whole(self) -> dict[str, Any]:
        return self.lines[-1]

    def line(self, unit: str) -> dict[str, Any]:
        return next(line for line in self.lines if line["Unit"] == unit)


def report_blocks(sheet: Worksheet) -> list[ReportBlock]:
    """Each block of the report with its lines by heading, the whole last, and those of kinds of
    units apart."""
    headings = _headings(sheet)
    blocks: list[ReportBlock] = []
    for row in sheet.iter_rows(min_row=NUMBERS + 1, max_col=len(headings), values_only=True):
        if row[1] is None:
            if not isinstance(row[0], str):
                break
            blocks.append(ReportBlock(row[0], [], []))
            continue
        line = dict(zip(headings, row, strict=True))
        of_kind = blocks[-1].subtotals if row[0] == SUBTOTAL else blocks[-1].lines
        of_kind.append(line)
    return blocks


def report_block(book: Workbook, indicator: str) -> ReportBlock:
    blocks = report_blocks(book["Report"])
    return next(block for block in blocks if block.title.split(". ")[1] == indicator)


def _headings(sheet: Worksheet) -> list[str]:
    """ "Target: people", "Rank": the group a heading stands under goes before it."""
    found, group = [], ""
    rows = zip(sheet[GROUPS], sheet[HEADINGS], sheet[NUMBERS], strict=True)
    for above, below, number in rows:
        if number.value is None:
            continue  # hidden, right of the table: by what units are ranked
        if above.value is not None:
            group = str(above.value)
        found.append(f"{group}: {below.value}" if below.value is not None else group)
    return found


def errors_in(book: Workbook) -> list[str]:
    return [
        f"{sheet.title}!{cell.coordinate}: {cell.value}"
        for sheet in book.worksheets
        for cell in cells_of(sheet)
        if isinstance(cell.value, str) and cell.value.startswith(ERRORS)
    ]


def cells_of(sheet: Worksheet) -> Iterator[Any]:
    return (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)


def verdict(book: Workbook) -> tuple[int, int, str]:
    """Cells compared, cells that differ, and the verdict in words."""
    return tuple(book["Check"].cell(row, 4).value for row in (3, 4, 5))  # type: ignore[return-value]
