"""A target put into words, as its document printed it."""

from decimal import Decimal

from coverage.models import Qualifier
from coverage.notation.numbers import write_decimal, write_people

NO_BREAK_SPACE = "\u00a0"


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
    return f"{write_decimal(percent, _decimals(percent))}{NO_BREAK_SPACE}%"


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
