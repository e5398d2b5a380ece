"""An act as a value: which units a decision ends, which it opens, and which went into which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

# A unit that is there, by its id, or one that the same acts open, by its key.
UnitOrKey = int | str


@dataclass(frozen=True)
class OpenedUnit:
    """A unit that an act opens, for good. `key`: what links and units below it call it by, unique
    among the acts that are recorded together."""

    key: str
    level: int
    code: str
    kind: str
    name: str
    full_name: str
    parent: UnitOrKey | None
    source: str = ""


@dataclass(frozen=True)
class ActLink:
    """`old` went into `new`; without one of them it is established, or abolished. `weight`: the
    share of the old one that went there, 1 is whole, None unknown."""

    old: int | None
    new: UnitOrKey | None
    weight: Decimal | None = Decimal(1)


@dataclass(frozen=True)
class Act:
    """`takes_effect`: the date of the law. `first_month`: from when on units are counted by it,
    where that is later; None: from the date of the law on. `decision` blank: it is not known, and
    the reason given on recording says so. `ends`: ids of the units that are not there any more."""

    code: str
    kind: str
    takes_effect: date
    decision: str
    source: str
    ends: Sequence[int] = ()
    opens: Sequence[OpenedUnit] = ()
    links: Sequence[ActLink] = ()
    first_month: date | None = None

    @property
    def works_from(self) -> date:
        """The first day of the units it opens, the day after the last of those it ends."""
        return self.first_month or self.takes_effect

    @property
    def eve(self) -> date:
        return self.works_from - timedelta(days=1)
