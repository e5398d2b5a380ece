"""The months of a year side by side: what counts of each, and in what state each unit's was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coverage.counting.month_below import MonthBelow, months_below_since
from coverage.models import AdministrativeUnit, State
from coverage.notation.periods import last_december, since_january
from reports.figures.query import Overview
from reports.figures.values import Value

# unit, indicator, month
Values = Mapping[tuple[int, int, date], Value]


@dataclass(frozen=True, slots=True)
class YearOfMonths:
    """`months`: January to the month; `values`: of these and of the December before, of every unit
    of the overview; `states`: of the months in which the unit was one."""

    months: Sequence[date]
    values: Values
    states: Mapping[date, MonthBelow]

    @property
    def december(self) -> date:
        return last_december(self.months[-1])

    def value(self, unit: AdministrativeUnit, indicator_id: int, period: date) -> Value:
        return self.values[unit.pk, indicator_id, period]

    def state(self, unit: AdministrativeUnit, period: date) -> State | None:
        """As `MonthBelow.state_of`: None where nobody opened the month."""
        below = self.states.get(period)
        found = below.state_of(unit.pk) if below else None
        return State(found) if found else None


def year_of_months(overview: Overview) -> YearOfMonths:
    """The same values as the overview of each month has, of the units of this one. Four statements
    where the overview itself has not looked at all months, else one."""
    facts, period = overview.facts, overview.months.now
    if facts is None:
        raise ValueError("an overview without the facts it was made of")
    months = since_january(period)
    known_already = overview.months.all()
    more = [each for each in months if each not in known_already]
    if more:
        facts = facts.with_past(more, overview.read_as)
    rows = overview.rows
    values = {
        (row.unit.pk, row.indicator.pk, each): facts.value_shown(row.unit, row.indicator, each)
        for row in rows
        for each in (last_december(period), *months)
    }
    states = months_below_since(facts.top, months[0], period, overview.moment)
    return YearOfMonths(months, values, states)
