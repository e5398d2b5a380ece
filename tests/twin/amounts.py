"""How many people, and what rate, of a unit in a month: the rules of what counts, one after
another, walked by hand (design section 5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from coverage.models import AdministrativeUnit, Indicator, State
from targets.attainment import percent
from twin.facts import NOT_APPLICABLE, Counting, Facts

BELOW = "below"
Pair = tuple[int, int]


@dataclass(frozen=True)
class Amount:
    """`n` of `m` expected units have people; `is_whole`: all of the unit is counted. `pair`: the
    people and the denominators of those that have both, `rated` so many units; `base`: of all the
    people. `is_own`: the unit itself reported it, or all its pieces. `leaves_out`: the units to
    which the indicator does not apply, below these too. `unapproved`, `edited`: how many of those
    counted wait for an approval in a province that gives it, or count as they were before they were
    opened again. `absence`: why there is nothing, "" where nobody said."""

    people: int | None = None
    is_whole: bool = False
    n: int = 0
    m: int = 0
    printed: Decimal | None = None
    pair: Pair | None = None
    rated: int = 0
    base: int | None = None
    is_own: bool = False
    leaves_out: frozenset[int] = frozenset()
    unapproved: int = 0
    edited: int = 0
    absence: str = ""

    @property
    def rate(self) -> Decimal | None:
        """As printed, else of those that have a denominator."""
        if self.printed is not None:
            return self.printed
        return percent(*self.pair) if self.pair else None

    @property
    def is_known(self) -> bool:
        return self.people is not None or self.rate is not None

    @property
    def applies(self) -> bool:
        return self.is_known or self.absence != NOT_APPLICABLE

    @property
    def whole_people(self) -> int | None:
        return self.people if self.is_whole else None

    @property
    def whole_rate(self) -> Decimal | None:
        """A printed rate is that of the unit; a computed one where all are counted and rated."""
        if self.printed is not None:
            return self.printed
        return self.rate if self.is_whole and self.base is not None else None

    @property
    def lacks(self) -> str:
        """Of how many units the people are: "2/3"; BELOW where those lack units of their own."""
        if self.people is None or self.is_whole:
            return ""
        return f"{self.n}/{self.m}" if self.n < self.m else BELOW

    @property
    def rate_lacks(self) -> str:
        if self.rate is None or self.whole_rate is not None:
            return ""
        return f"{self.rated}/{self.m}" if self.rated < self.m else BELOW


NOTHING = Amount()
DOES_NOT_APPLY = Amount(absence=NOT_APPLICABLE)


class Amounts:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._known: dict[tuple[int, int, date], Amount] = {}

    def of(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> Amount:
        key = (unit.pk, indicator.pk, month)
        if key not in self._known:
            self._known[key] = self._of(unit, indicator, month)
        return self._known[key]

    def _of(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> Amount:
        if not unit.exists_on(month):
            return self._before(unit, indicator, month)
        own = self.facts.counting(unit, indicator, month)
        is_exempt = self.facts.is_exempt(unit, indicator, month)
        if own is not None and own.figure.absence == "":
            return self._own(unit, indicator, month, own)
        of_pieces = self._of_pieces(unit, indicator, month)
        if of_pieces.is_known and self._reported_pieces(unit, indicator, month):
            return of_pieces
        if own is not None and not is_exempt:
            stated = Amount(m=1, absence=own.figure.absence)
            return of_pieces if of_pieces.is_known else stated
        summed = self.summed(unit, indicator, month)
        if summed.is_known or summed.absence:
            return summed
        if of_pieces.is_known or of_pieces.absence:
            return of_pieces
        return DOES_NOT_APPLY if is_exempt else summed

    def _own(
        self, unit: AdministrativeUnit, indicator: Indicator, month: date, own: Counting
    ) -> Amount:
        """A unit's own figure goes first and is whole."""
        figure, base = own.figure, self.base(unit, indicator, month)
        pair = None
        if figure.people is not None and base:
            pair = (figure.people, base)
        return Amount(
            people=figure.people,
            is_whole=figure.people is not None,
            n=1,
            m=1,
            printed=figure.rate,
            pair=pair,
            rated=int(pair is not None),
            base=base,
            is_own=True,
            unapproved=int(
                own.state == State.SUBMITTED and not own.is_edited and self.facts.approves(unit)
            ),
            edited=int(own.is_edited),
        )

    def base(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> int | None:
        """Of a rate and of a plan alike: the unit's own denominator, else the complete sum of those
        of the units below it."""
        own = self.facts.denominator(unit, indicator.basis, month.year)
        if own is not None:
            return own.people
        below = [self.base(each, indicator, month) for each in self.facts.parts(unit, month)]
        known = [each for each in below if each]
        return sum(known) if known and len(known) == len(below) else None

    def summed(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> Amount:
        """What the units below come to, whatever the unit itself reported."""
        parts = self.facts.parts(unit, month)
        amounts = {part.pk: self.of(part, indicator, month) for part in parts}
        leaves_out = frozenset(pk for pk, each in amounts.items() if not each.applies)
        if parts and len(leaves_out) == len(parts):
            return replace(DOES_NOT_APPLY, leaves_out=leaves_out)
        pooled = pool([each for pk, each in amounts.items() if pk not in leaves_out])
        pooled = replace(pooled, leaves_out=pooled.leaves_out | leaves_out)
        own_base = self.facts.denominator(unit, indicator.basis, month.year)
        if own_base is None or not pooled.is_whole:
            return pooled
        return rated_by(pooled, own_base.people)

    def _reported_pieces(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> bool:
        """Whether the unit itself reported any of the pieces: the whole is then what these are."""
        said = [self.facts.counting(unit, piece, month) for piece in self.facts.pieces(indicator)]
        return any(each is not None and each.figure.absence == "" for each in said)

    def _of_pieces(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> Amount:
        """A piece that does not apply adds nothing; one that is missing leaves it missing."""
        pieces = [self.of(unit, piece, month) for piece in self.facts.pieces(indicator)]
        applying = [each for each in pieces if each.applies]
        if not pieces:
            return NOTHING
        if not applying:
            return DOES_NOT_APPLY
        if not all(each.is_whole for each in applying):
            return NOTHING
        people = sum(each.people or 0 for each in applying)
        widest = max(applying, key=lambda each: each.m)
        made = Amount(
            people=people,
            is_whole=True,
            n=widest.n,
            m=widest.m,
            leaves_out=frozenset.intersection(*(each.leaves_out for each in applying)),
            is_own=all(each.is_own for each in applying),
            unapproved=max(each.unapproved for each in applying),
            edited=max(each.edited for each in applying),
        )
        bases = {each.base for each in applying}
        base = bases.pop() if len(bases) == 1 else None
        base = base if base is not None else self.base(unit, indicator, month)
        return made if base is None else rated_by(made, base)

    def _before(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> Amount:
        """What went into it whole; of a unit that was renamed or kept, its own figure then."""
        links = self.facts.came_from(unit)
        if not links or any(each.weight != 1 for each in links):
            return NOTHING
        olds = [each.old for each in links if each.old is not None]
        if any(month < each.valid_from and not self.facts.came_from(each) for each in olds):
            return NOTHING
        if month > unit.valid_from:
            return NOTHING
        values = [self.of(each, indicator, month) for each in olds]
        if len(values) == 1:
            return values[0]
        pooled = pool([each for each in values if each.applies])
        left_out = {old.pk for old, each in zip(olds, values, strict=True) if not each.applies}
        pooled = replace(pooled, leaves_out=pooled.leaves_out | left_out)
        return pooled if any(each.applies for each in values) else DOES_NOT_APPLY


def pool(amounts: Sequence[Amount]) -> Amount:
    """Several units taken as one: people and denominators are added, rates never averaged."""
    known = [each for each in amounts if each.people is not None]
    pairs = [each.pair for each in amounts if each.pair is not None]
    pair = (sum(people for people, _ in pairs), sum(base for _, base in pairs)) if pairs else None
    bases = [each.base for each in known]
    return Amount(
        people=sum(each.people or 0 for each in known) if known else None,
        is_whole=bool(known) and len(known) == len(amounts) and all(e.is_whole for e in known),
        n=len(known),
        m=len(amounts),
        pair=pair,
        rated=len(pairs),
        base=pair[1] if pair and known and all(each for each in bases) else None,
        leaves_out=frozenset[int]().union(*(each.leaves_out for each in known)),
        unapproved=sum(each.unapproved > 0 for each in known),
        edited=sum(each.edited > 0 for each in known),
    )


def rated_by(amount: Amount, base: int) -> Amount:
    people = amount.people or 0
    return replace(amount, base=base, pair=(people, base) if base else None, rated=amount.m)
