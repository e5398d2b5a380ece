"""Facts into sentences: what is known is said, what is missing is listed, nothing is invented."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import JUNE
from coverage.models import Absence, Counted, Origin, Qualifier, Scope
from known_values import base, own, promised, reported
from reports.figures.blocks import block_of
from reports.figures.pooled_values import pool_values, summed_value
from reports.figures.standing import FlowStanding
from reports.figures.values import NOTHING, MonthLacking, PartsSum, own_value
from reports.written_report import words
from reports.written_report.compose import compose
from reports.written_report.report import Report
from reports.written_report.text import Gap, Piece, Source, clause, number, sentence, tell
from reports.written_report.words import roman
from targets.attainment import pooled
from written_reports import (
    DECEMBER,
    LAST_JUNE,
    MAY,
    district,
    facts,
    indicator,
    missing,
    report_of,
    row,
    said,
    unit,
)

PRIME_MINISTER: dict[str, Any] = {
    "assigner": "Thủ tướng Chính phủ",
    "assigner_id": 2,
    "assigner_kind": 4,
}
FIGURE = Source("Số liệu", "BHYT", "đơn vị báo cáo")
MADE_UP = Source("Số liệu", "BHYT", "mô phỏng", is_simulated=True)


# Clauses and sentences


def test_a_clause_without_one_of_its_numbers_is_not_made() -> None:
    template = "có {people} người, chiếm {rate} dân số"
    assert clause(template, people=number("12", FIGURE), rate=number(None, FIGURE)) is None
    assert sentence(None, None) is None
    gap = Gap("BHYT", "tỷ lệ bao phủ")
    assert tell(None, gap) is gap


def test_a_sentence_begins_with_a_capital_and_ends_with_a_full_stop() -> None:
    made = sentence(clause("đã đạt {n}", n=number("5", FIGURE)), clause("còn lại"))
    assert made is not None
    assert made.text == "Đã đạt 5; còn lại."


def test_a_simulated_number_is_said_to_be_one_once_where_all_are() -> None:
    real = clause("có {n}", n=number("5", FIGURE))
    made_up = clause("tăng {n}", n=number("6", FIGURE, MADE_UP))
    mixed, alike = sentence(real, made_up), sentence(made_up, made_up)
    assert mixed is not None
    assert alike is not None
    assert mixed.text == "Có 5; tăng 6 (số liệu mô phỏng)."
    assert alike.text == "Tăng 6; tăng 6 (số liệu mô phỏng)."


def test_numbers_in_a_row_from_the_same_sources_name_them_once_after_the_last() -> None:
    made = sentence(
        clause(
            "{a} và {b} rồi {c}",
            a=number("1", FIGURE),
            b=number("2", FIGURE),
            c=number("3", MADE_UP),
        )
    )
    assert made is not None
    named = [(piece.text, sources) for piece, sources in made.marked() if piece.sources]
    assert named == [("1", ()), ("2", (FIGURE,)), ("3", (MADE_UP,))]


# The level


def test_the_level_is_people_scope_rate_and_basis() -> None:
    value = reported(821_563, "80.58", of=1_019_562, scope=Scope.MANAGED_LOCALLY)
    assert (
        "Tính đến ngày 30/6/2023, toàn tỉnh có 821.563 người tham gia BHYT do địa phương "
        "trực tiếp quản lý, chiếm 80,58% dân số."
    ) in said(report_of(row(value)))


def test_without_a_denominator_the_rate_is_left_out_and_listed() -> None:
    report = report_of(row(reported(821_563)))
    assert "toàn tỉnh có 821.563 người tham gia BHYT." in said(report)
    assert "tỷ lệ bao phủ tháng 6/2023 (chưa có mẫu số phù hợp)" in missing(report)


def test_a_rate_reported_alone_is_told_and_the_people_are_listed() -> None:
    report = report_of(row(reported(None, "80.58")))
    assert "tỷ lệ tham gia BHYT toàn tỉnh bằng 80,58% dân số" in said(report)
    assert "số người tham gia tháng 6/2023" in missing(report)


def test_a_rate_above_a_hundred_is_no_share() -> None:
    assert "bằng 101,00% dân số" in said(report_of(row(reported(101, of=100))))


def test_nobody_insured_is_a_number_and_not_a_gap() -> None:
    report = report_of(row(reported(0, of=100)))
    assert "toàn tỉnh có 0 người tham gia BHYT, chiếm 0,00% dân số." in said(report)
    assert not any("số liệu tháng 6/2023" in each for each in missing(report))


@pytest.mark.parametrize(
    ("absence", "why"),
    [
        ("", "chưa có số liệu"),
        (Absence.WITHDRAWN, "chưa có số liệu"),
        (Absence.NOT_AVAILABLE, "đơn vị báo không có số liệu"),
        (Absence.NOT_APPLICABLE, "đơn vị báo không áp dụng"),
    ],
)
def test_an_absent_figure_is_listed_with_its_reason_and_nothing_is_said(
    absence: str, why: str
) -> None:
    value = own_value(own(absence=absence), None)
    report = report_of(row(value, [promised(100)]))
    assert missing(report) == [f"số liệu tháng 6/2023 ({why})"]
    assert "BHYT" not in said(report).replace("(BHYT)", "")


def test_a_figure_not_printed_to_the_person_says_so() -> None:
    exact = reported(16_000_000, of=48_000_000, people_qualifier=Qualifier.OVER)
    over = reported(16_000_000, "33", people_qualifier="over", people_precision="rounded")
    rounded = reported(88_000_000, of=97_000_000, people_precision="rounded")
    assert "có hơn 16.000.000 người" in said(report_of(row(exact)))
    assert "có hơn 16 triệu người tham gia BHYT, chiếm 33% dân số" in said(report_of(row(over)))
    assert "có 88 triệu người" in said(report_of(row(rounded)))


def test_a_sum_that_lacks_units_names_how_many_and_is_judged_no_further() -> None:
    rated = pooled([(70, 100)])
    value = summed_value(PartsSum(70, rated, counted=1, expected=3, simulated=False))
    report = report_of(row({JUNE: value, MAY: reported(60, of=100)}, [promised(100)]))
    assert "Mới có 1/3 đơn vị có số liệu BHYT tháng 6/2023, với 70 người" in said(report)
    assert "đạt" not in said(report)
    assert "so với" not in said(report)
    assert missing(report)[0] == "số liệu tháng 6/2023 của 2/3 đơn vị"


# Against the targets


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (821_563, "đạt 85,00% chỉ tiêu về số người năm 2023 do UBND tỉnh Trà Vinh giao tại Kế "
                  "hoạch số 1/KH-UBND (966.520 người), còn phải phát triển thêm 144.957 người."),
        (966_520, "đạt 100,00% chỉ tiêu về số người năm 2023 do UBND tỉnh Trà Vinh giao tại Kế "
                  "hoạch số 1/KH-UBND (966.520 người), vừa đủ chỉ tiêu được giao."),
        (966_620, "đạt 100,01% chỉ tiêu về số người năm 2023 do UBND tỉnh Trà Vinh giao tại Kế "
                  "hoạch số 1/KH-UBND (966.520 người), vượt 100 người so với chỉ tiêu."),
    ],
)  # fmt: skip
def test_a_target_in_people_is_short_of_just_reached_or_exceeded(people: int, told: str) -> None:
    assert told in said(report_of(row(reported(people), [promised(966_520)])))


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        ("88.25", "Tỷ lệ BHYT đạt 92,89% chỉ tiêu về tỷ lệ bao phủ năm 2023 do UBND tỉnh Trà "
                  "Vinh giao tại Kế hoạch số 1/KH-UBND (95% dân số), còn thiếu 6,75 điểm phần "
                  "trăm (quy đổi còn phải phát triển thêm 675 người)."),
        ("95", "vừa đủ chỉ tiêu được giao."),
        ("96.5", "vượt 1,50 điểm phần trăm so với chỉ tiêu."),
    ],
)  # fmt: skip
def test_a_target_as_a_rate_is_judged_by_rate_and_says_so(rate: str, told: str) -> None:
    people = int(Decimal(rate) * 100)
    value = reported(people, rate, of=10_000)
    assert told in said(report_of(row(value, [promised(percent="95")])))


def test_assigners_with_targets_of_their_own_each_have_a_sentence() -> None:
    promises = [promised(966_520), promised(900_000, **PRIME_MINISTER)]
    text = said(report_of(row(reported(821_563), promises)))
    assert "do UBND tỉnh Trà Vinh giao tại Kế hoạch số 1/KH-UBND (966.520 người)" in text
    assert "do Thủ tướng Chính phủ giao tại Kế hoạch số 1/KH-UBND (900.000 người)" in text
    assert "còn phải phát triển thêm 78.437 người" in text


def test_assigners_of_the_very_same_target_are_named_together() -> None:
    without: dict[str, Any] = {"document_number": ""}
    promises = [promised(966_520, **without), promised(966_520, **PRIME_MINISTER, **without)]
    report = report_of(row(reported(821_563), promises))
    assert "do UBND tỉnh Trà Vinh và Thủ tướng Chính phủ giao (966.520 người)" in said(report)
    assert missing(report)[1:3] == [
        "số, ký hiệu văn bản giao chỉ tiêu năm 2023 của UBND tỉnh Trà Vinh",
        "số, ký hiệu văn bản giao chỉ tiêu năm 2023 của Thủ tướng Chính phủ",
    ]


@pytest.mark.parametrize(
    ("number_of", "told"),
    [
        ("02-NQ/TU", " tại Nghị quyết số 02-NQ/TU"),
        ("546/QĐ-TTg", " tại Quyết định số 546/QĐ-TTg"),
        ("7/KH-UBND", " tại Kế hoạch số 7/KH-UBND"),
        ("12/CV", " tại văn bản số 12/CV"),
        ("", ""),
    ],
)
def test_a_document_is_named_by_its_kind_and_number(number_of: str, told: str) -> None:
    assert words.document_words(number_of) == told


def test_a_later_milestone_is_said_to_be_one() -> None:
    text = said(report_of(row(reported(50, of=100), [promised(90, year=2025)])))
    assert "chỉ tiêu về số người đến năm 2025 do" in text


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (50, "thấp hơn 30,00 điểm phần trăm"),
        (80, "vừa bằng mục tiêu"),
        (90, "cao hơn 10,00 điểm phần trăm"),
    ],
)
def test_a_goal_for_a_unit_above_is_told_in_points_and_never_in_people(
    people: int, told: str
) -> None:
    goal = promised(percent="80", unit_id=99, of_percent=Qualifier.ABOUT)
    text = said(report_of(row(reported(people, of=100), [goal])))
    assert f"(khoảng 80% dân số), tỷ lệ BHYT {told}." in text
    assert "phát triển thêm" not in text


def test_with_goals_from_above_alone_the_years_target_is_missing() -> None:
    report = report_of(row(reported(50, of=100), [promised(percent="80", unit_id=99)]))
    assert "chỉ tiêu năm 2023" in missing(report)


def test_a_target_of_nothing_has_no_attainment() -> None:
    report = report_of(row(reported(50, of=100), [promised(0)]))
    assert "tỷ lệ đạt chỉ tiêu năm 2023 do UBND tỉnh Trà Vinh giao" in missing(report)


# Against earlier months


def test_falls_are_told_in_words_and_never_with_a_minus() -> None:
    values = {JUNE: reported(961, of=2000), MAY: reported(1_000), LAST_JUNE: reported(961),
              DECEMBER: reported(900)}  # fmt: skip
    text = said(report_of(row(values)))
    assert (
        "Số người tham gia BHYT giảm 39 người (3,90%) so với tháng trước; không thay đổi so với "
        "cùng kỳ năm 2022; tăng 61 người (6,78%) so với ngày 31/12/2022."
    ) in text
    assert "-" not in text
    assert "−" not in text


def test_the_rate_is_compared_with_the_same_month_of_last_year_in_points() -> None:
    values = {JUNE: reported(480, of=1_000), LAST_JUNE: reported(500, of=1_000)}
    assert (
        "giảm 20 người (4,00%) so với cùng kỳ năm 2022, tỷ lệ bao phủ giảm 2,00 điểm phần trăm."
    ) in said(report_of(row(values)))


def test_a_change_from_nobody_has_no_share() -> None:
    values = {JUNE: reported(5), MAY: reported(0)}
    assert "tăng 5 người so với tháng trước" in said(report_of(row(values)))


@pytest.mark.parametrize("month", [MAY, LAST_JUNE, DECEMBER])
def test_a_missing_earlier_month_leaves_its_comparison_out_and_is_listed(month: date) -> None:
    values = {each: reported(100, of=200) for each in (JUNE, MAY, LAST_JUNE, DECEMBER)}
    del values[month]
    report = report_of(row(values))
    assert said(report).count("không thay đổi so với") == 2
    listed = [each for each in missing(report) if f"tháng {month.month}/{month.year}" in each]
    assert len(listed) == 1


def test_january_is_compared_with_december_once() -> None:
    january = date(2023, 1, 1)
    values = {january: reported(110), DECEMBER: reported(100)}
    text = said(report_of(row(values, period=january), period=january))
    assert text.count("tăng 10 người") == 1
    assert "so với ngày 31/12/2022" in text


# Units beside one another


def with_parts(*rates: int, **said_of_parts: Any) -> Report:
    parts = [
        district(place, reported(rate, of=100), is_below_average=rate < 50, **said_of_parts)
        for place, rate in enumerate(rates, start=1)
    ]
    return report_of(row(reported(50, of=100)), parts=parts)


def test_the_units_below_the_common_rate_are_named_with_their_rates() -> None:
    text = said(with_parts(40, 60, 45))
    assert (
        "Tỷ lệ BHYT bình quân chung của tỉnh Trà Vinh là 50,00%; có 2/3 đơn vị cấp huyện thấp "
        "hơn bình quân chung: huyện Số 1 (40,00%), huyện Số 3 (45,00%)."
    ) in text
    assert "Trong 3 đơn vị cấp huyện, tỷ lệ BHYT cao nhất là huyện Số 2 (60,00%)." in text


def test_nobody_below_the_common_rate_is_said_and_not_left_out() -> None:
    text = said(with_parts(50, 60))
    assert "không có đơn vị nào trong 2 đơn vị cấp huyện thấp hơn bình quân chung." in text


def test_units_of_the_same_rate_lead_together() -> None:
    text = said(with_parts(60, 40, 60))
    assert "cao nhất là huyện Số 1 (60,00%), huyện Số 3 (60,00%)." in text


def test_of_many_below_the_lowest_are_named_and_the_appendix_has_the_others() -> None:
    text = said(with_parts(*range(20, 40)))
    assert "có 20/20 đơn vị cấp huyện thấp hơn bình quân chung (ghi dấu ▼ tại Phụ lục I)" in text
    assert "thấp nhất là huyện Số 1 (20,00%)" in text
    assert "huyện Số 6 (" not in text.split("thấp nhất là")[1]


def test_a_unit_without_a_rate_is_counted_as_missing_and_not_as_below() -> None:
    parts = [district(1, reported(60, of=100)), district(2, reported(5))]
    report = report_of(row(reported(50, of=100)), parts=parts)
    assert "bình quân chung của tỉnh Trà Vinh là 50,00%." in said(report)
    assert "trong 1 đơn vị" not in said(report)
    assert "tỷ lệ bao phủ của 1/2 đơn vị cấp huyện" in missing(report)


def test_a_unit_to_which_the_indicator_does_not_apply_is_not_missing() -> None:
    parts = [
        district(1, reported(60, of=100)),
        district(2, reported(40, of=100)),
        district(3, own_value(own(absence=Absence.NOT_APPLICABLE), None)),
    ]
    report = report_of(row(reported(50, of=100)), parts=parts)
    assert "cao nhất là huyện Số 1 (60,00%)" in said(report)
    assert "tỷ lệ bao phủ của" not in missing(report)
    assert "chỉ tiêu năm 2023 giao cho 2/2 đơn vị cấp huyện" in missing(report)
    assert "giao cho" not in missing(report_of(row(reported(50)), parts=[parts[2]]))


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ((90, 95), "Có 2/2 đơn vị cấp huyện hoàn thành chỉ tiêu BHYT năm 2023 do UBND tỉnh Trà "
                   "Vinh giao: huyện Số 1 (100,00%), huyện Số 2 (105,56%)."),
        ((10,), "Huyện Số 1 (11,11%) chưa hoàn thành chỉ tiêu BHYT năm 2023 do UBND tỉnh Trà Vinh "
                "giao."),
        ((10, 20), "Chưa có đơn vị nào trong 2 đơn vị cấp huyện hoàn thành chỉ tiêu BHYT năm 2023 "
                   "do UBND tỉnh Trà Vinh giao."),
    ],
)  # fmt: skip
def test_the_units_that_reached_their_target_are_named_or_none_has(
    people: tuple[int, ...], told: str
) -> None:
    parts = [
        district(place, reported(each, of=100), [promised(90, unit_id=100 + place)])
        for place, each in enumerate(people, start=1)
    ]
    assert told in said(report_of(row(reported(50, of=100)), parts=parts))


# What is left to do


def test_the_rest_of_the_year_has_its_pace_beside_that_of_the_same_months_last_year() -> None:
    values = {
        JUNE: reported(821_563),
        date(2022, 6, 1): reported(821_959),
        DECEMBER: reported(821_761),
    }
    text = said(report_of(row(values, [promised(966_520)])))
    assert (
        "Để đạt chỉ tiêu BHYT năm 2023 do UBND tỉnh Trà Vinh giao, toàn tỉnh còn phải phát triển "
        "thêm 144.957 người; bình quân mỗi tháng trong 6 tháng còn lại phải phát triển thêm "
        "24.160 người. Cùng kỳ năm trước (các tháng 7–12/2022), bình quân mỗi tháng số người tham "
        "gia BHYT giảm 33 người."
    ) in text


def test_without_last_december_the_pace_of_last_year_is_missing() -> None:
    report = report_of(row(reported(50), [promised(90)]))
    assert "số liệu tháng 6/2022 và tháng 12/2022 đủ để so với cùng kỳ năm trước" in missing(report)
    assert "Cùng kỳ năm trước" not in said(report)


def test_the_units_with_most_left_are_named() -> None:
    parts = [
        district(place, reported(10 * place), [promised(100, unit_id=100 + place)])
        for place in range(1, 6)
    ]
    text = said(report_of(row(reported(150), [promised(500)]), parts=parts))
    assert (
        "nhiều nhất để đạt chỉ tiêu BHYT do UBND tỉnh Trà Vinh giao: huyện Số 1 (90 người), "
        "huyện Số 2 (80 người), huyện Số 3 (70 người)."
    ) in text


@pytest.mark.parametrize("people", [90, 95])
def test_a_target_that_is_reached_asks_for_nothing_more(people: int) -> None:
    report = report_of(row(reported(people), [promised(90)]))
    assert [section.heading for section in report.sections] == ["Kết quả thực hiện"]
    assert "nhiệm vụ" not in report.title


def test_after_december_nothing_is_left_to_do() -> None:
    december = date(2023, 12, 1)
    report = report_of(row(reported(50), [promised(90)], period=december), period=december)
    assert ", thiếu 40 người so với chỉ tiêu." in said(report)
    assert "Để đạt chỉ tiêu" not in said(report)
    assert "phát triển thêm" not in said(report)
    rate = row(reported(50, of=100), [promised(percent="90")], period=december)
    by_rate = said(report_of(rate, period=december))
    assert ", thiếu 40,00 điểm phần trăm so với chỉ tiêu (quy đổi thiếu 40 người)." in by_rate
    assert report.title.endswith("bảo hiểm thất nghiệp năm 2023")


def test_in_november_one_month_is_left() -> None:
    november = date(2023, 11, 1)
    report = report_of(row(reported(50), [promised(90)], period=november), period=november)
    assert "trong tháng 12 toàn tỉnh còn phải phát triển thêm 40 người." in said(report)


# Counts


def flow(done: int | None, plan: int | None, *lacking: MonthLacking, **of: Any) -> FlowStanding:
    promises = [] if plan is None else [promised(plan)]
    what = indicator("HN", "none", **({"measure": "flow", "counted": Counted.EVENTS} | of))
    value = NOTHING if done is None else replace(reported(done), lacking=lacking)
    return FlowStanding(what, value, plan, promises)


def test_conferences_held_are_told_against_the_years_plan() -> None:
    report = report_of(flows=[flow(4, 20, name="Hội nghị tuyên truyền")])
    assert (
        "Từ đầu năm đến hết tháng 6/2023, tổ chức được 4 cuộc hội nghị tuyên truyền, đạt "
        "20,00% kế hoạch năm (20 cuộc)."
    ) in said(report)


def test_a_count_that_lacks_months_or_units_is_told_as_at_least_with_the_months() -> None:
    months = [(1, 0, 0), (2, 0, 9), (4, 8, 9), (5, 9, 9)]
    lacking = [MonthLacking(date(2023, month, 1), *units) for month, *units in months]
    report = report_of(flows=[flow(4, 20, *lacking, name="Hội nghị tuyên truyền")])
    assert (
        "tổ chức được ít nhất 4 cuộc hội nghị tuyên truyền, đạt ít nhất 20,00% kế hoạch năm "
        "(20 cuộc); thiếu số liệu tháng 1–2; tháng 4 (8/9); tháng 5 (thiếu cấp dưới)."
    ) in said(report)


def test_people_newly_enrolled_without_a_plan_are_told_and_the_plan_is_listed() -> None:
    new = flow(79, None, name="Phát triển mới BHYT", counted=Counted.PEOPLE)
    report = report_of(flows=[new])
    assert "phát triển mới BHYT được 79 người." in said(report)
    assert missing(report, "Phát triển mới BHYT") == ["kế hoạch năm 2023"]


def test_a_plan_without_a_count_is_listed_and_not_taken_for_zero() -> None:
    report = report_of(flows=[flow(None, 20)])
    assert report.sections == []
    assert missing(report, "HN") == ["số liệu từ đầu năm đến tháng 6/2023"]


# The whole


@pytest.mark.parametrize(
    ("month", "has_tasks", "ending"),
    [
        (1, True, "tháng 01 và nhiệm vụ 11 tháng cuối năm 2023"),
        (3, False, "quý I năm 2023"),
        (6, True, "6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2023"),
        (6, False, "6 tháng đầu năm 2023"),
        (8, True, "tháng 8 và nhiệm vụ 4 tháng cuối năm 2023"),
        (8, False, "tháng 8 năm 2023"),
        (11, True, "tháng 11 và nhiệm vụ tháng 12 năm 2023"),
        (12, False, "năm 2023"),
    ],
)
def test_the_title_names_the_part_of_the_year(month: int, has_tasks: bool, ending: str) -> None:
    title = words.title(date(2023, month, 1), has_tasks=has_tasks)
    assert title.endswith(f"bảo hiểm thất nghiệp {ending}")


def test_part_indicators_stand_under_their_whole() -> None:
    whole = indicator("BHXH", "labour_force")
    part = indicator("BHXH_TN", "labour_force", pk=2, name="BHXH tự nguyện", part_of=whole)
    report = report_of(row(reported(100), what=whole), row(reported(30), what=part))
    (results,) = report.sections
    (subsection,) = results.subsections
    texts = [[each.text for each in paragraph.sentences] for paragraph in subsection.paragraphs]
    assert texts[-2:] == [["Trong số người tham gia BHXH:"], ["BHXH tự nguyện: 30 người."]]
    assert subsection.paragraphs[-1].is_item


def test_a_part_without_its_whole_is_introduced_by_itself() -> None:
    whole = indicator("BHXH", "labour_force")
    part = indicator("BHXH_TN", "labour_force", pk=2, part_of=whole)
    report = report_of(row(what=whole), row(reported(30), what=part))
    assert "toàn tỉnh có 30 người tham gia BHXH_TN." in said(report)
    assert "Trong số" not in said(report)


def test_sources_are_numbered_as_they_are_cited_and_tell_who_when_and_which() -> None:
    value = own_value(
        own(70, figure_id=7, source="Báo cáo số 5", note="Chốt sớm"),
        base(100, source="Niên giám", estimate=True),
    )
    report = report_of(row(value, [promised(90, target_id=8, note="Quý II")]))
    assert list(report.sources.values()) == [1, 2, 3]
    figure, denominator, target = report.sources
    assert figure.what == "BHYT tháng 06/2023, tỉnh Trà Vinh: 70 người"
    assert figure.origin == "đơn vị báo cáo: Báo cáo số 5"
    assert figure.record == "Nguyễn Thị An, ghi lúc 15:00 26/07/2023, bản ghi số 7"
    assert figure.note == "Chốt sớm"
    assert denominator.what == "dân số năm 2023, tỉnh Trà Vinh: 100 người (ước tính)"
    assert denominator.origin == "Niên giám"
    assert target.what == "chỉ tiêu BHYT năm 2023, tỉnh Trà Vinh: 90 người"
    assert target.origin == "UBND tỉnh Trà Vinh: 1/KH-UBND, hiệu lực từ 01/01/2023"
    assert target.record == "ghi lúc 15:00 26/07/2023, bản ghi số 8"
    assert (target.note, target.document_id) == ("Quý II", 1)


def test_of_a_target_in_people_and_as_a_rate_only_the_people_are_counted_in_people() -> None:
    report = report_of(row(reported(50, of=100), [promised(442_559, "23.8", of_people="over")]))
    assert "chỉ tiêu BHYT năm 2023, tỉnh Trà Vinh: hơn 442.559 người; 23,8%" in [
        source.what.replace("\u00a0", " ") for source in report.sources
    ]
    goal = promised(88_000_000, "91", unit_id=99)
    assert "(91% dân số)" in said(report_of(row(reported(50, of=100), [goal])))


def test_a_simulated_figure_is_marked_in_its_sentence_row_and_source() -> None:
    made_up = reported(40, of=100, origin=Origin.SIMULATED)
    report = report_of(row(made_up), parts=[district(1, made_up), district(2, made_up)])
    assert report.is_simulated
    assert "chiếm 40,00% dân số (số liệu mô phỏng)." in said(report)
    assert all(source.is_simulated for source in report.sources if source.kind == "Số liệu")
    (block,) = report.blocks
    assert [cells.is_simulated for cells in (*block.rows, block.whole)] == [True] * 3


def test_a_published_figure_beside_a_simulated_month_has_its_change_starred() -> None:
    values = {JUNE: reported(50, of=100), MAY: reported(40, origin=Origin.SIMULATED)}
    report = report_of(row(values), parts=[district(1, reported(5)), district(2, reported(6))])
    (block,) = report.blocks
    assert (block.whole.texts[8], block.whole.is_simulated) == ("tăng 10*", False)
    assert "*: so với số liệu mô phỏng." in block.notes


def test_the_table_holds_the_absences_apart() -> None:
    parts = [
        district(1, reported(0, of=100)),
        district(2, own_value(own(absence=Absence.NOT_AVAILABLE), None)),
        district(3, own_value(own(absence=Absence.NOT_APPLICABLE), None)),
        district(4, row().value),
    ]
    (block,) = report_of(row(reported(50, of=100)), parts=parts).blocks
    assert [cells.texts[2] for cells in block.rows] == [
        "0",
        "đơn vị báo không có số liệu",
        "đơn vị báo không áp dụng",
        "chưa có số liệu",
    ]


def test_a_rate_of_some_of_the_units_says_of_how_many_in_the_table() -> None:
    some = pool_values([reported(80, of=100), reported(50)])
    (block,) = report_of(
        row(some), parts=[district(1, some), district(2, reported(9, of=10))]
    ).blocks
    assert [cells.texts[4] for cells in block.rows] == ["80,00 (1/2)", "90,00"]
    assert block.whole.texts[4] == "80,00 (1/2)"


def test_a_table_of_nothing_but_blanks_is_left_out() -> None:
    assert report_of(row(reported(50)), parts=[district(1, row().value)]).blocks == []


def test_the_chart_is_of_the_tables_rates_lowest_first_beside_the_common_one() -> None:
    (block,) = with_parts(60, 40, 45).blocks
    assert block.chart is not None
    assert [(bar.name, bar.text) for bar in block.chart.bars] == [
        ("Huyện Số 2", "40,00"),
        ("Huyện Số 3", "45,00"),
        ("Huyện Số 1", "60,00"),
    ]
    assert block.chart.average == 50


def test_roman_numbers() -> None:
    assert [roman(number) for number in (1, 4, 6, 9, 14)] == ["I", "IV", "VI", "IX", "XIV"]


COUNTS = st.none() | st.integers(0, 3_000_000)
BASES = st.none() | st.integers(1, 3_000_000)
RATES = st.none() | st.decimals(0, 120, places=2)


@given(
    now=COUNTS, before=COUNTS, december=COUNTS, whole=BASES, plan=COUNTS, percent=RATES,
    below=st.lists(st.tuples(COUNTS, BASES), max_size=4), month=st.integers(1, 12),
)  # fmt: skip
def test_whatever_is_known_the_report_says_it_without_minus_or_none(
    now: int | None,
    before: int | None,
    december: int | None,
    whole: int | None,
    plan: int | None,
    percent: Decimal | None,
    below: list[tuple[int | None, int | None]],
    month: int,
) -> None:
    """Every number with a comma or a dot stands in a piece that has a source."""
    period = date(2023, month, 1)
    promises = [promised(plan)] if plan is not None else []
    if percent is not None:
        promises.append(promised(percent=str(percent), **PRIME_MINISTER))
    values = {
        period: reported(now, of=whole) if now is not None else row().value,
        date(2022, month, 1): reported(before, of=whole) if before is not None else row().value,
        DECEMBER: reported(december) if december is not None else row().value,
    }
    parts = [
        district(place, reported(n, of=of) if n is not None else row().value, period=period)
        for place, (n, of) in enumerate(below)
    ]
    report = report_of(row(values, promises, period=period), parts=parts, period=period)
    text = said(report)
    assert not re.search(r"None|−|\{|  ", text)
    assert (now is None) == any("chưa có số liệu" in each for each in missing(report))
    for section in report.sections:
        for part in section.subsections:
            for paragraph in part.paragraphs:
                for each in paragraph.sentences:
                    check_pieces(each.pieces)


def check_pieces(pieces: tuple[Piece, ...]) -> None:
    for piece in pieces:
        assert piece.sources or not re.search(r"\d[.,]\d", piece.text)


def test_the_source_of_a_goal_from_above_names_the_unit_it_was_set_for() -> None:
    nation = unit(99, "Toàn quốc", level=0, kind="toan_quoc")
    goal = promised(percent="80", unit_id=99, year=2025)
    report = report_of(row(reported(50, of=100), [goal]), ancestors=[nation])
    assert "chỉ tiêu BHYT đến năm 2025, cả nước: 80%" in [
        source.what.replace("\u00a0", " ") for source in report.sources
    ]


# Several assigners, falls, tasks, sums of targets


def test_what_several_assigners_ask_for_is_one_sentence() -> None:
    promises = [promised(966_520), promised(900_000, **PRIME_MINISTER)]
    text = said(report_of(row(reported(821_563), promises)))
    assert (
        "Để đạt chỉ tiêu BHYT năm 2023, trong 6 tháng còn lại bình quân mỗi tháng toàn tỉnh phải "
        "phát triển thêm 24.160 người theo chỉ tiêu do UBND tỉnh Trà Vinh giao (còn 144.957 "
        "người); 13.073 người theo chỉ tiêu do Thủ tướng Chính phủ giao (còn 78.437 người)."
    ) in text
    november = date(2023, 11, 1)
    last = row(reported(821_563), promises, period=november)
    assert (
        "trong tháng 12 toàn tỉnh còn phải phát triển thêm 144.957 người theo chỉ tiêu do UBND "
        "tỉnh Trà Vinh giao; 78.437 người theo chỉ tiêu do Thủ tướng Chính phủ giao."
    ) in said(report_of(last, period=november))


def parts_that_moved(*pairs: tuple[int, int]) -> Report:
    parts = [
        district(place, {JUNE: reported(now), MAY: reported(before)})
        for place, (now, before) in enumerate(pairs, start=1)
    ]
    return report_of(row(reported(50)), parts=parts)


def test_units_with_fewer_people_than_last_month_are_named_among_the_limits() -> None:
    report = parts_that_moved((10, 12), (20, 20), (30, 25), (40, 41))
    assert (
        "Có 2/4 đơn vị cấp huyện giảm số người tham gia BHYT so với tháng trước: huyện Số 1 (giảm "
        "2 người), huyện Số 4 (giảm 1 người)."
    ) in said(report)
    assert report.sections[-1].heading == "Tồn tại, hạn chế và nguyên nhân"
    assert "giảm số người" not in said(parts_that_moved((10, 10), (20, 19)))


def test_of_many_that_fell_those_that_fell_most_are_named() -> None:
    text = said(parts_that_moved(*((10, 10 + place) for place in range(1, 15))))
    assert "Có 14/14 đơn vị cấp huyện giảm" in text
    assert "giảm nhiều nhất là huyện Số 14 (giảm 14 người), huyện Số 13 (giảm 13 người)" in text
    assert "huyện Số 9 (" not in text


def test_what_an_act_took_away_is_no_fall() -> None:
    values = {JUNE: reported(10), MAY: replace(reported(12), former=("Huyện Cũ",))}
    report = report_of(row(reported(50)), parts=[district(1, values), district(2, reported(9))])
    assert "giảm số người" not in said(report)


def test_each_unit_has_its_task_by_the_month_and_the_whole_stands_below() -> None:
    targets = [
        (20, promised(100, unit_id=101)),
        (95, promised(90, unit_id=102)),
        (30, None),
    ]
    parts = [
        district(place, reported(people), [target] if target else [])
        for place, (people, target) in enumerate(targets, start=1)
    ]
    report = report_of(row(reported(145), [promised(500)]), parts=parts)
    assert report.tasks is not None
    assert report.tasks.columns == ["TT", "Đơn vị", "BHYT: còn phải phát triển", "BHYT: mỗi tháng"]
    assert [cells.texts for cells in report.tasks.rows] == [
        ["1", "Huyện Số 1", "80", "14"],
        ["2", "Huyện Số 2", "đã đạt", "–"],
        ["3", "Huyện Số 3", "–", "–"],
    ]
    assert report.tasks.whole.texts == ["", "Toàn tỉnh", "355", "60"]
    assert "BHYT: theo chỉ tiêu năm 2023 do UBND tỉnh Trà Vinh giao." in report.tasks.notes
    assert "Nhiệm vụ của từng đơn vị đến hết năm 2023 nêu tại Phụ lục\u00a0II." in said(report)


def test_without_a_month_left_or_an_open_task_there_is_no_table_of_tasks() -> None:
    december = date(2023, 12, 1)
    over = [district(1, reported(20), [promised(100, unit_id=101)], period=december)]
    whole = row(reported(145), period=december)
    assert report_of(whole, parts=over, period=december).tasks is None
    reached = [district(1, reported(20), [promised(10, unit_id=101)])]
    assert report_of(row(reported(145)), parts=reached).tasks is None


def test_where_the_whole_has_no_target_those_of_its_units_are_told_as_what_they_are() -> None:
    parts = [
        district(place, reported(people), [promised(100, unit_id=100 + place)])
        for place, people in enumerate((70, 50), start=1)
    ]
    text = said(report_of(row(pool_values([part.value for part in parts])), parts=parts))
    assert (
        "Chưa có chỉ tiêu BHYT năm 2023 giao cho toàn tỉnh; tổng chỉ tiêu do UBND tỉnh Trà Vinh "
        "giao cho 2/2 đơn vị cấp huyện là 200 người; các đơn vị này có 120 người, bằng 60,00% "
        "tổng đó."
    ) in text
    assert "Để đạt chỉ tiêu" not in text
    some = [parts[0], district(2, reported(50))]
    whole = row(pool_values([part.value for part in some]))
    assert "tổng chỉ tiêu" not in said(report_of(whole, parts=some))
    told = row(pool_values([part.value for part in parts]), [promised(300)])
    assert "tổng chỉ tiêu" not in said(report_of(told, parts=parts))


def test_health_insurance_comes_first_in_text_and_tables() -> None:
    social = indicator("BHXH", "labour_force", pk=2, order=0)
    found = facts(row(reported(10), what=social), row(reported(50)))
    parts = [district(1, reported(5)), district(2, reported(6))]
    blocks = [block_of(each, parts, None) for each in found.overview.wholes]
    report = compose(replace(found, blocks=blocks))
    assert [each.heading for each in report.sections[0].subsections] == ["BHYT", "BHXH"]
    assert [block.title for block in report.blocks] == [
        "BHYT: kết quả theo đơn vị",
        "BHXH: kết quả theo đơn vị",
    ]
