"""The appendices: the units below, indicator by indicator, with charts; and the sources."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from reports.models import ReportLayout
from reports.written_report import sentences as wording
from reports.written_report.frame_words import appendix_subject, seen_note
from reports.written_report.report import Appendix, Cells, PartsBlock, Report, appendices
from reports.written_report.text import Source
from reports.written_report.word.chart import add_chart
from reports.written_report.word.marks import clean, write_marks
from reports.written_report.word.page import (
    HEAD_SIZE,
    LANDSCAPE_WIDTH,
    add_appendix_section,
    centred,
    flush,
)
from reports.written_report.word.tables import SMALL, SMALLER, Cell, add_table
from reports.written_report.words import roman

PARTS_WIDTHS = (9, 51, 22, 22, 19, 22, 17, 22, 22, 23, 23)
# Of the tasks: number and name, then columns of one width.
FIRST_WIDTHS, WIDEST = (10, 56), 40
SOURCE_WIDTHS = (10, 24, 92, 80, 46)
LOW, HIGH, MANY_BARS = Mm(62), Mm(90), 15


def write_appendices(document: WordDocument, report: Report, layout: ReportLayout) -> None:
    """Each begins a page and counts its own pages; what is empty is left out."""
    write = {
        Appendix.PARTS: _write_parts,
        Appendix.TASKS: _write_tasks,
        Appendix.SOURCES: _write_sources,
        Appendix.GAPS: _write_gaps,
    }
    for number, appendix in enumerate(appendices(report), start=1):
        add_appendix_section(document, landscape=True)
        _write_title(document, number, appendix_subject(appendix, report.period), layout)
        write[appendix](document, report)


def _write_parts(document: WordDocument, report: Report) -> None:
    for position, block in enumerate(report.blocks, start=1):
        _write_block(document, report, block, position)


def _write_tasks(document: WordDocument, report: Report) -> None:
    tasks = report.tasks
    if tasks is None:
        return
    count = len(tasks.columns) - len(FIRST_WIDTHS)
    width = (round(LANDSCAPE_WIDTH.mm) - sum(FIRST_WIDTHS)) // count
    widths = [*FIRST_WIDTHS, *[min(width, WIDEST)] * count]
    rows = [*(_cells(row, is_bold=False) for row in tasks.rows), _cells(tasks.whole, is_bold=True)]
    add_table(document, tasks.columns, widths, rows, SMALL)
    note = _write_note(document, tasks.notes)
    write_marks(note, tasks.sources, report.sources)


def _write_title(document: WordDocument, number: int, subject: str, layout: ReportLayout) -> None:
    heading = wording.APPENDIX.format(number=roman(number))
    centred(document.add_paragraph()).add_run(heading).bold = True
    title = centred(document.add_paragraph()).add_run(subject.upper())
    title.bold, title.font.size = True, HEAD_SIZE
    attached = wording.ATTACHED_TO.format(symbol=layout.symbol)
    line = centred(document.add_paragraph())
    run = line.add_run(clean(attached))
    run.italic, run.font.size = True, HEAD_SIZE
    line.paragraph_format.space_after = Pt(10)


def _write_block(document: WordDocument, report: Report, block: PartsBlock, position: int) -> None:
    title = flush(document.add_paragraph())
    title.paragraph_format.keep_with_next = True
    title.paragraph_format.page_break_before = position > 1
    title.add_run(clean(f"{position}. {block.title}")).bold = True
    write_marks(title, block.sources, report.sources)
    if block.is_simulated:
        title.add_run(wording.SIMULATED_NOTE).italic = True
    rows = [*(_cells(row, is_bold=False) for row in block.rows), _cells(block.whole, is_bold=True)]
    add_table(document, block.columns, PARTS_WIDTHS, rows, SMALL)
    _write_note(document, block.notes)
    if block.chart is not None:
        height = HIGH if len(block.chart.bars) > MANY_BARS else LOW
        add_chart(document, block.chart, position, Length(LANDSCAPE_WIDTH), height)


def _write_note(document: WordDocument, notes: str) -> Paragraph:
    note = flush(document.add_paragraph())
    note.paragraph_format.space_after = Pt(6)
    run = note.add_run(clean(notes))
    run.italic, run.font.size = True, SMALL
    return note


def _write_sources(document: WordDocument, report: Report) -> None:
    seen = seen_note(report.moment, report.seen_by)
    flush(document.add_paragraph(clean(f"{seen} {wording.SOURCES_NOTE}")))
    if report.adjusted:
        flush(document.add_paragraph(wording.ADJUSTED_NOTE))
        for line in report.adjusted:
            flush(document.add_paragraph(clean(f"- {line}")))
    rows = [
        [Cell(str(number), "center", bookmark=number), *map(Cell, _texts(source))]
        for source, number in report.sources.items()
    ]
    add_table(document, wording.SOURCE_COLUMNS, SOURCE_WIDTHS, rows, SMALLER)
    flush(document.add_paragraph())  # Word wants one after the last table


def _write_gaps(document: WordDocument, report: Report) -> None:
    for subject, missing in report.gaps.items():
        document.add_paragraph(clean(f"{wording.ITEM}{subject}: {'; '.join(missing)}."))


def _texts(source: Source) -> Sequence[str]:
    what = source.what
    if source.note:
        what = wording.NOTED.format(what=what, note=source.note)
    kind = f"{source.kind}{wording.SIMULATED_NOTE if source.is_simulated else ''}"
    return (kind, what[:1].upper() + what[1:], source.origin, source.record)


def _cells(cells: Cells, *, is_bold: bool) -> list[Cell]:
    place, name, *numbers = cells.texts
    note = wording.SIMULATED_NOTE_OF_ROW if cells.is_simulated else ""
    return [
        Cell(place, "center", is_bold),
        Cell(name, "left", is_bold, note=note),
        *(Cell(text, "right", is_bold) for text in numbers),
    ]
