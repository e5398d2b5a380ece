"""Every query of figures against a twin that walks all rows in plain Python, in made-up worlds."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import make_unit
from counted_twin import (
    counted_with_states,
    lines_above,
    nearest_rule,
    seen,
    twin_base,
)
from coverage.counting.figures import NOW, ReadAs
from coverage.models import (
    AdministrativeUnit,
    Denominator,
    Indicator,
    Measure,
    ReportedFigure,
    ReportingRule,
    State,
    Submission,
)
from coverage.notation.periods import previous_month
from reports.figures.parts import PartsBelow, parts_below
from reports.figures.reported import (
    denominators,
    first_and_last_period,
    own_figures,
)
from reports.figures.submissions import MonthState, month_states
from reports.figures.values import OwnFigure, PartsSum, RateBase
from reports.overview.gains import BestGain, best_gains
from small_worlds import BASES, PERIODS, YEARS, World, make_world
from targets.attainment import pooled
from worlds import Lasting

ASKED_PERIODS = PERIODS[1:]
JUNE = date(2023, 6, 1)


@pytest.fixture(scope="module", params=range(3))
def made(request: pytest.FixtureRequest, lasting: Lasting) -> Iterator[World]:
    with lasting():
        yield make_world(request.param)


@pytest.fixture
def world(made: World, db: None) -> World:
    return deepcopy(made)


def counted(read_as: ReadAs) -> list[Any]:
    """The versions that count."""
    return [row for row, _state, _is_being_edited in counted_with_states(read_as)]


def twin_own_figures(world: World, read_as: ReadAs) -> dict[Any, OwnFigure | None]:
    rules = seen(ReportingRule, read_as.moment)
    exempt = {
        (unit.pk, indicator.pk, period): None
        for unit in world.units
        for indicator in world.indicators.values()
        for period in ASKED_PERIODS
        if is_exempt(rules, unit, indicator, period)
    }
    return exempt | {
        (row.unit_id, row.indicator_id, row.period): OwnFigure(
            figure_id=row.pk,
            people=row.people,
            rate=row.rate,
            absence=row.absence,
            as_of=row.as_of,
            people_precision=row.people_precision,
            people_qualifier=row.people_qualifier,
            rate_precision=row.rate_precision,
            rate_qualifier=row.rate_qualifier,
            scope=row.scope,
            origin=row.origin,
            source=row.source,
            note=row.note,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by.full_name,
            state=state,
            is_being_edited=is_being_edited,
        )
        for row, state, is_being_edited in counted_with_states(read_as)
        if row.period in ASKED_PERIODS and row.absence != "withdrawn"
        if row.absence == "" or not is_exempt(rules, row.unit, row.indicator, row.period)
    }


def is_exempt(
    rules: list[ReportingRule], unit: AdministrativeUnit, indicator: Indicator, period: date
) -> bool:
    rule = nearest_rule(rules, unit, period)
    return rule is not None and indicator.code in rule.exempt_codes


def twin_denominators(world: World, read_as: ReadAs) -> dict[Any, RateBase]:
    latest = twin_base(read_as)
    found = {
        (unit.pk, basis, year): latest(unit.pk, basis, year)
        for unit in world.units
        for basis in ("labour_force", "population", "pupils")
        for year in (2019, *YEARS, 2024)
    }
    return {
        key: RateBase(
            row.people,
            row.year,
            row.origin == "simulated",
            row.source,
            row.precision == "estimate",
            row.note,
            restated_at=row.recorded_at if is_restated(row) else None,
        )
        for key, row in found.items()
        if row is not None
    }


def is_restated(row: Denominator) -> bool:
    return any(
        (each.unit_id, each.basis, each.year) == (row.unit_id, row.basis, row.year)
        and each.recorded_at < row.recorded_at
        for each in Denominator.objects.all()
    )


class Excluded:
    """Said of a part to which an indicator does not apply."""


EXCLUDED = Excluded()
Said = tuple[int | None, bool] | Excluded | None


def twin_sums_of_parts(world: World, read_as: ReadAs) -> dict[Any, PartsSum]:
    said_by = twin_sayings(world, read_as)
    latest = twin_base(read_as)
    states = {
        (row.unit_id, row.period): "being edited" if is_being_edited else state
        for row, state, is_being_edited in counted_with_states(read_as)
    }
    found = {}
    for parent in world.units:
        for period in ASKED_PERIODS:
            parts = [
                each for each in world.units if each.parent == parent and each.exists_on(period)
            ]
            for indicator in world.indicators.values():
                said = [said_by(part, indicator, period) for part in parts]
                if any(each is not None for each in said):
                    summed = twin_sum(parts, said, indicator, period, latest)
                    of_counted = [
                        states[part.pk, period]
                        for part, each in zip(parts, said, strict=True)
                        if isinstance(each, tuple) and each[0] is not None
                    ]
                    found[parent.pk, indicator.pk, period] = replace(
                        summed,
                        unapproved=of_counted.count(State.SUBMITTED),
                        being_edited=of_counted.count("being edited"),
                    )
    return found


def twin_bases_of_parts(world: World, read_as: ReadAs) -> dict[Any, RateBase]:
    latest = twin_base(read_as)
    found = {}
    for parent in world.units:
        for period in ASKED_PERIODS:
            parts = [
                each for each in world.units if each.parent == parent and each.exists_on(period)
            ]
            for basis in BASES:
                bases = [latest(part.pk, basis, period.year) for part in parts]
                if bases and all(each is not None and each.people for each in bases):
                    simulated = any(each.origin == "simulated" for each in bases)
                    people = sum(each.people for each in bases)
                    found[parent.pk, basis, period] = RateBase(people, None, simulated)
    return found


def twin_sayings(
    world: World, read_as: ReadAs, *, only_people: bool = False
) -> Callable[[AdministrativeUnit, Indicator, date], Said]:
    """(people, whether simulated) of what a unit reported of an indicator, else of what its
    pieces come to. `only_people`: a rate alone is nothing said."""
    figures = {
        (row.unit_id, row.indicator_id, row.period): row
        for row in counted(read_as)
        if row.people is not None or row.absence or not only_people
    }
    rules = seen(ReportingRule, read_as.moment)

    def reported(unit: AdministrativeUnit, indicator: Indicator, period: date) -> Said:
        row = figures.get((unit.pk, indicator.pk, period))
        if row is not None and row.absence == "":
            return row.people, row.origin == "simulated"
        does_not_apply = row is not None and row.absence == "not_applicable"
        if does_not_apply or is_exempt(rules, unit, indicator, period):
            return EXCLUDED
        return None

    def said(unit: AdministrativeUnit, indicator: Indicator, period: date) -> Said:
        own = reported(unit, indicator, period)
        pieces = [each for each in world.indicators.values() if each.part_of == indicator]
        if isinstance(own, tuple) or not indicator.sums_its_parts:
            return own
        of_pieces = [reported(unit, piece, period) for piece in pieces]
        known = [each for each in of_pieces if isinstance(each, tuple) and each[0] is not None]
        if len(known) + of_pieces.count(EXCLUDED) < len(pieces):
            return own
        if not known:
            return EXCLUDED
        return sum(each[0] or 0 for each in known), any(each[1] for each in known)

    return said


def twin_sum(
    parts: list[AdministrativeUnit],
    said: list[Said],
    indicator: Indicator,
    period: date,
    latest: Callable[[int, str, int], Any],
) -> PartsSum:
    expected = [
        (part, (None, False) if each is None else each)
        for part, each in zip(parts, said, strict=True)
        if not isinstance(each, Excluded)
    ]
    bases = [latest(part.pk, indicator.basis, period.year) for part, _ in expected]
    pairs = [
        (people, base.people if base and base.people else None)
        for (_, (people, _)), base in zip(expected, bases, strict=True)
    ]
    known = [people for _, (people, _) in expected if people is not None]
    simulated = [
        made or (base is not None and base.origin == "simulated")
        for (_, (people, made)), base in zip(expected, bases, strict=True)
        if people is not None
    ]
    return PartsSum(
        people=sum(known) if known else None,
        pooled=pooled(pairs),
        counted=len(known),
        expected=len(expected),
        simulated=any(simulated),
        excluded=frozenset(part.pk for part in parts) - {part.pk for part, _ in expected},
    )


def twin_first_and_last(world: World, read_as: ReadAs) -> dict[Any, Any]:
    months = seen(Submission, read_as.moment)
    approvals = [row for row in Submission.objects.all() if row.state == State.APPROVED]

    def is_begun(month: Submission) -> bool:
        if read_as.drafts or month.state != State.OPEN:
            return True
        of_month = (month.unit_id, month.period)
        return any(
            (each.unit_id, each.period) == of_month and each.recorded_at <= month.recorded_at
            for each in approvals
        )

    rows = [row for row in months if is_begun(row)]
    found = {}
    for unit in world.units:
        below = {each.pk for each in world.units if unit in lines_above(each)}
        periods = [row.period for row in rows if row.unit_id in below]
        found[unit.pk] = (min(periods, default=None), max(periods, default=None))
    return found


def twin_states(world: World, read_as: ReadAs) -> dict[int, MonthState]:
    return {
        row.unit_id: MonthState(row.state, row.recorded_at, row.recorded_by.full_name)
        for row in seen(Submission, read_as.moment)
        if row.period == JUNE
    }


def twin_best_gains(world: World, read_as: ReadAs) -> dict[tuple[str, int], BestGain]:
    """Each indicator that is a stock, each unit: walk the months and keep the best."""
    levels = levels_reported(world, read_as)
    found: dict[tuple[str, int], BestGain] = {}
    for code, indicator in stocks(world).items():
        for unit in world.units:
            gains = []
            for now in PERIODS:
                after = levels.get((unit.pk, indicator.pk, now))
                before = levels.get((unit.pk, indicator.pk, previous_month(now)))
                if after is not None and before is not None:
                    gains.append((after[0] - before[0], now, after[1] or before[1]))
            if gains:
                people, period, simulated = max(gains)
                found[code, unit.pk] = BestGain(people, period, len(gains), simulated)
    return found


def levels_reported(world: World, read_as: ReadAs) -> dict[tuple[int, int, date], tuple[int, bool]]:
    """(unit, indicator, month) -> people and whether simulated; a whole that was not reported is
    the sum of its part-indicators, where all that apply were."""
    said_by = twin_sayings(world, read_as, only_people=True)
    said = {
        (unit.pk, indicator.pk, period): said_by(unit, indicator, period)
        for unit in world.units
        for indicator in stocks(world).values()
        for period in PERIODS
    }
    return {key: (each[0] or 0, each[1]) for key, each in said.items() if isinstance(each, tuple)}


def stocks(world: World) -> dict[str, Indicator]:
    return {code: each for code, each in world.indicators.items() if each.measure == Measure.STOCK}


def asked_gains(world: World, read_as: ReadAs) -> dict[tuple[str, int], BestGain]:
    return {
        (code, unit_id): gain
        for code, indicator in stocks(world).items()
        for unit_id, gain in best_gains(world.units, indicator, PERIODS[-1], read_as).items()
    }


def ids(world: World) -> list[int]:
    return [unit.pk for unit in world.units]


def asked_parts(world: World, read_as: ReadAs) -> PartsBelow:
    indicators = [each.pk for each in world.indicators.values()]
    return parts_below(ids(world), ASKED_PERIODS, indicators, read_as)


QUESTIONS: dict[str, tuple[Callable[[World, ReadAs], Any], ...]] = {
    "own figures": (lambda w, at: own_figures(ids(w), ASKED_PERIODS, at), twin_own_figures),
    "parts below": (
        asked_parts,
        lambda w, at: PartsBelow(twin_sums_of_parts(w, at), twin_bases_of_parts(w, at)),
    ),
    "denominators": (
        lambda w, at: denominators(dict.fromkeys(ids(w), ()), (2019, *YEARS, 2024), at.moment),
        twin_denominators,
    ),
    "first and last": (
        lambda w, at: {unit.pk: first_and_last_period(unit, at) for unit in w.units},
        twin_first_and_last,
    ),
    "states": (lambda w, at: month_states(ids(w), JUNE, at.moment), twin_states),
    "best gains": (asked_gains, twin_best_gains),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_query_gives_what_walking_all_rows_gives(world: World, question: str) -> None:
    query, twin = QUESTIONS[question]
    for read_as in (NOW, ReadAs(drafts=True), *map(ReadAs, world.rounds)):
        assert query(world, read_as) == twin(world, read_as)


def test_what_was_current_at_a_moment_is_what_is_seen_of_it_later(world: World) -> None:
    def ask(read_as: ReadAs) -> list[Any]:
        return [query(world, read_as) for query, _ in QUESTIONS.values()]

    current = ask(NOW)
    assert ask(ReadAs(world.rounds[-1])) == current
    for _ in range(2):
        then = ReadAs(world.rounds[-1])
        world.write_a_round()
        assert ask(NOW) != current
        assert ask(then) == current
        current = ask(NOW)


def test_before_anything_was_recorded_nothing_is_seen(world: World) -> None:
    before = ReportedFigure.objects.earliest("recorded_at").recorded_at.replace(year=2000)
    read_as = ReadAs(before)
    assert own_figures(ids(world), ASKED_PERIODS, read_as) == {}
    assert asked_parts(world, read_as).sums == {}
    assert denominators(dict.fromkeys(ids(world), ()), YEARS, before) == {}
    assert first_and_last_period(world.nation, read_as) == (None, None)


def test_own_figures_can_be_asked_for_some_indicators_only(world: World) -> None:
    bhyt = world.indicators["BHYT"].pk
    found = own_figures(ids(world), ASKED_PERIODS, NOW, [bhyt])
    everything = own_figures(ids(world), ASKED_PERIODS)
    assert found == {key: figure for key, figure in everything.items() if key[1] == bhyt}
    assert found != everything


@pytest.mark.parametrize("question", ["own figures", "parts below", "denominators"])
@pytest.mark.parametrize("made", [0], indirect=True)
def test_a_query_is_one_statement_however_many_units_and_months(
    world: World, django_assert_num_queries: DjangoAssertNumQueries, question: str
) -> None:
    for number in range(30):
        code = f"{900 + number}"
        district = make_unit(2, code, "huyen", code, f"Huyện {code}", world.provinces[0])
        world.districts.append(district)
    with django_assert_num_queries(1):
        QUESTIONS[question][0](world, NOW)


@pytest.mark.parametrize("units", [1, 30])
@pytest.mark.parametrize("made", [0], indirect=True)
def test_best_gains_take_two_statements(
    world: World, django_assert_num_queries: DjangoAssertNumQueries, units: int
) -> None:
    with django_assert_num_queries(2):
        best_gains(world.units[:units], world.indicators["BHXH"], JUNE)
