"""The report as a value; pages and documents render it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from coverage.tables.notations import Notation
from reports.filters import SeenBy
from reports.written_report.text import Gap, Sentence, Source
from targets.attainment import Quantity


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of the three sections, and the office's own after them."""

    results: str
    comparison: str
    tasks: str
    extra: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    sentences: Sequence[Sentence]
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """`to_fill_in`: a heading of the office's own, with room to write under it."""

    heading: str
    paragraphs: Sequence[Paragraph] = ()
    subsections: Sequence["Section"] = ()
    to_fill_in: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """A line of the table of the units below; the name comes second. `values`: what `texts` say,
    unrounded; `notations`: by place, of those written in their own way."""

    texts: Sequence[str]
    values: Sequence[Quantity | str | None]
    notations: Mapping[int, Notation]
    is_simulated: bool


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
class Report:
    """`gaps`: what is missing of each subject. `moment`: as of when the rows were read, by the
    meeting that saw them so, if any; `adjusted`: what was adjusted since;
    `notes`: what the signs in the sentences mean; `remarks`: what is said of how it was asked
    for."""

    title: str
    period: date
    moment: datetime
    opening: Paragraph
    sections: Sequence[Section]
    gaps: Mapping[str, Sequence[str]]
    blocks: Sequence[PartsBlock]
    is_simulated: bool
    sources: Mapping[Source, int] = field(default_factory=dict)
    seen_by: SeenBy | None = None
    adjusted: Sequence[str] = ()
    notes: Sequence[str] = ()
    remarks: Sequence[str] = ()


def numbered(sentences: Iterable[Sentence], blocks: Sequence[PartsBlock]) -> dict[Source, int]:
    """Each source with its number, in the order in which the report first cites it."""
    cited = [source for each in sentences for piece in each.pieces for source in piece.sources]
    cited += [source for block in blocks for source in block.sources]
    return {source: position for position, source in enumerate(dict.fromkeys(cited), start=1)}


def grouped(gaps: Iterable[Gap]) -> dict[str, list[str]]:
    """What is missing, by subject, each thing once."""
    found: dict[str, list[str]] = {}
    for gap in gaps:
        missing = found.setdefault(gap.subject, [])
        if gap.missing not in missing:
            missing.append(gap.missing)
    return found
