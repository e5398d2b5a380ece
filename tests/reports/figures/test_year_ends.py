"""The forecasts of all indicators of a unit's page: the same as its trend's, in few statements."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import Cast, make_unit
from coverage.counting.figures import NOW as READ_NOW
from coverage.counting.figures import ReadAs
from coverage.models import AdministrativeUnit, Basis, ChangeKind, Indicator, Measure
from coverage.notation.periods import months
from mergers import Merged, make_merged
from reporting import count, make_document, promise, report, report_all
from reports.figures.query import overview
from reports.figures.year_end import NoForecast, Outlook, YearEnd
from reports.figures.year_ends import Found, year_ends
from reports.filters import UnitsOf
from reports.trend.forecast import year_end
from reports.trend.query import trend
from small_worlds import clock
from targets.forecast import Lender, TooShort
from unit_acts import end, join

FIRST, JUNE, NOW = date(2021, 1, 1), date(2025, 6, 1), date(2026, 6, 1)
# Of Vĩnh Long: its own sum, as of 30/6/2025 that of Trà Vinh and Bến Tre.
OWN_STATEMENTS, OF_THE_UNIT_ABOVE = 3, 6


@pytest.fixture(scope="module")
def world(world: Cast) -> Merged:
    """Trà Vinh and Bến Tre, now Vĩnh Long, and Lai Châu report since 2021; in September a year's
    pupils come."""
    merged = make_merged(world)
    ben_tre = merged.olds[1]
    for number, period in enumerate(months(FIRST, date(2024, 6, 1))):
        pupils = 40 * (period.month > 8) + 3 * period.year % 7
        people = {
            world.cau_ke: 1_000 + 23 * number + pupils,
            world.tra_cu: 2_000 + 19 * number + pupils,
            ben_tre: 3_500 + 11 * number + 2 * pupils,
            world.sin_ho: 600 + 9 * number + pupils,
        }
        report_all(people, world.bhyt, period)
    for unit in (merged.vinh_long, world.lai_chau):
        count(unit, "population", 2026, 20_000)
        plan = make_document(unit, date(2026, 1, 1))
        promise(plan, unit, world.bhyt, 2026, people=9_000)
        promise(plan, unit, world.bhyt, 2027, people=9_500)
    return merged


@pytest.fixture
def merged(cast: Merged) -> Merged:
    return cast


def found(
    unit: AdministrativeUnit, period: date = NOW, read_as: ReadAs = READ_NOW
) -> Mapping[int, Found]:
    """`unit` as a page has it, with those above."""
    seen = AdministrativeUnit.objects.select_related("parent__parent__parent").get(pk=unit.pk)
    return year_ends(overview(seen, period, read_as))


def of_trend(unit: AdministrativeUnit, indicator: Indicator, period: date) -> Found:
    seen = AdministrativeUnit.objects.select_related("parent__parent__parent").get(pk=unit.pk)
    return year_end(trend(seen, indicator, FIRST, period))


def forecast_of(merged: Merged, unit: AdministrativeUnit, period: date = NOW) -> YearEnd:
    made = found(unit, period)[merged.cast.bhyt.pk]
    assert isinstance(made, YearEnd), made
    return made


@pytest.mark.parametrize("period", [NOW, JUNE, date(2025, 9, 1), date(2024, 3, 1)])
def test_the_page_of_a_unit_and_its_trend_forecast_the_same(merged: Merged, period: date) -> None:
    cast = merged.cast
    units = [merged.vinh_long, merged.commune, cast.nation, cast.lai_chau, cast.sin_ho]
    for unit in (*units, cast.tra_vinh, cast.cau_ke):
        if unit == merged.vinh_long or unit.exists_on(period):
            said = found(unit, period)[cast.bhyt.pk]
            assert said == of_trend(unit, cast.bhyt, period), (unit, period)


def test_a_merged_province_is_forecast_by_the_sum_of_what_went_into_it(merged: Merged) -> None:
    made = forecast_of(merged, merged.vinh_long)
    assert [gain.year for gain in made.forecast.gains] == [2025, 2024, 2023]
    assert (made.forecast.years, made.borrowed_from) == (5, Lender.NOBODY)
    assert made.is_trusted
    (judged,) = made.judged
    assert judged.outlook in (Outlook.LIKELY, Outlook.POSSIBLE, Outlook.HARDLY)
    assert judged.promise.year == 2026, "a milestone of a later year is not judged"
    assert made.base is not None
    assert made.rate(10_000) == 50


def test_a_unit_of_a_year_goes_by_the_one_above_and_is_not_trusted(merged: Merged) -> None:
    made = forecast_of(merged, merged.commune)
    assert (made.borrowed_from, made.lender) == (Lender.ABOVE, "Tỉnh Vĩnh Long")
    assert not made.is_trusted


def test_a_year_that_ends_a_flow_and_a_month_without_a_figure_have_none(merged: Merged) -> None:
    cast = merged.cast
    flow = Indicator.objects.create(
        code="MOI", name="Mới", measure=Measure.FLOW, basis=Basis.NONE, order=90
    )
    report(cast.sin_ho, flow, date(2024, 3, 1), 5)
    assert set(found(cast.sin_ho, date(2024, 12, 1)).values()) == {None}
    march = found(cast.sin_ho, date(2024, 3, 1))
    assert march[flow.pk] is None
    assert march[cast.bhxh.pk] is NoForecast.NO_FIGURE


def test_a_unit_that_ends_within_the_year_is_forecast_where_it_goes_on(merged: Merged) -> None:
    assert set(found(merged.cast.cau_ke, JUNE).values()) == {NoForecast.UNIT_ENDS}
    old, nation = merged.cast.lai_chau, merged.cast.nation
    end(merged.cast.sin_ho, date(2026, 6, 30))
    new = make_unit(1, "70", "tinh", "Lai Châu", "Tỉnh Lai Châu", nation, date(2026, 7, 1))
    join([old], new, ChangeKind.KEEP)
    assert set(found(old).values()) == {NoForecast.GOES_ON}
    assert forecast_of(merged, new) == of_trend(new, merged.cast.bhyt, NOW)


def test_with_neither_own_years_nor_those_of_the_unit_above_there_is_none(merged: Merged) -> None:
    first_year = found(merged.cast.nation, date(2021, 6, 1))
    assert first_year[merged.cast.bhyt.pk] == TooShort(0)


def test_it_is_read_as_the_overview_was(merged: Merged) -> None:
    sin_ho, bhyt = merged.cast.sin_ho, merged.cast.bhyt
    before, made = clock(), forecast_of(merged, sin_ho)
    report(sin_ho, bhyt, date(2025, 6, 1), 5)
    assert forecast_of(merged, sin_ho) != made
    assert found(sin_ho, read_as=ReadAs(before))[bhyt.pk] == made


@pytest.mark.parametrize("by", UnitsOf)
def test_it_takes_three_statements_more_than_the_overview(merged: Merged, by: UnitsOf) -> None:
    seen = overview(merged.vinh_long, NOW, by=by)
    with CaptureQueriesContext(connection) as asked:
        year_ends(seen)
    assert len(asked) == OWN_STATEMENTS


def test_who_has_too_few_years_asks_for_those_of_the_unit_above_once(merged: Merged) -> None:
    for code in ("BHXH", "BHTN"):
        report(merged.commune, merged.cast.indicators[code], NOW, 400)
    unit = AdministrativeUnit.objects.select_related("parent").get(pk=merged.commune.pk)
    seen = overview(unit, NOW)
    with CaptureQueriesContext(connection) as asked:
        year_ends(seen)
    # Two more, as Vĩnh Long itself was formed since.
    assert len(asked) == OWN_STATEMENTS + OF_THE_UNIT_ABOVE + 2


def test_where_nothing_can_be_forecast_nothing_is_asked(merged: Merged) -> None:
    for unit, period in ((merged.vinh_long, date(2025, 12, 1)), (merged.cast.cau_ke, JUNE)):
        seen = overview(unit, period)
        with CaptureQueriesContext(connection) as asked:
            year_ends(seen)
        assert len(asked) == 0
