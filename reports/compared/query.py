"""One indicator in the parts of a unit, month by month. A fixed number of statements."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from coverage.counting.closed import Closing, closed_month
from coverage.counting.figures import NOW, ReadAs
from coverage.counting.month_below import MonthBelow, month_below
from coverage.models import AdministrativeUnit, Indicator, Measure
from coverage.notation.periods import add_months, last_day, months, since_january
from reports.figures.average import with_averages
from reports.figures.flows import Series, flow_rows
from reports.figures.known import Known, known
from reports.figures.marked import with_marks
from reports.figures.marks_of_months import MarksOfMonths, marks_of_months
from reports.figures.query import ancestors_of, promises_for
from reports.figures.rows import part_rows, row_of
from reports.figures.season import season_months
from reports.figures.seasons import seasons
from reports.figures.standing import Row, months_around
from reports.figures.unit_breaks import UnitBreak, own_breaks
from reports.figures.unit_switch import UnitSwitch, unit_switch
from reports.figures.values import Value
from reports.figures.year_to_date import counted_to_date
from reports.filters import UnitsOf
from targets.in_force import Promises, promises_in_force


@dataclass(frozen=True, slots=True)
class Compared:
    """`rows`: the parts, those that exist in the month or those of today as `switch` says, in
    Vietnamese order. `series`: unit -> month -> value, in each of `periods` (the last is the month
    asked for) and in `since`; of a flow, what was counted since January. `closed`: the month, where
    it was closed with its gaps named. `marks`: what deviates at a number, in each month of a stock.
    """

    unit: AdministrativeUnit
    indicator: Indicator
    read_as: ReadAs
    period: date
    since: date
    periods: Sequence[date]
    whole: Row
    rows: Sequence[Row]
    series: Series
    closed: Closing | None = None
    marks: MarksOfMonths = field(default_factory=dict)
    switch: UnitSwitch = field(default_factory=UnitSwitch)
    breaks: Sequence[UnitBreak] = ()

    @property
    def moment(self) -> datetime | None:
        return self.read_as.moment

    @property
    def is_flow(self) -> bool:
        return self.indicator.measure == Measure.FLOW

    @property
    def units(self) -> list[AdministrativeUnit]:
        """The parts; the unit itself where it has none."""
        return [row.unit for row in self.rows] or [self.unit]

    def values(self, unit: AdministrativeUnit) -> list[Value]:
        """The unit's values in each of `periods`."""
        return [self.series[unit.pk][period] for period in self.periods]

    @property
    def has_values(self) -> bool:
        values = (value for of_unit in self.series.values() for value in of_unit.values())
        return any(value.people is not None or value.rate is not None for value in values)

    @property
    def is_simulated(self) -> bool:
        return any(row.shows_simulated for row in (self.whole, *self.rows)) or any(
            value.simulated for of_unit in self.series.values() for value in of_unit.values()
        )


def compared(
    unit: AdministrativeUnit,
    indicator: Indicator,
    period: date,
    since: date,
    span: int,
    read_as: ReadAs = NOW,
    by: UnitsOf = UnitsOf.THEN,
) -> Compared:
    """The `span` months up to `period`, and `since`, of the unit and each of its parts. The unit
    comes with `parent__parent__parent` selected."""
    around = months_around(period)
    shown = list(months(add_months(period, 1 - span), period))
    pieces = list(Indicator.objects.filter(part_of=indicator))
    is_flow = indicator.measure == Measure.FLOW
    needed = _needed({*shown, *around.all(), since}, is_flow)
    facts = known(unit, [indicator, *pieces], _with_past(needed, period, is_flow), read_as, by)
    units = [unit, *facts.parts_in(period)]
    series = {each.pk: _series(facts, each, indicator, needed) for each in units}
    below = month_below(unit, period, read_as.moment, facts.tree.went_in(period))
    promises = _promises(facts, units, period, read_as)
    if is_flow:
        whole, *rows = flow_rows(units, indicator, pieces, around, series, promises)
    else:
        whole, *rows = _stock_rows(facts, indicator, promises, below, read_as)
    return Compared(
        unit=unit,
        indicator=indicator,
        read_as=read_as,
        period=period,
        since=since,
        periods=shown,
        whole=whole,
        rows=rows,
        series=series,
        closed=closed_month(facts.tree.row_in(period), below, read_as.moment),
        marks=_marks(facts, units, indicator, series, period, read_as),
        switch=unit_switch(facts.tree, [period]),
        breaks=own_breaks(facts.tree),
    )


def _with_past(needed: list[date], period: date, is_flow: bool) -> Collection[date]:
    return needed if is_flow else {*needed, *season_months(period)}


def _promises(
    facts: Known, units: Sequence[AdministrativeUnit], period: date, read_as: ReadAs
) -> Promises:
    """Of the units and of those above."""
    return promises_in_force(
        [each.pk for each in (*units, *ancestors_of(facts.top))],
        period.year,
        last_day(period),
        read_as.moment,
        {each.pk: facts.selves_of(each) for each in units},
    )


def _marks(
    facts: Known,
    units: Sequence[AdministrativeUnit],
    indicator: Indicator,
    series: Series,
    period: date,
    read_as: ReadAs,
) -> MarksOfMonths:
    """What was counted since January is of many months: none of it is marked."""
    if indicator.measure == Measure.FLOW:
        return {}
    return marks_of_months(facts, units, indicator, series, period, read_as.moment)


def _stock_rows(
    facts: Known, indicator: Indicator, promises: Promises, below: MonthBelow, read_as: ReadAs
) -> list[Row]:
    """Of the unit, then of each of its parts."""
    unit, around = facts.top, months_around(below.period)
    own = promises_for(unit, ancestors_of(unit), indicator, promises, below.period)
    of_year = seasons(
        facts, [(indicator, around.now, promises.get((unit.pk, indicator.pk), ()))], read_as
    )
    wholes, of_parts = with_averages(
        [
            row_of(
                facts, unit, indicator, around, own, seasons=of_year.of(unit, indicator, around.now)
            )
        ],
        {indicator.code: part_rows(facts, indicator, around, promises, of_year, {})},
    )
    wholes, of_parts = with_marks(facts, wholes, of_parts, below, read_as.moment)
    return [*wholes, *of_parts[indicator.code]]


def _needed(asked: set[date], is_flow: bool) -> list[date]:
    """The months asked for; of a flow, each from its January on."""
    if not is_flow:
        return sorted(asked)
    return sorted({each for period in asked for each in since_january(period)})


def _series(
    facts: Known, unit: AdministrativeUnit, indicator: Indicator, periods: Sequence[date]
) -> dict[date, Value]:
    reported = {period: facts.value_shown(unit, indicator, period) for period in periods}
    return counted_to_date(reported) if indicator.measure == Measure.FLOW else reported
