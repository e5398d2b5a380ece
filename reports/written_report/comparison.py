"""The second section: the units below beside the whole and beside one another. Pure."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from coverage.notation.periods import write_period_in_text
from reports.figures.blocks import Block
from reports.figures.standing import Row, Standing
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.part_sources import parts_sources, parts_target_source
from reports.written_report.results import cited_now
from reports.written_report.text import (
    Gap,
    Piece,
    SentenceOrGap,
    Source,
    certain,
    clause,
    joined,
    number,
    tell,
)
from targets.pace import Light

MOST_NAMED = 12
FEW_NAMED = 5


def compared(facts: Facts, block: Block) -> list[SentenceOrGap]:
    """Who is below the common rate, who leads and trails, who has reached the year's target."""
    if not block.parts:
        return []
    return [*_rates(facts, block), *_finished(facts, block)]


def names_with(
    rows: Sequence[Row], text_of: Callable[[Row], str | None], sources: Sequence[Source]
) -> list[Piece]:
    """Units, each with a number in brackets: "huyện Cầu Kè (76,13 %), …"."""
    groups = []
    for row in rows:
        shown = number(words.signed(text_of(row), row), *sources)
        name = Piece(words.in_sentence(row.unit.full_name))
        groups.append([name, Piece(" ("), shown, Piece(")")] if shown else [name])
    return joined(groups, ", ")


def _rates(facts: Facts, block: Block) -> list[SentenceOrGap]:
    subject, rated = block.whole.indicator.name, block.rated_parts
    expected = len(block.expected_parts)
    told: list[SentenceOrGap] = []
    if len(rated) < expected:
        missing = wording.GAP_PARTS_RATES.format(
            missing=expected - len(rated), expected=expected, parts=_parts_word(block)
        )
        told.append(Gap(subject, missing))
    if not rated:
        return told
    told.append(_below(facts, block, len(rated)))
    if len(rated) > 1:
        told += _extremes(facts, block, rated)
    return told


def _below(facts: Facts, block: Block, rated: int) -> SentenceOrGap:
    sources, below = _sources(facts, block), block.below_average
    template, named = wording.BELOW, below
    if not below:
        template = wording.NONE_BELOW if rated > 1 else wording.BELOW_OF_ONE
    elif len(below) > MOST_NAMED:
        template = wording.MANY_BELOW
        named = sorted(below, key=lambda row: row.value.rate or 0)[:FEW_NAMED]
    now = cited_now(facts, block.whole)
    made = clause(
        template,
        indicator=block.whole.indicator.name,
        place=words.place(facts.unit),
        average=number(words.signed(words.whole_rate(block.whole), block.whole), *now.rate),
        count=number(str(len(below)), *sources),
        rated=number(str(rated), *sources),
        parts=_parts_word(block),
        names=names_with(named, _rate_text, sources),
    )
    missing = wording.GAP_AVERAGE.format(month=write_period_in_text(facts.period))
    return tell(made, Gap(block.whole.indicator.name, missing))


def _extremes(
    facts: Facts, block: Block, rated: Sequence[tuple[Row, Decimal]]
) -> list[SentenceOrGap]:
    """Units of the same rate are named together."""
    sources = _sources(facts, block)
    rates = [rate for _row, rate in rated]
    highest = [row for row, rate in rated if rate == max(rates)][:FEW_NAMED]
    lowest = [row for row, rate in rated if rate == min(rates)][:FEW_NAMED]
    is_of_all = len(rated) == len(block.expected_parts)
    made = clause(
        wording.EXTREMES if is_of_all else wording.EXTREMES_OF_SOME,
        rated=number(str(len(rated)), *sources),
        parts=_parts_word(block),
        highest=names_with(highest, _rate_text, sources),
        lowest=names_with(lowest, _rate_text, sources),
    )
    return certain(made)


def _finished(facts: Facts, block: Block) -> list[SentenceOrGap]:
    """Against the targets of the year that one assigner set for the units below."""
    subject, year = block.whole.indicator.name, facts.period.year
    of_year = [
        (row, standing) for row in block.parts if (standing := row.standing_by(block.chosen))
    ]
    told: list[SentenceOrGap] = []
    expected = block.expected_parts
    without = [row for row in expected if row.standing_by(block.chosen) is None]
    if without:
        missing = wording.GAP_PARTS_TARGET.format(
            year=year, missing=len(without), expected=len(expected), parts=_parts_word(block)
        )
        told.append(Gap(subject, missing))
    judged = [
        (row, standing) for row, standing in of_year if standing.assessment.attainment is not None
    ]
    if judged:
        told += _finishers(facts, block, judged)
    return told


def _finishers(
    facts: Facts, block: Block, judged: Sequence[tuple[Row, Standing]]
) -> list[SentenceOrGap]:
    reached = [row for row, standing in judged if standing.light is Light.REACHED]
    finished = [row for row in reached if not row.has_open_warning]
    warned = [row for row in reached if row.has_open_warning]
    unapproved = sum(row.value.unapproved > 0 for row in finished)
    standings = [standing for _row, standing in judged]
    target = parts_target_source(facts.unit, block.whole.indicator, standings)
    sources = (*_sources(facts, block), target)
    template, named = wording.FINISHED, finished
    if len(judged) == 1 and not reached:
        template, named = wording.NOT_FINISHED_BY_ONE, [row for row, _standing in judged]
    elif not finished:
        template = wording.NONE_FINISHED
    elif len(finished) > MOST_NAMED:
        template = wording.MANY_FINISHED
    made = clause(
        template
        + (wording.OF_THESE_UNAPPROVED if unapproved else "")
        + (wording.WITHOUT_THOSE_WARNED if warned else ""),
        warned=names_with(warned, lambda row: _attained_text(row, block), sources),
        unapproved=number(str(unapproved), *sources),
        count=number(str(len(finished)), *sources),
        judged=number(str(len(judged)), *sources),
        parts=_parts_word(block),
        indicator=block.whole.indicator.name,
        year=str(facts.period.year),
        assigner=block.chosen.name if block.chosen else standings[0].promise.assigner,
        names=names_with(named, lambda row: _attained_text(row, block), sources),
    )
    return certain(made)


def _rate_text(row: Row) -> str | None:
    return words.rate(row)


def _attained_text(row: Row, block: Block) -> str | None:
    standing = row.standing_by(block.chosen)
    return words.attained(standing.assessment.attainment) if standing else None


def _sources(facts: Facts, block: Block) -> tuple[Source, ...]:
    return parts_sources(facts.unit, block.whole.indicator, facts.period, block.parts)


def _parts_word(block: Block) -> str:
    return words.parts_word([row.unit for row in block.parts])
