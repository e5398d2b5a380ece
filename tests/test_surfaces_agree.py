"""In made-up worlds every surface says of every unit what walking all rows comes to, and so the
same: the number, of how many units it is, its rate, whether it is judged and how, its place and its
marks; now, and as a meeting saw it.

Here a few worlds, looked at in two places each; STRESS_WORLDS=200 in the environment tries so many,
in more places.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cast import make_user
from changing_worlds import (
    MONTHS,
    ChangingWorld,
    Happening,
    happenings,
    make_changing_world,
    told,
)
from coverage.models import AdministrativeUnit, Indicator
from monthly import opened
from pages import Page, in_english, signed_in_as
from targets.pace import Light
from told.in_documents import parts_tables
from told.in_files import monthly_report, parts_file, trend_file
from told.lines import Told, differences, why_not
from told.on_pages import cards, parts_table, trend_months, what_if_lines, what_if_result
from twin.amounts import BELOW
from twin.facts import Facts
from twin.lines import Block, Line, Lines
from twin.promises import Of
from word_documents import Word

pytestmark = pytest.mark.usefixtures("static_files")
WORLDS = int(os.environ.get("STRESS_WORLDS", "0"))
# Together these hold all that can happen; in the first is everything of which surfaces tell.
FEW = (13, 39, 19)
SEEDS: Sequence[int] = range(WORLDS) if WORLDS else FEW
PLACES = 6 if WORLDS else 2


class Readings:
    """Everything that shows a unit's month, beside what it has to show."""

    def __init__(self, world: ChangingWorld, reader: Client, lines: Lines, **query: Any) -> None:
        """`query`: what each address says beside month and indicator."""
        self.world, self.reader, self.lines, self.query = world, reader, lines, query
        self.indicators = list(world.indicators.values())

    def read(self, name: str, unit: AdministrativeUnit, month: date, **query: Any) -> Any:
        asked = {"month": f"{month:%Y-%m}"} | query | self.query
        answer = self.reader.get(reverse(name, args=[unit.pk]), asked)
        assert answer.status_code == 200, (name, unit, asked)
        return answer

    def disagreements(
        self, unit: AdministrativeUnit, month: date, chosen: Indicator
    ) -> Iterator[str]:
        """`chosen`: the indicator of the surfaces that show one."""
        blocks = {each: self.lines.block(unit, each, month) for each in self.indicators}
        where = f"{unit} {month:%m/%Y}"
        yield from self._overview(where, unit, month, chosen, blocks)
        yield from self._files(where, unit, month, blocks)
        yield from self._what_if(where, unit, month, chosen, blocks[chosen])
        yield from self._trend(where, unit, chosen)

    def _overview(
        self,
        where: str,
        unit: AdministrativeUnit,
        month: date,
        chosen: Indicator,
        blocks: dict[Indicator, Block],
    ) -> Iterator[str]:
        page = Page.of(self.read("overview", unit, month, indicator=chosen.code))
        of_cards = cards(page)
        wanted = {each.code for each, block in blocks.items() if block.says_something}
        if of_cards.keys() != wanted:
            yield f"{where} overview: {sorted(of_cards)}, not {sorted(wanted)}"
        for indicator, block in blocks.items():
            if indicator.code in of_cards:
                card = of_cards[indicator.code]
                yield from _differing(f"{where} card {indicator.code}", card, block.whole)
        if blocks[chosen].parts:
            found, once = parts_table(page)
            yield from _of_lines(f"{where} table {chosen.code}", found, blocks[chosen], once)
            content = self.read("parts_workbook", unit, month, indicator=chosen.code).content
            found, once = parts_file(content)
            yield from _of_lines(f"{where} parts.xlsx {chosen.code}", found, blocks[chosen], once)

    def _files(
        self, where: str, unit: AdministrativeUnit, month: date, blocks: dict[Indicator, Block]
    ) -> Iterator[str]:
        issued = [each for each, block in blocks.items() if self.lines.is_issued(block)]
        report = monthly_report(opened(self.read("monthly_workbook", unit, month).content))
        if list(report) != [each.name for each in issued]:
            yield f"{where} monthly.xlsx: {list(report)}, not {issued}"
        for indicator in issued:
            lines = zip(report.get(indicator.name, ()), blocks[indicator].lines, strict=False)
            for said, line in lines:
                yield from _differing(f"{where} monthly.xlsx {indicator.code}", said, line)
        tables = parts_tables(Word.of(self.read("report_document", unit, month).content))
        with_table = [
            each for each in issued if any(part.amount.is_known for part in blocks[each].parts)
        ]
        with_table.sort(key=lambda each: not each.code.startswith("BHYT"))  # it comes first there
        if len(tables) != len(with_table):
            yield f"{where} report.docx: {len(tables)} tables, not {with_table}"
        for indicator, table in zip(with_table, tables, strict=False):
            for said, line in zip(table, blocks[indicator].lines, strict=True):
                yield from _differing(f"{where} report.docx {indicator.code}", said, line)

    def _what_if(
        self, where: str, unit: AdministrativeUnit, month: date, chosen: Indicator, block: Block
    ) -> Iterator[str]:
        page = Page.of(self.read("what_if", unit, month, indicator=chosen.code))
        where = f"{where} what-if {chosen.code}"
        yield from _differing(where, what_if_result(page), block.whole)
        found, once = what_if_lines(page)
        for (_name, said), line in zip(found, block.parts or [block.whole], strict=True):
            yield from _differing(where, said, line, unapproved_once=once)

    def _trend(self, where: str, unit: AdministrativeUnit, chosen: Indicator) -> Iterator[str]:
        last = MONTHS[-1]
        page = Page.of(self.read("unit", unit, last, indicator=chosen.code))
        in_file: dict[date, Told] = {}
        if page.root.xpath('//table[@id="months"]'):
            answer = self.read("unit", unit, last, indicator=chosen.code, xlsx="months")
            in_file = trend_file(answer.content)
        for name, found in (("trend", trend_months(page)), ("trend.xlsx", in_file)):
            for month in MONTHS:
                line = self.lines.line_then(unit, chosen, month)
                if month in found:
                    about = f"{where} {name} {chosen.code} {month:%m}"
                    yield from _differing(about, found[month], line)
                elif line.amount.is_known:
                    yield f"{where} {name} {chosen.code}: no line of {month:%m/%Y}"


def _of_lines(
    where: str, found: list[tuple[str, Told]], block: Block, unapproved_once: bool
) -> Iterator[str]:
    names = [name for name, _said in found]
    if names != [line.unit.full_name for line in block.lines]:
        yield f"{where}: {names}"
        return
    if unapproved_once != block.is_unapproved:
        yield f"{where}: called unapproved {unapproved_once}"
    for (_name, said), line in zip(found, block.lines, strict=True):
        yield from _differing(where, said, line, unapproved_once=unapproved_once)


def _differing(where: str, said: Told, line: Line, *, unapproved_once: bool = False) -> list[str]:
    found = differences(said, line, unapproved_once=unapproved_once)
    return [f"{where}, {line.unit}: {each}" for each in found]


Place = tuple[AdministrativeUnit, date, Indicator]


def places(world: ChangingWorld) -> list[Place]:
    """The nation and others, in some months each with one of the indicators."""
    random, units = Random(f"places {world.seed}"), [world.nation]
    units += random.sample(world.provinces + world.districts, PLACES - 1)
    return [
        (
            unit,
            random.choice([each for each in MONTHS if unit.exists_on(each)]),
            random.choice(list(world.indicators.values())),
        )
        for unit in units
    ]


@pytest.mark.parametrize("seed", SEEDS, ids=told)
def test_every_surface_says_what_walking_all_rows_comes_to(
    db: None, client: Client, seed: int
) -> None:
    """Half of the places as they are now, half as the meeting saw them."""
    world = make_changing_world(seed)
    reader = in_english(signed_in_as(client, make_user("em", "Em", administrator=True)))
    assert world.meeting is not None
    now = Readings(world, reader, Lines(Facts()))
    then = Readings(world, reader, Lines(Facts(world.meeting.moment)), meeting=world.meeting.pk)
    found: list[str] = []
    for number, place in enumerate(places(world)):
        readings = then if number % 2 else now
        found += readings.disagreements(*place)
    assert found == [], "\n".join(found)


def test_the_worlds_hold_all_that_can_happen() -> None:
    assert {each for seed in FEW for each in happenings(seed)} == set(Happening)


def test_in_a_world_is_everything_that_surfaces_could_tell_differently(db: None) -> None:
    """Else nothing would have been compared."""
    world = make_changing_world(FEW[0])
    lines = Lines(Facts())
    blocks = [
        lines.block(unit, indicator, month)
        for unit in (world.nation, *world.provinces)
        for month in MONTHS
        for indicator in world.indicators.values()
        if unit.exists_on(month)
    ]
    assert {each.compared_by[0] for each in blocks if each.compared_by} == set(Of)
    met = {kind for block in blocks for line in block.lines for kind in kinds_of(line)}
    assert met >= {"not approved", "being edited", "open warning", "explained"}
    assert met >= {"with open warnings", "denominator changed after the approval"}
    assert "target changed after the approval" in met
    assert met >= {"2/3", BELOW, "a rate of 2/3", "a place", "attained", "not told", "reached", *Of}
    assert met >= {"not_applicable", "not_available", "not reported", "a rate alone"}
    assert met >= {"a change", "left out"}


def kinds_of(line: Line) -> Iterator[str]:
    amount = line.amount
    yield from (each.lstrip("0123456789 ") for each in line.marks)
    yield from (amount.lacks, f"a rate of {amount.rate_lacks}", why_not(amount))
    if line.place is not None:
        yield "a place"
    for each in line.held:
        yield each.of
        yield "not told" if each.result.attainment is None else "attained"
        if each.light is Light.REACHED:
            yield "reached"
    if any(each is not None for each in line.changes):
        yield "a change"
    if amount.leaves_out and amount.people is not None:
        yield "left out"
