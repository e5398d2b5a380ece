"""An import by keyboard and file chooser: the real server, the reader in its own process."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accessibility import breaches_in_both_themes
from books import xlsx
from cast import JUNE, make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, ReportedFigure, Role
from coverage.month.workflow import open_months
from entry_pages import address

pytestmark = pytest.mark.browser


def _press(page: Page, selector: str) -> None:
    page.locator(selector).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_sheet_is_handed_in_told_mended_and_confirmed(
    page: Page, served: Served, tmp_path: Path
) -> None:
    with served.data():
        long_an = AdministrativeUnit.objects.get(level=1, code="80", valid_to=date(2025, 6, 30))
        make_user("an", "Nguyễn Thị An", (long_an, Role.CLERK))
        giang = make_user("giang", "Võ Hương Giang", (long_an, Role.APPROVER))
        units = list(AdministrativeUnit.objects.filter(parent=long_an).order_by("sort_key"))
        open_months(giang, [unit.pk for unit in units], JUNE)
        start = address(long_an, JUNE, "import_month")
    rows = [[unit.full_name, 1000 + place] for place, unit in enumerate(units)]
    rows[3][0] = "Đơn vị lạ"
    file = tmp_path / "thang-6.xlsx"
    file.write_bytes(xlsx([["Đơn vị", "BHXH bắt buộc"], *rows]))

    sign_in(page, served, "an")
    page.goto(start)
    page.locator("#file").set_input_files(file)
    _press(page, ".import-send button")
    expect(page.locator("select[name=f-2]")).to_have_value("BHXH_BB:people")
    assert breaches_in_both_themes(page) == []
    _press(page, "button[value=save]")
    expect(page.locator("button[value=confirm]")).to_have_count(0)
    assert breaches_in_both_themes(page) == []
    page.locator("select[name=u-5]").select_option(str(units[3].pk))
    _press(page, "button[value=look]")
    _press(page, "button[value=confirm]")
    expect(page.locator("dl.facts")).to_contain_text("thang-6.xlsx")
    assert breaches_in_both_themes(page) == []
    with served.data():
        people = ReportedFigure.objects.current().filter(period=JUNE, unit__in=units)
        assert list(people.order_by("people").values_list("people", flat=True)) == [
            1000 + place for place in range(len(units))
        ]


def test_the_page_says_that_it_reads(page: Page, served: Served, tmp_path: Path) -> None:
    """While the answer is on its way, for who sees and for who listens."""
    sign_in(page, served, "an")
    page.goto("/entry/import/")
    file = tmp_path / "thang-6.xlsx"
    file.write_bytes(xlsx([["Đơn vị", "BHXH bắt buộc"]]))
    page.locator("#file").set_input_files(file)
    page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")
    status = page.locator("[data-reading-status]")
    expect(status).to_have_text("")
    page.locator(".import-send button").click()
    expect(status).to_have_text(str(status.get_attribute("data-reading")))
    expect(status).to_have_role("status")
