"""Bounds of what anybody may paste: how many records, how long."""

from collections.abc import Callable
from itertools import count

import pytest

from coverage.consistency.input import read_report
from coverage.consistency.judge import judge
from coverage.consistency.report import Report
from coverage.report_check.judging_in_time import (
    RECORDS_AT_MOST,
    SECONDS,
    TOGETHER_AT_MOST,
    TooManyRecordsError,
    judge_in_time,
)


def units(number: int) -> Report:
    """So many units, each with a plan of 100 for 60 people said to be 61 % of it."""
    wrong = {"indicator": "BHXH", "people": 60, "plan_people": 100, "attainment_pct": "61"}
    return read_report({"records": [wrong | {"unit": str(place)} for place in range(number)]})


def ticking(seconds: float) -> Callable[[], float]:
    """A clock that gains so many seconds each time it is looked at."""
    ticks = count()
    return lambda: next(ticks) * seconds


def test_the_verdict_is_that_of_the_whole_report_judged_at_once() -> None:
    data = {
        "x": 1,
        "records": [
            {"indicator": "BHXH", "people": 84268, "edition": "a"},
            {"indicator": "BHXH", "people": 84286, "edition": "b"},
            {"indicator": "BHYT", "people": -1, "unit": "khác"},
        ],
    }
    judged, whole = judge_in_time(read_report(data), ticking(0)), judge(read_report(data))
    assert judged.not_reached == 0
    assert [each.rule for each in judged.verdict.findings] == ["editions"]
    assert [each.rule for each in whole.findings] == ["editions"]
    assert judged.verdict.problems == whole.problems
    assert judged.verdict.unknown_fields == whole.unknown_fields
    assert judged.verdict.checked == whole.checked
    assert len(judged.verdict.records) == len(whole.records)


def test_every_unit_is_judged_while_there_is_time() -> None:
    judged = judge_in_time(units(RECORDS_AT_MOST), ticking(0))
    assert (len(judged.verdict.findings), judged.not_reached) == (RECORDS_AT_MOST, 0)


def test_units_not_reached_in_time_are_counted() -> None:
    """The clock is looked at once to begin with, then before each unit."""
    judged = judge_in_time(units(10), ticking(SECONDS / 4))
    assert (len(judged.verdict.findings), judged.not_reached) == (4, 6)


def test_too_many_records_are_refused() -> None:
    with pytest.raises(TooManyRecordsError) as refused:
        judge_in_time(units(RECORDS_AT_MOST + 1), ticking(0))
    assert (refused.value.at_most, refused.value.together) == (RECORDS_AT_MOST, False)


def test_too_many_records_of_one_place_are_refused() -> None:
    record = {"indicator": "BHXH", "people": 1}
    within = [record | {"assigned_by": str(each)} for each in range(TOGETHER_AT_MOST)]
    assert judge_in_time(read_report({"records": within}), ticking(0)).verdict.consistent
    with pytest.raises(TooManyRecordsError) as refused:
        judge_in_time(read_report({"records": [*within, record]}), ticking(0))
    assert (refused.value.at_most, refused.value.together) == (TOGETHER_AT_MOST, True)
