"""The first screen in a real browser: what a deputy chair reads without scrolling."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page

from accessibility import breaches
from cast import JUNE, make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Indicator
from coverage.notation.periods import last_december, same_month_last_year
from reporting import make_document, promise, report_all

pytestmark = pytest.mark.browser

PHONE, OFFICE = {"width": 390, "height": 844}, {"width": 1366, "height": 768}
SEPTEMBER = date(2026, 9, 1)
# Each promise: its people a unit, and the target of a unit.
PROMISES = {"BHYT": (20_000, 24_000), "BHXH": (3_000, 3_400), "BHXH_TN": (500, 640)}


def fill(unit: AdministrativeUnit, period: date) -> str:
    """Targets of the year, of those below the unit too, and their figures of the month, of last
    December and of the same month a year before. Those of Trà Vinh itself are published."""
    parts = list(unit.children.on(period).order_by("sort_key"))
    plan = make_document(unit, date(period.year, 1, 1), number="7/KH-UBND")
    earlier = (last_december(period), same_month_last_year(period))
    for code, (people, target) in PROMISES.items():
        indicator = Indicator.objects.get(code=code)
        if period == SEPTEMBER:
            promise(plan, unit, indicator, period.year, people=target * len(parts))
        for part in parts[:6]:
            promise(plan, part, indicator, period.year, people=target)
        for month in earlier:
            then = list(unit.children.on(month)) or parts
            report_all(dict.fromkeys(then, people - 100), indicator, month)
        numbers = {part: people + 10 * (place % 9) for place, part in enumerate(parts)}
        report_all(numbers, indicator, period)
    return f"/units/{unit.pk}/?month={period:%Y-%m}"


@pytest.fixture(scope="module")
def addresses(served: Served) -> Iterator[dict[str, str]]:
    with served.data():
        make_user("em", "Lê Văn Em", administrator=True)
        provinces = AdministrativeUnit.objects.filter(level=1)
        tra_vinh = provinces.get(code="84", valid_to=date(2025, 6, 30))
        vinh_long = provinces.get(code="86", valid_from=date(2025, 7, 1))
        nation = AdministrativeUnit.objects.get(level=0)
        yield {
            "TV": fill(tra_vinh, JUNE),
            "VL": fill(vinh_long, SEPTEMBER),
            "nation": f"/units/{nation.pk}/?month={SEPTEMBER:%Y-%m}",
        }


# Whether the whole of an element stands in the window, below nothing that scrolls.
IS_SEEN = """element => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth && bottom > top;
}"""


@pytest.mark.parametrize("unit", ["TV", "VL"])
@pytest.mark.parametrize("window", [PHONE, OFFICE], ids=["phone", "office"])
def test_each_promise_and_three_units_behind_stand_on_the_first_screen(
    page: Page, served: Served, addresses: dict[str, str], unit: str, window: dict[str, int]
) -> None:
    page.set_viewport_size({"width": window["width"], "height": window["height"]})
    sign_in(page, served, "em")
    page.goto(addresses[unit])
    for code in PROMISES:
        card = page.locator(f"#promise-{code}")
        assert card.evaluate(IS_SEEN), code
        assert card.locator(".verdict").inner_text()[0] in "✕▲", code
        task = card.locator(".task").inner_text()
        assert "người → " in task, code
        assert "/tháng" in task, code
        assert card.locator(".attained").inner_text().startswith("đạt "), code
    units = page.locator(".behind li")
    assert sum(each.evaluate(IS_SEEN) for each in units.all()) >= 3
    assert "/tháng" in units.first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= window["width"]


def test_a_tap_on_a_promise_leads_to_all_its_assigners(
    page: Page, served: Served, addresses: dict[str, str]
) -> None:
    sign_in(page, served, "em")
    page.goto(addresses["TV"])
    page.locator("#promise-BHXH h2 a").click()
    assert page.url.endswith("#card-BHXH")
    assert page.locator("#card-BHXH").evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_on_a_phone_the_other_pages_open_without_scrolling_sideways(
    page: Page, served: Served, addresses: dict[str, str]
) -> None:
    """By a tap and by the keyboard alone."""
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    sign_in(page, served, "em")
    page.goto(addresses["TV"])
    assert not page.locator(".tabs").is_visible()
    page.locator(".tabs-label").click()
    page.locator("#menu-open").focus()
    page.keyboard.press("Space")
    for menu in (".tabs", ".site-nav", ".site-tools"):
        assert page.locator(menu).is_visible(), menu
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert breaches(page) == []


def test_the_month_is_chosen_where_it_stands(
    page: Page, served: Served, addresses: dict[str, str]
) -> None:
    sign_in(page, served, "em")
    page.goto(addresses["VL"])
    page.locator(".month-choice > summary").click()
    page.locator(".month-choice select[name=month]").select_option("2025-12")
    page.locator(".month-choice button").click()
    assert "month=2025-12" in page.url
    assert page.locator(".month-choice > summary").inner_text() == "12/2025"


def test_on_a_phone_each_province_of_the_map_is_large_enough_to_be_tapped(
    page: Page, served: Served, addresses: dict[str, str]
) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    sign_in(page, served, "em")
    page.goto(addresses["nation"])
    tiles = page.locator(".tile-map a rect")
    assert tiles.count() == 34
    sizes = tiles.evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(e => Math.min(e.width, e.height))"
    )
    assert min(sizes) >= 24
    assert breaches(page) == []
    page.get_by_role("link", name="Tỉnh Vĩnh Long: ").first.click()
    page.get_by_role("heading", name="Tỉnh Vĩnh Long", exact=True).wait_for()


SCROLLS = """() => [...document.querySelectorAll("main *")].filter(each =>
    each.scrollWidth > each.clientWidth + 1
    && ["auto", "scroll"].includes(getComputedStyle(each).overflowX)).length"""


@pytest.mark.parametrize("below", ["", "trend/", "indicators/BHYT/", "what-if/", "report/"])
def test_on_a_phone_no_table_scrolls_sideways_until_all_its_columns_are_asked_for(
    page: Page, served: Served, addresses: dict[str, str], below: str
) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    sign_in(page, served, "em")
    page.goto(addresses["VL"].replace("?", f"{below}?"))
    assert page.evaluate(SCROLLS) == 0
    frame = page.locator(".all-columns + .table-scroll").first
    minor = frame.locator("thead .minor").first
    assert not minor.is_visible()
    page.get_by_label("Đủ các cột").first.check()
    assert minor.is_visible()


@pytest.mark.parametrize("below", ["trend/", "indicators/BHYT/", "what-if/"])
def test_on_a_phone_what_is_chosen_stands_in_one_line_and_opens_by_a_tap(
    page: Page, served: Served, addresses: dict[str, str], below: str
) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    sign_in(page, served, "em")
    page.goto(addresses["VL"].replace("?", f"{below}?"))
    choices = page.get_by_role("navigation", name="Chỉ tiêu thống kê")
    assert not choices.is_visible()
    page.get_by_text("Chọn khác").click()
    assert choices.is_visible()
    assert page.evaluate(SCROLLS) == 0
