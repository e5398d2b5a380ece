"""What may be judged, ranked and compared: one rule on the page, in the workbook, in the report."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cast import JUNE, Cast, make_unit
from coverage.models import AdministrativeUnit
from monthly import monthly_file, opened, report_block
from pages import Page, in_english, signed_in_as
from reporting import count, report
from targets.attainment import Assessment, Rule, assess
from targets.attainment import Promise as Promised
from targets.comparable import judged, scores

pytestmark = pytest.mark.usefixtures("static_files")


@dataclass(frozen=True)
class Half:
    """What is known of a unit; None where not all of it is counted."""

    whole_people: int | None = None
    whole_rate: Decimal | None = None


def of_people(people: int) -> Assessment:
    return assess(Promised(people, None), 90, None, None)


def test_people_are_held_against_people_and_rates_against_rates() -> None:
    known = Half(whole_people=90, whole_rate=Decimal(45))
    assert judged(known, Rule.PEOPLE_ON_PEOPLE) == 90
    assert judged(known, Rule.RATE_ON_RATE) == 45


def test_a_sum_that_lacks_units_is_held_against_nothing() -> None:
    assert [judged(Half(), rule) for rule in (*Rule, None)] == [None, None, None]


def test_units_stand_by_attainment_where_any_has_a_target_and_else_by_their_rates() -> None:
    by_rate = Half(whole_people=90, whole_rate=Decimal(45))
    assert scores([(by_rate, of_people(100)), (by_rate, None)]) == [90, None]
    assert scores([(by_rate, None), (Half(), None)]) == [45, None]


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Trà Vinh reported whole, 50 of 100; of Lai Châu one of two districts did, 90 of 100."""
    make_unit(2, "106", "huyen", "Tam Đường", "Huyện Tam Đường", world.lai_chau)
    for unit, people in ((world.cau_ke, 30), (world.tra_cu, 20)):
        report(unit, world.bhyt, JUNE, people)
        count(unit, "population", 2023, 50)
    report(world.sin_ho, world.bhyt, JUNE, 90)
    count(world.sin_ho, "population", 2023, 100)
    return world


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    return in_english(signed_in_as(client, cast.dung))


def nation_by(reader: Client, address: str) -> Page:
    nation = AdministrativeUnit.objects.get(level=0)
    return Page.of(reader.get(reverse(address, args=[nation.pk]), {"month": "2023-06"}))


def test_the_page_ranks_only_the_whole_province(cast: Cast, reader: Client) -> None:
    rows = nation_by(reader, "overview").table()
    assert {row[0]: row[1] for row in rows[:-1]} == {"Tỉnh Trà Vinh": "1", "Tỉnh Lai Châu 1/2": "–"}


def test_so_does_the_workbook_whose_ranks_are_live(cast: Cast, reader: Client) -> None:
    book = opened(monthly_file(reader, cast.nation))
    block = report_block(book, "BHYT")
    assert block.line("Tỉnh Trà Vinh")["Rank"] == 1
    assert block.line("Tỉnh Lai Châu")["Rank"] in (None, "")


def test_the_report_names_neither_a_leader_nor_an_average(cast: Cast, reader: Client) -> None:
    text = nation_by(reader, "report").text
    assert "bình quân chung của" not in text
    assert "cao nhất" not in text
    assert "tỷ lệ bao phủ của 1/2" in text


def test_the_report_says_that_a_part_lacks_units_of_its_own(cast: Cast, reader: Client) -> None:
    text = nation_by(reader, "report").text
    assert "2/2 đơn vị có số liệu BHYT tháng 6/2023, trong đó có đơn vị còn" in text
    assert "thiếu số liệu cấp dưới; mới cộng được 140" in text
