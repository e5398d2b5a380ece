"""In made-up worlds, where all happens that can, the pages' sums are those of the naive recount."""

import pytest

from changing_worlds import make_changing_world
from reports.integrity.query import SUMS, look_over
from small_worlds import make_world

CONSERVED = (SUMS, "act_changes_a_total", "act_leaves_a_gap", "unit_outside_the_one_above")


@pytest.mark.parametrize("seed", range(3))
def test_every_happening_leaves_sums_and_acts_whole(db: None, seed: int) -> None:
    make_changing_world(seed)
    result = look_over()
    assert result.sums > 20
    assert {kind: result.counts[kind] for kind in CONSERVED} == dict.fromkeys(CONSERVED, 0)


@pytest.mark.parametrize("seed", range(2))
def test_years_of_rules_states_and_gaps_leave_sums_whole(db: None, seed: int) -> None:
    make_world(seed)
    assert look_over().counts[SUMS] == 0
