"""What was attained of a target as first set, where another document adjusted it. Pure."""

from dataclasses import replace

from reports.figures.standing import Row, Standing
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.sources import target_source
from reports.written_report.text import SentenceOrGap, Source, certain, clause, number
from targets.attainment import Rule


def original_target(
    facts: Facts, row: Row, standing: Standing, figure: Source, rate: tuple[Source, ...]
) -> list[SentenceOrGap]:
    """`figure` and `rate` are what people and rate come from."""
    original, result = standing.promise.original, standing.of_original
    if original is None or result is None:
        return []
    sources = rate if result.rule is Rule.RATE_ON_RATE else (figure,)
    target = target_source(facts, row.indicator, replace(standing, promise=original))
    made = clause(
        wording.OF_ORIGINAL,
        assigner=original.assigner,
        document=words.document_words(original.document_number),
        plan=number(words.planned_with_unit(original, wording.PERSON), target),
        attainment=number(words.attained(result.attainment), *sources, target),
    )
    return certain(made)
