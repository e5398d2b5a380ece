"""Workbooks and documents as lines of text; the dates and the order inside the zip are left out."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree
from openpyxl import load_workbook

XML_SHOWN = re.compile(r"(xl|word)/charts/[^/]+\.xml|docProps/core\.xml")
WORD_TEXTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
HALF_A_SECOND = timedelta(milliseconds=500)


def workbook_text(content: bytes) -> str:
    """Every cell as "B7, value, =formula, number format, looks", sheet by sheet."""
    formulas = load_workbook(BytesIO(content))
    has_any = any(cell.data_type == "f" for sheet in formulas for row in sheet for cell in row)
    values = load_workbook(BytesIO(content), data_only=True) if has_any else formulas
    lines = [f"name {name} = {each.attr_text}" for name, each in formulas.defined_names.items()]
    for sheet in formulas.worksheets:
        lines += [f"\n== sheet {sheet.title} ({sheet.sheet_state}) ==", *_set_up(sheet)]
        lines += _cells(sheet, values[sheet.title])
    return "\n".join([*lines, *_parts_shown(content)])


def _set_up(sheet: Any) -> Iterator[str]:
    """All that belongs to the sheet and to no cell."""
    yield f"freeze {sheet.freeze_panes}; filter {sheet.auto_filter.ref}"
    yield f"protected {sheet.protection.sheet}; page {sheet.page_setup.orientation}"
    yield f"print {sheet.print_area}; titles {sheet.print_titles}"
    yield f"merged {' '.join(sorted(map(str, sheet.merged_cells.ranges)))}"
    for name, column in sorted(sheet.column_dimensions.items()):
        yield f"column {name}-{column.max}: {column.width:g}{' hidden' * column.hidden}"
    hidden = [str(number) for number, row in sorted(sheet.row_dimensions.items()) if row.hidden]
    yield f"rows hidden: {' '.join(hidden)}"
    for span in sheet.conditional_formatting:
        for rule in span.rules:
            yield f"conditional {span.sqref}: {rule.type} {rule.operator} {rule.formula}"
    for rule in sheet.data_validations.dataValidation:
        said = (rule.type, rule.operator, rule.formula1, rule.formula2, rule.error, rule.prompt)
        yield f"validation {rule.sqref}: {' '.join(map(str, said))}"


def _cells(sheet: Any, values: Any) -> Iterator[str]:
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        if cell.value is None and cell.comment is None:
            continue
        value = values[cell.coordinate].value
        told = [cell.coordinate, _value(value), cell.number_format, _looks(cell)]
        if cell.data_type == "f":
            told.insert(2, str(getattr(cell.value, "text", cell.value)))
        if cell.hyperlink is not None:
            told.append(f"<{cell.hyperlink.target or cell.hyperlink.location}>")
        if cell.comment is not None:
            told.append(f"comment {cell.comment.text!r}")
        yield "\t".join(told)


def _value(value: Any) -> str:
    """As Python writes it; a moment to the second, which is as near as a sheet's clock gets."""
    if isinstance(value, datetime):
        return f"{value + HALF_A_SECOND:%Y-%m-%d %H:%M:%S}"
    return repr(value)


def _looks(cell: Any) -> str:
    font, fill, place = cell.font, cell.fill, cell.alignment
    said = {
        "bold": font.b,
        "italic": font.i,
        f"size {font.sz}": font.sz,
        f"ink {font.color.rgb if font.color else ''}": font.color and font.color.type == "rgb",
        f"fill {fill.fgColor.rgb}": fill.fill_type,
        f"{place.horizontal}": place.horizontal,
        "wrapped": place.wrap_text,
        "open": not cell.protection.locked,
    }
    return ", ".join(word for word, is_so in said.items() if is_so)


def document_text(content: bytes) -> str:
    """Each paragraph and each row of a table in a line, with all that sets them apart."""
    lines = []
    with ZipFile(BytesIO(content)) as archive:
        names = sorted(archive.namelist())
        for name in filter(WORD_TEXTS.fullmatch, names):
            lines += [f"\n== {name} ==", *_word_lines(etree.fromstring(archive.read(name)))]
        for name in (name for name in names if name.endswith(".xlsx")):
            lines += [f"\n== {name} ==", workbook_text(archive.read(name))]
        styles = hashlib.sha256(archive.read("word/styles.xml")).hexdigest()
    return "\n".join([*lines, f"styles {styles}", *_parts_shown(content)])


def _word_lines(root: Any) -> Iterator[str]:
    for block in root.iter("{*}p", "{*}tr", "{*}tblPr", "{*}sectPr"):
        if next(block.iterancestors("{*}tr", "{*}p"), None) is None:
            yield "".join(map(_word_piece, block.iter()))


def _word_piece(element: Any) -> str:
    """Text as it is; a property, an anchor, a field as its name and values."""
    name, values = etree.QName(element).localname, ",".join(element.attrib.values())
    if name in ("t", "instrText"):
        return element.text or ""
    if name == "tc":
        return " | "
    return f"<{name} {values}>".replace(" >", ">") if values or not len(element) else ""


def _parts_shown(content: bytes) -> Iterator[str]:
    """The parts of the zip that are told as XML: charts, and what the file says of itself."""
    with ZipFile(BytesIO(content)) as archive:
        for name in filter(XML_SHOWN.fullmatch, sorted(archive.namelist())):
            root = etree.fromstring(archive.read(name), etree.XMLParser(remove_blank_text=True))
            for moment in root.findall("{http://purl.org/dc/terms/}*"):
                root.remove(moment)
            yield f"\n== {name} =="
            yield etree.tostring(root, pretty_print=True, encoding="unicode")
