"""The units below that have fewer people than last month. Pure."""

from coverage.notation.numbers import write_people
from reports.figures.blocks import Block
from reports.figures.comparison import Comparison
from reports.figures.standing import Row
from reports.written_report import sentences as wording
from reports.written_report.earlier import both_months_sources, earlier_months
from reports.written_report.facts import Facts
from reports.written_report.named_units import (
    FEW_NAMED,
    MOST_NAMED,
    names_with,
    of_parts,
    parts_word,
)
from reports.written_report.text import SentenceOrGap, certain, clause, number


def fallen(facts: Facts, block: Block) -> list[SentenceOrGap]:
    """Of units that are the same in both months: what an act took away is no fall. Where many fell,
    those that fell most."""
    compared, fell = _compared(block), fell_in(block)
    if not fell:
        return []
    last_month, *_others = earlier_months(facts.months)
    sources = both_months_sources(facts, block.whole, last_month) or of_parts(facts, block)
    is_many = len(fell) > MOST_NAMED
    named = sorted(fell, key=lambda each: each[1])[:FEW_NAMED] if is_many else fell
    texts = {
        row.unit.pk: f"{wording.FALL} {wording.PEOPLE.format(people=write_people(-moved))}"
        for row, moved in named
    }
    made = clause(
        wording.MANY_FALLEN if is_many else wording.FALLEN,
        count=number(str(len(fell)), *sources),
        compared=number(str(len(compared)), *sources),
        parts=parts_word(block),
        indicator=block.whole.indicator.name,
        names=names_with(_rows(named), lambda row: texts[row.unit.pk], sources),
    )
    return certain(made)


def fell_in(block: Block) -> list[tuple[Row, int]]:
    """Those of the units below that have fewer people than last month, each with how many."""
    return [(row, moved) for row, moved in _compared(block) if moved < 0]


def _compared(block: Block) -> list[tuple[Row, int]]:
    moves = ((row, _moved(row.month)) for row in block.parts)
    return [(row, moved) for row, moved in moves if moved is not None]


def _rows(named: list[tuple[Row, int]]) -> list[Row]:
    return [row for row, _moved in named]


def _moved(comparison: Comparison) -> int | None:
    is_same = not (
        comparison.is_of_other_units or comparison.former or comparison.parted_since is not None
    )
    return comparison.people.difference if is_same else None
