"""A target put into words, as its document printed it."""

from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from coverage.notation.numbers import write_change
from coverage.tables.notations import (
    CHANGE,
    PEOPLE,
    POINTS_FORMAT,
    SHARE,
    Exact,
    Notation,
    form_around,
    whole_or_decimal,
)
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


def points_text(moved: Decimal) -> str:
    return _("%(points)s points") % {"points": write_change(moved, 2)}


def _points_form(_moved: Decimal) -> str:
    before, _number, after = points_text(Decimal(0)).partition(write_change(Decimal(0), 2))
    return form_around(POINTS_FORMAT, before, after)


# Of two targets: in people, or in points as a Decimal.
DIFFERENCE = whole_or_decimal(CHANGE, Notation(points_text, _points_form))
