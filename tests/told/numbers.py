"""Numbers as a reader meets them, and whether they are those that a line has to show."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import isclose
from typing import Any

from targets.pace import Light

NOTHING = ("", "–")
LIGHTS = {
    "✓": Light.REACHED,
    "▲": Light.ON_PATH,
    "✕ behind the path": Light.BEHIND,
    "✕ not reached": Light.MISSED,
    "–": Light.NO_DATA,
}
MINUS = "−"


@dataclass(frozen=True)
class Shown:
    """A number that was written: with so many decimals, the last one rounded half up."""

    number: Decimal

    def is_of(self, exact: Any) -> bool:
        if not isinstance(exact, int | Decimal):
            return False
        return Decimal(exact).quantize(self.number, ROUND_HALF_UP) == self.number


def shown(text: str) -> Shown | None:
    """ "1.724,51 %" is 1724.51; what goes before a number ("▼", "exceeded by", "giảm") says whether
    it is below zero. None where there is no number but a dash, or nothing."""
    if text.strip() in NOTHING:
        return None
    found = re.search(r"[\d.]+(,\d+)?", text)
    assert found is not None, text
    number = Decimal(found[0].replace(".", "").replace(",", "."))
    is_below = re.search(rf"({MINUS}|exceeded by|vượt|giảm)\s*$", text[: found.start()])
    return Shown(-number if is_below else number)


def light_of(text: str) -> Light | None:
    """A line without a target has none."""
    if text.strip() in NOTHING:
        return None
    return next(light for words, light in LIGHTS.items() if text.startswith(words))


def agrees(told: Any, exact: Any) -> bool:
    if isinstance(told, Shown):
        return told.is_of(exact)
    if isinstance(told, int | float) and not isinstance(told, bool):
        is_number = isinstance(exact, int | Decimal) and not isinstance(exact, bool)
        return is_number and isclose(told, exact, rel_tol=1e-12)
    return bool(told == exact)
