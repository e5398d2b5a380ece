"""What may be typed into a cell of a grid of targets, and what a target looks like there.

    cell      = [ qualifier ] , ( number | people , ";" , share ) ;
    number    = share | people , " người" | bare ;
    share     = percent , "%" ;
    qualifier = "≥" | "~" | ">" | "<~", or one of the words below ;

`people` and `percent` are coverage.notation.numbers'; a `bare` number is people or per cent, as the
grid says above it. The signs are the same in every language, so that a sheet can be pasted by
anybody. A blank cell is no target, and never a target of zero.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from coverage.grid.words import explain_text
from coverage.models import Qualifier
from coverage.notation.numbers import (
    NumberError,
    NumberReason,
    read_people,
    read_percent,
    write_people,
)
from coverage.notation.text import nfc


class Bare(StrEnum):
    """What a number without a sign or a word after it counts."""

    PEOPLE = "people"
    PERCENT = "percent"


SIGNS = {
    "≥": Qualifier.AT_LEAST,
    ">=": Qualifier.AT_LEAST,
    "<~": Qualifier.NEARLY,
    "~": Qualifier.ABOUT,
    "≈": Qualifier.ABOUT,
    ">": Qualifier.OVER,
    "ít nhất": Qualifier.AT_LEAST,
    "tối thiểu": Qualifier.AT_LEAST,
    "khoảng": Qualifier.ABOUT,
    "hơn": Qualifier.OVER,
    "trên": Qualifier.OVER,
    "gần": Qualifier.NEARLY,
}
_WRITTEN = {
    Qualifier.AT_LEAST: "≥",
    Qualifier.ABOUT: "~",
    Qualifier.OVER: ">",
    Qualifier.NEARLY: "<~",
}
_SIGN = re.compile("|".join(re.escape(sign) for sign in SIGNS), re.IGNORECASE)
PEOPLE_WORD = "người"
TOO_MANY_PERCENT = 1000


@dataclass(frozen=True, slots=True)
class TypedTarget:
    """What a cell says: people, per cent or both; all empty: no target."""

    people: int | None = None
    percent: Decimal | None = None
    qualifier: str = ""

    @property
    def is_blank(self) -> bool:
        return self.people is None and self.percent is None


class CountedOnlyError(ValueError):
    """Per cent of an indicator that has no denominator."""


def read_target(text: str, bare: Bare, *, has_rate: bool = True) -> TypedTarget:
    """Raises NumberError, and CountedOnlyError where per cent is given and `has_rate` is not."""
    written = nfc(" ".join(text.split()))
    if not written:
        return TypedTarget()
    sign = _SIGN.match(written)
    numbers = written[sign.end() :].strip() if sign else written
    typed = _read_numbers(numbers, bare, text)
    if typed.percent is not None and not has_rate:
        raise CountedOnlyError(text)
    qualifier = SIGNS[sign[0].lower()].value if sign else ""
    return TypedTarget(typed.people, typed.percent, qualifier)


def _read_numbers(numbers: str, bare: Bare, text: str) -> TypedTarget:
    parts = [part.strip() for part in numbers.split(";")]
    if len(parts) > 2 or not all(parts):
        raise NumberError(NumberReason.NOT_A_NUMBER, text)
    if len(parts) == 2:
        if not parts[1].endswith("%"):
            raise NumberError(NumberReason.NOT_A_NUMBER, text)
        return TypedTarget(_read_count(parts[0], text), _read_share(parts[1], text))
    (number,) = parts
    if number.endswith("%"):
        return TypedTarget(percent=_read_share(number, text))
    if bare == Bare.PEOPLE or number.endswith(PEOPLE_WORD):
        return TypedTarget(people=_read_count(number, text))
    return TypedTarget(percent=_read_share(number, text))


def _read_count(number: str, text: str) -> int:
    people = read_people(number.removesuffix(PEOPLE_WORD).rstrip())
    if people is None:
        raise NumberError(NumberReason.NOT_A_NUMBER, text)
    return people


def _read_share(number: str, text: str) -> Decimal:
    percent = read_percent(number)
    if percent is None:
        raise NumberError(NumberReason.NOT_A_NUMBER, text)
    if percent >= TOO_MANY_PERCENT:
        raise NumberError(NumberReason.TOO_LARGE, text)
    return percent


def write_target(people: int | None, percent: Decimal | None, qualifier: str, bare: Bare) -> str:
    """The text that reads back as this; "" where nothing is set."""
    parts = []
    if people is not None:
        parts.append(write_people(people))
        if percent is None and bare == Bare.PERCENT:
            parts[0] += f" {PEOPLE_WORD}"
    if percent is not None:
        parts.append(f"{percent.normalize():f} %".replace(".", ","))
    sign = f"{_WRITTEN[Qualifier(qualifier)]} " if qualifier and parts else ""
    return sign + "; ".join(parts)


def explain_target(error: NumberError | CountedOnlyError) -> str:
    """Why a text was refused and what to write instead, in the reader's language."""
    if isinstance(error, CountedOnlyError):
        return counted_only()
    return explain_text(error, what_a_dash_may_mean())


def counted_only() -> str:
    return _("This indicator is a count without a denominator: write a number, not per cent.")


def what_a_dash_may_mean() -> str:
    return _("This is not clear: write 0 for a target of zero, leave blank where none is set.")
