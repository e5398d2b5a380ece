"""The sheet of sources: as seen when, made by whom, and the documents and sources drawn on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.models import Origin
from coverage.notation.periods import write_period
from reports.figures.differences import meeting_text
from reports.figures.values import OwnFigure
from reports.monthly_workbook.book import Cell, Column, WrittenSheet, without_zone
from reports.monthly_workbook.content import Content, values_by_month
from reports.monthly_workbook.looks import (
    DATE_CELL,
    HEADER,
    HEADING,
    MOMENT_CELL,
    NOTE,
    ORDINAL_CELL,
    SUBHEADING,
    TEXT_CELL,
    WARNING,
)
from targets.models import Document

WIDTHS = (30, 22, 44, 26, 13, 16, 16, 60, 50)


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
    for position, width in enumerate(WIDTHS):
        sheet.worksheet.set_column(position, position, width)
    sheet.put(0, 0, _("Sources"), HEADING)
    row = _write_facts(sheet, content, 2)
    row = _write_documents(sheet, content.provenance.documents, row + 1)
    row = _write_figures(sheet, content, row + 1)
    sheet.put(row + 1, 0, _("Who recorded each figure stands beside it among the figures."), NOTE)
    sheet.print_across(row + 1, len(WIDTHS) - 1)
    sheet.worksheet.freeze_panes(1, 1)


def _write_facts(sheet: WrittenSheet, content: Content, row: int) -> int:
    overview = content.overview
    made = without_zone(localtime(content.made_at))
    seen = without_zone(localtime(overview.moment)) if overview.moment else made
    facts: list[tuple[str, Cell]] = [
        (_("Unit"), overview.unit.full_name),
        (_("Month"), write_period(overview.months.now)),
        (_("Figures as they stood at"), seen),
        (_("Workbook made at"), made),
        (_("Made by"), content.made_by),
        (_("Units that have reported"), f"{overview.reported}/{overview.expected}"),
    ]
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


def _write_documents(sheet: WrittenSheet, documents: Iterable[Document], row: int) -> int:
    columns = [
        Column(_("Set by"), 0, TEXT_CELL),
        Column(_("Document"), 0, TEXT_CELL),
        Column(_("Title"), 0, TEXT_CELL),
        Column(_("Unit it binds"), 0, TEXT_CELL),
        Column(_("Origin"), 0, TEXT_CELL),
        Column(_("Issued on"), 0, DATE_CELL),
        Column(_("In force from"), 0, DATE_CELL),
        Column(_("Source"), 0, TEXT_CELL),
        Column(_("Note"), 0, TEXT_CELL),
    ]
    lines: list[list[Cell]] = [
        [
            each.assigner.name,
            each.number or None,
            each.title,
            each.binds.full_name,
            str(Origin(each.origin).label),
            each.issued_on,
            each.effective_on,
            "; ".join(text for text in (each.clause, each.source) if text) or None,
            each.note or None,
        ]
        for each in documents
    ]
    return _write_table(sheet, _("Documents that set the targets"), columns, lines, row)


def _write_figures(sheet: WrittenSheet, content: Content, row: int) -> int:
    columns = [
        Column(_("Recorded by"), 0, TEXT_CELL),
        Column(_("Figures"), 0, ORDINAL_CELL),
        Column(_("Source"), 0, TEXT_CELL),
        Column(_("Unit"), 0, TEXT_CELL),
        Column(_("Origin"), 0, TEXT_CELL),
        Column(_("First recorded at"), 0, MOMENT_CELL),
        Column(_("Last recorded at"), 0, MOMENT_CELL),
    ]
    lines: list[list[Cell]] = [
        [
            ", ".join(sorted(each.people)),
            each.count,
            each.source or None,
            content.overview.unit.full_name,
            str(Origin(each.origin).label),
            without_zone(localtime(each.first)),
            without_zone(localtime(each.last)),
        ]
        for each in _sources_of(content)
    ]
    return _write_table(sheet, _("Sources of the figures"), columns, lines, row)


def _write_table(
    sheet: WrittenSheet, title: str, columns: list[Column], lines: list[list[Cell]], row: int
) -> int:
    """A table under its title. Gives the first row after it."""
    sheet.put(row, 0, title, SUBHEADING)
    sheet.put_row(row + 1, [column.heading for column in columns], [HEADER] * len(columns))
    looks = [column.look for column in columns]
    for offset, line in enumerate(lines, start=row + 2):
        sheet.put_row(offset, line, looks)
    return row + 2 + len(lines)


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
