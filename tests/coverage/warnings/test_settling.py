"""Which warnings are recorded as holding, open or explained, and what changes that."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit
from coverage.checks import Rule
from coverage.denominator_entry import DenominatorValue, record_denominators
from coverage.entry import Cell, record_figures
from coverage.models import Absence, AdministrativeUnit, ClockTimestamp, StandingWarning
from coverage.month.submitting import submit_explained
from coverage.month.workflow import approve, open_months, reopen, return_to_clerk, submit, take_back
from coverage.notation.periods import add_months
from coverage.refusals import NotReady
from coverage.warnings.affected import by_moved_months
from coverage.warnings.checked_figures import (
    YEARS_COMPARED,
    months_that_compare_with,
    periods_to_compare,
)
from coverage.warnings.settling import differences, settle, settled_together
from full_months import SOUND, full_cells
from reporting import set_rule
from unit_acts import join

MAY = date(2023, 5, 1)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    open_months(world.giang, [world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


def held(unit: AdministrativeUnit, period: date = JUNE) -> list[tuple[str, list[str], bool]]:
    """Rule, indicators and whether explained, of each warning in force."""
    rows = StandingWarning.objects.current().filter(unit=unit, period=period).order_by("rule")
    return [(row.rule, row.codes, row.explained_by_id is not None) for row in rows]


def record(cast: Cast, unit: AdministrativeUnit, period: date = JUNE, **other: int | None) -> None:
    open_months(cast.giang, [unit.pk], period)
    record_figures(cast.an, period, full_cells(cast, unit, **other))


PARTS = (Rule.PARTS_AND_SUM, ["BHXH", "BHXH_BB", "BHXH_TN"])


def test_a_draft_warns_nobody_but_its_writer(cast: Cast) -> None:
    record(cast, cast.cau_ke, BHXH=1202)
    assert held(cast.cau_ke) == []


def test_what_a_note_explains_is_recorded_as_explained_by_its_submission(cast: Cast) -> None:
    record(cast, cast.cau_ke, BHXH=1202)
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: "hai người đóng hai nơi"})
    assert held(cast.cau_ke) == [(*PARTS, True)]
    row = StandingWarning.objects.get()
    assert row.explained_by is not None
    assert row.explained_by.note == "hai người đóng hai nơi"
    assert row.explained_by.explained.get().numbers == row.numbers == [1202, 1000, 200]


def test_what_nobody_was_asked_about_is_open(cast: Cast) -> None:
    record(cast, cast.cau_ke, BHXH=1202)
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    assert held(cast.cau_ke) == [(*PARTS, False)]


def state_nothing_applies(cast: Cast, unit: AdministrativeUnit, period: date = JUNE) -> None:
    open_months(cast.giang, [unit.pk], period)
    absent = Absence.NOT_APPLICABLE
    cells = [Cell(unit.pk, cast.indicators[code].pk, absence=absent) for code in SOUND]
    record_figures(cast.an, period, cells)


STATED = (Rule.NO_LONGER_APPLIES, list(SOUND))


def test_that_nothing_applies_any_more_warns_once_it_counts_until_the_figures_before_do_not(
    cast: Cast,
) -> None:
    record(cast, cast.cau_ke, MAY)
    submit(cast.an, [cast.cau_ke.pk], MAY)
    state_nothing_applies(cast, cast.cau_ke)
    assert held(cast.cau_ke) == []
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: "đơn vị giải thể"})
    assert held(cast.cau_ke) == [(*STATED, True)]
    july = add_months(JUNE, 1)
    state_nothing_applies(cast, cast.cau_ke, july)
    submit(cast.an, [cast.cau_ke.pk], july)
    assert held(cast.cau_ke, july) == []
    take_back(cast.an, [cast.cau_ke.pk], JUNE)
    assert held(cast.cau_ke) == []
    assert held(cast.cau_ke, july) == [(*STATED, False)]
    take_back(cast.an, [cast.cau_ke.pk], MAY)
    assert held(cast.cau_ke, july) == []


def test_it_is_not_handed_in_without_a_word(cast: Cast) -> None:
    record(cast, cast.cau_ke, MAY)
    submit(cast.an, [cast.cau_ke.pk], MAY)
    state_nothing_applies(cast, cast.cau_ke)
    with pytest.raises(NotReady, match="Ghi “không áp dụng” nhưng"):
        submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {})


@pytest.mark.parametrize("back", ["take_back", "return"])
def test_a_month_that_no_longer_counts_has_no_warnings(cast: Cast, back: str) -> None:
    record(cast, cast.cau_ke, BHXH=1202)
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    if back == "return":
        return_to_clerk(cast.giang, [cast.cau_ke.pk], JUNE, "xem lại")
    else:
        take_back(cast.an, [cast.cau_ke.pk], JUNE)
    assert held(cast.cau_ke) == []


def test_a_reopened_month_keeps_the_warnings_of_what_was_approved(cast: Cast) -> None:
    record(cast, cast.cau_ke, BHXH=1202)
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "sửa")
    assert held(cast.cau_ke) == [(*PARTS, False)]


def test_what_waits_for_an_approval_that_its_rule_asks_for_warns_once_it_counts(
    cast: Cast,
) -> None:
    set_rule(cast.tra_vinh, counts_from="approved")
    record(cast, cast.cau_ke, BHXH=1202)
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: "hai người đóng hai nơi"})
    assert held(cast.cau_ke) == []
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    assert held(cast.cau_ke) == [(*PARTS, True)]


def test_a_rule_under_which_a_month_counts_or_not_changes_its_warnings(cast: Cast) -> None:
    record(cast, cast.cau_ke, BHXH=1202)
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    set_rule(cast.tra_vinh, counts_from="approved")
    assert held(cast.cau_ke) == []
    set_rule(cast.tra_vinh, counts_from="submitted")
    assert held(cast.cau_ke) == [(*PARTS, False)]


def test_what_was_explained_is_open_again_with_other_numbers_or_handed_in_without_a_word(
    cast: Cast,
) -> None:
    record(cast, cast.cau_ke, BHXH=1202)
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: "hai người đóng hai nơi"})
    take_back(cast.an, [cast.cau_ke.pk], JUNE)
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    assert held(cast.cau_ke) == [(*PARTS, False)]


def test_a_month_approved_again_after_a_correction_that_was_explained_is_explained_anew(
    cast: Cast,
) -> None:
    record(cast, cast.cau_ke, BHXH=1202)
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: "một"})
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "sửa")
    shown = cast.cau_ke.figures.get(indicator=cast.bhxh)
    record_figures(cast.an, JUNE, [Cell(cast.cau_ke.pk, cast.bhxh.pk, 1203, shown=shown.pk)])
    submit_explained(cast.an, [cast.cau_ke.pk], JUNE, {cast.cau_ke.pk: "hai"})
    row = StandingWarning.objects.current().get()
    assert row.explained_by is not None
    assert row.explained_by.note == "hai"
    assert row.numbers == [1203, 1000, 200]
    assert StandingWarning.objects.count() == 2


def test_an_earlier_month_that_comes_later_opens_a_warning_of_the_month_after_it(
    cast: Cast,
) -> None:
    record(cast, cast.cau_ke)
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    record(cast, cast.cau_ke, MAY)
    assert held(cast.cau_ke) == []
    submit(cast.an, [cast.cau_ke.pk], MAY)
    assert [rule for rule, _codes, _explained in held(cast.cau_ke)] == [Rule.SAME_AS_LAST_MONTH]
    take_back(cast.an, [cast.cau_ke.pk], MAY)
    assert held(cast.cau_ke) == []


def test_a_denominator_restated_opens_a_warning_of_the_months_it_is_in_use_for(
    cast: Cast,
) -> None:
    rated = Cell(cast.cau_ke.pk, cast.bhyt.pk, 40_000, Decimal("80.00"))
    record_figures(cast.an, JUNE, [*full_cells(cast, cast.cau_ke, BHYT=None), rated])
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    restate(cast, cast.cau_ke, 2022, 50_000)
    assert held(cast.cau_ke) == []
    restate(cast, cast.cau_ke, 2023, 60_000)
    assert held(cast.cau_ke) == [(Rule.RATE_AND_PEOPLE, ["BHYT"], False)]
    restate(cast, cast.cau_ke, 2024, 70_000)
    assert StandingWarning.objects.count() == 1


def test_the_denominator_of_the_row_before_a_change_of_kind_counts_too(cast: Cast) -> None:
    town = make_unit(2, "850", "thi_xa", "Trà Cú", "Thị xã Trà Cú", cast.tra_vinh, MAY)
    join([cast.tra_cu], town)
    open_months(cast.giang, [town.pk], JUNE)
    record_figures(cast.an, JUNE, [Cell(town.pk, cast.bhyt.pk, 40_000, Decimal("80.00"))])
    submit(cast.an, [town.pk], JUNE)
    restate(cast, cast.tra_cu, 2020, 60_000)
    assert held(town) == [(Rule.RATE_AND_PEOPLE, ["BHYT"], False)]


def test_units_that_have_more_than_the_whole_open_a_warning_of_the_whole(cast: Cast) -> None:
    open_months(cast.giang, [cast.tra_vinh.pk], JUNE)
    for unit, people in ((cast.tra_vinh, 50), (cast.cau_ke, 30), (cast.tra_cu, 30)):
        record_figures(cast.an, JUNE, [Cell(unit.pk, cast.bhyt.pk, people)])
    submit(cast.an, [cast.tra_vinh.pk, cast.cau_ke.pk], JUNE)
    assert held(cast.tra_vinh) == []
    submit(cast.an, [cast.tra_cu.pk], JUNE)
    assert held(cast.tra_vinh) == [(Rule.UNITS_AND_WHOLE, ["BHYT"], False)]
    take_back(cast.an, [cast.cau_ke.pk], JUNE)
    assert held(cast.tra_vinh) == []


def restate(cast: Cast, unit: AdministrativeUnit, year: int, people: int) -> None:
    said = ("population", year, people, "exact", "reported", "", "")
    record_denominators(cast.em, [DenominatorValue(unit.pk, *said)])


@pytest.mark.parametrize("units", [1, 40])
def test_a_month_handed_in_takes_a_fixed_number_of_statements_more(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, units: int
) -> None:
    made = [
        make_unit(2, f"{600 + at}", "huyen", f"Số {at}", f"Huyện số {at}", cast.tra_vinh)
        for at in range(units)
    ]
    for unit in made:
        record(cast, unit, BHXH=1202)
    moved = by_moved_months(made, JUNE)
    with django_assert_num_queries(7):
        assert not differences(moved)
    submit(cast.an, [unit.pk for unit in made], JUNE)
    StandingWarning.objects.current().update(superseded_at=ClockTimestamp())
    with django_assert_num_queries(12):
        assert len(settle(by_moved_months(made, JUNE)).missing) == units


def test_a_save_of_figures_asks_for_no_warnings(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        record(cast, cast.cau_ke, BHXH=1202)
    assert not [each for each in asked if "warning" in each["sql"]]


def hand_in_two_months(cast: Cast) -> None:
    for period, whole in ((MAY, 1202), (JUNE, 1203)):
        record(cast, cast.cau_ke, period, BHXH=whole)
        submit(cast.an, [cast.cau_ke.pk], period)


def test_what_is_settled_together_is_what_is_settled_one_by_one(cast: Cast) -> None:
    with settled_together():
        hand_in_two_months(cast)
        assert held(cast.cau_ke) == []
    assert held(cast.cau_ke, MAY) == held(cast.cau_ke) == [(*PARTS, False)]
    take_back(cast.an, [cast.cau_ke.pk], JUNE)
    assert held(cast.cau_ke) == [], "afterwards each change is settled by itself again"


def test_what_fails_before_it_is_settled_together_was_never_there(cast: Cast) -> None:
    def hand_in_and_fail() -> None:
        with settled_together():
            hand_in_two_months(cast)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        hand_in_and_fail()
    assert not StandingWarning.objects.exists()
    hand_in_two_months(cast)
    assert held(cast.cau_ke) == [(*PARTS, False)]


def test_the_months_a_month_touches_are_those_that_compare_with_it() -> None:
    every = [add_months(JUNE, count) for count in range(-100, 101)]
    compared = {month for month in every if JUNE in periods_to_compare(month, YEARS_COMPARED)}
    assert set(months_that_compare_with(JUNE, YEARS_COMPARED)) == compared - {JUNE}
