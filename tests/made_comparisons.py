"""Comparisons made by hand, for tests of pictures and words that need no database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from coverage.counting.figures import NOW
from coverage.models import AdministrativeUnit
from coverage.notation.periods import add_months, last_december, months
from known_values import reported
from made_trends import BHYT, NATION
from reports.compared.query import Compared
from reports.figures.held import make_row
from reports.figures.pooled_values import pool_values
from reports.figures.standing import Row, months_around
from reports.figures.values import BEFORE_UNIT, NOTHING, Value

JUNE = date(2023, 6, 1)
BEGAN = date(2008, 8, 1)
TRA_VINH = AdministrativeUnit(
    pk=1, level=1, full_name="Tỉnh Trà Vinh", parent=NATION, valid_from=BEGAN
)
Said = Mapping[date, Value]


def district(number: int, name: str, valid_from: date = BEGAN) -> AdministrativeUnit:
    return AdministrativeUnit(
        pk=number, level=2, full_name=name, parent=TRA_VINH, valid_from=valid_from
    )


def compare_units(
    said: Mapping[AdministrativeUnit, Said],
    *,
    period: date = JUNE,
    since: date | None = None,
    span: int = 12,
) -> Compared:
    """BHYT in the districts of Trà Vinh, which itself reports nothing: its parts are pooled."""
    since = since or last_december(period)
    shown = list(months(add_months(period, 1 - span), period))
    around = months_around(period)
    needed = sorted({*shown, *around.all(), since})
    series = {
        unit.pk: {each: _value_of(unit, values.get(each, NOTHING), each) for each in needed}
        for unit, values in said.items()
    }
    series[TRA_VINH.pk] = {
        each: pool_values([of_unit[each] for of_unit in series.values()]) for each in needed
    }

    def row(unit: AdministrativeUnit) -> Row:
        return make_row(unit, BHYT, around, series[unit.pk], [], is_part=unit is not TRA_VINH)

    rows = [row(unit) for unit in said]
    return Compared(TRA_VINH, BHYT, NOW, period, since, shown, row(TRA_VINH), rows, series)


def _value_of(unit: AdministrativeUnit, said: Value, period: date) -> Value:
    """In a month before the unit was one, that of what went into it."""
    if unit.exists_on(period):
        return said
    return replace(said, from_predecessors=True) if said.has_figure else BEFORE_UNIT


def year_of(first: int, step: int, of: int) -> dict[date, Value]:
    """The twelve months to June, each `step` people more, of `of` people."""
    return {
        add_months(JUNE, month - 11): reported(first + step * month, of=of) for month in range(12)
    }
