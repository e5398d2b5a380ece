"""A month of Trà Vinh by keyboard, without a script: opened, typed, corrected, sent, approved."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cast import JUNE, make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Indicator, ReportedFigure, Role, Submission
from entry_pages import address

pytestmark = pytest.mark.browser
AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def _breaches(page: Page) -> list[str]:
    found = []
    page.emulate_media(reduced_motion="reduce")  # colours are judged when they have settled
    for theme in ("dark", "light"):
        page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)
        for rule in Axe().run(page, options=AA).response["violations"]:
            found += [f"{theme}, {rule['id']}: {node['html']}" for node in rule["nodes"]]
    return found


def _press(page: Page, action: str) -> None:
    button = page.locator(f'button[value="{action}"]')
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _tick_all(page: Page) -> None:
    page.locator('input[name="all"]').focus()
    page.keyboard.press("Space")


def _change_person(page: Page, username: str) -> None:
    page.context.clear_cookies()
    sign_in(page, username)


def test_a_month_is_opened_typed_corrected_sent_and_approved(
    page: Page, served: Served, complaints: list[str]
):
    with served.data():
        tra_vinh = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
        make_user("an", "Nguyễn Thị An", (tra_vinh, Role.CLERK))
        make_user("giang", "Võ Hương Giang", (tra_vinh, Role.APPROVER))
        entry, months = (address(tra_vinh, JUNE, name) for name in ("entry_month", "month_states"))
        columns = Indicator.objects.filter(measure="stock").count()

    sign_in(page, "giang")
    page.goto(months)
    _tick_all(page)
    _press(page, "open")
    assert _breaches(page) == []

    _change_person(page, "an")
    page.goto(entry)
    fields = page.locator('input[name^="v-"]')
    expect(fields).to_have_count(9 * columns)
    fields.first.focus()
    page.keyboard.type("821,563")
    for count in range(2, 9 * columns + 1):
        page.keyboard.press("Tab")
        page.keyboard.insert_text(str(1000 + count))
    with page.expect_navigation():
        page.keyboard.press("Enter")
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
    expect(page.get_by_role("status").first).to_contain_text(str(9 * columns))
    expect(fields).to_have_count(0)
    assert _breaches(page) == []

    _change_person(page, "giang")
    page.goto(months)
    _tick_all(page)
    _press(page, "approve")
    with served.data():
        figures = ReportedFigure.objects.current().filter(period=JUNE, unit__parent=tra_vinh)
        assert figures.count() == 9 * columns
        assert figures.filter(people=821563).count() == 1
        states = Submission.objects.current().filter(period=JUNE, unit__parent=tra_vinh)
        assert set(states.values_list("state", flat=True)) == {"approved"}
