"""A unit's months one after another, beside what was promised for each: pure.

Every month holds the same value and the same judgement as the overview of that month. Gaps stay
gaps, and a sum that lacks parts never stands in the line of complete ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coverage.counting.closed import Closing
from coverage.models import AdministrativeUnit, Indicator, Measure
from reports.figures.estimate import Estimate
from reports.figures.estimate_held import HeldEstimate, held
from reports.figures.standing import Reached, Standing
from reports.figures.terms import Terms, of_whole
from reports.figures.unit_breaks import UnitBreak, breaks_between, own
from reports.figures.unit_switch import USUAL_OF_TREND, UnitSwitch
from reports.figures.values import RateBase, Value
from reports.figures.warned_months import NOT_WARNED, Warned
from reports.figures.year_end import NOBODY, Lenders
from reports.month_notes.notes import Note
from targets.attainment import Quantity, Rule, people_from_rate, percent
from targets.in_force import PromiseInForce


@dataclass(frozen=True, slots=True)
class Quoted:
    """A target in the measure shown; `is_derived` where it was set in the other one."""

    quantity: Quantity | None
    is_derived: bool


@dataclass(frozen=True, slots=True)
class TrendMonth:
    """`base`: the denominator in use, also of a month without figures. `start`: where the year's
    climb began, last December for a stock and zero for a flow. `year_before` and `milestones` as in
    a `Row`. Of a flow, `value` is what was counted since January and `in_month` what was counted
    within the month. `estimate`: of a stock that lacks units. `warned`: the warnings of
    the number; `notes`: what is said of it."""

    period: date
    value: Value
    base: RateBase | None
    start: Value
    standings: Sequence[Standing]
    year_before: Sequence[Reached] = ()
    milestones: Sequence[Reached] = ()
    in_month: int | None = None
    estimate: Estimate | None = None
    warned: Warned = NOT_WARNED
    notes: Sequence[Note] = ()

    @property
    def promises(self) -> list[PromiseInForce]:
        """Of the year and of later ones."""
        of_year = [each.promise for each in self.standings]
        return of_year + [each.promise for each in self.milestones]

    @property
    def has_value(self) -> bool:
        return self.value.people is not None or self.value.rate is not None

    def quantity(self, shown: Terms) -> Quantity | None:
        return self.value.people if shown is Terms.PEOPLE else self.value.rate

    def is_partial(self, shown: Terms) -> bool:
        """Not of the whole unit: shown, but beside the line of complete months."""
        return self.quantity(shown) is not None and of_whole(self.value, shown) is None

    def standing_by(self, assigner_id: int | None) -> Standing | None:
        found = (each for each in self.standings if each.promise.assigner_id == assigner_id)
        return next(found, None)

    def held_estimate(self, assigner_id: int | None) -> HeldEstimate | None:
        """The estimate beside the promise of one assigner; None where nothing is estimated."""
        if self.estimate is None:
            return None
        return held(self.estimate, self.standing_by(assigner_id), self.base)

    def target(self, standing: Standing, shown: Terms) -> Quoted:
        """The target in the measure shown, turned with the denominator in use where needed."""
        promise, result = standing.promise.promise, standing.assessment
        if shown is Terms.PEOPLE:
            return Quoted(result.plan_people, result.plan_is_derived)
        if promise.percent is not None:
            return Quoted(promise.percent, False)
        return Quoted(percent(promise.people, self.base.people if self.base else None), True)

    def path(self, standing: Standing, shown: Terms) -> Quantity | None:
        """Where the climb to the year's target stands; in the other measure than the target's by
        the denominator in use."""
        is_rate = standing.assessment.rule is Rule.RATE_ON_RATE
        if is_rate is (shown is Terms.RATE):
            return standing.path
        of = self.base.people if self.base else None
        return people_from_rate(standing.path, of) if is_rate else percent(standing.path, of)

    def path_start(self, shown: Terms) -> Quantity | None:
        return of_whole(self.start, shown)


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """One of those that went into the unit, with the months told by it; of a count what was counted
    within each."""

    unit: AdministrativeUnit
    values: dict[date, Value]


@dataclass(frozen=True, slots=True)
class BaseChange:
    """From `period` on, rates are taken of another denominator."""

    period: date
    before: RateBase
    now: RateBase


@dataclass(frozen=True, slots=True)
class Trend:
    """`months` run from the first month to the one asked for; `ahead` are the months its year has
    left, with targets and no figures. `promises`: all of the unit that were in force by then;
    goals: of units above, as rates, which are no targets of the unit. `breaks`: of all the unit's
    time. `bases`: the denominator in use in each year. `closed`: the last month, where it was
    closed with its gaps named. `former`: what went into it, beside the whole, where months before
    it are told by the units of that time too. `lenders`: whose years the forecast may borrow."""

    unit: AdministrativeUnit
    indicator: Indicator
    ancestors: Sequence[AdministrativeUnit]
    moment: datetime | None
    months: Sequence[TrendMonth]
    ahead: Sequence[TrendMonth]
    promises: Sequence[PromiseInForce]
    goals: Sequence[PromiseInForce]
    bases: Mapping[int, RateBase | None]
    breaks: Sequence[UnitBreak]
    closed: Closing | None = None
    former: Sequence[FormerUnit] = ()
    switch: UnitSwitch = USUAL_OF_TREND
    lenders: Lenders = NOBODY

    @property
    def first(self) -> date:
        return self.months[0].period

    @property
    def last(self) -> date:
        return self.months[-1].period

    @property
    def is_flow(self) -> bool:
        return self.indicator.measure == Measure.FLOW

    @property
    def noted(self) -> list[TrendMonth]:
        """The months of which something is said, latest first."""
        return [month for month in reversed(self.months) if month.notes]

    @property
    def own_breaks(self) -> list[UnitBreak]:
        return own(self.breaks)

    @property
    def breaks_shown(self) -> list[UnitBreak]:
        return breaks_between(self.unit, self.breaks, self.first, self.last)

    @property
    def values(self) -> list[Value]:
        """Its own, and those of what went into it."""
        former = [value for each in self.former for value in each.values.values()]
        return [*(month.value for month in self.months), *former]

    @property
    def has_values(self) -> bool:
        return any(value.has_figure for value in self.values)

    def has_quantity(self, shown: Terms) -> bool:
        if shown is Terms.PEOPLE:
            return any(value.people is not None for value in self.values)
        return any(value.rate is not None for value in self.values)

    @property
    def is_simulated(self) -> bool:
        return any(
            month.value.simulated
            or (month.estimate is not None and month.estimate.simulated)
            or (month.base is not None and month.base.simulated)
            or any(promise.is_simulated for promise in month.promises)
            for month in (*self.months, *self.ahead)
        )

    @property
    def sources(self) -> list[str]:
        """Where the figures and denominators shown were taken from, each once."""
        found: dict[str, None] = {}
        for month in self.months:
            own, base = month.value.own, month.value.base
            found.update(dict.fromkeys(each.source for each in (own, base) if each and each.source))
        return list(found)

    @property
    def assigners(self) -> list[PromiseInForce]:
        """One promise of each assigner that set a target for a month shown, nearest first."""
        found: dict[int, PromiseInForce] = {}
        for month in (*self.months, *self.ahead):
            for promise in month.promises:
                found.setdefault(promise.assigner_id, promise)
        return sorted(found.values(), key=lambda each: (each.assigner_kind, each.assigner))

    def nearest_assigner_id(self) -> int | None:
        """Of the latest month with a target of its own year: the assigner nearest to the unit."""
        for month in reversed(self.months):
            if month.standings:
                return month.standings[0].promise.assigner_id
        return None

    def base_changes(self) -> list[BaseChange]:
        """Where the rates shown begin to be taken of another denominator.

        Sums that lack parts are left out: their denominator lacks the same parts."""
        changes: list[BaseChange] = []
        before: RateBase | None = None
        for month in self.months:
            base = month.value.base
            if base is None or month.value.whole_rate is None:
                continue
            if before is not None and before.people != base.people:
                changes.append(BaseChange(month.period, before, base))
            before = base
        return changes
