"""A unit's value held against its promises and beside earlier months. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from coverage.models import AdministrativeUnit, Indicator
from coverage.notation.periods import months_left
from reports.figures.comparison import compare
from reports.figures.estimate import Estimate
from reports.figures.like_for_like import LikeForLike
from reports.figures.standing import Goal, Months, Row, Standing
from reports.figures.values import RateBase, Value
from targets.attainment import Rule, assess, points
from targets.comparable import judged as may_be_judged
from targets.in_force import PromiseInForce
from targets.pace import light, needed_pace, pace_so_far, path_to_date


def make_row(
    unit: AdministrativeUnit,
    indicator: Indicator,
    months: Months,
    values: Mapping[date, Value],
    promises: Sequence[PromiseInForce],
    *,
    whole_base: RateBase | None = None,
    likes: Mapping[date, LikeForLike | None] | None = None,
    beside: Value | None = None,
    estimate: Estimate | None = None,
    is_part: bool = False,
    state: str = "",
    is_below_average: bool = False,
) -> Row:
    """`promises`: the unit's own and the goals of units above; `whole_base`: the denominator of all
    of the unit, by which a sum that lacks some has its promises; `likes`: of the units below, by
    the month compared with."""
    now, december = values[months.now], values[months.december]
    base = now.base if now.is_complete and now.base is not None else whole_base
    own = [each for each in promises if each.unit_id == unit.pk]
    like = likes or {}
    since = compare(now, december, like.get(months.december))
    return Row(
        unit=unit,
        indicator=indicator,
        value=now,
        month=compare(now, values[months.month_before], like.get(months.month_before)),
        year=compare(now, values[months.year_before], like.get(months.year_before)),
        december=since,
        standings=[judge(each, months.now, now, december, base) for each in own],
        pace=pace_so_far(since.people.difference, 0, months.now.month),
        goals=[_goal(each, months.now, now) for each in promises if each.unit_id != unit.pk],
        is_part=is_part,
        state=state,
        is_below_average=is_below_average,
        plan_base=base,
        beside=beside,
        estimate=estimate,
    )


def judge(
    promise: PromiseInForce, period: date, now: Value, december: Value, base: RateBase | None
) -> Standing:
    """Attainment, path and light of one promise; a later milestone has no path for this year.

    Only what counts all of the unit is judged. `base`: the denominator of all of the unit, by which
    a promised rate is people."""
    is_milestone = promise.year != period.year
    judged = promise.promise
    result = assess(judged, now.whole_people, now.whole_rate, base.people if base else None)
    by_rate = result.rule is Rule.RATE_ON_RATE
    target = judged.percent if by_rate else result.plan_people
    actual, start = may_be_judged(now, result.rule), may_be_judged(december, result.rule)
    path = None if is_milestone else path_to_date(start, target, period.month)
    return Standing(
        promise=promise,
        assessment=result,
        path=path,
        light=light(actual, target, path, is_of_more=judged.is_of_more),
        needed_pace=None if is_milestone else needed_pace(result.remaining, months_left(period)),
        is_milestone=is_milestone,
        months_left=months_left(period),
        path_is_simulated=path is not None and december.simulated,
    )


def _goal(promise: PromiseInForce, period: date, now: Value) -> Goal:
    return Goal(
        promise,
        is_milestone=promise.year != period.year,
        points_left=points(promise.promise.percent, now.whole_rate),
    )
