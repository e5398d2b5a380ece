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
    """`units` that have both months whole, of `expected` now, and their people in each."""

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
    both = [
        (now.whole_people, before.whole_people)
        for now, before in expected
        if now.whole_people is not None and before.whole_people is not None
    ]
    if not both:
        return None
    return LikeForLike(
        units=len(both),
        expected=len(expected),
        before=sum(before for _now, before in both),
        now=sum(now for now, _before in both),
    )


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
