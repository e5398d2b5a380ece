"""A unit's value held against its promises and beside earlier months. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from coverage.models import AdministrativeUnit, Indicator
from coverage.notation.periods import months_left
from reports.figures.assigners import Of
from reports.figures.comparison import compare
from reports.figures.like_for_like import LikeForLike, count_the_same
from reports.figures.season import SeasonByRule
from reports.figures.standing import Goal, Months, Reached, Row, Standing
from reports.figures.values import RateBase, Value
from targets.attainment import Rule, assess, points
from targets.comparable import judged as may_be_judged
from targets.in_force import PromiseInForce
from targets.pace import gained_a_month, light, needed_pace, path_to_date

Based = tuple[Value, RateBase | None]
NO_BASES: Mapping[date, RateBase | None] = {}


@dataclass(frozen=True, slots=True)
class Course:
    """How the year runs up to the month: `seasons`, the usual deviation of the month by the rule of
    a target, where it is known; `is_running`: the month is not yet due."""

    seasons: SeasonByRule = field(default_factory=dict)
    is_running: bool = False


EVEN = Course()
NO_LIKES: Mapping[date, LikeForLike | None] = {}


def make_row(
    unit: AdministrativeUnit,
    indicator: Indicator,
    months: Months,
    values: Mapping[date, Value],
    promises: Sequence[PromiseInForce],
    *,
    bases: Mapping[date, RateBase | None] = NO_BASES,
    likes: Mapping[date, LikeForLike | None] = NO_LIKES,
    year_before: Value | None = None,
    course: Course = EVEN,
    **else_said: Any,
) -> Row:
    """`promises`: the unit's own and the goals of units above; `bases`, by month: of all of the
    unit, by which a sum that lacks some has its promises; `likes`, by the month compared with: of
    the units below; `year_before`: what that came to, where it is not its December's value;
    `else_said`: other fields of the row."""
    now, december = values[months.now], values[months.december]
    base = base_of(now, bases.get(months.now))
    before = (december if year_before is None else year_before, bases.get(months.december))
    held = hold(unit.pk, promises, months.now, (now, base), december, before, course)
    on_month, on_year, on_december = (
        compare(now, values[month], likes.get(month))
        for month in (months.month_before, months.year_before, months.december)
    )
    return Row(
        unit=unit,
        indicator=indicator,
        value=now,
        month=on_month,
        year=on_year,
        december=on_december,
        pace_last_year=_pace_last_year(values[months.year_before], before[0], months),
        standings=held.standings,
        year_before=held.year_before,
        milestones=held.milestones,
        goals=held.goals,
        plan_base=base,
        **else_said,
    )


def _pace_last_year(same_month: Value, december: Value, months: Months) -> Decimal | None:
    """Of the same people, as far as anybody says: both whole, of the same units and scope."""
    if same_month.scope != december.scope or not count_the_same(same_month, december):
        return None
    left = months_left(months.now)
    return gained_a_month(same_month.whole_people, december.whole_people, left)


@dataclass(frozen=True, slots=True)
class Held:
    """A unit's own promises beside its figures, by the year they are of; and those of units
    above."""

    standings: Sequence[Standing]
    year_before: Sequence[Reached]
    milestones: Sequence[Reached]
    goals: Sequence[Goal]


def hold(
    unit_id: int,
    promises: Sequence[PromiseInForce],
    period: date,
    now: Based,
    start: Value,
    before: Based,
    course: Course = EVEN,
) -> Held:
    """`now` and `before`: the month and what the year before came to, each with the denominator of
    all of the unit; `start`: where the year's climb began."""
    own, year = [each for each in promises if each.unit_id == unit_id], period.year
    value, base = now
    return Held(
        standings=[
            judge(each, period, value, start, base, course) for each in own if each.year == year
        ],
        year_before=[reached(Of.YEAR_BEFORE, each, *before) for each in own if each.year < year],
        milestones=[reached(Of.LATER, each, *now) for each in own if each.year > year],
        goals=[_goal(each, value) for each in promises if each.unit_id != unit_id],
    )


def judge(
    promise: PromiseInForce,
    period: date,
    now: Value,
    december: Value,
    base: RateBase | None,
    course: Course = EVEN,
) -> Standing:
    """Attainment, path and light of a promise of the year.

    Only what counts all of the unit is judged, and a path begins only at such a December. `base`:
    the denominator of all of the unit, by which a promised rate is people. Of a December that is
    still running the last word is not spoken."""
    judged = promise.promise
    held = (now.whole_people, now.whole_rate, base.people if base else None)
    result, original = assess(judged, *held), promise.original
    by_rate = result.rule is Rule.RATE_ON_RATE
    target = judged.percent if by_rate else result.plan_people
    actual, start = may_be_judged(now, result.rule), may_be_judged(december, result.rule)
    season = course.seasons.get(result.rule) if result.rule else None
    deviation = season.deviation if season else None
    path, left = path_to_date(start, target, period.month, deviation), months_left(period)
    has_ended = not left and not course.is_running
    return Standing(
        promise=promise,
        assessment=result,
        path=path,
        light=light(actual, target, path, is_of_more=judged.is_of_more, is_over=has_ended),
        has_ended=has_ended,
        needed_pace=needed_pace(result.remaining, left),
        months_left=left,
        path_is_simulated=path is not None
        and (december.simulated or (season is not None and season.simulated)),
        season=season,
        of_original=assess(original.promise, *held) if original else None,
    )


def reached(of: Of, promise: PromiseInForce, value: Value, of_all: RateBase | None) -> Reached:
    """What a value that counts all of the unit is of a promise of another year. `of_all`: the
    denominator of all of the unit in its month."""
    base = base_of(value, of_all)
    denominator = base.people if base else None
    result = assess(promise.promise, value.whole_people, value.whole_rate, denominator)
    return Reached(of, promise, result, value, base)


def base_of(value: Value, of_all: RateBase | None) -> RateBase | None:
    """By which a promised rate is people: the value's own denominator, where it is of all."""
    return value.base if value.is_complete and value.base is not None else of_all


def _goal(promise: PromiseInForce, now: Value) -> Goal:
    return Goal(promise, points_left=points(promise.promise.percent, now.whole_rate))
