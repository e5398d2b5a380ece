"""The steps of a heat table: what shares a colour, and that no two equal texts differ."""
# mypy: no-strict-equality

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.notation.numbers import write_decimal
from reports.compared.heat import STEPS, steps

rates = st.lists(st.decimals(0, 130, places=5), min_size=1, max_size=80)


def test_cells_are_shared_out_evenly_over_the_steps() -> None:
    made = steps(list(range(12)), 0)
    assert [made.of(each) for each in range(12)] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]
    assert [(each.low, each.high) for each in made.used][:2] == [(0, 1), (2, 3)]


def test_equal_numbers_share_a_step() -> None:
    made = steps([5] * 9 + [1], 0)
    assert made.of(1) < made.of(5)
    assert len(made.used) == 2


def test_one_number_is_the_lowest_step() -> None:
    made = steps([Decimal("80.58")], 2)
    assert made.of(Decimal("80.58")) == 1


def test_no_numbers_make_no_steps() -> None:
    assert steps([], 2).used == []


def test_what_reads_the_same_has_the_same_colour() -> None:
    made = steps([Decimal("80.5849"), Decimal("80.5751"), Decimal("10")], 2)
    assert made.of(Decimal("80.5849")) == made.of(Decimal("80.5751"))


@settings(max_examples=100)
@given(rates)
def test_higher_numbers_never_have_a_lower_step_and_ranges_do_not_meet(found: list) -> None:
    made = steps(found, 2)
    numbers = [made.of(each) for each in sorted(found)]
    assert numbers == sorted(numbers)
    assert all(1 <= number <= STEPS for number in numbers)
    for lower, higher in zip(made.used, made.used[1:], strict=False):
        assert lower.high < higher.low
    texts = {write_decimal(each): made.of(each) for each in found}
    assert all(made.of(each) == texts[write_decimal(each)] for each in found)
