"""Notes on months on their pages: where they are written, and where they stand in the trend."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cast import JUNE, Cast, make_unit, make_user
from coverage.models import Role, User
from pages import Page, in_english, signed_in_as, text_of
from reporting import report
from reports.meetings.freezing import freeze
from reports.models import LONGEST_NOTE, MonthNote
from reports.month_notes.entry import save_note

pytestmark = pytest.mark.usefixtures("static_files")

MAY = date(2023, 5, 1)
LAPSED, WHY = "nhà máy dời đi", "Nhiều thẻ hết hạn <b>chưa</b> gia hạn."


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    for month, people in ((MAY, 80), (JUNE, 70)):
        report(world.cau_ke, world.bhyt, month, people, note=LAPSED if month == JUNE else "")
        report(world.tra_cu, world.bhyt, month, 300)
    return world


@pytest.fixture
def huong(cast: Cast) -> User:
    """She drafts for Trà Vinh."""
    return make_user("huong", "Đặng Thu Hương", (cast.tra_vinh, Role.DRAFTER))


@pytest.fixture
def drafter(huong: User, client: Client) -> Client:
    return in_english(signed_in_as(client, huong))


def address(cast: Cast, month: str = "2023-06") -> str:
    return reverse("month_note", args=[cast.tra_vinh.pk, "BHYT", month])


def trend_of(client: Client, cast: Cast, **query: Any) -> Page:
    return Page.of(client.get(reverse("unit", args=[cast.tra_vinh.pk]), query))


def rings(page: Page) -> list[dict[str, Any]]:
    chart = json.loads(page.first('//script[@id="trend-chart"]').text)
    return [each for each in chart["data"] if each["meta"]["role"] == "note"]


def hover(page: Page) -> str:
    """What the chart says of June's number."""
    chart = json.loads(page.first('//script[@id="trend-chart"]').text)
    said = [text for each in chart["data"] for text in each["hovertext"] if "06/2023" in text]
    return "\n".join(each.replace("<br>", " ") for each in said)


def noted(page: Page) -> list[str]:
    return [text_of(each) for each in page.root.xpath('//ul[@class="month-notes"]/li')]


# The page of a month


def test_a_note_is_written_on_its_page_and_stands_in_the_trend(cast: Cast, drafter: Client) -> None:
    opened = Page.of(drafter.get(address(cast)))
    assert opened.first("//textarea").value.strip() == ""
    answer = drafter.post(address(cast), {"text": WHY, "row": ""})
    assert answer.status_code == 302
    assert answer["Location"].endswith("#notes")
    page = trend_of(drafter, cast)
    assert len(noted(page)) == 1
    assert WHY in noted(page)[0]
    assert "Đặng Thu Hương" in noted(page)[0]
    assert "the office’s note" in noted(page)[0]


def test_who_empties_a_note_is_told_that_it_is_withdrawn(cast: Cast, drafter: Client) -> None:
    save_note(cast.giang, cast.tra_vinh, cast.bhyt, JUNE, WHY, None)
    row = Page.of(drafter.get(address(cast))).first('//input[@name="row"]').value
    assert drafter.post(address(cast), {"text": " ", "row": row}).status_code == 302
    page = trend_of(drafter, cast)
    assert "The note is withdrawn." in page.text
    assert not any(WHY in each for each in noted(page))


def test_a_stale_save_is_refused_with_both_texts_and_the_next_one_is_taken(
    cast: Cast, drafter: Client
) -> None:
    save_note(cast.giang, cast.tra_vinh, cast.bhyt, JUNE, "của Giang", None)
    answer = drafter.post(address(cast), {"text": "của Hương", "row": ""})
    assert answer.status_code == 409
    page = Page.of(answer)
    assert "của Giang" in text_of(page.first('//div[contains(@class, "theirs")]'))
    assert "Võ Hương Giang" in page.text
    assert page.first("//textarea").value.strip() == "của Hương"
    row = page.first('//input[@name="row"]').value
    assert drafter.post(address(cast), {"text": "cả hai", "row": row}).status_code == 302
    assert MonthNote.objects.current().get().text == "cả hai"
    versions = Page.of(drafter.get(address(cast))).text
    assert "của Giang" in versions


def test_nothing_typed_is_lost_where_it_is_refused(cast: Cast, drafter: Client) -> None:
    answer = drafter.post(address(cast), {"text": "x" * (LONGEST_NOTE + 1), "row": ""})
    assert answer.status_code == 422
    assert len(Page.of(answer).first("//textarea").value.strip()) == LONGEST_NOTE + 1
    assert not MonthNote.objects.exists()


@pytest.mark.parametrize("who", ["an", "chi", "dung", "em"])
def test_who_reads_the_unit_reads_its_notes_and_writes_none(
    cast: Cast, client: Client, who: str
) -> None:
    save_note(cast.giang, cast.tra_vinh, cast.bhyt, JUNE, WHY, None)
    signed_in_as(client, getattr(cast, who))
    page = Page.of(client.get(address(cast)))
    assert WHY in page.text
    assert not page.root.xpath("//textarea")
    assert client.post(address(cast), {"text": "khác"}).status_code == 403
    assert MonthNote.objects.get().text == WHY


def test_who_may_not_read_the_unit_reads_no_note(cast: Cast, client: Client) -> None:
    assert signed_in_as(client, cast.binh).get(address(cast)).status_code == 403
    assert Client().get(address(cast)).status_code == 302


@pytest.mark.parametrize("wrong", ["BHXX/2023-06", "BHYT/2023-13"])
def test_what_is_no_indicator_or_month_is_not_found(
    cast: Cast, drafter: Client, wrong: str
) -> None:
    assert drafter.get(f"/units/{cast.tra_vinh.pk}/notes/{wrong}/").status_code == 404


def test_what_a_meeting_saw_is_read_as_it_stood_and_not_written(
    cast: Cast, drafter: Client
) -> None:
    save_note(cast.giang, cast.tra_vinh, cast.bhyt, JUNE, WHY, None)
    seen = freeze(cast.giang, cast.tra_vinh, "Sơ kết", date(2023, 7, 26))
    row = MonthNote.objects.get().pk
    save_note(cast.giang, cast.tra_vinh, cast.bhyt, JUNE, "sửa sau họp", row)
    then = f"{address(cast)}?meeting={seen.pk}"
    page = Page.of(drafter.get(then))
    assert WHY in page.text
    assert "sửa sau họp" not in page.text
    assert drafter.post(then, {"text": "khác", "row": row}).status_code == 403
    told = trend_of(drafter, cast, meeting=seen.pk)
    assert WHY in noted(told)[0]
    assert not told.root.xpath('//a[contains(text(), "write a note")]')


# The trend


def test_explanations_stand_in_chart_table_and_list_until_the_office_writes(
    cast: Cast, drafter: Client
) -> None:
    page = trend_of(drafter, cast)
    assert [each["x"] for each in rings(page)] == [["2023-06-15"]]
    assert "Huyện Cầu Kè: nhà máy dời đi" in hover(page)
    (told,) = noted(page)
    assert "Huyện Cầu Kè: nhà máy dời đi" in told
    assert "explained when it was reported" in told
    assert page.root.xpath('//table[@id="months"]//a[@href="#note-2023-06"]')
    assert page.root.xpath(f'//table[@id="months"]//a[@href="{address(cast, "2023-05")}"]')
    save_note(cast.giang, cast.tra_vinh, cast.bhyt, JUNE, WHY, None)
    page = trend_of(drafter, cast)
    assert "&lt;b&gt;chưa" in hover(page), "plotly reads tags"
    assert LAPSED not in hover(page) + noted(page)[0]


def test_who_writes_none_has_no_column_where_nothing_is_said(cast: Cast, client: Client) -> None:
    in_english(signed_in_as(client, cast.chi))
    assert "Notes and explanations" in trend_of(client, cast).text
    assert "Notes and explanations" not in trend_of(client, cast, month="2023-05").text
    assert "write a note" not in trend_of(client, cast).text


def test_the_file_of_the_table_has_the_text(cast: Cast, drafter: Client) -> None:
    save_note(cast.giang, cast.tra_vinh, cast.bhyt, JUNE, WHY, None)
    answer = drafter.get(reverse("unit", args=[cast.tra_vinh.pk]), {"xlsx": "months"})
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert WHY in {cell.value for row in sheet for cell in row}


def test_of_many_units_three_are_named_and_the_rest_lead_to_the_page_of_all(
    cast: Cast, drafter: Client
) -> None:
    for number in range(4):
        name = f"Huyện Số {number}"
        unit = make_unit(2, f"9{number}0", "huyen", f"Số {number}", name, cast.tra_vinh)
        report(unit, cast.bhyt, JUNE, 100, note=f"lý do {number}")
    (told,) = noted(trend_of(drafter, cast))
    assert "Số 1" in told
    assert "Số 2" not in told
    assert "and 2 more units" in told
    every = noted(Page.of(drafter.get(address(cast))))
    assert sum("lý do" in each for each in every) == 4


def test_a_month_of_drafts_is_explained_by_nothing(cast: Cast, client: Client) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 60, note="chưa gửi", is_draft=True)
    page = trend_of(signed_in_as(client, cast.an), cast, drafts="1", month="2023-06")
    assert noted(page) == []
