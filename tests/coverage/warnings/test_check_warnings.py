"""The command that computes the warnings anew: what it says, when it writes, how it ends."""

from io import StringIO

import pytest
from django.core.management import call_command

from cast import JUNE, Cast
from coverage.entry import record_figures
from coverage.models import ClockTimestamp, StandingWarning
from coverage.month.workflow import open_months, submit
from full_months import full_cells


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Cầu Kè has a warning that is recorded."""
    open_months(world.giang, [world.cau_ke.pk], JUNE)
    record_figures(world.an, JUNE, full_cells(world, world.cau_ke, BHXH=1202))
    submit(world.an, [world.cau_ke.pk], JUNE)
    return world


def ended(*arguments: str) -> tuple[int, list[str]]:
    """The exit code and what was said."""
    said, code = StringIO(), 0
    try:
        call_command("check_warnings", *arguments, stdout=said)
    except SystemExit as end:
        code = int(str(end.code))
    return code, said.getvalue().splitlines()


def in_force() -> list[int]:
    return [row.pk for row in StandingWarning.objects.current()]


def forget() -> None:
    StandingWarning.objects.current().update(superseded_at=ClockTimestamp())


def test_what_is_recorded_is_what_holds(cast: Cast) -> None:
    before = in_force()
    assert ended("--repair") == (0, ["0 warnings differed from what holds."])
    assert ended() == (0, ["0 warnings differed from what holds."])
    assert in_force() == before


def test_what_is_missing_and_what_is_wrong_is_said_and_left(cast: Cast) -> None:
    forget()
    StandingWarning.objects.create(
        unit=cast.tra_cu, period=JUNE, rule="first_zero", codes=["BHYT"], numbers=[0, 7]
    )
    code, said = ended()
    assert code == 1
    assert said == [
        f"- unit {cast.tra_cu.pk} 2023-06 first_zero: BHYT (0, 7), open",
        f"+ unit {cast.cau_ke.pk} 2023-06 parts_and_sum: BHXH BHXH_BB BHXH_TN (1202, 1000, 200),"
        " open",
        "2 warnings differed from what holds.",
    ]
    assert len(in_force()) == 1


def test_repaired_they_hold_and_the_history_stays(cast: Cast) -> None:
    forget()
    code, said = ended("--repair")
    assert (code, said[-1]) == (0, "1 warnings differed from what holds.")
    assert ended()[0] == 0
    assert StandingWarning.objects.count() == 2


def test_a_start_records_them_only_where_none_ever_was(cast: Cast) -> None:
    forget()
    assert ended("--repair", "--if-none") == (0, [])
    assert in_force() == []
