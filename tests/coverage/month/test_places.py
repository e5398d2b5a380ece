"""Which unit and month the pages of entry open on, and which can be chosen there."""

from datetime import date

import pytest
import time_machine

from cast import JUNE, Cast
from coverage.month.workflow import open_months, submit
from entry_pages import EntryPage, address, in_english
from unit_acts import end

JULY = date(2023, 7, 1)


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


def _months(cast: Cast, period: date = JUNE) -> EntryPage:
    return EntryPage.open(in_english(cast.giang), address(cast.tra_vinh, period, "month_states"))


def test_the_months_open_on_what_waits_for_approval(cast: Cast) -> None:
    open_months(cast.giang, [cast.cau_ke.pk, cast.tra_cu.pk], JULY)
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    response = in_english(cast.giang).get("/months/")
    assert response["Location"] == address(cast.tra_vinh, JUNE, "month_states")


def test_the_entry_opens_on_the_latest_month_that_is_open(cast: Cast) -> None:
    open_months(cast.giang, [cast.tra_cu.pk], JULY)
    submit(cast.an, [cast.tra_cu.pk], JULY)
    assert in_english(cast.an).get("/entry/")["Location"] == address(cast.tra_vinh, JUNE)


def test_without_an_open_month_the_entry_opens_on_this_month(cast: Cast) -> None:
    with time_machine.travel("2026-11-21 12:00+07:00"):
        response = in_english(cast.binh).get("/entry/")
    assert response["Location"] == address(cast.lai_chau, date(2026, 11, 1))


@pytest.mark.parametrize(
    ("query", "month"),
    [
        ("?unit={unit}&month=2023-02", date(2023, 2, 1)),
        ("?month=2023-02", date(2023, 2, 1)),
        ("?unit={unit}&month=2023-13", JUNE),
        ("?unit=x&month=9999-01", JUNE),
        ("?unit={unit}&month=1999-01", date(2026, 11, 1)),
    ],
)
def test_a_chosen_place_is_gone_to_as_far_as_it_means_something(
    cast: Cast, query: str, month: date
) -> None:
    with time_machine.travel("2026-11-21 12:00+07:00"):
        response = in_english(cast.an).get("/entry/" + query.format(unit=cast.tra_vinh.pk))
    assert response["Location"] == address(cast.tra_vinh, month)


def test_the_last_month_of_a_unit_that_ended_is_offered_in_the_place_of_a_later_one(
    cast: Cast,
) -> None:
    for unit in (cast.cau_ke, cast.tra_cu):
        end(unit, date(2025, 6, 30))
    response = in_english(cast.an).get(f"/entry/?unit={cast.tra_vinh.pk}&month=2026-10")
    assert response["Location"] == address(cast.tra_vinh, date(2025, 6, 1))


@pytest.mark.parametrize("path", ["/entry/", "/months/"])
def test_who_has_nothing_to_enter_or_approve_is_told_so(cast: Cast, path: str) -> None:
    assert in_english(cast.chi).get(path).status_code == 403


def test_a_foreign_unit_chosen_is_refused(cast: Cast) -> None:
    response = in_english(cast.an).get(f"/entry/?unit={cast.lai_chau.pk}&month=2023-06")
    assert response.status_code == 403


def test_the_months_to_choose_run_from_the_first_opened_to_this_one(cast: Cast) -> None:
    with time_machine.travel("2023-09-21 12:00+07:00"):
        page = _months(cast)
    offered = page.page.root.xpath('//select[@name="month"]/option/text()')
    assert offered == ["09/2023", "08/2023", "07/2023", "06/2023"]


def test_the_neighbouring_months_are_one_step_away(cast: Cast) -> None:
    with time_machine.travel("2023-07-21 12:00+07:00"):
        links = _months(cast).page.root.xpath("//a/@href")
        assert address(cast.tra_vinh, date(2023, 5, 1), "month_states") in links
        assert address(cast.tra_vinh, JULY, "month_states") in links
        assert address(cast.tra_vinh, date(2023, 8, 1), "month_states") not in _months(
            cast, JULY
        ).page.root.xpath("//a/@href")
