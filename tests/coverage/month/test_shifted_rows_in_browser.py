"""A block pasted one row too low, in a browser: said at the paste, and after a save."""

import json
import random
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from accessibility import breaches_in_both_themes
from cast import JUNE
from chromium import Served
from coverage.checks.shifted_rows import UnitRow, shifted_blocks
from coverage.models import AdministrativeUnit, Indicator
from coverage.notation.periods import previous_month
from folders import ROOT
from grid_pages import cell, grid_of_an, open_long_an
from reporting import report_all

pytestmark = pytest.mark.browser
SOURCE = ROOT / "static" / "js" / "grid-shifts.js"
# Of the 15 districts in their order, a month ago and now.
MAY = [41_000 + 13_700 * (place * 7 % 15) for place in range(15)]
NOW = [people + people // 100 for people in MAY]


@pytest.fixture(scope="module")
def path(served: Served) -> str:
    address = open_long_an(served)
    with served.data():
        units = AdministrativeUnit.objects.filter(parent__code="80", parent__level=1)
        rows = list(units.filter(valid_to__year=2025).order_by("sort_key"))
        people = dict(zip(rows, MAY, strict=True))
        report_all(people, Indicator.objects.get(code="BHYT"), previous_month(JUNE))
    return address


@pytest.fixture
def grid(browser: Browser, served: Served, complaints: list[str], path: str) -> Iterator[Page]:
    with grid_of_an(browser, served, complaints, path) as page:
        yield page


def bhyt(page: Page) -> int:
    heads = page.locator(".grid thead th.num").all_text_contents()
    return next(place for place, text in enumerate(heads, start=1) if text.startswith("BHYT"))


def paste_from(page: Page, row: int, people: list[int]) -> None:
    cell(page, row, bhyt(page)).focus()
    text = "\n".join(str(number) for number in people)
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def test_a_block_pasted_one_row_too_low_is_said_once_before_it_is_saved(grid: Page) -> None:
    paste_from(grid, 2, NOW[:12])
    line = grid.locator("[data-grid-said]")
    expect(line).to_contain_text("giống số tháng trước của đơn vị dòng trên: dán lệch một dòng?")
    assert str(line.text_content()).count("dán lệch") == 1
    expect(line).to_contain_text("12 đơn vị liền nhau")
    assert breaches_in_both_themes(grid) == []
    grid.keyboard.press("Control+Z")
    paste_from(grid, 1, NOW[:13])
    expect(line).to_contain_text("Hiểu 13 ô")
    expect(line).not_to_contain_text("dán lệch")
    paste_from(grid, 1, NOW[1:13])
    expect(line).to_contain_text("giống số tháng trước của đơn vị dòng dưới: dán lệch một dòng?")


def test_what_is_saved_all_the_same_is_named_above_the_grid(grid: Page) -> None:
    paste_from(grid, 2, NOW[:12])
    grid.locator("button[value=save]").click()
    said = grid.locator(".alert.shifted li")
    expect(said).to_have_count(1)
    expect(said).to_contain_text("12 đơn vị liền nhau có BHYT giống số tháng trước")
    first, last = (grid.locator(f".grid tbody tr:nth-child({row}) th a") for row in (2, 13))
    expect(said).to_contain_text(f"{first.text_content()} – {last.text_content()}")
    # To the end, where the bar of buttons covers no half of a row.
    grid.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert breaches_in_both_themes(grid) == []


Column = list[dict[str, int | None]]


def tables(seed: int, count: int) -> list[list[Column]]:
    """One to four columns of up to a dozen rows; many with some of their numbers a row too low or
    too high, the columns of a table alike."""
    dice = random.Random(seed)
    made = []
    for _table in range(count):
        length, shift, first = dice.randrange(12), dice.choice((-1, 0, 1, 1)), dice.randrange(4)
        made.append([column(dice, length, shift, first) for _column in range(dice.randint(1, 4))])
    return made


def column(dice: random.Random, length: int, shift: int, first: int) -> Column:
    most = dice.choice(((60, 10**5, 10**9), (5_000,)))
    before = [dice.randrange(dice.choice(most)) for _row in range(length)]
    rows: Column = []
    for at, own in enumerate(before):
        place = at - shift if at >= first and 0 <= at - shift < length else at
        old = before[place]
        now = dice.choice((old, old + old // 30, old + old // 9, old - old // 4, None))
        rows.append({"now": now, "before": None if dice.randrange(9) == 0 else own})
    return rows


def rows_of(columns: list[Column]) -> list[UnitRow]:
    def known(at: int, word: str) -> dict[str, int]:
        numbers = {f"{place}": column[at][word] for place, column in enumerate(columns)}
        return {code: number for code, number in numbers.items() if number is not None}

    return [UnitRow(at, known(at, "now"), known(at, "before")) for at in range(len(columns[0]))]


def test_the_script_finds_the_same_blocks_as_the_checks(browser: Browser) -> None:
    made = tables(seed=33, count=4000)
    page = browser.new_page()
    address = f"data:text/javascript;charset=utf-8,{quote(SOURCE.read_text())}"
    answer = page.evaluate(
        """async ([address, sent]) => {
            const { shiftedBlocks } = await import(address);
            return JSON.stringify(JSON.parse(sent).map(shiftedBlocks));
        }""",
        [address, json.dumps(made)],
    )
    page.close()
    found = [
        [(each["first"], each["last"], each["isFromAbove"]) for each in blocks]
        for blocks in json.loads(answer)
    ]
    expected = [
        [
            (block.units[0], block.units[-1], block.is_from_above)
            for block in shifted_blocks(rows_of(columns))
        ]
        for columns in made
    ]
    assert found == expected
    assert sum(map(bool, expected)) > 400
