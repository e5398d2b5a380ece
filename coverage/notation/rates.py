"""How much of a population is covered. Standard library only, no rounding."""

from decimal import Context, Decimal

_EXACT = Context(prec=40)


def coverage_rate(people: int | None, denominator: int | None) -> Decimal | None:
    """people ÷ denominator × 100, in per cent and unrounded.

    None when either is not known or the denominator is zero. Above 100 is possible: people who
    live elsewhere are insured here too.
    """
    if people is None or not denominator:
        return None
    return _EXACT.divide(Decimal(people) * 100, Decimal(denominator))
