"""Narrows what each quantity can be until nothing moves, or until nothing is left.

Every quantity is kept as a whole number between two limits that belong to it: people as they are,
rates as so many `STEP` parts of a per cent. A limit computed for a rate is rounded outwards and an
end that does not belong is moved by one part, which is far less than any two rates of real numbers
of people differ. Every limit carries the set of printed numbers and relations it follows from, as a
bit mask; when a lower limit passes an upper one, the two masks together cannot all be true.
Narrowing only takes away what is impossible, so a contradiction found is a proof.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

# The parts of one per cent in which rates are kept.
STEP = 10**15
# Visits to links for each quantity. A chain settles within a few; this stops a ring that creeps.
_VISITS = 16


class Contradiction(Exception):  # noqa: N818 - not a failure: it is what is looked for
    """`why`: the printed numbers and relations under which nothing is possible."""

    def __init__(self, why: int) -> None:
        super().__init__(why)
        self.why = why


class OutOfStepsError(Exception):
    """Judging would take longer than a report may: whatever is left could not be judged."""


@dataclass(slots=True)
class Allowance:
    """The steps that solving may still take: limits stated and links narrowed.

    Contradictions are sought again with each number left out, so that a made-up report asks for
    thousands of solves where a true one asks for a dozen. Steps are counted, not seconds: the same
    report gets the same verdict on every machine.
    """

    steps: int

    def spend(self, steps: int) -> None:
        """Raises OutOfStepsError once nothing is left."""
        self.steps -= steps
        if self.steps < 0:
            raise OutOfStepsError


class State:
    """The limits of all quantities, by place; None is no limit. `moved`: the places narrowed."""

    __slots__ = ("hi", "hi_why", "lo", "lo_why", "moved")

    def __init__(self, lowest: Sequence[int | None], highest: Sequence[int | None]) -> None:
        self.lo: list[int | None] = list(lowest)
        self.hi: list[int | None] = list(highest)
        self.lo_why = [0] * len(self.lo)
        self.hi_why = [0] * len(self.lo)
        self.moved: list[int] = []

    def at_least(self, place: int, value: int, why: int) -> None:
        """Raise the lower limit. Raises Contradiction."""
        lo, hi = self.lo[place], self.hi[place]
        if lo is not None and value <= lo:
            return
        self.lo[place], self.lo_why[place] = value, why
        self.moved.append(place)
        if hi is not None and value > hi:
            raise Contradiction(why | self.hi_why[place])

    def at_most(self, place: int, value: int, why: int) -> None:
        """Lower the upper limit. Raises Contradiction."""
        lo, hi = self.lo[place], self.hi[place]
        if hi is not None and value >= hi:
            return
        self.hi[place], self.hi_why[place] = value, why
        self.moved.append(place)
        if lo is not None and value < lo:
            raise Contradiction(why | self.lo_why[place])


class Link(ABC):
    """A relation among the quantities at some places; `bit` marks it in a mask."""

    __slots__ = ("bit", "places")

    def __init__(self, *places: int) -> None:
        self.places = places
        self.bit = 0

    @abstractmethod
    def narrow(self, state: State) -> None:
        """Narrow each place by the others. Raises Contradiction."""


def settle(state: State, around: Sequence[Sequence[Link]], allowance: Allowance) -> None:
    """Narrow until nothing moves; `around`: the links at each place.

    Raises Contradiction and OutOfStepsError.
    """
    moved = state.moved
    waiting = {link: None for place in moved for link in around[place]}
    moved.clear()
    budget = _VISITS * len(around)
    while waiting and budget:
        budget -= 1
        link = next(iter(waiting))
        del waiting[link]
        allowance.spend(1)
        link.narrow(state)
        for place in moved:
            for other in around[place]:
                # A link that has just narrowed its own places has no more to say about them.
                if other is not link:
                    waiting[other] = None
        moved.clear()
