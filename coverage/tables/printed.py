"""A number as it was printed: with the word before it and its own decimals, millions as millions.

Each comes as a notation, so that a page and a cell of a workbook show the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.utils.translation import pgettext

from coverage.models import Precision, Qualifier
from coverage.notation.numbers import write_decimal, write_people
from coverage.notation.printed import printed_decimals
from coverage.tables.notations import (
    NO_BREAK_SPACE,
    PEOPLE,
    PEOPLE_FORMAT,
    Notation,
    form_around,
    number_form,
)

ROUGHLY = "≈"
MILLION = 1_000_000
TENTH_OF_A_MILLION = MILLION // 10
PERCENT_SIGN = f"{NO_BREAK_SPACE}%"


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """The words of one language: those before people and before a rate by the value of a
    `Qualifier`, what stands before a number only roughly known, the word for millions, and what
    follows a rate."""

    of_people: Mapping[str, str]
    of_rates: Mapping[str, str]
    roughly: str
    million: str
    percent: str = PERCENT_SIGN


def words_of_the_screen() -> PrintedWords:
    """Those of the language in use."""
    words = {each.value: str(each.label) for each in Qualifier}
    of_rates = words | {Qualifier.OVER.value: pgettext("before a rate", "more than")}
    return PrintedWords(words, of_rates, ROUGHLY, pgettext("after a number", "million"))


def people_in_print(
    people: int, precision: str, qualifier: str, words: PrintedWords | None = None
) -> Notation:
    """How the people of a figure or a target are written; `words`: None for those of the screen.

    What was rounded to tenths of a million was printed in millions; what was rounded to less and
    has no word before it says that it is rough."""
    if precision == Precision.EXACT and not qualifier:
        return PEOPLE
    words = words or words_of_the_screen()
    is_in_millions = precision == Precision.ROUNDED and _is_in_millions(people)
    is_rough = precision != Precision.EXACT and not is_in_millions
    before = _before(words.of_people.get(qualifier, words.roughly if is_rough else ""))
    if not is_in_millions:
        return _around(before, write_people, PEOPLE_FORMAT, "")
    places = 0 if people % MILLION == 0 else 1
    return _around(
        before,
        lambda value: write_decimal(Decimal(value) / MILLION, places),
        f"{number_form(places)},,",
        f" {words.million}",
    )


def rate_in_print(
    rate: Decimal,
    precision: str,
    qualifier: str,
    words: PrintedWords | None = None,
    after: str = "",
) -> Notation:
    """How a rate that was printed is written, with no more and no fewer decimals; `after`: what
    follows it, a per cent sign where no heading has one."""
    words = words or words_of_the_screen()
    is_rough = precision == Precision.ESTIMATE
    before = _before(words.of_rates.get(qualifier, words.roughly if is_rough else ""))
    places = printed_decimals(rate)
    return _around(before, lambda value: write_decimal(value, places), number_form(places), after)


def at_least(written: Notation, words: PrintedWords | None = None) -> Notation:
    """The same with the word before it that it may be more; `words`: None for those of the
    screen."""
    words = words or words_of_the_screen()
    before = _before(words.of_people[Qualifier.AT_LEAST.value])
    return Notation(
        lambda value: f"{before}{written.write(value)}",
        lambda value: form_around(written.format_of(value), before),
    )


@dataclass(frozen=True, slots=True)
class InPrint:
    """People, a rate, or both, as one figure or target has them."""

    people: int | None = None
    rate: Decimal | None = None
    people_qualifier: str = ""
    rate_qualifier: str = ""
    people_precision: str = Precision.EXACT
    rate_precision: str = Precision.EXACT

    def text(self, words: PrintedWords | None = None, between: str = "; ") -> str:
        """Such as "hơn 16 triệu; 33 %"; blank where there is neither."""
        parts = []
        percent = words.percent if words else PERCENT_SIGN
        if self.people is not None:
            written = people_in_print(
                self.people, self.people_precision, self.people_qualifier, words
            )
            parts.append(written.text(self.people))
        if self.rate is not None:
            written = rate_in_print(
                self.rate, self.rate_precision, self.rate_qualifier, words, after=percent
            )
            parts.append(written.text(self.rate))
        return between.join(parts)


class IsPrinted(Protocol):
    """What has people, a rate, or both as they were printed: a figure or a version of one."""

    @property
    def people(self) -> int | None: ...

    @property
    def rate(self) -> Decimal | None: ...

    @property
    def people_qualifier(self) -> str: ...

    @property
    def rate_qualifier(self) -> str: ...

    @property
    def people_precision(self) -> str: ...

    @property
    def rate_precision(self) -> str: ...


def in_print(figure: IsPrinted) -> InPrint:
    """The people and the rate of a figure."""
    return InPrint(
        figure.people,
        figure.rate,
        figure.people_qualifier,
        figure.rate_qualifier,
        figure.people_precision,
        figure.rate_precision,
    )


def _is_in_millions(people: int) -> bool:
    return people >= MILLION and people % TENTH_OF_A_MILLION == 0


def _before(word: str) -> str:
    return f"{word} " if word else ""


def _around(before: str, write: Callable[[Any], str], form: str, after: str) -> Notation:
    return Notation(
        lambda value: f"{before}{write(value)}{after}", form_around(form, before, after)
    )
