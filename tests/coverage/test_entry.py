"""The only writer of figures: whole or not at all, and never over somebody's head."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit
from coverage.entry import VALUE_FIELDS, Cell, Recorded, record_figures
from coverage.models import Absence, Origin, ReportedFigure, State
from coverage.month.workflow import approve, open_months, submit
from coverage.refusals import (
    Conflict,
    FutureMonth,
    MonthNotWritable,
    NotYours,
    UnitNotThere,
    UnknownIndicator,
    UnknownUnit,
    WrongCutOff,
)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    open_months(world.giang, [world.tra_vinh.pk, world.cau_ke.pk, world.tra_cu.pk], JUNE)
    return world


def _bhyt(cast: Cast, people: int | None = 821563, **more: Any) -> Cell:
    return Cell(cast.cau_ke.pk, cast.bhyt.pk, people=people, **more)


def _in_force(cast: Cast) -> ReportedFigure:
    return ReportedFigure.objects.current().get(unit=cast.cau_ke, indicator=cast.bhyt, period=JUNE)


def test_a_figure_is_kept_with_who_when_and_the_last_day_of_its_month(cast: Cast) -> None:
    assert record_figures(cast.an, JUNE, [_bhyt(cast)]) == Recorded(written=1, unchanged=0)
    figure = _in_force(cast)
    assert (figure.people, figure.rate, figure.absence) == (821563, None, "")
    assert (figure.recorded_by, figure.as_of) == (cast.an, date(2023, 6, 30))
    assert figure.origin == Origin.REPORTED


def test_everything_said_about_a_figure_is_kept(cast: Cast) -> None:
    said = Cell(
        cast.cau_ke.pk,
        cast.bhyt.pk,
        people=821563,
        people_precision="rounded",
        people_qualifier="about",
        rate=Decimal("80.50"),
        rate_precision="estimate",
        rate_qualifier="nearly",
        note="đã đối chiếu",
        scope="managed_locally",
        source="báo cáo tháng 6",
        as_of=date(2023, 6, 25),
    )
    record_figures(cast.an, JUNE, [said], origin=Origin.SIMULATED)
    figure = _in_force(cast)
    for field in (*VALUE_FIELDS, "as_of"):
        assert str(getattr(figure, field)) == str(getattr(said, field)), field
    assert figure.origin == Origin.SIMULATED


def test_the_same_block_twice_changes_nothing(cast: Cast) -> None:
    record_figures(cast.an, JUNE, [_bhyt(cast)])
    again = [_bhyt(cast, shown=_in_force(cast).pk)]
    assert record_figures(cast.an, JUNE, again) == Recorded(written=0, unchanged=1)
    assert ReportedFigure.objects.count() == 1


def test_a_retry_of_a_save_whose_answer_was_lost_changes_nothing(cast: Cast) -> None:
    record_figures(cast.an, JUNE, [_bhyt(cast)])
    assert record_figures(cast.an, JUNE, [_bhyt(cast)]) == Recorded(written=0, unchanged=1)


def test_a_correction_supersedes_the_version_it_was_shown(cast: Cast) -> None:
    record_figures(cast.an, JUNE, [_bhyt(cast, 821653)])
    first = _in_force(cast)
    record_figures(cast.an, JUNE, [_bhyt(cast, 821563, shown=first.pk)])
    first.refresh_from_db()
    second = _in_force(cast)
    assert (first.people, second.people) == (821653, 821563)
    assert first.superseded_at == second.recorded_at


def test_the_same_number_from_another_origin_is_a_new_version(cast: Cast) -> None:
    record_figures(cast.an, JUNE, [_bhyt(cast)], origin=Origin.SIMULATED)
    record_figures(cast.an, JUNE, [_bhyt(cast, shown=_in_force(cast).pk)])
    assert _in_force(cast).origin == Origin.REPORTED


def test_a_stale_write_is_refused_with_their_value_and_their_name(cast: Cast) -> None:
    record_figures(cast.an, JUNE, [_bhyt(cast, 100)])
    shown = _in_force(cast).pk
    record_figures(cast.an, JUNE, [_bhyt(cast, 200, shown=shown)])
    with pytest.raises(Conflict) as refusal:
        record_figures(cast.an, JUNE, [_bhyt(cast, 300, shown=shown)])
    ((key, theirs),) = refusal.value.theirs.items()
    assert key == (cast.cau_ke.pk, cast.bhyt.pk)
    assert (theirs.people, theirs.recorded_by) == (200, cast.an)
    assert _in_force(cast).people == 200


def test_a_cell_shown_blank_but_filled_meanwhile_is_a_conflict(cast: Cast) -> None:
    record_figures(cast.an, JUNE, [_bhyt(cast, 100)])
    with pytest.raises(Conflict):
        record_figures(cast.an, JUNE, [_bhyt(cast, 300, shown=None)])


def test_a_version_that_never_stood_there_is_a_conflict(cast: Cast) -> None:
    record_figures(cast.an, JUNE, [replace(_bhyt(cast, 1), unit_id=cast.tra_cu.pk)])
    elsewhere = ReportedFigure.objects.get().pk
    with pytest.raises(Conflict) as refusal:
        record_figures(cast.an, JUNE, [_bhyt(cast, 300, shown=elsewhere)])
    assert refusal.value.theirs == {(cast.cau_ke.pk, cast.bhyt.pk): None}


def test_a_stale_write_of_the_value_that_stands_is_no_conflict(cast: Cast) -> None:
    record_figures(cast.an, JUNE, [_bhyt(cast, 100)])
    shown = _in_force(cast).pk
    record_figures(cast.an, JUNE, [_bhyt(cast, 200, shown=shown)])
    same = record_figures(cast.an, JUNE, [_bhyt(cast, 200, shown=shown)])
    assert same == Recorded(written=0, unchanged=1)


def test_one_contested_cell_keeps_the_whole_block_out(cast: Cast) -> None:
    record_figures(cast.an, JUNE, [_bhyt(cast, 100)])
    free = Cell(cast.tra_cu.pk, cast.bhyt.pk, people=5)
    with pytest.raises(Conflict) as refusal:
        record_figures(cast.an, JUNE, [free, _bhyt(cast, 300)])
    assert list(refusal.value.theirs) == [(cast.cau_ke.pk, cast.bhyt.pk)]
    assert ReportedFigure.objects.count() == 1


def test_zero_is_a_value(cast: Cast) -> None:
    record_figures(cast.an, JUNE, [_bhyt(cast, 0)])
    assert (_in_force(cast).people, _in_force(cast).absence) == (0, "")


@pytest.mark.parametrize("absence", Absence.values)
def test_an_absence_is_kept_and_is_not_zero(cast: Cast, absence: str) -> None:
    record_figures(cast.an, JUNE, [_bhyt(cast, None, absence=absence)])
    assert (_in_force(cast).people, _in_force(cast).absence) == (None, absence)


def test_zero_over_an_absence_is_a_change(cast: Cast) -> None:
    record_figures(cast.an, JUNE, [_bhyt(cast, None, absence=Absence.NOT_AVAILABLE)])
    changed = record_figures(cast.an, JUNE, [_bhyt(cast, 0, shown=_in_force(cast).pk)])
    assert changed == Recorded(written=1, unchanged=0)
    assert _in_force(cast).people == 0


def test_one_absence_over_another_is_a_change(cast: Cast) -> None:
    record_figures(cast.an, JUNE, [_bhyt(cast, None, absence=Absence.NOT_AVAILABLE)])
    other = _bhyt(cast, None, absence=Absence.NOT_APPLICABLE, shown=_in_force(cast).pk)
    assert record_figures(cast.an, JUNE, [other]) == Recorded(written=1, unchanged=0)


def test_a_cell_without_value_and_absence_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="a value or an absence"):
        Cell(1, 2)


def test_a_cell_with_value_and_absence_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="a value or an absence"):
        Cell(1, 2, people=0, absence=Absence.NOT_AVAILABLE)


def test_a_cell_twice_in_one_block_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="twice"):
        record_figures(cast.an, JUNE, [_bhyt(cast, 1), _bhyt(cast, 2)])


def test_a_block_without_cells_writes_nothing(cast: Cast) -> None:
    assert record_figures(cast.an, JUNE, []) == Recorded(written=0, unchanged=0)


def test_a_month_never_opened_is_refused(cast: Cast) -> None:
    with pytest.raises(MonthNotWritable, match="Huyện Cầu Kè") as refusal:
        record_figures(cast.an, date(2023, 5, 1), [_bhyt(cast)])
    assert refusal.value.states == [(cast.cau_ke, None)]
    assert not ReportedFigure.objects.exists()


def test_a_submitted_and_an_approved_month_are_refused_until_reopened(cast: Cast) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    with pytest.raises(MonthNotWritable) as refusal:
        record_figures(cast.an, JUNE, [_bhyt(cast)])
    assert refusal.value.states == [(cast.cau_ke, State.SUBMITTED)]
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    with pytest.raises(MonthNotWritable) as refusal:
        record_figures(cast.an, JUNE, [_bhyt(cast)])
    assert refusal.value.states == [(cast.cau_ke, State.APPROVED)]


def test_one_closed_unit_keeps_the_whole_block_out(cast: Cast) -> None:
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    open_cell = Cell(cast.tra_cu.pk, cast.bhyt.pk, people=5)
    with pytest.raises(MonthNotWritable):
        record_figures(cast.an, JUNE, [open_cell, _bhyt(cast)])
    assert not ReportedFigure.objects.exists()


def test_a_month_in_the_future_is_refused(cast: Cast) -> None:
    with time_machine.travel("2023-05-31 12:00+07:00"), pytest.raises(FutureMonth, match="06/2023"):
        record_figures(cast.an, JUNE, [_bhyt(cast)])


def test_a_month_begins_at_midnight_in_viet_nam(cast: Cast) -> None:
    with time_machine.travel("2023-05-31 17:30+00:00"):
        assert record_figures(cast.an, JUNE, [_bhyt(cast)]).written == 1


@pytest.mark.parametrize("as_of", [date(2023, 5, 31), date(2023, 7, 16)])
def test_a_cut_off_before_the_month_or_after_today_is_refused(cast: Cast, as_of: date) -> None:
    with time_machine.travel("2023-07-15 12:00+07:00"), pytest.raises(WrongCutOff, match="06/2023"):
        record_figures(cast.an, JUNE, [_bhyt(cast, as_of=as_of)])


@pytest.mark.parametrize("person", ["binh", "chi", "dung", "em", "giang"])
def test_somebody_elses_unit_is_refused(cast: Cast, person: str) -> None:
    with pytest.raises(NotYours, match="Huyện Cầu Kè"):
        record_figures(getattr(cast, person), JUNE, [_bhyt(cast)])


def test_one_foreign_unit_keeps_the_whole_block_out(cast: Cast) -> None:
    foreign = Cell(cast.sin_ho.pk, cast.bhyt.pk, people=1)
    with pytest.raises(NotYours, match="Huyện Sìn Hồ"):
        record_figures(cast.an, JUNE, [_bhyt(cast), foreign])
    assert not ReportedFigure.objects.exists()


def test_a_unit_that_does_not_exist_is_refused(cast: Cast) -> None:
    with pytest.raises(UnknownUnit):
        record_figures(cast.an, JUNE, [replace(_bhyt(cast), unit_id=10**9)])


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [(date(2023, 7, 1), None), (date(2008, 8, 1), date(2023, 5, 31))],
)
def test_a_unit_that_did_not_exist_in_the_month_is_refused(
    cast: Cast, valid_from: date, valid_to: date | None
) -> None:
    unit = make_unit(
        2, "846", "huyen", "Tiểu Cần", "Huyện Tiểu Cần", cast.tra_vinh, valid_from, valid_to
    )
    with pytest.raises(UnitNotThere, match="Huyện Tiểu Cần"):
        record_figures(cast.an, JUNE, [Cell(unit.pk, cast.bhyt.pk, people=1)])


def test_an_indicator_that_does_not_exist_is_refused(cast: Cast) -> None:
    with pytest.raises(UnknownIndicator):
        record_figures(cast.an, JUNE, [Cell(cast.cau_ke.pk, 10**9, people=1)])


def test_a_block_takes_as_many_statements_as_a_cell(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    units = [
        make_unit(2, f"{code}", "huyen", f"Huyện {code}", f"Huyện {code}", cast.tra_vinh)
        for code in range(700, 720)
    ]
    open_months(cast.giang, [unit.pk for unit in units], JUNE)
    with django_assert_num_queries(11):
        record_figures(cast.an, JUNE, [_bhyt(cast, 1)])
    block = [
        Cell(unit.pk, indicator.pk, people=7)
        for unit in units
        for indicator in cast.indicators.values()
    ]
    with django_assert_num_queries(11):
        assert record_figures(cast.an, JUNE, block).written == 100
