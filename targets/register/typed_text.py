"""What may be typed into a cell of a grid of targets, and what a target looks like there.

    cell      = [ qualifier ] , number | [ qualifier ] , people , ";" , [ qualifier ] , share ;
    number    = share | people , " người" | bare ;
    share     = percent , "%" ;
    qualifier = "≥" | "~" | ">" | "<~", or one of the words below ;

`people` and `percent` are coverage.notation.numbers'; a `bare` number is people or per cent, as the
grid says above it. A qualifier is that of the number it stands before. The signs are the same in
every language, so that a sheet can be pasted by anybody. A blank cell is no target, and never a
target of zero.
"""

import re
from collections.abc import Sequence
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
from targets.wording import SaysATarget


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
    people_qualifier: str = ""
    percent_qualifier: str = ""

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
    typed = _read_parts([_parted(part) for part in written.split(";")], bare, text)
    if typed.percent is not None and not has_rate:
        raise CountedOnlyError(text)
    return typed


def _parted(part: str) -> tuple[str, str]:
    """The qualifier before a number, "" where there is none, and the number."""
    bare = part.strip()
    sign = _SIGN.match(bare)
    if sign is None:
        return "", bare
    return SIGNS[sign[0].lower()].value, bare[sign.end() :].strip()


def _read_parts(parts: Sequence[tuple[str, str]], bare: Bare, text: str) -> TypedTarget:
    if len(parts) > 2 or not all(number for _qualifier, number in parts):
        raise NumberError(NumberReason.NOT_A_NUMBER, text)
    (qualifier, number), *more = parts
    if more:
        ((of_share, share),) = more
        if not share.endswith("%"):
            raise NumberError(NumberReason.NOT_A_NUMBER, text)
        people = _read_count(number, text)
        return TypedTarget(people, _read_share(share, text), qualifier, of_share)
    is_people = bare == Bare.PEOPLE or number.endswith(PEOPLE_WORD)
    if is_people and not number.endswith("%"):
        return TypedTarget(people=_read_count(number, text), people_qualifier=qualifier)
    return TypedTarget(percent=_read_share(number, text), percent_qualifier=qualifier)


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


def write_target(said: SaysATarget, bare: Bare) -> str:
    """The text that reads back as this; "" where nothing is set."""
    parts = []
    if said.people is not None:
        parts.append(_signed(said.people_qualifier, write_people(said.people)))
        if said.percent is None and bare == Bare.PERCENT:
            parts[0] += f" {PEOPLE_WORD}"
    if said.percent is not None:
        parts.append(_signed(said.percent_qualifier, f"{_plain(said.percent)} %"))
    return "; ".join(parts)


def _signed(qualifier: str, number: str) -> str:
    return f"{_WRITTEN[Qualifier(qualifier)]} {number}" if qualifier else number


def _plain(percent: Decimal) -> str:
    """With the decimals it was typed with."""
    return f"{percent:f}".replace(".", ",")


def explain_target(error: NumberError | CountedOnlyError) -> str:
    """Why a text was refused and what to write instead, in the reader's language."""
    if isinstance(error, CountedOnlyError):
        return counted_only()
    return explain_text(error, what_a_dash_may_mean())


def counted_only() -> str:
    return _("This indicator is a count without a denominator: write a number, not per cent.")


def what_a_dash_may_mean() -> str:
    return _("This is not clear: write 0 for a target of zero, leave blank where none is set.")
