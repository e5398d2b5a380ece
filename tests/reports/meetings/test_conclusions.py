"""What meetings conclude: written by versions, carried on to the next meeting until it is done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cast import Cast, make_unit, make_user
from coverage.models import AdministrativeUnit, Role, User
from coverage.refusals import NotYours
from pages import Page, in_english, signed_in_as, text_of
from reports.meetings.conclusion_entry import (
    ConclusionCannotBe,
    ConclusionChanged,
    ConclusionValue,
    save_conclusion,
)
from reports.meetings.freezing import freeze
from reports.meetings.query import concluded_by
from reports.models import Conclusion, Meeting
from unit_acts import join

pytestmark = pytest.mark.usefixtures("static_files")

DAY, DUE = date(2023, 7, 26), date(2023, 8, 31)
SAID = ConclusionValue("Rà soát hộ gia đình.", None, "BHXH tỉnh", DUE)
DONE = replace(SAID, done_on=date(2023, 8, 30), remark="đã gửi danh sách")
STATEMENTS = 8


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return freeze(cast.giang, cast.tra_vinh, "Họp tháng 6", DAY)


@pytest.fixture
def huong(cast: Cast) -> User:
    """She drafts for Trà Vinh."""
    return make_user("huong", "Đặng Thu Hương", (cast.tra_vinh, Role.DRAFTER))


def numbers(found: Sequence[Conclusion]) -> list[int]:
    return [each.number for each in found]


# The writer


def test_a_conclusion_is_numbered_and_a_correction_keeps_what_stood(
    cast: Cast, meeting: Meeting, huong: User
) -> None:
    first = save_conclusion(huong, meeting, 1, SAID, None)
    assert save_conclusion(huong, meeting, 2, SAID, None).number == 2
    done = save_conclusion(cast.giang, meeting, 1, DONE, first.pk)
    first.refresh_from_db()
    assert (first.superseded_at, first.is_done) == (done.recorded_at, False)
    assert (done.state, done.done_on, done.remark) == ("done", DONE.done_on, DONE.remark)
    assert numbers(concluded_by(meeting).here) == [1, 2]


def test_the_same_conclusion_sent_twice_is_written_once(cast: Cast, meeting: Meeting) -> None:
    first = save_conclusion(cast.giang, meeting, 1, SAID, None)
    assert save_conclusion(cast.giang, meeting, 1, SAID, None) == first
    assert Conclusion.objects.count() == 1


@pytest.mark.parametrize("is_new", [True, False])
def test_of_two_who_write_a_conclusion_the_second_is_told_and_shown_what_stands(
    cast: Cast, meeting: Meeting, huong: User, is_new: bool
) -> None:
    first = save_conclusion(cast.giang, meeting, 1, SAID, None)
    standing = first if is_new else save_conclusion(cast.giang, meeting, 1, DONE, first.pk)
    other = replace(SAID, text="Khác.")
    with pytest.raises(ConclusionChanged) as refused:
        save_conclusion(huong, meeting, 1, other, None if is_new else first.pk)
    assert refused.value.theirs == standing
    assert Conclusion.objects.current().get() == standing


@pytest.mark.parametrize("who", ["an", "binh", "chi", "dung", "em"])
def test_who_neither_drafts_nor_approves_writes_no_conclusion(
    cast: Cast, meeting: Meeting, who: str
) -> None:
    with pytest.raises(NotYours):
        save_conclusion(getattr(cast, who), meeting, 1, SAID, None)


@pytest.mark.parametrize(
    "other",
    [{"text": "  "}, {"office": ""}, {"unit_id": 1}, {"done_on": date(2100, 1, 1)}],
    ids=["nothing", "by nobody", "by two", "done in the future"],
)
def test_what_cannot_be_concluded_is_refused(
    cast: Cast, meeting: Meeting, other: dict[str, Any]
) -> None:
    with pytest.raises(ConclusionCannotBe):
        save_conclusion(cast.giang, meeting, 1, replace(SAID, **other), None)
    assert not Conclusion.objects.exists()


# Carried on


def test_what_is_open_is_carried_on_until_it_is_done(cast: Cast, meeting: Meeting) -> None:
    for number, value in ((1, SAID), (2, DONE), (3, SAID)):
        save_conclusion(cast.giang, meeting, number, value, None)
    second = freeze(cast.giang, cast.tra_vinh, "Họp tháng 7", DAY)
    assert numbers(concluded_by(second).carried) == [1, 3]
    assert concluded_by(second).here == []
    shown = Conclusion.objects.current().get(number=1).pk
    save_conclusion(cast.giang, meeting, 1, DONE, shown)
    third = freeze(cast.giang, cast.tra_vinh, "Họp tháng 8", DAY)
    assert numbers(concluded_by(third).carried) == [3]
    carried = concluded_by(second).carried
    assert [(each.number, each.is_done) for each in carried] == [(1, True), (3, False)]
    assert concluded_by(meeting).carried == []


def test_one_written_down_after_the_next_meeting_is_carried_to_it_too(
    cast: Cast, meeting: Meeting
) -> None:
    second = freeze(cast.giang, cast.tra_vinh, "Họp tháng 7", DAY)
    save_conclusion(cast.giang, meeting, 1, DONE, None)
    assert numbers(concluded_by(second).carried) == [1]


def test_conclusions_of_another_unit_are_not_carried(cast: Cast, meeting: Meeting) -> None:
    save_conclusion(cast.giang, meeting, 1, SAID, None)
    below = freeze(cast.giang, cast.cau_ke, "Họp huyện", DAY)
    assert concluded_by(below).carried == []


def test_a_unit_kept_by_another_row_goes_on_with_what_was_concluded_and_a_merged_one_does_not(
    cast: Cast,
) -> None:
    def meeting_of(unit: AdministrativeUnit) -> Meeting:
        return freeze(cast.giang, unit, "Họp", DAY)

    for unit in (cast.cau_ke, cast.tra_cu):
        save_conclusion(cast.giang, meeting_of(unit), 1, SAID, None)
    july, august = date(2023, 7, 1), date(2023, 8, 1)
    kept = make_unit(2, "8451", "huyen", "Cầu Kè", "Huyện Cầu Kè", cast.tra_vinh, valid_from=july)
    join([cast.cau_ke], kept)
    assert numbers(concluded_by(meeting_of(kept)).carried) == [1]
    merged = make_unit(2, "8500", "huyen", "Kè Cú", "Huyện Kè Cú", cast.tra_vinh, valid_from=august)
    join([kept, cast.tra_cu], merged)
    assert concluded_by(meeting_of(merged)).carried == []


# The pages


def new(meeting: Meeting) -> str:
    return reverse("new_conclusion", args=[meeting.pk])


def page_of(reader: Client, meeting: Meeting) -> Page:
    return Page.of(reader.get(reverse("meeting", args=[meeting.pk])))


def sent(page: Page, **typed: str) -> dict[str, str]:
    fields = page.root.xpath('//form[contains(@class, "conclusion-form")]')[0].fields
    return {name: (value or "").strip() for name, value in fields.items()} | typed


TYPED = {"text": "Giao chỉ tiêu.", "office": "BHXH tỉnh", "due_on": "31/08/2023"}


@pytest.mark.parametrize(
    ("who", "status"),
    [("giang", 200), ("huong", 200), ("an", 403), ("chi", 403), ("dung", 403), ("binh", 403)],
)
def test_the_pages_are_for_who_drafts_or_approves(
    cast: Cast, meeting: Meeting, huong: User, client: Client, who: str, status: int
) -> None:
    standing = save_conclusion(cast.giang, meeting, 1, SAID, None)
    signed_in_as(client, huong if who == "huong" else getattr(cast, who))
    for address in (new(meeting), reverse("conclusion", args=[meeting.pk, 1])):
        assert client.get(address).status_code == status
    said = TYPED | {"number": "1", "shown": str(standing.pk)}
    answer = client.post(reverse("conclusion", args=[meeting.pk, 1]), said)
    assert answer.status_code == (302 if status == 200 else 403)
    assert Conclusion.objects.count() == (2 if status == 200 else 1)


def test_a_conclusion_is_written_and_closed_by_the_page_and_leads_back(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    reader = in_english(signed_in_as(client, cast.giang))
    page = Page.of(reader.get(new(meeting)))
    assert reader.post(new(meeting), sent(page, **TYPED)).status_code == 302
    later = freeze(cast.giang, cast.tra_vinh, "Họp tháng 7", DAY)
    there = page_of(reader, later)
    (link,) = there.root.xpath('//table[@data-file="carried"]//a[contains(@href, "at=")]/@href')
    form = Page.of(reader.get(link))
    answer = reader.post(link, sent(form, is_done="on", done_on="30/08/2023", remark="xong"))
    assert (answer.status_code, answer["Location"]) == (302, reverse("meeting", args=[later.pk]))
    row = Conclusion.objects.current().get()
    assert (row.done_on, row.remark, row.office) == (date(2023, 8, 30), "xong", "BHXH tỉnh")


def test_what_cannot_be_read_or_is_refused_stays_in_the_form(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    reader = in_english(signed_in_as(client, cast.giang))
    page = Page.of(reader.get(new(meeting)))
    for typed in (
        {"due_on": "31/31/2023"},
        {"office": ""},
        {"unit": str(cast.cau_ke.pk)},
        {"done_on": "30/08/2023"},
    ):
        answer = reader.post(new(meeting), sent(page, **(TYPED | typed)))
        assert answer.status_code == 422
        assert "Giao chỉ tiêu." in answer.content.decode()
    assert not Conclusion.objects.exists()


def test_two_new_conclusions_at_once_are_both_kept_once_the_second_has_seen_the_first(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    reader = in_english(signed_in_as(client, cast.giang))
    page = Page.of(reader.get(new(meeting)))
    save_conclusion(cast.giang, meeting, 1, SAID, None)
    answer = reader.post(new(meeting), sent(page, **TYPED))
    assert answer.status_code == 409
    again = Page.of(answer)
    assert "Rà soát hộ gia đình." in again.text
    assert reader.post(new(meeting), sent(again)).status_code == 302
    texts = [each.text for each in concluded_by(meeting).here]
    assert texts == ["Rà soát hộ gia đình.", "Giao chỉ tiêu."]


def test_a_conclusion_that_is_not_there_is_not_found(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    signed_in_as(client, cast.giang)
    assert client.get(reverse("conclusion", args=[meeting.pk, 7])).status_code == 404


def test_the_page_says_what_is_overdue_in_words_and_from_which_meeting_it_came(
    cast: Cast, meeting: Meeting, client: Client
) -> None:
    save_conclusion(cast.giang, meeting, 1, SAID, None)
    save_conclusion(cast.giang, meeting, 2, DONE, None)
    later = freeze(cast.giang, cast.tra_vinh, "Họp tháng 7", DAY)
    reader = in_english(signed_in_as(client, cast.chi))
    (line,) = page_of(reader, later).root.xpath('//table[@data-file="carried"]/tbody/tr')
    assert "26/07/2023" in text_of(line)
    assert "⚠ overdue" in text_of(line)
    own = page_of(reader, meeting)
    open_one, done_one = own.root.xpath('//table[@data-file="conclusions"]/tbody/tr')
    assert "to be done" in text_of(open_one)
    assert "done on 30/08/2023" in text_of(done_one)
    assert "overdue" not in text_of(done_one)
    assert not own.root.xpath('//a[contains(@href, "/conclusions/")]')


def test_on_its_last_day_nothing_is_overdue(cast: Cast, meeting: Meeting, client: Client) -> None:
    save_conclusion(cast.giang, meeting, 1, SAID, None)
    reader = in_english(client)
    with time_machine.travel(DUE, tick=False):
        signed_in_as(reader, cast.chi)
        assert "overdue" not in page_of(reader, meeting).text


def test_conclusions_take_a_fixed_number_of_statements(
    cast: Cast, meeting: Meeting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 6):
        save_conclusion(cast.giang, meeting, number, SAID, None)
    later = freeze(cast.giang, cast.tra_vinh, "Họp tháng 7", DAY)
    with django_assert_num_queries(STATEMENTS):
        found = concluded_by(later)
    assert len(found.carried) == 5
