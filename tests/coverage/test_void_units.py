"""A unit whose act was taken back: its pages say so and show nothing, and only a meeting that saw
it tells of it."""

from datetime import date

import pytest
from django.urls import reverse

from acts_page import Acts
from cast import JUNE, Cast
from coverage.models import AdministrativeUnit, UnitChange
from entry_pages import in_english
from pages import Page
from reporting import report
from reports.meetings.freezing import freeze
from reports.meetings.said_otherwise import said_otherwise_since
from reports.models import Meeting

DAY = date(2023, 7, 26)
WHY = "This unit never was: the act that founded it (12/NQ-UBTVQH15 ngày 10/06/2023 của Ủy ban"
OF_UNIT = ("overview", "unit", "report", "unit_check", "what_if", "meetings", "report_document")
OF_UNIT_TOO = ("parts_workbook", "monthly_workbook", "unit_acts_bulk", "report_layout")


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    report(world.cau_ke, world.bhyt, JUNE, 70)
    report(world.tra_cu, world.bhyt, JUNE, 300)
    return world


@pytest.fixture
def acts(cast: Cast) -> Acts:
    return merged(cast)


def merged(cast: Cast) -> Acts:
    """Recorded: Cầu Kè and Trà Cú were merged into Cầu Trà."""
    acts = Acts(cast.giang, cast.tra_vinh)
    named = {"new0-name": "Cầu Trà", "new0-kind": "thi_xa", "new0-code": "846"}
    acts.say(cast.cau_ke, cast.tra_cu, **named)
    acts.confirm()
    return acts


def town() -> AdministrativeUnit:
    return AdministrativeUnit.objects.get(code="846")


@pytest.fixture
def taken_back(acts: Acts) -> Acts:
    acts.take_back(UnitChange.objects.get(), "gõ nhầm tên")
    return acts


@pytest.mark.parametrize("name", [*OF_UNIT, *OF_UNIT_TOO])
def test_a_page_of_it_says_who_took_the_act_back_and_why_and_nothing_else(
    cast: Cast, taken_back: Acts, name: str
) -> None:
    page = Page.of(taken_back.client.get(reverse(name, args=[town().pk])))
    assert page.status == 410
    assert WHY in page.text
    assert "was taken back by Võ Hương Giang" in page.text
    assert "Reason: gõ nhầm tên" in page.text
    assert page.root.xpath("//main//a/@href") == [reverse("unit_acts", args=[cast.tra_vinh.pk])]
    assert page.root.xpath("//main//table | //main//form") == []


@pytest.mark.parametrize("name", ["unit_history", "month_checks"])
def test_nor_has_it_months(taken_back: Acts, name: str) -> None:
    page = Page.of(taken_back.client.get(reverse(name, args=[town().pk, "2023-07"])))
    assert (page.status, WHY in page.text) == (410, True)


def test_who_reads_it_not_is_not_told_of_it(cast: Cast, taken_back: Acts) -> None:
    assert in_english(cast.binh).get(reverse("overview", args=[town().pk])).status_code == 403


def test_it_is_offered_for_no_export(cast: Cast, taken_back: Acts) -> None:
    page = Page.of(taken_back.client.get(reverse("exports")))
    assert "Huyện Cầu Kè" in page.text
    assert "Thị xã Cầu Trà" not in page.text
    asked = {"unit": town().pk, "first": "06/2023", "last": "07/2023", "versions": "counting"}
    assert taken_back.client.post(reverse("exports"), asked).status_code == 410


def test_its_list_of_acts_has_the_act_and_offers_none(taken_back: Acts) -> None:
    page = Page.of(taken_back.client.get(reverse("unit_acts", args=[town().pk])))
    assert page.status == 200
    assert "taken back by Võ Hương Giang" in page.text
    assert "Record a new act" not in page.text
    new = taken_back.client.get(reverse("unit_act_new", args=[town().pk, "merge"]))
    assert new.status_code in (403, 410)


def said(meeting: Meeting) -> list[tuple[str, str, str, str]]:
    found = said_otherwise_since(meeting.unit, meeting.moment)
    return [(each.of, each.what, each.then, each.now) for each in found]


def test_a_meeting_before_the_act_says_nothing_of_it(cast: Cast) -> None:
    meeting = freeze(cast.giang, cast.tra_vinh, "Họp tháng 7", DAY)
    acts = merged(cast)
    assert len(said(meeting)) == 3
    acts.take_back(UnitChange.objects.get())
    assert said(meeting) == []


def test_a_meeting_that_saw_the_unit_says_that_its_act_was_taken_back(
    cast: Cast, acts: Acts
) -> None:
    meeting = freeze(cast.giang, cast.tra_vinh, "Họp tháng 7", DAY)
    acts.take_back(UnitChange.objects.get(), "gõ nhầm tên")
    found = said(meeting)
    of_it = [each[1:] for each in found if each[0] == "Thị xã Cầu Trà"]
    assert of_it == [("Được lập", "01/07/2023", "đã hủy bỏ lần sắp xếp")]
    page = Page.of(acts.client.get(reverse("meeting", args=[meeting.pk])))
    assert "12/NQ-UBTVQH15" in page.text
    then = acts.client.get(reverse("overview", args=[town().pk]), {"meeting": meeting.pk})
    assert then.status_code == 200
