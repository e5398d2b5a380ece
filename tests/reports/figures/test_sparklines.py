"""Small lines of months: where points stand, and that nothing is drawn where nothing is known."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.figures.sparklines import (
    HEIGHT,
    MARGIN,
    WIDTH,
    Point,
    Scale,
    Sparkline,
    scale_of,
    sparkline,
)

quantities = st.lists(
    st.none() | st.integers(0, 10**12) | st.decimals(0, 120, places=4), min_size=1, max_size=36
)


def points(line: Sparkline) -> list[Point]:
    """Every point drawn, from left to right."""
    pairs = [pair.split(",") for run in line.lines for pair in run.split()]
    return sorted([(int(x), int(y)) for x, y in pairs] + list(line.dots))


def test_the_lowest_stands_at_the_bottom_and_the_highest_at_the_top() -> None:
    line = sparkline([10, 20, 15], Scale(10, 20))
    assert line.lines == ["5,51 120,5 235,28"]
    assert line.last == (235, 28)


def test_a_gap_breaks_the_line_and_is_not_drawn_at_zero() -> None:
    line = sparkline([1, 2, None, 2, None, 1, 2], Scale(0, 2))
    assert len(line.lines) == 2
    assert len(line.dots) == 1
    assert len(points(line)) == 5


def test_a_last_month_without_a_value_has_no_point() -> None:
    assert sparkline([1, 2, None], Scale(1, 2)).last is None


def test_zero_is_a_value_and_is_drawn() -> None:
    line = sparkline([0, 5], Scale(0, 5))
    assert points(line) == [(MARGIN, HEIGHT - MARGIN), (WIDTH - MARGIN, MARGIN)]


def test_a_level_line_runs_through_the_middle() -> None:
    line = sparkline([7, 7, 7], scale_of([7, 7, 7]))
    assert {y for _x, y in points(line)} == {HEIGHT // 2}


def test_nothing_known_draws_nothing() -> None:
    assert scale_of([None, None]) is None
    assert sparkline([None, None], None) == Sparkline([], [], None, [])


def test_one_month_alone_is_a_dot() -> None:
    line = sparkline([Decimal("80.58")], scale_of([Decimal("80.58")]))
    assert (line.lines, len(line.dots)) == ([], 1)


def test_a_break_stands_between_the_month_before_and_its_own() -> None:
    line = sparkline([1, 2, 3], Scale(1, 3), breaks=[1])
    assert len(line.breaks) == 1
    assert MARGIN < line.breaks[0] < WIDTH // 2


@settings(max_examples=100)
@given(quantities)
def test_every_known_month_is_drawn_inside_the_box_in_the_right_order(series: list) -> None:
    line = sparkline(series, scale_of(series))
    drawn = points(line)
    known = [(index, each) for index, each in enumerate(series) if each is not None]
    assert len(drawn) == len(known)
    assert all(MARGIN <= x <= WIDTH - MARGIN and MARGIN <= y <= HEIGHT - MARGIN for x, y in drawn)
    heights = {each: y for (_index, each), (_x, y) in zip(known, drawn, strict=True)}
    for lower, higher in zip(sorted(heights), sorted(heights)[1:], strict=False):
        assert heights[lower] >= heights[higher]
