"""Two people at the same moment: nothing lost, nothing doubled, nothing after the approval.

APPROVAL_RACES=1000 in the environment runs as many saves against an approval as the release was
checked with (about two minutes).
"""

import os
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from cast import JUNE, Cast, make_cast, make_unit, make_user
from coverage.entry import Cell, record_figures
from coverage.models import ReportedFigure, Role, State, Submission
from coverage.month.workflow import (
    approve,
    open_months,
    reopen,
    return_to_clerk,
    submit,
    take_back,
)
from coverage.notation.periods import add_months
from coverage.refusals import MonthNotWritable
from races import at_once

RACES = int(os.environ.get("APPROVAL_RACES", "50"))
FIRST = date(2015, 1, 1)
PERIODS = [add_months(FIRST, count) for count in range(20)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def _names(outcomes: list[object]) -> list[str]:
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_no_figure_is_written_after_the_approval(cast: Cast) -> None:
    """A save against an approval, again and again: whichever comes first, the other is told."""
    units = [
        make_unit(3, f"{code}", "xa", f"Xã {code}", f"Xã {code}", cast.cau_ke).pk
        for code in range(20000, 20000 + RACES)
    ]
    open_months(cast.giang, units, JUNE)
    saved = 0
    for unit in units:
        cells = [Cell(unit, indicator.pk, people=7) for indicator in cast.indicators.values()]

        def close(unit: int = unit) -> None:
            submit(cast.an, [unit], JUNE)
            approve(cast.giang, [unit], JUNE)

        def save(cells: list[Cell] = cells) -> None:
            record_figures(cast.an, JUNE, cells)

        outcomes = at_once(save, close)
        assert outcomes[1] is None
        assert outcomes[0] is None or isinstance(outcomes[0], MonthNotWritable)
        saved += outcomes[0] is None
        approved_at = Submission.objects.current().get(unit=unit, period=JUNE).recorded_at
        written = ReportedFigure.objects.filter(unit=unit, period=JUNE)
        assert written.count() == (5 if outcomes[0] is None else 0)
        assert not written.filter(recorded_at__gte=approved_at).exists()
    assert ReportedFigure.objects.count() == saved * 5
    print(f"{RACES} races: {saved} saved before the approval, {RACES - saved} refused, 0 after it")


def test_the_database_refuses_a_figure_that_waited_for_an_approval(cast: Cast) -> None:
    """The trigger alone, for a writer that does not come through record_figures."""
    unit, indicator = cast.cau_ke, cast.bhyt
    for period in PERIODS:
        open_months(cast.giang, [unit.pk], period)

        def close(period: date = period) -> None:
            submit(cast.an, [unit.pk], period)

        outcomes = at_once(
            lambda period=period: insert_past_the_writer(cast, period, 7), lambda: close()
        )
        written = ReportedFigure.objects.filter(unit=unit, indicator=indicator, period=period)
        submitted_at = Submission.objects.current().get(unit=unit, period=period).recorded_at
        assert outcomes[1] is None
        if outcomes[0] is None:
            assert written.get().recorded_at < submitted_at
        else:
            assert isinstance(outcomes[0], IntegrityError)
            assert not written.exists()


def test_two_people_who_fill_the_same_blank_cells_at_once_never_overwrite_each_other(
    cast: Cast,
) -> None:
    """In opposite orders too: neither locks the other out; one saves, the other is told."""
    units = (cast.cau_ke.pk, cast.tra_cu.pk)
    keys = [(unit, indicator.pk) for unit in units for indicator in cast.indicators.values()]
    mine = [Cell(*key, people=1) for key in keys]
    theirs = [Cell(*key, people=2) for key in reversed(keys)]
    for period in PERIODS:
        open_months(cast.giang, units, period)
        outcomes = at_once(
            lambda period=period: record_figures(cast.an, period, mine),
            lambda period=period: record_figures(cast.an, period, theirs),
        )
        assert _names(outcomes) == ["Conflict", "Recorded"]
        written = ReportedFigure.objects.filter(period=period)
        assert written.count() == len(keys)
        assert set(written.values_list("people", flat=True)) in ({1}, {2})


def test_two_people_who_correct_the_same_cell_at_once_never_overwrite_each_other(
    cast: Cast,
) -> None:
    open_months(cast.giang, [cast.cau_ke.pk], JUNE)
    for value in range(1, len(PERIODS), 2):
        shown = ReportedFigure.objects.current().values_list("pk", flat=True).first()
        mine, theirs = (
            Cell(cast.cau_ke.pk, cast.bhyt.pk, people=people, shown=shown)
            for people in (value, value + 1)
        )
        outcomes = at_once(
            lambda cell=mine: record_figures(cast.an, JUNE, [cell]),
            lambda cell=theirs: record_figures(cast.an, JUNE, [cell]),
        )
        assert _names(outcomes) == ["Conflict", "Recorded"]
    assert ReportedFigure.objects.current().count() == 1
    assert ReportedFigure.objects.count() == len(PERIODS) // 2


def test_the_database_itself_lets_one_of_two_into_a_blank_cell(cast: Cast) -> None:
    open_months(cast.giang, [cast.cau_ke.pk], JUNE)
    both_there = Barrier(2)

    def insert(people: int) -> None:
        both_there.wait(timeout=60)
        insert_past_the_writer(cast, JUNE, people)

    outcomes = at_once(lambda: insert(1), lambda: insert(2))
    assert _names(outcomes) == ["IntegrityError", "NoneType"]
    assert ReportedFigure.objects.count() == 1


def insert_past_the_writer(cast: Cast, period: date, people: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO coverage_reportedfigure (unit_id, indicator_id, period, as_of, people,"
            " absence, origin, source, note, people_precision, people_qualifier, rate_precision,"
            " rate_qualifier, scope, recorded_by_id)"
            " VALUES (%s, %s, %s, %s, %s, '', 'reported', '', '', 'exact', '', 'exact', '',"
            " '', %s)",
            [cast.cau_ke.pk, cast.bhyt.pk, period, period, people, cast.an.pk],
        )


def test_a_block_of_many_units_and_an_approval_of_them_do_not_lock_each_other_out(
    cast: Cast,
) -> None:
    units = [
        make_unit(2, f"{code}", "huyen", f"Huyện {code}", f"Huyện {code}", cast.tra_vinh).pk
        for code in range(700, 720)
    ]
    for period in PERIODS:
        open_months(cast.giang, units, period)
        cells = [Cell(unit, cast.bhyt.pk, people=7) for unit in reversed(units)]
        outcomes = at_once(
            lambda period=period, cells=cells: record_figures(cast.an, period, cells),
            lambda period=period: submit(cast.an, units, period),
        )
        assert outcomes[1] is None
        assert _names(outcomes[:1]) in (["Recorded"], ["MonthNotWritable"])
        assert ReportedFigure.objects.filter(period=period).count() in (0, len(units))


def test_of_two_approvers_one_decides_and_the_other_is_told(cast: Cast) -> None:
    hoa = make_user("hoa", "Đỗ Thị Hòa", (cast.tra_vinh, Role.APPROVER))
    unit = cast.cau_ke.pk
    for period in PERIODS:
        open_months(cast.giang, [unit], period)
        submit(cast.an, [unit], period)
        outcomes = at_once(
            lambda period=period: approve(cast.giang, [unit], period),
            lambda period=period: return_to_clerk(hoa, [unit], period, "cộng lại BHXH"),
        )
        assert _names(outcomes) == ["NoneType", "WrongState"]
        states = Submission.objects.filter(unit=unit, period=period).order_by("recorded_at", "pk")
        assert list(states.values_list("state", flat=True))[2:] in (
            [State.APPROVED],
            [State.RETURNED],
        )


def test_taking_back_against_an_approval_leaves_one_of_the_two(cast: Cast) -> None:
    unit = cast.cau_ke.pk
    for period in PERIODS:
        open_months(cast.giang, [unit], period)
        submit(cast.an, [unit], period)
        outcomes = at_once(
            lambda period=period: approve(cast.giang, [unit], period),
            lambda period=period: take_back(cast.an, [unit], period),
        )
        assert _names(outcomes) == ["NoneType", "WrongState"]


def test_two_approvers_who_open_the_same_months_at_once_open_them_once(cast: Cast) -> None:
    units = [cast.cau_ke.pk, cast.tra_cu.pk]
    for period in PERIODS:
        outcomes = at_once(
            lambda period=period: open_months(cast.giang, units, period),
            lambda period=period: open_months(cast.giang, list(reversed(units)), period),
        )
        assert sorted(outcomes) == [0, 2]
    assert Submission.objects.count() == 2 * len(PERIODS)


def test_a_reopening_against_a_save_writes_only_into_a_reopened_month(cast: Cast) -> None:
    unit = cast.cau_ke.pk
    for period in PERIODS:
        open_months(cast.giang, [unit], period)
        submit(cast.an, [unit], period)
        approve(cast.giang, [unit], period)
        cell = Cell(unit, cast.bhyt.pk, people=7)
        outcomes = at_once(
            lambda period=period: reopen(cast.giang, [unit], period, "đính chính"),
            lambda period=period, cell=cell: record_figures(cast.an, period, [cell]),
        )
        assert outcomes[0] is None
        written = ReportedFigure.objects.filter(period=period)
        reopened_at = Submission.objects.current().get(unit=unit, period=period).recorded_at
        if isinstance(outcomes[1], MonthNotWritable):
            assert not written.exists()
        else:
            assert _names(outcomes[1:]) == ["Recorded"]
            assert written.get().recorded_at > reopened_at
