"""What can be said of a sum that lacks units: of those that it holds, and no more. Pure.

The units that have both months are compared with themselves, and units are held against their own
targets; the whole is not judged by them (design section 5, "Sums").
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reports.figures.values import Value
from targets.attainment import Assessment, Change, change, percent


@dataclass(frozen=True, slots=True)
class LikeForLike:
    """`units` that have both months whole and of the same units below them, of `expected` now, and
    their people in each."""

    units: int
    expected: int
    before: int
    now: int

    @property
    def change(self) -> Change:
        return change(self.now, self.before)


def like_for_like(pairs: Iterable[tuple[Value, Value]]) -> LikeForLike | None:
    """`pairs`: of each unit directly below, the value of the month and that of the earlier one.
    None where no unit has both."""
    expected = [(now, before) for now, before in pairs if not now.does_not_apply]
    both = with_both_months(expected)
    if not both:
        return None
    return LikeForLike(
        units=len(both),
        expected=len(expected),
        before=sum(before.people or 0 for _now, before in both),
        now=sum(now.people or 0 for now, _before in both),
    )


def with_both_months(pairs: Iterable[tuple[Value, Value]]) -> list[tuple[Value, Value]]:
    """Those that may be compared: a unit whose own sums are not of the same units in both is left
    out of both."""
    return [(now, before) for now, before in pairs if count_the_same(now, before)]


def count_the_same(now: Value, before: Value) -> bool:
    """Whether two months are whole, and of the same units; a unit's own figure is of all of it."""
    return now.is_complete and before.is_complete and are_of_the_same(now, before)


def are_of_the_same(now: Value, before: Value) -> bool:
    """Whether two values, where whole, are of the same units: also of rates printed alone."""
    is_own = now.is_reported or before.is_reported
    return is_own or now.excluded == before.excluded


@dataclass(frozen=True, slots=True)
class OwnTargets:
    """What `units` of a sum attained together of their own targets in people."""

    units: int
    people: int
    plan: int

    @property
    def attained(self) -> Decimal | None:
        return percent(self.people, self.plan)


def own_targets(units: Iterable[tuple[Value, Assessment]]) -> OwnTargets | None:
    """Of units that are whole, with what they reached of a target that is people or becomes people
    by their own denominator. None where there is none."""
    judged = [
        (value.whole_people, result.plan_people)
        for value, result in units
        if value.whole_people is not None and result.plan_people is not None
    ]
    if not judged:
        return None
    people, plans = zip(*judged, strict=True)
    return OwnTargets(len(judged), sum(people), sum(plans))
