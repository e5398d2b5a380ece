"""How far from a forecast its outcome may lie, and whether past years bear that out.

Pure, under the terms of `targets.attainment`. Errors are shares of the level that a forecast was
made from, so that those of a large unit can be lent to a small one. The span promises to hold the
outcome four times in five. How often it held is told year by year, each year being judged by the
errors of the others alone: no error widens the span it is judged by.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from itertools import groupby

# The share of outcomes that a span promises to hold.
PROMISED = Decimal("0.8")
# Four in five can be seen to hold over five years: what happened in a year, all its errors share.
FEWEST_YEARS_TO_TRUST = 5
# The share of errors that the span is drawn to hold: what is promised, and more of them until it
# would have held as often as it promises.
_DRAWN_TO_HOLD = (PROMISED, *map(Decimal, ("0.85", "0.9", "0.95", "1")))


@dataclass(frozen=True, slots=True)
class Error:
    """How far a forecast made in `year` was off, as a share of the level it was made from."""

    year: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """`share` of the level to either side. Of `tried` past forecasts, from `years` years, `held`
    lay within the span that the errors of the other years draw."""

    share: Decimal
    held: int
    tried: int
    years: int

    @property
    def keeps_its_promise(self) -> bool:
        return (
            self.years >= FEWEST_YEARS_TO_TRUST
            and self.tried > 0
            and self.held >= PROMISED * self.tried
        )


def span_of(errors: Sequence[Error]) -> Span:
    """The narrowest that keeps its promise, else the one drawn as promised. Raises ValueError
    without an error to draw it by."""
    if not errors:
        raise ValueError("a span takes errors")
    of_years = _by_year(errors)
    everything = sorted(size for sizes in of_years.values() for size in sizes)
    others = {year: _others(of_years, year) for year in of_years}
    spans = [_span(of_years, others, everything, share) for share in _DRAWN_TO_HOLD]
    return next((each for each in spans if each.keeps_its_promise), spans[0])


def _by_year(errors: Iterable[Error]) -> dict[int, list[Decimal]]:
    """year -> how large its errors were, to the last digit: abs() would round them to the
    precision of the thread."""
    ordered = sorted(errors, key=lambda each: each.year)
    groups = groupby(ordered, key=lambda each: each.year)
    return {year: [each.share.copy_abs() for each in group] for year, group in groups}


def _others(of_years: dict[int, list[Decimal]], year: int) -> list[Decimal]:
    return sorted(size for each, sizes in of_years.items() if each != year for size in sizes)


def _span(
    of_years: dict[int, list[Decimal]],
    others: dict[int, list[Decimal]],
    everything: Sequence[Decimal],
    share: Decimal,
) -> Span:
    judged = {year: sizes for year, sizes in of_years.items() if others[year]}
    held = 0
    for year, sizes in judged.items():
        reach = _reach(others[year], share)
        held += sum(size <= reach for size in sizes)
    tried = sum(map(len, judged.values()))
    return Span(_reach(everything, share), held, tried, len(of_years))


def _reach(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    """The error that is as large as that share of errors, one more being yet to come; of few, the
    largest."""
    rank = int((share * (len(ordered) + 1)).to_integral_value(ROUND_CEILING))
    return ordered[min(rank, len(ordered)) - 1]
