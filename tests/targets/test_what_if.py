"""What would follow: hand-worked cases, the sharing of a gap, and its laws."""
# mypy: no-strict-equality

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.models import AdministrativeUnit
from coverage.notation.numbers import write_decimal
from known_values import promised, reported
from made_trends import BHYT, TRA_VINH
from reports.figures.held import make_row
from reports.figures.pooled_values import pool_values
from reports.figures.standing import Row, months_around
from reports.figures.values import Value
from reports.what_if.form import WhatIfForm
from reports.what_if.result import WhatIf, what_if
from targets.attainment import Promise, assess
from targets.what_if import (
    Change,
    Level,
    Supposed,
    assess_supposed,
    shares,
    supposed_level,
    uncovered_people,
)

JUNE = date(2023, 6, 1)
CAU_KE, TRA_CU, CANG_LONG = (
    AdministrativeUnit(pk=pk, full_name=name, level=2, parent=TRA_VINH)
    for pk, name in ((11, "Huyện Cầu Kè"), (12, "Huyện Trà Cú"), (13, "Huyện Càng Long"))
)


def row(unit: AdministrativeUnit, value: Value, *promises: Any) -> Row:
    months = months_around(JUNE)
    values = {month: Value() for month in months.all()} | {JUNE: value}
    return make_row(unit, BHYT, months, values, promises)


def three_districts(*promises: Any) -> tuple[Row, list[Row]]:
    """Three districts with 70, 80 and 95 % of 1.000, 2.000 and 3.000."""
    parts = [
        row(CAU_KE, reported(700, of=1_000)),
        row(TRA_CU, reported(1_600, of=2_000)),
        row(CANG_LONG, reported(2_850, of=3_000)),
    ]
    return row(TRA_VINH, pool_values([part.value for part in parts]), *promises), parts


def result_of(changes: dict[int, Change], *promises: Any, **said: Any) -> WhatIf:
    whole, parts = three_districts(*promises)
    return what_if(whole, parts, changes, **said)


def test_tra_vinh_as_published_with_so_many_more() -> None:
    """966.520 − 821.563 = 144.957, at 85,00 %: with 48.326 more it is 90,00 %."""
    published = Level(821_563, 1_019_562, (821_563, 1_019_562))
    promise = Promise(people=966_520)
    level = supposed_level(published, Supposed(48_326))
    then = assess_supposed(promise, level)
    assert write_decimal(then.attainment) == "90,00"
    assert then.remaining == 144_957 - 48_326
    assert write_decimal(then.rate) == "85,32"


def test_people_added_and_people_in_all_move_alike() -> None:
    assert Change(added=30).move(700) == Change(people=730).move(700) == 30
    assert Change(people=650).move(700) == -50
    assert Change(people=650).move(None) is None
    assert Change(added=30).move(None) == 30
    assert Change().move(700) is None


def test_the_parts_moves_are_the_wholes() -> None:
    found = result_of({11: Change(added=100), 13: Change(people=2_800)}, promised(5_500))
    assert (found.supposed.moved, found.people) == (50, 5_200)
    assert [part.moved for part in found.parts] == [100, None, -50]
    assert [part.people for part in found.parts] == [800, 1_600, 2_800]
    assert [part.rate for part in found.parts[:2]] == [80, 80]
    assert found.rate == assess(Promise(), 5_200, None, 6_000).rate
    (judged,) = found.promises
    assert (judged.now.remaining, judged.then.remaining) == (350, 300)


def test_another_denominator_moves_rate_and_a_target_set_as_a_rate() -> None:
    """95 % of 6.000 are 5.700; of 5.500 they are 5.225."""
    found = result_of({}, promised(percent="95"), denominator=5_500)
    assert (found.denominator_now, found.denominator) == (6_000, 5_500)
    (judged,) = found.promises
    assert (judged.now.plan_people, judged.then.plan_people) == (5_700, 5_225)
    assert (judged.now.remaining, judged.then.remaining) == (550, 75)
    assert write_decimal(found.rate) == "93,64"
    assert [part.rate for part in found.parts] == [70, 80, 95]


def test_where_nothing_is_supposed_everything_stays_as_printed() -> None:
    whole = row(TRA_VINH, reported(821_563, "80.58", of=1_019_562), promised(percent="95"))
    found = what_if(whole, [], {})
    assert found.rate == Decimal("80.58")
    assert found.promises[0].then == found.promises[0].now
    moved = what_if(whole, [whole], {TRA_VINH.pk: Change(added=0)})
    assert moved.promises[0].then == moved.promises[0].now


def test_a_unit_without_parts_is_its_own_line() -> None:
    whole = row(CAU_KE, reported(700, of=1_000), promised(800, unit_id=CAU_KE.pk))
    found = what_if(whole, [whole], {CAU_KE.pk: Change(people=760)})
    assert (found.people, found.promises[0].then.remaining) == (760, 40)
    assert found.parts[0].need == 40


def test_a_gap_is_shared_by_the_people_not_covered_yet() -> None:
    """300, 400 and 150 are uncovered of 850; 350 remain to 5.500."""
    found = result_of({}, promised(5_500))
    assert found.gap == 350
    assert [part.need for part in found.parts] == [123, 165, 62]


def test_what_was_supposed_already_is_not_asked_for_again() -> None:
    """Cầu Kè, supposed full, gets no share; 50 remain to 400 and 150 uncovered."""
    found = result_of({11: Change(people=1_000)}, promised(5_500))
    assert found.gap == 50
    assert [part.need for part in found.parts] == [None, 36, 14]


def test_a_target_reached_leaves_nothing_to_share() -> None:
    found = result_of({12: Change(added=400)}, promised(5_500))
    assert found.gap == -50
    assert [part.need for part in found.parts] == [0, None, 0]
    assert found.can_be_closed


def test_a_gap_wider_than_all_uncovered_people_is_not_shared() -> None:
    found = result_of({}, promised(6_001))
    assert (found.gap, found.can_be_closed) == (851, False)
    assert [part.need for part in found.parts] == [None] * 3


def test_the_gap_is_that_of_the_assigner_asked_for() -> None:
    near = promised(5_200, target_id=1, assigner_id=1)
    far = promised(5_500, target_id=2, assigner_id=2)
    assert result_of({}, near, far).gap == 50
    assert result_of({}, near, far, assigner_id=2).gap == 350
    assert result_of({}, near, far, assigner_id=9).gap == 50
    later = promised(5_400, target_id=3, assigner_id=3, year=2025)
    assert result_of({}, later, far).gap == 350, "of this year before a later milestone"
    assert result_of({}).gap is None


def test_a_sum_that_lacks_a_denominator_keeps_to_those_that_have_one() -> None:
    parts = [row(CAU_KE, reported(700, of=1_000)), row(TRA_CU, reported(1_600))]
    whole = row(TRA_VINH, pool_values([part.value for part in parts]), promised(3_000))
    found = what_if(whole, parts, {11: Change(added=100)})
    assert (found.people, found.rate) == (2_400, 80)
    assert [part.need for part in found.parts] == [None, None]
    assert not found.can_be_closed, "200 uncovered, 600 remain"


def test_people_that_are_not_known_stay_unknown() -> None:
    whole = row(TRA_VINH, Value(), promised(5_500))
    found = what_if(whole, [row(CAU_KE, Value())], {11: Change(added=100)})
    assert (found.people, found.rate, found.gap) == (None, None, None)
    assert found.promises[0].then.attainment is None
    assert found.parts[0].people is None


def test_more_covered_than_counted_leaves_nobody_uncovered() -> None:
    assert uncovered_people(110, 100) == 0
    assert uncovered_people(None, 100) is uncovered_people(100, None) is None


uncovered = st.dictionaries(
    st.integers(1, 50), st.none() | st.integers(-5, 10**7), min_size=1, max_size=20
)


@settings(max_examples=300)
@given(uncovered, st.integers(-10, 10**8))
def test_shares_add_up_and_ask_nobody_for_more_than_are_uncovered(
    people: dict[int, int | None], remaining: int
) -> None:
    found = shares(remaining, people)
    known = {key: each for key, each in people.items() if each is not None and each > 0}
    if found is None:
        assert remaining > sum(known.values())
        return
    assert found.keys() == known.keys()
    assert sum(found.values()) == max(0, remaining)
    total = sum(known.values())
    for key, share in found.items():
        assert 0 <= share <= known[key]
        if remaining > 0:
            assert abs(share * total - remaining * known[key]) < total, "within one person"


@settings(max_examples=100)
@given(
    st.integers(0, 10**7),
    st.integers(1, 10**7),
    st.integers(0, 10**6),
    st.integers(0, 10**7) | st.none(),
)
def test_people_moved_and_moved_back_are_where_they_were(
    people: int, denominator: int, by: int, plan: int | None
) -> None:
    now = Level(people, denominator, (people, denominator))
    there = supposed_level(now, Supposed(by))
    assert supposed_level(there, Supposed(-by)) == now
    promise = Promise(plan, None)
    before, after = assess_supposed(promise, now), assess_supposed(promise, there)
    if plan is not None:
        assert before.remaining is not None
        assert after.remaining == before.remaining - by


@pytest.mark.parametrize("field", ["added-11", "people-11", "denominator"])
@pytest.mark.parametrize("typed", ["1,5", "-3", "=1+1", "8e5", "１２", "12.34", "nhiều"])
def test_what_is_no_number_is_refused_beside_its_field_and_kept(field: str, typed: str) -> None:
    _whole, parts = three_districts()
    form = WhatIfForm(parts, {field: typed, "added-12": "5"})
    assert not form.has_numbers()
    assert form.errors.keys() == {field}
    assert form[field].value() == typed


def test_both_numbers_no_figure_and_a_denominator_of_zero_are_refused() -> None:
    parts = [row(CAU_KE, Value()), row(TRA_CU, reported(5))]
    typed = {"people-11": "7", "added-12": "1", "people-12": "6", "denominator": "0"}
    assert WhatIfForm(parts, typed).errors.keys() == {"people-11", "people-12", "denominator"}
    assert WhatIfForm(parts, {"added-11": "7"}).errors.keys() == {"added-11"}


def test_blank_is_no_change_and_zero_is_one() -> None:
    _whole, parts = three_districts()
    form = WhatIfForm(parts, {"added-11": "", "people-12": "0", "added-13": " 1.500 "})
    assert form.has_numbers()
    assert form.changes == {12: Change(people=0), 13: Change(added=1_500)}
    assert form.whole_denominator is None


def test_a_name_may_be_wrong_while_the_numbers_stand() -> None:
    _whole, parts = three_districts()
    for name in ("a\x07b", "a" * 121, "\u0958" * 120):
        form = WhatIfForm(parts, {"name": name, "added-11": "3"})
        assert form.errors.keys() == {"name"}, name
        assert form.has_numbers()
        assert form.changes == {11: Change(added=3)}
