"""The overview of a unit: its indicators against every promise, and its parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from coverage.counting.closed import Closing, closed_month
from coverage.counting.figures import NOW, ReadAs
from coverage.counting.month_below import MonthBelow, month_below
from coverage.counting.month_counts import MonthCounts
from coverage.models import AdministrativeUnit, Indicator, Measure, State
from coverage.notation.periods import last_day, since_january
from reports.figures.average import with_averages
from reports.figures.estimate import months_looked_at
from reports.figures.estimated import units_without
from reports.figures.flow_standings import flow_standings
from reports.figures.known import Known, known
from reports.figures.marked import with_marks
from reports.figures.parts_counted import Named, counts_of_parts, named_parts
from reports.figures.rows import part_rows, row_of
from reports.figures.season import season_months
from reports.figures.seasons import Seasons, seasons
from reports.figures.standing import FlowStanding, Months, Row, months_around
from reports.figures.submissions import MonthState, month_states
from reports.figures.unit_breaks import UnitBreak, own_breaks
from reports.figures.unit_switch import UnitSwitch, unit_switch
from reports.filters import UnitsOf
from targets.in_force import PromiseInForce, Promises, promises_in_force, with_goals_above


@dataclass(frozen=True, slots=True)
class Overview:
    """`parts`: by the code of the indicator the rows of the units of the table, which `switch` says
    are those of then or of now; `counts`, `named` and `then` are of those of then, whose month it
    was. `breaks`: what made the unit and what ended it; `facts`, `promises`: what its rows were
    made of."""

    unit: AdministrativeUnit
    ancestors: Sequence[AdministrativeUnit]
    months: Months
    read_as: ReadAs
    wholes: Sequence[Row]
    flows: Sequence[FlowStanding]
    parts: dict[str, Sequence[Row]]
    counts: MonthCounts
    named: Named = field(default_factory=Named)
    switch: UnitSwitch = field(default_factory=UnitSwitch)
    months_of_units: Mapping[int, MonthState] = field(default_factory=dict)
    closed: Closing | None = None
    breaks: Sequence[UnitBreak] = ()
    then: Sequence[AdministrativeUnit] = ()
    facts: Known | None = field(default=None, compare=False, repr=False)
    promises: Promises = field(default_factory=dict, compare=False, repr=False)

    @property
    def expected(self) -> int:
        return self.counts.expected

    @property
    def own_month(self) -> MonthState | None:
        """The month of the unit itself; None where nobody opened it."""
        return self.months_of_units.get(self.unit.pk)

    @property
    def is_approved(self) -> bool:
        """All of it: the unit's own month where it has one, and every part's."""
        own = self.own_month is None or self.own_month.state == State.APPROVED
        anything = self.own_month is not None or self.expected > 0
        return anything and own and self.counts.approved == self.expected

    @property
    def own_month_shown(self) -> MonthState | None:
        """The unit's own month where it is worth a word: unless all is approved anyway."""
        return None if self.is_approved and self.expected else self.own_month

    @property
    def rows(self) -> list[Row]:
        """Of the unit and of those below it."""
        return [*self.wholes, *(row for rows in self.parts.values() for row in rows)]

    @property
    def has_counts(self) -> bool:
        return any(flow.done is not None for flow in self.flows)

    @property
    def moment(self) -> datetime | None:
        return self.read_as.moment

    @property
    def is_simulated(self) -> bool:
        return (
            any(row.shows_simulated for row in self.rows)
            or any(flow.simulated for flow in self.flows)
            or any(each.is_simulated for flow in self.flows for each in flow.promises)
        )

    @property
    def cards(self) -> list[Row]:
        """The indicators for which somebody set a target."""
        return [row for row in self.wholes if _says_something(row) and row.promised]

    @property
    def without_targets(self) -> list[Row]:
        return [row for row in self.wholes if _says_something(row) and not row.promised]

    def whole(self, code: str) -> Row | None:
        return next((row for row in self.wholes if row.indicator.code == code), None)


def overview(
    unit: AdministrativeUnit,
    period: date,
    read_as: ReadAs = NOW,
    by: UnitsOf = UnitsOf.THEN,
) -> Overview:
    """Everything the overview of a unit and month shows. A fixed number of statements, and two more
    where a sum lacks units that have no figure of last month either."""
    months = months_around(period)
    indicators = list(Indicator.objects.all())
    stocks = [each for each in indicators if each.measure == Measure.STOCK]
    flows = [each for each in indicators if each.measure == Measure.FLOW]
    facts = _with_last_figures(
        known(unit, stocks, months.all() | season_months(period), read_as, by), period, read_as
    )
    ancestors = ancestors_of(unit)
    promises = _promises(facts, ancestors, period, read_as.moment)
    counted = facts.of_flows(flows, since_january(period), read_as)
    below = month_below(unit, period, read_as.moment, facts.tree.went_in(period))
    judged = [(each, period, promises.get((unit.pk, each.pk), ())) for each in stocks]
    wholes, part_of = _rows(facts, months, promises, seasons(facts, judged, read_as), below)
    wholes, part_of = with_marks(facts, wholes, part_of, below, read_as.moment)
    return Overview(
        unit=unit,
        ancestors=ancestors,
        months=months,
        read_as=read_as,
        wholes=wholes,
        flows=flow_standings(counted, promises, period),
        parts=part_of,
        counts=counts_of_parts(facts, below, stocks),
        named=named_parts(facts, period, stocks),
        switch=unit_switch(facts.tree, [period]),
        breaks=own_breaks(facts.tree),
        then=facts.summed_in(period),
        months_of_units=_months_of_units(facts, period, read_as.moment),
        closed=closed_month(facts.tree.row_in(period), below, read_as.moment),
        facts=facts,
        promises=promises,
    )


def _months_of_units(facts: Known, period: date, moment: datetime | None) -> dict[int, MonthState]:
    """Of the unit, under whichever row it stood, and of those it is added up of."""
    row, then = facts.tree.row_in(period).pk, [part.pk for part in facts.summed_in(period)]
    found = month_states([row, *then], period, moment)
    return {facts.top.pk if pk == row else pk: state for pk, state in found.items()}


def _rows(
    facts: Known,
    months: Months,
    promises: Promises,
    seasons: Seasons,
    below: MonthBelow,
) -> tuple[list[Row], dict[str, Sequence[Row]]]:
    """Of the unit, and by indicator of the units of the table."""
    unit, stocks, ancestors = facts.top, facts.indicators, ancestors_of(facts.top)
    states = {part.pk: below.state_of(part.pk) or "" for part in facts.summed_in(months.now)}
    return with_averages(
        [
            row_of(
                facts,
                unit,
                each,
                months,
                promises_for(unit, ancestors, each, promises, months.now),
                seasons=seasons.of(unit, each, months.now),
                former_targets=_former_targets(facts, each, promises, months.now),
            )
            for each in stocks
        ],
        {each.code: part_rows(facts, each, months, promises, seasons, states) for each in stocks},
    )


def _former_targets(
    facts: Known, indicator: Indicator, promises: Promises, period: date
) -> tuple[tuple[str, PromiseInForce], ...]:
    """Of the year, of each unit that went into it, in that year or later."""
    return tuple(
        (unit.full_name, promise)
        for unit in facts.tree.promised_apart_in(period)
        for promise in promises.get((unit.pk, indicator.pk), ())
        if promise.year == period.year
    )


def _with_last_figures(facts: Known, period: date, read_as: ReadAs) -> Known:
    """With the months from which an estimate may take figures of units that are missing from a
    sum: two statements where last month's do not suffice."""
    looked_at = months_looked_at(period)
    if len(looked_at) < 2:
        return facts
    last, *earlier = looked_at
    units = units_without(facts, facts.indicators, period, last)
    return facts.with_months(units, earlier, read_as) if units else facts


def _promises(
    facts: Known,
    ancestors: Sequence[AdministrativeUnit],
    period: date,
    moment: datetime | None,
) -> Promises:
    """Of the unit, of those below it and of those above. One statement."""
    units = [facts.top, *facts.parts_in(period), *facts.tree.promised_apart_in(period)]
    return promises_in_force(
        [each.pk for each in (*units, *ancestors)],
        period.year,
        last_day(period),
        moment,
        {each.pk: facts.selves_of(each) for each in units},
    )


def ancestors_of(unit: AdministrativeUnit) -> list[AdministrativeUnit]:
    """The units above, nearest first; needs `parent__parent__parent` to be selected."""
    above: list[AdministrativeUnit] = []
    while unit.parent is not None:
        unit = unit.parent
        above.append(unit)
    return above


def promises_for(
    unit: AdministrativeUnit,
    ancestors: Sequence[AdministrativeUnit],
    indicator: Indicator,
    promises: Promises,
    period: date,
) -> list[PromiseInForce]:
    """The unit's own promises, then the goals for units above."""
    goals = (promises.get((above.pk, indicator.pk), ()) for above in ancestors)
    return with_goals_above(promises.get((unit.pk, indicator.pk), ()), goals, period.year)


def _says_something(card: Row) -> bool:
    is_known = card.value.has_figure or card.value.reckoned is not None
    return is_known or bool(card.own_promises)
