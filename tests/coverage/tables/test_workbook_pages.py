"""Where the printed pages of a workbook end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.tables.paper import (
    Segment,
    lines_needed,
    page_breaks,
    page_height,
    scale_to_fit,
)
from coverage.tables.written_book import copy_of, quoted

PAGE, HEADING = 100.0, 10.0


def segments_of(*heights: float) -> list[Segment]:
    rows = [int(sum(heights[:position])) for position in range(len(heights))]
    return [Segment(row, height) for row, height in zip(rows, heights, strict=True)]


def test_what_fits_on_one_page_is_not_broken() -> None:
    assert page_breaks(segments_of(40, 30, 30), PAGE, HEADING) == []


def test_a_block_that_does_not_fit_goes_to_the_next_page_whole() -> None:
    assert page_breaks(segments_of(60, 50, 30), PAGE, HEADING) == [60]


def test_the_repeated_heading_takes_its_room_on_the_next_page() -> None:
    assert page_breaks(segments_of(60, 50, 41), PAGE, HEADING) == [60, 110]


def test_a_block_longer_than_a_page_begins_one_and_what_follows_it_joins_its_last() -> None:
    assert page_breaks(segments_of(50, 150, 30), PAGE, HEADING) == [50]
    assert page_breaks(segments_of(50, 150, 40), PAGE, HEADING) == [50, 200]


@given(st.lists(st.floats(1, 99), min_size=1, max_size=30))
def test_no_page_holds_more_than_it_can(heights: list[float]) -> None:
    segments = [Segment(row, height) for row, height in enumerate(heights)]
    breaks = page_breaks(segments, PAGE, 0)
    starts = [0, *breaks, len(heights)]
    pages = [heights[start:end] for start, end in pairwise(starts)]
    assert all(sum(page) <= PAGE + 1e-6 for page in pages)
    assert all(page for page in pages)


@pytest.mark.parametrize(
    ("widths", "scale"), [([10], 100), ([10] * 12, 97), ([10] * 24, 48), ([200] * 20, 10)]
)
def test_wide_tables_are_printed_smaller_and_narrow_ones_not_larger(
    widths: list[float], scale: int
) -> None:
    assert scale_to_fit(widths) == scale


def test_a_page_holds_twice_as_much_at_half_the_scale() -> None:
    assert page_height(50) == pytest.approx(2 * page_height(100))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [("", 10, 1), ("mô phỏng", 10, 1), ("chưa báo cáo; chỉ tiêu", 15, 2), ("một hai ba", 3, 3)],
)
def test_a_row_is_as_high_as_its_longest_text_broken_between_words(
    text: str, width: float, lines: int
) -> None:
    assert lines_needed([("x", 10), (text, width)]) == lines


def test_a_quotation_mark_in_a_formula_is_doubled() -> None:
    assert quoted('gọi là "đủ"') == '"gọi là ""đủ"""'


def test_a_copied_blank_stays_blank() -> None:
    assert copy_of("Figures!$D$5") == '=IF(Figures!$D$5="","",Figures!$D$5)'
