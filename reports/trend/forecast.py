"""The forecast of a trend to the year's end: pure."""

from reports.figures.year_end import (
    History,
    NoForecast,
    Start,
    YearEnd,
    is_exact,
    parted_in,
    year_end_from,
)
from reports.trend.months import Trend, TrendMonth
from targets.forecast import TooShort
from targets.pace import MONTHS


def year_end(trend: Trend) -> YearEnd | TooShort | NoForecast | None:
    """What the last year of a trend comes to; None for a flow, for a year whose December is
    reported and for a unit without any figures."""
    december = _december(trend)
    if trend.is_flow or not trend.has_values or (december and december.value.is_complete):
        return None
    if december is None:
        goes_on = any(each.is_end and each.goes_on for each in trend.own_breaks)
        return NoForecast.GOES_ON if goes_on else NoForecast.UNIT_ENDS
    start = start_of(trend)
    return NoForecast.NO_FIGURE if start is None else year_end_from(start, trend.lenders)


def start_of(trend: Trend) -> Start | None:
    """The latest month of the last year that is whole and to the person, from which the year is
    carried on; None where there is none or nothing is to be forecast."""
    december = _december(trend)
    year = [month for month in trend.months if month.period.year == trend.last.year]
    since = next((month for month in reversed(year) if is_exact(month.value)), None)
    if trend.is_flow or december is None or since is None or since is december:
        return None
    values = {month.period: month.value for month in trend.months}
    return Start(
        since=since.period,
        value=since.value,
        history=History(values, parted_in(trend.breaks)),
        base=december.base,
        standings=december.standings,
    )


def _december(trend: Trend) -> TrendMonth | None:
    """The last month of the last year; None where the unit ends before it."""
    last = (*trend.months, *trend.ahead)[-1]
    return last if last.period.month == MONTHS else None
