"""Places in a ranking: ties share, the unknown has none, a sum that lacks units is not ranked."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cast import JUNE
from coverage.models import AdministrativeUnit, Indicator
from known_values import promised, reported
from reports.figures.assigners import Assigners
from reports.figures.held import make_row
from reports.figures.places import places
from reports.figures.pooled_values import summed_value
from reports.figures.standing import Row, months_around
from reports.figures.values import NOTHING, PartsSum, Value
from targets.attainment import percent, pooled
from targets.comparable import ranks

VALUES = st.lists(st.none() | st.integers(-5, 5), max_size=12)


def test_equals_share_a_rank_and_the_next_is_left_out() -> None:
    assert ranks([70, 90, 80, 80, None, 60]) == [4, 1, 2, 2, None, 5]


def test_nothing_to_rank_is_no_rank() -> None:
    assert ranks([]) == []
    assert ranks([None, None]) == [None, None]


def test_the_same_share_of_different_targets_is_a_tie() -> None:
    """1 of 3 and 2 of 6, neither of which has an end."""
    assert ranks([percent(1, 3), percent(2, 6), percent(1, 4)]) == [1, 1, 3]


@given(VALUES)
def test_the_rank_is_one_more_than_the_number_of_those_above(values: list[int | None]) -> None:
    known = [value for value in values if value is not None]
    assert ranks(values) == [
        None if value is None else 1 + sum(other > value for other in known) for value in values
    ]


def judged(value: Value, **said: Any) -> Row:
    months = months_around(JUNE)
    values = dict.fromkeys(months.all(), NOTHING) | {months.now: value}
    promises = [promised(**said)] if said else []
    return make_row(AdministrativeUnit(pk=1), Indicator(pk=1), months, values, promises)


def placed(*rows: Row) -> list[int | None]:
    return places(rows, Assigners(promised().assigner_kind, "", promised().assigner_id))


def test_units_are_ranked_by_attainment_and_not_by_size() -> None:
    assert placed(judged(reported(900), people=1000), judged(reported(95), people=100)) == [2, 1]


def test_a_unit_without_a_target_or_without_a_figure_has_no_place() -> None:
    lines = [judged(reported(9), people=10), judged(reported(9)), judged(NOTHING, people=10)]
    assert placed(*lines) == [1, None, None]


def test_a_sum_that_lacks_units_has_no_place() -> None:
    partial = summed_value(PartsSum(900, pooled([(900, 1000)]), 8, 9, simulated=False))
    assert placed(judged(partial, people=100), judged(reported(5), people=10)) == [None, 1]


def test_a_rate_reported_alone_is_ranked_under_rule_b() -> None:
    lines = [judged(reported(rate="80"), percent="95"), judged(reported(rate="90"), percent="95")]
    assert placed(*lines) == [2, 1]


def test_where_nobody_set_a_target_the_rate_decides() -> None:
    lines = [judged(reported(50, of=100)), judged(reported(60, of=100)), judged(reported(70))]
    assert lines[0].value.rate == Decimal(50)
    assert placed(*lines) == [2, 1, None]
