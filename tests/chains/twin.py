"""What units come to by the acts and figures entered so far: the naive twin of both readings, in
plain Python, of plain values."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from chains.plan import WHOLE, Decision, PlainLink, PlainUnit

Share = tuple[str, Fraction | None]


@dataclass(frozen=True)
class Sum:
    """`n` of `m` units are in it; `is_whole`: none of these lacks units of its own either."""

    people: int | None = None
    n: int = 0
    m: int = 0
    is_whole: bool = False


NOTHING = Sum()


class Ledger:
    def __init__(self, units: Sequence[PlainUnit]) -> None:
        self.units = {unit.key: unit for unit in units}
        self.last: dict[str, date] = {}
        self.links: list[tuple[date, PlainLink]] = []
        self.handed_in: dict[tuple[str, date], dict[str, int]] = {}

    def as_it_is(self) -> "Ledger":
        return deepcopy(self)

    def record(self, decision: Decision) -> None:
        eve = decision.works_from - timedelta(days=1)
        for act in decision.acts:
            self.units |= {unit.key: unit for unit in act.opens}
            self.last |= dict.fromkeys(act.ends, eve)
            self.links += [(decision.works_from, link) for link in act.links]

    def hand_in(self, key: str, month: date, people: Mapping[str, int]) -> None:
        self.handed_in.setdefault((key, month), {}).update(people)

    def is_there(self, key: str, day: date) -> bool:
        return self.units[key].first <= day <= self.last.get(key, date.max)

    def as_it_was(self, key: str, indicator: str, month: date) -> Sum:
        """Of a month in which the unit is there: its own figure, else its parts'."""
        own = self.handed_in.get((key, month), {}).get(indicator)
        if own is not None:
            return Sum(own, 1, 1, is_whole=True)
        parts = self.below(key, month)
        return together([self.as_it_was(part, indicator, month) for part in parts])

    def by_links(self, key: str, indicator: str, month: date) -> Sum:
        """A unit before it was there: what went into it."""
        if self.is_there(key, month):
            return self.as_it_was(key, indicator, month)
        return self._past(self._shares(key, month), indicator, month)

    def below(self, key: str, day: date) -> set[str]:
        """The units directly below that are there on the day."""
        found = (unit.key for unit in self.units.values() if unit.above == key)
        return {each for each in found if self.is_there(each, day)}

    def below_today(self, key: str, today: date) -> set[str]:
        """The same today; of a unit that has ended, on its last day."""
        return self.below(key, min(max(today, self.units[key].first), self.last.get(key, today)))

    def reckoned(self, key: str, indicator: str, month: date) -> Fraction | None:
        """What is in the unit of today, where something of it went there in part: by the shares;
        None where one of these is not known, or not all of a unit that gave one."""
        shares = self._shares(key, month)
        if all(weight == WHOLE for weight in shares.values()):
            return None
        parts = [(weight, self.as_it_was(old, indicator, month)) for old, weight in shares.items()]
        if any(weight is None or not value.is_whole for weight, value in parts):
            return None
        return sum(
            (weight * value.people for weight, value in parts if weight and value.people),
            Fraction(),
        )

    def has_parted(self, key: str, month: date) -> bool:
        """Whether since the month it gave a part, or was given one."""
        return self._shares(key, month) != {key: WHOLE}

    def _shares(self, key: str, month: date) -> dict[str, Fraction | None]:
        """Of each unit of the month how much is in this one, by all ways together."""
        ways: dict[str, list[Fraction | None]] = {}
        for old, weight in self._went_into(key, month, date.max):
            ways.setdefault(old, []).append(weight)
        return {old: _added(weights) for old, weights in ways.items()}

    def _past(self, shares: Mapping[str, Fraction | None], indicator: str, month: date) -> Sum:
        """The rule of parts: over whole links alone, so that a part of a unit is no figure."""
        if not shares or any(weight != WHOLE for weight in shares.values()):
            return NOTHING
        values = [self.as_it_was(key, indicator, month) for key in shares]
        return values[0] if len(values) == 1 else together(values)

    def _went_into(self, key: str, month: date, until: date) -> Iterator[Share]:
        """The units of the month that are in this one on the eve of `until`, each with its share;
        None: not known."""
        if self.is_there(key, month):
            yield key, self._left(key, month, until)
        for works_from, link in self.links:
            is_old = not link.is_part and month < self.units[key].first
            if link.new != key or not (is_old or (month < works_from < until and link.is_part)):
                continue
            left = self._left(key, works_from, until)
            for old, weight in self._went_into(link.old, month, works_from):
                if weight is None or link.weight is None:
                    yield old, None
                else:
                    yield old, weight * Fraction(link.weight) * left

    def _left(self, key: str, month: date, until: date) -> Fraction:
        """The share of it, as it was in the month, that it had not given away on the eve of
        `until`."""
        left = Fraction(1)
        for given in self._given(key, month, until).values():
            left *= 1 - sum(map(Fraction, given))
        return left

    def _given(self, key: str, month: date, until: date) -> dict[date, list[Decimal]]:
        """By the day of the act, the shares that it gave away and went on without."""
        given: dict[date, list[Decimal]] = {}
        for day, link in self.links:
            if link.is_part and link.old == key and month < day < until and link.weight is not None:
                given.setdefault(day, []).append(link.weight)
        return given


def _added(weights: Sequence[Fraction | None]) -> Fraction | None:
    known = [weight for weight in weights if weight is not None]
    return sum(known, Fraction()) if len(known) == len(weights) else None


def together(sums: Sequence[Sum]) -> Sum:
    known = [each.people for each in sums if each.people is not None]
    return Sum(
        sum(known) if known else None,
        len(known),
        len(sums),
        is_whole=bool(known) and all(each.is_whole for each in sums),
    )
