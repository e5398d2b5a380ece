"""How far a month usually stands from the straight line between two Decembers, told naively."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median

from coverage.models import AdministrativeUnit, Indicator
from targets.attainment import EXACT
from twin.amounts import Amount, Amounts


def usual_deviation(
    amounts: Amounts,
    unit: AdministrativeUnit,
    indicator: Indicator,
    month: date,
    *,
    by_rate: bool,
) -> Decimal | None:
    """By the three years before, of the unit; of the unit above where it has no whole one. In
    people, or in rates."""
    for each in (unit, unit.parent):
        if each is None or month.month == 12:
            return None
        known = [
            share
            for year in range(month.year - 3, month.year)
            if (share := _share(amounts, each, indicator, month.replace(year=year), by_rate))
            is not None
        ]
        if known:
            middle = median(known)
            return EXACT.divide(Decimal(middle.numerator), Decimal(middle.denominator))
    return None


def _share(
    amounts: Amounts, unit: AdministrativeUnit, indicator: Indicator, month: date, by_rate: bool
) -> Fraction | None:
    """None of a year of which not all is told, and told of the same units."""
    start, now, end = (
        amounts.of(unit, indicator, day)
        for day in (date(month.year - 1, 12, 1), month, date(month.year, 12, 1))
    )
    if not (_are_of_the_same(start, now) and _are_of_the_same(start, end)):
        return None
    begun, came, ended = (
        each.whole_rate if by_rate else each.whole_people for each in (start, now, end)
    )
    if not begun or came is None or ended is None:
        return None
    first, last = Fraction(begun), Fraction(ended)
    straight = first + (last - first) * month.month / 12
    return (Fraction(came) - straight) / first


def _are_of_the_same(one: Amount, other: Amount) -> bool:
    return one.is_own or other.is_own or one.leaves_out == other.leaves_out
