"""The decimals of a number: those it was printed with, those that tell it from another."""

from decimal import Decimal
from itertools import count

from coverage.notation.numbers import rounded, write_decimal

# Quotients are carried to so many digits.
MOST_PLACES = 40


def printed_decimals(value: Decimal) -> int:
    """How many decimals a value was printed with: 80.50 has two."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def write_printed(value: Decimal) -> str:
    """Write a value with the decimals it was printed with, none added and none left out."""
    return write_decimal(value, printed_decimals(value))


def places_to_tell(value: Decimal, mark: Decimal, least: int = 2) -> int:
    """The fewest decimals, `least` or more, with which a value rounded stands to a mark as it does
    itself: 95,004 beside 95 needs three, 94,996 as well, 95 none more."""
    if abs(value - mark) >= Decimal(1).scaleb(-least):
        return least
    side = value.compare(mark)
    return next(
        (
            places
            for places in range(least, MOST_PLACES)
            if Decimal(rounded(value, places)).compare(mark) == side
        ),
        MOST_PLACES,
    )


def places_to_part(one: Decimal, other: Decimal, least: int = 2) -> int:
    """The fewest decimals, `least` or more, with which two unequal values, both rounded, do not
    read alike: 89,388 and 89,394 need three. For equal ones `least`."""
    if one == other:
        return least
    return next(places for places in count(least) if rounded(one, places) != rounded(other, places))


def printed_alike(one: object, other: object) -> bool:
    """Whether two values of any kind are equal and, where they have decimals, have as many: 80,5
    and 80,50 are one number and two prints."""
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one == other and printed_decimals(one) == printed_decimals(other)
    return one == other
