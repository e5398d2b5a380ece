"""What the pages say of a unit and of those below it: the overview, what-if, the trend. In English.

Each gives, by what its lines are about, what they tell of it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from coverage.models import Absence
from coverage.notation.periods import read_period
from pages import Page, text_of
from told.lines import (
    ALL_UNAPPROVED,
    ATTAINED,
    CHANGES,
    IS_BELOW,
    LACKS,
    LAST_YEAR,
    LIGHT,
    MARKS,
    NOT_REPORTED,
    PEOPLE,
    PLACE,
    RATE,
    RATE_ALONE,
    RATE_LACKS,
    REMAINING,
    TO_REACH,
    TO_REACH_IN_PEOPLE,
    WHY,
    Told,
    lacks_in,
    marks_in,
)
from told.numbers import light_of, shown

# What remains of a target; of a year that is over, what it is short by.
LEFT = "Remaining", "Short of the target"
ABSENT = {
    "not reported": NOT_REPORTED,
    "not available": Absence.NOT_AVAILABLE.value,
    "not applicable": Absence.NOT_APPLICABLE.value,
}
UNSET = (
    r"(.+): (?:target for \d{4} not recorded yet|no target for \d{4}; its next is for \d{4}); (.+)"
)


def cards(page: Page) -> dict[str, Told]:
    """By code, whether the indicator has a card or a line among those without a target."""
    found = {}
    for element in page.root.xpath('//*[starts-with(@id, "card-")]'):
        read = _card if element.tag == "article" else _other
        found[element.get("id").removeprefix("card-")] = read(element)
    return found


def _card(card: Any) -> Told:
    [headline] = card.xpath('./p[@class="headline"]')
    [people] = headline.xpath('./span[@class="people"]')
    rates = headline.xpath('./span[@class="rate"]')
    beside = headline.xpath('./span[contains(@class, "mark")]')
    before = [each for each in beside if not each.xpath('preceding-sibling::*[@class="rate"]')]
    lacking = [text_of(each) for each in card.xpath('./p[contains(@class, "mark")]')]
    standings = {}
    for row in card.xpath('.//table[@class="standings"]/tbody/tr[th]'):
        [attained, remaining] = [text_of(each) for each in row.xpath("./td")[1:]]
        [light] = row.getnext().xpath('.//span[starts-with(@class, "light-")]')
        assigner, [hint] = text_of(row.xpath("./th/a")[0]), row.xpath('./th/*[@class="hint"]')
        milestone = re.match(r"milestone (\d{4})", text_of(hint))
        key = assigner, int(milestone[1]) if milestone else None
        standings[key] = (shown(attained), shown(remaining), light_of(text_of(light)))
    return {
        **_people(text_of(people), has_rate=bool(rates)),
        LACKS: lacks_in(next((each for each in lacking if each.startswith("incomplete")), "")),
        RATE: shown(text_of(rates[0])) if rates else None,
        RATE_LACKS: _rate_lacks([text_of(each) for each in beside]),
        MARKS: marks_in(text_of(each) for each in before),
        TO_REACH: standings,
        LAST_YEAR: _last_year(text_of(each) for each in card.xpath('./p[@class="not-set-yet"]')),
        **dict(zip(CHANGES, (_change(each) for each in card.xpath("./dl/div/dd")), strict=False)),
    }


def _last_year(lines: Iterable[str]) -> Told:
    """Of what is said of an assigner that set no target for the year what was reached of its last;
    None where that cannot be told."""
    said = (re.match(UNSET, line) for line in lines)
    found = {}
    for assigner, result in (each.groups() for each in said if each):
        attained = re.match(r"\d{4} attained (\S+ %)", result)
        found[assigner] = shown(attained[1]) if attained else None
    return found


def _change(cell: Any) -> Any:
    """Without what is said beside it."""
    return shown((cell.text or "").strip().split("(")[0])


def _other(row: Any) -> Told:
    name, people, rate, *changes = row.xpath("./th|./td")
    return {
        **_people(_own_text(people), has_rate=shown(_own_text(rate)) is not None),
        LACKS: lacks_in(" ".join(_marks(name))),
        RATE: shown(_own_text(rate)),
        RATE_LACKS: _rate_lacks(_marks(rate)),
        MARKS: marks_in(_marks(people)),
        TO_REACH: {},
        LAST_YEAR: {},
        **dict(zip(CHANGES, map(_change, changes), strict=True)),
    }


def _people(text: str, *, has_rate: bool) -> Told:
    if text in ABSENT:
        return {PEOPLE: None, WHY: ABSENT[text]}
    people = shown(text)
    return {PEOPLE: people, WHY: RATE_ALONE if people is None and has_rate else ""}


def _rate_lacks(texts: list[str]) -> str:
    said = [each for each in texts if each == "incomplete" or each.startswith("of ")]
    return lacks_in(" ".join(said))


def _own_text(cell: Any) -> str:
    """What the cell says before anything that stands beside it."""
    return (cell.text or "").strip()


def _marks(cell: Any) -> list[str]:
    return [text_of(each) for each in cell.xpath('.//*[contains(@class, "mark-warn")]')]


def parts_table(page: Page) -> tuple[list[tuple[str, Told]], bool]:
    """The units below, then the whole, each by its name; and whether that nothing was approved is
    said for all."""
    headings = page.table_heading()
    lines = []
    rows = page.root.xpath('//table[contains(@class, "figures")][.//tfoot]//tr[td]')
    for row in rows:
        cells = dict(zip(headings, row.xpath("./th|./td"), strict=True))
        lines.append((_name(cells["Unit"]), _part(cells)))
    return lines, ALL_UNAPPROVED in page.text


def _name(cell: Any) -> str:
    links = cell.xpath("./a")
    return text_of(links[0]) if links else _own_text(cell)


def headed(cells: Mapping[str, Any], *beginnings: str) -> Any:
    """Of the column whose heading says more than what it always begins with, in some months."""
    [found] = [cell for heading, cell in cells.items() if heading.startswith(beginnings)]
    return found


def _part(cells: dict[str, Any]) -> Told:
    rate, place = cells["Coverage, %"], headed(cells, "Rank")
    on_month, on_year, on_december = (
        shown(text_of(cells[name]))
        for name in ("On last month", "On the same month last year", "On 31 December")
    )
    return {
        **_people(_own_text(cells["Participants"]), has_rate=shown(_own_text(rate)) is not None),
        LACKS: lacks_in(" ".join(_marks(cells["Unit"]))),
        RATE: shown(_own_text(rate)),
        IS_BELOW: _own_text(rate).startswith("▼"),
        RATE_LACKS: _rate_lacks(_marks(rate)),
        MARKS: marks_in(_marks(cells["Participants"])),
        PLACE: shown(text_of(place)),
        ATTAINED: shown(text_of(headed(cells, "Attained"))),
        REMAINING: shown(text_of(headed(cells, *LEFT))),
        LIGHT: light_of(text_of(cells["Judgement"])),
        **dict(zip(CHANGES, (on_month, on_year, on_december), strict=True)),
    }


def what_if_result(page: Page) -> Told:
    """Of the unit itself, as it is."""
    rows = page.root.xpath('//table[@id="result"]/tbody/tr')
    by_subject = {_own_text(row.xpath("./th")[0]): row for row in rows}
    now = {name: text_of(row.xpath("./td")[0]) for name, row in by_subject.items()}
    beside = {name: _marks(row.xpath("./th")[0]) for name, row in by_subject.items()}
    of_people, of_rate = beside["Participants"], beside["Coverage rate"]
    words = [word for each in of_people for word in each.split(", ")]
    return {
        **_people(now["Participants"], has_rate=shown(now["Coverage rate"]) is not None),
        LACKS: lacks_in(" ".join(each for each in words if not marks_in([each]))),
        MARKS: marks_in(of_people),
        RATE: shown(now["Coverage rate"]),
        RATE_LACKS: _rate_lacks(of_rate),
        TO_REACH_IN_PEOPLE: _to_reach(now),
        LAST_YEAR: _last_year(text_of(each) for each in page.root.xpath('//p[@class="source"]')),
    }


PROMISE = re.compile(r"Attained of the (?:target|milestone (?P<year>\d{4})) of (?P<assigner>.+)")


def _to_reach(now: Mapping[str, str]) -> dict[tuple[str, int | None], Any]:
    """Each promise has two lines: what was attained of it, and what remains."""
    found = {}
    for subject, left in pairwise(now):
        if promise := PROMISE.fullmatch(subject):
            assert left.startswith(LEFT), left
            year = int(promise["year"]) if promise["year"] else None
            found[promise["assigner"], year] = shown(now[subject]), shown(now[left])
    return found


def what_if_lines(page: Page) -> tuple[list[tuple[str, Told]], bool]:
    """The units below; the unit itself where it has none. And whether that nothing was approved is
    said for all."""
    found = []
    for row in page.root.xpath('//table[@id="lines"]/tbody/tr'):
        unit, people, rate = row.xpath("./th|./td")[:3]
        told = {
            **_people(_own_text(people), has_rate=shown(_own_text(rate)) is not None),
            LACKS: lacks_in(" ".join(_marks(unit))),
            MARKS: marks_in(_marks(people)),
            RATE: shown(_own_text(rate)),
            RATE_LACKS: _rate_lacks(_marks(rate)),
        }
        found.append((_own_text(unit), told))
    return found, ALL_UNAPPROVED in page.text


def trend_months(page: Page) -> dict[date, Told]:
    """By month; months that follow one another with nothing in them are one line, left out."""
    rows = page.root.xpath('//table[@id="months"]/tbody/tr')
    found = {}
    for row in rows:
        month, people, rate, *_others, notes = [text_of(each) for each in row.xpath("./th|./td")]
        if month[:7] == month.split(" ")[0] and "–" not in month:
            found[read_period(month[:7])] = of_month(people, shown(rate), notes)
    return found


def of_month(people: Any, rate: Any, notes: str) -> Told:
    """Of a line of the trend, on the page or in its file: a number or why there is none, a rate or
    None, and what is noted of them."""
    said = [each.strip() for each in (notes or "").split(" · ")]
    summed = [each.removeprefix("sum of ") for each in said if each.startswith("sum of ")]
    below = ["incomplete" for each in said if each == "some of these lack units of their own"]
    rated = [each.removeprefix("rate ") for each in said if each.startswith("rate ")]
    is_partial = [each for each in summed if lacks_in(each) != "below"] or below
    if isinstance(people, str) or people is None:
        told = _people(people or "–", has_rate=rate is not None)
    else:
        told = {PEOPLE: people, WHY: ""}
    return {
        **told,
        LACKS: lacks_in(" ".join(is_partial)),
        MARKS: marks_in(said),
        RATE: rate,
        RATE_LACKS: _rate_lacks(rated),
    }
