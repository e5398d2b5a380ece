"""The pages of entry cost the same number of statements whatever the number of units."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, Denominator, Indicator, Origin
from coverage.month.workflow import open_months
from entry_pages import EntryPage, address, in_english

MONTHS = (date(2022, 6, 1), date(2023, 5, 1), JUNE)
NAMES = ("Thị trấn Tân Quới Đông", "Xã Nguyễn Huệ Khánh Hưng", "Phường Trường Long Hòa")


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    for order, code in enumerate(("BHYT_HGD", "BHYT_HSSV", "BHYT_KHAC"), start=90):
        world.indicators[code] = Indicator.objects.create(
            code=code,
            name=code,
            name_en=code,
            short_name=code,
            measure="stock",
            basis="population",
            order=order,
        )
    return world


def _fill(cast: Cast, count: int, *, simulated: bool) -> list[AdministrativeUnit]:
    """Communes below Trà Vinh with three full months and both denominators."""
    units = [
        make_unit(3, f"{number}", "xa", f"{number}", f"{NAMES[number % 3]} {number}", cast.tra_vinh)
        for number in range(20000, 20000 + count)
    ]
    Denominator.objects.bulk_create(
        Denominator(unit=unit, basis=basis, year=2023, people=987654, recorded_by=cast.an)
        for unit in units
        for basis in ("population", "labour_force")
    )
    origin = Origin.SIMULATED if simulated else Origin.REPORTED
    for period in MONTHS:
        open_months(cast.giang, [unit.pk for unit in units], period)
        cells = [
            Cell(unit.pk, indicator.pk, people=821563)
            for unit in units
            for indicator in cast.indicators.values()
        ]
        record_figures(cast.an, period, cells, origin=origin)
    return units


@pytest.mark.parametrize("count", [2, 124])
def test_reading_and_saving_take_a_fixed_number_of_statements(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    first, *_others, last = _fill(cast, count, simulated=False)
    path, client = address(cast.tra_vinh, JUNE), in_english(cast.an)
    with django_assert_num_queries(24):
        page = EntryPage.open(client, path)
    assert len(page.rows()) == count + 2
    for indicator in cast.indicators.values():
        page.fill(first, indicator, "1").fill(last, indicator, "kad")
    with django_assert_num_queries(28):
        response = client.post(path, page.fields() | {"action": ["save"]})
    assert response.status_code == 302
    with django_assert_num_queries(33):
        client.get(address(cast.tra_vinh, JUNE, "month_states"))


@pytest.mark.parametrize("simulated", [False, True])
def test_the_page_of_126_communes_by_8_indicators_stays_below_400_kb(
    cast: Cast, simulated: bool
) -> None:
    """More than the 124 communes of the largest province, every cell full and compared."""
    _fill(cast, 126, simulated=simulated)
    response = in_english(cast.an).get(address(cast.tra_vinh, JUNE))
    assert response.content.count(b'name="v-') == 126 * 8
    assert len(response.content) < 400_000
