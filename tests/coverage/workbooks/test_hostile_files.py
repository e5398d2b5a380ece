"""Files that lie are refused with their reason, cheaply; what only looks odd is read rightly."""

import re
import resource
import time
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

import hostile_files as made
from coverage.workbooks.book import Book, FileRefused
from coverage.workbooks.reading import read_book
from coverage.workbooks.reading.reasons import Reason
from coverage.workbooks.refusal_words import refusal_text

pytestmark = pytest.mark.process
# No small file may take longer than so many ordinary ones.
MOST_ORDINARY_FILES = 40


def cpu_seconds() -> float:
    """Of this process and of those it waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def read(content: bytes) -> Book:
    """Within the time that any small file may take, whatever comes of it."""
    before = cpu_seconds()
    try:
        return read_book(content, "Báo cáo.xlsx")
    finally:
        assert cpu_seconds() - before < MOST_ORDINARY_FILES * cost_of_an_ordinary_file()


@cache
def cost_of_an_ordinary_file() -> float:
    """CPU seconds, here and now: a busy machine makes them longer for every file."""
    content, before = made.workbook(), cpu_seconds()
    for _ in range(5):
        read_book(content, "Báo cáo.xlsx")
    return (cpu_seconds() - before) / 5


@pytest.mark.parametrize("kind", made.REFUSED)
def test_a_file_is_refused_with_its_reason(kind: str) -> None:
    make, reason = made.REFUSED[kind]
    with pytest.raises(FileRefused) as refused:
        read(make())
    assert refused.value.reason == reason
    sentence = refusal_text(refused.value)
    assert "%" not in sentence
    assert sentence.endswith(".")


def test_the_corpus_has_every_kind_it_should() -> None:
    assert len(made.REFUSED) >= 70


# What looks odd and is read


def prefixed() -> bytes:
    """Every element with a prefix, as some programs write them."""
    sheet = made.parts()[made.SHEET]
    assert isinstance(sheet, str)
    named = re.sub(r"<(/?)(\w)", r"<\1x:\2", sheet).replace("xmlns=", "xmlns:x=")
    return made.workbook(sheet=named)


def strict() -> bytes:
    """In the vocabulary of "Strict Open XML Spreadsheet"."""
    vocabulary = "http://purl.oclc.org/ooxml/"
    parts = {
        name: str(content)
        .replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/", f"{vocabulary}spreadsheetml/"
        )
        .replace(made.DOCUMENT, f"{vocabulary}officeDocument/relationships")
        for name, content in made.parts().items()
    }
    return made.zipped(parts)


def far_blank_cell() -> bytes:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    usual = '<c r="A1" t="s"><v>0</v></c><c r="B1"><v>821563</v></c>'
    dimension = '<dimension ref="A1:XFD1048576"/>'
    return made.workbook(sheet=made.sheet_xml(made.row_of(usual) + far, before=dimension))


def linked_to_another_file() -> bytes:
    links = made.links_xml(
        made.SHEET_LINK,
        made.STRINGS_LINK,
        made.STYLES_LINK,
        made.link("e1", "externalLink", "externalLinks/externalLink1.xml"),
    )
    target = made.link("p", "externalLinkPath", "file:///C:/x.xlsx", ' TargetMode="External"')
    parts = made.parts(links=links) | {
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": made.links_xml(target),
    }
    return made.zipped(parts)


def circular() -> bytes:
    """The sheet's relationships lead to the workbook, the workbook's to itself."""
    around = made.links_xml(made.link("b", "worksheet", "../workbook.xml"))
    links = made.links_xml(
        made.SHEET_LINK,
        made.STRINGS_LINK,
        made.STYLES_LINK,
        made.link("me", "officeDocument", "workbook.xml"),
    )
    parts = made.parts(links=links) | {"xl/worksheets/_rels/sheet1.xml.rels": around}
    return made.zipped(parts)


READ: dict[str, Callable[[], bytes]] = {
    "as a real program writes it": made.of_openpyxl,
    "stored, not packed": lambda: made.zipped(made.parts(), zipfile.ZIP_STORED),
    "a directory among the parts": lambda: made.with_part("xl/worksheets/", b""),
    "a workbook within the workbook": lambda: made.with_part(
        "xl/embeddings/1.xlsx", made.workbook()
    ),
    "a part nobody names": lambda: made.with_part("xl/garbage.xml", b"<!DOCTYPE x><a"),
    "UTF-16": lambda: made.workbook(sheet=str(made.parts()[made.SHEET]).encode("utf-16")),
    "prefixes": prefixed,
    "the strict vocabulary": strict,
    "a blank cell far away": far_blank_cell,
    "links to another file": linked_to_another_file,
    "relationships in a circle": circular,
    "absolute targets": lambda: made.workbook(
        links=made.links_xml(
            made.link("s1", "worksheet", "/xl/worksheets/sheet1.xml"),
            made.link("t1", "sharedStrings", "/xl/sharedStrings.xml"),
        )
    ),
    "a template": lambda: made.workbook(
        types=made.types_xml("openxmlformats-officedocument.spreadsheetml.template.main+xml")
    ),
    "decomposed Unicode": lambda: made.workbook(strings=made.strings_xml("<t>Tra\u0300 Vinh</t>")),
    "letters of TCVN3": lambda: made.workbook(strings=made.strings_xml("<t>Trµ Vinh</t>")),
    "letters of VNI": lambda: made.workbook(strings=made.strings_xml("<t>Traø Vinh</t>")),
}


@pytest.mark.parametrize("kind", READ)
def test_a_file_that_looks_odd_is_read_rightly(kind: str) -> None:
    sheet = read(READ[kind]()).sheets[0]
    texts = [cell.text for cell in sheet.cells.values()]
    assert texts[-2:] == ["Trà Vinh", "821563"]


@pytest.mark.parametrize("target", ["workbook.xml", "_rels/workbook.xml.rels", "styles.xml"])
def test_a_part_of_another_kind_as_a_sheet_has_no_cells(target: str) -> None:
    assert read(made.sheet_link_to(target)()).sheets[0].cells == {}


def test_one_part_under_a_hundred_names_costs_as_much_as_a_hundred() -> None:
    assert len(read(made.many_sheets(100)).sheets) == 100


def test_blanks_without_end_cost_no_more_than_letters() -> None:
    cells = "".join(f'<c t="str"><v>a{" " * 32_000}{n}</v></c>' for n in range(90))
    sheet = read(made.zipped(made.parts(made.row_of(cells)), zipfile.ZIP_STORED)).sheets[0]
    assert sheet.cells[1, 90].text == "a 89"


def test_a_workbook_of_blank_sheets_is_read() -> None:
    assert read(made.workbook(sheet=made.sheet_xml(""))).sheets[0].cells == {}


def test_every_reason_has_a_sentence_in_which_nothing_is_left_open() -> None:
    details = dict.fromkeys(
        ("size", "most", "part", "sheet", "cell", "rows", "columns", "seconds"), 1500
    )
    for reason in Reason:
        sentence = refusal_text(FileRefused(reason, **details))
        assert sentence.endswith(".")
        assert "%" not in sentence
        assert "1500" not in sentence


def test_every_reason_but_those_of_a_slow_or_broken_reader_has_a_file_that_shows_it() -> None:
    """The rest: test_reading_limits.py and test_reading_process.py."""
    shown = {reason for _, reason in made.REFUSED.values()}
    assert set(Reason) - shown == {Reason.TOO_MANY_CELLS, Reason.TOOK_TOO_LONG, Reason.UNREADABLE}
