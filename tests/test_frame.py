"""The frame of every page in a real browser: both themes, the phone, an ended session."""

from contextlib import closing
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from accessibility import Theme, breaches
from cast import PASSWORD, make_user
from chromium import Served, sign_in, watched
from coverage.models import AdministrativeUnit, Role

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def people(served: Served) -> None:
    with served.data():
        tra_vinh = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
        make_user("an", "Nguyễn Thị An", (tra_vinh, Role.CLERK))
        make_user("em", "Lê Văn Em", administrator=True)


@pytest.fixture
def an(page: Page, served: Served, people: None) -> Page:
    sign_in(page, served, "an")
    return page


def sign_in_by_the_form(page: Page) -> None:
    page.goto("/sign-in/?next=/documents/")
    page.get_by_label("Tên đăng nhập").fill("an")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    # The real hash is meant to be slow, and a busy machine makes it slower.
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("Văn bản và chỉ tiêu giao", timeout=20_000)


def theme_of(page: Page) -> str | None:
    return page.locator("html").get_attribute("data-bs-theme")


def first_document(page: Page) -> str:
    page.goto("/documents/")
    address = page.locator("table.documents tbody a").first.get_attribute("href")
    assert address is not None
    return address.split("/")[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_document_with_its_history_meets_wcag_and_fits_a_phone(an: Page, theme: Theme) -> None:
    """What test_every_page leaves out: it opens each address without parameters."""
    an.emulate_media(color_scheme=theme)
    an.set_viewport_size({"width": 390, "height": 844})
    an.goto(f"/documents/{first_document(an)}/?history=1")
    assert theme_of(an) == theme
    assert breaches(an) == []
    assert an.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_a_stranger_sees_meets_wcag_too(
    page: Page, complaints: list[str], theme: Theme
) -> None:
    page.emulate_media(color_scheme=theme)
    for address in ("/sign-in/", "/khong-co/"):
        page.goto(address)
        assert breaches(page) == []
    complaints.clear()  # the browser reports the 404 it was given


def test_the_chosen_theme_stays_from_page_to_page_and_paper_is_white(an: Page) -> None:
    an.emulate_media(color_scheme="light")
    an.goto("/documents/")
    switch = an.get_by_role("button", name="Nền tối")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    an.goto("/password/")
    assert theme_of(an) == "dark"
    an.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert theme_of(an) == "light"
    an.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert theme_of(an) == "dark"


def test_by_keyboard_the_first_stop_skips_to_the_content(an: Page) -> None:
    an.goto("/documents/")
    an.keyboard.press("Tab")
    skip = an.get_by_role("link", name="Đến thẳng nội dung")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    an.keyboard.press("Enter")
    expect(an.locator("main")).to_be_focused()


def test_the_menu_opens_by_keyboard_closes_by_escape_and_signs_out(an: Page) -> None:
    an.goto("/documents/")
    summary = an.locator("details.menu summary")
    summary.focus()
    an.keyboard.press("Enter")
    expect(an.get_by_role("button", name="Đăng xuất")).to_be_visible()
    an.keyboard.press("Escape")
    expect(an.get_by_role("button", name="Đăng xuất")).to_be_hidden()
    expect(summary).to_be_focused()
    an.keyboard.press("Enter")
    an.get_by_role("button", name="Đăng xuất").click()
    expect(an).to_have_url("/sign-in/")


def test_a_form_left_open_is_sent_after_signing_in_again(
    an: Page, served: Served, complaints: list[str]
) -> None:
    """The token in the form is that of the old session: without the script this is a 403."""
    an.goto("/password/")
    with closing(an.context.new_page()) as other:
        watched(other, served, complaints)
        other.goto("/documents/")
        other.locator("details.menu summary").click()
        other.get_by_role("button", name="Đăng xuất").click()
        sign_in_by_the_form(other)
    an.locator("#id_old_password").fill("khong-phai-mat-khau-cu")
    an.locator("#id_new_password1").fill("muoi-hai-con-giap-2026")
    an.locator("#id_new_password2").fill("muoi-hai-con-giap-2026")
    an.locator("main button").click()
    expect(an.locator(".field-error")).to_have_count(1)


def test_without_scripts_the_frame_still_works(
    browser: Browser, served: Served, people: None
) -> None:
    options: dict[str, Any] = {
        "base_url": served.url,
        "java_script_enabled": False,
        "locale": "vi-VN",
    }
    with closing(browser.new_context(**options)) as context:
        page = context.new_page()
        page.goto("/sign-in/?next=/documents/")
        page.get_by_label("Tên đăng nhập").fill("an")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Documents and targets")
        page.locator("details.menu summary").click()
        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url("/sign-in/")


def test_the_administration_works_under_the_strict_policy(
    page: Page, served: Served, people: None
) -> None:
    """The chooser of units draws itself by script: with it, a role is given."""
    sign_in(page, served, "em")
    page.goto("/admin/coverage/assignment/add/")
    for field, term, wanted in (
        ("user", "an", "Nguyễn Thị An"),
        ("unit", "tra vinh", "Thành phố Trà Vinh, Tỉnh Trà Vinh (2021–2025)"),
    ):
        page.locator(f".field-{field} .select2-selection").click()
        page.locator(".select2-search__field").fill(term)
        page.get_by_role("option", name=wanted, exact=True).click()
    page.locator("#id_role").select_option("viewer")
    page.locator("#id_why").fill("phân công mới")
    page.locator("input[name=_save]").click()
    expect(page.locator(".messagelist .success")).to_contain_text("Nguyễn Thị An")
