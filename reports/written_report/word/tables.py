"""Ruled tables, written as XML at one go: python-docx takes a second for a hundred rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from reports.written_report.word.marks import bookmark_xml, clean

SMALL, SMALLER = Pt(11), Pt(10)
_STYLES = {SMALL: "TableText", SMALLER: "SmallTableText"}


@dataclass(frozen=True, slots=True)
class Cell:
    """`align`: left, center or right. `note` follows in italics. `bookmark`: the number of the
    source that links to the cell lead to."""

    text: str
    align: str = "left"
    is_bold: bool = False
    note: str = ""
    bookmark: int | None = None


def add_table_styles(document: WordDocument) -> None:
    for size, name in _STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size = size
        shape = style.paragraph_format
        shape.first_line_indent, shape.space_after, shape.line_spacing = Mm(0), Pt(0), 1


def add_table(
    document: WordDocument,
    heading: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[Cell]],
    size: Pt,
) -> None:
    """At the end of the document. `widths` in millimetres; the heading is repeated on every page,
    and no row is parted between two."""
    twips = [round(Mm(width).twips) for width in widths]
    style = _STYLES[size]
    titles = [Cell(title, "center", is_bold=True) for title in heading]
    body = "".join(_row(row, twips, style, "<w:cantSplit/>") for row in rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"{_row(titles, twips, style, '<w:cantSplit/><w:tblHeader/>')}{body}</w:tbl>"
    )
    document.element.body.sectPr.addprevious(table)


def _row(cells: Sequence[Cell], widths: Sequence[int], style: str, properties: str) -> str:
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph(cell, style)}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{written}</w:tr>"


def _paragraph(cell: Cell, style: str) -> str:
    start, end = bookmark_xml(cell.bookmark) if cell.bookmark is not None else ("", "")
    note = _run(cell.note, "<w:i/>") if cell.note else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:jc w:val="{cell.align}"/></w:pPr>'
        f"{start}{_run(cell.text, '<w:b/>' if cell.is_bold else '')}{note}{end}</w:p>"
    )


def _run(text: str, look: str) -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r>'
