"""The forecast and what is supposed, in a real browser: both themes, a phone, no script needed."""

from contextlib import closing
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from accessibility import Theme, breaches
from cast import make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Indicator
from coverage.notation.periods import months
from reporting import report

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def cau_ke(served: Served) -> AdministrativeUnit:
    """42 months of a district, ten people more in each."""
    with served.data():
        unit = AdministrativeUnit.objects.get(level=2, code="845", valid_to__isnull=False)
        bhyt = Indicator.objects.get(code="BHYT")
        for number, period in enumerate(months(date(2021, 1, 1), date(2024, 6, 1)), start=1):
            report(unit, bhyt, period, 70_000 + 10 * number)
        make_user("em", "Lê Văn Em", administrator=True)
    return unit


@pytest.mark.parametrize(("theme", "width"), [("light", 1366), ("dark", 390)])
def test_forecast_and_what_if_can_be_read_by_everybody(
    page: Page,
    served: Served,
    cau_ke: AdministrativeUnit,
    complaints: list[str],
    theme: Theme,
    width: int,
) -> None:
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, served, "em")
    page.goto(f"/units/{cau_ke.pk}/trend/?month=2024-06&indicator=BHYT")
    expect(page.locator("[data-drawn]")).to_have_count(1)
    expect(page.locator("#forecast tbody tr").first).to_contain_text("70.480")
    assert page.locator(".scatterlayer .trace").count() >= 3
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert breaches(page) == []

    page.goto(f"/units/{cau_ke.pk}/what-if/?month=2024-06&indicator=BHYT")
    page.locator(f"[name=added-{cau_ke.pk}]").fill("1,5")
    page.locator("[value=show]").first.click()
    field = page.locator(f"[name=added-{cau_ke.pk}]")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert breaches(page) == []
    assert all("422" in each for each in complaints), "the browser reports the form sent back"
    complaints.clear()
    field.fill("580")
    field.press("Enter")
    expect(page.locator("#result td.hypothetical").first).to_have_text("71.000")
    page.locator("[name=name]").fill("Nếu thêm 580")
    page.locator("[value=save_as]").click()
    expect(page.locator(".opened-scenario")).to_contain_text("Nếu thêm 580")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert breaches(page) == []
    page.locator("details summary", has=page.locator("xpath=../button")).click()
    page.locator("[value=delete]").click()
    expect(page.locator(".opened-scenario")).to_have_count(0)


def test_without_scripts_what_follows_is_shown(
    browser: Browser, served: Served, page: Page, cau_ke: AdministrativeUnit
) -> None:
    sign_in(page, served, "em")
    state = page.context.storage_state()
    options: dict[str, Any] = {
        "base_url": served.url,
        "java_script_enabled": False,
        "storage_state": state,
    }
    with closing(browser.new_context(**options)) as context:
        plain = context.new_page()
        plain.goto(f"/units/{cau_ke.pk}/what-if/?month=2024-06&indicator=BHYT")
        plain.locator(f"[name=people-{cau_ke.pk}]").fill("71.000")
        plain.locator("[value=show]").first.click()
        expect(plain.locator("#result td.hypothetical").first).to_have_text("71.000")
