"""What a check is given and what it says: one unit's month, and its findings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from coverage.checks.rates import ReportedRate


class Level(StrEnum):
    """A warning is explained before submission; a note is for information."""

    WARNING = "warning"
    NOTE = "note"


class Rule(StrEnum):
    PARTS_AND_SUM = "parts_and_sum"
    PARTS_ABOVE_WHOLE = "parts_above_whole"
    UNEMPLOYMENT_ABOVE_COMPULSORY = "unemployment_above_compulsory"
    HEALTH_BELOW_COMPULSORY = "health_below_compulsory"
    ABOVE_DENOMINATOR = "above_denominator"
    RATE_AND_PEOPLE = "rate_and_people"
    UNUSUAL_CHANGE = "unusual_change"
    SAME_AS_LAST_MONTH = "same_as_last_month"
    FIRST_ZERO = "first_zero"
    NO_LONGER_APPLIES = "no_longer_applies"
    UNITS_AND_WHOLE = "units_and_whole"
    SHIFTED_ROWS = "shifted_rows"


@dataclass(frozen=True, slots=True)
class Finding:
    """`codes` are the indicators concerned, `numbers` those of the sentence, both in the order
    that the rule's function gives: people as int, per cent (of the month before) as Decimal."""

    rule: Rule
    level: Level
    codes: tuple[str, ...]
    numbers: tuple[int | Decimal, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """An indicator's parts; `is_sum` where together they are the whole, to the person."""

    whole: str
    parts: tuple[str, ...]
    is_sum: bool


@dataclass(frozen=True, slots=True)
class Below:
    """What the units below reported of an indicator together, and whether all of them did."""

    people: int
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One unit's month: people by indicator code. A code that is not there was not reported.

    `past` holds earlier months, by month and code; gaps are allowed. `denominators` is by code;
    `managed_locally` has the codes of figures that leave out people insured elsewhere, and `below`,
    by code, what the units below reported. `rates` has those reported beside people.
    `not_applicable` has, by month, this one and earlier ones, the codes stated not to apply.
    """

    period: date
    people: Mapping[str, int]
    past: Mapping[date, Mapping[str, int]] = field(default_factory=dict)
    denominators: Mapping[str, int] = field(default_factory=dict)
    managed_locally: Collection[str] = ()
    parts: Collection[Parts] = ()
    below: Mapping[str, Below] = field(default_factory=dict)
    rates: Mapping[str, ReportedRate] = field(default_factory=dict)
    not_applicable: Mapping[date, Collection[str]] = field(default_factory=dict)
