"""The units that are most behind, and how few of them would close what the whole lacks. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage.notation.numbers import write_people
from reports.figures.blocks import Block
from reports.figures.standing import Row, Standing
from reports.figures.words import short_text
from targets.closing import ClosingSet, closing_set
from targets.pace import Light

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class UnitBehind:
    """`standing`: of the target it is ranked by; None where the units are ranked by coverage."""

    row: Row
    standing: Standing | None

    @property
    def task(self) -> str:
        """What it must gain a month; what it is short by once the year is over."""
        if self.standing is None:
            return ""
        if self.standing.needed_pace is None:
            remaining = self.standing.assessment.remaining
            return "" if remaining is None else short_text(remaining)
        return _("%(needed)s a month") % {"needed": write_people(self.standing.needed_pace)}


@dataclass(frozen=True, slots=True)
class Behind:
    """`units`: the last of the table first, without those that have reached their target; `closing`
    those that close what the whole lacks by the same assigners' targets, None where it lacks
    nothing or that is not known."""

    block: Block
    units: Sequence[UnitBehind]
    closing: ClosingSet | None

    @property
    def shown(self) -> Sequence[UnitBehind]:
        return self.units[:MOST_SHOWN]

    @property
    def closing_units(self) -> list[UnitBehind]:
        rows = [self.block.parts[place] for place in (self.closing.places if self.closing else ())]
        return [UnitBehind(row, row.standing_by(self.block.chosen)) for row in rows]

    @property
    def closing_text(self) -> str:
        """ "" where nothing is to be closed."""
        if self.closing is None:
            return ""
        if self.closing.short:
            said = {"people": write_people(self.closing.short)}
            return _("with all units at their targets %(people)s people are still lacking") % said
        count = len(self.closing.places)
        if count == self.lacking:
            return _("it takes every unit that is short of its target to close what is lacking")
        return ngettext(
            "%(count)s unit at its target closes what is lacking",
            "%(count)s units at their targets close what is lacking",
            count,
        ) % {"count": count}

    @property
    def lacking(self) -> int:
        """How many units are short of their targets."""
        standings = (row.standing_by(self.block.chosen) for row in self.block.parts)
        return sum((each.assessment.remaining or 0) > 0 for each in standings if each)


def units_behind(block: Block) -> Behind:
    """Of the units that have a place in the table of the block."""
    ranks = block.ranks()
    placed = [(rank, row) for row in block.parts if (rank := ranks[row.unit.pk]) is not None]
    last_first = [row for _rank, row in sorted(placed, key=lambda each: -each[0])]
    units = [UnitBehind(row, row.standing_by(block.chosen)) for row in last_first]
    return Behind(block, [each for each in units if not _has_reached(each)], _closing(block))


def _has_reached(unit: UnitBehind) -> bool:
    return unit.standing is not None and unit.standing.light is Light.REACHED


def _closing(block: Block) -> ClosingSet | None:
    of_whole = block.whole.standing_by(block.chosen)
    gap = of_whole.assessment.remaining if of_whole else None
    if gap is None or gap <= 0:
        return None
    standings = [row.standing_by(block.chosen) for row in block.parts]
    remaining = [each.assessment.remaining if each else None for each in standings]
    return closing_set(gap, remaining) if any(remaining) else None
