"""A whole workbook, from its archive to a book. Pure; run where memory and time are limited."""

from dataclasses import replace
from typing import IO

from coverage.workbooks.book import Book, FileRefused, Sheet
from coverage.workbooks.reading import limits
from coverage.workbooks.reading.archive import Archive
from coverage.workbooks.reading.events import Budget, Reader, read_events
from coverage.workbooks.reading.package import (
    Relationship,
    inner_part,
    relationships,
    workbook_part,
)
from coverage.workbooks.reading.reasons import Reason
from coverage.workbooks.reading.sheet import Shared, SheetReader
from coverage.workbooks.reading.strings import SharedStringsReader
from coverage.workbooks.reading.styles import StylesReader
from coverage.workbooks.reading.written_text import as_read

_RELATIONSHIP_ID = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_MACRO_SHEETS = {"xlMacrosheet", "xlIntlMacrosheet"}
_HIDDEN = {"hidden", "veryHidden"}


class _SheetList:
    """Reads workbook.xml: which sheets there are, and the origin of dates."""

    def __init__(self, part: str) -> None:
        self.sheets: list[tuple[str, str, bool]] = []  # name, relationship, hidden
        self.is_1904 = False
        self._part = part

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            title = as_read(attributes.get("name", "")[:255])
            linked = next((attributes[key] for key in _RELATIONSHIP_ID if key in attributes), "")
            self.sheets.append((title, linked, attributes.get("state") in _HIDDEN))
            if len(self.sheets) > limits.SHEETS:
                raise FileRefused(Reason.TOO_MANY_SHEETS, most=limits.SHEETS)
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904") in ("1", "true")

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


def read_workbook(stream: IO[bytes], size: int) -> Book:
    """Everything the workbook holds. ``size`` in bytes. Raises FileRefused."""
    archive, budget = Archive(stream, size), Budget()
    part = workbook_part(archive, budget)
    listed = _SheetList(part)
    _read(archive, part, listed, budget)
    links = relationships(archive, part, budget)
    shared = _shared(archive, links, listed.is_1904, budget)
    sheets = []
    for name, linked, is_hidden in listed.sheets:
        relationship = links.get(linked)
        if relationship is None:
            raise FileRefused(Reason.PART_MISSING, part=name)
        if relationship.kind == "worksheet":  # a sheet may also be a chart
            reader = SheetReader(name, shared, budget)
            _read(archive, inner_part(relationship), reader, budget)
            sheets.append(reader.sheet(is_hidden))
    _refuse_unless_told_apart(sheets)
    return Book(tuple(sheets))


def _read(archive: Archive, part: str, reader: Reader, budget: Budget) -> None:
    with archive.open(part) as opened:
        read_events(opened, part, reader, budget)


def _shared(
    archive: Archive, links: dict[str, Relationship], is_1904: bool, budget: Budget
) -> Shared:
    by_kind = {each.kind: each for each in links.values()}
    if "vbaProject" in by_kind or by_kind.keys() & _MACRO_SHEETS:
        raise FileRefused(Reason.MACROS)
    shared = Shared(is_1904=is_1904)
    if "sharedStrings" in by_kind:
        part = inner_part(by_kind["sharedStrings"])
        strings = SharedStringsReader(part, budget)
        _read(archive, part, strings, budget)
        shared = replace(shared, strings=strings.strings)
    if "styles" in by_kind:
        part = inner_part(by_kind["styles"])
        styles = StylesReader(part)
        _read(archive, part, styles, budget)
        shared = replace(shared, styles=styles.styles or shared.styles)
    return shared


def _refuse_unless_told_apart(sheets: list[Sheet]) -> None:
    """Sheets are named to the reader: there must be some, and no two alike."""
    if not sheets:
        raise FileRefused(Reason.NO_SHEETS)
    names = [sheet.name.lower() for sheet in sheets]
    if len(set(names)) < len(names) or "" in names:
        raise FileRefused(Reason.DAMAGED, part="workbook.xml")
