"""How often spans held, as lines of plain text: for who runs the product, in English."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from reports.backtest.trials import Tally, Trial, tally
from targets.forecast import Lender
from targets.forecast_span import PROMISED

WIDTHS = "{:<34}{:>10}{:>10}{:>18}"
BY: Mapping[str, Callable[[Trial], bool]] = {
    "by own years": lambda each: each.borrowed_from is Lender.NOBODY,
    "with errors of units alike": lambda each: each.borrowed_from is Lender.ALIKE,
    "by the unit above": lambda each: each.borrowed_from is Lender.ABOVE,
    "trusted": lambda each: each.is_trusted,
    "not trusted": lambda each: not each.is_trusted,
}


def told(heading: str, groups: Mapping[str, Sequence[Trial]]) -> list[str]:
    """A heading, then of all and of each group how often the span held; then by horizon."""
    everything = [each for group in groups.values() for each in group]
    return [
        "",
        heading,
        WIDTHS.format("", "forecasts", "held", "median width"),
        _line("all", everything),
        *(_line(name, group) for name, group in groups.items() if len(groups) > 1),
        *_by_kind(everything),
        *_by_horizon(everything),
    ]


def promise_line() -> str:
    return f"A span promises to hold in {PROMISED * 100:.0f} % of forecasts."


def _by_kind(trials: Sequence[Trial]) -> Iterator[str]:
    for name, belongs in BY.items():
        yield _line(name, filter(belongs, trials))


def _by_horizon(trials: Sequence[Trial]) -> Iterator[str]:
    for months in sorted({each.months for each in trials}):
        yield _line(f"{months} months ahead", (each for each in trials if each.months == months))


def _line(name: str, trials: Iterable[Trial]) -> str:
    found: Tally = tally(trials)
    return WIDTHS.format(name, found.forecasts, _percent(found.share), _percent(found.width))


def _percent(number: Decimal | None) -> str:
    return "–" if number is None else f"{number:.1f} %"
