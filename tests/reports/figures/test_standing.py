"""A value beside its promises, earlier months and pace."""
# mypy: no-strict-equality

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from coverage.models import AdministrativeUnit, Indicator
from known_values import promised, reported
from reports.figures.assigners import Assigners, Of
from reports.figures.comparison import Comparison, compare
from reports.figures.held import make_row
from reports.figures.like_for_like import LikeForLike
from reports.figures.pooled_values import summed_value
from reports.figures.standing import Months, Row, Standing, months_around
from reports.figures.values import NOTHING, PartsSum, RateBase, Value
from targets.attainment import Change, Rule, pooled
from targets.pace import Light

JUNE, DECEMBER = date(2023, 6, 1), date(2023, 12, 1)
UNIT = AdministrativeUnit(pk=1, full_name="Tỉnh Trà Vinh")
INDICATOR = Indicator(pk=1, code="BHYT")


def partial(people: int, of: int) -> Value:
    """Eight of nine parts reported."""
    return summed_value(PartsSum(people, pooled([(people, of)]), 8, 9, simulated=False))


def standing(
    now: Value, december: Value = NOTHING, period: date = JUNE, **promise: Any
) -> Standing:
    return row(now, promised(**promise), december=december, period=period).standings[0]


def test_the_months_of_a_comparison() -> None:
    assert months_around(JUNE) == Months(
        JUNE, date(2023, 5, 1), date(2022, 6, 1), date(2022, 12, 1)
    )


def test_in_january_last_month_and_last_december_are_one_month() -> None:
    assert months_around(date(2023, 1, 1)).all() == {
        date(2023, 1, 1),
        date(2022, 12, 1),
        date(2022, 1, 1),
    }


def test_people_gained_on_the_year_in_number_and_per_cent() -> None:
    """Lai Châu, voluntary social insurance, 5/2020: 2.983 after 1.900 is +1.083, +57,00 %."""
    found = compare(reported(2_983), reported(1_900))
    assert found.people == Change(1_083, Decimal(57))


def test_a_change_of_rate_is_in_points() -> None:
    found = compare(reported(500, of=1_000), reported(480, of=1_000))
    assert found.rate_points == 2


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (partial(900, 1_000), reported(850, of=1_000)),
        (reported(900, of=1_000), partial(850, 1_000)),
        (reported(900, of=1_000), NOTHING),
        (NOTHING, reported(900, of=1_000)),
    ],
)
def test_a_sum_that_lacks_parts_has_no_change(now: Value, before: Value) -> None:
    found = compare(now, before)
    assert (found.people, found.rate_points) == (Change(None, None), None)


def test_rates_reported_without_people_still_compare() -> None:
    found = compare(reported(rate="18.43"), reported(rate="17.1"))
    assert found.people.difference is None
    assert found.rate_points == Decimal("1.33")


def test_a_rate_over_some_of_the_people_has_no_change() -> None:
    partly_rated = summed_value(PartsSum(900, pooled([(400, 800)]), 2, 2, simulated=False))
    found = compare(partly_rated, reported(880, of=1_600))
    assert found.people.difference == 20
    assert found.rate_points is None


def whole_but(excluded: int, people: int, of: int) -> Value:
    """Of all units, but for one to which the indicator does not apply."""
    rated = pooled([(people - 1, of - 1), (1, 1)])
    return summed_value(PartsSum(people, rated, 2, 2, False, excluded=frozenset({excluded})))


def test_of_months_that_do_not_count_the_same_units_the_rate_has_no_change() -> None:
    like = LikeForLike(1, 2, before=90, now=95)
    found = compare(whole_but(7, 900, 1_000), whole_but(8, 700, 1_000), like)
    assert (found.people.difference, found.rate_points) == (5, None)
    same = compare(whole_but(7, 900, 1_000), whole_but(7, 700, 1_000))
    assert (same.people.difference, same.rate_points) == (200, 20)


def test_the_same_months_of_last_year_pace_only_what_counted_the_same_units_in_both() -> None:
    def paced(a_year_ago: Value, december: Value) -> Decimal | None:
        values = {
            JUNE: whole_but(7, 900, 1_000),
            date(2023, 5, 1): NOTHING,
            date(2022, 6, 1): a_year_ago,
            date(2022, 12, 1): december,
        }
        return make_row(UNIT, INDICATOR, months_around(JUNE), values, []).pace_last_year

    assert paced(whole_but(8, 640, 1_000), whole_but(8, 700, 1_000)) == 10
    assert paced(whole_but(7, 640, 1_000), whole_but(8, 700, 1_000)) is None
    assert paced(partial(640, 1_000), whole_but(8, 700, 1_000)) is None


def test_a_comparison_with_a_simulated_month_says_so() -> None:
    assert Comparison(reported(1, origin="simulated"), Change(0, None), None).is_simulated


def test_tra_vinh_health_insurance_against_people_planned() -> None:
    found = standing(reported(821_563, "80.58", of=1_019_562), people=966_520)
    assert found.assessment.rule is Rule.PEOPLE_ON_PEOPLE
    assert found.assessment.attainment is not None
    assert round(found.assessment.attainment, 2) == Decimal("85.00")
    assert found.assessment.remaining == 144_957
    assert found.needed_pace == 24_160


def test_a_target_given_as_a_rate_is_judged_by_rates() -> None:
    found = standing(reported(rate="88.25"), percent="95")
    assert found.assessment.rule is Rule.RATE_ON_RATE
    assert found.assessment.attainment is not None
    assert round(found.assessment.attainment, 2) == Decimal("92.89")
    assert found.assessment.remaining is None


def test_a_rate_of_some_of_the_people_is_shown_and_not_judged_while_their_number_is() -> None:
    """Only 400 of 900 people have a denominator."""
    partly_rated = summed_value(PartsSum(900, pooled([(400, 800)]), 2, 2, simulated=False))
    found = standing(partly_rated, percent="100")
    assert partly_rated.rate == 50
    assert (found.assessment.attainment, found.assessment.plan_people) == (None, None)
    assert found.light is Light.NO_DATA
    assert standing(partly_rated, people=1_000).assessment.attainment == 90


def test_the_path_climbs_evenly_from_last_december() -> None:
    found = standing(reported(1_500), reported(1_000), people=2_000)
    assert found.path == 1_500
    assert found.light is Light.ON_PATH
    assert standing(reported(1_499), reported(1_000), people=2_000).light is Light.BEHIND


def test_the_path_of_a_rate_is_in_per_cent() -> None:
    now, december = reported(500, of=1_000), reported(400, of=1_000)
    assert standing(now, december, percent="60").path == 50


def test_the_path_of_a_rate_starts_from_a_rate_reported_alone() -> None:
    found = standing(reported(rate="50"), reported(rate="40"), percent="60")
    assert (found.path, found.light) == (50, Light.ON_PATH)


def test_without_last_december_there_is_no_path_but_reached_is_reached() -> None:
    assert standing(reported(1_999), people=2_000).light is Light.NO_DATA
    assert standing(reported(2_000), people=2_000).light is Light.REACHED


def test_a_sum_that_lacks_parts_starts_no_path() -> None:
    found = standing(reported(1_500), partial(900, 1_000), people=2_000)
    assert (found.path, found.light) == (None, Light.NO_DATA)


@pytest.mark.parametrize(
    ("promise", "plan"),
    [({"people": 1_000}, 1_000), ({"people": 800}, 800), ({"percent": "95"}, 950)],
)
def test_a_sum_that_lacks_parts_has_a_target_and_is_not_held_against_it(
    promise: dict[str, Any], plan: int
) -> None:
    of_all = RateBase(1_000, None, simulated=False)
    lacking = row(partial(900, 950), promised(**promise), whole_base=of_all)
    found = lacking.standings[0]
    result = found.assessment
    assert result.plan_people == plan
    assert (result.attainment, result.remaining, result.remaining_points) == (None, None, None)
    assert (found.light, found.needed_pace) == (Light.NO_DATA, None)


def test_a_month_without_a_report_has_no_light_and_no_attainment() -> None:
    found = standing(NOTHING, reported(800), people=1_000)
    assert (found.assessment.attainment, found.light) == (None, Light.NO_DATA)
    assert found.assessment.remaining is None
    assert found.needed_pace is None


def test_nobody_insured_is_judged_and_not_taken_for_no_report() -> None:
    found = standing(reported(0), reported(800), people=1_000)
    assert (found.assessment.attainment, found.light) == (0, Light.BEHIND)


def test_of_a_later_milestone_what_was_reached_is_told_and_nothing_is_judged() -> None:
    found = row(reported(150, of=1_000), promised(percent="20", year=2025))
    assert (found.standings, found.year_before) == ([], [])
    (milestone,) = found.milestones
    assert milestone.assessment.attainment == 75
    assert found.promise_by(Assigners(1, "", 1)) is None
    assert found.standing_by(Assigners(1, "", 1, of=Of.LATER)) is None
    assert found.promise_by(Assigners(1, "", 1, of=Of.LATER)) is milestone


def test_without_a_target_of_the_year_that_of_the_year_before_is_held_by_its_december() -> None:
    december = reported(981, of=1_100)
    found = row(reported(950), promised(1_000, year=2022), december=december)
    (before,) = found.year_before
    assert before.assessment.attainment == Decimal("98.1")
    assert (found.standings, found.milestones) == ([], [])
    by_rate = row(reported(950), promised(percent="90", year=2022), december=december)
    (before,) = by_rate.year_before
    assert before.base is december.base
    assert before.assessment.plan_people == 990


def test_a_december_that_lacks_units_has_no_result_of_its_year() -> None:
    found = row(reported(950), promised(1_000, year=2022), december=partial(900, 1_000))
    (before,) = found.year_before
    assert before.assessment.attainment is None


def test_a_goal_for_a_unit_above_says_so() -> None:
    found = row(reported(150, of=1_000), promised(percent="45", unit_id=99))
    assert (found.standings, [each.points_left for each in found.goals]) == ([], [30])


def test_a_sum_that_lacks_parts_is_not_held_against_a_goal_for_a_unit_above() -> None:
    found = row(partial(900, 1_000), promised(percent="45", unit_id=99))
    assert [each.points_left for each in found.goals] == [None]


def test_in_december_the_path_is_the_target_and_no_month_is_left() -> None:
    found = standing(reported(1_900), reported(1_000), period=DECEMBER, people=2_000)
    assert (found.path, found.needed_pace, found.light) == (2_000, None, Light.MISSED)
    assert found.is_over
    assert not standing(reported(1_900), people=2_000).is_over


def test_exceeded_is_below_zero_and_needs_no_pace() -> None:
    found = standing(reported(2_100), people=2_000)
    assert (found.assessment.remaining, found.needed_pace) == (-100, 0)


def test_a_path_from_a_simulated_december_is_marked() -> None:
    simulated = reported(1_000, origin="simulated")
    assert standing(reported(1_500), simulated, people=2_000).path_is_simulated
    assert not standing(reported(1_500), reported(1_000), people=2_000).path_is_simulated


def row(
    now: Value,
    *promises: Any,
    december: Value = NOTHING,
    period: date = JUNE,
    whole_base: RateBase | None = None,
) -> Row:
    months = months_around(period)
    values = dict.fromkeys(months.all(), NOTHING) | {months.december: december, period: now}
    return make_row(UNIT, INDICATOR, months, values, promises, bases={period: whole_base})


def test_several_assigners_stand_side_by_side_in_the_order_given() -> None:
    """Sóc Trăng 8/2022: the same people against the Council's target and the Committee's."""
    committee = promised(1_000, assigner_id=1)
    council = promised(2_000, assigner_id=2, assigner="HĐND tỉnh", assigner_kind=2)
    found = row(reported(800), committee, council)
    assert [each.assessment.attainment for each in found.standings] == [80, 40]


def test_the_standing_of_an_assigner_that_set_nothing_is_none() -> None:
    found = row(reported(800), promised(1_000, assigner_id=7))
    assert found.standing_by(None) is None


def test_a_table_takes_each_units_own_assigner_of_a_kind_and_of_two_the_latest_effective() -> None:
    committee: dict[str, Any] = {"assigner": "UBND tỉnh", "assigner_kind": 1}
    old = promised(1_000, target_id=1, effective_on=date(2022, 1, 1), assigner_id=1, **committee)
    new = promised(2_000, target_id=2, effective_on=date(2023, 1, 1), assigner_id=2, **committee)
    milestone = promised(9_000, target_id=3, year=2025, assigner_id=3, **committee)
    found = row(reported(800), old, milestone, new)
    of_kind = Assigners(1, "Ủy ban nhân dân", assigner_id=9)
    assert found.standing_by(of_kind) is found.standings[1]
    assert found.standing_by(Assigners(1, "", 1, is_asked=True)) is found.standings[0]
    assert found.standing_by(Assigners(2, "", 1)) is None
