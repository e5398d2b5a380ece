"""An export as a person meets it: asked for on the page, written by a process of its own, taken."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from accessibility import breaches_in_both_themes
from cast import make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Indicator, Role
from reporting import report_all

pytestmark = pytest.mark.browser


def test_the_file_is_asked_for_watched_and_taken(
    page: Page, served: Served, tmp_path: Path
) -> None:
    with served.data():
        long_an = AdministrativeUnit.objects.get(level=1, code="80", valid_to=date(2025, 6, 30))
        make_user("dung", "Phạm Anh Dung", (long_an, Role.VIEWER))
        parts = list(AdministrativeUnit.objects.filter(parent=long_an))
        bhyt = Indicator.objects.get(code="BHYT")
        report_all(dict.fromkeys(parts, 1_000), bhyt, date(2023, 6, 1))
    sign_in(page, served, "dung")
    page.goto(f"/figures/export/?unit={long_an.pk}")
    page.locator("#export-first").fill("06/2023")
    page.locator("#export-last").fill("06/2023")
    page.locator(".export-form button").focus()
    page.keyboard.press("Enter")
    # The script sees the file ready and the page shows it, without a hand.
    link = page.locator("a[download]")
    expect(link).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    download.value.save_as(tmp_path / "tat-ca.xlsx")
    book = load_workbook(tmp_path / "tat-ca.xlsx", read_only=True)
    assert book.worksheets[0].max_row >= len(parts) + 1
    assert breaches_in_both_themes(page) == []
