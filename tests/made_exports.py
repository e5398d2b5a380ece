"""An export asked for and written, without a process of its own."""

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from cast import JUNE
from coverage.exporting.jobs import path_of, write_export
from coverage.models import AdministrativeUnit, FigureExport, User

MAY = date(2023, 5, 1)


def make_export(user: User, unit: AdministrativeUnit, **fields: Any) -> FigureExport:
    usual = {"first": MAY, "last": JUNE, "language": "en", "total": 1}
    made = FigureExport.objects.create(user=user, unit=unit, **(usual | fields))
    made.refresh_from_db()
    return made


def written_export(user: User, unit: AdministrativeUnit, **fields: Any) -> FigureExport:
    export = make_export(user, unit, **fields)
    write_export(export)
    export.refresh_from_db()
    return export


def lines_of(export: FigureExport) -> list[dict[str, Any]]:
    """The rows of the file by the headings of its columns."""
    book = load_workbook(BytesIO(path_of(export).read_bytes()))
    heading, *rows = book["Figures"].iter_rows(values_only=True)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows]


def about(export: FigureExport) -> dict[str, Any]:
    book = load_workbook(BytesIO(path_of(export).read_bytes()))
    return dict(book["About this file"].iter_rows(values_only=True))  # type: ignore[arg-type]
