"""Chains of merging, splitting, moving and renaming over years, entered in any order in which their
units are there, a meeting before each: what units come to is what a naive twin comes to, by the
units of then and by today's, over whole links and by shares; and every meeting's page stays, text
for text, what it was.

Here a few chains; STRESS_CHAINS=50 in the environment tries so many.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from fractions import Fraction
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from cast import make_user
from chains.plan import NATION_KEY, Happening, Plan
from chains.twin import NOTHING, Ledger, Sum
from chains.world import ChainWorld, Frozen, make_chain_world
from coverage.counting.figures import NOW, ReadAs
from coverage.models import AdministrativeUnit
from coverage.models.as_seen import tables_as_seen
from pages import Page, signed_in_as, text_of
from reports.figures.known import known
from reports.figures.tree import Tree
from reports.figures.values import Value
from reports.filters import UnitsOf
from reports.integrity.query import look_over

# What there is, and what is reckoned by shares.
Wanted = tuple[Sum, Fraction | None]

pytestmark = pytest.mark.usefixtures("static_files")
CHAINS = int(os.environ.get("STRESS_CHAINS", "0"))
# In these together all happens that can.
FEW = (3, 107)
SEEDS: Sequence[int] = range(CHAINS) if CHAINS else FEW
PAGES = ("overview", "unit", "report", "what_if", "indicator")
PAGES_A_MEETING = 2 if CHAINS else 1

SINCE = './/*[starts-with(@class, "adjusted") or @class="now"]'


def told(seed: int) -> str:
    return " ".join((str(seed), *(each.about.name.lower() for each in Plan(seed).decisions)))


@pytest.mark.parametrize("seed", SEEDS, ids=told)
def test_sums_by_both_readings_are_the_twins_and_meetings_stay_as_they_were(
    db: None, client: Client, seed: int
) -> None:
    world = make_chain_world(seed)
    reader = signed_in_as(client, make_user("em", "Em", administrator=True))
    frozen: list[tuple[Frozen, dict[str, str]]] = []
    world.enter_figures(0.4)
    while (decision := world.next_decision()) is not None:
        meeting = world.meet()
        frozen.append((meeting, dict(pages(world, reader, meeting))))
        world.enact(decision)
        world.enter_figures(0.5)
        world.correct_some(2)
    world.enter_figures(1)
    assert not world.to_come
    assert not world.waiting
    assert list(differing(world, world.ledger, NOW)) == []
    for meeting, read in frozen:
        moment = meeting.meeting.moment
        with tables_as_seen(moment):
            assert list(differing(world, meeting.then, ReadAs(moment))) == []
        assert list(changed_texts(read, dict(pages(world, reader, meeting)))) == []
    assert set(look_over().counts.values()) == {0}


def pages(world: ChainWorld, reader: Client, frozen: Frozen) -> Iterator[tuple[str, str]]:
    """The frozen region of some of the meeting's pages: all but what was adjusted since."""
    known = sorted({month for _key, month in frozen.then.handed_in})
    asked = {"meeting": str(frozen.meeting.pk), "indicator": "BHYT"}
    (key,) = (key for key, pk in world.ids.items() if pk == frozen.meeting.unit_id)
    random = Random(f"{frozen.meeting.title} {world.plan.seed}")
    for name in random.sample(PAGES, PAGES_A_MEETING):
        place = [frozen.meeting.unit_id, *(["BHYT"] if name == "indicator" else [])]
        month = random.choice(known)
        query = asked | {"month": f"{month:%Y-%m}"}
        page = Page.of(reader.get(reverse(name, args=place), query))
        has_ended = frozen.then.last.get(key, date.max) < month
        assert page.status == (404 if has_ended else 200)
        main = page.first("//main")
        for since in main.xpath(SINCE):
            since.drop_tree()
        yield f"{name} {month}", text_of(main)


def changed_texts(then: dict[str, str], now: dict[str, str]) -> Iterator[str]:
    """The words of each page that are not those that the meeting saw."""
    assert then.keys() == now.keys()
    for name, text in then.items():
        before, after = text.split(" "), now[name].split(" ")
        for kind, begun, end, other, last in SequenceMatcher(None, before, after).get_opcodes():
            if kind != "equal":
                said = " ".join(before[max(0, begun - 6) : end]), " ".join(after[other:last])
                yield f"{name}: {said[0]!r} became {said[1]!r}"


def differing(world: ChainWorld, ledger: Ledger, read_as: ReadAs) -> Iterator[str]:
    """Where the values that every page draws on are not the twin's."""
    keys = {world.ids[key]: key for key in ledger.units}
    units = AdministrativeUnit.objects.filter(pk__in=keys)
    for top in units.filter(level__lt=3):
        then, today = (
            known(top, world.indicators, world.plan.months, read_as, by) for by in UnitsOf
        )
        yield from _other_tables(ledger, keys, world.plan.months, then.tree, today.tree)
        for unit in (top, *then.tree.children):
            for indicator in world.indicators:
                for month in world.plan.months:
                    values = [each.value_shown(unit, indicator, month) for each in (then, today)]
                    asked = keys[unit.pk], indicator.code, month
                    wanted = wanted_of(ledger, *asked, is_top=unit == top)
                    if not all(map(is_told, values, wanted)):
                        yield f"{unit} {asked} below {top}: {values}, not {wanted}"


def wanted_of(
    ledger: Ledger, key: str, indicator: str, month: date, *, is_top: bool
) -> tuple[Wanted, Wanted]:
    """By the units of then, and by today's. A unit that was there in the month is by shares only
    below another: a whole is the same by both."""
    by_links = ledger.by_links(key, indicator, month)
    if not ledger.is_there(key, month):
        told = by_links, ledger.reckoned(key, indicator, month)
        return told, told
    if is_top or not ledger.has_parted(key, month):
        return (by_links, None), (by_links, None)
    return (by_links, None), (NOTHING, ledger.reckoned(key, indicator, month))


def _other_tables(
    ledger: Ledger, keys: Mapping[int, str], months: Sequence[date], then: Tree, today: Tree
) -> Iterator[str]:
    """Where not the units of the month, or not those of today, stand in the tables of a unit."""
    top = keys[then.top.pk]
    for month in months:
        listed, listed_today = (
            {keys[unit.pk] for unit in tree.parts_in(month)} for tree in (then, today)
        )
        if listed_today != ledger.below_today(top, today.today):
            yield f"{top} {month} by today's units: {listed_today}"
        if ledger.is_there(top, month) and listed != ledger.below(top, month):
            yield f"{top} {month}: {listed}"


def is_told(value: Value, told: Wanted) -> bool:
    wanted, by_shares = told
    if as_sum(value) != (wanted if wanted.people is not None else NOTHING):
        return False
    reckoned = value.reckoned.people if value.reckoned else None
    if reckoned is None or by_shares is None:
        return reckoned is None and by_shares is None
    return abs(Fraction(reckoned) - by_shares) < Fraction(1, 10**9)


def as_sum(value: Value) -> Sum:
    if value.people is None:
        return NOTHING
    return Sum(value.people, value.counted, value.expected, is_whole=value.is_complete)


def test_all_that_can_happen_does_in_the_few() -> None:
    assert {each.about for seed in FEW for each in Plan(seed).decisions} == set(Happening)


def test_a_chain_links_what_other_decisions_opened() -> None:
    """Else it would be no chain; and acts are entered otherwise than they follow in time."""
    plan = Plan(FEW[0])
    opened = {unit.key for decision in plan.decisions for unit in decision.opens}
    assert any(decision.names & opened for decision in plan.decisions)
    assert len(plan.months) >= 12


def test_the_twin_adds_up_by_hand() -> None:
    """Two become one, which is called otherwise: its past is theirs, and lacks what one lacks."""
    plan = Plan(FEW[0])
    ledger = Ledger(plan.units)
    first, second = plan.units[-1], plan.units[-2]
    month = date(2020, 1, 1)
    ledger.hand_in(first.key, month, {"BHYT": 70})
    assert ledger.by_links(first.key, "BHYT", month) == Sum(70, 1, 1, is_whole=True)
    assert ledger.as_it_was(second.key, "BHYT", month).people is None
    assert ledger.as_it_was(first.above, "BHYT", month).people == 70
    assert not ledger.as_it_was(first.above, "BHYT", month).is_whole
    assert NATION_KEY not in ledger.units
