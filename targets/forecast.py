"""A stock's level at the year's end, if the rest of the year goes as in past years.

Pure, under the terms of `targets.attainment`. To the figure of a month is added the median of what
the unit gained from that month to December in the latest years. The median, because one odd year
(a campaign, a register cleaned) must not carry the others with it.

The span comes from the method's own past errors: what it would have said in earlier years, told
only what was known by then, be it a single year, which errs more and so never flatters the method.
Errors of months near in the year count, since one made in February says little of October.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP

from targets.attainment import EXACT
from targets.pace import MONTHS

# At most so many years give their gain, and at least so many must.
MOST_YEARS, FEWEST_YEARS = 3, 2
# Months before and after whose past forecasts count as equally far from December.
NEAR_MONTHS = 2
# Past forecasts it takes to draw a span, and the years they must come from: those of one year share
# its December, and with it their error.
FEWEST_PAST, FEWEST_PAST_YEARS = 6, 2
# One in so many errors is left out at each end of the span.
LEFT_OUT_OF = 10

History = Mapping[date, int]


@dataclass(frozen=True, slots=True)
class PastForecast:
    """What the method would have said in a month of an earlier year, and what came."""

    period: date
    forecast: int
    actual: int

    @property
    def error(self) -> int:
        return self.actual - self.forecast


@dataclass(frozen=True, slots=True)
class Forecast:
    """`people` at the year's end, between `low` and `high`; `gains` are (year, people gained from
    the same month to December), the latest year first. Of the `past` forecasts, `inside` fell into
    the span that the errors of the other years draw."""

    people: int
    low: int
    high: int
    gains: Sequence[tuple[int, int]]
    past: Sequence[PastForecast]
    inside: int


@dataclass(frozen=True, slots=True)
class TooShort:
    """Why there is no forecast: how many past years have both months, and how many past forecasts
    from how many years there are."""

    years: int
    past: int
    past_years: int


def forecast(
    history: History, period: date, breaks: Collection[date] = ()
) -> Forecast | TooShort | None:
    """The forecast for December of `period`'s year from `period`'s own figure.

    `history`: month -> people, of one and the same unit and scope; what comes after `period` is
    not looked at. `breaks`: the first month of each new stretch; no gain is taken across one. None
    where the month has no figure or is December itself.
    """
    if period not in history or period.month == MONTHS:
        return None
    known = {month: people for month, people in history.items() if month <= period}
    gains = _gains(known, period, breaks)
    past = list(_past_forecasts(known, period, breaks))
    past_years = {each.period.year for each in past}
    if len(gains) < FEWEST_YEARS or len(past) < FEWEST_PAST or len(past_years) < FEWEST_PAST_YEARS:
        return TooShort(len(gains), len(past), len(past_years))
    people = _added(known[period], gains)
    lowest, highest = _span([each.error for each in past])
    return Forecast(
        people=people,
        low=max(0, people + lowest),
        high=people + highest,
        gains=gains,
        past=past,
        inside=sum(_fell_inside(each, past) for each in past),
    )


def _gain(history: History, period: date, breaks: Collection[date]) -> int | None:
    """What was gained from a month to December; None across a break or where an end is unknown."""
    december = period.replace(month=MONTHS)
    before, after = history.get(period), history.get(december)
    if before is None or after is None or any(period < each <= december for each in breaks):
        return None
    return after - before


def _gains(history: History, period: date, breaks: Collection[date]) -> list[tuple[int, int]]:
    """The gains of the latest years before `period`'s that have one."""
    years = sorted({each.year for each in history if each.year < period.year}, reverse=True)
    gains = [(year, _gain(history, period.replace(year=year), breaks)) for year in years]
    return [(year, gain) for year, gain in gains if gain is not None][:MOST_YEARS]


def _added(people: int, gains: Sequence[tuple[int, int]]) -> int:
    """The figure and the median gain, to the person, half up; nobody has fewer than no people."""
    ordered = sorted(gain for _year, gain in gains)
    middle = ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]
    return max(0, people + int(EXACT.divide(middle, 2).to_integral_value(ROUND_HALF_UP)))


def _past_forecasts(
    history: History, period: date, breaks: Collection[date]
) -> Iterator[PastForecast]:
    """From earlier years' months near `period`'s, each told only of the years before its own."""
    for then in sorted(history):
        near = abs(then.month - period.month) <= NEAR_MONTHS and then.month != MONTHS
        if then.year >= period.year or not near or _gain(history, then, breaks) is None:
            continue
        gains = _gains(history, then, breaks)
        if gains:
            actual = history[then.replace(month=MONTHS)]
            yield PastForecast(then, _added(history[then], gains), actual)


def _span(errors: Sequence[int]) -> tuple[int, int]:
    """How far below and above a forecast its outcome may lie: the lowest and highest error, one
    in ten left out at each end. No error at all is always within it."""
    ordered = sorted(errors)
    left_out = len(ordered) // LEFT_OUT_OF
    return min(0, ordered[left_out]), max(0, ordered[-1 - left_out])


def _fell_inside(each: PastForecast, past: Sequence[PastForecast]) -> bool:
    """Judged by the errors of the other years, so that no error widens its own span."""
    others = [other.error for other in past if other.period.year != each.period.year]
    lowest, highest = _span(others)
    return lowest <= each.error <= highest
