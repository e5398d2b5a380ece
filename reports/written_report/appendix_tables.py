"""The tables of the report's appendices, as its page shows them. Their words are Vietnamese."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from coverage.tables.columns import Beside, Column
from coverage.tables.notations import (
    NUMBER,
    PEOPLE,
    TEXT,
    YEAR,
    Notation,
)
from coverage.tables.table import Table
from reports.figures.columns import mark_simulated
from reports.written_report import sentences as wording
from reports.written_report.notations import CHANGE, REMAINING
from reports.written_report.report import Cells, PartsBlock, Report, TasksTable
from reports.written_report.text import Source
from targets.wording import TARGET

NOTATIONS = (
    YEAR, TEXT, PEOPLE, PEOPLE, NUMBER, TARGET, NUMBER, REMAINING, CHANGE, CHANGE, CHANGE,
)  # fmt: skip


class PartsOfReport(Table):
    """The units below for one indicator; its columns are those of the printed table."""

    name = "parts"
    on_phone = ("column_1", "column_2", "column_6", "column_7")

    def __init__(self, block: PartsBlock, number: int) -> None:
        self.labelled_by = f"block-{number}"
        super().__init__(
            block.rows,
            heading=f"{number}. {block.title}",
            notes=[block.notes] if block.notes else [],
            totals=[block.whole],
            extra_columns=[
                (f"column_{place}", _column(place, heading, notation))
                for place, (heading, notation) in enumerate(
                    zip(block.columns, NOTATIONS, strict=True)
                )
            ],
        )


class TasksOfUnits(Table):
    """What each unit below still has to win; its columns are those of the printed table."""

    name = "tasks"
    labelled_by = "tasks-heading"

    def __init__(self, tasks: TasksTable, heading: str) -> None:
        of_numbers = [PEOPLE] * (len(tasks.columns) - 2)
        self.on_phone = [f"column_{place}" for place in range(1, len(tasks.columns), 2)]
        super().__init__(
            tasks.rows,
            heading=heading,
            notes=[tasks.notes],
            totals=[tasks.whole],
            extra_columns=[
                (f"column_{place}", _column(place, title, notation))
                for place, (title, notation) in enumerate(
                    zip(tasks.columns, [YEAR, TEXT, *of_numbers], strict=True)
                )
            ],
        )


def _column(place: int, heading: str, notation: Notation) -> Column:
    def named(cells: Cells) -> SafeString:
        return format_html("{}{}", cells.texts[place], simulated_html(cells.is_simulated))

    is_name = place == 1
    return Column(
        heading,
        lambda cells: cells.values[place],
        notation,
        of_line=lambda cells: cells.notations.get(place, notation),
        write=lambda cells: cells.texts[place],
        css="unit" if is_name else "num" if place else "",
        is_heading=is_name,
        origin=(lambda cells: mark_simulated(cells.is_simulated)) if is_name else None,
        draw=named if is_name else None,
    )


def simulated_html(is_simulated: bool) -> SafeString:
    """The mark in the language of the report, whatever that of the screens."""
    if not is_simulated:
        return SafeString()
    mark = ' <span class="origin-mark origin-simulated">{}</span>'
    return format_html(mark, wording.SIMULATED_WORD)


@dataclass(frozen=True, slots=True)
class SourceLine:
    number: int
    source: Source


class SourcesTable(Table):
    name = "sources"
    css = "figures sources-list"
    labelled_by = "sources-heading"
    on_phone = ("number", "what", "origin")

    number = Column(wording.SOURCE_COLUMNS[0], lambda line: line.number, YEAR)
    kind = Column(
        wording.SOURCE_COLUMNS[1],
        lambda line: line.source.kind,
        origin=lambda line: mark_simulated(line.source.is_simulated),
        draw=lambda line: format_html(
            "{}{}", line.source.kind, simulated_html(line.source.is_simulated)
        ),
    )
    what = Column(
        wording.SOURCE_COLUMNS[2],
        lambda line: line.source.what[:1].upper() + line.source.what[1:],
        beside=(Beside(lambda line: line.source.note),),
    )
    origin = Column(
        wording.SOURCE_COLUMNS[3],
        lambda line: line.source.origin,
        address=lambda line: (
            reverse("document", args=[line.source.document_id]) if line.source.document_id else ""
        ),
    )
    record = Column(wording.SOURCE_COLUMNS[4], lambda line: line.source.record)

    def attributes_of(self, line: SourceLine) -> Mapping[str, str]:
        return {"id": f"source-{line.number}"}


def sources_table(report: Report, heading: str) -> SourcesTable:
    lines = [SourceLine(number, source) for source, number in report.sources.items()]
    return SourcesTable(lines, heading=heading)
