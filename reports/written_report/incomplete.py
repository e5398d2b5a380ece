"""What the report says of a sum that lacks units: whom it counts, and what those came to. Pure.

It is judged no further (design section 5, "Sums")."""

from collections.abc import Sequence
from decimal import Decimal

from coverage.notation.numbers import write_people
from coverage.notation.periods import write_period_in_text
from reports.figures.blocks import Block
from reports.figures.estimate import Taken
from reports.figures.estimate_held import HeldEstimate, held_of
from reports.figures.standing import Row
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.earlier import earlier_months, of_both_months
from reports.written_report.facts import Facts
from reports.written_report.part_sources import (
    parts_sources,
    parts_target_source,
    taken_source,
)
from reports.written_report.sources import base_source, target_source
from reports.written_report.text import (
    Clause,
    Gap,
    SentenceOrGap,
    Source,
    clause,
    joined,
    number,
    sentence,
    tell,
)


def incomplete(facts: Facts, row: Row, figure: Source) -> list[SentenceOrGap]:
    """`figure`: what the people are cited from."""
    value, month = row.value, write_period_in_text(facts.period)
    missing, template = wording.GAP_PARTLY.format(month=month), wording.INCOMPLETE_BELOW
    if value.counted < value.expected:
        template = wording.INCOMPLETE
        missing = wording.GAP_UNITS.format(
            month=month, missing=value.expected - value.counted, expected=value.expected
        )
    gap = Gap(row.indicator.name, missing)
    made = clause(
        template,
        counted=number(str(value.counted), figure),
        expected=number(str(value.expected), figure),
        indicator=row.indicator.name,
        month=month,
        people=number(words.signed(words.people(value), row), figure),
    )
    told = [sentence(each) for each in _of_those_counted(facts, row) if each is not None]
    return [tell(made, gap), *(each for each in told if each is not None), gap]


def _of_those_counted(facts: Facts, row: Row) -> list[Clause | None]:
    block, (last_month, *_others) = facts.block_of(row), earlier_months(facts.months)
    return [
        of_both_months(facts, row, last_month),
        _own_targets(facts, block) if block else None,
        _estimate(facts, row, block),
    ]


def _own_targets(facts: Facts, block: Block) -> Clause | None:
    found = block.own_targets
    if found is None or block.chosen is None:
        return None
    indicator = block.whole.indicator
    counted = [row for row in block.parts if row.value.is_complete]
    standings = [each for row in counted if (each := row.standing_by(block.chosen))]
    sources = (
        *parts_sources(facts.unit, indicator, facts.period, block.parts),
        parts_target_source(facts.unit, indicator, standings),
    )
    return clause(
        wording.OWN_TARGETS,
        units=number(str(found.units), *sources),
        attainment=number(words.attained(found.attained), *sources),
        assigner=block.chosen.name,
        people=number(write_people(found.people), *sources),
        plan=number(write_people(found.plan), *sources),
    )


def _estimate(facts: Facts, row: Row, block: Block | None) -> Clause | None:
    """What the whole may come to, with the figures of earlier months that this rests on."""
    found = held_of(row, block.headline(row) if block else None)
    if found is None:
        return None
    sources = _estimate_sources(facts, row, found)
    attained, promise = words.attained(found.attained), found.promise
    taken = [_taken(each, sources) for each in found.estimate.taken]
    return clause(
        wording.ESTIMATED
        + _with_rate(found.rate)
        + (wording.ESTIMATED_TO_ATTAIN if attained else ""),
        taken=joined([told.pieces for told in taken if told], wording.AND),
        whole=words.whole(facts.unit),
        people=number(write_people(found.estimate.people), *sources),
        indicator=row.indicator.name,
        rate=number(words.percent(found.rate), *sources),
        basis=words.basis(row.indicator),
        attainment=number(attained, *sources),
        year=str(promise.year) if promise else "",
        assigner=promise.assigner if promise else "",
    )


def _with_rate(rate: Decimal | None) -> str:
    if rate is None:
        return ""
    return wording.WITH_RATE if rate <= 100 else wording.WITH_RATE_ABOVE_ALL


def _taken(taken: Taken, sources: Sequence[Source]) -> Clause | None:
    units = number(str(len(taken.values)), *sources)
    return clause(wording.TAKEN, month=write_period_in_text(taken.period), units=units)


def _estimate_sources(facts: Facts, row: Row, found: HeldEstimate) -> list[Source]:
    """The figures of this month, those taken of earlier ones, and what they are held against."""
    unit, indicator, parts = facts.unit, row.indicator, facts.parts_of(row)
    sources = list(parts_sources(unit, indicator, facts.period, parts))
    sources += [
        taken_source(unit, indicator, taken, row.value.expected) for taken in found.estimate.taken
    ]
    if found.base is not None:
        sources.append(base_source(facts, indicator, facts.period, found.base))
    if found.standing is not None:
        sources.append(target_source(facts, indicator, found.standing))
    return sources
