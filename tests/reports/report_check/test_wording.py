"""Findings and arithmetic in words and as JSON."""

import json
from typing import Any

import pytest

from printed_reports import FAULTY, LAI_CHAU, SOUND, TRA_VINH, Records, of
from reports.report_check.arithmetic.answer import answer
from reports.report_check.arithmetic.findings import NoteKind, Verdict
from reports.report_check.arithmetic.input import read_report
from reports.report_check.arithmetic.judge import judge
from reports.report_check.arithmetic.phrases import PHRASES
from reports.report_check.arithmetic.printed_text import PrintReason
from reports.report_check.arithmetic.report import ProblemReason
from reports.report_check.arithmetic.statements import Rule
from reports.report_check.arithmetic.wording import (
    finding_in_words,
    note_in_words,
    problem_in_words,
    working_in_words,
)
from reports.report_check.arithmetic.workings import workings


def verdict_on(records: Records) -> Verdict:
    return judge(read_report({"records": records}))


def lines(verdict: Verdict) -> list[str]:
    return [working_in_words(line, "vi") for line in workings(verdict)]


def test_a_finding_says_what_cannot_be_what_would_and_where_to_look() -> None:
    (finding,) = verdict_on(
        [of("BHXH_TN", people=16238, attainment_pct="78.07", remaining=4516)]
    ).findings
    assert finding_in_words(finding, "vi") == (
        "Số người, kế hoạch, tỷ lệ đạt và số còn lại không khớp nhau. Không thể cùng đúng: "
        "BHXH tự nguyện: số người tham gia 16.238 (theo các số còn lại: 16.073–16.081); "
        "BHXH tự nguyện: tỷ lệ đạt kế hoạch 78,07 % (theo các số còn lại: 78,2403 %); "
        "BHXH tự nguyện: số người còn phải phát triển thêm 4.516 "
        "(theo các số còn lại: 4.560–4.562). "
        "Nên xem lại trước hết: BHXH tự nguyện: số người còn phải phát triển thêm 4.516, "
        "có lẽ là 4.561 (đảo hai chữ số)."
    )
    assert finding_in_words(finding, "en").endswith(
        "Look first at: BHXH_TN: remaining people 4.516, perhaps 4.561 (two digits swapped)."
    )


@pytest.mark.parametrize("name", [*SOUND, *FAULTY])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_found_can_be_put_into_words(name: str, language: Any) -> None:
    verdict = verdict_on(SOUND[name] if name in SOUND else FAULTY[name][0])
    for finding in verdict.findings:
        assert "{" not in finding_in_words(finding, language)
    for note in verdict.notes:
        assert "{" not in note_in_words(note, language)
    for line in workings(verdict):
        assert "{" not in working_in_words(line, language)
    json.dumps(answer(verdict))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_there_are_words_for_every_rule_note_and_problem(language: Any) -> None:
    phrases = PHRASES[language]
    assert {f"rule.{rule}" for rule in Rule} <= phrases.keys()
    assert {f"note.{kind}" for kind in NoteKind} <= phrases.keys()
    assert {f"problem.{reason}" for reason in ProblemReason} <= phrases.keys()
    assert {f"detail.{reason}" for reason in PrintReason} <= phrases.keys()
    assert PHRASES["vi"].keys() == PHRASES["en"].keys()


def test_the_answer_gives_spans_as_whole_people_and_decimal_text() -> None:
    data: Any = answer(judge(read_report(TRA_VINH)))
    assert data["consistent"] is False
    finding = next(each for each in data["findings"] if each["rule"] == "attainment")
    assert finding["level"] == "finding"
    assert (finding["unit"], finding["as_of"]) == ("Tỉnh Trà Vinh", "2023-06-30")
    assert finding["indicators"] == ["BHXH_TN"]
    assert finding["numbers"] == [
        {
            "record": 2,
            "indicator": "BHXH_TN",
            "field": "people",
            "printed": "16238",
            "allows": [16238, 16238],
            "implied": [16073, 16081],
        },
        {
            "record": 2,
            "indicator": "BHXH_TN",
            "field": "attainment_pct",
            "printed": "78.07",
            "allows": ["78.065", "78.08"],
            "implied": ["78.240339", "78.24034"],
        },
        {
            "record": 2,
            "indicator": "BHXH_TN",
            "field": "remaining",
            "printed": "4516",
            "allows": [4516, 4516],
            "implied": [4560, 4562],
        },
    ]
    assert finding["repair"] == {
        "record": 2,
        "indicator": "BHXH_TN",
        "field": "remaining",
        "printed": "4516",
        "suggested": [4560, 4562],
        "slip": {"kind": "swap", "meant": "4561"},
    }
    assert data["checked"] == {"records": 3, "numbers": 13}


def test_the_answer_names_problems_and_unknown_fields() -> None:
    data: Any = answer(verdict_on([of("BHXH", people="nhiều", peple=5)]))
    assert data["consistent"] is True
    (problem,) = data["problems"]
    assert problem["message"] == (
        "records[0].people: “nhiều” does not read as a number (no digits); left out."
    )
    assert data["unknown_fields"] == [{"record": 0, "field": "peple"}]


def test_a_problem_of_the_report_itself_has_no_record() -> None:
    report = read_report({"unit": ["X"], "records": []})
    (problem,) = report.problems
    assert problem_in_words(problem, "en").startswith("unit: ")


def test_the_arithmetic_of_lai_chau_is_that_of_its_figures() -> None:
    written = lines(verdict_on(LAI_CHAU))
    assert "BHXH bắt buộc: số người theo kế hoạch = 29.024 ÷ 93 % = 31.042–31.377" in written
    assert "BHXH tự nguyện: số người theo kế hoạch = 2.983 ÷ 54 % = 5.474–5.575" in written
    assert "BHXH tự nguyện: số người cùng kỳ năm trước = 2.983 − 1.083 = 1.900" in written
    assert "BHYT: số người cùng kỳ năm trước = 438.422 − 2.329 = 436.093" in written
    assert "BHYT: dân số = 438.422 ÷ 96 % = 454.324–459.080" in written
    changes = [line for line in written if "thay đổi" in line]
    assert [line.rpartition(" = ")[2] for line in changes] == ["57,0000 %", "0,5341 %"]


def test_the_arithmetic_says_which_line_does_not_fit() -> None:
    verdict = judge(read_report(TRA_VINH))
    fits = {
        (line.record.indicator, line.path): line.fits
        for line in workings(verdict)
        if line.printed is not None
    }
    assert fits == {
        ("BHYT", "attainments[0].pct"): True,
        ("BHYT", "attainments[1].pct"): True,
        ("BHXH", "attainment_pct"): True,
        ("BHXH_TN", "attainment_pct"): False,
    }
    written = lines(verdict)
    assert "BHYT: dân số = 821.563 ÷ 80,58 % = 1.019.499–1.019.625" in written
    assert "BHXH: tỷ lệ đạt kế hoạch = 84.268 ÷ (84.268 + 28.668) = 74,6157 %" in written


@pytest.mark.parametrize("name", SOUND)
def test_no_line_of_a_sound_report_is_said_not_to_fit(name: str) -> None:
    assert all(line.fits is not False for line in workings(verdict_on(SOUND[name])))


def test_a_fall_without_a_minus_is_computed_as_a_fall() -> None:
    records = SOUND["falls without a minus"]
    written = lines(verdict_on(records))
    assert "BHXH bắt buộc: số người cùng kỳ năm trước = 12.345 + 139 = 12.484" in written


@pytest.mark.parametrize(
    ("record", "line"),
    [
        (
            of("BHYT", people=1017308, population=1176100, coverage_pct="86,5"),
            "BHYT: tỷ lệ bao phủ = 1.017.308 ÷ 1.176.100 = 86,4984 %",
        ),
        (
            of("BHYT", people=1017308, population=1176100, uncovered_people=158792),
            "BHYT: số người chưa tham gia = 1.176.100 − 1.017.308 = 158.792",
        ),
        (
            of("BHYT", coverage_pct="86,5", uncovered_pct="13,5"),
            "BHYT: tỷ lệ chưa tham gia = 100 % − 86,5 % = 13,4500–13,5500 %",
        ),
        (
            of("BHYT", population=1000, coverage_pct="86,5"),
            "BHYT: số người tham gia = 1.000 × 86,5 % = 433–1.298",
        ),
        (
            of("BHYT", coverage_pct="88,25", target_pct="95", attainment_pct="92,89"),
            "BHYT: tỷ lệ đạt kế hoạch = 88,25 % ÷ 95 % = 92,8895–92,9000 %",
        ),
        (
            of("BHYT", coverage_pct="88,25", target_pct="95", gap_pp="6,75"),
            "BHYT: chênh lệch điểm phần trăm = 88,25 % − 95 % = −6,7550–−6,7450 %",
        ),
        (
            of("BHXH", plan_people=70544, attainment_pct="83,89"),
            "BHXH: số người tham gia = 70.544 × 83,89 % = 59.176–59.182",
        ),
        (
            of("BHXH", people=59177, plan_people=70544, remaining=11367),
            "BHXH: số người còn phải phát triển thêm = 70.544 − 59.177 = 11.367",
        ),
        (
            of("BHXH", people=70544, plan_people=59177, over_plan=11367),
            "BHXH: số người vượt kế hoạch = 70.544 − 59.177 = 11.367",
        ),
        (
            of("BHXH", people=70544, attainment_pct="119,21", over_plan=11367),
            "BHXH: tỷ lệ đạt kế hoạch = 70.544 ÷ (70.544 − 11.367) = 119,2085 %",
        ),
        (
            of("BHXH", attainment_pct="83,89", remaining_pct="16,11"),
            "BHXH: tỷ lệ còn phải thực hiện = 100 % − 83,89 % = 16,1050–16,1150 %",
        ),
        (
            of("BHXH", people=12345, prev_year_people=12384, yoy_pct="-0,31"),
            "BHXH: thay đổi so với cùng kỳ (%) = 12.345 ÷ 12.384 − 100 % = −0,3149 %",
        ),
    ],
)
def test_each_relation_has_its_line(record: dict[str, Any], line: str) -> None:
    assert line in lines(verdict_on([record]))


def test_the_parts_are_added_up() -> None:
    verdict = verdict_on(
        [
            of("BHXH", people=206812),
            of("BHXH_BB", people=199511),
            of("BHXH_TN", people=7299),
        ]
    )
    (line,) = workings(verdict)
    assert working_in_words(line, "vi") == "BHXH: số người tham gia = 199.511 + 7.299 = 206.810"
    assert line.fits is False
