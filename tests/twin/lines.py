"""The lines of a table as they have to be: a unit's amount, what it is held against, its place
among the others and its marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from coverage.models import AdministrativeUnit, Indicator
from coverage.notation.periods import last_december, previous_month, same_month_last_year
from targets.attainment import Assessment, Quantity, Rule, assess
from targets.models import Target
from targets.pace import MONTHS, Light, light, path_to_date
from twin.amounts import Amount, Amounts
from twin.facts import Facts
from twin.marks import Marks
from twin.promises import Of, Promised, compared_by, of_kind, promise_of, promises
from twin.seasons import usual_deviation


@dataclass(frozen=True)
class Held:
    """An amount held against a target. `result` has no attainment and no rest where all of the unit
    is not known; only a target of the year has a `light`, and only by these units have places."""

    target: Target
    of: Of
    result: Assessment
    light: Light = Light.NO_DATA

    @property
    def is_judged(self) -> bool:
        return self.of is Of.YEAR


@dataclass(frozen=True)
class Line:
    """`held`: against the target of each assigner, those of the year first, the nearest assigner
    first; `by_kind`: against that of each kind of assigners; `chosen`: of the kind and the years
    that the table compares by; `shown`: of the whole, where it has none of these, another;
    `place`: among the units; `marks`: in English, as pages say them; `changes`: on the month
    before, the same month last year, last December."""

    unit: AdministrativeUnit
    amount: Amount
    held: Sequence[Held]
    marks: frozenset[str]
    changes: tuple[int | None, int | None, int | None]
    by_kind: Mapping[tuple[Of, int], Held]
    chosen: Held | None = None
    shown: Held | None = None
    place: int | None = None
    is_below: bool = False
    is_whole: bool = False

    @property
    def judged(self) -> Held | None:
        """By the target of the year of the kind that the table compares by."""
        return self.chosen if self.chosen and self.chosen.is_judged else None

    @property
    def headline(self) -> Held | None:
        """Of the whole, where it has none of that kind, by the nearest assigner's of the year."""
        if self.judged is not None or not self.is_whole:
            return self.judged
        return next((each for each in self.held if each.is_judged), None)


@dataclass(frozen=True)
class Block:
    """`compared_by`: of which years the targets are that the units are compared by, and of which
    kind of assigners."""

    indicator: Indicator
    month: date
    parts: Sequence[Line]
    whole: Line
    compared_by: tuple[Of, int] | None

    @property
    def lines(self) -> list[Line]:
        return [*self.parts, self.whole]

    @property
    def says_something(self) -> bool:
        return self.whole.amount.is_known or bool(self.whole.held)

    @property
    def is_unapproved(self) -> bool:
        """Whether nothing that the units count was approved; said once for all of them."""
        counted = [each.amount for each in self.parts if each.amount.people is not None]
        return len(counted) > 1 and all(each.unapproved == each.n for each in counted)


class Lines:
    def __init__(self, facts: Facts) -> None:
        self.facts, self.amounts = facts, Amounts(facts)
        self.marks = Marks(facts, self.amounts)

    def block(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> Block:
        units = self.facts.parts(unit, month)
        said = {each.pk: promises(self.facts, each, indicator, month) for each in (unit, *units)}
        by = compared_by([said[each.pk] for each in units], said[unit.pk])

        def line(of: AdministrativeUnit) -> Line:
            held = self._held(of, indicator, month, said[of.pk])
            by_kind = _by_kind(said[of.pk], held)
            found = Line(
                unit=of,
                amount=self.amounts.of(of, indicator, month),
                held=held,
                marks=frozenset(self.marks.of(of, indicator, month)),
                changes=self._changes(of, indicator, month, is_whole=of == unit),
                by_kind=by_kind,
                chosen=by_kind.get(by) if by else None,
                is_whole=of == unit,
            )
            others = _of_years(held, by) if found.is_whole else None
            return replace(found, shown=found.headline or found.chosen or others)

        parts, whole = [line(each) for each in units], line(unit)
        placed = [
            replace(each, place=place, is_below=below)
            for each, place, below in zip(
                parts, places(parts), below_the_whole(parts, whole), strict=True
            )
        ]
        return Block(indicator, month, placed, whole, by)

    def line_then(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> Line:
        """The unit alone, also in a month before it was what it is."""
        return Line(
            unit=unit,
            amount=self.amounts.of(unit, indicator, month),
            held=(),
            marks=frozenset(self.marks.of(unit, indicator, month, later=False)),
            changes=(None, None, None),
            by_kind={},
        )

    def is_issued(self, block: Block) -> bool:
        """Whether workbook and report have the indicator: a piece of another only where a target
        was set for it, or for a unit above as a rate."""
        unit, indicator = block.whole.unit, block.indicator
        if not block.says_something:
            return False
        if indicator.part_of_id is None or block.whole.held:
            return True
        above = unit.parent
        while above is not None:
            goals = promises(self.facts, above, indicator, block.month)
            if any(each.percent is not None for each in (*goals[Of.YEAR], *goals[Of.LATER])):
                return True
            above = above.parent
        return False

    def _held(
        self, unit: AdministrativeUnit, indicator: Indicator, month: date, said: Promised
    ) -> list[Held]:
        """A target of the year before against what its December came to."""
        december = last_december(month)
        now, then = (self.amounts.of(unit, indicator, each) for each in (month, december))
        held = []
        for target in said[Of.YEAR]:
            result = self._assess(target, now, self.amounts.base(unit, indicator, month))
            by_rate = result.rule is Rule.RATE_ON_RATE
            deviation = usual_deviation(self.amounts, unit, indicator, month, by_rate=by_rate)
            light = _light(result, target, now, then, month, deviation)
            held.append(Held(target, Of.YEAR, result, light))
        for of, amount, at in ((Of.YEAR_BEFORE, then, december), (Of.LATER, now, month)):
            base = self.amounts.base(unit, indicator, at)
            held += [Held(each, of, self._assess(each, amount, base)) for each in said[of]]
        return held

    def _assess(self, target: Target, amount: Amount, base_of_unit: int | None) -> Assessment:
        """Nothing is judged on a part; a plan becomes people by the base of the rate."""
        base = amount.base if amount.is_whole and amount.base is not None else base_of_unit
        return assess(promise_of(target), amount.whole_people, amount.whole_rate, base)

    def _changes(
        self, unit: AdministrativeUnit, indicator: Indicator, month: date, *, is_whole: bool
    ) -> tuple[int | None, int | None, int | None]:
        on_month, on_year, on_december = (
            self._change(unit, indicator, month, before, is_whole=is_whole)
            for before in (previous_month(month), same_month_last_year(month), last_december(month))
        )
        return on_month, on_year, on_december

    def _change(
        self,
        unit: AdministrativeUnit,
        indicator: Indicator,
        month: date,
        before: date,
        *,
        is_whole: bool,
    ) -> int | None:
        """Between two months that are whole; where they do not leave out the same units, of the
        units of both months, which only the page of the unit itself can name. One of these that
        does not leave out the same units in both is left out of both."""
        now, then = (self.amounts.of(unit, indicator, each) for each in (month, before))
        if now.whole_people is None or then.whole_people is None:
            return None
        if _are_of_the_same(now, then):
            return now.whole_people - then.whole_people
        if not is_whole:
            return None
        pairs = [
            (self.amounts.of(part, indicator, month), self.amounts.of(part, indicator, before))
            for part in self.facts.parts(unit, month)
        ]
        moved = [
            one.whole_people - other.whole_people
            for one, other in pairs
            if one.whole_people is not None and other.whole_people is not None
            if _are_of_the_same(one, other)
        ]
        return sum(moved) if moved else None


def _are_of_the_same(now: Amount, then: Amount) -> bool:
    return now.is_own or then.is_own or now.leaves_out == then.leaves_out


def _by_kind(said: Promised, held: Sequence[Held]) -> dict[tuple[Of, int], Held]:
    found = {}
    for of, targets in said.items():
        for kind in {each.document.assigner.kind for each in targets}:
            counts = of_kind(targets, kind)
            found[of, kind] = next(each for each in held if each.target == counts)
    return found


def _of_years(held: Sequence[Held], by: tuple[Of, int] | None) -> Held | None:
    return next((each for each in held if by and each.of is by[0]), None)


def _light(
    result: Assessment,
    target: Target,
    now: Amount,
    then: Amount,
    month: date,
    deviation: Decimal | None,
) -> Light:
    """Against a climb from last December, with the usual deviation of the month; in December
    against the target alone."""
    by_rate, promise = result.rule is Rule.RATE_ON_RATE, promise_of(target)
    goal: Quantity | None = promise.percent if by_rate else promise.people
    path = path_to_date(_of_rule(then, by_rate=by_rate), goal, month.month, deviation)
    actual, is_over = _of_rule(now, by_rate=by_rate), month.month == MONTHS
    return light(actual, goal, path, is_of_more=promise.is_of_more, is_over=is_over)


def _of_rule(amount: Amount, *, by_rate: bool) -> Quantity | None:
    return amount.whole_rate if by_rate else amount.whole_people


def places(lines: Sequence[Line]) -> list[int | None]:
    """By what was attained of the targets of the year of the kind; where no unit has one, by
    coverage. Equals share a place."""
    if any(each.judged for each in lines):
        scores = [each.judged.result.attainment if each.judged else None for each in lines]
    else:
        scores = [each.amount.whole_rate for each in lines]
    return [
        None if score is None else 1 + sum(other > score for other in scores if other is not None)
        for score in scores
    ]


def below_the_whole(lines: Sequence[Line], whole: Line) -> list[bool]:
    """Whose people are fewer of their denominator than those of the whole; only where all of both
    are counted. A rate reported alone is compared as it was printed."""
    average, rates = whole.amount.whole_rate, [each.amount.whole_rate for each in lines]
    if average is None:
        return [False] * len(lines)
    common = whole.amount.pair if whole.amount.people is not None else None
    if common is None:
        return [rate is not None and rate < average for rate in rates]
    return [
        each.amount.whole_rate is not None
        and each.amount.pair is not None
        and each.amount.pair[0] * common[1] < common[0] * each.amount.pair[1]
        for each in lines
    ]
