"""Files that are not what they say, made in memory: each kind by name, with what must be said.

A workbook here is a dict of its parts, so that any one of them can be replaced.
"""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Mapping

import openpyxl

from coverage.workbooks.reading import limits
from coverage.workbooks.reading.reasons import Reason

Parts = dict[str, str | bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
WORKBOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def row_of(*cells: str, number: int = 1) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def strings_xml(*items: str) -> str:
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def styles_xml(*formats: str, fonts: tuple[str, ...] = ("Calibri",)) -> str:
    """Style n has the n-th format and, where there are several, the n-th font."""
    codes = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(formats)
    )
    names = "".join(f'<font><sz val="11"/><name val="{name}"/></font>' for name in fonts)
    last = len(fonts) - 1
    cells = "".join(
        f'<xf numFmtId="{164 + n}" fontId="{min(n, last)}"/>' for n in range(len(formats))
    )
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><fonts>{names}</fonts>'
        f"<cellXfs>{cells}</cellXfs></styleSheet>"
    )


def workbook_xml(*sheets: str, properties: str = "") -> str:
    listed = "".join(sheets) or '<sheet name="Tháng 6" sheetId="1" r:id="s1"/>'
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}">{properties}'
        f"<sheets>{listed}</sheets></workbook>"
    )


def link(name: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{name}" Type="{DOCUMENT}/{kind}" Target="{target}"{mode}/>'


def links_xml(*links: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(links)}</Relationships>'


SHEET_LINK = link("s1", "worksheet", "worksheets/sheet1.xml")
STRINGS_LINK = link("t1", "sharedStrings", "sharedStrings.xml")
STYLES_LINK = link("f1", "styles", "styles.xml")


def types_xml(main: str = "openxmlformats-officedocument.spreadsheetml.sheet.main+xml") -> str:
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.{main}"/></Types>'
    )


def parts(rows: str = "", **changed: str | bytes) -> Parts:
    """The parts of a small workbook: the rows given, or one with a name and 821563."""
    usual = row_of('<c r="A1" t="s"><v>0</v></c>', '<c r="B1"><v>821563</v></c>')
    made: Parts = {
        TYPES: types_xml(),
        "_rels/.rels": links_xml(link("w1", "officeDocument", WORKBOOK)),
        WORKBOOK: workbook_xml(),
        LINKS: links_xml(SHEET_LINK, STRINGS_LINK, STYLES_LINK),
        SHEET: sheet_xml(rows or usual),
        STRINGS: strings_xml("<t>Trà Vinh</t>"),
        STYLES: styles_xml("General"),
    }
    names = {"workbook": WORKBOOK, "links": LINKS, "sheet": SHEET, "strings": STRINGS}
    names |= {"styles": STYLES, "types": TYPES}
    return made | {names[each]: content for each, content in changed.items()}


def zipped(made: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return stream.getvalue()


def workbook(rows: str = "", **changed: str | bytes) -> bytes:
    return zipped(parts(rows, **changed))


def with_part(name: str, content: str | bytes = b"x") -> bytes:
    return zipped(parts() | {name: content})


def without(part: str) -> Parts:
    return {name: content for name, content in parts().items() if name != part}


def of_openpyxl() -> bytes:
    """As a real program writes it."""
    book = openpyxl.Workbook()
    book.active.append(["Đơn vị", "BHYT"])  # type: ignore[union-attr]
    book.active.append(["Trà Vinh", 821563])  # type: ignore[union-attr]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# What is no workbook at all


def ole(stream_name: str) -> bytes:
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return header + "Root Entry".encode("utf-16-le") + stream_name.encode("utf-16-le") + bytes(64)


def open_document() -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": "<office/>"}, zipfile.ZIP_STORED)


# Archives that lie


def patched(content: bytes, old: bytes, new: bytes) -> bytes:
    assert old in content
    assert len(old) == len(new)
    return content.replace(old, new)


def wrong_crc() -> bytes:
    content = workbook()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        right = struct.pack("<L", archive.getinfo(SHEET).CRC)
    return patched(content, right, b"\1\2\3\4")


def zip64_lies() -> bytes:
    """The directory says that a part has 2**60 bytes."""
    content = zipped(parts(), zipfile.ZIP_STORED)
    start = content.index(b"PK\x01\x02")
    extra = struct.pack("<HHQQ", 1, 16, 2**60, 2**60)
    sizes = start + 20
    name_length, _, *_ = struct.unpack_from("<HH", content, start + 28)
    record = bytearray(content[start : start + 46 + name_length])
    struct.pack_into("<LL", record, sizes - start, 2**32 - 1, 2**32 - 1)
    struct.pack_into("<H", record, 30, len(extra))
    rest = bytearray(content[start + 46 + name_length :])
    end = rest.rindex(b"PK\x05\x06")
    size_of_directory = struct.unpack_from("<L", rest, end + 12)[0]
    struct.pack_into("<L", rest, end + 12, size_of_directory + len(extra))
    return content[:start] + bytes(record) + extra + bytes(rest)


def twice_the_same_name() -> bytes:
    content = with_part("xl/worksheets/sheet2.xml")
    return patched(content, b"xl/worksheets/sheet2.xml", SHEET.encode())


def overlapping() -> bytes:
    """Two entries of the directory that unpack the same bytes."""
    content = zipped(parts() | {"xl/media/one": b"1" * 5000, "xl/media/two": b"1" * 5000})
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        one, two = (archive.getinfo(f"xl/media/{each}").header_offset for each in ("one", "two"))
    directory = content.index(b"PK\x01\x02")
    head, tail = content[:directory], content[directory:]
    return head + patched(tail, struct.pack("<L", two), struct.pack("<L", one))


def symbolic_link() -> bytes:
    stream = io.BytesIO(workbook())
    with zipfile.ZipFile(stream, "a") as archive:
        entry = zipfile.ZipInfo("xl/passwd")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return stream.getvalue()


def locked_entries() -> bytes:
    """With the bit that says the entries are encrypted."""
    content = bytearray(workbook())
    start = 0
    while (start := content.find(b"PK\x01\x02", start)) >= 0:
        content[start + 8] |= 1
        start += 4
    return bytes(content)


def bomb() -> bytes:
    return with_part("xl/media/zeros.bin", bytes(20 * limits.MEGABYTE))


def many_small_bombs() -> bytes:
    """Each below what counts as swelling, together above what is unpacked."""
    zeros = bytes(limits.MEGABYTE)
    return zipped(parts() | {f"xl/media/{n}.bin": zeros for n in range(130)})


# XML that lies

BILLION_LAUGHS = (
    '<!DOCTYPE sst [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
QUADRATIC = f'<!DOCTYPE sst [<!ENTITY a "{"a" * 50_000}">]>'
EXTERNAL_ENTITY = '<!DOCTYPE sst [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def declaring(doctype: str, use: str) -> bytes:
    return workbook(strings=doctype + strings_xml(f"<t>{use}</t>"))


def deeply_nested() -> bytes:
    return workbook(sheet=sheet_xml("<a>" * 20_000 + "</a>" * 20_000))


def unlike_text(length: int) -> str:
    """That packs to a twentieth only, so that its size is no ground to refuse it."""
    chance = random.Random(1)
    return "".join(chance.choices(["abcdefgh", "ijklmnop", "qrstuvwx", "yz"], k=length // 7))


def element(attributes: str, within: str = "") -> Callable[[], bytes]:
    return lambda: workbook(sheet=sheet_xml(f"<row {attributes}>{within}</row>"))


def many_blank_cells() -> bytes:
    row = "<row>" + "<c/>" * 200 + "</row>"
    return zipped(parts(row * 5_000), zipfile.ZIP_STORED)


def many_sheets(number: int) -> bytes:
    sheets = (f'<sheet name="{n}" sheetId="{n}" r:id="s1"/>' for n in range(1, number + 1))
    return workbook(workbook=workbook_xml(*sheets))


def sheets_in_parts(number: int) -> bytes:
    empty = sheet_xml("")
    return zipped(
        parts() | {f"xl/worksheets/s{n}.xml": empty for n in range(number)}, zipfile.ZIP_STORED
    )


def many_styles() -> bytes:
    xf = '<xf numFmtId="0" fontId="0"/>' * (limits.STYLES + 1)
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs>{xf}</cellXfs></styleSheet>'
    return zipped(parts(styles=styles), zipfile.ZIP_STORED)


def many_merges() -> bytes:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, limits.MERGES + 2))
    return workbook(sheet=sheet_xml("", after=f"<mergeCells>{merges}</mergeCells>"))


def repeated_text() -> bytes:
    """One long text that every cell refers to: small in the file, huge when read."""
    rows = "".join(
        row_of(*('<c t="s"><v>0</v></c>' for _ in range(20)), number=n) for n in range(1, 40)
    )
    return workbook(rows, strings=strings_xml(f"<t>{'chữ ' * 8_000}</t>"))


def one_cell(cell: str) -> Callable[[], bytes]:
    return lambda: workbook(row_of(cell))


def cell_at(reference: str, row: object = 1) -> Callable[[], bytes]:
    return lambda: workbook(f'<row r="{row}"><c r="{reference}"><v>5</v></c></row>')


def sheet_link_to(target: str, mode: str = "") -> Callable[[], bytes]:
    return lambda: workbook(links=links_xml(link("s1", "worksheet", target, mode)))


REFUSED: dict[str, tuple[Callable[[], bytes], Reason]] = {
    # The file
    "nothing": (lambda: b"", Reason.EMPTY_FILE),
    "only blanks": (lambda: b" \r\n\0", Reason.EMPTY_FILE),
    "eleven megabytes": (lambda: workbook() + bytes(limits.FILE_BYTES), Reason.FILE_TOO_LARGE),
    "an .xls": (lambda: ole("Workbook"), Reason.OLD_EXCEL),
    "an .xls of Excel 95": (lambda: ole("Book"), Reason.OLD_EXCEL),
    "an .xls of Excel 3": (
        lambda: b"\x09\x02\x06\x00\x00\x00\x10\x00" + bytes(9),
        Reason.OLD_EXCEL,
    ),
    "a password": (lambda: ole("EncryptedPackage"), Reason.ENCRYPTED),
    "a .doc": (lambda: ole("WordDocument"), Reason.OTHER_DOCUMENT),
    "a .csv": (lambda: "Đơn vị;BHYT\nTrà Vinh;821.563\n".encode(), Reason.PLAIN_TEXT),
    "a .csv in UTF-16": (lambda: "Đơn vị\tBHYT".encode("utf-16"), Reason.PLAIN_TEXT),
    "a web page": (lambda: b"\xef\xbb\xbf<html><table><td>5</table>", Reason.WEB_PAGE),
    "a table of XML": (
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:x"/>',
        Reason.XML_TABLE,
    ),
    "a .pdf": (lambda: b"%PDF-1.7 " + bytes(range(256)), Reason.NOT_A_WORKBOOK),
    "an .ods": (open_document, Reason.OPEN_DOCUMENT),
    "an .xlsb": (lambda: with_part("xl/workbook.bin"), Reason.BINARY_WORKBOOK),
    "a .docx": (lambda: with_part("word/document.xml"), Reason.OTHER_DOCUMENT),
    "a zip of files": (lambda: zipped({"a.txt": "a"}), Reason.NOT_A_WORKBOOK),
    "macros": (lambda: with_part("xl/vbaProject.bin"), Reason.MACROS),
    "macros of Excel 4": (lambda: with_part("xl/macrosheets/sheet1.xml"), Reason.MACROS),
    "an .xlsm without its macros": (
        lambda: workbook(types=types_xml("ms-excel.sheet.macroEnabled.main+xml")),
        Reason.MACROS,
    ),
    # The archive
    "a truncated archive": (lambda: workbook()[:-300], Reason.DAMAGED),
    "only the beginning of an archive": (lambda: b"PK\x03\x04", Reason.DAMAGED),
    "a wrong checksum": (wrong_crc, Reason.DAMAGED),
    "sizes of zip64 that lie": (zip64_lies, Reason.UNPACKS_TOO_LARGE),
    "one name twice": (twice_the_same_name, Reason.UNSAFE_ARCHIVE),
    "names that differ by case": (
        lambda: with_part("XL/Worksheets/Sheet1.xml"),
        Reason.UNSAFE_ARCHIVE,
    ),
    "a name that climbs": (lambda: with_part("xl/../../etc/x"), Reason.UNSAFE_ARCHIVE),
    "an absolute name": (lambda: with_part("/etc/x"), Reason.UNSAFE_ARCHIVE),
    "a name of a drive": (lambda: with_part("C:/x"), Reason.UNSAFE_ARCHIVE),
    "a name with backslashes": (lambda: with_part("xl\\x"), Reason.UNSAFE_ARCHIVE),
    "a name with a NUL": (
        lambda: patched(with_part("xl/abcdef"), b"xl/abcdef", b"xl/abc\0ef"),
        Reason.UNSAFE_ARCHIVE,
    ),
    "a symbolic link": (symbolic_link, Reason.UNSAFE_ARCHIVE),
    "parts that overlap": (overlapping, Reason.UNSAFE_ARCHIVE),
    "something before the archive": (lambda: b"PK\x03\x04" + workbook(), Reason.DAMAGED),
    "encrypted entries": (locked_entries, Reason.ENCRYPTED),
    "packed with bzip2": (lambda: zipped(parts(), zipfile.ZIP_BZIP2), Reason.DAMAGED),
    "packed with lzma": (lambda: zipped(parts(), zipfile.ZIP_LZMA), Reason.DAMAGED),
    "a bomb": (bomb, Reason.UNPACKS_TOO_LARGE),
    "many small bombs": (many_small_bombs, Reason.UNPACKS_TOO_LARGE),
    "10.000 parts": (lambda: sheets_in_parts(10_000), Reason.TOO_MANY_PARTS),
    # How the parts hang together
    "no content types": (
        lambda: zipped(without(TYPES)),
        Reason.NOT_A_WORKBOOK,
    ),
    "no workbook": (
        lambda: zipped(without(WORKBOOK)),
        Reason.PART_MISSING,
    ),
    "no sheet part": (sheet_link_to("worksheets/other.xml"), Reason.PART_MISSING),
    "a directory instead of a sheet": (
        lambda: zipped(
            {f"{k}/" if k == SHEET else k: "" if k == SHEET else v for k, v in parts().items()}
        ),
        Reason.PART_MISSING,
    ),
    "a sheet on a server": (
        sheet_link_to("http://198.51.100.1/sheet1.xml", ' TargetMode="External"'),
        Reason.PART_ELSEWHERE,
    ),
    "a sheet outside the archive": (sheet_link_to("../../../etc/passwd"), Reason.PART_MISSING),
    "no sheets": (
        lambda: workbook(workbook=f'<workbook xmlns="{MAIN}"><sheets/></workbook>'),
        Reason.NO_SHEETS,
    ),
    "10.000 sheets": (lambda: many_sheets(10_000), Reason.TOO_MANY_SHEETS),
    # XML
    "billion laughs": (lambda: declaring(BILLION_LAUGHS, "&i;"), Reason.DECLARES_ENTITIES),
    "quadratic blowup": (lambda: declaring(QUADRATIC, "&a;" * 9_000), Reason.DECLARES_ENTITIES),
    "an external entity": (lambda: declaring(EXTERNAL_ENTITY, "&a;"), Reason.DECLARES_ENTITIES),
    "an external entity in UTF-16": (
        lambda: workbook(strings=(EXTERNAL_ENTITY + strings_xml("<t>&a;</t>")).encode("utf-16")),
        Reason.DECLARES_ENTITIES,
    ),
    "UTF-7": (
        lambda: workbook(sheet='<?xml version="1.0" encoding="UTF-7"?>' + sheet_xml("")),
        Reason.DAMAGED,
    ),
    "bytes that are no UTF-8": (
        lambda: workbook(
            strings=strings_xml("<t>XXXX</t>").encode().replace(b"XXXX", b"\xff\xfe\xc0\x80")
        ),
        Reason.DAMAGED,
    ),
    "XML cut short": (lambda: workbook(sheet=sheet_xml("")[:-20]), Reason.DAMAGED),
    "deeply nested XML": (deeply_nested, Reason.TOO_INTRICATE),
    "blank cells without end": (many_blank_cells, Reason.TOO_INTRICATE),
    "a tag of eight megabytes": (
        lambda: workbook(sheet=sheet_xml(f'<row x="{unlike_text(8_000_000)}"/>')),
        Reason.TOO_INTRICATE,
    ),
    "a comment of eight megabytes": (
        lambda: workbook(sheet=sheet_xml(f"<!--{unlike_text(8_000_000)}-->")),
        Reason.TOO_INTRICATE,
    ),
    "10.000 attributes": (
        element(" ".join(f'a{n}=""' for n in range(10_000))),
        Reason.TOO_INTRICATE,
    ),
    "100.000 vocabularies": (
        element("", "".join(f'<c xmlns:a{n}="u{n}"/>' for n in range(100_000))),
        Reason.TOO_INTRICATE,
    ),
    "the long name of a vocabulary": (
        element(f'xmlns:x="{"u" * 100_000}"', "<x:c/>" * 100_000),
        Reason.TOO_INTRICATE,
    ),
    "names without end": (
        element("", "".join(f"<c{n}/>" for n in range(2_000))),
        Reason.TOO_INTRICATE,
    ),
    "65.491 styles": (many_styles, Reason.TOO_INTRICATE),
    "columns hidden again and again": (
        lambda: workbook(
            sheet=sheet_xml("", before='<col min="1" max="16384" hidden="1"/>' * 1_000)
        ),
        Reason.TOO_INTRICATE,
    ),
    "10.001 merged areas": (many_merges, Reason.TOO_INTRICATE),
    # Cells
    "a long text": (
        lambda: workbook(strings=strings_xml(f"<t>{'a' * 40_000}</t>")),
        Reason.TEXT_TOO_LONG,
    ),
    "a long text in a cell": (
        one_cell(f'<c r="A1" t="str"><v>{"a" * 40_000}</v></c>'),
        Reason.TEXT_TOO_LONG,
    ),
    "one text for every cell": (repeated_text, Reason.TOO_MUCH_TEXT),
    "more texts than figures": (
        lambda: zipped(
            parts(strings=strings_xml(*([f"<t>{'a b' * 10_000}</t>"] * 300))), zipfile.ZIP_STORED
        ),
        Reason.TOO_MUCH_TEXT,
    ),
    "a text that is not there": (one_cell('<c r="A1" t="s"><v>7</v></c>'), Reason.DAMAGED_CELL),
    "a text with a negative number": (
        one_cell('<c r="A1" t="s"><v>-1</v></c>'),
        Reason.DAMAGED_CELL,
    ),
    "a style that is not there": (one_cell('<c r="A1" s="99"><v>7</v></c>'), Reason.DAMAGED_CELL),
    "a kind that is none": (one_cell('<c r="A1" t="x"><v>7</v></c>'), Reason.DAMAGED_CELL),
    "a boolean that is none": (one_cell('<c r="A1" t="b"><v>7</v></c>'), Reason.DAMAGED_CELL),
    "a cell A0": (cell_at("A0"), Reason.DAMAGED_CELL),
    "a cell ZZZZ1": (cell_at("ZZZZ1"), Reason.DAMAGED_CELL),
    "a cell XFE1": (cell_at("XFE1"), Reason.DAMAGED_CELL),
    "a cell of another row": (cell_at("A9"), Reason.DAMAGED_CELL),
    "a row −5": (cell_at("A1", -5), Reason.DAMAGED_CELL),
    "a row 99999999999": (cell_at("A1", 99999999999), Reason.DAMAGED_CELL),
    "one cell twice": (
        one_cell('<c r="A1"><v>5</v></c><c r="A1"><v>6</v></c>'),
        Reason.DAMAGED_CELL,
    ),
    "a cell far away": (cell_at("XFD1048576", 1048576), Reason.CELL_TOO_FAR),
    "a merged area that is none": (
        lambda: workbook(sheet=sheet_xml("", after='<mergeCell ref="A1:B"/>')),
        Reason.DAMAGED_CELL,
    ),
}
