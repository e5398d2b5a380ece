"""The agenda of a meeting: which units are spoken of, by versions; what was seen stays."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cast import JUNE, Cast, make_user
from coverage.models import Role, User
from coverage.refusals import NotYours
from pages import Page, in_english, signed_in_as, text_of
from reporting import make_document, promise, report, report_all
from reports.meetings.agenda_entry import (
    AgendaCannotBe,
    AgendaChanged,
    TypedItem,
    save_agenda,
)
from reports.meetings.agenda_page import proposed
from reports.meetings.freezing import freeze
from reports.meetings.query import agenda_of
from reports.models import Agenda, Meeting
from reports.office_text import TextCannotBe

pytestmark = pytest.mark.usefixtures("static_files")

DAY = date(2023, 7, 26)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """June of Trà Vinh against a target of each district: Trà Cú is the most behind."""
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    report_all({world.cau_ke: 70, world.tra_cu: 300}, world.bhyt, JUNE)
    promise(plan, world.cau_ke, world.bhyt, 2023, people=80)
    promise(plan, world.tra_cu, world.bhyt, 2023, people=600)
    return world


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return freeze(cast.giang, cast.tra_vinh, "Họp", DAY)


@pytest.fixture
def huong(cast: Cast) -> User:
    """She drafts for Trà Vinh."""
    return make_user("huong", "Đặng Thu Hương", (cast.tra_vinh, Role.DRAFTER))


def on_it(meeting: Meeting) -> list[tuple[str, str]]:
    found = agenda_of(meeting)
    return [(item.unit.name, item.point) for item in found.items] if found else []


def test_an_agenda_is_kept_in_its_order_and_a_correction_keeps_the_first(
    cast: Cast, meeting: Meeting, huong: User
) -> None:
    items = [TypedItem(cast.tra_cu.pk, "Hộ  gia đình"), TypedItem(cast.cau_ke.pk, "")]
    first = save_agenda(huong, meeting, items, None)
    assert on_it(meeting) == [("Trà Cú", "Hộ gia đình"), ("Cầu Kè", "")]
    second = save_agenda(cast.giang, meeting, [TypedItem(cast.tra_vinh.pk, "")], first.pk)
    assert on_it(meeting) == [("Trà Vinh", "")]
    first.refresh_from_db()
    assert first.superseded_at == second.recorded_at
    assert first.items.count() == 2


def test_the_same_agenda_sent_twice_is_written_once(cast: Cast, meeting: Meeting) -> None:
    items = [TypedItem(cast.cau_ke.pk, "thẻ")]
    assert save_agenda(cast.giang, meeting, items, None) == save_agenda(
        cast.giang, meeting, items, None
    )
    assert Agenda.objects.count() == 1


def test_of_two_who_write_an_agenda_the_second_is_told_and_shown_what_stands(
    cast: Cast, meeting: Meeting, huong: User
) -> None:
    standing = save_agenda(cast.giang, meeting, [TypedItem(cast.cau_ke.pk, "")], None)
    with pytest.raises(AgendaChanged) as refused:
        save_agenda(huong, meeting, [TypedItem(cast.tra_cu.pk, "")], None)
    assert refused.value.theirs == standing
    assert on_it(meeting) == [("Cầu Kè", "")]


@pytest.mark.parametrize("who", ["an", "binh", "chi", "dung", "em"])
def test_who_neither_drafts_nor_approves_writes_no_agenda(
    cast: Cast, meeting: Meeting, who: str
) -> None:
    with pytest.raises(NotYours):
        save_agenda(getattr(cast, who), meeting, [TypedItem(cast.cau_ke.pk, "")], None)


def test_units_of_elsewhere_units_twice_and_long_points_are_refused(
    cast: Cast, meeting: Meeting
) -> None:
    one = TypedItem(cast.cau_ke.pk, "")
    for items, said in (
        ([TypedItem(cast.sin_ho.pk, "")], "Tỉnh Trà Vinh"),
        ([one, one], "Huyện Cầu Kè"),
    ):
        with pytest.raises(AgendaCannotBe, match=said):
            save_agenda(cast.giang, meeting, items, None)
    with pytest.raises(TextCannotBe):
        save_agenda(cast.giang, meeting, [TypedItem(cast.cau_ke.pk, "x" * 301)], None)
    assert not Agenda.objects.exists()


def test_the_units_most_behind_are_proposed_as_the_meeting_saw_them(
    cast: Cast, meeting: Meeting
) -> None:
    report(cast.tra_cu, cast.bhyt, JUNE, 599)
    names = {cast.cau_ke.pk: "Cầu Kè", cast.tra_cu.pk: "Trà Cú"}
    found = proposed(meeting)
    assert [names[each.unit or 0] for each in found] == ["Trà Cú", "Cầu Kè"]
    assert "50" in found[0].point


# The pages


def address(meeting: Meeting) -> str:
    return reverse("agenda", args=[meeting.pk])


@pytest.mark.parametrize(
    ("who", "status"),
    [("giang", 200), ("huong", 200), ("an", 403), ("chi", 403), ("dung", 403), ("binh", 403)],
)
def test_the_page_is_for_who_drafts_or_approves(
    cast: Cast, meeting: Meeting, huong: User, client: Client, who: str, status: int
) -> None:
    signed_in_as(client, huong if who == "huong" else getattr(cast, who))
    assert client.get(address(meeting)).status_code == status
    sent = {"shown": "", "unit-1": cast.cau_ke.pk, "point-1": ""}
    assert client.post(address(meeting), sent).status_code == (302 if status == 200 else 403)
    assert Agenda.objects.exists() is (status == 200)


def test_freezing_leads_to_the_agenda_which_shows_what_is_proposed_and_saves_nothing(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    reader = in_english(signed_in_as(client, cast.giang))
    page = Page.of(reader.get(address(meeting)))
    assert "Nothing is saved yet" in page.text
    chosen = page.root.xpath("//option[@selected]/text()")
    assert chosen == ["Huyện Trà Cú", "Huyện Cầu Kè"]
    assert not Agenda.objects.exists()


def test_the_lines_are_kept_in_the_order_that_is_typed_beside_them(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    sent = {
        "shown": "",
        **{"order-1": "2", "unit-1": cast.cau_ke.pk, "point-1": "a"},
        **{"order-2": "1", "unit-2": cast.tra_cu.pk, "point-2": "b"},
        **{"order-3": "3", "unit-3": "", "point-3": ""},
    }
    signed_in_as(client, cast.giang).post(address(meeting), sent)
    assert on_it(meeting) == [("Trà Cú", "b"), ("Cầu Kè", "a")]


def test_a_stale_agenda_is_answered_with_both(cast: Cast, meeting: Meeting, client: Client) -> None:
    save_agenda(cast.giang, meeting, [TypedItem(cast.cau_ke.pk, "của người khác")], None)
    reader = in_english(signed_in_as(client, cast.giang))
    sent = {"shown": "", "unit-1": cast.tra_cu.pk, "point-1": "của tôi"}
    answer = reader.post(address(meeting), sent)
    assert answer.status_code == 409
    page = Page.of(answer)
    assert "của người khác" in page.text
    assert page.root.xpath('//input[@name="point-1"]/@value') == ["của tôi"]
    sent["shown"] = page.root.xpath('//input[@name="shown"]/@value')[0]
    assert reader.post(address(meeting), sent).status_code == 302
    assert on_it(meeting) == [("Trà Cú", "của tôi")]


def test_the_meetings_page_leads_to_each_unit_in_its_month_as_frozen(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    save_agenda(cast.giang, meeting, [TypedItem(cast.tra_cu.pk, "Hộ gia đình")], None)
    reader = in_english(signed_in_as(client, cast.chi))
    page = Page.of(reader.get(reverse("meeting", args=[meeting.pk])))
    (link,) = page.root.xpath('//ol[@class="agenda-items"]//a/@href')
    overview = reverse("overview", args=[cast.tra_cu.pk])
    assert link == f"{overview}?month=2023-06&meeting={meeting.pk}"
    assert text_of(page.first('//ol[@class="agenda-items"]')).endswith("Hộ gia đình")
    assert "Correct the agenda" not in page.text
    assert reader.get(link).status_code == 200


def test_a_point_without_a_unit_is_asked_for_its_unit_and_not_lost(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    reader = in_english(signed_in_as(client, cast.giang))
    sent = {"unit-1": str(cast.cau_ke.pk), "point-1": "", "unit-2": "", "point-2": "Học sinh"}
    answer = reader.post(address(meeting), sent)
    page = Page.of(answer)
    assert answer.status_code == 422
    assert "Choose a unit for: Học sinh" in page.text
    assert page.first('//input[@name="point-2"]').value == "Học sinh"
    assert not Agenda.objects.exists()
