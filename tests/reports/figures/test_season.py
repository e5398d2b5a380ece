"""The usual deviation of a month: cards of the old year lapse in January, and no unit is behind for
that. The same on overview, comparison, trend and in the workbook."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from cast import Cast, make_unit
from coverage.models import AdministrativeUnit
from monthly import download_monthly, opened, report_block
from pages import in_english, open_overview, signed_in_as
from reporting import count, make_document, promise, report
from reports.compared.query import compared
from reports.figures.query import overview
from reports.figures.season import season_months
from reports.figures.standing import Standing
from reports.figures.terms import Terms
from reports.trend.query import trend
from targets.pace import Light

JANUARY = date(2023, 1, 1)
DECEMBERS = date(2021, 12, 1), date(2022, 12, 1)
LAST_JANUARY = date(2022, 1, 1)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Cầu Kè fell in January 2022 and rose again; of Trà Cú only last December is known. The
    province, which reported itself, fell less. All have the same plan for 2023."""
    cast = world
    for unit, people in (
        (cast.cau_ke, (1000, 950, 1120, 1070)),
        (cast.tra_vinh, (10_000, 9_900, 11_200, 11_150)),
    ):
        for month, number in zip(
            (DECEMBERS[0], LAST_JANUARY, DECEMBERS[1], JANUARY), people, strict=True
        ):
            report(unit, cast.bhyt, month, number)
    report(cast.tra_cu, cast.bhyt, DECEMBERS[1], 1120)
    report(cast.tra_cu, cast.bhyt, JANUARY, 1070)
    plan = make_document(cast.tra_vinh, date(2023, 1, 1))
    for unit, target in ((cast.cau_ke, 1240), (cast.tra_cu, 1240), (cast.tra_vinh, 12_400)):
        promise(plan, unit, cast.bhyt, 2023, people=target)
    return cast


def told(cast: Cast, top: AdministrativeUnit, unit: AdministrativeUnit) -> Standing:
    found = overview(top, JANUARY)
    rows = [*found.wholes, *found.parts["BHYT"]]
    row = next(each for each in rows if each.unit == unit and each.indicator == cast.bhyt)
    return row.standings[0]


def test_a_fall_that_is_usual_in_the_month_is_no_falling_behind(cast: Cast) -> None:
    """Straight, the path were 1.130; January stood 6 % of December below it the year before."""
    found = told(cast, cast.tra_vinh, cast.cau_ke)
    assert found.season is not None
    assert (found.season.deviation, found.season.years) == (Decimal("-0.06"), (2022,))
    assert found.path == Decimal("1062.8")
    assert found.light is Light.ON_PATH


def test_a_unit_without_a_whole_year_borrows_from_the_unit_above_wherever_it_stands(
    cast: Cast,
) -> None:
    """The province stood 2 % below: that of its December of 1.120 is 22,4."""
    for top in (cast.tra_vinh, cast.tra_cu):
        found = told(cast, top, cast.tra_cu)
        assert found.season is not None
        assert found.season.of_parent
        assert found.season.deviation == Decimal("-0.02")
        assert found.path == Decimal("1107.6")
        assert found.light is Light.BEHIND


def test_what_was_rounded_in_print_tells_no_deviation(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, DECEMBERS[0], 1000, people_precision="rounded")
    found = told(cast, cast.tra_vinh, cast.cau_ke)
    assert found.season is not None
    assert found.season.of_parent


def test_a_rate_deviates_by_rates_and_the_chart_shows_the_same_path_in_people(cast: Cast) -> None:
    """A fifth more people to be covered in 2023, half of whom are: the rate falls, people rise."""
    unit = make_unit(2, "859", "huyen", "Mới", "Huyện Mới", cast.tra_vinh)
    for year, base in ((2021, 1000), (2022, 2000), (2023, 2000)):
        count(unit, "population", year, base)
    for month, people in zip(
        (*DECEMBERS[:1], LAST_JANUARY, DECEMBERS[1], JANUARY), (800, 1500, 1800, 1700), strict=True
    ):
        report(unit, cast.bhyt, month, people)
    promise(
        make_document(cast.tra_vinh, date(2023, 1, 2)), unit, cast.bhyt, 2023, percent=Decimal(94)
    )
    found = told(cast, cast.tra_vinh, unit)
    # 75 % in January 2022 beside 80 + (90 − 80) / 12 % of an even climb, of 80 %.
    assert found.season is not None
    assert round(found.season.deviation, 8) == round(Decimal(75 * 12 - 970) / (80 * 12), 8)
    shown = trend(unit, cast.bhyt, JANUARY, JANUARY).months[-1]
    assert found.path is not None
    assert shown.path(shown.standings[0], Terms.RATE) == found.path
    assert shown.path(shown.standings[0], Terms.PEOPLE) == round(found.path * 20)


def test_where_nobody_has_a_whole_year_the_climb_is_even(cast: Cast) -> None:
    report(cast.tra_vinh, cast.bhyt, LAST_JANUARY, absence="unavailable")
    found = told(cast, cast.tra_vinh, cast.tra_cu)
    assert found.season is None
    assert found.path == 1130


def test_comparison_and_trend_draw_the_same_path(cast: Cast) -> None:
    for unit in (cast.cau_ke, cast.tra_cu):
        here = told(cast, cast.tra_vinh, unit)
        beside = compared(cast.tra_vinh, cast.bhyt, JANUARY, DECEMBERS[1], 2)
        row = next(each for each in beside.rows if each.unit == unit)
        assert row.standings[0].path == here.path
        shown = trend(unit, cast.bhyt, DECEMBERS[1], JANUARY).months[-1]
        assert shown.standings[0].path == here.path


def test_the_months_of_past_years_are_shown_nowhere(cast: Cast) -> None:
    found = compared(cast.tra_vinh, cast.bhyt, JANUARY, DECEMBERS[1], 2)
    asked = set(found.series[cast.cau_ke.pk])
    assert asked & season_months(JANUARY) == {DECEMBERS[1], LAST_JANUARY}


def test_the_page_says_by_what_and_by_which_years(cast: Cast, static_files: None) -> None:
    reader = in_english(signed_in_as(Client(), cast.dung))
    said = "the month usually deviates by −6,00 % of December from an even climb (by 2022)"
    assert said in open_overview(reader, cast.cau_ke, month="2023-01").text
    borrowed = "−2,00 % of December from an even climb (by 2022 of the unit above)"
    assert borrowed in open_overview(reader, cast.tra_cu, month="2023-01").text


def test_the_workbook_judges_by_a_formula_of_the_same_path(cast: Cast, static_files: None) -> None:
    reader = in_english(signed_in_as(Client(), cast.dung))
    content = download_monthly(reader, cast.tra_vinh, month="2023-01").content
    block = report_block(opened(content), "BHYT")
    lights = [block.line(unit.full_name)["Judgement"] for unit in (cast.cau_ke, cast.tra_cu)]
    assert [light[0] for light in lights] == ["▲", "✕"]
