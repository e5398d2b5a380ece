"""Targets imported by keyboard and file chooser: the real server, the reader in its own process."""

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accessibility import breaches_in_both_themes
from books import xlsx
from cast import make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Role
from reporting import make_document

pytestmark = pytest.mark.browser


def _press(page: Page, selector: str) -> None:
    page.locator(selector).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_resolutions_table_is_handed_in_told_mended_and_confirmed(
    page: Page, served: Served, complaints: list[str], tmp_path: Path
) -> None:
    with served.data():
        long_an = AdministrativeUnit.objects.get(level=1, code="80", valid_to=date(2025, 6, 30))
        make_user("giang", "Võ Hương Giang", (long_an, Role.APPROVER))
        document = make_document(long_an, date(2021, 1, 1))
        units = list(long_an.children.on(document.effective_on).order_by("sort_key"))
        start = reverse("target_import", args=[document.pk])
    rows = [[unit.full_name, 80 + place, 81 + place] for place, unit in enumerate(units)]
    rows[3][0] = "Đơn vị lạ"
    file = tmp_path / "nghi-quyet.xlsx"
    file.write_bytes(xlsx([["Chỉ tiêu BHYT 2024 - 2025"], ["Đơn vị", 2024, 2025], *rows]))

    sign_in(page, served, "giang")
    page.goto(start)
    page.locator("#file").set_input_files(file)
    _press(page, ".import-send button")
    expect(page.locator("select[name=f-2]")).to_have_value("BHYT")
    _press(page, "button[value=save]")
    expect(page.get_by_role("alert")).to_be_visible()
    assert breaches_in_both_themes(page) == []
    page.locator("#number").select_option("rate")
    page.locator("#percents").select_option("percent")
    complaints.clear()  # the answer 422 is one to the console
    _press(page, "button[value=save]")
    expect(page.locator("button[value=confirm]")).to_have_count(0)
    expect(page.locator("ul.gaps")).to_be_visible()
    assert breaches_in_both_themes(page) == []
    page.locator("select[name=u-6]").select_option(str(units[3].pk))
    _press(page, "button[value=look]")
    _press(page, "button[value=confirm]")
    expect(page.locator("dl.facts")).to_contain_text("nghi-quyet.xlsx")
    assert breaches_in_both_themes(page) == []
    with served.data():
        set_now = document.targets.current().filter(unit__in=units, year=2025)
        assert list(set_now.order_by("percent").values_list("percent", flat=True)) == [
            81 + place for place in range(len(units))
        ]
