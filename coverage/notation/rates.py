"""How much of a population is covered, and how such a rate stands in print. Standard library only,
no rounding."""

from decimal import Context, Decimal

from coverage.notation.printed import printed_decimals

_EXACT = Context(prec=40)
HUNDRED = Decimal(100)


def coverage_rate(people: int | None, denominator: int | None) -> Decimal | None:
    """people ÷ denominator × 100, in per cent and unrounded.

    None when either is not known or the denominator is zero. Above 100 is possible: people who
    live elsewhere are insured here too.
    """
    if people is None or not denominator:
        return None
    return _EXACT.divide(Decimal(people) * 100, Decimal(denominator))


def prints_as(rate: Decimal, printed: Decimal, reach: Decimal = Decimal(0)) -> bool:
    """Whether a rate, known up to `reach` on either side, may stand in print as `printed`: rounded
    half up at its last digit, or cut off there (domain: "Rounding")."""
    last_digit = Decimal(1).scaleb(-printed_decimals(printed))
    lowest = _EXACT.subtract(printed, _EXACT.divide(last_digit, 2))
    return lowest <= _EXACT.add(rate, reach) and _EXACT.subtract(rate, reach) < printed + last_digit


def hundredfold(said: Decimal, expected: Decimal) -> Decimal | None:
    """`said` times or by a hundred where that comes near what was expected, within a factor of
    two: a share typed as per cent, or per cent taken for a share. None where neither does."""
    for meant in (_EXACT.multiply(said, HUNDRED), _EXACT.divide(said, HUNDRED)):
        if meant and expected <= meant * 2 and meant <= expected * 2:
            return meant
    return None
