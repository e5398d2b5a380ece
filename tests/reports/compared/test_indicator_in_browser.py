"""The page of an indicator in a real browser: both themes, a desk and a phone."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accessibility import Theme, breaches
from cast import make_unit, make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Indicator, Origin
from coverage.notation.periods import months
from reporting import count, report_all

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def province(served: Served) -> AdministrativeUnit:
    """Two districts with a year and a half of made-up months; a third with none."""
    with served.data():
        nation = AdministrativeUnit.objects.get(level=0)
        unit = make_unit(1, "99", "tinh", "Thử", "Tỉnh Thử", nation)
        names = ("Huyện Càng Long", "Thành phố Trà Vinh", "Huyện Tiểu Cần")
        districts = [
            make_unit(2, f"99{n}", "huyen", name, name, unit) for n, name in enumerate(names)
        ]
        bhyt = Indicator.objects.get(code="BHYT")
        for number, period in enumerate(months(date(2022, 1, 1), date(2023, 6, 1))):
            people = {districts[0]: 118_000 + 700 * number, districts[1]: 98_000 - 90 * number}
            report_all(people, bhyt, period)
        for district, population in zip(districts, (147_410, 111_730, 90_000), strict=True):
            count(district, "population", 2022, population, Origin.SIMULATED)
        make_user("em", "Lê Văn Em", administrator=True)
    return unit


@pytest.mark.parametrize(("theme", "width"), [("light", 1366), ("dark", 390)])
def test_the_page_reads_well_in_either_theme_at_a_desk_and_on_a_phone(
    page: Page, served: Served, province: AdministrativeUnit, theme: Theme, width: int
) -> None:
    sign_in(page, served, "em")
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/units/{province.pk}/indicators/BHYT/?month=2023-06")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert breaches(page) == []
    latest = page.locator("#heat tbody tr").first.locator("td").last
    frame = page.locator(".from-end")
    expect(latest).to_have_text("88,12")
    inner, outer = latest.bounding_box(), frame.bounding_box()
    assert inner is not None
    assert outer is not None
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 1


def test_the_filters_lead_to_the_page_they_say(
    page: Page, served: Served, province: AdministrativeUnit
) -> None:
    sign_in(page, served, "em")
    page.goto(f"/units/{province.pk}/indicators/BHYT/")
    page.select_option("select[name=span]", "12")
    page.select_option("select[name=scale]", "own")
    page.select_option("select[name=since]", "2023-03")
    page.locator("form.filters button").click()
    expect(page.locator("select[name=since]")).to_have_value("2023-03")
    expect(page.locator("#heat tbody tr").first.locator("td")).to_have_count(12)
    expect(page.locator("#change-heading")).to_contain_text("03/2023")
