"""How a month usually stands beside an even climb through its year, by the unit's past years. Pure.

BHYT falls in January, when cards lapse, and climbs in the last quarter: a path that knows it keeps
every unit from being behind until autumn (docs/decisions.md, 173).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from reports.figures.like_for_like import count_the_same
from reports.figures.values import OwnFigure, Value
from targets.attainment import Quantity, Rule
from targets.comparable import judged
from targets.pace import MONTHS, PastYear, usual_deviation

MOST_YEARS = 3

OfMonth = Callable[[date], Value]
# At the December before, in the month, and at the December that ended the year.
Year = tuple[Value, Value, Value]


@dataclass(frozen=True, slots=True)
class Season:
    """`deviation`: of a month from the straight line, as a share of last December; by `years`, the
    latest first. `of_parent`: of the unit above, since the unit itself has no whole year."""

    deviation: Decimal
    years: tuple[int, ...]
    simulated: bool = False
    of_parent: bool = False

    @property
    def borrowed(self) -> "Season":
        return replace(self, of_parent=True)


SeasonByRule = Mapping[Rule, Season]


def season_months(period: date) -> set[date]:
    """The months of past years by which the one of a month is told; none in December, in which the
    path is the target."""
    return {month for year in _past_years(period) for month in year}


def seasons_of(value: OfMonth, period: date) -> SeasonByRule:
    """`value`: of a stock of the unit in a month. By the rule of a target, people or rate: a new
    year's denominator makes a rate fall in January, and no people. A rule is left out where no past
    year is whole by it: both its Decembers and the month, to the person, of the same units and
    people, and of one origin."""
    years = {
        now.year: (value(before), value(now), value(december))
        for before, now, december in _past_years(period)
    }
    alike = {year: values for year, values in years.items() if _are_alike(*values)}
    found = {rule: _season(rule, alike, period.month) for rule in Rule}
    return {rule: season for rule, season in found.items() if season is not None}


def _season(rule: Rule, alike: Mapping[int, Year], month: int) -> Season | None:
    known = {}
    for year, values in alike.items():
        start, at_month, end = (_exact(each, rule) for each in values)
        if start and at_month is not None and end is not None:
            known[year] = PastYear(start, at_month, end)
    deviation = usual_deviation([*known.values()], month)
    if deviation is None:
        return None
    return Season(deviation, tuple(known), any(alike[year][0].simulated for year in known))


def _past_years(period: date) -> Iterator[tuple[date, date, date]]:
    """The December before, the month and the December of each, the latest first."""
    if period.month == MONTHS:
        return
    for year in range(period.year - 1, period.year - 1 - MOST_YEARS, -1):
        yield date(year - 1, MONTHS, 1), period.replace(year=year), date(year, MONTHS, 1)


def _are_alike(start: Value, at_month: Value, end: Value) -> bool:
    return all(
        count_the_same(start, each)
        and start.scope == each.scope
        and start.simulated == each.simulated
        for each in (at_month, end)
    )


def _exact(value: Value, rule: Rule) -> Quantity | None:
    """None of what was rounded in print: it would make a deviation of its rounding."""
    own = value.own
    if own is not None and not (
        own.is_exact_rate if _is_reported_rate(own, rule) else own.is_exact
    ):
        return None
    return judged(value, rule)


def _is_reported_rate(own: OwnFigure, rule: Rule) -> bool:
    return rule is Rule.RATE_ON_RATE and own.rate is not None
