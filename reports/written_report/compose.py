"""The whole report, put together from its sections. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from coverage.counting.closed import Closing, ClosingUndone
from coverage.notation.periods import write_period_in_text
from coverage.tables.notations import write_moment
from reports.figures.blocks import Block
from reports.figures.standing import Row
from reports.layouts import COMPARISON_HEADING, RESULTS_HEADING, TASKS_HEADING
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.comparison import compared
from reports.written_report.facts import Facts
from reports.written_report.report import (
    Headings,
    Paragraph,
    Report,
    Section,
    grouped,
    numbered,
)
from reports.written_report.results import told_of, told_of_flow
from reports.written_report.sources import states_source
from reports.written_report.tables import parts_block
from reports.written_report.tasks import still_to_do
from reports.written_report.text import (
    Clause,
    Gap,
    Piece,
    Sentence,
    SentenceOrGap,
    clause,
    number,
    sentence,
)

USUAL_HEADINGS = Headings(RESULTS_HEADING, COMPARISON_HEADING, TASKS_HEADING)


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


def compose(facts: Facts, headings: Headings = USUAL_HEADINGS) -> Report:
    """The report of a unit and month; a section with nothing to say is left out."""
    draft = _Draft()
    opening = draft.paragraph(_opening(facts))
    results = _results(draft, headings.results, facts)
    comparison = _by_block(draft, headings.comparison, facts, compared)
    tasks = _by_block(draft, headings.tasks, facts, still_to_do)
    own = [Section(heading, to_fill_in=True) for heading in headings.extra]
    sections = [results, comparison, tasks, *own]
    shown = [each for each in sections if each.subsections or each.to_fill_in]
    told = list(_all_sentences(opening, shown))
    blocks = [parts_block(facts, block) for block in facts.blocks if _has_values(block)]
    return Report(
        title=words.title(facts.period, has_tasks=bool(tasks.subsections)),
        period=facts.period,
        moment=facts.moment,
        opening=opening,
        sections=shown,
        gaps=grouped(draft.gaps),
        blocks=blocks,
        is_simulated=facts.overview.is_simulated,
        sources=numbered(told, blocks),
        notes=[wording.STATE_NOTE] if any(wording.STATE_SIGN in each.text for each in told) else [],
    )


def _opening(facts: Facts) -> list[SentenceOrGap]:
    found, month = facts.overview, words.month_in_words(facts.period)
    subject = clause(wording.OPENING, area=words.area(facts.unit), month=month)
    told = [subject]
    if found.expected:
        states = states_source(facts.unit, facts.period, found.expected)
        reporting = clause(
            wording.REPORTING,
            with_figures=number(str(found.counts.with_figures), states),
            expected=number(str(found.counts.figures_expected), states),
            parts=words.parts_word(found.then),
            month=write_period_in_text(facts.period),
            handed_in=number(str(found.counts.handed_in), states),
            approved=number(str(found.counts.approved), states),
        )
        told.append(reporting)
        if gone := found.counts.not_applicable:
            told.append(clause(wording.NOT_APPLICABLE, units=number(str(gone), states)))
        if (edited := found.counts.edited) and not found.read_as.drafts:
            told.append(clause(wording.EDITED, edited=number(str(edited), states)))
        if found.closed is not None:
            told += _closed(found.closed)
    told.append(_own_month(facts))
    return [made for each in told if (made := sentence(each))]


def _own_month(facts: Facts) -> Clause | None:
    """That the unit reports itself, and how far that has come."""
    own = facts.overview.own_month_shown
    if own is None:
        return None
    return clause(
        wording.OWN_MONTH,
        month=write_period_in_text(facts.period),
        unit=words.place(facts.unit),
        state=wording.STATES_OF_MONTH[own.state],
    )


def _closed(closed: Closing) -> list[Clause | None]:
    """By whom the month was closed with which gaps, and what came later; or who undid that."""
    if isinstance(closed, ClosingUndone):
        undone = clause(
            wording.CLOSING_UNDONE,
            closed_at=write_moment(closed.closed_at),
            by=closed.by,
            at=write_moment(closed.at),
            reason=closed.reason.rstrip("."),
        )
        return [undone]
    told = clause(
        wording.CLOSED,
        by=closed.by,
        at=write_moment(closed.at),
        count=str(len(closed.missing)),
        expected=str(closed.expected),
        missing=", ".join(map(words.in_sentence, closed.missing)),
        reason=closed.reason.rstrip("."),
    )
    if not closed.came_later:
        return [told]
    return [
        told,
        clause(wording.CAME_LATER, units=", ".join(map(words.in_sentence, closed.came_later))),
    ]


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
    return Section(heading, subsections=[each for each in subsections if each.paragraphs])


def _indicator(draft: _Draft, facts: Facts, row: Row, parts: Sequence[Row]) -> Sequence[Paragraph]:
    stands, moves = told_of(facts, row, wording.LEVEL_OF_WHOLE)
    paragraphs = [draft.paragraph(stands), draft.paragraph(moves)]
    is_led = bool(paragraphs[0].sentences)
    template = wording.LEVEL_OF_PART if is_led else wording.LEVEL_OF_WHOLE
    items = []
    for part in parts:
        stands, moves = told_of(facts, part, template)
        items.append(draft.paragraph([*stands, *moves], is_item=True))
    if is_led and _with_text(items):
        paragraphs.append(Paragraph([Sentence((Piece(wording.PARTS_FOLLOW),))]))
    return _with_text([*paragraphs, *items])


def _by_block(
    draft: _Draft,
    heading: str,
    facts: Facts,
    tell_of: Callable[[Facts, Block], Sequence[SentenceOrGap]],
) -> Section:
    subsections = [
        Section(block.whole.indicator.name, _with_text([draft.paragraph(tell_of(facts, block))]))
        for block in facts.blocks
    ]
    return Section(heading, subsections=[each for each in subsections if each.paragraphs])


def _has_values(block: Block) -> bool:
    values = [row.value for row in block.parts]
    return any(each.has_figure or each.reckoned is not None for each in values)


def _with_text(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs if paragraph.sentences]


def _all_sentences(opening: Paragraph, sections: Sequence[Section]) -> Iterator[Sentence]:
    """In the order in which they are read."""
    yield from opening.sentences
    for section in sections:
        for paragraph in section.paragraphs:
            yield from paragraph.sentences
        yield from _all_sentences(Paragraph(()), section.subsections)
