"""Gives every quantity of a group its place, and writes statements and relations about it."""

from collections.abc import Sequence

from coverage.indicator_facts import BASIS
from reports.report_check.arithmetic.fields import DENOMINATORS
from reports.report_check.arithmetic.links import Remainder, Share, Total
from reports.report_check.arithmetic.model import Model
from reports.report_check.arithmetic.printed import Rounding, Softening
from reports.report_check.arithmetic.report import Record
from reports.report_check.arithmetic.solver import STEP, Allowance, Link
from reports.report_check.arithmetic.spans import Span
from reports.report_check.arithmetic.statements import (
    Guard,
    Number,
    Reading,
    Relation,
    Rule,
    Statement,
    Switch,
)

NOW = "now"
# One in the second decimal, in STEPs: the coarsest to which a rate is rounded to compute with it.
_ROUNDED = STEP // 100
Key = tuple[str | int, ...]


class Registry:
    """A model in the making."""

    def __init__(self, records: Sequence[Record], allowance: Allowance) -> None:
        self.records = records
        self.model = Model(allowance)
        self._places: dict[Key, int] = {}
        self._numbers: dict[tuple[int, str], int] = {}
        self._rounding: dict[int, int] = {}
        for record in records:
            for path, printed in record.numbers.items():
                self._numbers[record.position, path] = len(self.model.numbers)
                self.model.numbers.append(Number(record, path, printed))
                self.model.statements.append([])

    def count(self, *key: str | int, lowest: int | None = 0) -> int:
        """The place of a whole number; one that may be below zero has no lowest."""
        return self._place(key, is_rate=False, lowest=lowest)

    def rate(self, *key: str | int, lowest: int | None = 0, highest: int | None = None) -> int:
        """The place of a rate; its limits, if any, are in STEPs."""
        return self._place(key, is_rate=True, lowest=lowest, highest=highest)

    def has(self, *key: str | int) -> bool:
        return key in self._places

    def _place(
        self, key: Key, *, is_rate: bool, lowest: int | None, highest: int | None = None
    ) -> int:
        place = self._places.setdefault(key, len(self._places))
        if place == len(self.model.is_rate):
            self.model.is_rate.append(is_rate)
            self.model.lowest.append(lowest)
            self.model.highest.append(highest)
        return place

    def people(self, record: Record, date: str = NOW) -> int:
        return self.count("people", who(record), date)

    def denominator(self, name: str, record: Record, date: str = NOW) -> int:
        """One for all indicators on that basis; any other is the record's own."""
        key = (name, date) if shares(record, name) else (name, date, record.position)
        place = self.count("denominator", *key)
        self.model.denominators[place] = name
        return place

    def state(
        self,
        record: Record,
        path: str,
        place: int,
        *,
        sign: int = 1,
        offset: int = 0,
        guards: tuple[Guard, ...] = (),
        rounding_switch: int | None = None,
        slack: Span | None = None,
    ) -> None:
        """Let a printed number, if there is one, speak of a quantity."""
        number = self._numbers.get((record.position, path))
        if number is not None:
            statement = Statement(number, place, sign, offset, guards, rounding_switch, slack)
            self.model.statements[number].append(statement)

    def share(
        self,
        rule: Rule,
        *,
        part: int,
        whole: int,
        rate: int,
        rest: int | None = None,
        guards: tuple[Guard, ...] = (),
    ) -> None:
        """Relate part, whole and rate; with `rest`, also whole − part."""
        self.relate(Share(part=part, whole=whole, rate=rate), rule, guards)
        if rest is not None:
            self.relate(Total(whole, [part, rest]), rule, guards)
            self.relate(Remainder(whole=whole, rate=rate, rest=rest), rule, guards)

    def relate(
        self,
        link: Link,
        rule: Rule,
        guards: tuple[Guard, ...] = (),
        unless: tuple[Record, str] | None = None,
    ) -> None:
        mask = 0
        if unless is not None:
            number = self._numbers.get((unless[0].position, unless[1]))
            mask = 0 if number is None else 1 << number
        self.model.relations.append(Relation(link, rule, guards, mask))

    def switch(self, reading: Reading, record: Record | None, options: Sequence[str]) -> int:
        self.model.switches.append(Switch(reading, record, tuple(options)))
        return len(self.model.switches) - 1

    def choice(
        self, reading: Reading, record: Record, options: Sequence[str]
    ) -> list[tuple[Guard, ...]]:
        """The guards of each option; a single option needs no switch."""
        if len(options) < 2:
            return [()]
        switch = self.switch(reading, record, options)
        return [((switch, option),) for option in range(len(options))]

    def nearly(self, rate: int, *key: str | int) -> Total:
        """The link between a rate and itself as others were computed from it, perhaps rounded."""
        rounded = self.rate("rounding", *key, lowest=-_ROUNDED // 2, highest=_ROUNDED)
        return Total(rate, [self.rate(*key), rounded])

    def rounding_on(self, denominator: int) -> int | None:
        """The switch that rounds all rates on one denominator alike, unless that is printed."""
        if self._is_known(denominator):
            return None
        if denominator not in self._rounding:
            ways = (Rounding.HALF_UP, Rounding.TRUNCATED, Rounding.EITHER)
            self._rounding[denominator] = self.switch(Reading.ROUNDING, None, ways)
        return self._rounding[denominator]

    def _is_known(self, denominator: int) -> bool:
        """Whether some record prints it, or the people with and without insurance."""
        name = self.model.denominators.get(denominator)
        return name is None or any(
            self.denominator(name, record) == denominator
            and (_is_plain(record, name) or _is_plain(record, "people", "uncovered_people"))
            for record in self.records
            if name in basis_of(record)
        )


def who(record: Record) -> str:
    """Whose figure it is: the indicator, or the record itself where none is named."""
    return record.indicator or f"#{record.position}"


def basis_of(record: Record) -> list[str]:
    """The denominators a record may be measured on: those it prints, else the usual one."""
    usual = BASIS.get(record.indicator or "", "eligible")
    printed = [name for name in DENOMINATORS if name in record.numbers]
    return sorted(printed, key=lambda name: name != usual) or [usual]


def shares(record: Record, name: str) -> bool:
    """Whether the record's denominator of that name is the labour force or population of all."""
    return BASIS.get(record.indicator or "") == name


def true_rate(registry: Registry, record: Record, option: int = 0) -> int:
    """The place of people ÷ denominator, the denominator being that of `option`."""
    return registry.rate("coverage", record.position, option)


def _is_plain(record: Record, *paths: str) -> bool:
    """Whether all these numbers are printed, with no word that softens them."""
    numbers = [record.numbers.get(path) for path in paths]
    return all(number and number.softening is Softening.NONE for number in numbers)
