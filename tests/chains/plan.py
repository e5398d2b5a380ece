"""A made-up history of units as plain values, from a seed: which decisions ended, opened and linked
them over the months. Nothing here is of the product.

A decision names units by keys. Its acts are entered in any order in which their units are there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import count
from random import Random
from typing import Any

PROVINCE, COMMUNE = 1, 3
NATION_KEY = "nation"
BEGAN = date(2008, 8, 1)
WHOLE = Decimal(1)


class Happening(StrEnum):
    MERGER = "communes become one"
    SPLIT = "a commune becomes two, by known or unknown shares"
    PART = "a part of a commune goes to another"
    MOVE = "a commune goes to another province"
    RENAME = "a commune is called otherwise"
    KIND = "a commune becomes a ward"
    PROVINCES_MERGE = "two provinces become one, with all below them"
    PROVINCE_RENAMED = "a province is called otherwise, with all below it"


# How often each is tried.
USUAL = {
    Happening.MERGER: 4,
    Happening.SPLIT: 3,
    Happening.PART: 2,
    Happening.MOVE: 2,
    Happening.RENAME: 3,
    Happening.KIND: 2,
    Happening.PROVINCES_MERGE: 2,
    Happening.PROVINCE_RENAMED: 1,
}


@dataclass(frozen=True)
class PlainUnit:
    key: str
    level: int
    code: str
    kind: str
    name: str
    above: str
    first: date

    @property
    def full_name(self) -> str:
        said = {"tinh": "Tỉnh", "xa": "Xã", "phuong": "Phường"}
        return f"{said[self.kind]} {self.name}"


@dataclass(frozen=True)
class PlainLink:
    """`is_part`: the old unit goes on without what it gave."""

    old: str
    new: str
    weight: Decimal | None = WHOLE
    is_part: bool = False


@dataclass(frozen=True)
class PlainAct:
    kind: str
    ends: Sequence[str]
    opens: Sequence[PlainUnit]
    links: Sequence[PlainLink]


@dataclass(frozen=True)
class Decision:
    number: int
    about: Happening
    takes_effect: date
    first_month: date | None
    acts: Sequence[PlainAct]

    @property
    def works_from(self) -> date:
        return self.first_month or self.takes_effect

    @property
    def opens(self) -> list[PlainUnit]:
        return [unit for act in self.acts for unit in act.opens]

    @property
    def names(self) -> set[str]:
        """The units that have to be there before it is entered."""
        links = {end for act in self.acts for link in act.links for end in (link.old, link.new)}
        above = {unit.above for unit in self.opens}
        ended = {key for act in self.acts for key in act.ends}
        return (links | above | ended) - {unit.key for unit in self.opens}


class Plan:
    """`units`: those of the beginning; `decisions`: in the order of the days they work from."""

    def __init__(self, seed: int) -> None:
        self.seed, self.random = seed, Random(seed)
        self._numbers = count(1)
        self.months = _months(self.random.randint(12, 24))
        provinces = [
            self._unit(PROVINCE, NATION_KEY, BEGAN) for _ in range(self.random.randint(2, 3))
        ]
        communes = [
            self._unit(COMMUNE, above.key, BEGAN)
            for above in provinces
            for _ in range(self.random.randint(2, 4))
        ]
        self.units = [*provinces, *communes]
        self.alive = {unit.key: unit for unit in self.units}
        self.decisions: list[Decision] = []
        number = min(self.random.randint(4, 7), len(self.months) - 4)
        for place in sorted(self.random.sample(range(2, len(self.months) - 1), number)):
            self._decide(self.months[place])

    def _unit(self, level: int, above: str, first: date) -> PlainUnit:
        number = next(self._numbers)
        kind, code = ("tinh", f"{number:02}") if level == PROVINCE else ("xa", f"{20_000 + number}")
        return PlainUnit(f"{kind}{number}", level, code, kind, f"Số {number}", above, first)

    def _again(self, unit: PlainUnit, first: date, **said: Any) -> PlainUnit:
        """The unit under a row of its own from that day on."""
        return replace(unit, key=f"{unit.kind}{next(self._numbers)}", first=first, **said)

    def _decide(self, month: date) -> None:
        """Works from the month on, in its midst, or was the law some weeks before."""
        way = self.random.random()
        works_from = month.replace(day=10) if way < 0.4 else month
        is_late = way > 0.7
        takes_effect = works_from - timedelta(days=self.random.randint(1, 50) if is_late else 0)
        kinds = self.random.choices(list(USUAL), list(USUAL.values()), k=20)
        for about in kinds:
            if acts := _MADE[about](self, works_from):
                first_month = works_from if is_late else None
                number = len(self.decisions) + 1
                self.decisions.append(Decision(number, about, takes_effect, first_month, acts))
                for act in acts:
                    self.alive = {k: u for k, u in self.alive.items() if k not in act.ends}
                    self.alive |= {unit.key: unit for unit in act.opens}
                return

    def _of(self, level: int) -> list[PlainUnit]:
        return [unit for unit in self.alive.values() if unit.level == level]

    def _below(self, above: PlainUnit) -> list[PlainUnit]:
        return [unit for unit in self.alive.values() if unit.above == above.key]

    def merger(self, day: date) -> list[PlainAct]:
        above = self.random.choice(self._of(PROVINCE))
        communes = self._below(above)
        if len(communes) < 3:
            return []
        olds = self.random.sample(communes, self.random.randint(2, len(communes) - 1))
        return [_into(olds, self._unit(COMMUNE, above.key, day), "merge")]

    def split(self, day: date) -> list[PlainAct]:
        old = self.random.choice(self._of(COMMUNE))
        news = [self._unit(COMMUNE, old.above, day) for _ in range(2)]
        share = Decimal(self.random.randint(1, 99)) / 100
        is_known = self.random.random() < 0.8
        shares = (share, 1 - share) if is_known else (None, None)
        links = [PlainLink(old.key, new.key, to) for new, to in zip(news, shares, strict=True)]
        return [PlainAct("split", [old.key], news, links)]

    def part(self, _day: date) -> list[PlainAct]:
        old, new = self.random.sample(self._of(COMMUNE), 2)
        share = Decimal(self.random.randint(1, 60)) / 100
        return [PlainAct("transfer", [], [], [PlainLink(old.key, new.key, share, is_part=True)])]

    def move(self, day: date) -> list[PlainAct]:
        old = self.random.choice(self._of(COMMUNE))
        others = [each for each in self._of(PROVINCE) if each.key != old.above]
        if not others or len(self._below(self.alive[old.above])) < 2:
            return []
        above = self.random.choice(others).key
        return [_into([old], self._again(old, day, above=above), "transfer")]

    def rename(self, day: date) -> list[PlainAct]:
        old = self.random.choice(self._of(COMMUNE))
        return [_into([old], self._again(old, day, name=f"{old.name} mới"), "rename")]

    def kind(self, day: date) -> list[PlainAct]:
        old = self.random.choice(self._of(COMMUNE))
        if old.kind == "phuong":
            return []
        return [_into([old], self._again(old, day, kind="phuong"), "rename")]

    def provinces_merge(self, day: date) -> list[PlainAct]:
        provinces = self._of(PROVINCE)
        if len(provinces) < 3:
            return []
        olds = self.random.sample(provinces, 2)
        return self._with_all_below(olds, self._unit(PROVINCE, NATION_KEY, day), "merge")

    def province_renamed(self, day: date) -> list[PlainAct]:
        old = self.random.choice(self._of(PROVINCE))
        return self._with_all_below([old], self._again(old, day, name=f"{old.name} mới"), "rename")

    def _with_all_below(
        self, olds: Sequence[PlainUnit], new: PlainUnit, kind: str
    ) -> list[PlainAct]:
        below = [unit for old in olds for unit in self._below(old)]
        kept = [self._again(unit, new.first, above=new.key) for unit in below]
        links = [PlainLink(old.key, to.key) for old, to in zip(below, kept, strict=True)]
        return [
            _into(olds, new, kind),
            PlainAct("keep", [unit.key for unit in below], kept, links),
        ]


def _into(olds: Sequence[PlainUnit], new: PlainUnit, kind: str) -> PlainAct:
    keys = [old.key for old in olds]
    return PlainAct(kind, keys, [new], [PlainLink(key, new.key) for key in keys])


def _months(number: int) -> list[date]:
    return [date(2020 + place // 12, place % 12 + 1, 1) for place in range(number)]


_MADE: dict[Happening, Callable[[Plan, date], list[PlainAct]]] = {
    Happening.MERGER: Plan.merger,
    Happening.SPLIT: Plan.split,
    Happening.PART: Plan.part,
    Happening.MOVE: Plan.move,
    Happening.RENAME: Plan.rename,
    Happening.KIND: Plan.kind,
    Happening.PROVINCES_MERGE: Plan.provinces_merge,
    Happening.PROVINCE_RENAMED: Plan.province_renamed,
}
