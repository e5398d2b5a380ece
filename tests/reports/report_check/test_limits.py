"""Bounds of what anybody may paste: how many records in all, and of one unit and date."""

import pytest

from reports.report_check.arithmetic.input import read_report
from reports.report_check.arithmetic.judge import judge
from reports.report_check.arithmetic.report import PrintedReport
from reports.report_check.limits import (
    RECORDS_AT_MOST,
    TOGETHER_AT_MOST,
    TooManyRecordsError,
    refuse_too_many,
)


def units(number: int) -> PrintedReport:
    """So many units, each with a plan of 100 for 60 people said to be 61 % of it."""
    wrong = {"indicator": "BHXH", "people": 60, "plan_people": 100, "attainment_pct": "61"}
    return read_report({"records": [wrong | {"unit": str(place)} for place in range(number)]})


def test_every_unit_of_the_largest_report_is_judged() -> None:
    report = units(RECORDS_AT_MOST)
    refuse_too_many(report)
    verdict = judge(report)
    assert (len(verdict.findings), verdict.problems) == (RECORDS_AT_MOST, ())


def test_too_many_records_are_refused() -> None:
    with pytest.raises(TooManyRecordsError) as refused:
        refuse_too_many(units(RECORDS_AT_MOST + 1))
    assert (refused.value.at_most, refused.value.together) == (RECORDS_AT_MOST, False)


def test_too_many_records_of_one_place_are_refused() -> None:
    record = {"indicator": "BHXH", "people": 1}
    within = [record | {"assigned_by": str(each)} for each in range(TOGETHER_AT_MOST)]
    refuse_too_many(read_report({"records": within}))
    with pytest.raises(TooManyRecordsError) as refused:
        refuse_too_many(read_report({"records": [*within, record]}))
    assert (refused.value.at_most, refused.value.together) == (TOGETHER_AT_MOST, True)
