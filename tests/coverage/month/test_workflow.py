"""A month of a unit: open, submitted, approved; returned with a note, reopened with a reason."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries, Settings

from cast import JUNE, Cast, make_unit, make_user
from coverage.models import TRANSITIONS, Role, State, Submission, User
from coverage.month.workflow import (
    approve,
    open_months,
    reopen,
    return_to_clerk,
    submit,
    take_back,
)
from coverage.refusals import (
    FutureMonth,
    NotYours,
    ReasonMissing,
    Refused,
    SamePerson,
    UnitNotThere,
    UnknownUnit,
    WrongState,
)


def _state(cast: Cast) -> Any:
    return Submission.objects.current().filter(unit=cast.cau_ke, period=JUNE).first()


def _step(cast: Cast, to: State, units: list[int] | None = None) -> None:
    units = units or [cast.cau_ke.pk]
    if to == State.SUBMITTED:
        submit(cast.an, units, JUNE)
    elif to == State.APPROVED:
        approve(cast.giang, units, JUNE)
    elif to == State.RETURNED:
        return_to_clerk(cast.giang, units, JUNE, "cộng lại BHXH")
    elif to == State.REOPENED:
        reopen(cast.giang, units, JUNE, "bệnh viện gửi lại danh sách")
    elif _state(cast) is None:
        open_months(cast.giang, units, JUNE)
    else:
        take_back(cast.an, units, JUNE)


# The shortest way to each state, from a month nobody has opened.
WAYS: dict[State | None, tuple[State, ...]] = {
    None: (),
    State.OPEN: (State.OPEN,),
    State.SUBMITTED: (State.OPEN, State.SUBMITTED),
    State.RETURNED: (State.OPEN, State.SUBMITTED, State.RETURNED),
    State.APPROVED: (State.OPEN, State.SUBMITTED, State.APPROVED),
    State.REOPENED: (State.OPEN, State.SUBMITTED, State.APPROVED, State.REOPENED),
}
ACTIONS: dict[str, tuple[Callable[[Cast], object], State]] = {
    "submit": (lambda c: submit(c.an, [c.cau_ke.pk], JUNE), State.SUBMITTED),
    "take back": (lambda c: take_back(c.an, [c.cau_ke.pk], JUNE), State.OPEN),
    "approve": (lambda c: approve(c.giang, [c.cau_ke.pk], JUNE), State.APPROVED),
    "return": (lambda c: return_to_clerk(c.giang, [c.cau_ke.pk], JUNE, "vì sao"), State.RETURNED),
    "reopen": (lambda c: reopen(c.giang, [c.cau_ke.pk], JUNE, "vì sao"), State.REOPENED),
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("state", WAYS)
def test_a_month_moves_only_as_the_table_says(cast: Cast, state: State | None, action: str) -> None:
    for step in WAYS[state]:
        _step(cast, step)
    act, to = ACTIONS[action]
    if state is not None and to in TRANSITIONS[state]:
        act(cast)
        assert _state(cast).state == to
    else:
        with pytest.raises(WrongState, match="Huyện Cầu Kè"):
            act(cast)
        assert (row.state if (row := _state(cast)) else None) == state


def test_every_state_can_be_reached_and_left() -> None:
    assert set(TRANSITIONS) == set(State)
    assert {state for states in TRANSITIONS.values() for state in states} == set(State)
    assert all(TRANSITIONS.values())


def test_the_history_keeps_every_step_with_who_and_why(cast: Cast) -> None:
    for step in WAYS[State.REOPENED]:
        _step(cast, step)
    rows = Submission.objects.filter(unit=cast.cau_ke).order_by("recorded_at")
    assert [(row.state, row.recorded_by, row.note) for row in rows] == [
        ("open", cast.giang, ""),
        ("submitted", cast.an, ""),
        ("approved", cast.giang, ""),
        ("reopened", cast.giang, "bệnh viện gửi lại danh sách"),
    ]
    assert [row.superseded_at for row in rows[:3]] == [row.recorded_at for row in rows[1:]]


def test_notes_of_a_submission_and_of_an_approval_are_kept(cast: Cast) -> None:
    _step(cast, State.OPEN)
    submit(cast.an, [cast.cau_ke.pk], JUNE, "thiếu trường THPT")
    assert _state(cast).note == "thiếu trường THPT"
    approve(cast.giang, [cast.cau_ke.pk], JUNE, "đã xem")
    assert _state(cast).note == "đã xem"


@pytest.mark.parametrize("note", ["", "   ", "\n"])
@pytest.mark.parametrize(
    ("act", "state"), [(return_to_clerk, State.SUBMITTED), (reopen, State.APPROVED)]
)
def test_a_return_and_a_reopening_say_why(
    cast: Cast, act: Callable[..., Any], state: State, note: str
) -> None:
    for step in WAYS[state]:
        _step(cast, step)
    with pytest.raises(ReasonMissing):
        act(cast.giang, [cast.cau_ke.pk], JUNE, note)
    assert _state(cast).state == state


@pytest.mark.parametrize("act", [return_to_clerk, reopen, approve])
def test_a_note_too_long_for_its_column_is_refused_in_words(
    cast: Cast, act: Callable[..., Any]
) -> None:
    for step in WAYS[State.APPROVED if act is reopen else State.SUBMITTED]:
        _step(cast, step)
    with pytest.raises(Refused, match="1000"):
        act(cast.giang, [cast.cau_ke.pk], JUNE, "x" * 1001)


def _clerk_and_approver(cast: Cast) -> User:
    return make_user(
        "hoa", "Đỗ Thị Hòa", (cast.tra_vinh, Role.CLERK), (cast.tra_vinh, Role.APPROVER)
    )


def test_who_submitted_may_not_approve(cast: Cast) -> None:
    hoa = _clerk_and_approver(cast)
    _step(cast, State.OPEN)
    submit(hoa, [cast.cau_ke.pk], JUNE)
    with pytest.raises(SamePerson, match="Huyện Cầu Kè"):
        approve(hoa, [cast.cau_ke.pk], JUNE)
    assert _state(cast).state == State.SUBMITTED
    approve(cast.giang, [cast.cau_ke.pk], JUNE)


def test_one_month_of_ones_own_keeps_the_whole_approval_out(cast: Cast) -> None:
    hoa = _clerk_and_approver(cast)
    both = [cast.cau_ke.pk, cast.tra_cu.pk]
    open_months(hoa, both, JUNE)
    submit(hoa, both[:1], JUNE)
    submit(cast.an, both[1:], JUNE)
    with pytest.raises(SamePerson):
        approve(hoa, both, JUNE)
    assert not Submission.objects.filter(state=State.APPROVED).exists()


def test_who_submitted_may_return_it(cast: Cast) -> None:
    hoa = _clerk_and_approver(cast)
    _step(cast, State.OPEN)
    submit(hoa, [cast.cau_ke.pk], JUNE)
    return_to_clerk(hoa, [cast.cau_ke.pk], JUNE, "gửi nhầm")
    assert _state(cast).state == State.RETURNED


def test_four_eyes_can_be_switched_off(cast: Cast, settings: Settings) -> None:
    settings.FOUR_EYES = False
    hoa = _clerk_and_approver(cast)
    _step(cast, State.OPEN)
    submit(hoa, [cast.cau_ke.pk], JUNE)
    approve(hoa, [cast.cau_ke.pk], JUNE)
    assert _state(cast).state == State.APPROVED


def test_opening_is_counted_and_leaves_months_that_have_a_state(cast: Cast) -> None:
    both = [cast.cau_ke.pk, cast.tra_cu.pk]
    assert open_months(cast.giang, both[:1], JUNE) == 1
    submit(cast.an, both[:1], JUNE)
    assert open_months(cast.giang, both, JUNE) == 1
    assert _state(cast).state == State.SUBMITTED


def test_a_month_of_the_future_cannot_be_opened(cast: Cast) -> None:
    with time_machine.travel("2023-05-31 12:00+07:00"), pytest.raises(FutureMonth, match="06/2023"):
        open_months(cast.giang, [cast.cau_ke.pk], JUNE)


def test_a_month_in_which_the_unit_did_not_exist_cannot_be_opened(cast: Cast) -> None:
    gone = make_unit(
        2, "846", "huyen", "Tiểu Cần", "Huyện Tiểu Cần", cast.tra_vinh, valid_to=date(2023, 5, 31)
    )
    with pytest.raises(UnitNotThere, match="Huyện Tiểu Cần"):
        open_months(cast.giang, [cast.cau_ke.pk, gone.pk], JUNE)
    assert _state(cast) is None


def test_one_unit_in_the_wrong_state_keeps_the_whole_move_out(cast: Cast) -> None:
    both = [cast.cau_ke.pk, cast.tra_cu.pk]
    open_months(cast.giang, both, JUNE)
    submit(cast.an, both[:1], JUNE)
    with pytest.raises(WrongState, match="Huyện Trà Cú"):
        approve(cast.giang, both, JUNE)
    assert _state(cast).state == State.SUBMITTED


def test_one_foreign_unit_keeps_the_whole_move_out(cast: Cast) -> None:
    with pytest.raises(NotYours, match="Huyện Sìn Hồ"):
        open_months(cast.giang, [cast.cau_ke.pk, cast.sin_ho.pk], JUNE)
    assert _state(cast) is None


@pytest.mark.parametrize("act", [open_months, submit, take_back, approve])
def test_a_unit_that_does_not_exist_is_refused(cast: Cast, act: Callable[..., Any]) -> None:
    with pytest.raises(UnknownUnit):
        act(cast.giang, [10**9], JUNE)


def test_a_move_of_many_takes_as_many_statements_as_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    units = [
        make_unit(2, f"{code}", "huyen", f"Huyện {code}", f"Huyện {code}", cast.tra_vinh).pk
        for code in range(700, 720)
    ]
    for block in (units[:1], units[1:]):
        with django_assert_num_queries(10):
            open_months(cast.giang, block, JUNE)
        with django_assert_num_queries(20):
            submit(cast.an, block, JUNE)
        with django_assert_num_queries(12):
            approve(cast.giang, block, JUNE)
