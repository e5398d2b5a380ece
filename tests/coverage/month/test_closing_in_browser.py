"""In Chromium, by keyboard: a clerk is led to the overview with drafts; an approver closes the
month with its gaps named, the reader sees it, and it is undone."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accessibility import breaches_in_both_themes
from cast import JUNE, make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Indicator, Role
from coverage.month.workflow import open_months
from entry_pages import address
from reporting import report_all

pytestmark = pytest.mark.browser


def _press(page: Page, action: str) -> None:
    page.locator(f'button[value="{action}"]').focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _as(page: Page, served: Served, username: str) -> None:
    page.context.clear_cookies()
    sign_in(page, served, username)


def test_a_month_is_drafted_closed_seen_and_opened_again(
    page: Page, served: Served, complaints: list[str]
) -> None:
    with served.data():
        unit = AdministrativeUnit.objects.get(level=1, code="80", valid_to=date(2025, 6, 30))
        make_user("an", "Nguyễn Thị An", (unit, Role.CLERK))
        giang = make_user("giang", "Võ Hương Giang", (unit, Role.APPROVER))
        make_user("chi", "Trần Thị Chi", (unit, Role.VIEWER))
        bhyt = Indicator.objects.get(code="BHYT")
        first, *others = unit.children.on(JUNE).order_by("sort_key")
        report_all(dict.fromkeys(others, 90_000), bhyt, JUNE)
        open_months(giang, [first.pk], JUNE)

    sign_in(page, served, "an")
    page.goto(address(unit, JUNE))
    page.locator(f'input[name="v-{first.pk}-{bhyt.pk}"]').fill("91.234")
    _press(page, "save")
    line = page.get_by_role("status").get_by_role("link", name=unit.full_name)
    assert breaches_in_both_themes(page) == []
    line.click()
    expect(page.locator(".drafts-banner")).to_contain_text("Gồm cả số đang nhập, chưa gửi.")
    expect(page.locator("table.parts")).to_contain_text("91.234")
    assert breaches_in_both_themes(page) == []

    _as(page, served, "giang")
    page.goto(address(unit, JUNE, "month_states"))
    page.get_by_role("link", name="Chốt tháng, nêu rõ đơn vị còn thiếu").click()
    assert breaches_in_both_themes(page) == []
    page.get_by_label("Lý do chốt").fill("Mất điện")
    _press(page, "close")
    expect(page.get_by_role("status")).to_contain_text("Đã chốt tháng 06/2023.")
    assert breaches_in_both_themes(page) == []

    _as(page, served, "chi")
    page.goto(f"/units/{unit.pk}/")
    closed = page.locator(".closed-month")
    expect(closed).to_contain_text("Tháng 06/2023 do Võ Hương Giang chốt lúc")
    expect(closed).to_contain_text(f"Đơn vị còn thiếu khi chốt: {first.full_name}.")
    expect(page.locator("main")).not_to_contain_text("91.234")
    assert breaches_in_both_themes(page) == []

    _as(page, served, "giang")
    page.goto(address(unit, JUNE, "month_closing"))
    page.get_by_label("Lý do bỏ chốt").fill("Đã có điện")
    _press(page, "undo")
    expect(page.get_by_role("status")).to_contain_text("Đã bỏ chốt tháng 06/2023.")
    assert complaints == []
