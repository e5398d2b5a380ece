"""Numbers that a published figure's note quotes from its source, read strictly.

The notes of the published figures begin with "Nguồn in:" and hold what the source prints beside
the figure, clause by clause. A clause is read only where the whole of it has one of these forms;
any other is left alone, never guessed at:

    đạt 85 % chỉ tiêu … giao [và 85 % kế hoạch … giao]
    còn phải phát triển 144.957 người
    tăng 1.083 người so với cùng kỳ năm 2019          (the year before the month's)
"""

import re
from contextlib import suppress
from dataclasses import dataclass

from coverage.notation.numbers import NumberError, read_people, read_percent

OPENING = "Nguồn in:"
_ATTAINED = re.compile(r"(?P<pct>[0-9,]+) % (?:chỉ tiêu|kế hoạch)(?P<by>(?: [^0-9%]*)?) giao")
_REMAINING = re.compile(r"còn phải phát triển (?P<people>[0-9.]+) người")
_ON_THE_YEAR = re.compile(
    r"(?P<way>tăng|giảm) (?P<people>[0-9.]+) người so với cùng kỳ năm (?P<year>[0-9]{4})"
)


@dataclass(frozen=True, slots=True)
class NotedPrints:
    """Texts as printed: (assigner, per cent) pairs, people remaining, change on the year."""

    attained: tuple[tuple[str, str], ...] = ()
    remaining: str = ""
    on_the_year: str = ""


def noted_prints(note: str, year: int) -> NotedPrints:
    """What a note quotes for a figure of that year."""
    if not note.startswith(OPENING):
        return NotedPrints()
    attained: tuple[tuple[str, str], ...] = ()
    remaining = on_the_year = ""
    for clause in note.removeprefix(OPENING).strip(" ,.").split(";"):
        said = clause.strip(" ,.")
        with suppress(NumberError):
            attained = attained or _attained(said)
            if match := _REMAINING.fullmatch(said):
                read_people(match["people"])
                remaining = match["people"]
            elif (match := _ON_THE_YEAR.fullmatch(said)) and int(match["year"]) == year - 1:
                read_people(match["people"])
                on_the_year = f"{match['way']} {match['people']}"
    return NotedPrints(attained, remaining, on_the_year)


def _attained(clause: str) -> tuple[tuple[str, str], ...]:
    """One pair for each percentage of the clause; none where a part of it is not understood."""
    if not clause.startswith("đạt "):
        return ()
    found = [_ATTAINED.fullmatch(each) for each in clause.removeprefix("đạt ").split(" và ")]
    pairs = [(match["by"].strip(), match["pct"]) for match in found if match]
    for _, percent in pairs:
        read_percent(percent)
    return tuple(pairs) if len(pairs) == len(found) else ()
