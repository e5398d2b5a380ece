"""The comparison of units beside the queries of the other pages, asked for one unit at a time."""

from dataclasses import replace

import pytest

from coverage.counting.figures import ReadAs
from coverage.models import AdministrativeUnit
from coverage.notation.periods import last_december
from reports.compared.query import Compared, compared
from reports.figures.query import overview
from reports.figures.values import Value
from reports.trend.query import trend
from small_worlds import PERIODS, World, make_world

JUNE = PERIODS[-1]
SPAN = 12


def units_with_ancestors(world: World) -> list[AdministrativeUnit]:
    """As the pages hand them over."""
    found = AdministrativeUnit.objects.select_related("parent__parent__parent")
    return list(found.filter(pk__in=[each.pk for each in world.units]))


def asked(world: World, unit: AdministrativeUnit, code: str, read_as: ReadAs) -> Compared:
    return compared(unit, world.indicators[code], JUNE, last_december(JUNE), SPAN, read_as)


@pytest.mark.parametrize("seed", range(2))
def test_every_row_is_the_one_of_the_overview(db: None, seed: int) -> None:
    world = make_world(seed)
    for at, unit in enumerate(units_with_ancestors(world)[:6]):
        read_as = ReadAs(world.rounds[at % 2] if at else None)
        whole_page = overview(unit, JUNE, read_as)
        for code in ("BHXH", "BHYT"):
            found = asked(world, unit, code, read_as)
            assert found.whole == whole_page.whole(code)
            assert list(found.rows) == [replace(row, state="") for row in whole_page.parts[code]]


def known(value: Value) -> tuple[object, ...]:
    """What a page shows of a value, not which way it was found."""
    return (value.people, value.rate, value.whole_people, value.whole_rate, value.absence)


@pytest.mark.parametrize("seed", range(2))
def test_every_month_is_the_one_of_the_units_own_trend(db: None, seed: int) -> None:
    world = make_world(seed)
    of_pk = {unit.pk: unit for unit in units_with_ancestors(world)}
    read_as = ReadAs(world.rounds[1])
    said = 0
    for code in ("BHXH", "BHYT", "MOI"):
        found = asked(world, of_pk[world.nation.pk], code, read_as)
        for pk, series in found.series.items():
            single = trend(of_pk[pk], world.indicators[code], found.periods[0], JUNE, read_as)
            alone = {month.period: known(month.value) for month in single.months}
            assert {period: known(series[period]) for period in found.periods} == alone
            said += sum(people is not None for people, *_rest in alone.values())
    assert said > 5
