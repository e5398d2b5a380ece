"""A number as a report prints it, and the true values that print allows.

The number of decimals matters: "85" may stand for anything from 84,5 up to, not including, 86,
since reports round half up and some cut off instead; "85,00" is far narrower. A number of people is
exact unless it is a whole thousand or more ("16.000.000"), written in thousands or millions ("16,5
triệu"), or softened by a word ("khoảng", "hơn", "gần" …).
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from reports.report_check.arithmetic.spans import Span


class Quantity(StrEnum):
    """What kind of number a field holds."""

    PEOPLE = "people"
    PLAN = "plan"  # people too, but decreed: rounded less coarsely than a count
    PERCENT = "percent"
    TARGET = "target"  # a percentage, but decreed: exact unless it has several decimals

    @property
    def counts_people(self) -> bool:
        return self in (Quantity.PEOPLE, Quantity.PLAN)


class Softening(StrEnum):
    """What the words around a number do to it."""

    NONE = "none"
    ROUGHLY = "roughly"
    OVER = "over"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    UNDER = "under"
    AT_MOST = "at_most"


class Rounding(StrEnum):
    """How the last printed digit came about."""

    HALF_UP = "half_up"
    TRUNCATED = "truncated"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Printed:
    """One number as printed.

    `text` as given; `numeral` its digits and separators; `value` the number read; `last_digit` the
    worth of one in its last digit; `step` the same in the last digit that is not rounded away (1
    for an exact count); `soft_step` the same where a word softens the number. `has_sign` says that
    the print itself tells a rise from a fall.
    """

    text: str
    numeral: str
    quantity: Quantity
    value: Fraction
    last_digit: Fraction
    step: Fraction
    soft_step: Fraction
    softening: Softening = Softening.NONE
    has_sign: bool = False

    @property
    def digits(self) -> str:
        return "".join(character for character in self.numeral if character.isdecimal())

    @property
    def is_exact(self) -> bool:
        """A count to the person."""
        return self.softening is Softening.NONE and self._counts and self.step == 1

    @property
    def decimals(self) -> int:
        return len(str(self.last_digit.denominator)) - 1

    @property
    def _is_exact_print(self) -> bool:
        """A count, or a decreed rate such as 95 or 91,5; one of 21,72 may have been computed."""
        return self.step == 1 if self._counts else self._is_decreed and self.decimals < 2

    @property
    def _is_decreed(self) -> bool:
        return self.quantity is Quantity.TARGET

    @property
    def _counts(self) -> bool:
        return self.quantity.counts_people

    def loosened(self) -> "Printed":
        """The same number where the report says that its figures are approximate."""
        return replace(self, softening=Softening.ROUGHLY)

    def span(self, rounding: Rounding = Rounding.EITHER) -> Span:
        """The true values that print so."""
        match rounding:
            case Rounding.HALF_UP:
                return self._spread(self.step / 2, self.step / 2)
            case Rounding.TRUNCATED:
                return self._spread(Fraction(0), self.step)
            case Rounding.EITHER:
                return self._spread(self.step / 2, self.step)

    def _spread(self, below: Fraction, above: Fraction) -> Span:
        size = abs(self.value)
        if self.softening is not Softening.NONE:
            span = _softened(size, self.soft_step, self.softening)
        elif self._is_exact_print:
            span = Span(size, size)
        elif size == 0:
            return Span(-above, above, lo_open=True, hi_open=True)
        else:
            span = Span(size - below, size + above, hi_open=True)
        return span.mirrored() if self.value < 0 else span


def _softened(size: Fraction, step: Fraction, softening: Softening) -> Span:
    match softening:
        case Softening.OVER:
            return Span(size, size + step, hi_open=True)
        case Softening.NEARLY:
            return Span(size - step, size, lo_open=True)
        case Softening.AT_LEAST:
            return Span(size, None)
        case Softening.UNDER:
            return Span(Fraction(0), size, hi_open=True)
        case Softening.AT_MOST:
            return Span(Fraction(0), size)
        case _:
            reach = max(step, size / 100)
            return Span(size - reach, size + reach)
