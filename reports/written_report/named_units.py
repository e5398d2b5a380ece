"""The units below named in a sentence, each with a number. Pure."""

from collections.abc import Callable, Sequence

from reports.figures.blocks import Block
from reports.figures.standing import Row
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.part_sources import parts_sources
from reports.written_report.text import Piece, Source, joined, number

# More than so many are not named one by one, but the first few of them.
MOST_NAMED = 12
FEW_NAMED = 5


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


def of_parts(facts: Facts, block: Block) -> tuple[Source, ...]:
    return parts_sources(facts.unit, block.whole.indicator, facts.period, block.parts)


def parts_word(block: Block) -> str:
    return words.parts_word([row.unit for row in block.parts])
