"""What a stock comes to at the year's end, held against each target of the year: pure.

A forecast is nobody's figure. It stands apart, never among what was reported.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from coverage.notation.periods import first_month_from
from reports.figures.standing import Standing
from reports.figures.terms import Terms
from reports.figures.unit_breaks import UnitBreak
from reports.figures.values import RateBase, Value
from targets.attainment import Assessment, Quantity, assess, percent
from targets.forecast import (
    Forecast,
    Lender,
    Others,
    Past,
    TooShort,
    forecast,
    months_of_past,
    needs_others,
)
from targets.in_force import PromiseInForce
from targets.pace import MONTHS


class NoForecast(StrEnum):
    """Why a year gets no forecast, where it is not for want of earlier years."""

    UNIT_ENDS = "unit_ends"
    GOES_ON = "goes_on"
    NO_FIGURE = "no_figure"


class Outlook(StrEnum):
    """Where a target lies beside the span of the forecast; nothing is said of it where the span is
    not to be trusted."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    HARDLY = "hardly"
    UNKNOWN = "unknown"
    UNTRUSTED = "untrusted"


@dataclass(frozen=True, slots=True)
class JudgedForecast:
    """A promise beside the low end, the middle and the high end of the forecast."""

    promise: PromiseInForce
    low: Assessment
    middle: Assessment
    high: Assessment
    is_trusted: bool = True

    @property
    def outlook(self) -> Outlook:
        if not self.is_trusted:
            return Outlook.UNTRUSTED
        reached = [each.is_reached for each in (self.low, self.high)]
        if None in reached:
            return Outlook.UNKNOWN
        if reached[0]:
            return Outlook.LIKELY
        return Outlook.POSSIBLE if reached[1] else Outlook.HARDLY


@dataclass(frozen=True, slots=True)
class History:
    """month -> value of a unit; `breaks`: the first month of each new stretch of it."""

    values: Mapping[date, Value]
    breaks: Collection[date] = ()

    def used(self, since: date, value: Value) -> dict[date, Value]:
        """Those by which a value of the month `since` may be carried on: of the years looked at,
        whole, to the person and of the same scope, as who is counted must not change between two
        months."""
        known = {month: self.values[month] for month in months_of_past(since) & {*self.values}}
        return {
            month: each
            for month, each in known.items()
            if is_exact(each) and each.scope == value.scope
        }

    def past(self, since: date, value: Value) -> Past:
        used = self.used(since, value)
        people = {month: each.people for month, each in used.items() if each.people is not None}
        return Past(people, self.breaks)


@dataclass(frozen=True, slots=True)
class Lenders:
    """Who may lend to a unit with too few years of its own: the unit above, called `name`, and
    those that stand beside it below that."""

    name: str = ""
    above: History | None = None
    alike: Sequence[History] = ()


NOBODY = Lenders()


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The forecast for `december` from the `value` of the month `since`. `base`: the denominator of
    that very year; None where none is known. `lender`: the name of the unit above, where it or
    those below it lent their years."""

    since: date
    value: Value
    december: date
    forecast: Forecast
    base: RateBase | None
    judged: Sequence[JudgedForecast]
    is_simulated: bool
    lender: str = ""

    @property
    def ends(self) -> tuple[int, int, int]:
        """The low end, the forecast itself and the high end, in people."""
        return self.forecast.low, self.forecast.people, self.forecast.high

    @property
    def is_trusted(self) -> bool:
        """Whether past years bear out what the span promises; else nothing may be judged by it."""
        return self.forecast.is_trusted

    @property
    def borrowed_from(self) -> Lender:
        return self.forecast.borrowed_from

    def rate(self, people: int) -> Decimal | None:
        return percent(people, self.base.people if self.base else None)

    def quantity(self, people: int, shown: Terms) -> Quantity | None:
        return people if shown is Terms.PEOPLE else self.rate(people)


@dataclass(frozen=True, slots=True)
class Start:
    """From where a year is carried on: the `value` of the month `since`, whole and to the person,
    and the unit's own `history`. `base`: the denominator in use in that month; `standings`: of the
    targets of the year."""

    since: date
    value: Value
    history: History
    base: RateBase | None
    standings: Sequence[Standing]

    @property
    def past(self) -> Past:
        past = self.history.past(self.since, self.value)
        now = {} if self.value.people is None else {self.since: self.value.people}
        return Past({**past.people, **now}, past.breaks)

    @property
    def needs_lenders(self) -> bool:
        return needs_others(self.past, self.since)


def year_end_from(start: Start, lenders: Lenders = NOBODY) -> YearEnd | TooShort | None:
    """None in December, which is no forecast."""
    since, value = start.since, start.value
    others = Others(
        above=lenders.above.past(since, value) if lenders.above else None,
        alike=[each.past(since, value) for each in lenders.alike],
    )
    found = forecast(start.past, since, others)
    if not isinstance(found, Forecast):
        return found
    base = _of_the_year(start.base, since.year)
    has_borrowed = found.borrowed_from is not Lender.NOBODY
    return YearEnd(
        since=since,
        value=value,
        december=since.replace(month=MONTHS),
        forecast=found,
        base=base,
        judged=[_judged(each, found, base) for each in start.standings],
        is_simulated=value.simulated
        or _is_simulated([start.history], since, value)
        or (has_borrowed and _is_simulated(_histories(lenders), since, value)),
        lender=lenders.name if has_borrowed else "",
    )


def is_exact(value: Value) -> bool:
    """All of the unit, to the person: a rounded figure would make gains of its rounding."""
    own = value.own
    return value.is_complete and (own is None or own.is_exact)


def parted_in(breaks: Iterable[UnitBreak]) -> list[date]:
    """The first month of each new stretch of a unit: where a part of anybody came or went. What
    came together whole is the same people before, whose months are read as one sum, or as none
    where that is not whole."""
    changes = [each for each in breaks if not each.is_whole and not each.is_end]
    return [each.first_month or first_month_from(each.takes_effect) for each in changes]


def _histories(lenders: Lenders) -> list[History]:
    return [*([lenders.above] if lenders.above else ()), *lenders.alike]


def _is_simulated(histories: Iterable[History], since: date, value: Value) -> bool:
    used = (each for history in histories for each in history.used(since, value).values())
    return any(each.simulated for each in used)


def _of_the_year(base: RateBase | None, year: int) -> RateBase | None:
    """Not an earlier year's, which the year's own would soon replace. Of a sum of parts, whose
    denominators may be of several years, what its months use."""
    return base if base and base.year in (None, year) else None


def _judged(standing: Standing, found: Forecast, base: RateBase | None) -> JudgedForecast:
    denominator = base.people if base else None
    low, middle, high = (
        assess(standing.promise.promise, people, None, denominator)
        for people in (found.low, found.people, found.high)
    )
    return JudgedForecast(standing.promise, low, middle, high, found.is_trusted)
