"""Every page of the product, opened once in Chromium: 0 breaches of WCAG in both themes, nothing
from another host, no breach of the content policy, no page wider than the window, none heavy.

The addresses are those that the project answers; a new one is opened here without being named,
unless it takes an argument that is not known yet.
"""

import gzip
import json
from datetime import date
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import Page

from accessibility import COLOURS, breaches
from cast import JUNE, make_user
from chromium import Served, sign_in
from coverage.models import AdministrativeUnit, Indicator, Role
from reporting import report_all
from reports.integrity.result import Result
from reports.integrity.state import NAME
from reports.meetings.conclusion_entry import ConclusionValue, save_conclusion
from reports.meetings.freezing import freeze
from targets.models import Document

pytestmark = pytest.mark.browser

PHONE, DESK = 390, 1366
LARGEST_PAGE = 200_000
WITH_A_CHART = {"unit"}
NOT_A_PAGE = {
    "home": "leads on to the reader’s own unit",
    "sign_in": "of who is not signed in: test_frame.py",
    "sign_out": "only sent",
    "still_here": "for the page’s script: test_idle_sessions.py",
    "set_language": "only sent",
    "document_withdraw": "only sent",
    "document_file": "a file, which these documents lack",
    "targets_of_indicator": "only sent",
    "targets_of_year": "only sent",
    "import_file": "of a file that was sent: coverage/month_import/test_pages.py",
    "import_columns": "as above",
    "import_list": "as above",
    "export_progress": "for the page’s script: coverage/exporting/test_export.py",
    "export_file": "of an export that was asked for: coverage/exporting/test_export.py",
    "unit_act_void": "of an act that was recorded: coverage/units/test_acts_page.py",
    "unit_act_file": "as above: coverage/units/test_decision_files.py",
    "unit_act_file_new": "as above",
    "target_file": "of a file that was sent: targets/target_import/test_target_import.py",
    "target_file_columns": "as above",
}
FILES = (".xlsx", ".docx")


@pytest.fixture(scope="module")
def addresses(served: Served) -> dict[str, str]:
    """The address of each page, of Trà Vinh in 6/2023, by the page's name."""
    with served.data():
        unit = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
        both = [(unit, Role.CLERK), (unit, Role.APPROVER)]
        reader = make_user("moi", "Người xem mọi trang", *both, administrator=True)
        bhyt = Indicator.objects.get(code="BHYT")
        parts = list(unit.children.on(JUNE))
        report_all(dict.fromkeys(parts[1:], 90_000), bhyt, JUNE)
        meeting = freeze(reader, unit, "Sơ kết sáu tháng", date(2023, 7, 26))
        done = ConclusionValue("Rà soát thẻ", None, "Sở Y tế", date(2023, 8, 31))
        save_conclusion(reader, meeting, 1, done, None)
        known = {
            "unit_id": unit.pk,
            "indicator_id": bhyt.pk,
            "code": bhyt.code,
            "sort": "merge",
            "month": "2023-06",
            "document_id": Document.objects.filter(binds=unit)[0].pk,
            "meeting_id": meeting.pk,
            "conclusion_number": 1,
        }
    return {
        name: reverse(name, kwargs={key: known[key] for key in arguments})
        for name, arguments in named_addresses().items()
    }


def named_addresses() -> dict[str, list[str]]:
    """name -> its arguments, of every page."""
    found: dict[str, list[str]] = {}

    def walk(resolver: Any) -> None:
        for each in resolver.url_patterns:
            if isinstance(each, URLResolver):
                # The administration is Django's own, but for a few pages: test_frame.py.
                if each.namespace is None:
                    walk(each)
            elif isinstance(each, URLPattern) and not str(each.pattern).endswith(FILES):
                found[str(each.name)] = list(each.pattern.converters)

    walk(get_resolver())
    return {name: arguments for name, arguments in found.items() if name not in NOT_A_PAGE}


def test_every_page_is_open_to_all_light_and_from_here(
    page: Page, served: Served, addresses: dict[str, str], complaints: list[str]
) -> None:
    assert len(addresses) > 20
    sign_in(page, served, "moi")
    wrong: dict[str, list[str]] = {}
    for name, address in addresses.items():
        # Without the moment in which colours glide from one theme to the other.
        page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")
        page.set_viewport_size({"width": DESK, "height": 768})
        answer = page.goto(address)
        assert answer is not None
        found = [f"answers {answer.status}"] if answer.status != 200 else []
        if len(gzip.compress(answer.body())) > LARGEST_PAGE:
            found.append("heavy")
        found += [*_about_charts(page, name), *_too_wide(page), *breaches(page)]
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found += breaches(page, COLOURS)
        page.emulate_media(media="print")
        found += _cut_on_paper(page)
        if found or complaints:
            wrong[address] = [*found, *complaints]
            complaints.clear()
    assert wrong == {}


def test_what_went_wrong_can_be_read_in_both_themes(
    page: Page, served: Served, addresses: dict[str, str]
) -> None:
    """A proof of the data that broke off, and an address that was not understood."""
    failed = Result("2023-07-01T02:00:00+07:00", 0, failure="canceling statement due to timeout")
    (served.folder / NAME).write_text(json.dumps(failed.as_json()))
    sign_in(page, served, "moi")
    for address, told in (
        (addresses["integrity"], failed.failure),
        (f"{addresses['overview']}?indicator=BHIT", "indicator=BHIT"),
    ):
        page.emulate_media(color_scheme="light")
        page.goto(address)
        assert told in page.locator(".alert code").all_inner_texts()
        assert breaches(page) == []
        page.emulate_media(color_scheme="dark")
        assert breaches(page, COLOURS) == []


def _about_charts(page: Page, name: str) -> list[str]:
    """The library of charts is loaded after the page, and only for a page with a chart."""
    scripts = page.locator("script[src*=plotly]")
    if name in WITH_A_CHART:
        deferred = scripts.count() == 1 and scripts.get_attribute("defer") is not None
        return [] if deferred else ["its chart is not loaded deferred"]
    return ["loads charts without showing one"] if scripts.count() else []


def _cut_on_paper(page: Page) -> list[str]:
    """What would have to be scrolled to be read whole; a chart is drawn anew as it is printed."""
    cut: list[str] = page.evaluate(
        """[...document.querySelectorAll("main :not(textarea, .chart-canvas)")]
            .filter((each) => !["visible", "clip"].includes(getComputedStyle(each).overflowY)
                && each.scrollHeight > each.clientHeight + 1)
            .map((each) => `${each.tagName}.${each.className} is cut on paper`)"""
    )
    return cut


def _too_wide(page: Page) -> list[str]:
    found = []
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 844})
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            found.append(f"needs {needed} of {width} pixels")
    return found
