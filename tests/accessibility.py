"""What axe finds wrong with a page in Chromium: WCAG 2.2, levels A and AA."""

from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Rules = dict[str, Any]
Theme = Literal["light", "dark"]

AA: Rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# What one theme may break that the other does not.
COLOURS: Rules = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# With axe's advice beyond WCAG.
EVERY_RULE: Rules = {}


def breaches(page: Page, rules: Rules = AA) -> list[str]:
    """Of the page as it stands, in the theme it has.

    Only what is wrong is handed over: all that axe looked at would take many times as long.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(
        """async (options) => {
            const { violations } = await axe.run(options);
            return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
        }""",
        {"resultTypes": ["violations"], **rules},
    )
    return found


def breaches_in_both_themes(page: Page) -> list[str]:
    """Of the page as it stands: all rules in the light theme, in the dark one those of colours."""
    found = []
    page.emulate_media(reduced_motion="reduce")  # colours are judged when they have settled
    for theme, rules in (("dark", COLOURS), ("light", AA)):
        page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)
        found += [f"{theme}: {each}" for each in breaches(page, rules)]
    return found
