"""A month of Long An by keyboard alone: opened, pasted, corrected, sent, explained, approved."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accessibility import breaches_in_both_themes
from cast import JUNE, make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Indicator, ReportedFigure, Role, Submission
from entry_pages import address

pytestmark = pytest.mark.browser
UNITS = 15
# BHXH, compulsory, voluntary, BHTN, BHYT, its households and its pupils.
MONTH = ("1030", "1000", "30", "900", "5000", "600", "700")


def _breaches(page: Page) -> list[str]:
    # So that the bar of buttons that stays in sight lies over no cell.
    page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    return breaches_in_both_themes(page)


def _press(page: Page, action: str) -> None:
    button = page.locator(f'button[value="{action}"]')
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _tick_all(page: Page) -> None:
    page.locator('input[name="all"]').focus()
    page.keyboard.press("Space")


def _change_person(page: Page, served: Served, username: str) -> None:
    page.context.clear_cookies()
    sign_in(page, served, username)


def test_a_month_is_opened_pasted_corrected_sent_and_approved(
    page: Page, served: Served, complaints: list[str]
) -> None:
    with served.data():
        long_an = AdministrativeUnit.objects.get(level=1, code="80", valid_to=date(2025, 6, 30))
        make_user("an", "Nguyễn Thị An", (long_an, Role.CLERK))
        make_user("giang", "Võ Hương Giang", (long_an, Role.APPROVER))
        entry, months = (address(long_an, JUNE, name) for name in ("entry_month", "month_states"))
        columns = Indicator.objects.filter(measure="stock").count()

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, served, "giang")
    page.goto(months)
    _tick_all(page)
    _press(page, "open")
    assert _breaches(page) == []

    _change_person(page, served, "an")
    page.goto(entry)
    fields = page.locator('input[name^="v-"]')
    expect(fields).to_have_count(UNITS * columns)
    fields.first.focus()
    block = [[*MONTH] for _ in range(UNITS)]
    block[0] = ["821,563", *MONTH[1:]]
    copied = "\r\n".join("\t".join(row) for row in block)
    page.evaluate("text => navigator.clipboard.writeText(text)", copied)
    page.keyboard.press("Control+V")
    expect(page.locator(".grid-said")).to_contain_text("«821,563»")
    assert _breaches(page) == []
    with page.expect_navigation():
        page.keyboard.press("Control+S")
    expect(page.get_by_role("alert")).to_contain_text("821.563")
    assert _breaches(page) == []
    assert [text for text in complaints if "422" not in text] == []
    complaints.clear()

    page.get_by_role("alert").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(fields.first).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("821.563")
    _tick_all(page)
    _press(page, "submit")
    note = page.locator("textarea")
    expect(note).to_have_count(1)
    assert _breaches(page) == []
    note.focus()
    page.keyboard.type("BHXH gồm cả quân đội")
    _press(page, "submit")
    expect(page.get_by_role("status").first).to_contain_text(str(UNITS))
    page.goto(entry)
    expect(fields).to_have_count(0)
    assert _breaches(page) == []

    _change_person(page, served, "giang")
    page.goto(months)
    _tick_all(page)
    _press(page, "approve")
    with served.data():
        figures = ReportedFigure.objects.current().filter(period=JUNE, unit__parent=long_an)
        assert figures.count() == UNITS * columns
        assert figures.filter(people=821563).count() == 1
        states = Submission.objects.current().filter(period=JUNE, unit__parent=long_an)
        assert set(states.values_list("state", flat=True)) == {"approved"}
