"""Whose years a unit may borrow for its forecast: of the unit above it and of those beside it."""

from collections.abc import Callable, Collection
from datetime import date
from functools import partial

from coverage.counting.figures import NOW, ReadAs
from coverage.models import AdministrativeUnit, Indicator
from reports.figures.known import Known, known
from reports.figures.year_end import NOBODY, History, Lenders
from targets.forecast import months_of_past

OfIndicator = Callable[[Indicator], Lenders]


def lenders_of(
    unit: AdministrativeUnit, indicators: Collection[Indicator], since: date, read_as: ReadAs = NOW
) -> OfIndicator:
    """Of each of the indicators. The statements of `known`, of the unit above; none of a unit that
    has none."""
    if unit.parent is None:
        return lambda indicator: NOBODY
    facts = known(unit.parent, indicators, months_of_past(since), read_as)
    return partial(_lenders, facts, unit, since)


def _lenders(facts: Known, unit: AdministrativeUnit, since: date, indicator: Indicator) -> Lenders:
    """Those beside it are the units of today, told back over whole mergers."""
    return Lenders(
        name=facts.top.full_name,
        above=history_of(facts, facts.top, indicator, since),
        alike=[
            history_of(facts, each, indicator, since)
            for each in facts.tree.today_below()
            if each.pk != unit.pk
        ],
    )


def history_of(
    facts: Known, unit: AdministrativeUnit, indicator: Indicator, since: date
) -> History:
    values = {month: facts.value(unit, indicator, month) for month in months_of_past(since)}
    return History(values, facts.tree.partings(unit))
