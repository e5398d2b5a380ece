"""Trends made by hand, for tests of lines and charts that need no database."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from coverage.models import AdministrativeUnit, Basis, Indicator, Measure
from coverage.notation.periods import last_day, last_december, months
from known_values import base, promised
from reports.figures.held import hold
from reports.figures.values import NOTHING, RateBase, Value
from reports.trend.months import Trend, TrendMonth
from targets.in_force import PromiseInForce, goals_since, in_force

NATION = AdministrativeUnit(pk=99, full_name="Toàn quốc", level=0)
TRA_VINH = AdministrativeUnit(pk=1, full_name="Tỉnh Trà Vinh", level=1, parent=NATION)
BHYT = Indicator(
    pk=1, code="BHYT", name="BHYT", measure=Measure.STOCK, basis=Basis.POPULATION, counted="people"
)
NEW = Indicator(
    pk=2, code="MOI", name="Mới", measure=Measure.FLOW, basis=Basis.NONE, counted="people"
)


def resolution_28(year: int, percent: str) -> PromiseInForce:
    """28-NQ/TW, in force since 2018: BHXH 35, 45 and 60 % in 2021, 2025 and 2030."""
    return promised(
        percent=percent,
        year=year,
        target_id=year,
        unit_id=TRA_VINH.pk,
        document_id=28,
        document_number="28-NQ/TW",
        effective_on=date(2018, 5, 23),
        assigner_id=6,
        assigner="Ban Chấp hành Trung ương",
        assigner_kind=6,
    )


MILESTONES = [resolution_28(2021, "35"), resolution_28(2025, "45"), resolution_28(2030, "60")]


def make_trend(
    first: date,
    last: date,
    values: Mapping[date, Value] | None = None,
    promises: Sequence[PromiseInForce] = (),
    population: Mapping[int, int] | None = None,
    **fields: Any,
) -> Trend:
    """Trà Vinh from `first` to `last` and, with targets alone, to the end of that year; `values`
    may begin with the December before."""
    values = values or {}
    bases: dict[int, RateBase | None] = {
        year: base(people, year) for year, people in (population or {}).items()
    }

    own = [each for each in promises if each.unit_id == TRA_VINH.pk]

    def month(period: date) -> TrendMonth:
        value = values.get(period, NOTHING)
        in_use = value.base or bases.get(period.year)
        start = values.get(last_december(period), NOTHING)
        on = min(last_day(period), last_day(last))
        before = (start, bases.get(period.year - 1))
        chosen = in_force(own, period.year, on)
        held = hold(TRA_VINH.pk, chosen, period, (value, in_use), start, before)
        return TrendMonth(
            period, value, in_use, start, held.standings, held.year_before, held.milestones
        )

    usual: dict[str, Any] = {"unit": TRA_VINH, "indicator": BHYT, "ancestors": [NATION]}
    return Trend(
        **(usual | {"moment": None, "breaks": []} | fields),
        months=[month(period) for period in months(first, last)],
        ahead=[month(period) for period in months(last, date(last.year, 12, 1))][1:],
        promises=own,
        goals=goals_since(first.year, promises, [NATION]),
        bases=bases,
    )
