"""What the first screen says of each promise: one card an indicator, by its nearest assigner. Pure.

The numbers are those of the overview's rows; what stands here is which of them come first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coverage.notation.numbers import write_change, write_people
from reports.figures.assigners import Of
from reports.figures.blocks import Block
from reports.figures.bullet_drawing import bullet_svg
from reports.figures.judgement import light_rule_text, points_left_text
from reports.figures.marks import row_marks
from reports.figures.standing import Goal, OwnPromise, Reached, Row, Standing
from reports.figures.words import attained_text, light_text, plan_text, remaining_text, short_text
from targets.attainment import percent
from targets.in_force import PromiseInForce
from targets.pace import Light

FIRST = "BHYT"


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """`block`: of the indicator. `promised`: of the year where there is such; else what was reached
    of the target of the year before or is told of a milestone, else the goal of a unit above."""

    block: Block
    promised: OwnPromise | Goal

    @property
    def row(self) -> Row:
        return self.block.whole

    @property
    def promise(self) -> PromiseInForce:
        return self.promised.promise

    @property
    def standing(self) -> Standing | None:
        return self.promised if isinstance(self.promised, Standing) else None

    @property
    def light(self) -> Light:
        return self.standing.light if self.standing else Light.NO_DATA

    @property
    def bar(self) -> SafeString:
        return bullet_svg(self.row, self.standing)

    @property
    def whose(self) -> str:
        """Who set what, and for which year where that is not the one shown. The unit that is named
        over the page is not named again."""
        assigner = self.promise.assigner.removesuffix(f" {self.row.unit.name}")
        said = {"assigner": assigner, "target": plan_text(self.promise.promise)}
        if self.standing is not None:
            return _("%(assigner)s set %(target)s") % said
        return _("%(assigner)s set %(target)s for %(year)s") % (said | {"year": self.promise.year})

    @property
    def verdict(self) -> str:
        if isinstance(self.promised, Goal):
            return _("– goal of the unit above")
        if self.promised.of is Of.LATER:
            return _("– milestone %(year)s") % {"year": self.promise.year}
        return light_text(self.light)

    @property
    def marks(self) -> str:
        return row_marks(self.row)

    @property
    def attained(self) -> str:
        """Of the target of the year, or of a milestone; "" where that is not known."""
        if isinstance(self.promised, Goal) or self.promised.of is Of.YEAR_BEFORE:
            return ""
        attained = self.promised.assessment.attainment
        return "" if attained is None else attained_text(attained)

    @property
    def task(self) -> str:
        """What is left to do, each month too; what is short once the year is over."""
        if isinstance(self.promised, Goal):
            return points_left_text(self.promised.points_left)
        if isinstance(self.promised, Reached):
            return _told(self.promised)
        return _left(self.row, self.promised)

    @property
    def beside(self) -> list[str]:
        """What the task is to be seen beside."""
        said = self._sum_of_targets() or self._pace_last_year() or self._since_december()
        return [said] if said else []

    def _pace_last_year(self) -> str:
        gained = write_change(self.row.pace_last_year)
        if not gained or self.standing is None or not self.standing.needed_pace:
            return ""
        return _("same months of last year %(gained)s a month") % {"gained": gained}

    def _since_december(self) -> str:
        moved = write_change(self.row.december.people.difference)
        return _("%(change)s on 31 December") % {"change": moved} if moved else ""

    def _sum_of_targets(self) -> str:
        """What the targets of the units come to, where the whole has none of the year; it is
        nobody's promise, and has no light."""
        together = self.block.sum_of_targets if self.block.is_judged else None
        if self.standing is not None or together is None:
            return ""
        attained = percent(self.row.value.whole_people, together)
        said = _("targets of the %(count)s units together: %(people)s") % {
            "count": len(self.block.parts),
            "people": write_people(together),
        }
        return said if attained is None else f"{said} ({attained_text(attained)})"


def promise_cards(blocks: Iterable[Block]) -> list[PromiseCard]:
    """BHYT first, which most of the population has; the others in their order."""
    ordered = sorted(blocks, key=_order)
    return [PromiseCard(each, each.whole.promised[0]) for each in ordered if each.whole.promised]


def shared_marks(cards: Sequence[PromiseCard]) -> str:
    """What deviates alike in the state of the month of all of them: said once; else ""."""
    marks = {card.marks for card in cards}
    return marks.pop() if len(cards) > 1 and len(marks) == 1 else ""


def _order(block: Block) -> tuple[bool, int]:
    return block.whole.indicator.code != FIRST, block.whole.indicator.order


def _left(row: Row, standing: Standing) -> str:
    result = standing.assessment
    if result.attainment is None:
        return light_rule_text(row, standing)
    if result.remaining is None:
        return points_left_text(result.remaining_points)
    if result.remaining <= 0:
        return remaining_text(result.remaining)
    if standing.needed_pace is None:
        return short_text(result.remaining)
    return _("%(people)s people left → %(needed)s a month") % {
        "people": write_people(result.remaining),
        "needed": write_people(standing.needed_pace),
    }


def _told(said: Reached) -> str:
    if said.of is Of.YEAR_BEFORE:
        return _("no target for %(year)s recorded yet; %(last)s attained %(attained)s") % {
            "year": said.promise.year + 1,
            "last": said.promise.year,
            "attained": attained_text(said.assessment.attainment),
        }
    if said.assessment.remaining is None:
        return points_left_text(said.assessment.remaining_points)
    return remaining_text(said.assessment.remaining)
