"""What the first screen says of each promise: one card an indicator, by its nearest assigner. Pure.

The numbers are those of the overview's rows; what stands here is which of them come first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from coverage.notation.numbers import write_change, write_people
from reports.figures.assigners import Of
from reports.figures.blocks import Block
from reports.figures.bullet_drawing import bullet_svg
from reports.figures.judgement import light_rule_text, points_left_text
from reports.figures.marks import row_marks
from reports.figures.notations import attained_in
from reports.figures.standing import Goal, OwnPromise, Reached, Row, Standing
from reports.figures.words import (
    attained_text,
    light_text,
    plan_text,
    remaining_text,
    short_text,
)
from reports.figures.year_end import JudgedForecast, Outlook, YearEnd
from reports.figures.year_ends import Found
from targets.attainment import percent
from targets.in_force import PromiseInForce
from targets.pace import Light

FIRST = "BHYT"
YearEnds = Mapping[int, Found]
NOTHING: YearEnds = {}
# The outlooks that say in other words what the path says.
SAID_BY_THE_PATH = {
    Light.ON_PATH: (Outlook.LIKELY, Outlook.POSSIBLE),
    Light.BEHIND: (Outlook.HARDLY,),
}
OUTLOOK_WORDS = {
    Outlook.LIKELY: pgettext_lazy("outlook", "likely met"),
    Outlook.POSSIBLE: pgettext_lazy("outlook", "possibly met"),
    Outlook.HARDLY: pgettext_lazy("outlook", "hardly met"),
}


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """`block`: of the indicator. `promised`: of the year where there is such; else what was reached
    of the target of the year before or is told of a milestone, else the goal of a unit above.
    `year_end`: what the unit is likely to come to by December."""

    block: Block
    promised: OwnPromise | Goal
    year_end: Found = None

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
        found = self.forecast
        ends = (found.low.attainment, found.high.attainment) if found else (None, None)
        return bullet_svg(self.row, self.standing, ends)

    @property
    def forecast(self) -> JudgedForecast | None:
        """Of the promise, where past years bear it out."""
        if not isinstance(self.year_end, YearEnd) or not self.year_end.is_trusted:
            return None
        judged = (each for each in self.year_end.judged if each.promise == self.promise)
        return next(judged, None)

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
        if self.light not in SAID_BY_THE_PATH or self.forecast is None:
            return light_text(self.light)
        return _verdict(self.light, self.forecast.outlook)

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
        return [each for each in (said, self._forecast()) if each]

    def _forecast(self) -> str:
        """What of the target the year is likely to end with; "" where that is judged already."""
        if self.standing is None or self.light is Light.REACHED:
            return ""
        if (found := self.forecast) is not None:
            low, high = found.low.attainment, found.high.attainment
            said = {"low": attained_in(low).text(low), "high": attained_text(high)}
            return _("forecast for the year’s end %(low)s–%(high)s") % said
        return _("forecast not reliable enough") if isinstance(self.year_end, YearEnd) else ""

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


def promise_cards(blocks: Iterable[Block], year_ends: YearEnds = NOTHING) -> list[PromiseCard]:
    """BHYT first, which most of the population has; the others in their order. `year_ends`: by
    indicator."""
    return [
        PromiseCard(each, each.whole.promised[0], year_ends.get(each.whole.indicator.pk))
        for each in sorted(blocks, key=_order)
        if each.whole.promised
    ]


def shared_marks(cards: Sequence[PromiseCard]) -> str:
    """What deviates alike in the state of the month of all of them: said once; else ""."""
    marks = {card.marks for card in cards}
    return marks.pop() if len(cards) > 1 and len(marks) == 1 else ""


def _order(block: Block) -> tuple[bool, int]:
    return block.whole.indicator.code != FIRST, block.whole.indicator.order


def _verdict(light: Light, outlook: Outlook) -> str:
    """The sign is the path's, the words are the forecast's; both where they differ."""
    if outlook not in OUTLOOK_WORDS:
        return light_text(light)
    expected = str(OUTLOOK_WORDS[outlook])
    if outlook in SAID_BY_THE_PATH[light]:
        return f"{light.sign} {expected}"
    return f"{light_text(light)}, {expected}"


def _left(row: Row, standing: Standing) -> str:
    result = standing.assessment
    if result.attainment is None:
        return light_rule_text(row, standing)
    if result.remaining is None:
        return points_left_text(result.remaining_points)
    if result.remaining <= 0:
        return remaining_text(result.remaining) if result.remaining else ""
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
