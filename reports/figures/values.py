"""What is known of a unit, an indicator and a month, and from what: pure.

A unit's own report goes first. Where it made none, the value is what its parts reported, pooled;
before it existed, what the units it was formed from reported. Which of these it is, and how many
parts it counts, stays with the value.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from coverage.models import Absence, Origin, Precision, State
from targets.attainment import Pooled, percent


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure that counts, with everything that names it. `state`: of its month;
    `is_being_edited`: the month has been opened again, and this is what was last approved."""

    figure_id: int
    people: int | None
    people_precision: str
    people_qualifier: str
    rate: Decimal | None
    rate_precision: str
    rate_qualifier: str
    absence: str
    as_of: date
    scope: str
    origin: str
    source: str
    note: str
    recorded_at: datetime
    recorded_by: str
    state: str = State.APPROVED
    is_being_edited: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the people are told to the person."""
        return self.people_precision == Precision.EXACT and not self.people_qualifier

    @property
    def is_exact_rate(self) -> bool:
        """Whether the rate was reported, and not rounded more than it says."""
        return self.rate_precision == Precision.EXACT and not self.rate_qualifier


@dataclass(frozen=True, slots=True)
class RateBase:
    """A denominator in use: `people` of `year`; `year` may be earlier than the one asked for.

    `year` is None where parts of several years were added up. `is_rough`: rounded or estimated.
    `restated_at`: when it took the place of an earlier version; None of the first, and where parts
    were added up.
    """

    people: int
    year: int | None
    simulated: bool
    source: str = ""
    estimate: bool = False
    note: str = ""
    is_rough: bool = False
    restated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PartsSum:
    """What the parts of a unit reported, added up: `people` is None when none did.

    `pooled` holds only those that have a denominator as well; `expected` is how many parts of the
    unit had to report; `excluded`, the ids of those to which the indicator does not apply;
    `unapproved` and `being_edited`, of those counted, how many count in such a month."""

    people: int | None
    pooled: Pooled
    counted: int
    expected: int
    simulated: bool
    excluded: frozenset[int] = frozenset()
    unapproved: int = 0
    being_edited: int = 0


@dataclass(frozen=True, slots=True)
class MonthLacking:
    """A month of which a count since January lacks units: `counted` of `expected` are known, none
    where nobody reported; alike where one that is known lacks units of its own."""

    period: date
    counted: int
    expected: int


@dataclass(frozen=True, slots=True)
class Share:
    """Of the unit called `name` so much went over: 1 is whole."""

    name: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What of an earlier month is in a unit, where it or another gave away a part since: by shares,
    exact, and no figure. It enters no sum, is not compared, ranked or judged, and counts as not
    reported."""

    people: Decimal
    rate: Decimal | None
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """People and rate (per cent, unrounded) of a unit and indicator in a month.

    `own` is set where the unit itself reported. `counted` of `expected` parts stand in the sum;
    both are 1 for an own figure. `has_gaps`: a part that counts lacks parts of its own. `base` is
    the denominator of all the people; `pooled`, of a sum, holds those of its people that have a
    denominator, and `rate` is theirs. Where the two differ there is no `base`. `excluded`: parts,
    and parts of theirs, to which the indicator does not apply; not `applies`: nor does it to the
    unit, by its rule or because none of the indicator's pieces does. `of_own_pieces`: it is
    computed of the indicator's pieces, all of which the unit itself reported. `unapproved`,
    `being_edited`: how many of those counted count in a month that was not approved, or as they
    were before it was opened again. `is_awaited`: there is none, and it is not yet due;
    `is_before_unit`: the unit was not one yet, and nothing is known of what it was formed of.
    `lacking`: of a count since January, the months of which it does not hold all; it is "at least"
    then. `former`: of a month before the unit was one, the names of what went into it; `reckoned`:
    what there is in place of people where a part went over."""

    people: int | None = None
    rate: Decimal | None = None
    base: RateBase | None = None
    own: OwnFigure | None = None
    pooled: Pooled | None = None
    counted: int = 0
    expected: int = 0
    has_gaps: bool = False
    simulated: bool = False
    from_predecessors: bool = False
    computed_from_parts: bool = False
    of_own_pieces: bool = False
    excluded: frozenset[int] = frozenset()
    applies: bool = True
    unapproved: int = 0
    being_edited: int = 0
    lacking: tuple[MonthLacking, ...] = ()
    is_awaited: bool = False
    is_before_unit: bool = False
    former: tuple[str, ...] = ()
    reckoned: Reckoned | None = None

    @property
    def has_figure(self) -> bool:
        return self.people is not None or self.rate is not None

    @property
    def is_reported(self) -> bool:
        """The unit itself said it, the indicator or its pieces; else it is of other units too."""
        return self.own is not None or self.of_own_pieces

    @property
    def scope(self) -> str:
        """Who is counted, where the unit itself said so; "" of the usual, and of a sum."""
        return self.own.scope if self.own else ""

    @property
    def does_not_apply(self) -> bool:
        """Nobody expects the number of this unit: it adds nothing to a sum and is not missing."""
        if self.has_figure:
            return False
        if self.own is not None:
            return self.own.absence == Absence.NOT_APPLICABLE
        return not self.applies or (bool(self.excluded) and self.expected == 0)

    @property
    def is_owed(self) -> bool:
        """Whether a number is expected of the unit: it was one, and the indicator applies to it."""
        return not (self.does_not_apply or self.is_before_unit)

    @property
    def is_complete(self) -> bool:
        if self.people is None or self.has_gaps or self.lacking:
            return False
        return self.counted == self.expected

    @property
    def is_summed(self) -> bool:
        return self.own is None and self.counted > 0

    @property
    def whole_people(self) -> int | None:
        """The people, where all of the unit is counted: what may be compared and judged."""
        return self.people if self.is_complete else None

    @property
    def whole_rate(self) -> Decimal | None:
        """The rate, where it is that of all of the unit. A rate reported alone is."""
        if self.rate_is_printed:
            return self.rate
        return self.rate if self.is_complete and self.base is not None else None

    @property
    def rated(self) -> tuple[int | None, int | None]:
        """The people and the denominator that the rate is computed of."""
        if self.pooled is not None:
            return self.pooled.people, self.pooled.denominator
        return self.people, (self.base.people or None) if self.base else None

    @property
    def rate_is_printed(self) -> bool:
        return self.own is not None and self.own.rate is not None

    @property
    def absence(self) -> str:
        """Why there is no value, as the unit or its rule explains it; blank when neither does."""
        if self.does_not_apply:
            return Absence.NOT_APPLICABLE
        if self.own is None or self.own.absence == Absence.WITHDRAWN:
            return ""
        return self.own.absence

    @property
    def is_published(self) -> bool:
        return self.own is not None and self.own.origin == Origin.PUBLISHED


NOTHING = Value()
NOT_APPLICABLE = Value(applies=False)
BEFORE_UNIT = Value(is_before_unit=True)


def own_value(own: OwnFigure, base: RateBase | None) -> Value:
    """A unit's own report. A printed rate stands; without one it is computed from `base`."""
    reported = own.people is not None or own.rate is not None
    computed = percent(own.people, base.people if base else None)
    return Value(
        people=own.people,
        rate=computed if own.rate is None else own.rate,
        base=base,
        own=own,
        counted=int(reported),
        expected=1,
        simulated=own.origin == Origin.SIMULATED or (base is not None and base.simulated),
        unapproved=int(own.state == State.SUBMITTED and not own.is_being_edited),
        being_edited=int(own.is_being_edited),
    )
