"""The targets of the units below together, where the whole was set none. Pure."""

from coverage.notation.numbers import write_people
from reports.figures.blocks import Block
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.named_units import of_parts, parts_word
from reports.written_report.part_sources import parts_target_source
from reports.written_report.text import SentenceOrGap, certain, clause, number


def sum_of_targets(facts: Facts, block: Block) -> list[SentenceOrGap]:
    """Called what it is: nobody promised it for the whole, which is not judged by it."""
    found, indicator = block.targets_of_units, block.whole.indicator
    if found is None or block.chosen is None:
        return []
    standings = [each for row in block.parts if (each := row.standing_by(block.chosen))]
    target = parts_target_source(facts.unit, indicator, standings)
    sources = (*of_parts(facts, block), target)
    made = clause(
        wording.SUM_OF_TARGETS,
        indicator=indicator.name,
        year=str(facts.period.year),
        whole=words.whole(facts.unit),
        assigner=block.chosen.name,
        units=number(f"{found.units}/{len(block.expected_parts)}", target),
        parts=parts_word(block),
        plan=number(write_people(found.plan), target),
        people=number(write_people(found.people), *sources),
        attainment=number(words.attained(found.attained), *sources),
    )
    return certain(made)
