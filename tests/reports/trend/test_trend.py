"""A unit's months: the same values and judgements as the overviews of those months."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from cast import Cast, make_cast, make_unit
from coverage.counting.figures import ReadAs
from coverage.counting.months import latest_months
from coverage.models import Absence, AdministrativeUnit, ChangeKind, Indicator, Origin
from coverage.month.workflow import approve, reopen, take_back
from coverage.notation.periods import last_day, months
from known_values import promised, reported
from made_trends import NATION, TRA_VINH
from reporting import count, make_document, promise, report, report_all
from reports.figures.query import overview
from reports.figures.reported import figures_span, first_and_last_period
from reports.figures.terms import Terms
from reports.figures.year_to_date import counted_to_date, least_attained
from reports.trend.months import Trend, TrendMonth
from reports.trend.query import trend
from small_worlds import PERIODS, clock, make_world
from targets.in_force import goals_since, in_force, of_year_or_next, promises_in_force
from unit_acts import end, join

JANUARY, MARCH, JUNE = date(2023, 1, 1), date(2023, 3, 1), date(2023, 6, 1)
DECEMBER_BEFORE, DECEMBER = date(2022, 12, 1), date(2023, 12, 1)
LAST_OF_OLD, FIRST_OF_NEW = date(2025, 6, 1), date(2025, 7, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def with_those_above(unit: AdministrativeUnit) -> AdministrativeUnit:
    return AdministrativeUnit.objects.select_related("parent__parent__parent").get(pk=unit.pk)


def months_of(
    unit: AdministrativeUnit, indicator: Indicator, first: date, last: date, **options: Any
) -> Trend:
    return trend(with_those_above(unit), indicator, first, last, **options)


def people(found: Trend) -> list[int | None]:
    return [month.value.people for month in found.months]


def test_a_month_without_a_report_is_a_gap_and_not_zero(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JANUARY, 80_000)
    report(cast.cau_ke, cast.bhyt, MARCH, 0)
    found = months_of(cast.cau_ke, cast.bhyt, JANUARY, MARCH)
    assert people(found) == [80_000, None, 0]
    assert [month.has_value for month in found.months] == [True, False, True]


def test_an_explained_absence_is_a_gap_that_keeps_its_reason(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, absence=Absence.NOT_APPLICABLE)
    month = months_of(cast.cau_ke, cast.bhyt, JUNE, JUNE).months[0]
    assert (month.has_value, month.value.absence) == (False, Absence.NOT_APPLICABLE)


def test_where_the_unit_did_not_report_its_parts_are_added_up(cast: Cast) -> None:
    report_all({cast.cau_ke: 80_000, cast.tra_cu: 110_000}, cast.bhyt, JANUARY)
    report(cast.tra_vinh, cast.bhyt, MARCH, 821_563)
    found = months_of(cast.tra_vinh, cast.bhyt, JANUARY, MARCH)
    assert people(found) == [190_000, None, 821_563]


def test_a_sum_that_lacks_a_part_is_told_from_the_line(cast: Cast) -> None:
    report_all({cast.cau_ke: 80_000, cast.tra_cu: 110_000}, cast.bhyt, JANUARY)
    report(cast.cau_ke, cast.bhyt, MARCH, 81_000)
    found = months_of(cast.tra_vinh, cast.bhyt, JANUARY, MARCH)
    assert [month.is_partial(Terms.PEOPLE) for month in found.months] == [False, False, True]


def test_a_rate_of_some_of_the_people_is_told_from_the_line(cast: Cast) -> None:
    report_all({cast.cau_ke: 800, cast.tra_cu: 900}, cast.bhyt, JUNE)
    count(cast.cau_ke, "population", 2023, 1_000)
    month = months_of(cast.tra_vinh, cast.bhyt, JUNE, JUNE).months[0]
    assert month.value.rate == 80
    assert (month.is_partial(Terms.PEOPLE), month.is_partial(Terms.RATE)) == (False, True)


def test_before_a_whole_merger_the_former_units_are_added_up(cast: Cast) -> None:
    old = [
        make_unit(1, code, "tinh", name, f"Tỉnh {name}", cast.nation, valid_to=date(2025, 6, 30))
        for code, name in (("86", "Vĩnh Long cũ"), ("83", "Bến Tre"))
    ]
    new = make_unit(1, "86", "tinh", "Vĩnh Long", "Tỉnh Vĩnh Long", cast.nation, FIRST_OF_NEW)
    join(old, new)
    report_all({old[0]: 1_000, old[1]: 2_000}, cast.bhyt, LAST_OF_OLD)
    report(new, cast.bhyt, FIRST_OF_NEW, 3_100)
    found = months_of(new, cast.bhyt, LAST_OF_OLD, FIRST_OF_NEW)
    assert people(found) == [3_000, 3_100]
    (merger,) = found.breaks
    assert (merger.takes_effect, merger.kind) == (FIRST_OF_NEW, ChangeKind.MERGE)
    assert {unit.pk for unit in merger.before} == {unit.pk for unit in old}
    assert [unit.pk for unit in merger.after] == [new.pk]
    assert not merger.is_end


def test_a_unit_that_went_into_another_says_into_which(cast: Cast) -> None:
    old = make_unit(
        1, "86", "tinh", "Vĩnh Long", "Tỉnh cũ", cast.nation, valid_to=date(2025, 6, 30)
    )
    new = make_unit(1, "87", "tinh", "Vĩnh Long", "Tỉnh Vĩnh Long", cast.nation, FIRST_OF_NEW)
    join([old], new)
    (end,) = months_of(old, cast.bhyt, LAST_OF_OLD, LAST_OF_OLD).breaks_shown
    assert end.is_end
    assert [unit.pk for unit in end.after] == [new.pk]


def test_a_unit_kept_as_it_was_has_no_break(cast: Cast) -> None:
    old = make_unit(
        1, "86", "tinh", "Vĩnh Long", "Tỉnh cũ", cast.nation, valid_to=date(2025, 6, 30)
    )
    new = make_unit(1, "86", "tinh", "Vĩnh Long", "Tỉnh Vĩnh Long", cast.nation, FIRST_OF_NEW)
    join([old], new, kind=ChangeKind.KEEP)
    report(old, cast.bhyt, LAST_OF_OLD, 1_000)
    found = months_of(new, cast.bhyt, LAST_OF_OLD, FIRST_OF_NEW)
    assert (people(found), found.breaks_shown) == ([1_000, None], [])


def test_a_change_before_the_first_month_is_no_break(cast: Cast) -> None:
    old = make_unit(1, "86", "tinh", "A", "Tỉnh A", cast.nation, valid_to=date(2010, 6, 30))
    new = make_unit(1, "87", "tinh", "B", "Tỉnh B", cast.nation, date(2010, 7, 1))
    join([old], new)
    assert months_of(new, cast.bhyt, JANUARY, JUNE).breaks_shown == []


def test_rates_take_the_denominator_of_their_year_and_its_change_is_named(cast: Cast) -> None:
    """Hà Nam 2019: the same people, two rates, before and after the census."""
    for period in (DECEMBER_BEFORE, JANUARY, MARCH):
        report(cast.cau_ke, cast.bhyt, period, 900)
    count(cast.cau_ke, "population", 2022, 1_000)
    count(cast.cau_ke, "population", 2023, 1_200)
    found = months_of(cast.cau_ke, cast.bhyt, DECEMBER_BEFORE, MARCH)
    assert [month.value.rate for month in found.months] == [90, 75, None, 75]
    (change,) = found.base_changes()
    assert (change.period, change.before.people, change.now.people) == (JANUARY, 1_000, 1_200)


def test_a_sum_that_lacks_parts_is_no_change_of_the_denominator(cast: Cast) -> None:
    for unit, population in ((cast.cau_ke, 1_000), (cast.tra_cu, 2_000)):
        count(unit, "population", 2022, population)
    report_all({cast.cau_ke: 800, cast.tra_cu: 900}, cast.bhyt, JANUARY)
    report(cast.cau_ke, cast.bhyt, date(2023, 2, 1), 810)
    report_all({cast.cau_ke: 820, cast.tra_cu: 910}, cast.bhyt, MARCH)
    assert months_of(cast.tra_vinh, cast.bhyt, JANUARY, MARCH).base_changes() == []


def test_an_earlier_moment_shows_what_stood_then(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000)
    document = make_document(cast.cau_ke, JANUARY)
    promise(document, cast.cau_ke, cast.bhyt, 2023, people=90_000)
    then = clock()
    report(cast.cau_ke, cast.bhyt, JUNE, 80_500)
    promise(document, cast.cau_ke, cast.bhyt, 2023, people=95_000)
    before = months_of(cast.cau_ke, cast.bhyt, JUNE, JUNE, read_as=ReadAs(then)).months[0]
    now = months_of(cast.cau_ke, cast.bhyt, JUNE, JUNE).months[0]
    assert (before.value.people, before.standings[0].assessment.plan_people) == (80_000, 90_000)
    assert (now.value.people, now.standings[0].assessment.plan_people) == (80_500, 95_000)


def test_the_rest_of_the_year_has_targets_and_no_figures(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000)
    report(cast.cau_ke, cast.bhyt, date(2023, 7, 1), 99_999)
    promise(make_document(cast.cau_ke, JANUARY), cast.cau_ke, cast.bhyt, 2023, people=90_000)
    found = months_of(cast.cau_ke, cast.bhyt, JUNE, JUNE)
    assert [month.period.month for month in found.ahead] == [7, 8, 9, 10, 11, 12]
    assert not any(month.has_value for month in found.ahead)
    assert {month.standings[0].assessment.plan_people for month in found.ahead} == {90_000}


def test_a_unit_that_ends_in_mid_year_has_no_months_after_it(cast: Cast) -> None:
    old = make_unit(1, "86", "tinh", "A", "Tỉnh A", cast.nation, valid_to=date(2025, 6, 30))
    found = months_of(old, cast.bhyt, date(2025, 4, 1), date(2025, 4, 1))
    assert [month.period.month for month in found.ahead] == [5, 6]


def test_a_trend_that_ends_before_it_begins_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="cannot end before"):
        months_of(cast.cau_ke, cast.bhyt, JUNE, MARCH)


def promise_much(cast: Cast) -> None:
    """Of three assigners: an own plan amended in mid-year, a council's, a goal for the nation."""
    plan = make_document(cast.tra_vinh, JANUARY)
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=1_800)
    amended = make_document(cast.tra_vinh, date(2023, 2, 15), adjusts=plan)
    promise(amended, cast.tra_vinh, cast.bhyt, 2023, people=1_900)
    council = make_document(cast.tra_vinh, date(2022, 1, 1), "HĐND tỉnh", 2)
    for year, rate in ((2022, 85), (2023, 90)):
        promise(council, cast.tra_vinh, cast.bhyt, year, percent=Decimal(rate))
    goal = make_document(cast.nation, date(2018, 5, 23), "Ban Chấp hành Trung ương", 6)
    promise(goal, cast.nation, cast.bhyt, 2021, percent=Decimal(80))
    promise(goal, cast.nation, cast.bhyt, 2025, percent=Decimal(95), people=95_000_000)


def test_every_month_is_judged_as_in_the_overview_of_that_month(cast: Cast) -> None:
    promise_much(cast)
    for number, period in enumerate(months(DECEMBER_BEFORE, JUNE)):
        report_all({cast.cau_ke: 800 + number, cast.tra_cu: 900 + number}, cast.bhyt, period)
    for unit, population in ((cast.cau_ke, 1_000), (cast.tra_cu, 1_100)):
        count(unit, "population", 2022, population)
        count(unit, "population", 2023, population + 7)
    unit = with_those_above(cast.tra_vinh)
    found = trend(unit, cast.bhyt, DECEMBER_BEFORE, JUNE)
    for month in found.months:
        row = overview(unit, month.period).whole("BHYT")
        assert row is not None
        assert month.value == row.value
        assert list(month.standings) == list(row.standings)
    plans = [month.standings[0].assessment.plan_people for month in found.months[1:4]]
    assert plans == [1_800, 1_900, 1_900]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_value_is_that_of_the_overview_whatever_the_world(db: None, seed: int) -> None:
    world = make_world(seed)
    for each in (world.nation, *world.provinces):
        unit = with_those_above(each)
        found = trend(unit, world.indicators["BHXH"], PERIODS[0], PERIODS[-1])
        known = {month.period: month.value for month in found.months}
        for period in PERIODS:
            row = overview(unit, period).whole("BHXH")
            assert row is not None
            assert known[period] == row.value


def test_a_flow_is_counted_since_january_and_starts_anew() -> None:
    counted = {date(2022, 12, 1): 5, JANUARY: 3, date(2023, 2, 1): 4}
    values = {period: reported(number) for period, number in counted.items()}
    totals = counted_to_date(values)
    assert [value.people for value in totals.values()] == [5, 3, 7]


@pytest.mark.usefixtures("reference")
def test_dong_hoa_newly_enrolled_against_the_plan_of_its_parts() -> None:
    """79 of 144 + 498 = 642 by 3/2023: 12,31 %, at least: two months are missing."""
    dong_hoa = AdministrativeUnit.objects.get(level=2, code="564")
    found = months_of(dong_hoa, Indicator.objects.get(code="NEW_TN_HGD"), JANUARY, MARCH)
    last = found.months[-1]
    assert (last.in_month, last.value.people) == (79, 79)
    (standing,) = last.standings
    assert standing.assessment.plan_people == 642
    assert standing.assessment.attainment is None
    assert round(least_attained(last.value, 642) or 0, 2) == Decimal("12.31")
    assert last.path(standing, Terms.PEOPLE) == Decimal("160.5")


@pytest.mark.usefixtures("reference")
def test_binh_phuoc_has_the_targets_of_its_resolution_and_those_set_above() -> None:
    """02-NQ/TU: BHYT 92 % in 2022 and 93 % in 2023; 546/QĐ-TTg: 91,50 and 92,25 %."""
    binh_phuoc = AdministrativeUnit.objects.get(level=1, code="70", valid_to=date(2025, 6, 30))
    bhyt = Indicator.objects.get(code="BHYT")
    found = months_of(binh_phuoc, bhyt, date(2022, 6, 1), JUNE)
    rates = {
        month.period: {
            standing.promise.document: standing.promise.promise.percent
            for standing in month.standings
        }
        for month in found.months
    }
    assert rates[date(2022, 6, 1)] == {"02-NQ/TU": 92, "546/QĐ-TTg": Decimal("91.5")}
    assert rates[JUNE] == {"02-NQ/TU": 93, "546/QĐ-TTg": Decimal("92.25")}


def test_the_span_of_figures_holds_those_of_parts_and_former_units(cast: Cast) -> None:
    assert figures_span(cast.tra_vinh, cast.bhyt) == (None, None)
    report(cast.cau_ke, cast.bhyt, MARCH, 1)
    report(cast.tra_cu, cast.bhyt, JUNE, 1)
    report(cast.sin_ho, cast.bhyt, DECEMBER, 1)
    report(cast.tra_cu, cast.bhxh, DECEMBER, 1)
    assert figures_span(cast.tra_vinh, cast.bhyt) == (MARCH, JUNE)
    new = make_unit(1, "86", "tinh", "Vĩnh Long", "Tỉnh Vĩnh Long", cast.nation, FIRST_OF_NEW)
    for district in cast.tra_vinh.children.all():
        end(district, last_day(LAST_OF_OLD))
    join([cast.tra_vinh], new)
    assert figures_span(new, cast.bhyt) == (MARCH, JUNE)


def test_the_span_of_figures_holds_no_draft_unless_drafts_are_read(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, MARCH, 1)
    report(cast.cau_ke, cast.bhyt, JUNE, 1, is_draft=True)
    assert figures_span(cast.tra_vinh, cast.bhyt) == (MARCH, MARCH)
    assert figures_span(cast.tra_vinh, cast.bhyt, ReadAs(drafts=True)) == (MARCH, JUNE)


@pytest.mark.parametrize("said", [{"people": 2}, {"absence": Absence.NOT_APPLICABLE}])
def test_a_month_taken_back_after_it_was_approved_stays_in_the_span(
    cast: Cast, said: dict[str, Any]
) -> None:
    """What was approved counts until the month is handed in again."""
    report(cast.cau_ke, cast.bhyt, JUNE, 1)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "sửa")
    report(cast.cau_ke, cast.bhyt, JUNE, **said)
    take_back(cast.an, [cast.cau_ke.pk], JUNE)
    for unit in (cast.cau_ke, cast.tra_vinh):
        assert figures_span(unit, cast.bhyt) == (JUNE, JUNE)
        assert first_and_last_period(unit) == (JUNE, JUNE)
        assert latest_months(unit)[0].period == JUNE
    [month] = months_of(cast.cau_ke, cast.bhyt, JUNE, JUNE).months
    assert month.value.people == 1


def test_a_figure_withdrawn_and_approved_so_leaves_the_span(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, MARCH, 1)
    report(cast.cau_ke, cast.bhyt, JUNE, 1)
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    reopen(cast.giang, [cast.cau_ke.pk], JUNE, "nhầm đơn vị")
    report(cast.cau_ke, cast.bhyt, JUNE, absence=Absence.WITHDRAWN)
    assert figures_span(cast.cau_ke, cast.bhyt) == (MARCH, JUNE), "until it is approved again"
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    assert figures_span(cast.cau_ke, cast.bhyt) == (MARCH, MARCH)


def test_the_span_of_a_sum_holds_the_figures_of_its_parts(cast: Cast) -> None:
    report(cast.cau_ke, cast.indicators["BHXH_TN"], MARCH, 1)
    assert figures_span(cast.cau_ke, cast.bhxh) == (MARCH, MARCH)


def statements(unit: AdministrativeUnit, indicator: Indicator, first: date, last: date) -> int:
    unit = with_those_above(unit)
    with CaptureQueriesContext(connection) as captured:
        trend(unit, indicator, first, last)
    return len(captured)


# Asked for its past years by one that has targets and no whole year of its own, and again for its
# forecast: for how the year runs up to the month, and for how it goes on.
OF_THE_UNIT_ABOVE = 6 + 6


def test_the_number_of_statements_does_not_grow_with_units_or_months(cast: Cast) -> None:
    promise_much(cast)
    report_all({cast.cau_ke: 800, cast.tra_cu: 900}, cast.bhyt, JUNE)
    few = statements(cast.tra_vinh, cast.bhyt, JUNE, JUNE)
    communes = {
        make_unit(3, f"{29_000 + each}", "xa", f"Xã {each}", f"Xã {each}", cast.lai_chau): each
        for each in range(124)
    }
    for period in months(JANUARY, MARCH):
        report_all(communes, cast.bhyt, period)
    assert statements(cast.lai_chau, cast.bhyt, date(2019, 1, 1), JUNE) == few - OF_THE_UNIT_ABOVE
    assert few - OF_THE_UNIT_ABOVE == 14


promises = st.lists(
    st.builds(
        promised,
        people=st.integers(0, 9),
        percent=st.none() | st.sampled_from(["0", "35", "95.5"]),
        year=st.integers(2021, 2025),
        effective_on=st.dates(date(2021, 1, 1), date(2024, 12, 31)),
        document_id=st.integers(1, 50),
        assigner_id=st.integers(1, 3),
        unit_id=st.sampled_from([TRA_VINH.pk, NATION.pk]),
    ),
    max_size=8,
    unique_by=lambda each: (each.document_id, each.year),
)


@settings(max_examples=200)
@given(promises, st.integers(2021, 2025), st.dates(date(2021, 1, 1), date(2024, 12, 31)))
def test_the_nearest_year_and_of_it_the_latest_effective_document_is_chosen(
    made: Any, year: int, on: date
) -> None:
    found = of_year_or_next(made, year, on)
    for assigner in {each.assigner_id for each in made}:
        candidates = [
            each
            for each in made
            if each.assigner_id == assigner and each.year >= year and each.effective_on <= on
        ]
        if not candidates:
            assert assigner not in found
            continue
        nearest = min(each.year for each in candidates)
        latest = max(
            (each.effective_on, each.document_id) for each in candidates if each.year == nearest
        )
        chosen = found[assigner]
        assert (chosen.year, chosen.effective_on, chosen.document_id) == (nearest, *latest)


@settings(max_examples=200)
@given(promises, st.integers(2021, 2025), st.dates(date(2021, 1, 1), date(2024, 12, 31)))
def test_where_an_assigner_set_nothing_for_the_year_that_of_the_year_before_is_in_force_beside(
    made: Any, year: int, on: date
) -> None:
    found = in_force(made, year, on)
    ended = min(on, date(year - 1, 12, 31))
    for assigner in {each.assigner_id for each in made}:
        own = [each for each in made if each.assigner_id == assigner]
        years = [each.year for each in found if each.assigner_id == assigner]
        assert len(years) == len(set(years))
        if any(each.year == year and each.effective_on <= on for each in own):
            assert years == [year]
            continue
        before = any(each.year == year - 1 and each.effective_on <= ended for each in own)
        later = [each.year for each in own if each.year > year and each.effective_on <= on]
        assert years == [*([year - 1] if before else []), *([min(later)] if later else [])]


@settings(max_examples=200)
@given(promises, st.integers(2021, 2025), st.dates(date(2021, 1, 1), date(2024, 12, 31)))
def test_goals_from_above_come_once_a_year_and_assigner_and_only_as_rates(
    made: Any, year: int, on: date
) -> None:
    known = [each for each in made if each.effective_on <= on]
    goals = goals_since(year, known, [NATION])
    keys = [(each.year, each.assigner_id) for each in goals]
    assert len(keys) == len(set(keys))
    for goal in goals:
        assert goal.unit_id == NATION.pk
        assert goal.year >= year
        assert goal.promise.people is None
        assert goal.promise.percent is not None


def test_promises_at_hand_are_chosen_as_the_database_chooses(cast: Cast) -> None:
    promise_much(cast)
    unit = with_those_above(cast.tra_vinh)
    found = trend(unit, cast.bhyt, date(2022, 1, 1), JUNE)
    own = [each for each in found.promises if each.unit_id == unit.pk]
    for month in found.months:
        on = last_day(month.period)
        chosen = promises_in_force([unit.pk], month.period.year, on)
        of_unit = chosen.get((unit.pk, cast.bhyt.pk), [])
        assert in_force(own, month.period.year, on) == of_unit


def test_made_up_values_mark_the_whole_trend(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JANUARY, 1)
    assert not months_of(cast.cau_ke, cast.bhyt, JANUARY, JUNE).is_simulated
    report(cast.cau_ke, cast.bhyt, MARCH, 1, origin=Origin.SIMULATED)
    assert months_of(cast.cau_ke, cast.bhyt, JANUARY, JUNE).is_simulated


def test_a_made_up_target_marks_the_whole_trend(cast: Cast) -> None:
    document = make_document(cast.cau_ke, JANUARY, origin=Origin.SIMULATED)
    promise(document, cast.cau_ke, cast.bhyt, 2023, people=1)
    assert months_of(cast.cau_ke, cast.bhyt, JUNE, JUNE).is_simulated


def test_the_nearest_assigner_is_one_with_a_target_for_the_year_itself(cast: Cast) -> None:
    promise_much(cast)
    found = months_of(cast.tra_vinh, cast.bhyt, DECEMBER_BEFORE, JUNE)
    by_id = {each.assigner_id: each.assigner for each in found.assigners}
    assert by_id[found.nearest_assigner_id() or 0] == "UBND tỉnh Trà Vinh"
    earlier = months_of(cast.tra_vinh, cast.bhyt, DECEMBER_BEFORE, DECEMBER_BEFORE)
    assert by_id[earlier.nearest_assigner_id() or 0] == "HĐND tỉnh"
    assert months_of(cast.cau_ke, cast.bhxh, JUNE, JUNE).nearest_assigner_id() is None


def path_of(month: TrendMonth, shown: Terms) -> Any:
    return month.path(month.standings[0], shown)


def test_the_path_climbs_in_the_measure_shown(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, DECEMBER_BEFORE, 600)
    for year in (2022, 2023):
        count(cast.cau_ke, "population", year, 1_000)
    plan = make_document(cast.cau_ke, JANUARY)
    promise(plan, cast.cau_ke, cast.bhyt, 2023, percent=Decimal(90))
    june = months_of(cast.cau_ke, cast.bhyt, JUNE, JUNE).months[0]
    assert path_of(june, Terms.PEOPLE) == 750
    assert path_of(june, Terms.RATE) == 75


def test_a_sum_that_lacks_parts_starts_no_path(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, DECEMBER_BEFORE, 600)
    promise(make_document(cast.tra_vinh, JANUARY), cast.tra_vinh, cast.bhyt, 2023, people=900)
    june = months_of(cast.tra_vinh, cast.bhyt, JUNE, JUNE).months[0]
    assert path_of(june, Terms.PEOPLE) is None
