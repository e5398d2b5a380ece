"""The forecast of a trend to the year's end, held against each target of the year: pure.

A forecast is nobody's figure. It stands in a table of its own, never among what was reported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from coverage.notation.periods import month_of
from reports.figures.standing import Standing
from reports.figures.terms import Terms
from reports.figures.values import RateBase, Value
from reports.trend.months import Trend, TrendMonth
from targets.attainment import Assessment, Quantity, assess, percent
from targets.forecast import Forecast, TooShort, forecast
from targets.in_force import PromiseInForce
from targets.pace import MONTHS


class NoForecast(StrEnum):
    """Why a year gets no forecast, where it is not for want of earlier years."""

    UNIT_ENDS = "unit_ends"
    GOES_ON = "goes_on"
    NO_FIGURE = "no_figure"


class Outlook(StrEnum):
    """Where a target lies beside the span of the forecast."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    HARDLY = "hardly"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class JudgedForecast:
    """A promise beside the low end, the middle and the high end of the forecast."""

    promise: PromiseInForce
    low: Assessment
    middle: Assessment
    high: Assessment

    @property
    def outlook(self) -> Outlook:
        reached = [each.is_reached for each in (self.low, self.high)]
        if None in reached:
            return Outlook.UNKNOWN
        if reached[0]:
            return Outlook.LIKELY
        return Outlook.POSSIBLE if reached[1] else Outlook.HARDLY


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The forecast for `december` from the figure of `since`. `base`: the denominator of that very
    year; None where none is known."""

    since: TrendMonth
    december: date
    forecast: Forecast
    base: RateBase | None
    judged: Sequence[JudgedForecast]
    is_simulated: bool

    @property
    def ends(self) -> tuple[int, int, int]:
        """The low end, the forecast itself and the high end, in people."""
        return self.forecast.low, self.forecast.people, self.forecast.high

    def rate(self, people: int) -> Decimal | None:
        return percent(people, self.base.people if self.base else None)

    def quantity(self, people: int, shown: Terms) -> Quantity | None:
        return people if shown is Terms.PEOPLE else self.rate(people)


def year_end(trend: Trend) -> YearEnd | TooShort | NoForecast | None:
    """What the last year of a trend comes to; None for a flow, for a year whose December is
    reported and for a unit without any figures."""
    december = _december(trend)
    if trend.is_flow or not trend.has_values or (december and december.value.is_complete):
        return None
    if december is None:
        goes_on = any(each.is_end and each.goes_on for each in trend.own_breaks)
        return NoForecast.GOES_ON if goes_on else NoForecast.UNIT_ENDS
    year = [month for month in trend.months if month.period.year == december.period.year]
    since = next((month for month in reversed(year) if _is_exact(month.value)), None)
    if since is None:
        return NoForecast.NO_FIGURE
    used = [month for month in trend.months if _is_like(month.value, since.value)]
    history = {month.period: month.value.people for month in used if month.value.people is not None}
    found = forecast(history, since.period, _breaks(trend))
    if not isinstance(found, Forecast):
        return found
    base = _base_of_the_year(december)
    return YearEnd(
        since=since,
        december=december.period,
        forecast=found,
        base=base,
        judged=[_judged(standing, found, base) for standing in december.standings],
        is_simulated=any(month.value.simulated for month in used),
    )


def _december(trend: Trend) -> TrendMonth | None:
    """The last month of the last year; None where the unit ends before it."""
    last = (*trend.months, *trend.ahead)[-1]
    return last if last.period.month == MONTHS else None


def _is_exact(value: Value) -> bool:
    """All of the unit, to the person: a rounded figure would make gains of its rounding."""
    own = value.own
    return value.is_complete and (own is None or own.is_exact)


def _is_like(value: Value, since: Value) -> bool:
    """Exact, and of the same scope: who is counted must not change between two months."""
    return _is_exact(value) and value.scope == since.scope


def _breaks(trend: Trend) -> list[date]:
    """The first month of each new stretch of the unit: where a part of anybody came or went. What
    came together whole is the same people before, whose months are read as one sum, or as none
    where that is not whole."""
    changes = [each for each in trend.breaks if not each.is_whole and not each.is_end]
    return [month_of(each.takes_effect) for each in changes]


def _base_of_the_year(december: TrendMonth) -> RateBase | None:
    """Not an earlier year's, which the year's own would soon replace. Of a sum of parts, whose
    denominators may be of several years, what its months use."""
    base = december.base
    return base if base and base.year in (None, december.period.year) else None


def _judged(standing: Standing, found: Forecast, base: RateBase | None) -> JudgedForecast:
    denominator = base.people if base else None
    low, middle, high = (
        assess(standing.promise.promise, people, None, denominator)
        for people in (found.low, found.people, found.high)
    )
    return JudgedForecast(standing.promise, low, middle, high)
