"""The forecasts of all indicators of a unit's page to the year's end."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from coverage.counting.figures import ReadAs
from coverage.models import Indicator
from coverage.notation.periods import month_of
from reports.figures.known import Known, known
from reports.figures.lenders import history_of, lenders_of
from reports.figures.query import Overview
from reports.figures.season import season_months
from reports.figures.standing import Row
from reports.figures.year_end import (
    NoForecast,
    Start,
    YearEnd,
    is_exact,
    parted_in,
    year_end_from,
)
from targets.forecast import TooShort, months_of_past
from targets.pace import MONTHS

Found = YearEnd | TooShort | NoForecast | None


def year_ends(overview: Overview, read_as: ReadAs | None = None) -> Mapping[int, Found]:
    """indicator -> what the unit comes to at the year's end from its figure of the month shown, as
    its trend of that month says it (which goes back to an earlier month where that is not whole).

    `YearEnd`: a forecast, to be judged by only where it `is_trusted`; `TooShort`: of too few past
    years; `NoForecast`: the unit ends before December, there or by going on under another row, or
    the month has no figure that is whole and to the person; None: in December, and of a flow.

    Read as the overview was, unless told otherwise. Three statements, and where the unit has too
    few years of any indicator those of `known` for the unit above; none where nothing can be
    forecast.
    """
    none: dict[int, Found] = {flow.indicator.pk: None for flow in overview.flows}
    if overview.months.now.month == MONTHS:
        return none | {row.indicator.pk: None for row in overview.wholes}
    ends = _ends_before_december(overview)
    exact = [row for row in overview.wholes if is_exact(row.value)]
    missing = {row.indicator.pk: ends or NoForecast.NO_FIGURE for row in overview.wholes}
    found = {} if ends else _forecasts(overview, exact, read_as or overview.read_as)
    return {**none, **missing, **found}


def _ends_before_december(overview: Overview) -> NoForecast | None:
    until, december = overview.unit.valid_to, overview.months.now.replace(month=MONTHS)
    if until is None or month_of(until) >= december:
        return None
    goes_on = any(each.is_end and each.goes_on for each in overview.breaks)
    return NoForecast.GOES_ON if goes_on else NoForecast.UNIT_ENDS


def _forecasts(overview: Overview, rows: Sequence[Row], read_as: ReadAs) -> dict[int, Found]:
    """`rows`: those whose figure a year can be carried on from."""
    if not rows:
        return {}
    unit, period = overview.unit, overview.months.now
    stocks = [row.indicator for row in overview.wholes]
    facts = _facts(overview, stocks, read_as)
    breaks = parted_in(overview.breaks)
    starts = {
        row.indicator: Start(
            since=period,
            value=row.value,
            history=replace(history_of(facts, unit, row.indicator, period), breaks=breaks),
            base=row.plan_base,
            standings=row.standings,
        )
        for row in rows
    }
    if not any(start.needs_lenders for start in starts.values()):
        return {indicator.pk: year_end_from(start) for indicator, start in starts.items()}
    lenders = lenders_of(unit, stocks, period, read_as)
    return {
        indicator.pk: year_end_from(start, lenders(indicator))
        for indicator, start in starts.items()
    }


def _facts(overview: Overview, stocks: Sequence[Indicator], read_as: ReadAs) -> Known:
    """With the past years' months, most of which the overview itself looked at."""
    unit, period = overview.unit, overview.months.now
    asked, facts = months_of_past(period), overview.facts
    lacking = asked - overview.months.all() - season_months(period)
    if facts is None or not all(map(facts.tree.reaches_back_to, lacking)):
        return known(unit, stocks, asked, read_as)
    return facts.with_past(lacking, read_as)
