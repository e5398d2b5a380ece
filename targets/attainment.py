"""All the arithmetic: what was reported, judged against what was promised.

Pure: `int` and `Decimal` in and out, no rounding, no clock. A quotient that has no end is carried
to 40 significant digits whatever the caller's decimal context, far beyond the two decimals that
are ever written, so that rounding where it is written sees the true value. The one whole number
made here is a rate turned into people ("quy đổi"), rounded half up as the committees do.

None means not known and is never taken for zero; what cannot be computed is None, never an error.
Percentages are on the scale of 100: 85 is 85 %. "Points" are percentage points.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import TypeVar

Quantity = int | Decimal
Key = TypeVar("Key")

EXACT = Context(prec=40)
# Of the words before a number, the one that asks for more than the number.
OVER = "over"


class Rule(StrEnum):
    """Which of the printed meanings of "đạt … %" an attainment has."""

    PEOPLE_ON_PEOPLE = "A"
    RATE_ON_RATE = "B"


@dataclass(frozen=True, slots=True)
class Promise:
    """The value of a target: people, a rate in percent, or both, each with the word before it
    ("over"), blank where it has none."""

    people: int | None = None
    percent: Decimal | None = None
    people_qualifier: str = ""
    percent_qualifier: str = ""

    @property
    def is_of_more(self) -> bool:
        """Whether what is judged must pass the number: "trên 95 %" is not reached at 95."""
        return (self.percent_qualifier if self.people is None else self.people_qualifier) == OVER


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was reached of a promise.

    rule: what the headline `attainment` compares; None when the promise is empty.
    attainment: percent of the promise reached, by `rule`.
    attainment_by_people: people on `plan_people`, promised or derived.
    attainment_by_rate: `rate` on the target's rate.
    plan_people: people promised; `plan_is_derived` where they come from the target's rate.
    remaining: people still to win, below zero when exceeded; of a promise of more than a number one
        more than to the number itself.
    is_reached: by `rule`, unrounded; None where it cannot be told.
    rate: percent, as reported or, where `rate_is_computed`, people on the denominator.
    remaining_points: target's rate minus `rate`, in points, below zero when exceeded.
    """

    rule: Rule | None
    attainment: Decimal | None
    attainment_by_people: Decimal | None
    attainment_by_rate: Decimal | None
    plan_people: int | None
    plan_is_derived: bool
    remaining: int | None
    is_reached: bool | None
    rate: Decimal | None
    rate_is_computed: bool
    remaining_points: Decimal | None


@dataclass(frozen=True, slots=True)
class Pooled:
    """Several units taken as one. `people` and `denominator` are None when none counted."""

    people: int | None
    denominator: int | None
    counted: int
    missing: int

    @property
    def rate(self) -> Decimal | None:
        """The pooled rate in percent: all people on all denominators."""
        return percent(self.people, self.denominator)


@dataclass(frozen=True, slots=True)
class Change:
    """A difference in people, and in percent of the earlier number (None from zero)."""

    difference: int | None
    percent: Decimal | None


def percent(part: Quantity | None, whole: Quantity | None) -> Decimal | None:
    """part ÷ whole × 100; None when either is None or the whole is zero."""
    if part is None or whole is None or whole == 0:
        return None
    return EXACT.divide(EXACT.multiply(part, 100), whole)


def shared(shares: Iterable[tuple[Decimal, int]]) -> Decimal:
    """The people of several units, of each a share: exact."""
    together = Decimal(0)
    for weight, people in shares:
        together = EXACT.add(together, EXACT.multiply(weight, people))
    return together


def people_from_rate(rate: Decimal | None, denominator: int | None) -> int | None:
    """A rate in percent turned into people ("quy đổi"), rounded half up."""
    if rate is None or denominator is None:
        return None
    people = EXACT.divide(EXACT.multiply(rate, denominator), 100)
    return int(people.to_integral_value(ROUND_HALF_UP))


def assess(
    promise: Promise,
    people: int | None,
    rate: Decimal | None = None,
    denominator: int | None = None,
) -> Assessment:
    """Judge people and rate (percent, as reported) against a promise.

    Planned people decide the headline wherever the promise has them (rule A, also while the
    actual people are unknown); otherwise the rate does (rule B). Under rule B the planned people
    are the target's rate on `denominator`; without a denominator the attainment still comes from
    the reported rate, and what is left in people is None. A reported rate goes before a computed
    one, so under rule B attainment and remaining people may differ by what was rounded in print.
    A promise of zero has no attainment.
    """
    rate_is_computed = rate is None and people is not None and bool(denominator)
    if rate_is_computed:
        rate = percent(people, denominator)
    plan_people = promise.people
    if plan_people is None:
        plan_people = people_from_rate(promise.percent, denominator)
    by_people = percent(people, plan_people)
    by_rate = percent(rate, promise.percent)
    rule = rule_of(promise)
    return Assessment(
        rule=rule,
        attainment=by_rate if rule is Rule.RATE_ON_RATE else by_people,
        attainment_by_people=by_people,
        attainment_by_rate=by_rate,
        plan_people=plan_people,
        plan_is_derived=promise.people is None and plan_people is not None,
        remaining=_remaining(promise, plan_people, people, denominator),
        is_reached=_is_reached(promise, people, rate),
        rate=rate,
        rate_is_computed=rate_is_computed,
        remaining_points=points(promise.percent, rate),
    )


def pooled(pairs: Iterable[tuple[int | None, int | None]]) -> Pooled:
    """Pool (people, denominator) pairs; a pair that lacks either is counted as missing.

    Rates are never averaged: units of different size would weigh the same.
    """
    people = denominator = counted = missing = 0
    for unit_people, unit_denominator in pairs:
        if unit_people is None or unit_denominator is None:
            missing += 1
            continue
        people += unit_people
        denominator += unit_denominator
        counted += 1
    if not counted:
        return Pooled(None, None, 0, missing)
    return Pooled(people, denominator, counted, missing)


def below_pooled(parts: Iterable[tuple[Key, int | None, int | None]], whole: Pooled) -> list[Key]:
    """Keys of the (key, people, denominator) parts whose rate is strictly below the whole's.

    The order is kept. A part without people or denominator is never below. The comparison is in
    whole numbers, so equal rates are never told apart. A whole known by its own figures is
    `pooled([(people, denominator)])`.
    """
    if whole.people is None or not whole.denominator:
        return []
    return [
        key
        for key, people, denominator in parts
        if people is not None
        and denominator
        and people * whole.denominator < whole.people * denominator
    ]


def change(now: int | None, before: int | None) -> Change:
    """Change in people from `before` to `now`: 2.983 after 1.900 is +1.083, +57 %."""
    difference = _less(now, before)
    return Change(difference, percent(difference, before))


def points(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """Change of a rate, in points; None when either is None."""
    if now is None or before is None:
        return None
    return EXACT.subtract(now, before)


def rule_of(promise: Promise) -> Rule | None:
    if promise.people is not None:
        return Rule.PEOPLE_ON_PEOPLE
    return None if promise.percent is None else Rule.RATE_ON_RATE


def reaches(actual: Quantity, goal: Quantity, *, is_of_more: bool) -> bool:
    """Whether a promise is kept; one of more than a number only above it."""
    return actual > goal if is_of_more else actual >= goal


def _is_reached(promise: Promise, people: int | None, rate: Decimal | None) -> bool | None:
    goal: Quantity | None = promise.percent if promise.people is None else promise.people
    actual: Quantity | None = rate if promise.people is None else people
    if goal is None or actual is None:
        return None
    return reaches(actual, goal, is_of_more=promise.is_of_more)


def _remaining(
    promise: Promise, plan: int | None, people: int | None, denominator: int | None
) -> int | None:
    """To a promise of more than a rate the people that pass it unrounded, however many it was
    rounded to."""
    if plan is None or people is None or not promise.is_of_more:
        return _less(plan, people)
    least = plan + 1
    if promise.people is None:
        share = EXACT.multiply(promise.percent or 0, denominator or 0)
        least = int(share // 100) + 1
    return least - people if people < least else plan - people


def _less(number: int | None, subtracted: int | None) -> int | None:
    if number is None or subtracted is None:
        return None
    return number - subtracted
