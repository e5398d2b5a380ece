"""The chart in a real browser: under the strict policy, in both themes, by mouse and by touch."""

from contextlib import closing
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from accessibility import Theme, breaches
from cast import make_user
from chromium import Served, sign_in, watched
from coverage.models import AdministrativeUnit, Indicator, Origin
from coverage.notation.periods import months
from reporting import report

pytestmark = pytest.mark.browser

# Trà Vinh in June 2023 among simulated months, as in the demo.
SIMULATED = {month: 811_000 + 1_700 * month for month in range(1, 6)}


@pytest.fixture(scope="module")
def tra_vinh(served: Served) -> AdministrativeUnit:
    with served.data():
        unit = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
        bhyt = Indicator.objects.get(code="BHYT")
        for period in months(date(2022, 12, 1), date(2023, 5, 1)):
            people = SIMULATED.get(period.month, 810_000)
            report(unit, bhyt, period, people, origin=Origin.SIMULATED)
        make_user("em", "Lê Văn Em", administrator=True)
    return unit


@pytest.fixture
def em(page: Page, served: Served, tra_vinh: AdministrativeUnit) -> Page:
    sign_in(page, served, "em")
    return page


def open_chart(page: Page, unit: AdministrativeUnit, query: str = "") -> None:
    page.goto(f"/units/{unit.pk}/trend/?month=2023-06&indicator=BHYT{query}")
    expect(page.locator("[data-drawn]")).to_have_count(1)


def sign_of_june(page: Page) -> dict[str, float]:
    """The middle of the sign of the published month."""
    place: dict[str, float] = page.evaluate(
        """() => {
            const chart = document.querySelector("[data-chart]");
            const trace = chart.data.findIndex((each) => each.x.at(-1) === "2023-06-15"
                && each.mode === "markers");
            const { xaxis, yaxis } = chart._fullLayout;
            const box = chart.getBoundingClientRect();
            return {
                x: box.left + xaxis._offset + xaxis.d2p(chart.data[trace].x.at(-1)),
                y: box.top + yaxis._offset + yaxis.d2p(chart.data[trace].y.at(-1)),
            };
        }"""
    )
    return place


def label(page: Page) -> Locator:
    return page.locator(".hoverlayer .hovertext")


def colour_of_line(page: Page) -> str:
    """The colour in which the line of the figures is drawn."""
    found: str = page.evaluate(
        """() => {
            const lines = [...document.querySelectorAll(".scatterlayer path.js-line")];
            const line = lines.find((each) => each.style.strokeWidth === "2.5px");
            return getComputedStyle(line).stroke;
        }"""
    )
    return found


def token(page: Page, name: str) -> str:
    found: str = page.evaluate(
        """(name) => {
            const probe = document.createElement("span");
            document.body.append(probe);
            probe.style.color = `var(${name})`;
            const colour = getComputedStyle(probe).color;
            probe.remove();
            return colour;
        }""",
        name,
    )
    return found


@pytest.mark.parametrize(("theme", "width"), [("light", 1366), ("dark", 390)])
def test_the_chart_is_drawn_in_the_colours_of_the_theme(
    em: Page, tra_vinh: AdministrativeUnit, theme: Theme, width: int
) -> None:
    em.emulate_media(color_scheme=theme)
    em.set_viewport_size({"width": width, "height": 800})
    open_chart(em, tra_vinh)
    assert colour_of_line(em) == token(em, "--chart-actual")
    assert em.evaluate("document.documentElement.scrollWidth") <= width
    assert em.locator("style").count() == 0
    assert breaches(em) == []


def test_the_chart_follows_when_the_reader_switches_the_theme(
    em: Page, tra_vinh: AdministrativeUnit
) -> None:
    em.emulate_media(color_scheme="light")
    open_chart(em, tra_vinh)
    light = colour_of_line(em)
    em.locator("[data-theme-switch]").click()
    em.wait_for_function("document.documentElement.dataset.bsTheme === 'dark'")
    assert colour_of_line(em) == token(em, "--chart-actual") != light


def test_the_mouse_over_a_month_shows_its_numbers(em: Page, tra_vinh: AdministrativeUnit) -> None:
    open_chart(em, tra_vinh)
    em.locator("[data-chart]").scroll_into_view_if_needed()
    june = sign_of_june(em)
    em.mouse.move(june["x"] - 3, june["y"])
    em.mouse.move(june["x"], june["y"])
    expect(label(em)).to_contain_text("06/2023: 821.563")
    expect(label(em)).to_contain_text("80,58 %")
    em.locator(".modebar-btn").first.hover()


def test_a_finger_on_a_month_shows_its_numbers(
    whole_browser: Browser, served: Served, tra_vinh: AdministrativeUnit, complaints: list[str]
) -> None:
    phone: dict[str, Any] = {
        "viewport": {"width": 390, "height": 844},
        "has_touch": True,
        "is_mobile": True,
    }
    with closing(whole_browser.new_context(base_url=served.url, **phone)) as context:
        page = watched(context.new_page(), served, complaints)
        sign_in(page, served, "em")
        open_chart(page, tra_vinh)
        page.locator("[data-chart]").scroll_into_view_if_needed()
        june = sign_of_june(page)
        page.touchscreen.tap(june["x"], june["y"])
        expect(label(page)).to_contain_text("821.563")


def test_the_chart_fits_the_paper_and_comes_back(em: Page, tra_vinh: AdministrativeUnit) -> None:
    open_chart(em, tra_vinh)
    drawing = em.locator("[data-chart] .main-svg").first
    on_screen = drawing.bounding_box()
    em.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(drawing).to_have_attribute("width", "1020")
    em.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(drawing).not_to_have_attribute("width", "1020")
    assert drawing.bounding_box() == on_screen


def test_without_scripts_the_table_holds_the_numbers(
    browser: Browser, served: Served, em: Page, tra_vinh: AdministrativeUnit
) -> None:
    state = em.context.storage_state()
    options: dict[str, Any] = {
        "base_url": served.url,
        "java_script_enabled": False,
        "storage_state": state,
    }
    with closing(browser.new_context(**options)) as context:
        page = context.new_page()
        page.goto(f"/units/{tra_vinh.pk}/trend/?month=2023-06&indicator=BHYT")
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("[data-chart]")).to_be_hidden()
        expect(page.locator("#months tbody tr").first).to_contain_text("821.563")


def test_where_plotly_does_not_arrive_the_page_says_so(
    em: Page, tra_vinh: AdministrativeUnit, complaints: list[str]
) -> None:
    em.route("**/plotly*.js", lambda route: route.abort())
    em.goto(f"/units/{tra_vinh.pk}/trend/?month=2023-06&indicator=BHYT")
    state = em.locator(".chart-state")
    failed = state.get_attribute("data-failed") or "?"
    expect(state).to_have_text(failed)
    complaints.clear()  # the browser reports the script it was refused


def test_the_chart_is_saved_as_a_picture_and_its_numbers_as_a_workbook(
    em: Page, tra_vinh: AdministrativeUnit
) -> None:
    open_chart(em, tra_vinh)
    with em.expect_download() as saved:
        em.get_by_role("button", name="Lưu biểu đồ thành ảnh (.png)").click()
    picture = saved.value.path().read_bytes()
    assert saved.value.suggested_filename.endswith(".png")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20], "big") == 2 * 1020
    assert len(picture) > 20_000
    with em.expect_download() as numbers:
        em.locator("#months-heading ~ .table-file a").click()
    assert numbers.value.suggested_filename.endswith(".xlsx")
