"""A month beside an earlier one: what changed, and of whom. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reports.figures.like_for_like import LikeForLike, are_of_the_same, count_the_same
from reports.figures.values import Value
from targets.attainment import Change, change, points


@dataclass(frozen=True, slots=True)
class Comparison:
    """Change in people and, of the rate, in points; None where either month is incomplete.

    `like`: the units that have both months, where the two do not count the same ones; of months
    that are whole, the change in people is theirs, and the rate has none. `is_own_with_sum`: one
    month is the unit's own figure, the other a sum; `is_of_other_units`: both are whole, and not of
    the same units; `former`: what went into the unit between the two; `parted_since`: the
    first month of what the unit is now, where it gave or was given a part between the two."""

    before: Value
    people: Change
    rate_points: Decimal | None
    like: LikeForLike | None = None
    is_own_with_sum: bool = False
    is_of_other_units: bool = False
    former: tuple[str, ...] = ()
    parted_since: date | None = None

    @property
    def is_simulated(self) -> bool:
        return self.before.simulated


def compare(now: Value, before: Value, like: LikeForLike | None = None) -> Comparison:
    """Only complete months compare: the sum of 9 units says nothing beside that of 12. `like`: of
    the units that have both months, where that is known. Counts since January that lack the same
    months differ by months that are whole."""
    if now.lacking and now.lacking == before.lacking:
        moved = Change(change(now.people, before.people).difference, None)
    elif count_the_same(now, before):
        moved, like = change(now.whole_people, before.whole_people), None
    elif now.is_complete and before.is_complete and like is not None:
        moved = like.change
    else:
        moved = Change(None, None)
    both = now.whole_people is not None and before.whole_people is not None
    return Comparison(
        before,
        moved,
        points(now.whole_rate, before.whole_rate) if are_of_the_same(now, before) else None,
        like,
        is_own_with_sum=both and now.is_reported != before.is_reported,
        is_of_other_units=both and not count_the_same(now, before),
        former=before.former if both and before.former != now.former else (),
    )
