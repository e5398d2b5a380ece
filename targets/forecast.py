"""A stock's level at the year's end, if the rest of the year goes as in past years.

Pure, under the terms of `targets.attainment`. To the figure of a month is added the median of what
the unit gained from that month to December in the latest years. The median, because one odd year
(a campaign, a register cleaned) must not carry the others with it.

Around it lies a span (`targets.forecast_span`) drawn by past errors: each past year forecast by
the same rule from the other years. A unit with too few years for that borrows the errors of units
like it; one with too few years for a gain borrows that too, as a share of the level, from the unit
above.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from targets.attainment import EXACT, Quantity
from targets.forecast_span import Error, span_of
from targets.pace import MONTHS

# Past years that are looked at; at most so many of them give their gain, and so many must.
YEARS_LOOKED_AT = 5
MOST_YEARS, FEWEST_YEARS = 3, 2
# The largest of four errors is as far as four outcomes in five lie: with fewer, a unit borrows.
FEWEST_ERRORS = 4
_TELLS_QUOTIENTS_APART = Decimal("1e-20")


@dataclass(frozen=True, slots=True)
class Past:
    """month -> people of a unit, always of one scope. `breaks`: the first month of each new stretch
    of it; no gain is taken across one."""

    people: Mapping[date, int]
    breaks: Collection[date] = ()


@dataclass(frozen=True, slots=True)
class Others:
    """Who may lend to a unit: the one above it, and those beside it."""

    above: Past | None = None
    alike: Sequence[Past] = ()


NOBODY = Others()


class Lender(StrEnum):
    """Whose years a forecast borrows: errors of units like it, or of the unit above what was gained
    too."""

    NOBODY = "nobody"
    ALIKE = "alike"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Gain:
    """What was gained in a year from a month, at which the level was above zero, to December."""

    year: int
    people: int
    level: int

    @property
    def share(self) -> Decimal:
        return EXACT.divide(self.people, self.level)


@dataclass(frozen=True, slots=True)
class Forecast:
    """`people` at the year's end, between `low` and `high`; `gains`: by which, the latest year
    first, of the unit above where they are borrowed from there. Of `tried` past forecasts of the
    unit and of those that lent, from `years` years, `held` lay within the span that the other years
    draw. Not `is_trusted`: that is less often than the span promises, or over too few years."""

    people: int
    low: int
    high: int
    gains: Sequence[Gain]
    held: int
    tried: int
    years: int
    is_trusted: bool
    borrowed_from: Lender = Lender.NOBODY


@dataclass(frozen=True, slots=True)
class TooShort:
    """Why there is no forecast: of how many past years the gain is known, of the unit and of the
    one above it."""

    years: int
    years_above: int = 0


def months_of_past(period: date) -> set[date]:
    """Those by which a forecast from the month is made; none in December."""
    if period.month == MONTHS:
        return set()
    years = range(period.year - YEARS_LOOKED_AT, period.year)
    ends = (period.month, MONTHS)
    return {date(year, month, 1) for year in years for month in ends}


def needs_others(past: Past, period: date) -> bool:
    """Whether anybody else's years would be looked at for a forecast from the month."""
    is_forecast = period in past.people and period.month != MONTHS
    return is_forecast and len(_gains(past, period)) < FEWEST_ERRORS


def forecast(past: Past, period: date, others: Others = NOBODY) -> Forecast | TooShort | None:
    """The forecast for December of `period`'s year from `period`'s own figure; what comes after is
    not looked at. None where the month has no figure or is December itself."""
    if period not in past.people or period.month == MONTHS:
        return None
    own = _gains(past, period)
    if len(own) < FEWEST_YEARS:
        return _by_the_one_above(past, period, others)
    errors, lender = _errors(own), Lender.NOBODY
    if len(own) < FEWEST_ERRORS:
        lent = [error for each in others.alike for error in _errors(_gains(each, period))]
        errors, lender = errors + lent, Lender.ALIKE if lent else Lender.NOBODY
    level = past.people[period]
    people = _whole(EXACT.add(level, _median([each.people for each in own[:MOST_YEARS]])))
    return _within_span(people, level, own[:MOST_YEARS], errors, lender)


def _by_the_one_above(past: Past, period: date, others: Others) -> Forecast | TooShort:
    """By its gains as shares of the level. The errors are those that the unit and those like it
    would have made by that, in each year by its other years; where there are none, its own, which
    show no more than how wide the span is at least."""
    own = _gains(past, period)
    above = _gains(others.above, period) if others.above else []
    if len(above) < FEWEST_YEARS:
        return TooShort(len(own), len(above))
    like = [*own, *(gain for each in others.alike for gain in _gains(each, period))]
    usual = {year: _usual_share(above, but=year) for year in {gain.year for gain in like + above}}
    errors = [
        Error(gain.year, EXACT.subtract(gain.share, usual[gain.year])) for gain in like or above
    ]
    level = past.people[period]
    people = _whole(EXACT.add(level, EXACT.multiply(level, _usual_share(above))))
    found = _within_span(people, level, above[:MOST_YEARS], errors, Lender.ABOVE)
    return found if like else replace(found, held=0, tried=0, years=0, is_trusted=False)


def _within_span(
    people: int, level: int, gains: Sequence[Gain], errors: Sequence[Error], lender: Lender
) -> Forecast:
    span = span_of(errors)
    aside = _whole(EXACT.multiply(level, span.share))
    return Forecast(
        people=people,
        low=max(0, people - aside),
        high=people + aside,
        gains=gains,
        held=span.held,
        tried=span.tried,
        years=span.years,
        is_trusted=span.keeps_its_promise,
        borrowed_from=lender,
    )


def _gains(past: Past, period: date) -> list[Gain]:
    """Of the years looked at, the latest first."""
    return list(_known_gains(past, period))


def _known_gains(past: Past, period: date) -> Iterator[Gain]:
    for year in range(period.year - 1, period.year - 1 - YEARS_LOOKED_AT, -1):
        start, december = period.replace(year=year), date(year, MONTHS, 1)
        level, end = past.people.get(start), past.people.get(december)
        is_parted = any(start < each <= december for each in past.breaks)
        if level and end is not None and not is_parted:
            yield Gain(year, end - level, level)


def _errors(gains: Sequence[Gain]) -> list[Error]:
    """Of each year, what the latest of its other years would have made of it."""
    if len(gains) < FEWEST_YEARS:
        return []
    return [
        Error(each.year, EXACT.divide(EXACT.subtract(each.people, usual), each.level))
        for each in gains
        for usual in [_median([other.people for other in _but(gains, each.year)])]
    ]


def _but(gains: Sequence[Gain], year: int | None) -> Sequence[Gain]:
    return [each for each in gains if each.year != year][:MOST_YEARS]


def _usual_share(gains: Sequence[Gain], but: int | None = None) -> Decimal:
    return _median([each.share for each in _but(gains, but)])


def _median(values: Sequence[Quantity]) -> Decimal:
    ordered = sorted(values)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return EXACT.divide(EXACT.add(low, high), 2)


def _whole(people: Decimal) -> int:
    """To the person, half up; nobody has fewer than no people. A level times a quotient may miss a
    true half by the quotient's last digit: no quotient of people comes as near to one unmet."""
    half_met = people.quantize(_TELLS_QUOTIENTS_APART, context=EXACT)
    return max(0, int(half_met.to_integral_value(ROUND_HALF_UP)))
