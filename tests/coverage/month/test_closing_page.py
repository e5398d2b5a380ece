"""Closing a month by its page: who may, what is shown, and what was shown when it changed."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit, make_user
from coverage.models import AdministrativeUnit, CountsFrom, MonthClosing, Role, User
from coverage.month.workflow import approve, open_months, return_to_clerk, submit
from entry_pages import EntryPage, address, in_english
from pages import Page
from reporting import set_rule

WHY = "Trà Cú mất điện"


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    both = [world.cau_ke.pk, world.tra_cu.pk]
    open_months(world.giang, both, JUNE)
    submit(world.an, [world.cau_ke.pk], JUNE)
    return world


def path(unit: AdministrativeUnit, period: date = JUNE) -> str:
    return address(unit, period, "month_closing")


def opened(user: User, unit: AdministrativeUnit) -> Any:
    return in_english(user).get(path(unit))


class Closing:
    """The page as an approver meets it: its form, kept while others go on."""

    def __init__(self, user: User, unit: AdministrativeUnit) -> None:
        self.client, self.path = in_english(user), path(unit)
        self.page = Page.of(self.client.get(self.path))

    def press(self, action: str, reason: str = WHY, **changed: str) -> Page:
        form = next(each for each in self.page.root.forms if "cell-form" in each.classes)
        sent = dict(form.form_values()) | {"action": action, "reason": reason} | changed
        answer = self.client.post(self.path, sent, follow=True)
        self.page = Page.of(answer)
        return self.page


def test_it_shows_how_far_the_month_is_and_who_is_missing_in_what_state(cast: Cast) -> None:
    page = Closing(cast.giang, cast.tra_vinh).page
    assert "2 units expected · 1/2 handed in · 0/2 approved" in page.text
    rows = [each.text_content() for each in page.root.xpath("//tbody/tr/th")]
    assert rows == ["Huyện Trà Cú"]
    assert "○" in page.first("//tbody/tr").text_content()


def test_a_month_is_closed_and_the_closing_undone(cast: Cast) -> None:
    closing = Closing(cast.giang, cast.tra_vinh)
    page = closing.press("close")
    assert "Closed month 06/2023." in page.text
    assert "with 1 of 2 units missing. Reason: Trà Cú mất điện" in page.text
    assert "Missing when it was closed: Huyện Trà Cú." in page.text
    page = closing.press("undo", "gửi bù")
    assert "The closing of month 06/2023 is undone." in page.text
    assert page.root.xpath('//button[@value="close"]')
    rows = [each.text_content() for each in page.root.xpath("//table")[1].xpath(".//tbody/tr")]
    assert [("closing undone" in row, "Võ Hương Giang" in row) for row in rows] == [
        (True, True),
        (False, True),
    ]


def test_the_undoing_is_said_to_everybody_who_is_shown_the_month(cast: Cast) -> None:
    closing = Closing(cast.giang, cast.tra_vinh)
    closing.press("close")
    closing.press("undo", "gửi bù")
    for user in (cast.giang, cast.an):
        page = Page.of(in_english(user).get(address(cast.tra_vinh, JUNE, "month_states")))
        assert "is closed no more: undone by Võ Hương Giang" in page.text
        assert "Reason: gửi bù" in page.text
        assert "Missing when it was closed" not in page.text
        assert ("Close the month with its gaps named" in page.text) == (user == cast.giang)


def warned(cast: Cast, on: str) -> list[str]:
    with time_machine.travel(f"{on}T12:00+07:00", tick=False):
        page = Closing(cast.giang, cast.tra_vinh).page
    return [each.text_content() for each in page.root.xpath('//div[@id="still-to-come"]/p')]


def test_before_a_month_is_closed_it_says_who_may_still_come_in_time(cast: Cast) -> None:
    set_rule(cast.tra_vinh, due_day=5)
    ended = "⚠ Month 06/2023 has not ended: its last day is 30/06/2023."
    due = (
        "⚠ The due day has not passed: 1 missing unit may still hand in in time, until 05/07/2023."
    )
    assert warned(cast, "2023-06-30") == [ended, due]
    assert warned(cast, "2023-07-05") == [due]
    assert warned(cast, "2023-07-06") == []


def test_without_a_due_day_the_missing_may_still_come_and_those_who_wait_are_told(
    cast: Cast,
) -> None:
    undated = "⚠ No due day is set for 1 missing unit: it may still hand in."
    assert warned(cast, "2023-08-01") == [undated]
    set_rule(cast.tra_vinh, counts_from=CountsFrom.APPROVED)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    waits = "⚠ 1 missing unit has handed in and only waits for approval."
    assert warned(cast, "2023-08-01") == [waits]


def test_it_may_be_closed_all_the_same_and_is_not_warned_about_once_it_is(cast: Cast) -> None:
    closing = Closing(cast.giang, cast.tra_vinh)
    assert closing.page.root.xpath('//div[@id="still-to-come"]')
    page = closing.press("close")
    assert "Closed month 06/2023." in page.text
    assert not page.root.xpath('//div[@id="still-to-come"]')


def test_what_comes_later_is_said_on_the_months_page(cast: Cast) -> None:
    Closing(cast.giang, cast.tra_vinh).press("close")
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    months = EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE, "month_states"))
    assert "was closed by Võ Hương Giang" in months.page.text
    assert "Added after closing: Huyện Trà Cú." in months.page.text


def test_a_blank_reason_is_asked_for_and_writes_nothing(cast: Cast) -> None:
    page = Closing(cast.giang, cast.tra_vinh).press("close", "  ")
    assert page.status == 422
    assert "Say why" in page.first('//p[@id="reason-error"]').text_content()
    assert not MonthClosing.objects.exists()


def test_what_changed_since_is_shown_beside_what_was_shown(cast: Cast) -> None:
    closing = Closing(cast.giang, cast.tra_vinh)
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    return_to_clerk(cast.giang, [cast.cau_ke.pk], JUNE, "xem lại")
    page = closing.press("close")
    assert page.status == 409
    assert not MonthClosing.objects.exists()
    then, now = page.root.xpath('//div[@role="note"]/p')
    assert "missing: Huyện Trà Cú." in " ".join(then.text_content().split())
    assert "missing: Huyện Cầu Kè." in " ".join(now.text_content().split())
    assert page.first('//textarea[@id="reason"]').text == WHY
    page = closing.press("close")
    assert "Missing when it was closed: Huyện Cầu Kè." in page.text


def test_who_undoes_what_was_closed_anew_meanwhile_is_told(cast: Cast) -> None:
    first, second = (Closing(cast.giang, cast.tra_vinh) for _ in range(2))
    first.press("close")
    assert second.press("close").status == 409
    assert MonthClosing.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [{"action": "approve"}, {"expected": "x"}, {"missing": "1,-2"}, {"handed_in": ""}],
)
def test_a_form_of_another_make_is_refused(cast: Cast, changed: dict[str, str]) -> None:
    assert Closing(cast.giang, cast.tra_vinh).press(**({"action": "close"} | changed)).status == 400
    assert not MonthClosing.objects.exists()


def test_a_complete_month_has_nothing_to_close(cast: Cast) -> None:
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    page = Closing(cast.giang, cast.tra_vinh).page
    assert "is complete: no gap is to be named" in page.text
    assert not page.root.xpath('//textarea[@id="reason"]')


def test_a_month_of_which_nothing_counts_has_nothing_to_show(cast: Cast) -> None:
    open_months(cast.giang, [cast.cau_ke.pk], date(2023, 7, 1))
    answer = in_english(cast.giang).get(path(cast.tra_vinh, date(2023, 7, 1)))
    assert "a closed month would show readers nothing" in Page.of(answer).text


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("of", ["nation", "tra_vinh", "cau_ke", "lai_chau"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_is_open_to_approvers_of_the_unit_or_above(
    cast: Cast, role: Role | None, of: str, method: str
) -> None:
    user = make_user("hoa", "Lê Thị Hoa", *([(getattr(cast, of), role)] if role else []))
    may = role == Role.APPROVER and of in ("nation", "tra_vinh")
    client = in_english(user)
    if method == "get":
        assert client.get(path(cast.tra_vinh)).status_code == (200 if may else 403)
        return
    sent = {"action": "close", "reason": WHY, "version": "", "expected": "2", "approved": "0"}
    sent |= {"handed_in": "1", "missing": str(cast.tra_cu.pk)}
    assert client.post(path(cast.tra_vinh), sent).status_code == (302 if may else 403)
    assert MonthClosing.objects.exists() == may


def test_the_months_page_leads_there_only_who_may(cast: Cast) -> None:
    for user, is_led in ((cast.giang, True), (cast.an, False)):
        page = Page.of(in_english(user).get(address(cast.tra_vinh, JUNE, "month_states")))
        found = page.root.xpath(f'//a[@href="{path(cast.tra_vinh)}"]')
        assert bool(found) == is_led


def test_no_such_month_or_unit(cast: Cast) -> None:
    client = in_english(cast.giang)
    for asked in ((cast.tra_vinh.pk, "2023-13"), (999_999, "2023-06")):
        assert client.get(reverse("month_closing", args=asked)).status_code == 404
    assert Client().get(path(cast.tra_vinh)).status_code == 302


def test_the_missing_units_come_as_a_file(cast: Cast) -> None:
    answer = in_english(cast.giang).get(path(cast.tra_vinh), {"xlsx": "missing"})
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    written = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Huyện Trà Cú" in written
    assert "Closing of 06/2023" in written


def test_a_nations_page_says_how_much_of_a_province_is_there(cast: Cast) -> None:
    chief = make_user("hoa", "Lê Thị Hoa", (cast.nation, Role.APPROVER))
    page = Page.of(opened(chief, cast.nation))
    rows = [" ".join(each.text_content().split()) for each in page.root.xpath("//tbody/tr")]
    assert rows == ["Tỉnh Lai Châu 0/1 handed in", "Tỉnh Trà Vinh 1/2 handed in"]


def test_the_page_takes_a_fixed_number_of_statements(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = in_english(cast.giang)
    with django_assert_num_queries(16):
        client.get(path(cast.tra_vinh))
    units = [
        make_unit(3, f"{number}", "xa", f"Xã {number}", f"Xã {number}", cast.tra_vinh)
        for number in range(20000, 20060)
    ]
    open_months(cast.giang, [unit.pk for unit in units], JUNE)
    with django_assert_num_queries(16):
        client.get(path(cast.tra_vinh))
