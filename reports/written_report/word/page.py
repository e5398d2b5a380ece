"""Paper, margins, type and page numbers, as Phụ lục I of Nghị định 30/2020/NĐ-CP sets them."""

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from reports.written_report.word.marks import add_field

FONT = "Times New Roman"
BODY_SIZE, HEAD_SIZE, NUMBER_SIZE = Pt(14), Pt(13), Pt(13)
SHORT_SIDE, LONG_SIDE = Mm(210), Mm(297)
TOP = BOTTOM = Mm(20)
LEFT, RIGHT = Mm(30), Mm(15)
TEXT_WIDTH = SHORT_SIDE - LEFT - RIGHT
LANDSCAPE_WIDTH = Length(LONG_SIDE - LEFT - RIGHT)
FIRST_LINE = Mm(10)


def new_document() -> WordDocument:
    """An empty A4 document in the body's type; numbers on all pages but the first."""
    document = Document()
    _set_type(document)
    section = document.sections[0]
    section.page_width, section.page_height = SHORT_SIDE, LONG_SIDE
    _set_margins(section)
    _number_pages(section)
    return document


def add_appendix_section(document: WordDocument, *, landscape: bool) -> Section:
    """A new page for an appendix; an appendix counts its own pages."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    sides = (LONG_SIDE, SHORT_SIDE) if landscape else (SHORT_SIDE, LONG_SIDE)
    section.page_width, section.page_height = sides
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.different_first_page_header_footer = True
    numbering = section._sectPr.find(qn("w:pgNumType"))
    if numbering is None:
        numbering = OxmlElement("w:pgNumType")
        section._sectPr.find(qn("w:pgMar")).addnext(numbering)
    numbering.set(qn("w:start"), "1")
    return section


def centred(paragraph: Paragraph) -> Paragraph:
    """Without the body's indent and the space after it."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return flush(paragraph)


def flush(paragraph: Paragraph) -> Paragraph:
    """Without the body's indent and the space after it."""
    paragraph.paragraph_format.first_line_indent = Mm(0)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = 1
    return paragraph


def ruled_off(paragraph: Paragraph, left: int, right: int) -> None:
    """A thin line over the paragraph, `left` and `right` away from the edges of its column."""
    flush(paragraph)
    paragraph.paragraph_format.space_before = Pt(3)
    paragraph.paragraph_format.left_indent = left
    paragraph.paragraph_format.right_indent = right
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(4)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _set_type(document: WordDocument) -> None:
    normal = document.styles["Normal"]
    _set_font(normal, BODY_SIZE)
    shape = normal.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    shape.first_line_indent, shape.space_after = FIRST_LINE, Pt(6)
    shape.line_spacing = 1.15
    for name in ("Heading 1", "Heading 2"):
        heading = document.styles[name]
        _set_font(heading, BODY_SIZE)
        heading.font.bold = True
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(6), Pt(6)
        heading.paragraph_format.keep_with_next = True
    defaults = document.styles.element.find(qn("w:docDefaults"))
    language = next(defaults.iter(qn("w:lang")), None)
    if language is not None:
        language.set(qn("w:val"), "vi-VN")


def _set_font(style: ParagraphStyle, size: Pt) -> None:
    style.font.name, style.font.size = FONT, size
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _set_margins(section: Section) -> None:
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = Mm(10)


def _number_pages(section: Section) -> None:
    """Centred in the top margin, from the second page on."""
    section.different_first_page_header_footer = True
    paragraph = centred(section.header.paragraphs[0])
    add_field(paragraph, "PAGE")
    for run in paragraph.runs:
        run.font.size = NUMBER_SIZE
