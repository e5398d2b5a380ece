"""The printed numbers of one group of records, what they speak of and what ties it together."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from reports.report_check.arithmetic.printed import Rounding
from reports.report_check.arithmetic.solver import STEP, Allowance, Link, State, settle
from reports.report_check.arithmetic.spans import Span
from reports.report_check.arithmetic.statements import (
    Guard,
    Number,
    Relation,
    Rule,
    Statement,
    Switch,
)

# The place of a quantity and its limits.
_Limits = tuple[int, int | None, int | None]
# The option of every switch.
Options = tuple[int, ...]
# Zero left to do, or zero not covered, is also printed when the plan is exceeded.
_ZERO_OR_LESS = {"remaining", "over_plan", "remaining_pct", "uncovered_people", "uncovered_pct"}


@dataclass(slots=True)
class Model:
    """Everything known of one group; sets of numbers are bit masks over `numbers`."""

    allowance: Allowance
    numbers: list[Number] = field(default_factory=list)
    is_rate: list[bool] = field(default_factory=list)
    lowest: list[int | None] = field(default_factory=list)
    highest: list[int | None] = field(default_factory=list)
    statements: list[list[Statement]] = field(default_factory=list)  # by number
    relations: list[Relation] = field(default_factory=list)
    switches: list[Switch] = field(default_factory=list)
    denominators: dict[int, str] = field(default_factory=dict)
    _making_needless: int = 0
    _around: dict[tuple[Options, int], list[list[Link]]] = field(default_factory=dict)
    _limits: dict[tuple[Options, Rounding | None], list[list[_Limits]]] = field(
        default_factory=dict
    )
    _always: dict[tuple[int, Rounding | None], list[_Limits]] = field(default_factory=dict)
    _stated: dict[tuple[Statement, Rounding], _Limits] = field(default_factory=dict)

    @property
    def everything(self) -> int:
        return (1 << len(self.numbers)) - 1

    @property
    def usual(self) -> Options:
        """The usual reading of everything."""
        return (0,) * len(self.switches)

    def seal(self) -> None:
        """Make ready to solve, once all numbers and relations are there."""
        for order, relation in enumerate(self.relations):
            relation.link.bit = 1 << (len(self.numbers) + order)
            self._making_needless |= relation.unless

    def components(self) -> list[int]:
        """The sets of numbers that nothing ties to each other, save that one is at most another."""
        leader = list(range(len(self.is_rate)))

        def lead(place: int) -> int:
            while leader[place] != place:
                place = leader[place]
            return place

        tied = [
            relation.link.places
            for relation in self.relations
            if relation.rule is not Rule.PART_WITHIN_WHOLE
        ]
        tied += [tuple(each.place for each in statements) for statements in self.statements]
        for first, *others in filter(None, tied):
            for other in others:
                leader[lead(other)] = lead(first)
        masks: dict[int, int] = {}
        for number, statements in enumerate(self.statements):
            if statements:
                place = lead(statements[0].place)
                masks[place] = masks.get(place, 0) | 1 << number
        return list(masks.values())

    def relations_in(self, mask: int) -> list[Relation]:
        return [relation for relation in self.relations if mask & relation.link.bit]

    def readings_of(self, number: int, options: Options) -> list[Statement]:
        """What a number says under these readings, the plainest first."""
        return [each for each in self.statements[number] if _holds(each.guards, options)]

    def allows(self, number: int, options: Options) -> Span:
        """The true values that a print stands for under these readings."""
        ways = [self._way(statement, options) for statement in self.readings_of(number, options)]
        narrowest = next((way for way in ways if way is not Rounding.EITHER), Rounding.EITHER)
        return self.numbers[number].printed.span(narrowest)

    def solve(
        self, active: int, options: Options, rounding: Rounding | None, present: int
    ) -> State:
        """The limits of all quantities where the `active` numbers, some of those `present`, hold.

        With no `rounding` a print stands for all that it allows. Raises Contradiction, and
        OutOfStepsError once the allowance is spent.
        """
        self.allowance.spend(len(self.numbers))
        limits = self._limits_under(options, rounding)
        state = State(self.lowest, self.highest)
        for number in members(active & self.everything):
            for place, lo, hi in limits[number]:
                if lo is not None:
                    state.at_least(place, lo, 1 << number)
                if hi is not None:
                    state.at_most(place, hi, 1 << number)
        settle(state, self._around_under(options, present), self.allowance)
        return state

    def span(self, state: State, place: int) -> Span:
        """What a quantity can be, in people or in per cent."""
        unit = STEP if self.is_rate[place] else 1
        lo, hi = state.lo[place], state.hi[place]
        return Span(
            None if lo is None else Fraction(lo, unit), None if hi is None else Fraction(hi, unit)
        )

    def _around_under(self, options: Options, present: int) -> list[list[Link]]:
        """The links at each place that hold under these readings, where these are printed."""
        key = options, present & self._making_needless
        if key not in self._around:
            around: list[list[Link]] = [[] for _ in self.is_rate]
            for relation in self.relations:
                if not relation.unless & present and _holds(relation.guards, options):
                    for place in relation.link.places:
                        around[place].append(relation.link)
            self._around[key] = around
        return self._around[key]

    def _limits_under(self, options: Options, rounding: Rounding | None) -> list[list[_Limits]]:
        """For every number the places it limits, and the limits."""
        key = (options, rounding)
        if key not in self._limits:
            self._limits[key] = [
                self._limits_of_number(number, options, rounding)
                for number in range(len(self.numbers))
            ]
        return self._limits[key]

    def _limits_of_number(
        self, number: int, options: Options, rounding: Rounding | None
    ) -> list[_Limits]:
        always = self._always.get((number, rounding))
        if always is not None:
            return always
        limits = [
            self._limits_of(statement, rounding or self._way(statement, options))
            for statement in self.readings_of(number, options)
        ]
        if not any(
            each.guards or each.rounding_switch is not None for each in self.statements[number]
        ):
            self._always[number, rounding] = limits
        return limits

    def _way(self, statement: Statement, options: Options) -> Rounding:
        if statement.rounding_switch is None:
            return Rounding.EITHER
        switch = statement.rounding_switch
        return Rounding(self.switches[switch].options[options[switch]])

    def _limits_of(self, statement: Statement, rounding: Rounding) -> _Limits:
        key = (statement, rounding)
        if key not in self._stated:
            self._stated[key] = self._stated_limits(statement, rounding)
        return self._stated[key]

    def _stated_limits(self, statement: Statement, rounding: Rounding) -> _Limits:
        number = self.numbers[statement.number]
        span = number.printed.span(rounding)
        if number.printed.value == 0 and number.path in _ZERO_OR_LESS:
            span = Span(None, span.hi, hi_open=span.hi_open)
        span = statement.quantity(span.times(statement.slack) if statement.slack else span)
        return (statement.place, *_whole_limits(span, STEP if self.is_rate[statement.place] else 1))


def members(mask: int) -> Iterator[int]:
    """The bits of a mask, the lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _whole_limits(span: Span, unit: int) -> tuple[int | None, int | None]:
    """The whole numbers of `unit`s that a span begins and ends with."""
    lo = hi = None
    if span.lo is not None:
        lo, beyond = divmod(span.lo.numerator * unit, span.lo.denominator)
        lo += 1 if beyond or span.lo_open else 0
    if span.hi is not None:
        hi, beyond = divmod(span.hi.numerator * unit, span.hi.denominator)
        hi -= 1 if span.hi_open and not beyond else 0
    return lo, hi


def _holds(guards: tuple[Guard, ...], options: Options) -> bool:
    return all(options[switch] == option for switch, option in guards)
