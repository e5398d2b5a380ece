"""In made-up worlds the warnings recorded are those that walking all rows finds, less none and no
more, whatever happened before and in which order."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from io import StringIO
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db.models import F, Q

from counted_twin import counted_with_states, seen, twin_base
from coverage.checks import (
    Below,
    Finding,
    Level,
    Month,
    ReportedRate,
    Rule,
    UnitRow,
    check,
    may_be_held_together,
    shifted_blocks,
)
from coverage.counting.figures import NOW
from coverage.denominator_entry import DenominatorValue, record_denominators
from coverage.entry import Cell, record_figures
from coverage.models import (
    WRITABLE_STATES,
    AdministrativeUnit,
    CountsFrom,
    Denominator,
    Indicator,
    ReportedFigure,
    StandingWarning,
    State,
    Submission,
)
from coverage.month.workflow import approve, reopen, return_to_clerk, submit_each, take_back
from coverage.notation.periods import previous_month
from coverage.warnings.checked_figures import YEARS_COMPARED, periods_to_compare
from coverage.warnings.counted import as_shown
from coverage.warnings.findings import findings, warnings
from coverage.warnings.gathered import families
from coverage.warnings.settling import as_finding
from reporting import accounts, set_rule
from small_worlds import BASES, PERIODS, World, make_world
from worlds import Lasting

Held = tuple[int, date, Finding, int | None]
EVENTS = 5


@pytest.fixture(scope="module", params=range(3))
def made(request: pytest.FixtureRequest, lasting: Lasting) -> Iterator[World]:
    """Its rows are written past the writers, so that nothing is recorded of them before."""
    with lasting():
        world = make_world(request.param)
        accounts()
        yield world


@pytest.fixture
def world(made: World, db: None) -> World:
    call_command("check_warnings", "--repair", stdout=StringIO())
    return deepcopy(made)


def recorded() -> set[Held]:
    return {
        (row.unit_id, row.period, as_finding(row.rule, row.codes, row.numbers), row.explained_by_id)
        for row in StandingWarning.objects.current()
    }


def stocks(world: World) -> list[Indicator]:
    return [each for each in world.indicators.values() if each.measure == "stock"]


def twin(world: World) -> set[Held]:
    columns = stocks(world)
    codes = {each.pk: each.code for each in columns}
    counted = counted_with_states(NOW)
    figures = {
        (row.unit_id, codes[row.indicator_id], row.period): row
        for row, _state, _edited in counted
        if row.indicator_id in codes and row.people is not None
        if row.people_precision == "exact" and not row.people_qualifier
    }
    absent = {
        (row.unit_id, codes[row.indicator_id], row.period)
        for row, _state, _edited in counted
        if row.indicator_id in codes and row.absence == "not_applicable"
    }
    units = list(AdministrativeUnit.objects.order_by("sort_key", "valid_from"))
    parts = {unit.pk: [each for each in units if each.parent_id == unit.pk] for unit in units}
    base = twin_base(NOW)
    explained = twin_explained(counted)

    def people(unit: int, period: date) -> dict[str, int]:
        keys = {each.code: (unit, each.code, period) for each in columns}
        return {code: figures[key].people or 0 for code, key in keys.items() if key in figures}

    found: set[tuple[int, date, Finding]] = set()
    for period in PERIODS:
        for unit in units:
            there = [each.pk for each in parts[unit.pk] if each.exists_on(period)]
            month = Month(
                period=period,
                people=people(unit.pk, period),
                past={
                    day: past
                    for day in periods_to_compare(period, YEARS_COMPARED)
                    if day < period and (past := people(unit.pk, day))
                },
                denominators={
                    each.code: row.people
                    for each in columns
                    if (row := base(unit.pk, each.basis, period.year)) is not None
                },
                parts=families(columns),
                below=together([people(pk, period) for pk in there]),
                rates=rates(unit, period, columns, figures, base),
                not_applicable={
                    day: [each.code for each in columns if (unit.pk, each.code, day) in absent]
                    for day in PERIODS
                },
            )
            said = [each for each in check(month) if each.level == Level.WARNING]
            found |= {(unit.pk, period, as_shown(each)) for each in said}
            table = [
                UnitRow(pk, people(pk, period), people(pk, previous_month(period))) for pk in there
            ]
            for block in shifted_blocks(table):
                numbers = (len(block.units), 1 if block.is_from_above else -1)
                shifted = Finding(Rule.SHIFTED_ROWS, Level.WARNING, block.codes, numbers)
                found.add((block.units[0], period, shifted))
    return {(*each, explained.get(each)) for each in found}


def together(parts: list[dict[str, int]]) -> dict[str, Below]:
    codes = {code for people in parts for code in people}
    known = {code: [people[code] for people in parts if code in people] for code in codes}
    return {code: Below(sum(each), len(each) == len(parts)) for code, each in known.items()}


def rates(
    unit: AdministrativeUnit,
    period: date,
    columns: list[Indicator],
    figures: dict[Any, ReportedFigure],
    base: Callable[[int, str, int], Denominator | None],
) -> dict[str, ReportedRate]:
    found = {}
    for each in columns:
        figure, row = (
            figures.get((unit.pk, each.code, period)),
            base(unit.pk, each.basis, period.year),
        )
        if figure is None or figure.rate is None or row is None:
            continue
        if may_be_held_together(
            is_published=figure.origin == "published", base_is_simulated=row.origin == "simulated"
        ):
            found[each.code] = ReportedRate(
                figure.rate, row.people, row.year, row.precision != "exact"
            )
    return found


def twin_explained(
    counted: list[tuple[ReportedFigure, str, bool]],
) -> dict[tuple[int, date, Finding], int]:
    """Of each month that counts, what the note explains with which that was handed in."""
    found: dict[tuple[int, date, Finding], int] = {}
    edited = {(row.unit_id, row.period): being for row, _state, being in counted}
    for month in seen(Submission, None):
        of_month = Submission.objects.filter(unit=month.unit_id, period=month.period)
        rows = of_month.filter(state=State.SUBMITTED)
        if edited.get((month.unit_id, month.period)):
            approvals = of_month.filter(state=State.APPROVED, recorded_at__lte=month.recorded_at)
            rows = rows.filter(recorded_at__lte=approvals.latest("recorded_at").recorded_at)
        handed_in = rows.order_by("recorded_at").last()
        if handed_in is not None:
            for said in handed_in.explained.all():
                finding = as_finding(said.rule, said.codes, said.numbers)
                found[month.unit_id, month.period, finding] = handed_in.pk
    return found


def test_rebuilt_from_nothing_they_are_those_that_hold(world: World) -> None:
    assert len(recorded()) > 10
    assert Rule.NO_LONGER_APPLIES in {each.rule for _unit, _period, each, _by in recorded()}
    assert recorded() == twin(world)


def test_whatever_happens_they_stay_those_that_hold(world: World) -> None:
    """Months go back and forth, figures are corrected, denominators restated, rules changed."""
    random = Random(f"{world.random.random()}")
    happened: set[str] = set()
    were_explained = False
    for name in (*EVENTS_BY_NAME, *random.choices(list(EVENTS_BY_NAME), k=EVENTS)):
        if EVENTS_BY_NAME[name](world, random):
            happened.add(name)
            assert recorded() == twin(world), name
            were_explained |= any(explained for *_rest, explained in recorded())
    assert happened == set(EVENTS_BY_NAME)
    assert were_explained


Event = Callable[[World, Random], bool]


def moving(state: tuple[State, ...], act: Callable[[list[int], date, Random], object]) -> Event:
    """Some of the units' months in one of the states are moved on, of one period in which the
    units are there: the world also has others."""
    lasting = Q(unit__valid_to__isnull=True) | Q(unit__valid_to__gte=F("period"))

    def event(_world: World, random: Random) -> bool:
        rows = Submission.objects.current().filter(state__in=state).order_by("period", "unit")
        rows = rows.filter(lasting, unit__valid_from__lte=F("period"))
        months = list(rows.values_list("unit_id", "period"))
        if not months:
            return False
        period = random.choice(months)[1]
        units = [unit for unit, each in months if each == period]
        act(random.sample(units, random.randint(1, len(units))), period, random)
        return True

    return event


def hand_in(units: list[int], period: date, _random: Random) -> None:
    """With a note that explains what is said of the figures in force."""
    columns = list(Indicator.objects.filter(measure="stock"))
    said = findings(units, columns, period, tables=[units])
    explained = {unit: warnings(found) for unit, found in said.items()}
    submit_each(accounts()[0], dict.fromkeys(units, "đã đối chiếu"), period, explained)


def hand_in_unasked(units: list[int], period: date, _random: Random) -> None:
    submit_each(accounts()[0], dict.fromkeys(units, ""), period)


def correct(world: World, random: Random) -> bool:
    months = Submission.objects.current().filter(state__in=WRITABLE_STATES).order_by("pk")
    writable = list(months.select_related("unit"))
    there = [month for month in writable if month.unit.exists_on(month.period)]
    if not there:
        return False
    month = random.choice(there)
    standing = {
        row.indicator_id: row.pk
        for row in ReportedFigure.objects.current().filter(unit=month.unit, period=month.period)
    }
    cells = [
        Cell(month.unit_id, each.pk, **_said(random), shown=standing.get(each.pk))
        for each in stocks(world)
        if random.random() < 0.7
    ]
    record_figures(accounts()[0], month.period, cells)
    return True


def _said(random: Random) -> dict[str, Any]:
    does_not_apply = random.random() < 0.2
    return {"absence": "not_applicable"} if does_not_apply else {"people": random.randint(1, 5_000)}


def restate(world: World, random: Random) -> bool:
    units = random.sample(world.units, 3)
    basis, year = random.choice(BASES), random.choice((2020, 2021, 2023))
    people = random.randint(1, 9_000)
    values = [
        DenominatorValue(unit.pk, basis, year, people, "exact", "reported", "", "")
        for unit in units
    ]
    return bool(record_denominators(accounts()[0], values))


def rule(world: World, random: Random) -> bool:
    unit, month = random.choice(world.units), random.choice(PERIODS)
    set_rule(unit, month, counts_from=random.choice(CountsFrom.values))
    return True


EVENTS_BY_NAME: dict[str, Event] = {
    "correct": correct,
    "hand in": moving(WRITABLE_STATES, hand_in),
    "hand in unasked": moving(WRITABLE_STATES, hand_in_unasked),
    "approve": moving((State.SUBMITTED,), lambda u, p, _: approve(accounts()[1], u, p)),
    "return": moving((State.SUBMITTED,), lambda u, p, _: return_to_clerk(accounts()[1], u, p, "s")),
    "take back": moving((State.SUBMITTED,), lambda u, p, _: take_back(accounts()[0], u, p)),
    "reopen": moving((State.APPROVED,), lambda u, p, _: reopen(accounts()[1], u, p, "sai")),
    "restate": restate,
    "rule": rule,
}
