"""The grid in a real browser: the manners of Excel, and nothing skipped or guessed in silence."""

import re
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from accessibility import breaches_in_both_themes
from cast import JUNE
from chromium import Served, sign_in, watched
from coverage.models import ReportedFigure
from grid_pages import COLUMNS, cell, grid_of_an, open_long_an, with_many_rows

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def path(served: Served) -> str:
    return open_long_an(served)


@pytest.fixture
def grid(browser: Browser, served: Served, complaints: list[str], path: str) -> Iterator[Page]:
    with grid_of_an(browser, served, complaints, path) as page:
        yield page


def texts(page: Page, rows: int, columns: int) -> list[list[str]]:
    return [
        [cell(page, row, column).input_value() for column in range(1, columns + 1)]
        for row in range(1, rows + 1)
    ]


def paste(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def said(page: Page) -> Locator:
    return page.locator(".grid-said")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_button_pressed_right_after_a_cell_was_spoilt_does_what_it_says(
    grid: Page, complaints: list[str]
) -> None:
    """On a phone what the cell then says would push the button from under the finger."""
    grid.set_viewport_size({"width": 390, "height": 844})
    cell(grid, 1, 1).focus()
    grid.keyboard.type("12x")
    save = grid.locator('button[value="save"]')
    save.scroll_into_view_if_needed()
    box = save.bounding_box()
    assert box is not None
    with grid.expect_navigation():
        grid.mouse.move(box["x"] + 9, box["y"] + 4)
        grid.mouse.down()
        grid.wait_for_timeout(100)
        grid.mouse.up()
    expect(grid.get_by_role("alert")).to_contain_text("Chưa lưu gì: có 1 ô phải sửa")
    assert [text for text in complaints if "422" not in text] == []
    complaints.clear()


def test_arrows_enter_tab_f2_and_escape_lead_where_they_do_in_a_sheet(grid: Page) -> None:
    cell(grid, 1, 1).focus()
    grid.keyboard.type("821563")
    press(grid, "ArrowDown")
    expect(cell(grid, 2, 1)).to_be_focused()
    expect(cell(grid, 1, 1)).to_have_value("821.563")
    press(grid, "ArrowRight", "ArrowUp", "ArrowLeft")
    expect(cell(grid, 1, 1)).to_be_focused()
    grid.keyboard.type("7")
    expect(cell(grid, 1, 1)).to_have_value("7")
    press(grid, "Escape")
    expect(cell(grid, 1, 1)).to_have_value("821.563")
    press(grid, "F2", "ArrowLeft", "ArrowLeft", "Backspace")
    expect(cell(grid, 1, 1)).to_be_focused()
    press(grid, "Tab")
    expect(cell(grid, 1, 1)).to_have_value("82.163")
    expect(cell(grid, 1, 2)).to_be_focused()
    grid.keyboard.type("5")
    press(grid, "Tab", "6", "Enter")
    expect(cell(grid, 2, 1)).to_be_focused()
    assert texts(grid, 1, 3) == [["82.163", "5", "6"]]
    press(grid, "Shift+Enter", "End")
    expect(cell(grid, 1, COLUMNS)).to_be_focused()
    press(grid, "Control+End", "Control+ArrowUp", "Home")
    expect(cell(grid, 1, 1)).to_be_focused()


def test_a_row_that_is_locked_is_stepped_over(grid: Page) -> None:
    cell(grid, 13, 1).focus()
    press(grid, "Enter")
    expect(cell(grid, 15, 1)).to_be_focused()
    press(grid, "ArrowUp")
    expect(cell(grid, 13, 1)).to_be_focused()


def test_a_block_is_chosen_with_shift_and_copied_filled_cleared_and_taken_back(grid: Page) -> None:
    cell(grid, 1, 1).focus()
    paste(grid, "1\t20.000\n3\tkad")
    press(grid, "Shift+ArrowDown", "Shift+ArrowRight")
    expect(grid.locator(".grid td.chosen")).to_have_count(4)
    press(grid, "Control+C")
    assert grid.evaluate("navigator.clipboard.readText()").split() == ["1", "20.000", "3", "kad"]
    cell(grid, 2, 2).click(modifiers=["Shift"])
    press(grid, "Control+D")
    assert texts(grid, 2, 2) == [["1", "20.000"], ["1", "20.000"]]
    press(grid, "Control+Z")
    assert texts(grid, 2, 2) == [["1", "20.000"], ["3", "kad"]]
    press(grid, "Control+Y", "Control+Z", "Control+Z")
    assert texts(grid, 2, 2) == [["", ""], ["", ""]]
    press(grid, "Control+Y")
    assert texts(grid, 2, 2) == [["1", "20.000"], ["3", "kad"]]
    press(grid, "Control+A", "Delete")
    assert texts(grid, 2, 2) == [["", ""], ["", ""]]
    cell(grid, 1, 1).focus()
    press(grid, "Shift+ArrowRight", "Shift+ArrowDown")
    paste(grid, "9")
    assert texts(grid, 2, 2) == [["9", "9"], ["9", "9"]]


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\t2\n3\t4", [["1", "2"], ["3", "4"]]),
        ('"1"\t" 2 "\n"3"\t4', [["1", "2"], ["3", "4"]]),
        ("\u00a01\u00a0\t2 \r\n 3\t\u202f4\r\n\r\n\r\n", [["1", "2"], ["3", "4"]]),
        ("1\t2\t\t\n3\t4\t\t\n\t\t\t\n", [["1", "2"], ["3", "4"]]),
        ("821563\t\n\tkhông có số liệu", [["821.563", ""], ["", "k"]]),
        ('"a\nb"\t"c""d\te"\n', [["ab", 'c"d\te'], ["", ""]]),
        ('"1\t2', [['"1', "2"], ["", ""]]),
    ],
)
def test_a_block_of_excel_or_libreoffice_is_pasted(
    grid: Page, pasted: str, expected: list[list[str]]
) -> None:
    cell(grid, 1, 1).focus()
    grid.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const init = { clipboardData: data, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", init));
        }""",
        pasted,
    )
    assert [[text.replace("\n", "") for text in row] for row in texts(grid, 2, 2)] == [
        [text.replace("\n", "") for text in row] for row in expected
    ]


def test_a_block_is_drawn_with_the_mouse_and_grown_with_shift(grid: Page) -> None:
    start, end = (cell(grid, *place).bounding_box() for place in ((2, 1), (3, 2)))
    assert start
    assert end
    grid.mouse.move(start["x"] + 5, start["y"] + 5)
    grid.mouse.down()
    grid.mouse.move(end["x"] + 5, end["y"] + 5, steps=4)
    grid.mouse.up()
    expect(grid.locator(".grid td.chosen")).to_have_count(4)
    grid.mouse.move(start["x"] + 5, start["y"] - 40)
    expect(grid.locator(".grid td.chosen")).to_have_count(4)
    expect(cell(grid, 2, 1)).to_be_focused()
    cell(grid, 4, 3).click(modifiers=["Shift"])
    expect(grid.locator(".grid td.chosen")).to_have_count(9)


def test_the_history_of_a_cell_opens_beside_it_and_a_note_is_no_conflict(
    grid: Page, served: Served
) -> None:
    cell(grid, 5, 1).fill("31")
    cell(grid, 5, 2).focus()
    _save(grid)
    cell(grid, 5, 1).focus()
    press(grid, "Alt+h")
    drawer = grid.locator("[data-history-drawer]")
    expect(drawer.locator("tbody tr")).to_have_count(1)
    assert breaches_in_both_themes(grid) == []
    drawer.locator("#cell-note").fill("đã đối chiếu")
    drawer.locator("button[value=note]").press("Enter")
    expect(drawer.locator("tbody tr")).to_have_count(2)
    expect(drawer.get_by_role("status")).to_be_focused()
    drawer.locator("#flag-note").fill("xem lại")
    drawer.locator("button[value=follow_up]").press("Enter")
    expect(drawer.locator(".points li")).to_contain_text("xem lại")
    press(grid, "Escape")
    expect(drawer).to_be_hidden()
    expect(cell(grid, 5, 1)).to_be_focused()
    grid.keyboard.type("32")
    _save(grid)
    with served.data():
        assert ReportedFigure.objects.current().filter(period=JUNE, people=32).count() == 1
    locked = grid.locator(".grid tbody tr:nth-child(14) td > b").first
    locked.click()
    expect(drawer.locator("#cell-history-title")).to_be_visible()
    drawer.locator("[data-close]").press("Enter")
    expect(drawer).to_be_hidden()


BAD = ["1,234", "abc", "=SUM(A1:A9)", "-5", "12,5", "1234567890123456", "Tæng céng", "１２", "-"]


def test_what_cannot_be_read_one_way_is_kept_as_it_is_and_named(grid: Page) -> None:
    cell(grid, 1, 1).focus()
    paste(grid, "\n".join(["821.563", *BAD]))
    kept = [cell(grid, row, 1).input_value() for row in range(2, 2 + len(BAD))]
    assert kept == BAD
    expect(grid.locator(".grid td.invalid")).to_have_count(len(BAD))
    expect(cell(grid, 2, 1)).to_have_attribute("aria-invalid", "true")
    expect(said(grid)).to_contain_text("«1,234»")
    expect(said(grid)).to_contain_text("1.234?")
    expect(said(grid).locator("li")).to_have_count(len(BAD))
    said(grid).get_by_role("link").first.press("Enter")
    expect(cell(grid, 2, 1)).to_be_focused()
    grid.keyboard.type("1234")
    press(grid, "Enter")
    expect(cell(grid, 2, 1)).not_to_have_attribute("aria-invalid", "true")
    expect(grid.locator(".grid td.invalid")).to_have_count(len(BAD) - 1)


def test_locked_cells_and_cells_outside_are_skipped_and_named(grid: Page) -> None:
    cell(grid, 13, COLUMNS).focus()
    paste(grid, "1\t2\n3\t4\n5\t6\n7\t8")
    assert cell(grid, 13, COLUMNS).input_value() == "1"
    assert cell(grid, 15, COLUMNS).input_value() == "5"
    name = grid.locator(".grid tbody tr:nth-child(14) th").text_content() or ""
    listed = said(grid).locator("li").all_text_contents()
    assert len(listed) == 6
    assert listed[0].startswith(name.strip())
    assert [line for line in listed if "«8»" in line and "4" in line]


def test_starting_from_last_month_fills_the_blank_cells_and_saves_nothing(
    grid: Page, served: Served, path: str
) -> None:
    with served.data():
        before = ReportedFigure.objects.count()
    may = path.replace("2023-06", "2023-05")
    assert may != path
    cell(grid, 1, 1).focus()
    grid.keyboard.type("5")
    press(grid, "Enter")
    grid.evaluate(
        """() => {
            for (const row of [0, 1]) {
                const td = document.querySelector(".grid").tBodies[0].rows[row].cells[2];
                td.insertAdjacentHTML("beforeend", "<p>T5 <span>4.321</span></p>");
            }
        }"""
    )
    grid.locator("[data-from-last-month]").press("Enter")
    assert [cell(grid, row, 1).input_value() for row in (1, 2, 3)] == ["5", "4.321", ""]
    expect(grid.locator(".grid td.unsaved")).to_have_count(2)
    with served.data():
        assert ReportedFigure.objects.count() == before


def test_the_state_is_spelt_in_the_rows_in_sight_and_moves_no_column(grid: Page, path: str) -> None:
    grid.route(f"**{path}", with_many_rows)
    grid.reload()
    widths = "() => [...document.querySelectorAll('.grid thead th')].map((th) => th.offsetWidth)"
    before = grid.evaluate(widths)
    cell(grid, 1, 1).focus()
    paste(grid, "\r\n".join(["\t".join(["821563"] * 7)] * 430))
    expect(grid.locator(".grid td.unsaved")).to_have_count(3010)
    assert cell(grid, 430, 7).input_value() == "821.563"
    assert grid.evaluate(widths) == before
    words = grid.locator(".grid td.unsaved > em")
    assert 7 <= words.count() < 1000
    cell(grid, 430, 1).scroll_into_view_if_needed()
    expect(grid.locator(".grid tbody tr:nth-child(430) td.unsaved > em")).to_have_count(7)


def _save(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Control+S")


def _wait_for_draft(page: Page, text: str) -> None:
    for _ in range(50):
        if text in page.evaluate("JSON.stringify(localStorage)"):
            return
        page.wait_for_timeout(100)
    pytest.fail("nothing was kept")


def test_what_was_typed_outlives_a_closed_tab_and_is_offered_to_its_writer_only(
    grid: Page, served: Served, complaints: list[str], path: str
) -> None:
    cell(grid, 1, 3).focus()
    grid.keyboard.type("4321")
    press(grid, "Enter")
    grid.keyboard.type("1,234")
    _wait_for_draft(grid, "1,234")
    again = watched(grid.context.new_page(), served, complaints)
    grid.close(run_before_unload=False)
    grid.context.clear_cookies()
    sign_in(again, served, "binh")
    again.goto(path)
    expect(again.locator("[data-draft]")).to_be_hidden()
    assert "4321" not in again.content()
    assert "4.321" not in again.content()
    again.locator("summary.tool").click()
    with again.expect_navigation():
        again.locator("form[data-forget-drafts] button").press("Enter")
    sign_in(again, served, "an")
    again.goto(path)
    expect(again.locator("[data-draft]")).to_contain_text("2")
    again.locator("[data-draft-restore]").press("Enter")
    assert cell(again, 1, 3).input_value() == "4.321"
    assert cell(again, 2, 3).input_value() == "1,234"
    expect(cell(again, 1, 3)).to_have_attribute("aria-describedby", "state-unsaved")
    cell(again, 2, 3).focus()
    press(again, "Delete")
    _save(again)
    expect(cell(again, 1, 3)).to_have_attribute("aria-describedby", "state-saved")
    assert (
        again.evaluate("Object.keys(localStorage).filter(k => k.startsWith('draft')).length") == 0
    )


def test_signing_out_wipes_the_draft_and_asks_first(grid: Page, served: Served, path: str) -> None:
    asked: list[str] = []
    cell(grid, 1, 4).focus()
    grid.keyboard.type("77")
    press(grid, "Enter")

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    grid.on("dialog", accept)
    grid.locator("summary.tool").click()
    with grid.expect_navigation():
        grid.locator("form[data-forget-drafts] button").press("Enter")
    assert asked == ["beforeunload"]
    sign_in(grid, served, "an")
    grid.goto(path)
    expect(grid.locator("[data-draft]")).to_be_hidden()
    assert cell(grid, 1, 4).input_value() == ""


def test_a_server_that_is_down_loses_nothing(
    grid: Page, served: Served, complaints: list[str]
) -> None:
    cell(grid, 1, 5).focus()
    grid.keyboard.type("55")
    press(grid, "Enter")
    grid.context.set_offline(True)
    press(grid, "Control+S")
    unreached = grid.locator("[data-unreached]")
    expect(unreached).to_be_visible()
    assert cell(grid, 1, 5).input_value() == "55"
    expect(cell(grid, 1, 5)).to_have_attribute("aria-describedby", "state-unsaved")
    unreached.get_by_role("button").press("Enter")
    expect(unreached).to_be_visible()
    grid.context.set_offline(False)
    with grid.expect_navigation():
        unreached.get_by_role("button").press("Enter")
    assert complaints
    assert all("ERR_INTERNET_DISCONNECTED" in each for each in complaints)
    complaints.clear()
    expect(cell(grid, 1, 5)).to_have_attribute("aria-describedby", "state-saved")
    with served.data():
        assert ReportedFigure.objects.current().filter(period=JUNE, people=55).count() == 1


def test_a_draft_over_a_cell_that_was_saved_meanwhile_is_a_conflict(
    grid: Page, served: Served, complaints: list[str], browser: Browser, path: str
) -> None:
    cell(grid, 1, 6).focus()
    grid.keyboard.type("66")
    press(grid, "Enter")
    _wait_for_draft(grid, "66")
    with closing(browser.new_context(base_url=served.url, locale="vi-VN")) as context:
        other = watched(context.new_page(), served, complaints)
        sign_in(other, served, "binh")
        other.goto(path)
        cell(other, 1, 6).fill("99")
        _save(other)
    grid.on("dialog", lambda dialog: dialog.accept())
    grid.reload()
    assert cell(grid, 1, 6).input_value() == "99"
    grid.locator("[data-draft-restore]").press("Enter")
    _save(grid)
    assert [text for text in complaints if "409" not in text] == []
    complaints.clear()
    expect(cell(grid, 1, 6)).to_have_attribute("aria-describedby", re.compile("state-contested"))
    contest = grid.locator(".contest")
    expect(contest).to_contain_text("Lò Văn Bình")
    contest.locator("input[value=mine]").press("Space")
    _save(grid)
    with served.data():
        assert ReportedFigure.objects.current().filter(period=JUNE, people=66).count() == 1
