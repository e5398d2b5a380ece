"""Bad input is named by record and field, and the rest is still checked."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printed_reports import TRA_VINH, of
from reports.report_check.arithmetic.answer import answer
from reports.report_check.arithmetic.input import UnreadableReportError, parse, read_report
from reports.report_check.arithmetic.judge import judge
from reports.report_check.arithmetic.report import PrintedReport, ProblemReason
from reports.report_check.arithmetic.wording import problem_in_words

FAULTY_RECORD = of("BHXH", people=59177, plan_people=70544, attainment_pct="83,98")


def read(*records: object) -> PrintedReport:
    return read_report({"records": list(records)})


def problems(*records: object) -> list[tuple[ProblemReason, int | None, str]]:
    return [(each.reason, each.record, each.field) for each in read(*records).problems]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("people", -5, ProblemReason.NEGATIVE),
        ("people", "-5", ProblemReason.NEGATIVE),
        ("coverage_pct", "giảm 3", ProblemReason.NEGATIVE),
        ("people", 10**10, ProblemReason.ABSURD),
        pytest.param("people", 10**5000, ProblemReason.ABSURD, id="five thousand digits"),
        ("coverage_pct", "1621", ProblemReason.ABSURD),
        ("people", "nhiều", ProblemReason.NOT_A_NUMBER),
        ("people", True, ProblemReason.NOT_A_NUMBER),
        ("people", [84268], ProblemReason.NOT_A_NUMBER),
        ("people", {"value": 1}, ProblemReason.NOT_A_NUMBER),
        ("people", 84.268, ProblemReason.FRACTION_OF_A_PERSON),
        ("coverage_pct", float("nan"), ProblemReason.NOT_A_NUMBER),
        ("indicator", ["BHXH"], ProblemReason.NOT_TEXT),
        ("approx", "yes", ProblemReason.NOT_TEXT),
        ("attainments", "85", ProblemReason.NOT_A_RECORD),
    ],
)
def test_a_bad_value_is_named_and_the_rest_is_checked(
    field: str, value: object, reason: ProblemReason
) -> None:
    record = {**FAULTY_RECORD, "people": 59177, "remaining": 11367, field: value}
    verdict = judge(read(of("BHYT", people=821563), record))
    assert (reason, 1, field) in [
        (each.reason, each.record, each.field) for each in verdict.problems
    ]
    assert not verdict.consistent
    for language in ("vi", "en"):
        for problem in verdict.problems:
            assert problem_in_words(problem, language).startswith("records[1]")


def test_a_record_that_is_none_is_named() -> None:
    assert problems(FAULTY_RECORD, 5, None) == [
        (ProblemReason.NOT_A_RECORD, 1, ""),
        (ProblemReason.NOT_A_RECORD, 2, ""),
    ]


def test_a_missing_indicator_is_named() -> None:
    assert problems({"people": 5}) == [(ProblemReason.MISSING, 0, "indicator")]


def test_a_bad_entry_of_attainments_is_named_by_its_place() -> None:
    entries = [{"by": "HĐND", "pct": "x"}, 7, {"by": 3.5, "pct": "85", "plan_people": -1}]
    assert problems(of("BHXH", attainments=entries)) == [
        (ProblemReason.NOT_A_NUMBER, 0, "attainments[0].pct"),
        (ProblemReason.NOT_A_RECORD, 0, "attainments[1]"),
        (ProblemReason.NEGATIVE, 0, "attainments[2].plan_people"),
        (ProblemReason.NOT_TEXT, 0, "attainments[2].by"),
    ]


def test_too_many_records_or_entries_are_cut_short_and_said_so() -> None:
    many = [{"pct": "85"}] * 30
    report = read(*[of(f"X{place}") for place in range(5001)], of("BHXH"))
    assert len(report.records) == 5000
    assert [(each.reason, each.field) for each in report.problems] == [
        (ProblemReason.TOO_MANY, "records")
    ]
    assert problems(of("BHXH", attainments=many)) == [(ProblemReason.TOO_MANY, 0, "attainments")]


def test_unknown_fields_are_named() -> None:
    report = read_report(
        {
            "unit": "X",
            "verdict": "?",
            "records": [of("BHXH", peple=5, attainments=[{"percent": "85"}])],
        }
    )
    assert report.unknown_fields == [
        (None, "verdict"),
        (0, "attainments[0].percent"),
        (0, "peple"),
    ]


def test_none_and_blank_are_absent_and_zero_is_not() -> None:
    (record,) = read(of("BHXH", people=None, remaining="", over_plan=0)).records
    assert list(record.numbers) == ["over_plan"]


def test_decimals_count_whatever_they_come_in() -> None:
    text = b'{"records": [{"indicator": "BHXH", "coverage_pct": 80.50, "people": 84268.0}]}'
    (record,) = read_report(parse(text)).records
    assert record.numbers["coverage_pct"].decimals == 2
    assert record.numbers["people"].value == 84268
    (record,) = read(of("BHXH", coverage_pct=Decimal("80.50"), people=Decimal(84268))).records
    assert record.numbers["coverage_pct"].decimals == 2
    assert record.numbers["people"].is_exact


def test_a_number_with_a_point_is_no_number_of_people() -> None:
    text = b'{"records": [{"indicator": "BHXH", "people": 84.268}]}'
    (problem,) = read_report(parse(text)).problems
    assert problem.reason is ProblemReason.FRACTION_OF_A_PERSON
    assert problem.value == "84.268"


def test_a_field_given_twice_is_named() -> None:
    text = b'{"records": [{"indicator": "BHXH", "people": 1, "people": 2}]}'
    report = read_report(parse(text))
    assert [(each.reason, each.field) for each in report.problems] == [
        (ProblemReason.DUPLICATE_FIELD, "people")
    ]
    assert report.records[0].numbers["people"].value == 2


def test_indicators_are_read_in_any_case_and_units_in_any_unicode_form() -> None:
    one, other = read(of("bhxh-tn", unit="Hòa"), of("BHXH_TN", unit="Ho\u0300a")).records
    assert one.indicator == other.indicator == "BHXH_TN"
    assert one.unit == other.unit


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"5",
        b'{"records": 5}',
        b'{"records": "BHXH"}',
        b"{}",
        b"[" * 100_000,
        b'{"records": [{"people": ' + b"9" * 5000 + b"}]}",
    ],
)
def test_what_is_no_report_is_refused_with_a_reason(content: bytes) -> None:
    with pytest.raises(UnreadableReportError) as caught:
        read_report(parse(content))
    assert str(caught.value)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse("\ufeff{}".encode()) == {}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
fields = st.sampled_from(
    ["people", "coverage_pct", "attainments", "remaining", "indicator", "unit"]
)


@settings(max_examples=40)
@given(st.lists(st.dictionaries(fields, json_values, max_size=5) | json_values, max_size=4))
def test_no_input_breaks_the_judgement(records: list[Any]) -> None:
    data = answer(judge(read_report({"records": records})))
    assert isinstance(data, Mapping)
    json.dumps(data)


def test_the_published_report_has_nothing_unread() -> None:
    report = read_report(TRA_VINH)
    assert report.problems == []
    assert report.unknown_fields == []
