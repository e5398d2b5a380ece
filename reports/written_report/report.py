"""The report as a value; pages and documents render it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from coverage.tables.notations import Notation
from reports.filters import SeenBy
from reports.written_report.text import Gap, Sentence, Source
from targets.attainment import Quantity


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of the five sections."""

    assessment: str
    results: str
    limits: str
    tasks: str
    proposals: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`copied_from`: the month whose text the office has not touched since; None of any other."""

    sentences: Sequence[Sentence]
    is_item: bool = False
    copied_from: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    paragraphs: Sequence[Paragraph] = ()
    subsections: Sequence["Section"] = ()

    @property
    def says_something(self) -> bool:
        return bool(self.paragraphs or self.subsections)


@dataclass(frozen=True, slots=True)
class Cells:
    """A line of a table of the units below; the name comes second. `values`: what `texts` say,
    unrounded; `notations`: by place, of those written in their own way."""

    texts: Sequence[str]
    values: Sequence[Quantity | str | None]
    is_simulated: bool
    notations: Mapping[int, Notation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bar:
    """A unit's rate in the chart, in per cent, and as it is written."""

    name: str
    rate: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The rates of the units below, lowest first, beside the rate of the whole."""

    title: str
    bars: Sequence[Bar]
    average: Decimal | None
    is_simulated: bool

    @property
    def top(self) -> Decimal:
        """The end of the scale: 100 %, or more where a rate is above."""
        rates = [bar.rate for bar in self.bars]
        return max([Decimal(100), *rates, *([self.average] if self.average is not None else [])])


@dataclass(frozen=True, slots=True)
class PartsBlock:
    """The units below for one indicator: table with its headings, notes under it, chart."""

    title: str
    columns: Sequence[str]
    notes: str
    rows: Sequence[Cells]
    whole: Cells
    sources: tuple[Source, ...]
    chart: Chart | None
    is_simulated: bool


@dataclass(frozen=True, slots=True)
class TasksTable:
    """What each unit below still has to win, and the whole: a line a unit, two columns an
    indicator."""

    columns: Sequence[str]
    notes: str
    rows: Sequence[Cells]
    whole: Cells
    sources: tuple[Source, ...]
    is_simulated: bool


@dataclass(frozen=True, slots=True)
class Report:
    """`gaps`: what is missing of each subject, for who drafts it. `moment`: as of when the rows
    were read, by the meeting that saw them so, if any; `adjusted`: what was adjusted since;
    `notes`: what the signs in the sentences mean; `remarks`: what is said of how it was asked
    for. `sources`: with their numbers; none in the copy to sign, of which `is_to_check` is not
    true."""

    title: str
    period: date
    moment: datetime
    opening: Paragraph
    sections: Sequence[Section]
    gaps: Mapping[str, Sequence[str]]
    blocks: Sequence[PartsBlock]
    is_simulated: bool
    tasks: TasksTable | None = None
    sources: Mapping[Source, int] = field(default_factory=dict)
    seen_by: SeenBy | None = None
    adjusted: Sequence[str] = ()
    notes: Sequence[str] = ()
    remarks: Sequence[str] = ()
    is_to_check: bool = False


class Appendix(StrEnum):
    PARTS = "parts"
    TASKS = "tasks"
    SOURCES = "sources"
    GAPS = "gaps"


def appendices(report: Report) -> list[Appendix]:
    """Those it has, in their order."""
    there = {
        Appendix.PARTS: report.blocks,
        Appendix.TASKS: report.tasks,
        Appendix.SOURCES: report.sources,
        Appendix.GAPS: report.is_to_check and report.gaps,
    }
    return [each for each, content in there.items() if content]


def numbered(
    sentences: Iterable[Sentence], tables: Iterable[PartsBlock | TasksTable]
) -> dict[Source, int]:
    """Each source with its number, in the order in which the report first cites it."""
    cited = [source for each in sentences for piece in each.pieces for source in piece.sources]
    cited += [source for table in tables for source in table.sources]
    return {source: position for position, source in enumerate(dict.fromkeys(cited), start=1)}


def grouped(gaps: Iterable[Gap]) -> dict[str, list[str]]:
    """What is missing, by subject, each thing once."""
    found: dict[str, list[str]] = {}
    for gap in gaps:
        missing = found.setdefault(gap.subject, [])
        if gap.missing not in missing:
            missing.append(gap.missing)
    return found
