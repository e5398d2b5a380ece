"""A target put into words, as its document printed it."""

from decimal import Decimal

from coverage.models import Qualifier
from coverage.notation.numbers import write_people
from coverage.tables.notations import PEOPLE, SHARE, Exact, whole_or_decimal


def target_text(people: int | None, percent: Decimal | None, qualifier: str = "") -> str:
    """Such as "35 %", "966.520", "at least 31,5 %", "16.238; 3,13 %"; blank where neither was set.

    A share has the decimals it was set with, none added: the row holds 29.5000 for 29,5 %.
    """
    parts = []
    if people is not None:
        parts.append(write_people(people))
    if percent is not None:
        parts.append(percent_text(percent))
    text = "; ".join(parts)
    return f"{Qualifier(qualifier).label} {text}" if qualifier and text else text


def percent_text(percent: Decimal) -> str:
    return SHARE.text(percent)


def target_value(people: int | None, percent: Decimal | None) -> Exact:
    """The one number of a target, under the notation TARGET; both in words where it sets both,
    None where it sets neither."""
    if people is not None and percent is not None:
        return target_text(people, percent)
    return percent if people is None else people


TARGET = whole_or_decimal(PEOPLE, SHARE)
