"""The fewest units that close what a whole still lacks, if each of them reaches its own target.

Pure, under the terms of `targets.attainment`.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClosingSet:
    """`places`: of the units that close it, in the order of what was given, the one that lacks the
    most first. `short`: the people still lacking when all units have reached their targets; 0 where
    the set closes it."""

    places: Sequence[int]
    short: int


def closing_set(gap: int, remaining: Sequence[int | None]) -> ClosingSet:
    """`gap`: people the whole lacks; `remaining`: what each unit lacks of its own target, None
    where that is not known. A unit beyond its target offsets nothing of another's."""
    lacking = [(people, place) for place, people in enumerate(remaining) if people and people > 0]
    places: list[int] = []
    for people, place in sorted(lacking, key=lambda each: (-each[0], each[1])):
        if gap <= 0:
            break
        gap -= people
        places.append(place)
    return ClosingSet(places, max(0, gap))
