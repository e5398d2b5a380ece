"""What was noted and explained of the month lies beside the causes, to be taken over or left."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cast import JUNE, Cast, make_user
from coverage.models import Role
from pages import Page, in_english, signed_in_as, text_of
from reporting import count, report
from reports.figures.query import overview
from reports.meetings.freezing import freeze
from reports.models import ReportText
from reports.month_notes.entry import save_note
from reports.written_report.material import material_of
from word_documents import word_of

pytestmark = pytest.mark.usefixtures("static_files")

MAY = date(2023, 5, 1)
LAPSED, GREW, WHY = "nhà máy dời đi", "tuyển thêm", "Thẻ hết hạn."
ITEM = "- BHYT: Huyện Cầu Kè: nhà máy dời đi"


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """In June Cầu Kè fell and Trà Cú grew; the clerks say why."""
    for unit, before, now, why in (
        (world.cau_ke, 80, 70, LAPSED),
        (world.tra_cu, 300, 310, GREW),
    ):
        report(unit, world.bhyt, MAY, before)
        report(unit, world.bhyt, JUNE, now, note=why)
        count(unit, "population", 2023, 400)
    return world


@pytest.fixture
def drafter(cast: Cast, client: Client) -> Client:
    huong = make_user("huong", "Đặng Thu Hương", (cast.tra_vinh, Role.DRAFTER))
    return in_english(signed_in_as(client, huong))


def form(cast: Cast) -> str:
    return reverse("report_texts", args=[cast.tra_vinh.pk, "2023-06"])


def report_page(client: Client, cast: Cast, **query: str | int) -> Page:
    asked = {"month": "2023-06"} | query
    return Page.of(client.get(reverse("report", args=[cast.tra_vinh.pk]), asked))


def texts(cast: Cast) -> list[str]:
    return [each.text for each in material_of(overview(cast.tra_vinh, JUNE))]


def causes(page: Page) -> str:
    typed: str = page.first('//textarea[@name="text-causes"]').value
    return typed.removeprefix("\n")


def test_what_is_said_of_the_unit_and_of_those_that_fell_is_listed_once(cast: Cast) -> None:
    assert texts(cast) == ["Huyện Cầu Kè: nhà máy dời đi", "Huyện Trà Cú: tuyển thêm"]
    save_note(cast.giang, cast.tra_vinh, cast.bhyt, JUNE, WHY, None)
    assert texts(cast) == [WHY, "Huyện Cầu Kè: nhà máy dời đi"], "who grew says no cause of a fall"
    save_note(cast.giang, cast.cau_ke, cast.bhyt, JUNE, "của văn phòng", None)
    assert texts(cast) == [WHY, "Huyện Cầu Kè: của văn phòng"]


@pytest.mark.parametrize("copy", ["", "check"])
def test_it_stands_beside_both_copies_and_in_neither(
    cast: Cast, drafter: Client, copy: str
) -> None:
    page = report_page(drafter, cast, copy=copy)
    assert LAPSED in text_of(page.first("//aside"))
    assert LAPSED not in text_of(page.first("//article"))
    assert LAPSED not in word_of(drafter, cast.tra_vinh, copy=copy).text


def test_a_note_is_copied_into_the_causes_and_saved_only_with_them(
    cast: Cast, drafter: Client
) -> None:
    page = Page.of(drafter.get(form(cast)))
    key = page.root.xpath('//button[@name="take"]/@value')[0]
    typed = {"text-causes": "Do mùa vụ.", "text-measures": "- vận động", "take": key}
    answer = drafter.post(form(cast), typed)
    assert answer.status_code == 200
    taken = Page.of(answer)
    assert causes(taken) == f"Do mùa vụ.\n{ITEM}"
    assert taken.first('//textarea[@name="text-measures"]').value.strip() == "- vận động"
    assert not ReportText.objects.exists()
    again = drafter.post(form(cast), typed | {"text-causes": causes(taken)})
    assert causes(Page.of(again)) == causes(taken)
    saved = drafter.post(form(cast), {"text-causes": causes(taken)})
    assert saved.status_code == 302
    assert ITEM in word_of(drafter, cast.tra_vinh).text


def test_what_is_no_note_of_the_month_copies_nothing(cast: Cast, drafter: Client) -> None:
    answer = drafter.post(form(cast), {"text-causes": "Do mùa vụ.", "take": "BHYT/1/0"})
    assert causes(Page.of(answer)) == "Do mùa vụ."


def test_a_meeting_finds_what_was_said_then(cast: Cast, drafter: Client) -> None:
    save_note(cast.giang, cast.tra_vinh, cast.bhyt, JUNE, WHY, None)
    seen = freeze(cast.giang, cast.tra_vinh, "Sơ kết", date(2023, 7, 26))
    row = cast.tra_vinh.month_notes.get().pk
    save_note(cast.giang, cast.tra_vinh, cast.bhyt, JUNE, "sửa sau họp", row)
    beside = text_of(report_page(drafter, cast, meeting=seen.pk).first("//aside"))
    assert WHY in beside
    assert "sửa sau họp" not in beside
