"""Forecasts of years whose December is known, beside what came: pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from coverage.notation.periods import months_left
from reports.backtest.generated_series import KINDS, YEARS, Group, Kind, made_group
from targets.attainment import percent
from targets.forecast import Forecast, Lender, Others, Past, forecast
from targets.pace import MONTHS

GROUPS = 20


@dataclass(frozen=True, slots=True)
class Trial:
    """`months`: from the figure to December; `width`: of the span, in per cent of the figure."""

    months: int
    held: bool
    width: Decimal
    is_trusted: bool
    borrowed_from: Lender


@dataclass(frozen=True, slots=True)
class Tally:
    """Of so many forecasts the span held so many times; `width`: the median, None of none."""

    forecasts: int
    held: int
    width: Decimal | None

    @property
    def share(self) -> Decimal | None:
        return percent(self.held, self.forecasts or None)


def tally(trials: Iterable[Trial]) -> Tally:
    known = list(trials)
    width = median(each.width for each in known) if known else None
    return Tally(len(known), sum(each.held for each in known), width)


def trials_of_year(past: Past, year: int, others: Others) -> Iterator[Trial]:
    """From each month of it, told nothing that came later; none where December is not known."""
    december = past.people.get(date(year, MONTHS, 1))
    if december is None:
        return
    for month in range(1, MONTHS):
        since = date(year, month, 1)
        made = forecast(past, since, others)
        if isinstance(made, Forecast) and (level := past.people[since]):
            yield _trial(made, since, level, december)


def _trial(made: Forecast, since: date, level: int, december: int) -> Trial:
    return Trial(
        months=months_left(since),
        held=made.low <= december <= made.high,
        width=Decimal(made.high - made.low) * 100 / level,
        is_trusted=made.is_trusted,
        borrowed_from=made.borrowed_from,
    )


def generated_trials(groups: int = GROUPS) -> dict[Kind, list[Trial]]:
    """Of the last year of each made-up unit, of so many groups of each kind."""
    return {
        kind: [trial for seed in range(groups) for trial in _of_group(made_group(kind, seed))]
        for kind in KINDS
    }


def _of_group(group: Group) -> Iterator[Trial]:
    for unit in group.units:
        others = Others(group.above, alike_of(unit, group.units))
        yield from trials_of_year(unit, YEARS[-1], others)


def alike_of(unit: Past, units: Sequence[Past]) -> list[Past]:
    return [each for each in units if each is not unit]
