"""Which reports contradict themselves, and where to look."""
# mypy: no-strict-equality

from typing import Any

import pytest

from printed_reports import FAULTY, SOUND, TRA_VINH, Records, of
from reports.report_check.arithmetic.findings import Finding, Verdict
from reports.report_check.arithmetic.input import read_report
from reports.report_check.arithmetic.judge import judge
from reports.report_check.arithmetic.report import ProblemReason
from reports.report_check.arithmetic.slips import Slip, SlipKind


def verdict_on(records: Records, **report: Any) -> Verdict:
    return judge(read_report({**report, "records": records}))


def named(finding: Finding) -> list[tuple[str | None, str]]:
    return [(each.number.record.indicator, each.number.path) for each in finding.numbers]


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_report_has_no_finding(name: str) -> None:
    verdict = verdict_on(SOUND[name])
    assert verdict.problems == ()
    assert verdict.findings == ()


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_report_has_one_finding_at_the_number_at_fault(name: str) -> None:
    records, rule, at_fault = FAULTY[name]
    (finding,) = verdict_on(records).findings
    assert finding.rule == rule
    if at_fault is not None:
        assert finding.repair is not None
        repaired = finding.repair.number
        assert (repaired.record.indicator, repaired.path) == at_fault


def test_tra_vinh_has_two_findings_about_voluntary_insurance() -> None:
    verdict = judge(read_report(TRA_VINH))
    assert {finding.rule for finding in verdict.findings} == {"attainment", "one_denominator"}
    by_rule = {finding.rule.value: finding for finding in verdict.findings}

    plan = by_rule["attainment"]
    assert {indicator for indicator, _ in named(plan)} == {"BHXH_TN"}
    assert plan.repair is not None
    assert plan.repair.number.path == "remaining"
    assert (plan.repair.suggested.lo, plan.repair.suggested.hi) == (4560, 4562)
    assert plan.repair.slip == Slip(SlipKind.SWAP, "4561")

    shared = by_rule["one_denominator"]
    assert [(side.implied.lo, side.implied.hi) for side in shared.sides] == [
        (519_692, 520_012),
        (517_959, 519_616),
    ]
    assert shared.repair is not None
    assert (shared.repair.number.record.indicator, shared.repair.number.path) == (
        "BHXH_TN",
        "coverage_pct",
    )
    assert shared.repair.slip == Slip(SlipKind.DIGIT, "3.12")


def test_the_suggested_repairs_make_tra_vinh_sound() -> None:
    *others, voluntary = TRA_VINH["records"]
    assert verdict_on(
        [*others, {**voluntary, "remaining": 4561, "coverage_pct": "3.12"}]
    ).consistent
    assert len(verdict_on([*others, {**voluntary, "remaining": 4561}]).findings) == 1


def test_an_alternative_would_do_once_the_other_findings_are_mended() -> None:
    """The compulsory and voluntary people themselves are held by their plan."""
    verdict = judge(read_report(TRA_VINH))
    shared = next(each for each in verdict.findings if each.rule == "one_denominator")
    others = {(each.number.record.indicator, each.number.path) for each in shared.alternatives}
    assert others == {("BHXH", "coverage_pct"), ("BHXH_TN", "people")}


def test_a_number_that_breaks_several_relations_is_one_finding_that_names_them() -> None:
    records = [
        of(
            "BHXH",
            people=84628,
            plan_people=112936,
            attainment_pct="74,62",
            remaining=28668,
            coverage_pct="16,21",
            labour_force=519852,
        )
    ]
    (finding,) = verdict_on(records).findings
    assert finding.repair is not None
    assert finding.repair.number.path == "people"
    assert finding.repair.slip == Slip(SlipKind.SWAP, "84268")
    touched = {path for _, path in named(finding)} | {each.path for each in finding.also}
    assert {"attainment_pct", "coverage_pct"} <= touched


def test_the_implied_values_are_those_of_the_others() -> None:
    (finding,) = verdict_on(
        [of("BHXH", people=59177, plan_people=70544, attainment_pct="83,98")]
    ).findings
    implied = {each.number.path: each.implied for each in finding.numbers}
    assert (implied["people"].lo, implied["people"].hi) == (59240, 59246)
    assert (implied["plan_people"].lo, implied["plan_people"].hi) == (70462, 70469)


def test_rates_cut_off_and_rounded_are_free_where_the_report_is_seen_to_cut_off() -> None:
    narrow = [
        of("BHXH", people=84268, coverage_pct="16,21"),
        of("BHXH_TN", people=16238, coverage_pct="3,13"),
    ]
    assert not verdict_on(narrow).consistent
    cut_off = of("BHYT", people=821563, plan_people=965001, attainment_pct="85,13")
    verdict = verdict_on([*narrow, cut_off])
    assert verdict.consistent
    assert [note.kind for note in verdict.notes] == ["cut_off"]


@pytest.mark.parametrize(
    ("records", "kind", "reading"),
    [
        (SOUND["all rates cut off"], "cut_off", "truncated"),
        (SOUND["voluntary as a share of all BHXH people"], "other_reading", "BHXH"),
        (
            [of("BHXH", people=12345, yoy_abs=39, prev_year_people=12384)],
            "taken_as_fall",
            "fall",
        ),
        (
            [of("BHYT", coverage_pct="92.9", target_pct="92.5", attainment_pct="101.5")],
            "near_target_rate",
            "rate_of_another_year",
        ),
        (
            [
                of(
                    "BHXH_TN",
                    people=4037,
                    attainments=[{"pct": "50,46"}, {"pct": "79,97"}],
                    remaining=1011,
                )
            ],
            "other_reading",
            "attainments[1]",
        ),
    ],
)
def test_a_reading_other_than_the_usual_is_noted(records: Records, kind: str, reading: str) -> None:
    verdict = verdict_on(records)
    assert verdict.consistent
    assert [(note.kind, note.reading) for note in verdict.notes] == [(kind, reading)]


def test_a_rounded_number_is_marked_as_rounded() -> None:
    (note,) = verdict_on([of("BHXH", people="hơn 16.000.000")]).notes
    assert note.kind == "taken_as_rounded"
    assert note.span is not None
    assert (note.span.lo, note.span.hi) == (16_000_000, 17_000_000)


def test_a_total_that_is_not_health_and_voluntary_insurance_is_only_noted() -> None:
    records = [
        of("TOTAL", people=2873347),
        of("BHYT", people=2794346),
        of("BHXH_TN", people=79001),
    ]
    assert verdict_on(records).notes == ()
    records[0]["people"] = 2873374
    verdict = verdict_on(records)
    assert verdict.consistent
    assert [note.kind for note in verdict.notes] == ["total"]


def test_editions_with_rates_that_differ_are_noted_and_with_people_that_differ_found() -> None:
    old = of("BHYT", people=750001, coverage_pct="91,8", edition="cũ")
    new = of("BHYT", people=750001, coverage_pct="87", edition="mới")
    verdict = verdict_on([old, new])
    assert verdict.consistent
    assert [note.kind for note in verdict.notes] == ["editions"]
    (finding,) = verdict_on([old, {**new, "people": 750010}]).findings
    assert finding.rule == "editions"
    assert finding.repair is None


def test_editions_of_two_dates_are_not_compared() -> None:
    records = [
        of("BHYT", people=750001, edition="cũ", as_of="2018-12-31"),
        of("BHYT", people=750010, edition="mới", as_of="2019-12-31"),
    ]
    assert verdict_on(records).notes == ()


@pytest.mark.parametrize("word", ["unit", "group", "edition", "as_of"])
def test_records_of_another_group_are_judged_by_themselves(word: str) -> None:
    records = [of("BHXH", people=206812), of("BHXH_BB", people=199511), of("BHXH_TN", people=7299)]
    assert not verdict_on(records).consistent
    records[0][word] = "khác"
    assert verdict_on(records).consistent


def test_a_group_may_be_named_once_for_the_whole_report() -> None:
    records = [
        of("BHXH", people=206812, unit="Tỉnh A"),
        of("BHXH_BB", people=199511),
        of("BHXH_TN", people=7299),
    ]
    assert not verdict_on(records, unit="Tỉnh A").consistent


def test_a_record_that_comes_twice_is_named_and_judged_alone() -> None:
    records = [
        of("BHXH", people=59177, plan_people=70544, attainment_pct="83,89"),
        of("BHXH", people=59717, plan_people=70544, attainment_pct="83,89"),
    ]
    verdict = verdict_on(records)
    assert [(each.reason, each.record) for each in verdict.problems] == [
        (ProblemReason.DUPLICATE_RECORD, 1)
    ]
    (finding,) = verdict.findings
    assert finding.record.position == 1


def test_two_assigners_of_one_figure_must_agree_on_the_people() -> None:
    records = [
        of("BHXH", people=59177, plan_people=70544, assigned_by="HĐND"),
        of("BHXH", people=59771, plan_people=80001, assigned_by="UBND"),
    ]
    (finding,) = verdict_on(records).findings
    assert finding.rule == "same_figure"


def test_a_sub_group_has_its_own_denominator() -> None:
    records = [
        of("BHYT", people=821563, coverage_pct="80,58", population=1019562),
        of("BHYT_HGD", people=150123, coverage_pct="60,05", population=250001),
    ]
    assert verdict_on(records).consistent


def test_a_record_without_an_indicator_is_still_checked() -> None:
    verdict = verdict_on([{"people": 59177, "plan_people": 70544, "attainment_pct": "83,98"}])
    assert [each.reason for each in verdict.problems] == [ProblemReason.MISSING]
    assert not verdict.consistent


def test_a_number_that_contradicts_itself_is_a_finding_and_an_end() -> None:
    (finding,) = verdict_on([of("BHYT", remaining_pct=101)]).findings
    assert named(finding) == [("BHYT", "remaining_pct")]
    assert finding.also == ()


def absurd(unit: str) -> Records:
    """Thirty records in which nothing fits anything."""
    return [
        of("BHXH", unit=unit, assigned_by=str(place), people=place * 7 + 1)
        | dict.fromkeys(("plan_people", "labour_force", "remaining", "prev_year_people"), 17)
        | dict.fromkeys(("coverage_pct", "attainment_pct", "gap_pp", "yoy_pct", "yoy_pp"), "3,5")
        for place in range(30)
    ]


def test_what_takes_too_many_steps_is_named_and_keeps_what_was_found() -> None:
    verdict = verdict_on(absurd("A"))
    assert [(each.reason, each.record, each.value) for each in verdict.problems] == [
        (ProblemReason.NOT_JUDGED, 0, "30")
    ]
    assert verdict.findings
    assert not verdict.consistent


def test_an_absurd_unit_leaves_steps_for_the_others() -> None:
    faulty = of("BHXH", unit="B", people=59177, plan_people=70544, attainment_pct="83,98")
    verdict = verdict_on([*absurd("A"), faulty])
    assert [each.record for each in verdict.problems] == [0]
    assert any(finding.record.unit == "B" for finding in verdict.findings)


def test_many_findings_are_cut_short() -> None:
    faulty = of("X", people=59177, plan_people=70544, attainment_pct="83,98")
    verdict = verdict_on([{**faulty, "indicator": f"X{place}"} for place in range(400)])
    assert len(verdict.findings) == 25
