"""The bar of a figure beside its path to date and its target: where each stands, how it looks."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from cast import JUNE
from coverage.models import AdministrativeUnit, Indicator
from known_values import promised, reported
from reports.figures.bullet_drawing import bullet_svg
from reports.figures.bullets import END, TARGET, Bullet, bullet
from reports.figures.held import make_row
from reports.figures.standing import Row, months_around
from reports.figures.values import NOTHING, Value
from targets.pace import Light

MAYBE = st.none() | st.integers(0, 10**15)


@pytest.fixture
def english() -> Iterator[None]:
    with override("en"):
        yield


def test_tra_vinh_stands_at_85_per_cent_of_its_target_below_its_path() -> None:
    """821.563 of 966.520; half the way from 840.503 is 903.511,5."""
    assert bullet(821_563, Decimal("903511.5"), 966_520, Light.BEHIND) == Bullet(
        actual=850, path=935, goes_beyond=False, light=Light.BEHIND
    )


def test_a_rate_is_drawn_like_people() -> None:
    found = bullet(Decimal("88.25"), Decimal("91.2"), Decimal(95))
    assert found is not None
    assert (found.actual, found.path) == (929, 960)


@pytest.mark.parametrize("target", [None, 0, Decimal(0)])
def test_without_a_target_or_with_one_of_zero_there_is_no_bar(target: int | None) -> None:
    assert bullet(5, 3, target) is None


def test_a_missing_actual_is_not_an_actual_of_zero() -> None:
    missing, zero = bullet(None, 3, 10), bullet(0, 3, 10)
    assert missing is not None
    assert zero is not None
    assert (missing.actual, zero.actual) == (None, 0)


def test_past_the_end_the_bar_is_cut_off_and_says_so() -> None:
    at_the_end, past = bullet(125, None, 100), bullet(126, None, 100)
    assert at_the_end == Bullet(END, None, goes_beyond=False, light=Light.NO_DATA)
    assert past == Bullet(END, None, goes_beyond=True, light=Light.NO_DATA)


def test_a_path_past_the_end_is_left_out() -> None:
    """Last December stood far above a target that was lowered."""
    found = bullet(100, 130, 100)
    assert found is not None
    assert found.path is None


@given(MAYBE, MAYBE, st.integers(1, 10**15))
def test_every_place_lies_on_the_bar_and_its_order_is_that_of_the_numbers(
    actual: int | None, path: int | None, target: int
) -> None:
    found = bullet(actual, path, target)
    assert found is not None
    places = [place for place in (found.actual, found.path) if place is not None]
    assert all(0 <= place <= END for place in places)
    assert (found.actual is None) == (actual is None)
    if actual is not None and found.actual is not None:
        assert (found.actual >= TARGET) or actual < target
        assert (found.actual <= TARGET) or actual > target
        if path is not None and found.path is not None and actual >= path:
            assert found.actual >= found.path


def row(now: Value, december: Value = NOTHING, **said: Any) -> Row:
    months = months_around(JUNE)
    values = dict.fromkeys(months.all(), NOTHING) | {months.now: now, months.december: december}
    unit = AdministrativeUnit(pk=1, full_name="Tỉnh Trà Vinh")
    return make_row(unit, Indicator(pk=1, code="BHYT"), months, values, [promised(**said)])


def drawn(of: Row) -> tuple[str, list[str]]:
    """The text alternative of the bar, and the classes of its shapes."""
    svg = html.fragment_fromstring(bullet_svg(of, of.standings[0]))
    assert svg.get("role") == "img"
    assert svg.get("style") is None
    return svg.get("aria-label"), [shape.get("class") for shape in svg]


@pytest.mark.usefixtures("english")
def test_the_bar_says_in_words_what_it_shows() -> None:
    said, shapes = drawn(row(reported(821_563), reported(840_503), people=966_520))
    assert said == "attained 85,00 % of the target; path to date 93,48 %"
    assert shapes == ["bullet-track", "bullet-path", "bullet-actual", "bullet-target"]


@pytest.mark.usefixtures("english")
def test_without_a_path_none_is_drawn() -> None:
    said, shapes = drawn(row(reported(90), people=100))
    assert said == "attained 90,00 % of the target"
    assert "bullet-path" not in shapes


@pytest.mark.usefixtures("english")
def test_a_missing_figure_leaves_an_empty_bar() -> None:
    said, shapes = drawn(row(NOTHING, people=100))
    assert said == "nothing known to set against the target"
    assert shapes == ["bullet-track bullet-missing", "bullet-target"]


def test_far_beyond_the_target_the_bar_ends_in_an_arrow() -> None:
    assert drawn(row(reported(300), people=100))[1][-1] == "bullet-beyond"


def test_a_target_of_zero_has_no_bar() -> None:
    of = row(reported(3), people=0)
    assert bullet_svg(of, of.standings[0]) == ""
    assert bullet_svg(of, None) == ""


@pytest.mark.usefixtures("english")
def test_under_rule_b_the_bar_shows_the_rates() -> None:
    said, _ = drawn(row(reported(rate="16.21"), percent="45"))
    assert said == "attained 36,02 % of the target"
