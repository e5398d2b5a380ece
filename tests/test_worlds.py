"""What the tests of a module share is put back after each of them."""

import pytest

from cast import JUNE, Cast
from coverage.entry import Cell, record_figures
from coverage.models import AdministrativeUnit, ReportedFigure, Submission, User
from coverage.month.workflow import open_months
from pages import begin_session
from unit_acts import rename


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    open_months(world.giang, [world.cau_ke.pk], JUNE)
    return world


def _state(cast: Cast) -> tuple[object, ...]:
    unit = AdministrativeUnit.objects.get(pk=cast.cau_ke.pk)
    return unit.name, cast.cau_ke.name, Submission.objects.count(), ReportedFigure.objects.count()


@pytest.mark.parametrize("time", ["first", "again"])
def test_a_test_begins_with_the_world_and_nothing_of_the_test_before(cast: Cast, time: str) -> None:
    assert _state(cast) == ("Cầu Kè", "Cầu Kè", 1, 0)
    record_figures(cast.an, JUNE, [Cell(cast.cau_ke.pk, cast.bhyt.pk, people=1)])
    open_months(cast.giang, [cast.tra_cu.pk], JUNE)
    cast.cau_ke.name = "Khác"
    rename(cast.tra_cu, name="Trà Cũ")
    begin_session(cast.an)
    assert _state(cast) == ("Cầu Kè", "Khác", 2, 1)


def test_a_test_that_takes_no_cast_finds_the_database_closed() -> None:
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        User.objects.exists()
