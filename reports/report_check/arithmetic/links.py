"""The kinds of relation among quantities, each narrowing its quantities by the others.

A limit computed for a rate is rounded outwards, one for people inwards: people are whole.
"""

from collections.abc import Iterable

from reports.report_check.arithmetic.solver import STEP, Link, State

# A whole, as a rate.
_WHOLE = 100 * STEP


class Total(Link):
    """The first place is the sum of the others; all counts, or all rates."""

    __slots__ = ("rows",)

    def __init__(self, whole: int, parts: Iterable[int]) -> None:
        super().__init__(whole, *parts)
        places = self.places[1:]
        # Each place is the sum of some others less the sum of the rest.
        self.rows: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = [(whole, places, ())]
        for part in places:
            self.rows.append((part, (whole,), tuple(other for other in places if other != part)))

    def narrow(self, state: State) -> None:
        lo, hi, lo_why, hi_why = state.lo, state.hi, state.lo_why, state.hi_why
        for place, added, taken in self.rows:
            value, why = _sum(lo, lo_why, added, hi, hi_why, taken)
            if value is not None:
                state.at_least(place, value, why | self.bit)
            value, why = _sum(hi, hi_why, added, lo, lo_why, taken)
            if value is not None:
                state.at_most(place, value, why | self.bit)


def _sum(
    ends: list[int | None],
    whys: list[int],
    added: tuple[int, ...],
    far_ends: list[int | None],
    far_whys: list[int],
    taken: tuple[int, ...],
) -> tuple[int | None, int]:
    """Σ added − Σ taken, the ones at an end, the others at the far one; None if one has none."""
    total = why = 0
    for place in added:
        end = ends[place]
        if end is None:
            return None, 0
        total += end
        why |= whys[place]
    for place in taken:
        end = far_ends[place]
        if end is None:
            return None, 0
        total -= end
        why |= far_whys[place]
    return total, why


class Share(Link):
    """`rate` per cent of the count `whole` is the count `part`; none is below zero."""

    __slots__ = ()

    def __init__(self, *, part: int, whole: int, rate: int) -> None:
        super().__init__(part, whole, rate)

    def narrow(self, state: State) -> None:
        part, whole, rate = self.places
        lo, hi, lo_why, hi_why = state.lo, state.hi, state.lo_why, state.hi_why
        low = lo[rate]
        if low:
            why = lo_why[rate] | self.bit
            if least := lo[whole]:
                state.at_least(part, -(-low * least // _WHOLE), why | lo_why[whole])
            if (most := hi[part]) is not None:
                state.at_most(whole, _WHOLE * most // low, why | hi_why[part])
        high = hi[rate]
        if high is not None:
            why = hi_why[rate] | self.bit
            if (most := hi[whole]) is not None:
                state.at_most(part, high * most // _WHOLE, why | hi_why[whole])
            if high and (least := lo[part]):
                state.at_least(whole, -(-_WHOLE * least // high), why | lo_why[part])
        if (least := lo[part]) and (most := hi[whole]):
            why = lo_why[part] | hi_why[whole] | self.bit
            state.at_least(rate, _WHOLE * least // most, why)
        if (most := hi[part]) is not None and (least := lo[whole]):
            why = hi_why[part] | lo_why[whole] | self.bit
            state.at_most(rate, -(-_WHOLE * most // least), why)


class Remainder(Link):
    """`rest` is what `rate` per cent leaves of the count `whole`: whole = rest ÷ (1 − rate).

    Where the part is not known this gives the whole at once; by steps it would take hundreds.
    Nothing follows while it is open on which side of 100 % the rate lies.
    """

    __slots__ = ("rate", "rest", "whole")

    def __init__(self, *, whole: int, rate: int, rest: int) -> None:
        super().__init__(whole, rate, rest)
        self.whole, self.rate, self.rest = self.places

    def narrow(self, state: State) -> None:
        least, most = state.lo[self.rest], state.hi[self.rest]
        low, high = state.lo[self.rate], state.hi[self.rate]
        if least is None or most is None or low is None or high is None:
            return
        if least > 0 and high < _WHOLE:
            rests, left = (least, most), (_WHOLE - high, _WHOLE - low)
        elif most < 0 and low > _WHOLE:
            rests, left = (-most, -least), (low - _WHOLE, high - _WHOLE)
        else:
            return
        why = state.lo_why[self.rest] | state.hi_why[self.rest] | self.bit
        why |= state.lo_why[self.rate] | state.hi_why[self.rate]
        state.at_least(self.whole, -(-_WHOLE * rests[0] // left[1]), why)
        state.at_most(self.whole, _WHOLE * rests[1] // left[0], why)


class Ceiling(Link):
    """The first place is at most the second."""

    __slots__ = ()

    def narrow(self, state: State) -> None:
        lower, upper = self.places
        least, most = state.lo[lower], state.hi[upper]
        if least is not None:
            state.at_least(upper, least, state.lo_why[lower] | self.bit)
        if most is not None:
            state.at_most(lower, most, state.hi_why[upper] | self.bit)


class Fulfilment(Link):
    """The rate `reached` is `done` per cent of the rate `target`; none is below zero."""

    __slots__ = ("done", "reached", "target")

    def __init__(self, *, reached: int, done: int, target: int) -> None:
        super().__init__(reached, done, target)
        self.reached, self.done, self.target = self.places

    def narrow(self, state: State) -> None:
        self._product(state)
        self._quotient(state, self.done, self.target)
        self._quotient(state, self.target, self.done)

    def _product(self, state: State) -> None:
        done, target = state.lo[self.done], state.lo[self.target]
        if done is not None and target is not None:
            why = state.lo_why[self.done] | state.lo_why[self.target] | self.bit
            state.at_least(self.reached, done * target // _WHOLE, why)
        done, target = state.hi[self.done], state.hi[self.target]
        if done is not None and target is not None:
            why = state.hi_why[self.done] | state.hi_why[self.target] | self.bit
            state.at_most(self.reached, -(-done * target // _WHOLE), why)

    def _quotient(self, state: State, by: int, result: int) -> None:
        reached, divisor = state.lo[self.reached], state.hi[by]
        if reached is not None and divisor:
            why = state.lo_why[self.reached] | state.hi_why[by] | self.bit
            state.at_least(result, _WHOLE * reached // divisor, why)
        reached, divisor = state.hi[self.reached], state.lo[by]
        if reached is not None and divisor:
            why = state.hi_why[self.reached] | state.lo_why[by] | self.bit
            state.at_most(result, -(-_WHOLE * reached // divisor), why)
