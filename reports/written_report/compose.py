"""The whole report, put together from its sections. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from coverage.indicator_facts import HEALTH, HEALTH_GROUPS
from coverage.models import Indicator
from reports.figures.blocks import Block
from reports.figures.standing import Row
from reports.layouts import (
    ASSESSMENT_HEADING,
    LIMITS_HEADING,
    PROPOSALS_HEADING,
    RESULTS_HEADING,
    TASKS_HEADING,
)
from reports.models import TextSection
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.comparison import lagging, leading
from reports.written_report.facts import Facts
from reports.written_report.opening import not_yet_whole, opening
from reports.written_report.own_text import OwnText, own_paragraphs
from reports.written_report.report import (
    Headings,
    Paragraph,
    Report,
    Section,
    TasksTable,
    grouped,
    numbered,
)
from reports.written_report.results import told_of, told_of_flow
from reports.written_report.tables import parts_block
from reports.written_report.tasks import still_to_do
from reports.written_report.tasks_table import tasks_table
from reports.written_report.text import Gap, Piece, Sentence, SentenceOrGap

USUAL_HEADINGS = Headings(
    ASSESSMENT_HEADING, RESULTS_HEADING, LIMITS_HEADING, TASKS_HEADING, PROPOSALS_HEADING
)
Texts = Mapping[str, OwnText]
NO_TEXTS: Texts = {}
TASKS_APPENDIX = 2


class _Draft:
    """Takes what is told apart: sentences into paragraphs, gaps into one list."""

    def __init__(self) -> None:
        self.gaps: list[Gap] = []

    def paragraph(self, told: Iterable[SentenceOrGap], *, is_item: bool = False) -> Paragraph:
        sentences: list[Sentence] = []
        for each in told:
            if isinstance(each, Gap):
                self.gaps.append(each)
            else:
                sentences.append(each)
        return Paragraph(sentences, is_item=is_item)


def compose(facts: Facts, headings: Headings = USUAL_HEADINGS, texts: Texts = NO_TEXTS) -> Report:
    """The report of a unit and month; a section with nothing to say is left out. `texts`: the
    office's own, by section."""
    facts = _health_first(facts)
    draft = _Draft()
    begins = draft.paragraph(opening(facts))
    results = _results(draft, headings.results, facts)
    of_units = tasks_table(facts)
    tasks = _tasks(draft, headings.tasks, facts, texts)
    sections = [
        Section(headings.assessment, own_paragraphs(texts.get(TextSection.ASSESSMENT))),
        results,
        _limits(draft, headings.limits, facts, texts),
        replace(tasks, paragraphs=_leading_to(of_units, facts)),
        Section(headings.proposals, own_paragraphs(texts.get(TextSection.PROPOSALS))),
    ]
    shown = [each for each in sections if each.says_something]
    told = list(_all_sentences(begins, shown))
    blocks = [parts_block(facts, block) for block in facts.blocks if _has_values(block)]
    return Report(
        title=words.title(facts.period, has_tasks=tasks.says_something),
        period=facts.period,
        moment=facts.moment,
        opening=begins,
        sections=shown,
        gaps=grouped(draft.gaps),
        blocks=blocks,
        tasks=of_units,
        is_simulated=facts.overview.is_simulated,
        sources=numbered(told, [*blocks, *([of_units] if of_units else [])]),
        notes=[wording.STATE_NOTE] if any(wording.STATE_SIGN in each.text for each in told) else [],
    )


def _health_first(facts: Facts) -> Facts:
    """Such a report begins with health insurance; pages and workbooks keep the usual order."""

    def is_other(indicator: Indicator) -> bool:
        return indicator.code not in (HEALTH, *HEALTH_GROUPS)

    wholes = sorted(facts.overview.wholes, key=lambda row: is_other(row.indicator))
    blocks = sorted(facts.blocks, key=lambda block: is_other(block.whole.indicator))
    return replace(facts, overview=replace(facts.overview, wholes=wholes), blocks=blocks)


def _results(draft: _Draft, heading: str, facts: Facts) -> Section:
    """A subsection for each indicator, its part-indicators as items under it; then the counts."""
    rows = facts.overview.wholes
    subsections: list[Section] = []
    for row in rows:
        if row.indicator.part_of_id is not None:
            continue
        parts = [each for each in rows if each.indicator.part_of_id == row.indicator.pk]
        subsections.append(Section(row.indicator.name, _indicator(draft, facts, row, parts)))
    flows = [draft.paragraph(told_of_flow(facts, flow)) for flow in facts.overview.flows]
    subsections.append(Section(wording.FLOWS_HEADING, _with_text(flows)))
    return Section(heading, subsections=_saying_something(subsections))


def _indicator(draft: _Draft, facts: Facts, row: Row, parts: Sequence[Row]) -> Sequence[Paragraph]:
    stands, moves = told_of(facts, row, wording.LEVEL_OF_WHOLE)
    told = (stands, moves, _of_units(facts, row))
    paragraphs = [draft.paragraph(each) for each in told]
    is_led = bool(paragraphs[0].sentences)
    template = wording.LEVEL_OF_PART if is_led else wording.LEVEL_OF_WHOLE
    items = []
    for part in parts:
        stands, moves = told_of(facts, part, template)
        items.append(draft.paragraph([*stands, *moves, *_of_units(facts, part)], is_item=True))
    if is_led and _with_text(items):
        follow = wording.PARTS_FOLLOW.format(indicator=row.indicator.name)
        paragraphs.append(Paragraph([Sentence((Piece(follow),))]))
    return _with_text([*paragraphs, *items])


def _of_units(facts: Facts, row: Row) -> list[SentenceOrGap]:
    block = facts.block_of(row)
    return leading(facts, block) if block else []


def _limits(draft: _Draft, heading: str, facts: Facts, texts: Texts) -> Section:
    """What the month lacks and who is behind, indicator by indicator; then why."""
    month = Section(wording.REPORTING_HEADING, _with_text([draft.paragraph(not_yet_whole(facts))]))
    causes = Section(wording.CAUSES_HEADING, own_paragraphs(texts.get(TextSection.CAUSES)))
    behind = _by_block(draft, facts, lagging)
    return Section(heading, subsections=_saying_something([month, *behind, causes]))


def _tasks(draft: _Draft, heading: str, facts: Facts, texts: Texts) -> Section:
    """What is left to do, then how."""
    measures = Section(wording.MEASURES_HEADING, own_paragraphs(texts.get(TextSection.MEASURES)))
    asked = _by_block(draft, facts, still_to_do)
    return Section(heading, subsections=_saying_something([*asked, measures]))


def _leading_to(of_units: TasksTable | None, facts: Facts) -> list[Paragraph]:
    """To the appendix of tasks, which follows that of the figures they are reckoned from."""
    if of_units is None:
        return []
    said = wording.SEE_TASKS.format(year=facts.period.year, appendix=words.roman(TASKS_APPENDIX))
    return [Paragraph([Sentence((Piece(said),))])]


def _by_block(
    draft: _Draft, facts: Facts, tell_of: Callable[[Facts, Block], Sequence[SentenceOrGap]]
) -> list[Section]:
    return [
        Section(block.whole.indicator.name, _with_text([draft.paragraph(tell_of(facts, block))]))
        for block in facts.blocks
    ]


def _has_values(block: Block) -> bool:
    values = [row.value for row in block.parts]
    return any(each.has_figure or each.reckoned is not None for each in values)


def _with_text(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs if paragraph.sentences]


def _saying_something(sections: Iterable[Section]) -> list[Section]:
    return [section for section in sections if section.says_something]


def _all_sentences(begins: Paragraph, sections: Sequence[Section]) -> Iterator[Sentence]:
    """In the order in which they are read."""
    yield from begins.sentences
    for section in sections:
        for paragraph in section.paragraphs:
            yield from paragraph.sentences
        yield from _all_sentences(Paragraph(()), section.subsections)
