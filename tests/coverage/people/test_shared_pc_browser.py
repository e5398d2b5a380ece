"""A PC that several people use: who has signed out leaves no page behind, who types is not left."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from cast import make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Role

pytestmark = pytest.mark.browser


@pytest.fixture
def an(page: Page, served: Served, people: int) -> Page:
    sign_in(page, served, "an")
    return page


@pytest.fixture(scope="module")
def people(served: Served) -> int:
    """The unit whose clerk An is."""
    with served.data():
        tra_vinh = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
        make_user("an", "Nguyễn Thị An", (tra_vinh, Role.CLERK))
        return tra_vinh.pk


def sign_out(page: Page) -> None:
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page).to_have_url(re.compile("/sign-in/$"))


@pytest.mark.parametrize("address", ["/units/{}/", "/units/{}/trend/", "/password/", "/months/"])
def test_back_after_signing_out_shows_the_page_to_sign_in_on(
    an: Page, people: int, address: str
) -> None:
    an.goto(address.format(people))
    sign_out(an)
    an.go_back()
    expect(an.get_by_label("Tên đăng nhập")).to_be_visible()
    expect(an.get_by_text("Nguyễn Thị An")).to_have_count(0)


def test_also_where_a_browser_minds_no_order_to_clear(an: Page, people: int) -> None:
    """As in an office without HTTPS: a page of figures is asked for again."""
    an.goto(f"/units/{people}/")
    an.goto("/documents/")
    an.context.clear_cookies()
    an.go_back()
    expect(an.get_by_label("Tên đăng nhập")).to_be_visible()


def out_of_memory(page: Page) -> None:
    """As when a browser puts a page back that it had kept whole."""
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")


def test_a_page_kept_whole_is_shown_again_to_its_reader_alone(an: Page, people: int) -> None:
    an.goto(f"/units/{people}/")
    heading = an.get_by_role("heading", level=1)
    out_of_memory(an)
    expect(heading).to_be_visible()
    an.context.clear_cookies()
    out_of_memory(an)
    expect(an.get_by_label("Tên đăng nhập")).to_be_visible()


def test_back_while_signed_in_shows_the_page_again(an: Page, people: int) -> None:
    an.goto(f"/units/{people}/")
    heading = an.get_by_role("heading", level=1).inner_text()
    an.goto("/documents/")
    an.go_back()
    expect(an.get_by_role("heading", level=1)).to_have_text(heading)
    expect(an.get_by_role("heading", level=1)).to_be_visible()


def test_typing_says_once_a_minute_that_its_writer_is_still_here(an: Page) -> None:
    asked: list[str] = []
    an.on("request", lambda each: asked.append(each.url) if "still-here" in each.url else None)
    an.clock.install()
    an.goto("/password/")
    field = an.locator("#id_old_password")
    field.press_sequentially("abc")
    assert asked == []
    an.clock.fast_forward("01:01")
    with an.expect_response("**/still-here/") as answer:
        field.press_sequentially("def")
    assert answer.value.status == 204
    assert len(asked) == 1
