"""How far a month has come: reported, cut off, approved; by whom and when."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from coverage.counting.expected import Expected
from coverage.models import State
from known_values import reported
from reports.figures.parts_counted import named
from reports.figures.submissions import MonthState
from reports.figures.values import NOT_APPLICABLE, NOTHING, Value
from reports.overview.status import MonthStatus, month_status
from written_reports import TRA_VINH, district, facts, row

NOBODY_SAID = Expected()
EARLY, LATE = datetime(2023, 7, 3, tzinfo=UTC), datetime(2023, 7, 5, tzinfo=UTC)


def status(
    *parts: Value, whole: Value = NOTHING, rule: Expected = NOBODY_SAID, **more: Any
) -> MonthStatus:
    rows = [district(number, value) for number, value in enumerate(parts, start=1)]
    months = more.get("months_of_units", {})
    approved = [pk for pk, each in months.items() if each.state == State.APPROVED]
    overview = facts(row(whole), parts=rows, **more).overview
    counts = replace(overview.counts, approved=len(set(approved) - {TRA_VINH.pk}))
    units = [(each.unit.full_name, {each.indicator.pk: each.value}) for each in rows]
    told = named(units, [each.indicator for each in rows[:1]])
    return month_status(replace(overview, counts=counts, named=told), rule)


def month(state: State, at: datetime = EARLY, by: str = "Võ Hương Giang") -> MonthState:
    return MonthState(state, at, by)


def test_parts_of_which_nothing_is_known_are_named() -> None:
    found = status(reported(1), NOTHING, reported(3), NOTHING)
    assert found.missing == ["Huyện Số 2", "Huyện Số 4"]


def test_parts_to_which_nothing_applies_are_named_apart_and_are_not_missing() -> None:
    found = status(reported(1), NOTHING, NOT_APPLICABLE)
    assert found.missing == ["Huyện Số 2"]
    assert found.not_applicable == ["Huyện Số 3"]


def test_the_cut_off_is_that_of_the_figures_first_to_last() -> None:
    on_30, on_25 = reported(1), reported(1, as_of=date(2023, 6, 25))
    assert status(on_30).cut_off == "Số liệu đến ngày 30/06/2023"
    assert status(on_30, on_25).cut_off == "Số liệu đến ngày 25/06/2023 – 30/06/2023"
    assert status(NOTHING, whole=on_25).cut_off == "Số liệu đến ngày 25/06/2023"


def test_without_figures_there_is_no_cut_off_but_the_rules() -> None:
    found = status(NOTHING, rule=Expected(cut_off_day=25, due_day=28))
    assert found.cut_off == "Chưa có số liệu nào được tính cho tháng này"
    assert (found.cut_off_rule, found.due) == (date(2023, 6, 25), date(2023, 7, 28))
    assert (status().cut_off_rule, status().due) == (None, None)


def test_a_month_is_approved_when_every_part_and_the_unit_itself_is() -> None:
    both = {101: month(State.APPROVED), 102: month(State.APPROVED, LATE, "Lò Văn Bình")}
    found = status(reported(1), reported(2), months_of_units=both)
    assert found.is_approved
    assert found.last_approval == both[102]
    assert found.shown_own is None
    with_own = {**both, TRA_VINH.pk: month(State.SUBMITTED)}
    found = status(reported(1), reported(2), months_of_units=with_own)
    assert not found.is_approved
    assert found.shown_own == with_own[TRA_VINH.pk]


def test_one_part_that_is_not_approved_leaves_the_month_open() -> None:
    found = status(
        reported(1),
        reported(2),
        months_of_units={101: month(State.APPROVED), 102: month(State.RETURNED)},
    )
    assert not found.is_approved


def test_a_unit_without_parts_has_its_own_month_only() -> None:
    own = month(State.APPROVED)
    found = status(whole=reported(1), months_of_units={TRA_VINH.pk: own})
    assert (found.own, found.is_approved, found.shown_own) == (own, True, own)
    assert not status(whole=reported(1)).is_approved
