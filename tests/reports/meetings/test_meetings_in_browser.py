"""A meeting from its freezing to the correction after it, in Chromium; and the pages on paper."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accessibility import breaches_in_both_themes
from cast import JUNE, make_user
from chromium import Served, sign_in
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, Indicator, ReportedFigure, Role
from coverage.month.workflow import reopen, submit
from coverage.reference.accounts import loading_accounts

pytestmark = pytest.mark.browser

TITLE = "Họp sơ kết 6 tháng"


@pytest.fixture(scope="module")
def tra_vinh(served: Served) -> AdministrativeUnit:
    with served.data():
        unit = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
        make_user("giang", "Võ Hương Giang", (unit, Role.APPROVER))
    return unit


@pytest.fixture
def giang(page: Page, served: Served, tra_vinh: AdministrativeUnit) -> Page:
    sign_in(page, served, "giang")
    return page


def correct_june(unit: AdministrativeUnit) -> None:
    enterer, approver = loading_accounts()
    bhyt = Indicator.objects.get(code="BHYT")
    reopen(approver, [unit.pk], JUNE, "sót một danh sách")
    seen = ReportedFigure.objects.current().get(unit=unit, indicator=bhyt, period=JUNE)
    record_figures(enterer, JUNE, [Cell(unit.pk, bhyt.pk, 821_600, rate=seen.rate, shown=seen.pk)])
    submit(enterer, [unit.pk], JUNE)


def test_a_meeting_keeps_what_it_saw_and_marks_what_was_adjusted(
    giang: Page, served: Served, tra_vinh: AdministrativeUnit
) -> None:
    giang.goto(f"/units/{tra_vinh.pk}/meetings/")
    giang.locator("input[name=title]").fill(TITLE)
    giang.locator("input[name=held_on]").fill("26/07/2023")
    giang.locator("form.freeze button").click()
    giang.locator(".breadcrumbs a").last.click()
    expect(giang.locator("h1")).to_have_text(TITLE)
    with served.data():
        correct_june(tra_vinh)
    giang.reload()
    row = giang.locator("table", has_text="821.563")
    expect(row).to_contain_text("821.600")
    expect(row).to_contain_text("sót một danh sách")
    assert breaches_in_both_themes(giang) == []

    giang.locator(".seen-pages a").first.click()
    card = giang.locator("#card-BHYT")
    expect(card.locator(".people").first).to_have_text("821.563")
    expect(card.locator(".adjusted")).to_contain_text("821.563 → 821.600")
    assert breaches_in_both_themes(giang) == []
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
