"""The text of the report: numbered sections, sentences with their sources."""

from collections.abc import Mapping

from docx.document import Document as WordDocument

from reports.written_report import sentences as wording
from reports.written_report.report import Paragraph, Report, Section
from reports.written_report.text import Source
from reports.written_report.word.marks import clean, write_sentence
from reports.written_report.word.page import flush
from reports.written_report.word.tables import SMALL
from reports.written_report.words import roman


def write_body(document: WordDocument, report: Report) -> None:
    _write_paragraph(document, report.opening, report.sources)
    for position, section in enumerate(report.sections, start=1):
        document.add_heading(clean(f"{roman(position)}. {section.heading.upper()}"), level=1)
        _write_section(document, section, report.sources)
    for note in report.notes:
        run = flush(document.add_paragraph()).add_run(note)
        run.italic, run.font.size = True, SMALL


def _write_section(document: WordDocument, section: Section, numbers: Mapping[Source, int]) -> None:
    for paragraph in section.paragraphs:
        _write_paragraph(document, paragraph, numbers)
    for position, part in enumerate(section.subsections, start=1):
        document.add_heading(clean(f"{position}. {part.heading}"), level=2)
        _write_section(document, part, numbers)


def _write_paragraph(
    document: WordDocument, paragraph: Paragraph, numbers: Mapping[Source, int]
) -> None:
    written = document.add_paragraph(wording.ITEM if paragraph.is_item else "")
    for position, sentence in enumerate(paragraph.sentences):
        if position:
            written.add_run(" ")
        write_sentence(written, sentence, numbers)
