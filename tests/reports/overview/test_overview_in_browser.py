"""The overview in a real browser: both themes, three widths, on paper."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from accessibility import Theme, breaches
from cast import JUNE, make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, ChangeKind, Indicator, UnitChangeLink
from coverage.notation.periods import last_december, previous_month
from reporting import make_document, promise, report_all
from unit_acts import act_of

pytestmark = pytest.mark.browser

# The last of them is the one that is judged by WCAG.
WIDTHS = {"light": (1440, 1366, 390), "dark": (390, 1366, 1440)}


@pytest.fixture(scope="module")
def address(served: Served) -> Iterator[str]:
    """Trà Vinh of 30/6/2023 as published, with districts that are far beyond their target, behind
    it, without figures and without a target."""
    with served.data():
        unit = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
        parts = list(unit.children.on(JUNE).order_by("sort_key"))
        bhyt = Indicator.objects.get(code="BHYT")
        plan = make_document(unit, date(2023, 1, 1), number="7/KH-UBND")
        for part, target in zip(parts[:4], (600, 1_100, 1_000, 0), strict=True):
            promise(plan, part, bhyt, 2023, people=target)
        for period, gained in ((last_december(JUNE), 0), (previous_month(JUNE), 7), (JUNE, 9)):
            report_all(dict.fromkeys(parts[:2] + parts[3:5], 900 + gained), bhyt, period)
        act = act_of(date(2024, 1, 1), ChangeKind.TRANSFER, "một phần")
        for giver, share in zip(parts[:2], ("0.375", "0.12345678"), strict=True):
            UnitChangeLink.objects.create(
                change=act, old=giver, new=parts[3], weight=Decimal(share)
            )
        make_user("em", "Lê Văn Em", administrator=True)
        yield f"/units/{unit.pk}/?month=2023-06&indicator=BHYT"


# What A4 leaves between the margins, across, in pixels of the screen.
PAPER = 1032
# Those of each card stand within it, right of what they are the sources of.
SOURCES_BESIDE = """[...document.querySelectorAll(".card-figure .sources p")].every(source => {
    const inner = source.getBoundingClientRect();
    const card = source.closest(".card-figure").getBoundingClientRect();
    const middle = (card.left + card.right) / 2;
    return inner.left >= middle && inner.right <= card.right && inner.bottom <= card.bottom;
})"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_overview_meets_wcag_fits_every_window_and_prints_its_footnotes(
    page: Page, served: Served, address: str, theme: Theme
) -> None:
    page.emulate_media(color_scheme=theme)
    sign_in(page, served, "em")
    page.goto(address)
    assert "821.563" in (page.locator("#card-BHYT").text_content() or "")
    assert page.locator("table.parts .bullet-missing").count() == 1
    assert page.locator("table.parts .bullet-beyond").count() == 1
    for width in WIDTHS[theme]:
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    sources = page.locator("#card-BHYT details.sources p").last
    expect(sources).to_be_hidden()
    page.emulate_media(media="print")
    expect(sources).to_be_visible()
    assert page.evaluate(SOURCES_BESIDE)
    page.emulate_media(media="screen", color_scheme=theme)
    page.locator("#card-BHYT details.sources summary").click()
    expect(sources).to_be_visible()
    assert breaches(page) == []


def test_a_long_mark_of_shares_cuts_no_column_off_on_paper(
    page: Page, served: Served, address: str
) -> None:
    """By today's units, on the overview and the comparison."""
    sign_in(page, served, "em")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 844})
    overview, asked = address.split("?")
    for path in (overview, f"{overview}indicators/BHYT/"):
        page.goto(f"{path}?{asked}&units=today")
        assert page.locator("table.parts .mark", has_text="12,345678 %").count() >= 1
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER
