"""After a save one line leads the clerk to the overview with what is still being entered."""

import pytest

from cast import JUNE, Cast, make_user
from coverage.entry import record_figures
from coverage.models import Role
from coverage.month.workflow import open_months
from entry_pages import EntryPage, address, in_english
from full_months import full_cells
from pages import Page


@pytest.fixture(scope="module")
def world(world: Cast, static_files: None) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


def _open(cast: Cast) -> EntryPage:
    return EntryPage.open(in_english(cast.an), address(cast.tra_vinh, JUNE))


def drafts_links(page: EntryPage) -> list[str]:
    found: list[str] = page.page.root.xpath('//*[@role="status"]/a/@href')
    return found


def test_after_a_save_one_line_leads_to_the_overview_with_drafts(cast: Cast) -> None:
    done = _open(cast).fill(cast.cau_ke, cast.bhyt, "5000").press()
    assert "Not handed in yet, so readers do not see it." in done.page.text
    (link,) = drafts_links(done)
    assert link == f"/units/{cast.tra_vinh.pk}/?month=2023-06&drafts=1"
    shown = Page.of(done.client.get(link))
    assert "Includes figures still being entered" in shown.text
    assert "5.000" in shown.text


def test_a_save_of_nothing_leads_nowhere(cast: Cast) -> None:
    assert drafts_links(_open(cast).press()) == []


def test_who_writes_for_units_alone_is_led_to_the_pages_of_those_that_were_saved(
    cast: Cast,
) -> None:
    hoa = make_user("hoa", "Lê Thị Hoa", (cast.cau_ke, Role.CLERK), (cast.tra_cu, Role.CLERK))
    page = EntryPage.open(in_english(hoa), address(cast.tra_vinh, JUNE))
    done = page.fill(cast.tra_cu, cast.bhyt, "6000").press()
    assert drafts_links(done) == [f"/units/{cast.tra_cu.pk}/?month=2023-06&drafts=1"]
    assert "6.000" in Page.of(done.client.get(drafts_links(done)[0])).text


def test_what_is_saved_and_submitted_in_one_is_no_draft(cast: Cast) -> None:
    record_figures(cast.an, JUNE, full_cells(cast, cast.cau_ke))
    done = _open(cast).fill(cast.cau_ke, cast.bhyt, "5000").tick(cast.cau_ke).press("submit")
    assert "Submitted the month of 1 unit." in done.page.text
    assert drafts_links(done) == []
