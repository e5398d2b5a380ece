"""A meeting from its freezing to the correction after it, in Chromium; and the pages on paper."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from cast import JUNE, make_user
from chromium import Served, sign_in
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, Indicator, ReportedFigure, Role
from coverage.month.workflow import reopen
from coverage.reference.accounts import loading_accounts

pytestmark = pytest.mark.browser

AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
TITLE = "Họp sơ kết 6 tháng"


@pytest.fixture(scope="module")
def tra_vinh(served: Served) -> AdministrativeUnit:
    with served.data():
        unit = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
        make_user("giang", "Võ Hương Giang", (unit, Role.APPROVER))
    return unit


@pytest.fixture
def giang(page: Page, tra_vinh: AdministrativeUnit) -> Page:
    sign_in(page, "giang")
    return page


def correct_june(unit: AdministrativeUnit) -> None:
    enterer, approver = loading_accounts()
    bhyt = Indicator.objects.get(code="BHYT")
    reopen(approver, [unit.pk], JUNE, "sót một danh sách")
    seen = ReportedFigure.objects.current().get(unit=unit, indicator=bhyt, period=JUNE)
    record_figures(enterer, JUNE, [Cell(unit.pk, bhyt.pk, 821_600, rate=seen.rate, shown=seen.pk)])


def both_themes_are_accessible(page: Page) -> None:
    for theme in ("light", "dark"):
        page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)
        found = Axe().run(page, options=AA)
        assert found.violations_count == 0, found.generate_report()


def test_a_meeting_keeps_what_it_saw_and_marks_what_was_adjusted(
    giang: Page, served: Served, tra_vinh: AdministrativeUnit
) -> None:
    giang.goto(f"/units/{tra_vinh.pk}/meetings/")
    both_themes_are_accessible(giang)
    giang.locator("input[name=title]").fill(TITLE)
    giang.locator("input[name=held_on]").fill("26/07/2023")
    giang.locator("form.freeze button").click()
    expect(giang.locator("h1")).to_have_text(TITLE)
    with served.data():
        correct_june(tra_vinh)
    giang.reload()
    row = giang.locator("table", has_text="821.563")
    expect(row).to_contain_text("821.600")
    expect(row).to_contain_text("sót một danh sách")
    both_themes_are_accessible(giang)

    giang.locator(".seen-pages a").first.click()
    card = giang.locator("#card-BHYT")
    expect(card.locator(".people").first).to_have_text("821.563")
    expect(card.locator(".adjusted")).to_contain_text("821.563 → 821.600")
    both_themes_are_accessible(giang)
    giang.locator(".as-seen-banner a").first.click()
    expect(giang.locator(".as-seen-banner")).to_have_count(0)
    expect(card.locator(".people").first).to_have_text("821.600")


def test_on_paper_there_is_nothing_to_click_and_the_source_stands_below(
    giang: Page, tra_vinh: AdministrativeUnit
) -> None:
    for address in ("", "trend/", "report/"):
        giang.goto(f"/units/{tra_vinh.pk}/{address}?month=2023-06")
        source = giang.locator(".print-source")
        content = "element => getComputedStyle(element, '::after').content"
        assert source.evaluate(content) == "none"
        giang.emulate_media(media="print")
        for gone in (".site-header", ".tabs", "form.filters"):
            expect(giang.locator(gone).first).to_be_hidden()
        assert f"/units/{tra_vinh.pk}/{address}?month=2023-06" in source.evaluate(content)
        giang.emulate_media(media="screen")


def test_a_page_prints_on_a4_across(giang: Page, tra_vinh: AdministrativeUnit) -> None:
    giang.goto(f"/units/{tra_vinh.pk}/?month=2023-06")
    pdf = giang.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 841.91998 594.95996]" in pdf
