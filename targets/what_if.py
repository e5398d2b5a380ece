"""What would follow if some units had more people, or the whole another denominator.

Pure, under the terms of `targets.attainment`. Nothing in here knows how a figure is recorded, and
what comes out is never one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from targets.attainment import Assessment, Promise, assess, percent

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Change:
    """What a unit is supposed to have: `added` people, or `people` in all; one of the two."""

    added: int | None = None
    people: int | None = None

    def move(self, now: int | None) -> int | None:
        """By how many people the unit moves; None where that takes a figure it does not have."""
        if self.added is not None:
            return self.added
        return None if self.people is None or now is None else self.people - now


@dataclass(frozen=True, slots=True)
class Level:
    """A unit's people and their denominator. `rated` are those of the people whose units have a
    denominator, which is then theirs; `denominator` is that of the whole unit."""

    people: int | None
    denominator: int | None
    rated: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Supposed:
    """All that is supposed of a unit: by how many people it moves, and its denominator."""

    moved: int = 0
    denominator: int | None = None

    @property
    def is_nothing(self) -> bool:
        return not self.moved and self.denominator is None


def supposed_level(now: Level, supposed: Supposed) -> Level:
    """The level that would follow; people that are not known stay unknown."""
    rated_people, rated_denominator = now.rated
    return Level(
        people=_moved(now.people, supposed.moved),
        denominator=supposed.denominator or now.denominator,
        rated=(
            _moved(rated_people, supposed.moved),
            supposed.denominator or rated_denominator,
        ),
    )


def assess_supposed(promise: Promise, level: Level) -> Assessment:
    """The promise judged at a supposed level. A rate as printed no longer holds there: the rate is
    that of the people with a denominator."""
    return assess(promise, level.people, percent(*level.rated), level.denominator)


def shares(remaining: int, uncovered: Mapping[Key, int | None]) -> dict[Key, int] | None:
    """What remains, shared among units in proportion to the people each has not covered yet.

    Whole people, which add up to `remaining`: after the whole parts, the largest fractions get one
    more, the earlier unit first among equals; no unit gets more than it has uncovered. A unit whose
    uncovered people are not known, or that has none, gets no share and is not in the answer. None
    where all of them together have fewer than remain. Nothing remaining is shared as zeros.
    """
    open_to = {
        key: people for key, people in uncovered.items() if people is not None and people > 0
    }
    total = sum(open_to.values())
    if remaining <= 0:
        return dict.fromkeys(open_to, 0)
    if remaining > total:
        return None
    parts = {key: divmod(remaining * people, total) for key, people in open_to.items()}
    found = {key: whole for key, (whole, _fraction) in parts.items()}
    missing = remaining - sum(found.values())
    by_fraction = sorted(parts, key=lambda key: -parts[key][1])
    for key in by_fraction[:missing]:
        found[key] += 1
    return found


def uncovered_people(people: int | None, denominator: int | None) -> int | None:
    """Those not covered yet; none where more are covered than counted; None where not known."""
    return None if people is None or denominator is None else max(0, denominator - people)


def _moved(people: int | None, by: int) -> int | None:
    return None if people is None else people + by
