"""The units below beside the whole and beside one another. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from coverage.notation.periods import write_period_in_text
from reports.figures.blocks import Block
from reports.figures.standing import Row, Standing
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.fallen import fallen
from reports.written_report.named_units import (
    FEW_NAMED,
    MOST_NAMED,
    names_with,
    of_parts,
    parts_word,
)
from reports.written_report.part_sources import parts_target_source
from reports.written_report.results import cited_now
from reports.written_report.sum_of_targets import sum_of_targets
from reports.written_report.text import (
    Gap,
    SentenceOrGap,
    certain,
    clause,
    number,
    tell,
)
from targets.pace import Light


def leading(facts: Facts, block: Block) -> list[SentenceOrGap]:
    """Who leads, who has reached the year's target; and the targets of all the units together where
    the whole has none. Also the common rate where nobody is below it."""
    if not block.parts:
        return []
    rated, judged = block.rated_parts, _judged(block)
    is_even = rated and not block.below_average
    return [
        *([_below(facts, block, len(rated))] if is_even else []),
        *(_highest(facts, block, rated) if len(rated) > 1 else []),
        *(_finishers(facts, block, judged) if _finished(judged) else []),
        *sum_of_targets(facts, block),
    ]


def lagging(facts: Facts, block: Block) -> list[SentenceOrGap]:
    """Who is below the common rate, who has fewer people than last month, and that nobody has
    reached the year's target; what is missing to tell it."""
    if not block.parts:
        return []
    judged = _judged(block)
    return [
        *_behind(facts, block),
        *fallen(facts, block),
        *(_finishers(facts, block, judged) if judged and not _finished(judged) else []),
        *_without_target(facts, block),
    ]


def _behind(facts: Facts, block: Block) -> list[SentenceOrGap]:
    subject, rated = block.whole.indicator.name, block.rated_parts
    expected = len(block.expected_parts)
    told: list[SentenceOrGap] = []
    if len(rated) < expected:
        missing = wording.GAP_PARTS_RATES.format(
            missing=expected - len(rated), expected=expected, parts=parts_word(block)
        )
        told.append(Gap(subject, missing))
    return [*told, _below(facts, block, len(rated))] if block.below_average else told


def _below(facts: Facts, block: Block, rated: int) -> SentenceOrGap:
    sources, below = of_parts(facts, block), block.below_average
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
        parts=parts_word(block),
        names=names_with(named, _rate_text, sources),
    )
    missing = wording.GAP_AVERAGE.format(month=write_period_in_text(facts.period))
    return tell(made, Gap(block.whole.indicator.name, missing))


def _highest(
    facts: Facts, block: Block, rated: Sequence[tuple[Row, Decimal]]
) -> list[SentenceOrGap]:
    """Units of the same rate are named together."""
    sources = of_parts(facts, block)
    best = max(rate for _row, rate in rated)
    is_of_all = len(rated) == len(block.expected_parts)
    made = clause(
        wording.HIGHEST if is_of_all else wording.HIGHEST_OF_SOME,
        indicator=block.whole.indicator.name,
        rated=number(str(len(rated)), *sources),
        parts=parts_word(block),
        highest=names_with(
            [row for row, rate in rated if rate == best][:FEW_NAMED], _rate_text, sources
        ),
    )
    return certain(made)


def _judged(block: Block) -> list[tuple[Row, Standing]]:
    """Against the targets of the year that one assigner set for the units below."""
    return [
        (row, standing)
        for row in block.parts
        if (standing := row.standing_by(block.chosen))
        and standing.assessment.attainment is not None
    ]


def _reached(judged: Sequence[tuple[Row, Standing]]) -> list[Row]:
    return [row for row, standing in judged if standing.light is Light.REACHED]


def _finished(judged: Sequence[tuple[Row, Standing]]) -> list[Row]:
    """Those that reached their target without an open warning."""
    return [row for row in _reached(judged) if not row.has_open_warning]


def _without_target(facts: Facts, block: Block) -> list[Gap]:
    expected = block.expected_parts
    without = [row for row in expected if row.standing_by(block.chosen) is None]
    if not without:
        return []
    missing = wording.GAP_PARTS_TARGET.format(
        year=facts.period.year,
        missing=len(without),
        expected=len(expected),
        parts=parts_word(block),
    )
    return [Gap(block.whole.indicator.name, missing)]


def _finishers(
    facts: Facts, block: Block, judged: Sequence[tuple[Row, Standing]]
) -> list[SentenceOrGap]:
    reached, finished = _reached(judged), _finished(judged)
    warned = [row for row in reached if row.has_open_warning]
    unapproved = sum(row.value.unapproved > 0 for row in finished)
    standings = [standing for _row, standing in judged]
    target = parts_target_source(facts.unit, block.whole.indicator, standings)
    sources = (*of_parts(facts, block), target)
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
        parts=parts_word(block),
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
