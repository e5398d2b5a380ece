"""Targets of Trà Vinh by keyboard: pasted as a block, corrected, saved, seen on their document."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accessibility import breaches_in_both_themes
from cast import make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Indicator, Role
from reporting import make_document
from targets.models import Target

pytestmark = pytest.mark.browser


def test_a_block_is_pasted_corrected_saved_and_stands_on_the_document(
    page: Page, served: Served, complaints: list[str]
) -> None:
    with served.data():
        tra_vinh = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
        make_user("giang", "Võ Hương Giang", (tra_vinh, Role.APPROVER))
        document = make_document(tra_vinh, date(2021, 1, 1), number="02-NQ/TU")
        bhyt = Indicator.objects.get(code="BHYT")

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, served, "giang")
    page.goto(f"/documents/{document.pk}/targets/percent/indicator/{bhyt.pk}/")
    fields = page.locator('input[name^="v-"]')
    expect(fields).to_have_count(10 * 5)

    fields.first.focus()
    block = ["91,0\t92%\t≥ 93\t94\t821.563 người; 95 %", "90\t\t91.5", *["88"] * 8]
    page.evaluate("text => navigator.clipboard.writeText(text)", "\r\n".join(block))
    page.keyboard.press("Control+V")
    expect(page.locator(".grid-said")).to_contain_text("«91.5»")
    expect(fields.nth(0)).to_have_value("91,0 %")
    expect(fields.nth(4)).to_have_value("821.563; 95 %")
    assert breaches_in_both_themes(page) == []
    with page.expect_navigation():
        page.keyboard.press("Control+S")
    expect(page.get_by_role("alert").first).to_contain_text("91,5")
    assert breaches_in_both_themes(page) == []
    assert [text for text in complaints if "422" not in text] == []
    complaints.clear()

    page.get_by_role("alert").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(fields.nth(7)).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("91,5")
    with page.expect_navigation():
        page.keyboard.press("Control+S")
    expect(page.get_by_role("status").first).to_contain_text("15")
    with served.data():
        assert Target.objects.filter(document=document).count() == 15

    page.goto(f"/documents/{document.pk}/")
    row = page.locator("table.targets tbody tr", has_text="Tỉnh Trà Vinh")
    expect(row.locator("td")).to_have_text(
        ["91,0\u00a0%", "92\u00a0%", "ít nhất 93\u00a0%", "94\u00a0%", "821.563; 95\u00a0%"]
    )
    expect(page.locator(".gaps")).to_be_visible()
    assert breaches_in_both_themes(page) == []
