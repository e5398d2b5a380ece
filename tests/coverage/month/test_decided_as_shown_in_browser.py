"""In Chromium, by keyboard: an approver with an old page sees what has changed since, and goes on
with the others."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accessibility import breaches_in_both_themes
from cast import JUNE, make_user
from chromium import Served, sign_in
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, Indicator, ReportedFigure, Role, State, Submission
from coverage.month.workflow import open_months, submit, take_back
from entry_pages import address

pytestmark = pytest.mark.browser


def test_what_changed_under_an_old_page_is_shown_and_the_others_are_approved(
    page: Page, served: Served, complaints: list[str]
) -> None:
    with served.data():
        unit = AdministrativeUnit.objects.get(level=1, code="80", valid_to=date(2025, 6, 30))
        an = make_user("an", "Nguyễn Thị An", (unit, Role.CLERK))
        giang = make_user("giang", "Võ Hương Giang", (unit, Role.APPROVER))
        bhyt = Indicator.objects.get(code="BHYT")
        units = list(unit.children.on(JUNE).order_by("sort_key"))
        ids = [each.pk for each in units]
        open_months(giang, ids, JUNE)
        record_figures(an, JUNE, [Cell(pk, bhyt.pk, people=28_038) for pk in ids])
        submit(an, ids, JUNE)

    sign_in(page, served, "giang")
    page.goto(address(unit, JUNE, "month_states"))
    page.locator('input[name="all"]').check()
    with served.data():
        take_back(an, ids[:1], JUNE)
        shown = ReportedFigure.objects.current().get(unit=ids[0], period=JUNE).pk
        record_figures(an, JUNE, [Cell(ids[0], bhyt.pk, people=82_038, shown=shown)])
        submit(an, ids[:1], JUNE)
    _press(page, 'button[value="approve"]')

    expect(page.get_by_role("alert")).to_contain_text(
        f"đã thay đổi sau khi trang này được mở: {units[0].full_name}. Chưa thực hiện gì."
    )
    stale = page.locator(".stale")
    expect(stale).to_contain_text("BHYT: 28.038 → 82.038")
    expect(stale).to_contain_text("Khi mở trang: ◐ đã gửi, Nguyễn Thị An")
    assert breaches_in_both_themes(page) == []
    _press(page, ".go-on button")

    said = f"Đã phê duyệt báo cáo tháng của {len(ids) - 1} đơn vị."
    expect(page.get_by_role("status")).to_contain_text(said)
    with served.data():
        rows = Submission.objects.current().filter(period=JUNE, unit__in=ids)
        waiting = rows.filter(state=State.SUBMITTED)
        assert list(waiting.values_list("unit_id", flat=True)) == ids[:1]
        assert rows.filter(state=State.APPROVED).count() == len(ids) - 1
    assert [text for text in complaints if "409" not in text] == []
    complaints.clear()


def _press(page: Page, button: str) -> None:
    page.locator(button).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
