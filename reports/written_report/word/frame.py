"""What stands around the text: national title, issuing body, subject; recipients and signature."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from reports.layouts import lines_of
from reports.models import ReportLayout
from reports.written_report import sentences as wording
from reports.written_report.report import Report
from reports.written_report.word.marks import clean
from reports.written_report.word.page import (
    BODY_SIZE,
    HEAD_SIZE,
    TEXT_WIDTH,
    centred,
    flush,
    ruled_off,
)

LEFT_COLUMN = Mm(66)
STATE_SIZE, RECIPIENT_HEAD_SIZE, RECIPIENT_SIZE = Pt(12), Pt(12), Pt(11)
SIGNATURE_LINES = 4
WARNING = RGBColor(0x9B, 0x1C, 0x1C)


def write_head(document: WordDocument, report: Report, layout: ReportLayout) -> None:
    """Down to the subject and the addressees."""
    (left, right), (below_left, below_right) = _two_columns(document, rows=2)
    _lines(left, [(layout.superior_body, False), (layout.issuing_body, True)], STATE_SIZE)
    ruled_off(left.add_paragraph(), Mm(22), Mm(22))
    _lines(right, [(wording.STATE_NAME, True)], STATE_SIZE)
    _lines(right, [(wording.MOTTO, True)], HEAD_SIZE)
    ruled_off(right.add_paragraph(), Mm(24), Mm(24))
    number = wording.NUMBER_LINE.format(symbol=layout.symbol)
    _lines(below_left, [(number, False)], HEAD_SIZE)
    place = centred(below_right.paragraphs[0]).add_run(
        clean(wording.PLACE_AND_DATE.format(place=layout.place))
    )
    place.italic, place.font.size = True, HEAD_SIZE
    warnings = [wording.SIMULATED_BANNER] if report.is_simulated else []
    for warning in (*warnings, *report.remarks):
        _write_warning(document, warning)
    _write_subject(document, report)
    _write_addressees(document, lines_of(layout.addressees))


def write_foot(document: WordDocument, layout: ReportLayout) -> None:
    """Recipients on the left, signature on the right; kept together on one page."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    ((left, right),) = _two_columns(document, rows=1)
    heading = flush(left.paragraphs[0]).add_run(wording.RECIPIENTS)
    heading.bold = heading.italic = True
    heading.font.size = RECIPIENT_HEAD_SIZE
    for recipient in _listed(lines_of(layout.recipients)):
        run = flush(left.add_paragraph()).add_run(clean(recipient))
        run.font.size = RECIPIENT_SIZE
    _lines(right, [(layout.signing_authority, True), (layout.signer_title, True)], BODY_SIZE)
    for _line in range(SIGNATURE_LINES):
        centred(right.add_paragraph())
    _lines(right, [(layout.signer_name, True)], BODY_SIZE)
    for paragraph in (*left.paragraphs, *right.paragraphs):
        paragraph.paragraph_format.keep_with_next = True


def _two_columns(document: WordDocument, rows: int) -> list[tuple[_Cell, _Cell]]:
    """A table without lines: the left column narrower."""
    table: Table = document.add_table(rows=rows, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_cells(table)
    widths = (LEFT_COLUMN, TEXT_WIDTH - LEFT_COLUMN)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    cells = [(row.cells[0], row.cells[1]) for row in table.rows]
    for pair in cells:
        for cell, width in zip(pair, widths, strict=True):
            cell.width = width
    return cells


def _narrow_cells(table: Table) -> None:
    """Without the usual margins: the national title needs the width."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        element = OxmlElement(f"w:{side}")
        element.set(qn("w:w"), "0")
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _lines(cell: _Cell, lines: Sequence[tuple[str, bool]], size: Pt) -> None:
    """Centred lines, bold or not; blank ones are left out. The cell's first paragraph is used."""
    for text, is_bold in lines:
        if not text:
            continue
        run = centred(_next_paragraph(cell)).add_run(clean(text))
        run.bold, run.font.size = is_bold, size


def _next_paragraph(cell: _Cell) -> Paragraph:
    first: Paragraph = cell.paragraphs[0]
    is_unused = len(cell.paragraphs) == 1 and not first.runs
    return first if is_unused else cell.add_paragraph()


def _write_warning(document: WordDocument, warning: str) -> None:
    paragraph = centred(document.add_paragraph())
    paragraph.paragraph_format.space_before = Pt(10)
    run = paragraph.add_run(clean(warning))
    run.bold, run.font.size, run.font.color.rgb = True, Pt(12), WARNING


def _write_subject(document: WordDocument, report: Report) -> None:
    kind = centred(document.add_paragraph())
    kind.paragraph_format.space_before = Pt(14)
    kind.add_run(wording.KIND_OF_DOCUMENT.upper()).bold = True
    centred(document.add_paragraph()).add_run(report.title).bold = True
    line = document.add_paragraph()
    ruled_off(line, Mm(58), Mm(58))
    line.paragraph_format.space_after = Pt(12)


def _write_addressees(document: WordDocument, addressees: Sequence[str]) -> None:
    if not addressees:
        return
    if len(addressees) == 1:
        centred(document.add_paragraph()).add_run(clean(f"{wording.ADDRESSED_TO} {addressees[0]}"))
    else:
        centred(document.add_paragraph()).add_run(wording.ADDRESSED_TO)
        for addressee in _listed(addressees):
            paragraph = flush(document.add_paragraph())
            paragraph.paragraph_format.left_indent = Mm(60)
            paragraph.add_run(clean(addressee))
    document.paragraphs[-1].paragraph_format.space_after = Pt(12)


def _listed(lines: Sequence[str]) -> list[str]:
    """Each with a dash; a semicolon after all but the last, which ends with a full stop."""
    bare = [line.lstrip("- ").rstrip(" .;") for line in lines]
    ends = [";"] * (len(bare) - 1) + ["."]
    return [f"- {line}{end}" for line, end in zip(bare, ends, strict=True)] if bare else []
