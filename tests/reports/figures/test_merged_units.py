"""A province formed of two: nothing is lost, and no total changes by it."""

from datetime import date

import pytest
from django.test import Client

from cast import JUNE, Cast
from every_surface import surfaces
from known_figures import facts, value
from mergers import FIRST_AFTER, LAST_OF_DISTRICTS, Merged, make_merged
from pages import in_english, signed_in_as
from reporting import report


@pytest.fixture(scope="module")
def world(world: Cast) -> Merged:
    return make_merged(world)


@pytest.fixture
def merged(cast: Merged) -> Merged:
    return cast


def test_a_whole_merger_sums_exactly_in_the_twelve_months_before_and_after(merged: Merged) -> None:
    found = facts(merged.cast, merged.vinh_long, *merged.months)
    for number, period in enumerate(merged.months):
        before, after = 9_000 + 13 * number, 9_000 + 13 * number
        value_then = found.value(merged.vinh_long, merged.cast.bhyt, period)
        assert value_then.people == (before if period < FIRST_AFTER else after)
        assert value_then.is_complete
        assert value_then.from_predecessors is (period < FIRST_AFTER)


def test_a_merger_changes_no_total_of_the_nation(merged: Merged) -> None:
    found = facts(merged.cast, merged.cast.nation, *merged.months)
    for number, period in enumerate(merged.months):
        nation = found.value(merged.cast.nation, merged.cast.bhyt, period)
        provinces = [
            found.value(province, merged.cast.bhyt, period) for province in found.parts_in(period)
        ]
        assert nation.people == sum(each.people or 0 for each in provinces)
        assert nation.people == 1_000 + number + 9_000 + 13 * number
        assert nation.is_complete
    assert [unit.code for unit in found.parts_in(LAST_OF_DISTRICTS)] == ["83", "12", "84"]
    assert [unit.code for unit in found.parts_in(FIRST_AFTER)] == ["12", "86"]


def test_a_merged_unit_lacks_what_one_of_its_predecessors_lacks(merged: Merged) -> None:
    cast, period = merged.cast, date(2024, 6, 1)
    report(cast.cau_ke, cast.bhyt, period, 10)
    report(cast.tra_cu, cast.bhyt, period, 20)
    found = value(cast, merged.vinh_long, period=period)
    assert (found.people, found.counted, found.expected) == (30, 1, 2)
    assert not found.is_complete


def test_the_whole_of_a_merged_unit_is_computed_from_its_predecessors_parts(
    merged: Merged,
) -> None:
    cast = merged.cast
    for unit, (compulsory, voluntary) in zip(merged.olds, ((50, 5), (70, 7)), strict=True):
        report(unit, cast.indicators["BHXH_BB"], JUNE, compulsory)
        report(unit, cast.indicators["BHXH_TN"], JUNE, voluntary)
    assert value(cast, merged.vinh_long, "BHXH").people == 132


def test_a_unit_that_has_ended_keeps_no_figures_of_what_it_became(merged: Merged) -> None:
    assert value(merged.cast, merged.cast.tra_vinh, period=FIRST_AFTER).people is None


def test_the_month_before_a_unit_was_one_is_said_to_be_of_those_before_it(
    merged: Merged, static_files: None
) -> None:
    reader = in_english(signed_in_as(Client(), merged.cast.dung))
    said = surfaces(reader, merged.vinh_long, "2025-06", ("overview", "monthly_workbook"))
    for found in said.values():
        assert "Figures up to 30/06/2025" in found
        assert "never opened" not in found
    assert "a unit since 01/07/2025" in said["overview"]


def test_a_month_of_which_nothing_is_known_has_no_day_up_to_which_it_was_counted(
    merged: Merged, static_files: None
) -> None:
    reader = in_english(signed_in_as(Client(), merged.cast.dung))
    said = surfaces(reader, merged.vinh_long, "2027-02", ("overview", "monthly_workbook"))
    for found in said.values():
        assert "No figures count for this month yet" in found
        assert "Figures up to" not in found
