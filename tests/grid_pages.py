"""A grid of entry as the tests drive it in Chromium: Long An's 15 districts in June 2023."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date

from playwright.sync_api import Browser, Locator, Page, Route

from cast import JUNE, make_user
from chromium import Served, sign_in, watched
from coverage.models import AdministrativeUnit, Indicator, Role
from coverage.month.workflow import open_months, submit
from entry_pages import address

COLUMNS = 7


def open_long_an(served: Served) -> str:
    """The address of the month: all districts are open but the last but one, which is submitted."""
    with served.data():
        assert Indicator.objects.filter(measure="stock").count() == COLUMNS
        long_an = AdministrativeUnit.objects.get(level=1, code="80", valid_to=date(2025, 6, 30))
        an = make_user("an", "Nguyễn Thị An", (long_an, Role.CLERK))
        make_user("binh", "Lò Văn Bình", (long_an, Role.CLERK))
        giang = make_user("giang", "Võ Hương Giang", (long_an, Role.APPROVER))
        units = AdministrativeUnit.objects.filter(parent=long_an).order_by("sort_key")
        ids = list(units.values_list("pk", flat=True))
        assert len(ids) == 15
        open_months(giang, ids, JUNE)
        submit(an, ids[13:14], JUNE)
        return address(long_an, JUNE)


@contextmanager
def grid_of_an(
    browser: Browser, served: Served, complaints: list[str], path: str
) -> Iterator[Page]:
    with closing(browser.new_context(base_url=served.url, locale="vi-VN")) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = watched(context.new_page(), served, complaints)
        sign_in(page, served, "an")
        page.goto(path)
        yield page


def cell(page: Page, row: int, column: int) -> Locator:
    return page.locator(
        f".grid tbody tr:nth-child({row}) td:nth-of-type({column + 1}) > input"
    ).first


def with_many_rows(route: Route) -> None:
    """The page with its open rows 31 times: more than 3.000 cells."""
    response = route.fetch()
    head, body, tail = re.split(r"(?s)(?<=<tbody>)(.*)(?=</tbody>)", response.text(), maxsplit=1)
    rows = [row for row in re.findall(r"(?s)<tr>.*?</tr>", body) if 'name="v-' in row]
    many = (re.sub(r'(?<=["-])(\d+)(?=-\d)', rf"{n}\1", row) for n in range(1, 32) for row in rows)
    route.fulfill(response=response, body=head + "".join(many) + tail)
