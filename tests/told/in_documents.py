"""What the written report says of the units in its tables, in Vietnamese."""

import re

from told.lines import (
    CHANGES,
    HEADLINE_ATTAINED,
    HEADLINE_REMAINING,
    IS_BELOW,
    IS_MARKED,
    LACKS,
    NOT_REPORTED,
    PEOPLE,
    RATE,
    RATE_ALONE,
    RATE_LACKS,
    WHY,
    Told,
    lacks_in,
)
from told.numbers import Shown, shown
from word_documents import Word

ABSENT = {
    "chưa có số liệu": NOT_REPORTED,
    "đơn vị báo không có số liệu": "not_available",
    "đơn vị báo không áp dụng": "not_applicable",
}
LACKING_BELOW = "thiếu cấp dưới"


def parts_tables(word: Word) -> list[list[Told]]:
    """Of each indicator that has a table the lines of its units, the whole last."""
    return [[_line(cells) for cells in table] for table in word.parts_tables()]


def _line(cells: list[str]) -> Told:
    _number, name, people, _base, rate, _plan, attained, remaining, *changes = cells
    number, of_units = _with_lacks(rate)
    return {
        **_people(people, has_rate=number is not None),
        LACKS: _lacks(name),
        RATE: number,
        RATE_LACKS: of_units,
        IS_BELOW: rate.startswith("▼"),
        IS_MARKED: "†" in people + rate,
        HEADLINE_ATTAINED: shown(attained),
        HEADLINE_REMAINING: shown(remaining),
        **dict(zip(CHANGES, map(shown, changes), strict=True)),
    }


def _people(text: str, *, has_rate: bool) -> Told:
    if text in ABSENT:
        is_alone = ABSENT[text] == NOT_REPORTED and has_rate
        return {PEOPLE: None, WHY: RATE_ALONE if is_alone else ABSENT[text]}
    return {PEOPLE: shown(text), WHY: ""}


def _with_lacks(text: str) -> tuple[Shown | None, str]:
    number, _, beside = text.partition("(")
    return shown(number.strip("†▼ ")), _lacks(f"({beside}" if beside else "")


def _lacks(text: str) -> str:
    """In brackets after a name or a number; a name may have brackets of its own."""
    found = re.search(rf"\((\d+/\d+|{LACKING_BELOW})\)", text)
    return lacks_in(found[1]) if found else ""
