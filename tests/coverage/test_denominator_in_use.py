"""One denominator in use everywhere: of the year, else the latest before, through a rename."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cast import JUNE, Cast, make_unit
from coverage.checks import Rule
from coverage.denominators import denominators_in_use
from coverage.lineage import earlier_rows
from coverage.models import AdministrativeUnit, ChangeKind, Indicator
from coverage.warnings.findings import findings
from pages import Page, in_english, signed_in_as
from reporting import count, report
from unit_acts import end, join

pytestmark = pytest.mark.usefixtures("static_files")

END_OF_SEPTEMBER, OCTOBER = date(2022, 9, 30), date(2022, 10, 1)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Cầu Kè became a town in October 2022; only its row before that has a population, of 100."""
    count(world.cau_ke, "population", 2022, 100)
    count(world.tra_cu, "population", 2023, 300)
    report(world.tra_cu, world.bhyt, JUNE, 240)
    return world


@pytest.fixture
def town(cast: Cast) -> AdministrativeUnit:
    end(cast.cau_ke, END_OF_SEPTEMBER)
    town = make_unit(
        2, "845", "thi_xa", "Cầu Kè", "Thị xã Cầu Kè", cast.tra_vinh, valid_from=OCTOBER
    )
    join([cast.cau_ke], town, ChangeKind.RENAME)
    report(town, cast.bhyt, JUNE, 170)
    return town


def test_the_row_before_a_change_of_kind_lends_its_denominator(
    cast: Cast, town: AdministrativeUnit
) -> None:
    found = denominators_in_use(earlier_rows([town.pk]), [2021, 2022, 2023])
    assert {key: (base.year, base.people) for key, base in found.items()} == {
        (town.pk, "population", 2022): (2022, 100),
        (town.pk, "population", 2023): (2022, 100),
    }


def test_its_own_goes_before_it(cast: Cast, town: AdministrativeUnit) -> None:
    count(town, "population", 2023, 200)
    found = denominators_in_use(earlier_rows([town.pk]), [2022, 2023])
    assert found[town.pk, "population", 2023].people == 200
    assert found[town.pk, "population", 2022].people == 100


def test_the_overview_the_sum_and_the_grid_take_the_same(
    cast: Cast, town: AdministrativeUnit, client: Client
) -> None:
    reader = in_english(signed_in_as(client, cast.dung))
    page = Page.of(reader.get(reverse("overview", args=[cast.tra_vinh.pk]), {"month": "2023-06"}))
    assert page.table()[0][:5] == ["Thị xã Cầu Kè", "1", "170", "100", "170,00"]
    assert page.table()[-1][2:5] == ["410", "400", "102,50"]
    nation = reader.get(reverse("overview", args=[cast.nation.pk]), {"month": "2023-06"})
    assert Page.of(nation).table()[1][2:5] == ["410", "400", "102,50"]
    clerk = in_english(signed_in_as(client, cast.an))
    grid = clerk.get(reverse("entry_month", args=[cast.tra_vinh.pk, "2023-06"]))
    assert "170,00" in Page.of(grid).text


def test_the_check_sees_more_people_than_there_are(cast: Cast, town: AdministrativeUnit) -> None:
    columns = list(Indicator.objects.filter(code="BHYT"))
    found = findings([town.pk], columns, JUNE)[town.pk]
    assert [(each.rule, each.numbers) for each in found] == [(Rule.ABOVE_DENOMINATOR, (170, 100))]
