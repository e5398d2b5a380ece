"""Units that must gain more in each month left than they ever did."""

from datetime import date
from typing import Any

from cast import JUNE
from coverage.models import AdministrativeUnit, Indicator
from known_values import promised, reported
from reports.figures.assigners import Assigners
from reports.figures.held import make_row
from reports.figures.pooled_values import summed_value
from reports.figures.standing import Row, months_around
from reports.figures.values import NOTHING, PartsSum, Value
from reports.overview.gains import BestGain
from reports.overview.paces import stretches
from targets.attainment import pooled

BEST_MONTH = date(2022, 9, 1)


BY = Assigners(1, "UBND tỉnh", 1)


def part(number: int, value: Value, target: int | None, **said: Any) -> Row:
    """Six months are left of 2023."""
    months = months_around(JUNE)
    values = dict.fromkeys(months.all(), NOTHING) | {months.now: value}
    unit = AdministrativeUnit(pk=number, full_name=f"Huyện {number}")
    promises = [] if target is None else [promised(target, unit_id=number, **said)]
    return make_row(unit, Indicator(pk=1), months, values, promises, is_part=True)


def gain(people: int, *, simulated: bool = False) -> BestGain:
    return BestGain(people, BEST_MONTH, 20, simulated)


def names(
    rows: list[Row], gains: dict[int, BestGain], assigners: Assigners | None = BY
) -> list[str]:
    return [each.row.unit.full_name for each in stretches(rows, assigners, gains).found]


def test_only_who_needs_more_than_ever_is_named() -> None:
    """Each needs 10 a month."""
    rows = [part(number, reported(40), 100) for number in (1, 2, 3)]
    assert names(rows, {1: gain(9), 2: gain(10), 3: gain(11)}) == ["Huyện 1"]


def test_who_lacks_the_most_comes_first() -> None:
    rows = [part(1, reported(40), 100), part(2, reported(40), 160), part(3, reported(40), 100)]
    assert names(rows, {1: gain(5), 2: gain(5), 3: gain(-5)}) == ["Huyện 2", "Huyện 3", "Huyện 1"]


def test_a_fraction_more_than_the_best_counts() -> None:
    """61 in six months is more than 10 in each."""
    assert names([part(1, reported(39), 100)], {1: gain(10)}) == ["Huyện 1"]


def test_who_has_no_history_is_named_apart_and_not_judged() -> None:
    found = stretches([part(1, reported(40), 100), part(2, reported(40), 100)], BY, {2: gain(50)})
    assert (found.found, found.unknown, found.asked) == ([], ["Huyện 1"], 2)


def test_nothing_is_asked_of_who_has_reached_the_target_or_has_none_this_year() -> None:
    partial = summed_value(PartsSum(9, pooled([(9, 10)]), 8, 9, simulated=False))
    rows = [
        part(1, reported(100), 100),
        part(2, reported(40), None),
        part(3, reported(40), 100, year=2025),
        part(4, NOTHING, 100),
        part(5, partial, 100),
    ]
    found = stretches(rows, BY, dict.fromkeys(range(1, 6), gain(0)))
    assert (found.found, found.unknown, found.asked) == ([], [], 0)


def test_each_assigner_asks_for_its_own_pace() -> None:
    rows = [part(1, reported(40), 100)]
    assert names(rows, {1: gain(1)}, assigners=Assigners(2, "HĐND tỉnh", 2)) == []
    assert names(rows, {1: gain(1)}, assigners=None) == []


def test_a_best_month_that_was_simulated_marks_the_line() -> None:
    rows = [part(1, reported(40), 100)]
    assert stretches(rows, BY, {1: gain(1, simulated=True)}).found[0].is_simulated
    assert not stretches(rows, BY, {1: gain(1)}).found[0].is_simulated
