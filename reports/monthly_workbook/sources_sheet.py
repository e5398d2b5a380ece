"""The sheet of sources: as seen when, made by whom, and the documents and sources drawn on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from coverage.models import Origin
from coverage.notation.periods import write_period
from coverage.tables.looks import (
    DATE_CELL,
    HEADING,
    MOMENT_CELL,
    NOTE,
    ORDINAL_CELL,
    SUBHEADING,
    TEXT_CELL,
    WARNING,
)
from coverage.tables.written_book import Held, SheetColumn, Subject, WrittenSheet
from reports.figures.differences import meeting_text
from reports.figures.page_heads import state_line
from reports.figures.values import OwnFigure
from reports.figures.words import month_state_text
from reports.monthly_workbook.content import Content, values_by_month
from targets.models import Document


@dataclass
class SourceLine:
    """The figures of one source: how many, recorded from when to when, and by whom."""

    source: str
    origin: str
    count: int
    first: datetime
    last: datetime
    people: set[str]


def write_sources(sheet: WrittenSheet, content: Content) -> None:
    columns = _document_columns()
    sheet.put(0, 0, _("Sources"), HEADING)
    row = _write_facts(sheet, content, 2)
    documents = content.provenance.documents
    row = _write_table(sheet, _("Documents that set the targets"), columns, documents, row + 1)
    sources = _sources_of(content)
    row = _write_table(sheet, _("Sources of the figures"), _source_columns(content), sources, row)
    sheet.put(row, 0, _("Who recorded each figure stands beside it among the figures."), NOTE)
    sheet.print_across(row, len(columns) - 1)
    sheet.worksheet.freeze_panes(1, 1)


def _write_facts(sheet: WrittenSheet, content: Content, row: int) -> int:
    overview = content.overview
    facts: list[tuple[str, Held]] = [
        (_("Unit"), overview.unit.full_name),
        (_("Month"), write_period(overview.months.now)),
        (_("Figures as they stood at"), overview.moment or content.made_at),
        (_("Workbook made at"), content.made_at),
        (_("Made by"), content.made_by),
        (_("State of the month"), state_line(overview) or month_state_text("")),
    ]
    facts += [(_("Note"), remark) for remark in content.remarks]
    if content.seen_by is not None:
        facts.append((_("Meeting"), meeting_text(content.seen_by)))
    for offset, (label, fact) in enumerate(facts):
        sheet.put(row + offset, 0, label, TEXT_CELL)
        sheet.put(row + offset, 1, fact, MOMENT_CELL if isinstance(fact, datetime) else TEXT_CELL)
    row += len(facts)
    if overview.is_simulated:
        mark = _("SIMULATED FIGURES: made up for demonstration, nobody’s report.")
        sheet.put(row, 0, mark, WARNING)
        row += 1
    return row


def _document_columns() -> list[SheetColumn[Document]]:
    """Their widths are those of the sheet."""
    return [
        SheetColumn(_("Set by"), 30, lambda each: each.assigner.name),
        SheetColumn(_("Document"), 22, lambda each: each.number),
        SheetColumn(_("Title"), 44, lambda each: each.title),
        SheetColumn(_("Unit it binds"), 26, lambda each: each.binds.full_name),
        SheetColumn(_("Origin"), 13, lambda each: str(Origin(each.origin).label)),
        SheetColumn(_("Issued on"), 16, lambda each: each.issued_on, DATE_CELL),
        SheetColumn(_("In force from"), 16, lambda each: each.effective_on, DATE_CELL),
        SheetColumn(
            _("Source"), 60, lambda each: "; ".join(filter(None, (each.clause, each.source)))
        ),
        SheetColumn(_("Note"), 50, lambda each: each.note),
    ]


def _source_columns(content: Content) -> list[SheetColumn[SourceLine]]:
    unit = content.overview.unit.full_name
    return [
        SheetColumn(_("Recorded by"), 0, lambda each: ", ".join(sorted(each.people))),
        SheetColumn(_("Figures"), 0, lambda each: each.count, ORDINAL_CELL),
        SheetColumn(_("Source"), 0, lambda each: each.source),
        SheetColumn(_("Unit"), 0, lambda _each: unit),
        SheetColumn(_("Origin"), 0, lambda each: str(Origin(each.origin).label)),
        SheetColumn(_("First recorded at"), 0, lambda each: each.first, MOMENT_CELL),
        SheetColumn(_("Last recorded at"), 0, lambda each: each.last, MOMENT_CELL),
    ]


def _write_table(
    sheet: WrittenSheet,
    title: str,
    columns: Sequence[SheetColumn[Subject]],
    lines: Iterable[Subject],
    row: int,
) -> int:
    """A table under its title. Gives the row after the next, where another may begin."""
    sheet.put(row, 0, title, SUBHEADING)
    sheet.start_table(row + 1, columns)
    return sheet.put_lines(row + 2, columns, lines) + 2


def _sources_of(content: Content) -> list[SourceLine]:
    found: dict[tuple[str, str], SourceLine] = {}
    for own in _own_figures(content):
        line = found.setdefault(
            (own.source, own.origin),
            SourceLine(own.source, own.origin, 0, own.recorded_at, own.recorded_at, set()),
        )
        line.count += 1
        line.first = min(line.first, own.recorded_at)
        line.last = max(line.last, own.recorded_at)
        line.people.add(own.recorded_by)
    return sorted(found.values(), key=lambda line: (line.origin, line.source))


def _own_figures(content: Content) -> Iterable[OwnFigure]:
    months = content.overview.months
    for block in content.blocks:
        for row in block.rows:
            for value in values_by_month(row, months).values():
                if value.own is not None:
                    yield value.own
