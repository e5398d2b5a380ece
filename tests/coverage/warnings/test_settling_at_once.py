"""Two who hand in at the same moment: each is seen by whoever settles last."""

import pytest

from cast import JUNE, Cast, make_cast
from coverage.checks import Rule
from coverage.entry import Cell, record_figures
from coverage.models import StandingWarning
from coverage.month.workflow import open_months, submit, take_back
from coverage.warnings.affected import everything_directly_below
from coverage.warnings.settling import differences
from races import at_once

RACES = 10


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def test_units_that_have_more_than_the_whole_only_together_are_not_missed(cast: Cast) -> None:
    """Each of them alone has less than the whole."""
    units = [cast.tra_vinh.pk, cast.cau_ke.pk, cast.tra_cu.pk]
    open_months(cast.giang, units, JUNE)
    for unit, people in zip(units, (50, 30, 30), strict=True):
        record_figures(cast.an, JUNE, [Cell(unit, cast.bhyt.pk, people)])
    submit(cast.an, units[:1], JUNE)
    for _ in range(RACES):
        handed_in = [lambda pk=pk: submit(cast.an, [pk], JUNE) for pk in units[1:]]
        assert at_once(*handed_in) == [None, None]
        (warning,) = StandingWarning.objects.current()
        assert (warning.unit_id, warning.rule) == (cast.tra_vinh.pk, Rule.UNITS_AND_WHOLE)
        taken = [lambda pk=pk: take_back(cast.an, [pk], JUNE) for pk in units[1:]]
        assert at_once(*taken) == [None, None]
        assert not StandingWarning.objects.current().exists()
    for whole in (cast.nation.pk, cast.tra_vinh.pk):
        assert not differences(everything_directly_below(whole))
