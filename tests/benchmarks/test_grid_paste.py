"""How long a clerk waits for a large block that is pasted: make benchmark."""

import pytest
from playwright.sync_api import Browser

from chromium import Served
from grid_pages import cell, grid_of_an, open_long_an, with_many_rows

pytestmark = pytest.mark.browser
MOST_MILLISECONDS = 300
PASTE_FIVE_TIMES = """async () => {
    // Until the frame is laid out and painted, not only asked for.
    const frame = () => new Promise((done) => {
        requestAnimationFrame(() => { setTimeout(done, 0); });
    });
    const taken = [];
    for (const number of ["821561", "821562", "821563", "821564", "821565"]) {
        const data = new DataTransfer();
        const row = Array(7).fill(number).join("\\t");
        data.setData("text/plain", Array(430).fill(row).join("\\r\\n"));
        const init = { clipboardData: data, bubbles: true, cancelable: true };
        const start = performance.now();
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", init));
        const handled = performance.now() - start;
        await frame();
        taken.push([handled, performance.now() - start]);
    }
    return taken;
}"""


def test_3000_cells_are_pasted_in_under_300_ms(
    browser: Browser, served: Served, complaints: list[str]
) -> None:
    path = open_long_an(served)
    with grid_of_an(browser, served, complaints, path) as grid:
        grid.route(f"**{path}", with_many_rows)
        grid.reload()
        assert grid.locator(".grid input[name^='v-']").count() >= 3000
        cell(grid, 1, 1).focus()
        taken: list[list[float]] = grid.evaluate(PASTE_FIVE_TIMES)
        print([f"pasted in {handled:.0f} ms, next frame {frame:.0f}" for handled, frame in taken])
        assert grid.locator(".grid td.unsaved").count() == 3010
        assert cell(grid, 1, 1).input_value() == "821.565"
    # The best of five: the machine does other things too.
    assert min(frame for _handled, frame in taken) < MOST_MILLISECONDS
