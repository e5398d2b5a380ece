"""The usual deviation of a month, of a unit and those below it: by their own years, else by those
of the unit above."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from coverage.counting.figures import NOW, ReadAs
from coverage.models import AdministrativeUnit, Indicator
from reports.figures.known import Known, known
from reports.figures.season import SeasonByRule, season_months, seasons_of
from targets.attainment import Rule, rule_of
from targets.in_force import PromiseInForce

Judged = tuple[Indicator, date, Sequence[PromiseInForce]]


@dataclass(frozen=True, slots=True)
class Seasons:
    """`facts` of a unit and those below it hold the months of `season_months`; `above`, of the unit
    above it, where it was asked for."""

    facts: Known
    above: Known | None = None
    worked_out: dict[tuple[int, int, date], SeasonByRule] = field(default_factory=dict, repr=False)

    def of(self, unit: AdministrativeUnit, indicator: Indicator, period: date) -> SeasonByRule:
        """A rule by which neither the unit nor the one above has a whole year is left out."""
        own = self._own(self.facts, unit, indicator, period)
        from_above = self.above if unit == self.facts.top else self.facts
        if from_above is None or len(own) == len(Rule):
            return own
        of_parent = self._own(from_above, from_above.top, indicator, period)
        return {rule: season.borrowed for rule, season in of_parent.items()} | {**own}

    def _own(
        self, facts: Known, unit: AdministrativeUnit, indicator: Indicator, period: date
    ) -> SeasonByRule:
        """That of the whole is asked for by each of its units that has none."""
        key = (unit.pk, indicator.pk, period)
        if key not in self.worked_out:
            self.worked_out[key] = _own(facts, unit, indicator, period)
        return self.worked_out[key]


def seasons(facts: Known, judged: Iterable[Judged], read_as: ReadAs = NOW) -> Seasons:
    """`judged`: for which indicators, months and promises the unit itself has a path. No statement
    where it has a whole year before each; else those of `known`, of the unit above."""
    top = facts.top
    lacking = [
        period
        for indicator, period, promises in judged
        if not _rules(promises, period.year) <= _own(facts, top, indicator, period).keys()
    ]
    asked = {month for period in lacking for month in season_months(period)}
    if top.parent is None or not asked:
        return Seasons(facts)
    return Seasons(facts, known(top.parent, facts.indicators, asked, read_as))


def _rules(promises: Iterable[PromiseInForce], year: int) -> set[Rule]:
    """Of the targets of the year."""
    found = (rule_of(each.promise) for each in promises if each.year == year)
    return {rule for rule in found if rule is not None}


def _own(
    facts: Known, unit: AdministrativeUnit, indicator: Indicator, period: date
) -> SeasonByRule:
    return seasons_of(partial(facts.value, unit, indicator), period)
