"""Whoever may read a unit reads the warnings of what counts, and their explanations; nothing of
what is still being entered, and no field or button."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit, make_user
from coverage.entry import record_figures
from coverage.models import Origin, Role, State
from coverage.month.submitting import submit_explained
from coverage.month.workflow import approve, open_months, reopen, return_to_clerk, submit, take_back
from entry_pages import address, in_english
from full_months import full_cells
from monthly import opened
from pages import Page
from reporting import report

NOTE = "hai người <b>đóng hai nơi</b>"
SENTENCE = "BHXH 1.202 is not the sum of its parts"
# Before the month is opened, while it is entered, and whatever may follow.
STATES = ("open", "submitted", "taken back", "approved", "returned", "reopened")
COUNTING = {"submitted", "approved", "reopened"}
READERS = {"an", "giang", "chi", "dung", "em"}


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    record_figures(world.an, JUNE, full_cells(world, world.cau_ke, BHXH=1202))
    record_figures(world.an, JUNE, full_cells(world, world.tra_cu, BHTN=1001))
    return world


def explained(cast: Cast) -> None:
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: NOTE})


def brought_to(cast: Cast, state: str) -> None:
    ids = [cast.cau_ke.pk]
    if state != "open":
        explained(cast)
    if state == "taken back":
        take_back(cast.an, ids, JUNE)
    if state == "returned":
        return_to_clerk(cast.giang, ids, JUNE, "xem lại")
    if state in ("approved", "reopened"):
        approve(cast.giang, ids, JUNE)
    if state == "reopened":
        reopen(cast.giang, ids, JUNE, "sửa")


def read(client: Client, path: str) -> Page:
    answer = client.get(path)
    assert answer.status_code == 200
    return Page.of(answer)


def standing(page: Page) -> list[list[str]]:
    """The rows of the table of warnings."""
    rows = page.root.xpath('//table[contains(@class, "warnings")]/tbody/tr')
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("unit", ["tra_vinh", "cau_ke"])
@pytest.mark.parametrize("person", ["an", "binh", "chi", "dung", "em", "giang"])
def test_who_reads_a_unit_reads_the_warnings_of_what_counts_of_it(
    cast: Cast, person: str, unit: str, state: str
) -> None:
    brought_to(cast, state)
    client = in_english(getattr(cast, person))
    path = address(getattr(cast, unit), JUNE, "month_checks")
    if person not in READERS:
        assert client.get(path).status_code == 403
        return
    page = read(client, path)
    rows = standing(page)
    if state in COUNTING:
        ((name, said, note),) = rows
        assert name == "Huyện Cầu Kè"
        assert said.startswith(f"✓ explained {SENTENCE}")
        assert note.startswith(f"{NOTE}Nguyễn Thị An, ")
    else:
        assert rows == []
        assert "No warning holds for the figures that count." in page.text


@pytest.mark.parametrize("person", ["chi", "dung", "em"])
def test_who_only_reads_sees_no_draft_and_can_send_nothing(cast: Cast, person: str) -> None:
    client = in_english(getattr(cast, person))
    path = address(cast.tra_vinh, JUNE, "month_checks")
    page = read(client, path)
    assert "1.202" not in page.text
    assert "1.001" not in page.text
    assert not page.root.xpath("//main//form | //main//button | //main//textarea | //main//input")
    assert client.post(path, {"unit": cast.cau_ke.pk, "action": "submit"}).status_code == 403


def test_who_reads_one_unit_alone_reads_nothing_of_its_neighbours(cast: Cast) -> None:
    brought_to(cast, "submitted")
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    reader = in_english(make_user("kim", "Thạch Kim", (cast.tra_cu, Role.VIEWER)))
    for unit in (cast.tra_vinh, cast.tra_cu):
        rows = standing(read(reader, address(unit, JUNE, "month_checks")))
        assert [row[0] for row in rows] == ["Huyện Trà Cú"]
    assert reader.get(address(cast.cau_ke, JUNE, "month_checks")).status_code == 403


def test_open_warnings_come_first_and_say_so_and_the_file_holds_who_and_when(cast: Cast) -> None:
    brought_to(cast, "submitted")
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    client, path = in_english(cast.chi), address(cast.tra_vinh, JUNE, "month_checks")
    rows = standing(read(client, path))
    assert [(row[0], row[1].split(" BH")[0]) for row in rows] == [
        ("Huyện Trà Cú", "⚠ not explained"),
        ("Huyện Cầu Kè", "✓ explained"),
    ]
    sheet = opened(client.get(path, {"xlsx": "warnings"}).content).worksheets[0]
    found = {str(row[0]): row for row in sheet.values if str(row[0]).startswith("Huyện")}
    assert found["Huyện Trà Cú"][2:6] == ("⚠ not explained", None, None, None)
    assert found["Huyện Cầu Kè"][2:5] == ("✓ explained", NOTE, "Nguyễn Thị An")
    assert found["Huyện Cầu Kè"][5] is not None


def test_a_clerk_is_told_what_is_open_of_a_month_that_was_handed_in(cast: Cast) -> None:
    brought_to(cast, "submitted")
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    page = read(in_english(cast.an), address(cast.tra_vinh, JUNE, "month_checks"))
    points = [
        " ".join(line.text_content().split())
        for line in page.root.xpath('//ul[@class="points"]/li')
    ]
    assert [line.split(" BH")[0] for line in points] == ["✓ explained", "⚠ to be explained"]


def test_months_before_and_after_lead_to_their_warnings(cast: Cast) -> None:
    page = read(in_english(cast.chi), address(cast.tra_vinh, JUNE, "month_checks"))
    links = {link.get("href") for link in page.root.xpath("//main//a")}
    beside = (date(2023, 5, 1), date(2023, 7, 1))
    assert links == {
        reverse("overview", args=[cast.tra_vinh.pk]) + "?month=2023-06",
        *(address(cast.tra_vinh, month, "month_checks") for month in beside),
    }


def test_simulated_figures_are_called_so_on_the_page_and_in_its_file(cast: Cast) -> None:
    client, path = in_english(cast.chi), address(cast.tra_vinh, JUNE, "month_checks")
    assert "simulated" not in read(client, path).text
    report(cast.cau_ke, cast.bhyt, date(2023, 4, 1), 1, origin=Origin.SIMULATED)
    brought_to(cast, "submitted")
    assert read(client, path).root.xpath('//*[@class="simulated-banner"]')
    sheet = opened(client.get(path, {"xlsx": "warnings"}).content).worksheets[0]
    assert any("simulated" in str(cell).lower() for row in sheet.values for cell in row)


def test_reading_takes_a_fixed_number_of_statements(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, path = in_english(cast.chi), address(cast.tra_vinh, JUNE, "month_checks")
    with django_assert_num_queries(12):
        client.get(path)
    units = [
        make_unit(2, f"{number}", "huyen", f"Số {number}", f"Huyện số {number}", cast.tra_vinh)
        for number in range(600, 640)
    ]
    open_months(cast.giang, [unit.pk for unit in units], JUNE)
    for unit in units:
        record_figures(cast.an, JUNE, full_cells(cast, unit, BHXH=1203))
    submit(cast.an, [unit.pk for unit in units], JUNE)
    with django_assert_num_queries(12):
        answer = client.get(path)
    assert len(standing(Page.of(answer))) == 40


def test_every_state_of_a_month_is_among_those_tried() -> None:
    assert {state for state in STATES if state != "taken back"} == set(State.values)
