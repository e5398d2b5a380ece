"""A target put into words, as its document printed it."""

from decimal import Decimal
from typing import Protocol

from coverage.tables.notations import PEOPLE, SHARE, Exact, whole_or_decimal
from coverage.tables.printed import InPrint, PrintedWords


class SaysATarget(Protocol):
    """A promise, a version of a target, or what was typed of one."""

    @property
    def people(self) -> int | None: ...

    @property
    def percent(self) -> Decimal | None: ...

    @property
    def people_qualifier(self) -> str: ...

    @property
    def percent_qualifier(self) -> str: ...


def target_text(said: SaysATarget, words: PrintedWords | None = None) -> str:
    """Such as "35 %", "966.520", "at least 31,5 %", "more than 16.238; 3,13 %"; blank where neither
    was set. A share has the decimals it was set with. `words`: None for those of the screen."""
    printed = InPrint(said.people, said.percent, said.people_qualifier, said.percent_qualifier)
    return printed.text(words)


def percent_text(percent: Decimal, qualifier: str = "") -> str:
    return InPrint(rate=percent, rate_qualifier=qualifier).text()


def target_value(said: SaysATarget) -> Exact:
    """The one number of a target, under the notation TARGET; both in words where it sets both,
    None where it sets neither."""
    if said.people is not None and said.percent is not None:
        return target_text(said)
    return said.percent if said.people is None else said.people


TARGET = whole_or_decimal(PEOPLE, SHARE)
