"""The past of provinces held out of all tuning, out of the database."""

from collections.abc import Iterator
from datetime import date

from coverage.models import AdministrativeUnit, Indicator, Level, Measure
from coverage.notation.periods import months
from reports.backtest.trials import Trial, alike_of, trials_of_year
from reports.figures.known import Known, known
from reports.figures.reported import first_and_last_period
from reports.figures.year_end import is_exact
from targets.forecast import Others, Past

# Of today's provinces in the order of their codes the first of every so many: how a forecast is
# made and how wide its span is was chosen by the others alone.
HELD_OUT_OF = 3


def trials_of_provinces() -> list[Trial]:
    """From every month of every year whose December is reported, of the provinces held out; all may
    lend to them. The statements of `known`, and three."""
    nation = AdministrativeUnit.objects.get(level=Level.NATION)
    first, last = first_and_last_period(nation)
    if first is None or last is None:
        return []
    stocks = list(Indicator.objects.filter(measure=Measure.STOCK))
    facts = known(nation, stocks, list(months(first, last)))
    years = range(first.year, last.year + 1)
    return [each for stock in stocks for each in _trials(facts, stock, first, last, years)]


def _trials(
    facts: Known, indicator: Indicator, first: date, last: date, years: range
) -> Iterator[Trial]:
    provinces = sorted(facts.tree.today_below(), key=lambda each: each.code)
    pasts = [_past(facts, each, indicator, first, last) for each in provinces]
    above = _past(facts, facts.top, indicator, first, last)
    for held_out in pasts[::HELD_OUT_OF]:
        others = Others(above, alike_of(held_out, pasts))
        for year in years:
            yield from trials_of_year(held_out, year, others)


def _past(
    facts: Known, unit: AdministrativeUnit, indicator: Indicator, first: date, last: date
) -> Past:
    """Whole, to the person, of the usual scope."""
    values = {month: facts.value(unit, indicator, month) for month in months(first, last)}
    people = {
        month: value.people
        for month, value in values.items()
        if is_exact(value) and not value.scope and value.people is not None
    }
    return Past(people, facts.tree.partings(unit))
