"""What stands in a cell of the file, and what is read of it. No process, no database."""
# mypy: no-strict-equality

import io
import sys
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.notation.legacy_fonts import LegacyFont
from coverage.workbooks.book import Kind, Sheet, SheetCell
from coverage.workbooks.reading.number_formats import Shows, what_it_shows
from coverage.workbooks.reading.values import number_of
from coverage.workbooks.reading.workbook import read_workbook
from coverage.workbooks.reading.written_text import as_read
from hostile_files import row_of, sheet_xml, strings_xml, styles_xml, workbook, workbook_xml


def sheet_of(content: bytes) -> Sheet:
    return read_workbook(io.BytesIO(content), len(content)).sheets[0]


def cell_of(xml: str, **changed: str | bytes) -> SheetCell | None:
    return sheet_of(workbook(row_of(xml), **changed)).cells.get((1, 1))


def number_in(written: str, code: str = "General") -> SheetCell:
    cell = cell_of(f'<c r="A1" s="0"><v>{written}</v></c>', styles=styles_xml(code))
    assert cell is not None
    return cell


def test_an_ordinary_workbook_is_read() -> None:
    sheet = sheet_of(workbook())
    assert sheet.name == "Tháng 6"
    assert sheet.cells == {
        (1, 1): SheetCell(Kind.TEXT, "Trà Vinh"),
        (1, 2): SheetCell(Kind.NUMBER, "821563", Decimal(821563)),
    }


@pytest.mark.parametrize(
    ("written", "number", "text"),
    [
        ("0", "0", "0"),
        ("-0", "0", "0"),
        ("821563", "821563", "821563"),
        ("0.80580000000000007", "0.8058", "0,8058"),
        ("80.58000000000001", "80.58", "80,58"),
        ("80.58", "80.58", "80,58"),
        ("8.21563E5", "821563", "821563"),
        ("1E3", "1000", "1000"),
        ("123456789012345", "123456789012345", "123456789012345"),
        ("-39", "-39", "-39"),
        ("5.0000000000000001E-2", "0.05", "0,05"),
        (" 7 ", "7", "7"),
    ],
)
def test_a_number_is_the_one_that_was_typed(written: str, number: str, text: str) -> None:
    cell = number_in(written)
    assert (cell.kind, str(cell.number), cell.text) == (Kind.NUMBER, number, text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=10**10))
def test_what_excel_makes_of_a_typed_number_is_read_as_typed(typed: Decimal) -> None:
    """Excel keeps the nearest binary fraction and writes up to 17 digits of it."""
    assert number_of(f"{float(typed):.17g}") == typed


@pytest.mark.parametrize("written", ["NaN", "INF", "-Infinity", "1e400", "1e-400", "0x10", "1_0"])
def test_what_is_no_number_is_an_error_and_never_a_value(written: str) -> None:
    cell = number_in(written)
    assert (cell.kind, cell.text, cell.number) == (Kind.ERROR, written, None)


def test_digits_of_other_scripts_are_no_number() -> None:
    assert number_in("１２").kind is Kind.ERROR


@pytest.mark.parametrize(
    ("written", "code", "text"),
    [
        ("0.8058", "0.00%", "80,58%"),
        ("0.80580000000000007", "0%", "80,58%"),
        ("80.58", '0.00"%"', "80,58"),
        ("821563", "#,##0", "821.563"),
        ("821563.5", '#,##0.0 "người"', "821.563,5"),
        ("2", "000", "002"),
        ("29242", "00000", "29242"),
        ("821563", "General", "821563"),
        ("1234567", "0.00E+00", "1234567"),
    ],
)
def test_a_number_keeps_its_value_and_shows_its_format(written: str, code: str, text: str) -> None:
    cell = number_in(written, code.replace('"', "&quot;"))
    assert (cell.kind, cell.text, cell.number_format) == (Kind.NUMBER, text, code)
    assert cell.number == number_of(written)


@pytest.mark.parametrize(
    ("serial", "code", "text"),
    [
        ("45107", "dd/mm/yyyy", "30/06/2023"),
        ("45107", "mm/yyyy", "30/06/2023"),
        ("45107.34375", "dd/mm/yyyy hh:mm", "30/06/2023 08:15"),
        ("45107.34375", "dd/mm/yyyy", "30/06/2023"),
        ("45107.9999999", "dd/mm/yyyy hh:mm", "01/07/2023"),
        ("1", "d/m/yy", "01/01/1900"),
        ("59", "d/m/yy", "28/02/1900"),
        ("60", "d/m/yy", "29/02/1900"),
        ("61", "d/m/yy", "01/03/1900"),
        ("0", "d/m/yy", "00/01/1900"),
        ("2958465", "d/m/yy", "31/12/9999"),
        ("0.5", "h:mm", "12:00"),
        ("1.25", "[h]:mm", "30:00"),
    ],
)
def test_a_serial_under_the_format_of_a_date_is_a_date(serial: str, code: str, text: str) -> None:
    cell = number_in(serial, code)
    assert (cell.kind, cell.text, cell.number) == (Kind.DATE, text, None)


@pytest.mark.parametrize("serial", ["-1", "2958466", "1e300"])
def test_a_serial_that_is_no_day_is_what_excel_shows_of_it(serial: str) -> None:
    assert number_in(serial, "dd/mm/yyyy").text == "####"
    assert number_in(serial, "dd/mm/yyyy").kind is Kind.ERROR


def test_days_may_be_counted_from_1904() -> None:
    cell = cell_of(
        '<c r="A1" s="0"><v>43645</v></c>',
        styles=styles_xml("dd/mm/yyyy"),
        workbook=workbook_xml(properties='<workbookPr date1904="1"/>'),
    )
    assert cell == SheetCell(Kind.DATE, "30/06/2023", None, "dd/mm/yyyy")


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ("General", Shows.NUMBER),
        ("@", Shows.NUMBER),
        ('#,##0.00\\ "đồng"', Shows.NUMBER),
        ('0 "days"', Shows.NUMBER),
        ("[Red]0", Shows.NUMBER),
        ("_(* #,##0_);_(* (#,##0)", Shows.NUMBER),
        ("0.00%", Shows.PERCENT),
        ("0.00%;[Red]-0.00%", Shows.PERCENT),
        ("[$-42A]dd/mm/yyyy;@", Shows.DATE),
        ("mmm-yy", Shows.DATE),
        ("m", Shows.DATE),
        ("mm:ss", Shows.TIME),
        ("mmss.0", Shows.TIME),
        ("h:mm AM/PM", Shows.TIME),
        ("[h]:mm:ss", Shows.TIME),
        ("m/d/yy h:mm", Shows.DATE_AND_TIME),
    ],
)
def test_a_format_says_what_is_shown(code: str, shows: Shows) -> None:
    assert what_it_shows(code) is shows


def test_a_built_in_format_needs_no_words_in_the_file() -> None:
    styles = styles_xml("General").replace('numFmtId="164" fontId', 'numFmtId="10" fontId')
    cell = cell_of('<c r="A1" s="0"><v>0.8058</v></c>', styles=styles)
    assert cell == SheetCell(Kind.NUMBER, "80,58%", Decimal("0.8058"), "0.00%")


@pytest.mark.parametrize(
    ("xml", "kind", "text"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', Kind.BOOLEAN, "TRUE"),
        ('<c r="A1" t="b"><v>0</v></c>', Kind.BOOLEAN, "FALSE"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', Kind.ERROR, "#REF!"),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', Kind.ERROR, "#DIV/0!"),
        ('<c r="A1" t="d"><v>2023-06-30T00:00:00</v></c>', Kind.DATE, "30/06/2023"),
        ('<c r="A1" t="d"><v>2023-06-31</v></c>', Kind.ERROR, "2023-06-31"),
        ('<c r="A1" t="inlineStr"><is><t>Cầu Kè</t></is></c>', Kind.TEXT, "Cầu Kè"),
        ('<c r="A1" t="str"><f>A2</f><v>Cầu Kè</v></c>', Kind.TEXT, "Cầu Kè"),
        ('<c r="A1" t="str"><v>821.563</v></c>', Kind.TEXT, "821.563"),
        ('<c r="A1" t="str"><v>=1+1</v></c>', Kind.TEXT, "=1+1"),
        ("<c><v>5</v></c>", Kind.NUMBER, "5"),
    ],
)
def test_a_cell_of_another_kind(xml: str, kind: Kind, text: str) -> None:
    cell = cell_of(xml)
    assert cell is not None
    assert (cell.kind, cell.text) == (kind, text)


@pytest.mark.parametrize(
    "xml",
    [
        '<c r="A1"/>',
        '<c r="A1"><v></v></c>',
        '<c r="A1" t="str"><f>""</f><v></v></c>',
        '<c r="A1" t="inlineStr"><is><t> &#160; </t></is></c>',
        '<c r="A1" t="inlineStr"/>',
    ],
)
def test_a_blank_cell_is_not_in_the_sheet(xml: str) -> None:
    assert cell_of(xml) is None


def test_a_formula_has_the_value_of_its_last_calculation() -> None:
    cell = cell_of('<c r="A1"><f>SUM(B1:B9)</f><v>821563</v></c>')
    assert cell == SheetCell(Kind.NUMBER, "821563", Decimal(821563), formula=True)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ('<c r="A1"><f>SUM(B1:B9)</f></c>', "=SUM(B1:B9)"),
        ('<c r="A1"><f>SUM(B1:B9)</f><v/></c>', "=SUM(B1:B9)"),
        ('<c r="A1"><f t="shared" si="0"/></c>', "="),
        ('<c r="A1" t="str"><f>B1</f></c>', "=B1"),
    ],
)
def test_a_formula_without_a_value_is_said_and_never_blank(xml: str, text: str) -> None:
    cell = cell_of(xml)
    assert cell == SheetCell(Kind.UNCALCULATED, text, formula=True)


def test_runs_of_a_text_are_one_and_its_pronunciation_is_left_out() -> None:
    item = "<r><t>Trà </t></r><r><rPr><b/></rPr><t>Vinh</t></r><rPh sb='0' eb='1'><t>x</t></rPh>"
    assert sheet_of(workbook(strings=strings_xml(item))).cells[1, 1].text == "Trà Vinh"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Tra\u0300 Vinh", "Trà Vinh"),
        ("  Cầu\u00a0 Kè\u200b ", "Cầu Kè"),
        ("Số người\r\ntham gia", "Số người\ntham gia"),
        ("Số người_x000D_\ntham gia", "Số người\ntham gia"),
        ("một_x005F_x000D_hai", "một_x000D_hai"),
        ("a_x0000_b_xD800_c", "ab_xD800_c"),
        ("soft\u00adhyphen\u202eend", "softhyphenend"),
        ("&lt;b&gt; &amp; c", "<b> & c"),
    ],
)
def test_a_text_is_what_a_person_sees(written: str, text: str) -> None:
    cells = sheet_of(workbook(strings=strings_xml(f"<t>{written}</t>"))).cells
    assert cells[1, 1].text == text


def test_no_character_that_is_not_seen_is_left() -> None:
    unseen = [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(character) in ("Cc", "Cf") and character not in "\t\n\r"
    ]
    assert as_read("a" + "".join(unseen) + "b") == "ab"
    seen = "".join(map(chr, range(0x21, 0x7F)))
    assert as_read(seen) == seen


def test_the_font_of_a_cell_says_what_its_letters_are() -> None:
    styles = styles_xml("General", "General", "General", fonts=(".VnTimeH", "VNI-Times", "Arial"))
    texts = strings_xml("<t>Trµ Vinh</t>", "<t>Traø Vinh</t>", "<t>Trà Vinh</t>")
    row = row_of(*(f'<c t="s" s="{n}"><v>{n}</v></c>' for n in range(3)))
    cells = sheet_of(workbook(row, styles=styles, strings=texts)).cells
    assert [(cell.text, cell.legacy_font) for cell in cells.values()] == [
        ("TRÀ VINH", LegacyFont.TCVN3),
        ("Trà Vinh", LegacyFont.VNI),
        ("Trà Vinh", None),
    ]


def test_the_font_of_a_run_goes_before_that_of_the_cell() -> None:
    item = '<r><t>Tỉnh </t></r><r><rPr><rFont val=".VnTime"/></rPr><t>Trµ Vinh</t></r>'
    cell = sheet_of(workbook(strings=strings_xml(item))).cells[1, 1]
    assert (cell.text, cell.legacy_font) == ("Tỉnh Trà Vinh", LegacyFont.TCVN3)


def test_merged_areas_and_what_is_hidden_are_told_as_far_as_there_are_cells() -> None:
    rows = row_of("<c><v>1</v></c><c><v>2</v></c>") + (
        '<row r="2" hidden="1"><c><v>3</v></c></row><row r="900" hidden="1"/>'
    )
    sheet = sheet_of(
        workbook(
            sheet=sheet_xml(
                rows,
                before='<cols><col min="2" max="16384" hidden="1"/></cols>',
                after='<mergeCells><mergeCell ref="B1:XFD1048576"/><mergeCell ref="Z9:Z9"/>'
                "</mergeCells>",
            )
        )
    )
    assert sheet.merged == ((1, 2, 2, 2),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {2})


def test_hidden_sheets_are_told() -> None:
    listed = [
        '<sheet name="Một" sheetId="1" r:id="s1"/>',
        '<sheet name="Hai" sheetId="2" state="hidden" r:id="s1"/>',
        '<sheet name="Ba" sheetId="3" state="veryHidden" r:id="s1"/>',
    ]
    content = workbook(workbook=workbook_xml(*listed))
    sheets = read_workbook(io.BytesIO(content), len(content)).sheets
    assert [(each.name, each.is_hidden) for each in sheets] == [
        ("Một", False),
        ("Hai", True),
        ("Ba", True),
    ]
