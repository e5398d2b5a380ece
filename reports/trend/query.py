"""The months of one unit and indicator, with targets and breaks. A fixed number of statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coverage.counting.closed import closed_month_in
from coverage.counting.figures import NOW, ReadAs
from coverage.models import AdministrativeUnit, Indicator, Measure
from coverage.notation.periods import add_months, last_day, last_december, month_of, months
from reports.figures.estimate import Estimate
from reports.figures.estimated import estimate_of
from reports.figures.flows import of_indicator
from reports.figures.held import Course, base_of, hold
from reports.figures.known import Known, known
from reports.figures.lenders import lenders_of
from reports.figures.query import ancestors_of
from reports.figures.season import season_months
from reports.figures.seasons import Judged, Seasons, seasons
from reports.figures.unit_breaks import breaks_of
from reports.figures.unit_switch import UnitSwitch
from reports.figures.values import NOTHING, RateBase, Value
from reports.figures.warned_months import NOT_WARNED, Warned, warned_months
from reports.figures.year_to_date import YEAR_STARTS_AT_ZERO, counted_to_date
from reports.filters import UnitsOf
from reports.trend.forecast import start_of
from reports.trend.months import FormerUnit, Trend, TrendMonth
from reports.trend.noted import with_notes
from targets.in_force import PromiseInForce, goals_since, in_force, promises_effective_by

Values = Mapping[date, Value]


def trend(
    unit: AdministrativeUnit,
    indicator: Indicator,
    first: date,
    last: date,
    read_as: ReadAs = NOW,
    by: UnitsOf = UnitsOf.TODAY,
) -> Trend:
    """Every month from `first` to `last`; then, with targets alone, those that the year of `last`
    has left. The unit comes with `parent__parent__parent` selected."""
    if last < first:
        raise ValueError("a trend cannot end before it begins")
    parts = list(Indicator.objects.filter(part_of=indicator))
    is_flow = indicator.measure == Measure.FLOW
    needed = _needed(first, last, is_flow)
    asked = needed if is_flow else {*needed, *_past(first, last)}
    facts = known(unit, [indicator, *parts], asked, read_as, by)
    promises = _promises(facts, [indicator, *parts], last, read_as)
    of_whole = _own(unit, promises, indicator, parts if is_flow else [])
    made = _months(facts, indicator, needed, of_whole, first, read_as)
    former = _former(facts, indicator, needed, first)
    found = Trend(
        unit=unit,
        indicator=indicator,
        ancestors=ancestors_of(unit),
        moment=read_as.moment,
        months=[made.month(period) for period in months(first, last)],
        ahead=[made.month(period) for period in _months_left(unit, last)],
        promises=of_whole,
        goals=[] if is_flow else goals_since(first.year, promises, ancestors_of(unit)),
        bases=made.bases,
        breaks=breaks_of(unit, facts.tree.rows_of([unit])),
        closed=closed_month_in(facts.tree.row_in(last), last, read_as.moment),
        former=former if by is UnitsOf.THEN else [],
        switch=UnitSwitch(by=by, is_offered=bool(former), usual=UnitsOf.TODAY),
    )
    return _with_lenders(with_notes(found, facts, read_as), [indicator, *parts], read_as)


def _with_lenders(found: Trend, indicators: Sequence[Indicator], read_as: ReadAs) -> Trend:
    """The statements of `known`, of the unit above, where the unit has too few years to forecast
    by; else none."""
    start = start_of(found)
    if start is None or not start.needs_lenders:
        return found
    lenders = lenders_of(found.unit, indicators, start.since, read_as)
    return replace(found, lenders=lenders(found.indicator))


def _months(
    facts: Known,
    indicator: Indicator,
    needed: Sequence[date],
    promises: Sequence[PromiseInForce],
    first: date,
    read_as: ReadAs,
) -> "_Months":
    unit, is_flow = facts.top, indicator.measure == Measure.FLOW
    reported = {period: facts.value(unit, indicator, period) for period in needed}
    values = counted_to_date(reported) if is_flow else reported
    return _Months(
        facts=facts,
        indicator=indicator,
        reported=reported,
        values=values,
        bases=_bases(facts, indicator, values),
        promises=promises,
        estimates={} if is_flow else _estimates(facts, indicator, values, first),
        warned=warned_months(facts, [unit], indicator, {unit.pk: reported}, read_as.moment),
        last=needed[-1],
        seasons=seasons(facts, _judged(indicator, values, promises, first), read_as),
    )


def _promises(
    facts: Known, indicators: Iterable[Indicator], last: date, read_as: ReadAs
) -> list[PromiseInForce]:
    """Of the unit and of those above."""
    unit, pieces = facts.top, [each.pk for each in indicators]
    line = [unit.pk, *(above.pk for above in ancestors_of(unit))]
    earlier = {unit.pk: facts.selves_of(unit)}
    return promises_effective_by(line, pieces, last_day(last), read_as.moment, earlier)


def _needed(first: date, last: date, is_flow: bool) -> list[date]:
    """From the December before on, where the year starts; of a flow, from that year's January."""
    before = last_december(first)
    return list(months(before.replace(month=1) if is_flow else before, last))


def _past(first: date, last: date) -> set[date]:
    """The months by which the paths of those shown are drawn."""
    return {each for period in months(first, last) for each in season_months(period)}


def _judged(
    indicator: Indicator, values: Values, promises: Sequence[PromiseInForce], first: date
) -> list[Judged]:
    """The months shown that have a figure; none of a flow."""
    if indicator.measure == Measure.FLOW:
        return []
    known = [period for period, value in values.items() if period >= first and value.has_figure]
    return [(indicator, period, promises) for period in known]


def _own(
    unit: AdministrativeUnit,
    promises: Iterable[PromiseInForce],
    indicator: Indicator,
    pieces: Sequence[Indicator],
) -> list[PromiseInForce]:
    own = [each for each in promises if each.unit_id == unit.pk]
    return of_indicator(own, indicator, pieces)


@dataclass(frozen=True, slots=True)
class _Months:
    """All that one month is made of; `values` are those shown, `reported` those of the months
    themselves. After `last` no document takes effect."""

    facts: Known
    indicator: Indicator
    reported: Values
    values: Values
    bases: Mapping[int, RateBase | None]
    promises: Sequence[PromiseInForce]
    estimates: Mapping[date, Estimate]
    warned: Mapping[tuple[int, date], Warned]
    last: date
    seasons: Seasons

    @property
    def is_flow(self) -> bool:
        return self.indicator.measure == Measure.FLOW

    def month(self, period: date) -> TrendMonth:
        value = self.values.get(period, NOTHING)
        base = base_of(value, self.bases.get(period.year))
        december = self.values[last_december(period)]
        start = YEAR_STARTS_AT_ZERO if self.is_flow else december
        on = min(last_day(period), last_day(self.last))
        chosen = in_force(self.promises, period.year, on)
        before = (december, self.bases.get(period.year - 1))
        top = self.facts.top
        seasons = {} if self.is_flow else self.seasons.of(top, self.indicator, period)
        held = hold(top.pk, chosen, period, (value, base), start, before, Course(seasons))
        return TrendMonth(
            period=period,
            value=value,
            base=base,
            start=start,
            standings=held.standings,
            year_before=held.year_before,
            milestones=held.milestones,
            in_month=self.reported.get(period, NOTHING).people if self.is_flow else None,
            estimate=self.estimates.get(period),
            warned=self.warned.get((top.pk, period), NOT_WARNED),
        )


def _former(
    facts: Known, indicator: Indicator, periods: Sequence[date], first: date
) -> list[FormerUnit]:
    """What went into the unit, each with its months; of a count what was counted since January.
    None of what went in alone and whole: that is the unit itself."""
    found: dict[int, FormerUnit] = {}
    for period in periods:
        for part in facts.tree.merged_in(period):
            made = found.setdefault(part.pk, FormerUnit(part, {}))
            made.values[period] = facts.value_of_row(part.pk, indicator, period)
    told = [FormerUnit(each.unit, _since(first, indicator, each.values)) for each in found.values()]
    return sorted((each for each in told if each.values), key=lambda each: each.unit.sort_key)


def _since(first: date, indicator: Indicator, values: Values) -> dict[date, Value]:
    shown = counted_to_date(values) if indicator.measure == Measure.FLOW else values
    return {period: value for period, value in shown.items() if period >= first}


def _estimates(
    facts: Known, indicator: Indicator, values: Values, first: date
) -> dict[date, Estimate]:
    """The months before `first` of its year are known as well."""
    found = {
        period: estimate_of(facts, indicator, period, value)
        for period, value in values.items()
        if period >= first
    }
    return {period: each for period, each in found.items() if each is not None}


def _bases(facts: Known, indicator: Indicator, values: Values) -> dict[int, RateBase | None]:
    """year -> the denominator of its latest complete month, else the one the unit has for it."""
    latest = {period.year: period for period in sorted(values)}
    bases = {
        year: facts.base(facts.top, indicator.basis, period) for year, period in latest.items()
    }
    for period in sorted(values):
        value = values[period]
        if value.base is not None and value.is_complete:
            bases[period.year] = value.base
    return bases


def _months_left(unit: AdministrativeUnit, last: date) -> Iterable[date]:
    """The months of the year after `last` in which the unit still exists."""
    end = date(last.year, 12, 1)
    if unit.valid_to is not None:
        end = min(end, month_of(unit.valid_to))
    return months(add_months(last, 1), end)
