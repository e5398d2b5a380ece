"""The one estimate beside a sum that lacks units: whose figures it takes, when there is none."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from coverage.counting.figures import NOW, ReadAs
from coverage.models import AdministrativeUnit, Indicator, Measure
from coverage.notation.periods import add_months, months
from known_values import base, promised, reported
from reports.figures.estimate import Estimate, OfUnit, estimate, months_looked_at
from reports.figures.estimate_held import HeldEstimate, held
from reports.figures.held import judge
from reports.figures.known import Known, known
from reports.figures.partial_words import estimate_text
from reports.figures.query import overview
from reports.figures.values import NOT_APPLICABLE, NOTHING, RateBase, Value
from reports.trend.query import trend
from small_worlds import make_world
from targets.in_force import PromiseInForce

JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE = (date(2023, number, 1) for number in range(1, 7))
DECEMBER = date(2022, 12, 1)
CAU_KE, TRA_CU = {JUNE: reported(95)}, {JUNE: reported(84)}
PARTLY = Value(people=50, counted=2, expected=3)


def of(values: Mapping[date, Value]) -> OfUnit:
    return lambda period: values.get(period, NOTHING)


def estimated(*units: Mapping[date, Value], period: date = JUNE) -> Estimate | None:
    return estimate([of(values) for values in units], period)


def taken(found: Estimate | None) -> list[tuple[date, int]]:
    """Each month of which figures were taken, with of how many units."""
    assert found is not None
    return [(each.period, len(each.values)) for each in found.taken]


def test_who_is_missing_counts_with_the_figure_of_last_month() -> None:
    """95 + 84 of June, and 200 of May."""
    found = estimated(CAU_KE, TRA_CU, {MAY: reported(200)})
    assert found is not None
    assert found.people == 379
    assert taken(found) == [(MAY, 1)]


def test_the_latest_figure_is_taken_of_three_months_the_latest_month_named_first() -> None:
    older = {APRIL: reported(10), MARCH: reported(9)}
    found = estimated(CAU_KE, older, {MARCH: reported(7)}, {MAY: reported(5), APRIL: reported(4)})
    assert found is not None
    assert found.people == 95 + 10 + 7 + 5
    assert taken(found) == [(MAY, 1), (APRIL, 1), (MARCH, 1)]


def test_a_figure_older_than_three_months_is_not_taken_and_then_there_is_no_estimate() -> None:
    assert estimated(CAU_KE, {FEBRUARY: reported(7)}) is None
    assert estimated(CAU_KE, {MAY: reported(5)}, {FEBRUARY: reported(7)}) is None
    assert estimated(CAU_KE, {MAY: reported(5)}, {}) is None


def test_no_figure_is_taken_over_the_31st_of_december() -> None:
    """BHYT falls every January, when the cards of the old year lapse."""
    assert months_looked_at(JANUARY) == []
    assert months_looked_at(FEBRUARY) == [JANUARY]
    assert months_looked_at(JUNE) == [MAY, APRIL, MARCH]
    january = {JANUARY: reported(95)}
    assert estimated(january, {DECEMBER: reported(200)}, period=JANUARY) is None
    february = {FEBRUARY: reported(95)}
    assert estimated(february, {DECEMBER: reported(200)}, period=FEBRUARY) is None
    assert taken(estimated(february, january, period=FEBRUARY)) == [(JANUARY, 1)]


def test_where_nobody_is_missing_nothing_is_estimated() -> None:
    assert estimated(CAU_KE, TRA_CU) is None
    assert estimated(CAU_KE, {JUNE: NOT_APPLICABLE}) is None


def test_a_unit_to_which_it_does_not_apply_adds_nothing_and_is_not_missing() -> None:
    found = estimated(CAU_KE, {JUNE: NOT_APPLICABLE, MAY: reported(9)}, {MAY: reported(200)})
    assert found is not None
    assert (found.people, taken(found)) == (295, [(MAY, 1)])


def test_no_figure_is_taken_from_before_a_month_to_which_it_did_not_apply() -> None:
    assert estimated(CAU_KE, {MAY: NOT_APPLICABLE, APRIL: reported(9)}) is None


def test_a_unit_that_lacks_units_of_its_own_is_missing_until_a_month_that_is_whole() -> None:
    found = estimated(CAU_KE, {JUNE: PARTLY, MAY: PARTLY, APRIL: reported(70)})
    assert found is not None
    assert (found.people, taken(found)) == (165, [(APRIL, 1)])


def test_a_unit_that_has_no_figures_this_month_is_missing_and_no_zero() -> None:
    found = estimated(CAU_KE, {JUNE: reported(absence="not_available"), MAY: reported(0)})
    assert found is not None
    assert (found.people, taken(found)) == (95, [(MAY, 1)])


def test_an_estimate_is_simulated_where_anything_of_it_is() -> None:
    made_up = {MAY: reported(200, origin="simulated")}
    found, of_reports = estimated(CAU_KE, made_up), estimated(CAU_KE, {MAY: reported(200)})
    assert found is not None
    assert of_reports is not None
    assert (found.simulated, of_reports.simulated) == (True, False)


# Against a promise


def against(
    promise: PromiseInForce | None, of_base: RateBase | None = None, people: int = 379
) -> HeldEstimate:
    standing = judge(promise, JUNE, NOTHING, NOTHING, of_base) if promise else None
    found = estimated(CAU_KE, TRA_CU, {MAY: reported(people - 179)})
    assert found is not None
    return held(found, standing, of_base)


def test_379_people_are_94_75_per_cent_of_400() -> None:
    assert against(promised(400)).attained == Decimal("94.75")


def test_a_promised_rate_is_held_by_the_denominator_of_the_whole_alone() -> None:
    of_rate = against(promised(percent="95"), base(500))
    assert of_rate.rate == Decimal("75.8")
    assert round(of_rate.attained or 0, 2) == Decimal("79.79")
    assert against(promised(percent="95")).attained is None
    assert against(promised(400)).rate is None


def test_a_simulated_target_or_denominator_marks_the_estimate() -> None:
    assert not against(promised(400), base(500)).is_simulated
    assert against(promised(400, origin="simulated")).is_simulated
    assert against(promised(400), base(500, simulated=True)).is_simulated


def test_it_is_called_an_estimate_and_says_which_months_of_how_many_units_it_takes() -> None:
    made = estimated(CAU_KE, {MAY: reported(5)}, {MAY: reported(6)}, {APRIL: reported(7)})
    assert made is not None
    with override("vi"):
        assert estimate_text(held(made, None, None)) == (
            "ước 113 người, lấy số tháng 05/2023 của 2 đơn vị, "
            "tháng 04/2023 của 1 đơn vị còn thiếu số liệu"
        )
        assert estimate_text(against(promised(400), base(500, simulated=True))) == (
            "ước 379 người, tỷ lệ 75,80 %, đạt 94,75 % chỉ tiêu do UBND tỉnh Trà Vinh giao, "
            "lấy số tháng 05/2023 của 1 đơn vị còn thiếu số liệu, mô phỏng"
        )


# In made-up worlds

ALL_MONTHS = list(months(date(2022, 9, 1), JUNE))


def naive(facts: Known, unit: AdministrativeUnit, indicator: Indicator, period: date) -> int | None:
    """The people by the words of the rule, one unit after another."""
    whole = facts.value(unit, indicator, period)
    if whole.own is not None or whole.people is None or whole.is_complete:
        return None
    total = 0
    for part in facts.parts_in(period):
        back = 0
        while back <= 3:
            month = add_months(period, -back)
            value = facts.value(part, indicator, month)
            if month.year != period.year:
                return None
            if value.does_not_apply and back == 0:
                break
            if value.does_not_apply:
                return None
            if value.whole_people is not None:
                total += value.whole_people
                break
            back += 1
        if back > 3:
            return None
    return total


@pytest.mark.parametrize("seed", range(6))
def test_the_estimate_is_what_walking_unit_by_unit_gives(db: None, seed: int) -> None:
    """On the overview of each month and on the trend, now, with drafts and as a meeting saw it."""
    world = make_world(seed, ALL_MONTHS)
    stocks = [each for each in world.indicators.values() if each.measure == Measure.STOCK]
    found = 0
    for number, read_as in enumerate((NOW, ReadAs(drafts=True), ReadAs(world.rounds[1]))):
        for unit in (world.nation, *world.provinces[:2]):
            facts = known(unit, stocks, ALL_MONTHS, read_as)
            bhyt = world.indicators["BHYT"]
            of_trend = {
                month.period: month.estimate
                for month in trend(unit, bhyt, ALL_MONTHS[0], JUNE, read_as).months
            }
            for period in ALL_MONTHS[number::3]:
                page = overview(unit, period, read_as)
                for row in page.wholes:
                    expected = naive(facts, unit, row.indicator, period)
                    assert (row.estimate and row.estimate.people) == expected
                    found += expected is not None
                of_page = page.whole("BHYT")
                assert of_page is not None
                assert of_trend[period] == of_page.estimate
    assert found
