"""A month after a unit's last: said in one line by page and file, nowhere offered."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cast import Cast, make_unit
from coverage.models import AdministrativeUnit
from mergers import Merged, make_merged
from pages import Page, in_english, open_overview, signed_in_as, text_of
from unit_acts import end, join

AFTER = {"month": "2026-03", "indicator": "BHYT"}
ALONE = ("overview", "unit", "what_if", "report", "unit_check")
FILES = ("parts_workbook", "monthly_workbook", "report_document")
COMPARED = ("indicator", "indicator_workbook")
ADDRESSES: list[tuple[str, list[str]]] = [
    *((name, []) for name in (*ALONE, *FILES)),
    *((name, ["BHYT"]) for name in COMPARED),
]


@pytest.fixture(scope="module")
def world(world: Cast) -> Merged:
    return make_merged(world)


@pytest.fixture
def merged(cast: Merged) -> Merged:
    return cast


@pytest.fixture
def reader(merged: Merged, static_files: None) -> Client:
    return in_english(signed_in_as(Client(), merged.cast.dung))


def answer(
    reader: Client, unit: AdministrativeUnit, name: str, args: list[str], **more: str
) -> Any:
    return reader.get(reverse(name, args=[unit.pk, *args]), AFTER | more)


def notice(page: Page) -> str:
    return text_of(page.first('//p[contains(@class, "notice")]'))


@pytest.mark.parametrize(("name", "args"), ADDRESSES)
def test_every_page_and_file_says_the_same_line(
    merged: Merged, reader: Client, name: str, args: list[str]
) -> None:
    response = answer(reader, merged.cast.tra_vinh, name, args)
    page = Page.of(response)
    assert page.status == 404
    assert notice(page) == (
        "Tỉnh Trà Vinh is no unit any more from 01/07/2025 on (merged, decision not recorded); "
        "see: Tỉnh Vĩnh Long"
    )
    (link,) = page.root.xpath('//p[contains(@class, "notice")]/a/@href')
    assert link == f"{reverse('overview', args=[merged.vinh_long.pk])}?month=2026-03&indicator=BHYT"
    assert page.root.xpath("//main//table | //main//form") == []


def test_a_table_of_such_a_month_is_refused_too(merged: Merged, reader: Client) -> None:
    found = answer(reader, merged.cast.tra_vinh, "unit", [], xlsx="months")
    assert found.status_code == 404
    assert "Tỉnh Vĩnh Long" in found.content.decode()


def test_the_last_month_of_a_unit_is_shown_and_none_after_it_offered(
    merged: Merged, reader: Client
) -> None:
    for name in ("overview", "unit", "report"):
        page = Page.of(reader.get(reverse(name, args=[merged.cast.tra_vinh.pk])))
        offered = page.root.xpath('//select[@name="month"]/option/@value')
        assert offered[0] == "2025-06"
        assert page.root.xpath('//select[@name="month"]/option[@selected]/@value') == ["2025-06"]


def test_what_it_went_into_is_followed_to_the_units_of_the_month(
    merged: Merged, reader: Client
) -> None:
    again = make_unit(
        1, "87", "tinh", "Cửu Long", "Tỉnh Cửu Long", merged.cast.nation, date(2026, 7, 1)
    )
    end(merged.commune, date(2026, 6, 30))
    join([merged.vinh_long], again)
    nearer, farther = (
        notice(open_overview(reader, merged.cast.tra_vinh, month=month))
        for month in ("2026-06", "2026-07")
    )
    assert nearer.endswith("see: Tỉnh Vĩnh Long")
    assert farther.endswith("see: Tỉnh Cửu Long")


def test_one_called_as_what_it_went_into_is_told_apart_from_it(
    merged: Merged, reader: Client
) -> None:
    """On its page after the end, and in the list of acts of both."""
    old, name = merged.vinh_long, merged.vinh_long.full_name
    new = make_unit(1, "87", "tinh", "Vĩnh Long", name, merged.cast.nation, date(2026, 7, 1))
    for below in (merged.commune, merged.cast.sin_ho):
        end(below, date(2026, 6, 30))
    join([old, merged.cast.lai_chau], new)
    said = notice(open_overview(reader, old, month="2026-07"))
    assert said.startswith(f"{name} (former) is no unit any more from 01/07/2026 on")
    assert said.endswith(f"see: {name}")
    for unit, month in ((old, "2026-06"), (new, "2026-07")):
        acts = Page.of(reader.get(reverse("unit", args=[unit.pk]), {"month": month})).text
        assert f"{name} (former) → {name}" in acts


def test_a_unit_that_ended_without_a_recorded_heir_names_nobody(
    merged: Merged, reader: Client
) -> None:
    said = notice(open_overview(reader, merged.cast.tra_cu, month="2025-07"))
    assert said == ("Huyện Trà Cú is no unit any more from 01/07/2025 on.")
