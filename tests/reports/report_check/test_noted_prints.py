"""Numbers that a note quotes from its source: read whole or not at all."""

import pytest

from reports.report_check.noted_prints import NotedPrints, noted_prints


def test_a_published_note_is_read_clause_by_clause() -> None:
    """Trà Vinh 6/2023, voluntary social insurance."""
    note = "Nguồn in: đạt 78,07 % chỉ tiêu UBND tỉnh giao; còn phải phát triển 4.516 người"
    assert noted_prints(note, 2023) == NotedPrints((("UBND tỉnh", "78,07"),), "4.516", "")


def test_two_assigners_of_one_clause_stand_side_by_side() -> None:
    note = (
        "Nguồn in: đạt 85 % chỉ tiêu Thủ tướng Chính phủ giao và 85 % chỉ tiêu Tỉnh ủy, UBND tỉnh "
        "giao; còn phải phát triển 144.957 người"
    )
    attained = (("Thủ tướng Chính phủ", "85"), ("Tỉnh ủy, UBND tỉnh", "85"))
    assert noted_prints(note, 2023) == NotedPrints(attained, "144.957", "")


def test_a_change_counts_against_the_year_before_only() -> None:
    note = "Nguồn in: tăng 1.083 người so với cùng kỳ năm 2019; đạt 54 % kế hoạch giao,"
    assert noted_prints(note, 2020) == NotedPrints((("", "54"),), "", "tăng 1.083")
    assert noted_prints(note, 2021) == NotedPrints((("", "54"),), "", "")
    fell = noted_prints("Nguồn in: giảm 39 người so với cùng kỳ năm 2019", 2020)
    assert fell.on_the_year == "giảm 39"


@pytest.mark.parametrize(
    "note",
    [
        "",
        "đạt 78,07 % chỉ tiêu UBND tỉnh giao",
        "Nguồn in: đạt gần 78 % chỉ tiêu UBND tỉnh giao",
        "Nguồn in: đạt 78,07 % và 80 % chỉ tiêu UBND tỉnh giao",
        "Nguồn in: đạt 78.07 % kế hoạch giao",
        "Nguồn in: đạt 7,8,0 % kế hoạch giao",
        "Nguồn in: còn phải phát triển hơn 4.516 người",
        "Nguồn in: còn phải phát triển 45.16 người",
        "Nguồn in: tăng hơn 5,6 triệu người so với năm 2012",
    ],
)
def test_whatever_is_not_wholly_understood_is_left_alone(note: str) -> None:
    assert noted_prints(note, 2023) == NotedPrints()
