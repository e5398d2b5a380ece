"""Our reader and openpyxl say the same of every cell, but for the differences that are named here.

The corpus is made in the test: by openpyxl, by XlsxWriter, and by hand as zips that neither writes.
openpyxl is asked twice, for values and for formulas, since it tells one or the other.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Context
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from coverage.workbooks.book import Book, Kind, Sheet, SheetCell
from coverage.workbooks.reading.workbook import read_workbook

_FIFTEEN_DIGITS = Context(prec=15)
NUMBERS = (0, 1, -1, 821_563, 10**14, 0.1, 80.58, 0.8058, 1 / 3, -2.5, 1e-7, 123456789.123, 5e20)
TEXTS = (
    "Huyện Cầu Kè",
    "821.563",
    "'=1+1",
    "  hai  đầu  ",
    "dòng\nhai",
    "<&>\"'",
    "x" * 2000,
    "😀",
)
DATES = (date(2023, 6, 30), date(1900, 3, 1), datetime(2023, 6, 30, 13, 45), date(9999, 12, 31))  # noqa: DTZ001


def by_openpyxl() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for values in (NUMBERS, TEXTS, DATES, (True, False), ("#N/A", "#DIV/0!", "#REF!")):
        sheet.append(values)
    sheet.append(["=A1+1", '=CONCATENATE("a","b")', "=1/0"])
    for column, code in enumerate(("0.00%", "#,##0", '0.0" triệu"', "@", "0.00E+00"), start=1):
        sheet.cell(8, column, 0.8058).number_format = code
    sheet["A10"] = "gộp"
    sheet.merge_cells("A10:C12")
    sheet["XA1"] = None
    hidden = workbook.create_sheet("Ẩn")
    hidden["B2"] = 5
    hidden.sheet_state = "hidden"
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def by_xlsxwriter() -> bytes:
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = workbook.add_worksheet("Số liệu")
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    for column, number in enumerate(NUMBERS):
        sheet.write_number(0, column, number)
    for column, text in enumerate(TEXTS):
        sheet.write_string(1, column, text)
    to_the_minute = workbook.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for column, moment in enumerate(DATES[:3]):
        # Ours says of a date what its format shows of it.
        sheet.write_datetime(2, column, moment, to_the_minute if column == 2 else day)
    for column, (formula, value) in enumerate(
        (("=A1+1", 1), ('="a"&"b"', "ab"), ("=1/0", "#DIV/0!"), ("=1=1", True), ('=""', ""))
    ):
        sheet.write_formula(3, column, formula, None, value)
    sheet.write_boolean(4, 0, True)
    sheet.write_rich_string(4, 1, "Cầu ", workbook.add_format({"bold": True}), "Kè")
    sheet.merge_range("A6:B7", 821_563)
    sheet.write_blank(8, 0, None, day)
    workbook.close()
    return buffer.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def by_hand(rows: str, more: str = "") -> bytes:
    """A workbook of one sheet, without styles or shared texts."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sheet.xml" ContentType="{TYPES}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        '<sheets><sheet name="Tay" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="sheet.xml"/></Relationships>',
        "xl/sheet.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>'
        f"{more}</worksheet>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def with_and_without_values() -> bytes:
    return by_hand(
        '<row r="1"><c r="A1"><v>80.580000000000005</v></c><c r="B1"><f>A1*2</f><v>161.16</v></c>'
        '<c r="C1"><f>A1*3</f></c><c r="D1" t="str"><f>"a"</f><v>a</v></c>'
        '<c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#N/A</v></c>'
        '<c r="G1" t="inlineStr"><is><t>viết</t></is></c>'
        '<c r="H1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="I1" t="b"><f>1=2</f><v>0</v></c></row>'
        '<row r="3"><c r="B3" t="n"><v>1E3</v></c><c r="C3"/></row>'
    )


def without_places() -> bytes:
    """Rows and cells that do not say where they stand follow each other."""
    return by_hand("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")


def with_dates_told_as_such() -> bytes:
    return by_hand('<row r="1"><c r="A1" t="d"><v>2023-06-30</v></c></row>')


def with_merges() -> bytes:
    return by_hand(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v>'
        "</c></row>",
        '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
    )


CORPUS: tuple[Callable[[], bytes], ...] = (
    by_openpyxl,
    by_xlsxwriter,
    with_and_without_values,
    without_places,
    with_dates_told_as_such,
)


def ours(content: bytes) -> Book:
    return read_workbook(io.BytesIO(content), len(content))


def theirs(content: bytes, *, values: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def cells_of(sheet: Worksheet) -> Iterator[tuple[tuple[int, int], Any, str]]:
    for line in sheet.iter_rows():
        for cell in line:
            if cell.value is not None:
                yield (cell.row, cell.column or 0), cell.value, cell.data_type


def expected(value: Any, data_type: str) -> tuple[Kind, object]:
    """What ours is to say where openpyxl says this."""
    if data_type == "e":
        return Kind.ERROR, value
    if isinstance(value, bool):
        return Kind.BOOLEAN, "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        # Ours has the 15 significant digits that Excel shows; a float has some binary rest more.
        return Kind.NUMBER, _FIFTEEN_DIGITS.create_decimal(repr(value))
    if isinstance(value, date):
        at = getattr(value, "time", time)()
        return Kind.DATE, f"{value:%d/%m/%Y}" if at == time() else f"{value:%d/%m/%Y %H:%M}"
    # Ours has several blanks as one and none at the ends of a line: names that look alike are.
    return Kind.TEXT, "\n".join(" ".join(line.split()) for line in str(value).split("\n"))


def said(cell: SheetCell) -> tuple[Kind, object]:
    if cell.kind is Kind.NUMBER:
        return cell.kind, cell.number
    return cell.kind, cell.text


def compared(sheet: Sheet, values: Worksheet, formulas: Worksheet) -> None:
    calculated = {place: (value, kind) for place, value, kind in cells_of(values)}
    written = {place: (value, kind) for place, value, kind in cells_of(formulas)}
    is_formula = {place for place, (_value, kind) in written.items() if kind == "f"}
    for place, cell in sheet.cells.items():
        assert cell.formula == (place in is_formula), place
        if cell.kind is Kind.UNCALCULATED:
            # openpyxl says nothing of it when asked for values, and its formula when asked again.
            assert place in is_formula - calculated.keys(), place
        else:
            assert said(cell) == expected(*calculated[place]), place
    # What only openpyxl has: texts of blanks alone, which here are blank cells.
    only = calculated.keys() - sheet.cells.keys()
    assert all(str(calculated[place][0]).strip() == "" for place in only), only
    assert is_formula - only <= sheet.cells.keys()


@pytest.mark.parametrize("made", CORPUS, ids=lambda made: made.__name__)
def test_every_cell_is_read_as_openpyxl_reads_it(made: Callable[[], bytes]) -> None:
    content = made()
    book, values, formulas = (
        ours(content),
        theirs(content, values=True),
        theirs(content, values=False),
    )
    assert [each.name for each in book.sheets] == values.sheetnames
    assert sum(len(each.cells) for each in book.sheets) > 0
    for sheet in book.sheets:
        compared(sheet, values[sheet.name], formulas[sheet.name])


@pytest.mark.parametrize("made", CORPUS, ids=lambda made: made.__name__)
def test_merged_cells_are_those_of_openpyxl(made: Callable[[], bytes]) -> None:
    content = made()
    for sheet in ours(content).sheets:
        found = theirs(content, values=True)[sheet.name].merged_cells.ranges
        # Ours ends with the last row and column that hold something: beyond them it says nothing.
        bottom = max(row for row, _column in sheet.cells)
        right = max(column for _row, column in sheet.cells)
        ranges = {
            (each.min_row, each.min_col, min(each.max_row, bottom), min(each.max_col, right))
            for each in found
        }
        assert set(sheet.merged) == ranges


def test_a_value_under_a_merged_cell_is_kept_where_openpyxl_drops_it() -> None:
    content = with_merges()
    assert theirs(content, values=True)["Tay"]["B1"].value is None
    assert [(place, cell.text) for place, cell in ours(content).sheets[0].cells.items()] == [
        ((1, 1), "1"),
        ((1, 2), "2"),
        ((2, 1), "3"),
    ]
