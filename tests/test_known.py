"""Which source a value comes from: own report, parts, units it was formed from; nothing is lost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import Cast, make_cast, make_unit
from coverage.models import Absence, AdministrativeUnit, Indicator, Origin
from coverage.notation.periods import months
from reporting import count, join, report, report_all
from reports.figures.known import Known, known
from reports.figures.values import Value
from small_worlds import PERIODS, make_world

JUNE = date(2023, 6, 1)
LAST_OF_DISTRICTS, FIRST_AFTER = date(2025, 6, 1), date(2025, 7, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def facts(cast: Cast, top: AdministrativeUnit, *periods: date) -> Known:
    return known(top, list(cast.indicators.values()), periods or [JUNE])


def value(cast: Cast, unit: AdministrativeUnit, code: str = "BHYT", period: date = JUNE) -> Value:
    return facts(cast, unit, period).value(unit, cast.indicators[code], period)


def test_a_units_own_report_goes_before_the_sum_of_its_parts(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000)
    report(cast.tra_cu, cast.bhyt, JUNE, 110_000)
    report(cast.tra_vinh, cast.bhyt, JUNE, 821_563, rate=Decimal("80.58"))
    found = value(cast, cast.tra_vinh)
    assert (found.people, found.rate) == (821_563, Decimal("80.58"))
    assert found.own is not None


def test_an_absence_a_unit_explained_goes_before_the_sum_of_its_parts(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000)
    report(cast.tra_vinh, cast.bhyt, JUNE, absence=Absence.NOT_AVAILABLE)
    found = value(cast, cast.tra_vinh)
    assert (found.people, found.absence) == (None, Absence.NOT_AVAILABLE)


def test_a_withdrawn_report_gives_way_to_the_sum_of_the_parts(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000)
    report(cast.tra_cu, cast.bhyt, JUNE, 110_000)
    report(cast.tra_vinh, cast.bhyt, JUNE, 1)
    report(cast.tra_vinh, cast.bhyt, JUNE, absence=Absence.WITHDRAWN)
    assert value(cast, cast.tra_vinh).people == 190_000


def test_parts_are_pooled(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 90)
    report(cast.tra_cu, cast.bhyt, JUNE, 300)
    count(cast.cau_ke, "population", 2023, 100)
    count(cast.tra_cu, "population", 2023, 900)
    found = value(cast, cast.tra_vinh)
    assert (found.people, found.rate, found.is_complete) == (390, Decimal(39), True)


def test_a_part_that_did_not_report_leaves_the_sum_incomplete(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 90)
    found = value(cast, cast.tra_vinh)
    assert (found.people, found.counted, found.expected) == (90, 1, 2)
    assert not found.is_complete


def test_where_no_part_reported_there_is_nothing(cast: Cast) -> None:
    found = value(cast, cast.tra_vinh)
    assert (found.people, found.rate, found.expected) == (None, None, 2)


def test_the_gap_of_a_district_is_a_gap_of_the_nation(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 90)
    report(cast.sin_ho, cast.bhyt, JUNE, 10)
    found = value(cast, cast.nation)
    assert (found.people, found.counted, found.expected) == (100, 2, 2)
    assert not found.is_complete
    report(cast.tra_cu, cast.bhyt, JUNE, 300)
    assert value(cast, cast.nation).is_complete


def test_social_insurance_is_computed_from_compulsory_and_voluntary(cast: Cast) -> None:
    report(cast.tra_vinh, cast.indicators["BHXH_BB"], JUNE, 68_030)
    report(cast.tra_vinh, cast.indicators["BHXH_TN"], JUNE, 16_238)
    count(cast.tra_vinh, "labour_force", 2023, 519_852)
    found = value(cast, cast.tra_vinh, "BHXH")
    assert found.people == 84_268
    assert found.rate is not None
    assert round(found.rate, 2) == Decimal("16.21")
    assert found.computed_from_parts


def test_without_one_of_its_parts_the_whole_is_not_known(cast: Cast) -> None:
    report(cast.tra_vinh, cast.indicators["BHXH_BB"], JUNE, 68_030)
    assert value(cast, cast.tra_vinh, "BHXH").people is None


def test_a_reported_whole_goes_before_its_computed_one(cast: Cast) -> None:
    report(cast.tra_vinh, cast.indicators["BHXH_BB"], JUNE, 68_030)
    report(cast.tra_vinh, cast.indicators["BHXH_TN"], JUNE, 16_238)
    report(cast.tra_vinh, cast.bhxh, JUNE, 84_270)
    assert value(cast, cast.tra_vinh, "BHXH").people == 84_270


def test_only_an_indicator_that_sums_its_parts_is_computed_from_them(cast: Cast) -> None:
    part = cast.indicators["BHTN"]
    part.part_of = cast.bhyt
    part.save()
    report(cast.tra_vinh, part, JUNE, 60_000)
    assert value(cast, cast.tra_vinh, "BHYT").people is None


def test_districts_that_report_the_parts_count_beside_those_that_report_the_whole(
    cast: Cast,
) -> None:
    """The province's page and its line on the nation's page show the same sum."""
    report(cast.cau_ke, cast.bhxh, JUNE, 100)
    report(cast.tra_cu, cast.indicators["BHXH_BB"], JUNE, 60)
    report(cast.tra_cu, cast.indicators["BHXH_TN"], JUNE, 40)
    on_its_page = value(cast, cast.tra_vinh, "BHXH")
    on_the_nations = facts(cast, cast.nation).value(cast.tra_vinh, cast.bhxh, JUNE)
    assert on_its_page.people == on_the_nations.people == 200
    assert on_its_page.is_complete
    assert on_the_nations.is_complete


def test_the_latest_earlier_denominator_is_in_use_and_says_its_year(cast: Cast) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 500)
    count(cast.tra_vinh, "population", 2019, 800)
    count(cast.tra_vinh, "population", 2021, 1_000)
    count(cast.tra_vinh, "population", 2024, 2_000)
    found = value(cast, cast.tra_vinh)
    assert found.base is not None
    assert (found.rate, found.base.year) == (Decimal(50), 2021)


def test_a_report_of_the_whole_is_measured_against_the_parts_denominators(cast: Cast) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 500)
    count(cast.cau_ke, "population", 2023, 400)
    assert value(cast, cast.tra_vinh).rate is None
    count(cast.tra_cu, "population", 2023, 600)
    assert value(cast, cast.tra_vinh).rate == 50


def test_simulated_denominators_mark_the_rates_taken_of_them(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 90)
    report(cast.tra_cu, cast.bhyt, JUNE, 300)
    count(cast.cau_ke, "population", 2023, 100)
    count(cast.tra_cu, "population", 2023, 900, origin=Origin.SIMULATED)
    assert value(cast, cast.tra_vinh).simulated
    assert facts(cast, cast.nation).value(cast.tra_vinh, cast.bhyt, JUNE).simulated
    count(cast.tra_cu, "population", 2023, 900)
    assert not value(cast, cast.tra_vinh).simulated


@dataclass(frozen=True)
class Merged:
    """Trà Vinh and Bến Tre became Vĩnh Long on 1/7/2025; Lai Châu stood."""

    cast: Cast
    olds: list[AdministrativeUnit]
    vinh_long: AdministrativeUnit
    commune: AdministrativeUnit

    @property
    def months(self) -> list[date]:
        return list(months(date(2024, 7, 1), date(2026, 6, 1)))


@pytest.fixture
def merged(db: None) -> Merged:
    cast = make_cast()
    for unit in (cast.tra_vinh, cast.cau_ke, cast.tra_cu):
        unit.valid_to = date(2025, 6, 30)
        unit.save()
    ended = date(2025, 6, 30)
    ben_tre = make_unit(1, "83", "tinh", "Bến Tre", "Tỉnh Bến Tre", cast.nation, valid_to=ended)
    vinh_long = make_unit(
        1, "86", "tinh", "Vĩnh Long", "Tỉnh Vĩnh Long", cast.nation, valid_from=FIRST_AFTER
    )
    commune = make_unit(
        3, "29266", "xa", "Càng Long", "Xã Càng Long", vinh_long, valid_from=FIRST_AFTER
    )
    join([cast.tra_vinh, ben_tre], vinh_long)
    world = Merged(cast, [cast.tra_vinh, ben_tre], vinh_long, commune)
    for number, period in enumerate(world.months):
        people = {cast.sin_ho: 1_000 + number}
        if period < FIRST_AFTER:
            people[cast.cau_ke] = 2_000 + number
            people[cast.tra_cu] = 3_000 + 7 * number
            people[ben_tre] = 4_000 + 5 * number
        else:
            people[commune] = 9_000 + 13 * number
        report_all(people, cast.bhyt, period)
    return world


def test_a_whole_merger_sums_exactly_in_the_twelve_months_before_and_after(merged: Merged) -> None:
    found = facts(merged.cast, merged.vinh_long, *merged.months)
    for number, period in enumerate(merged.months):
        before, after = 9_000 + 13 * number, 9_000 + 13 * number
        value_then = found.value(merged.vinh_long, merged.cast.bhyt, period)
        assert value_then.people == (before if period < FIRST_AFTER else after)
        assert value_then.is_complete
        assert value_then.from_predecessors is (period < FIRST_AFTER)


def test_a_merger_changes_no_total_of_the_nation(merged: Merged) -> None:
    found = facts(merged.cast, merged.cast.nation, *merged.months)
    for number, period in enumerate(merged.months):
        nation = found.value(merged.cast.nation, merged.cast.bhyt, period)
        provinces = [
            found.value(province, merged.cast.bhyt, period) for province in found.parts_in(period)
        ]
        assert nation.people == sum(each.people or 0 for each in provinces)
        assert nation.people == 1_000 + number + 9_000 + 13 * number
        assert nation.is_complete
    assert [unit.code for unit in found.parts_in(LAST_OF_DISTRICTS)] == ["83", "12", "84"]
    assert [unit.code for unit in found.parts_in(FIRST_AFTER)] == ["12", "86"]


def test_a_merged_unit_lacks_what_one_of_its_predecessors_lacks(merged: Merged) -> None:
    cast, period = merged.cast, date(2024, 6, 1)
    report(cast.cau_ke, cast.bhyt, period, 10)
    report(cast.tra_cu, cast.bhyt, period, 20)
    found = value(cast, merged.vinh_long, period=period)
    assert (found.people, found.counted, found.expected) == (30, 1, 2)
    assert not found.is_complete


def test_the_whole_of_a_merged_unit_is_computed_from_its_predecessors_parts(
    merged: Merged,
) -> None:
    cast = merged.cast
    for unit, (compulsory, voluntary) in zip(merged.olds, ((50, 5), (70, 7)), strict=True):
        report(unit, cast.indicators["BHXH_BB"], JUNE, compulsory)
        report(unit, cast.indicators["BHXH_TN"], JUNE, voluntary)
    assert value(cast, merged.vinh_long, "BHXH").people == 132


def test_a_unit_that_has_ended_keeps_no_figures_of_what_it_became(merged: Merged) -> None:
    assert value(merged.cast, merged.cast.tra_vinh, period=FIRST_AFTER).people is None


@pytest.mark.parametrize("weight", [Decimal("0.6"), None])
def test_a_partial_transfer_gives_nothing(cast: Cast, weight: Decimal | None) -> None:
    new = make_unit(2, "850", "huyen", "Mới", "Huyện Mới", cast.tra_vinh, valid_from=FIRST_AFTER)
    join([cast.cau_ke], new)
    join([cast.tra_cu], new, kind="transfer", weight=weight)
    report(cast.cau_ke, cast.bhyt, JUNE, 90)
    report(cast.tra_cu, cast.bhyt, JUNE, 300)
    assert value(cast, new).people is None


def test_a_unit_joined_by_one_of_unknown_origin_gives_nothing_before_that(cast: Cast) -> None:
    """A district set up in 2024, nobody recorded from what, went into the new one as well."""
    newer = make_unit(
        2, "852", "huyen", "Trẻ", "Huyện Trẻ", cast.tra_vinh, valid_from=date(2024, 1, 1)
    )
    new = make_unit(2, "850", "huyen", "Mới", "Huyện Mới", cast.tra_vinh, valid_from=FIRST_AFTER)
    join([cast.cau_ke, newer], new)
    report(cast.cau_ke, cast.bhyt, JUNE, 90)
    report(cast.cau_ke, cast.bhyt, date(2024, 6, 1), 100)
    report(newer, cast.bhyt, date(2024, 6, 1), 11)
    assert value(cast, new).people is None
    assert value(cast, new, period=date(2024, 6, 1)).people == 111


@pytest.fixture
def renamed(cast: Cast) -> tuple[AdministrativeUnit, AdministrativeUnit]:
    """Code 697: Huyện Chơn Thành until 30/9/2022, Thị xã Chơn Thành from 1/10/2022."""
    old = make_unit(
        2, "697", "huyen", "Chơn Thành", "Huyện Chơn Thành", cast.tra_vinh,
        valid_to=date(2022, 9, 30),
    )  # fmt: skip
    new = make_unit(
        2, "697", "thi_xa", "Chơn Thành", "Thị xã Chơn Thành", cast.tra_vinh,
        valid_from=date(2022, 10, 1),
    )  # fmt: skip
    join([old], new, kind="rename")
    return old, new


def test_a_renamed_unit_keeps_its_figures_of_the_month_before(
    cast: Cast, renamed: tuple[AdministrativeUnit, AdministrativeUnit]
) -> None:
    old, new = renamed
    september, october = date(2022, 9, 1), date(2022, 10, 1)
    report(old, cast.bhyt, september, 700)
    report(new, cast.bhyt, october, 720)
    found = facts(cast, cast.tra_vinh, september, october)
    assert found.value(new, cast.bhyt, october).people == 720
    assert found.value(new, cast.bhyt, september).people == 700
    assert found.value(new, cast.bhyt, september).from_predecessors
    assert value(cast, new, period=september).people == 700


def test_a_renamed_unit_is_counted_once_in_each_month(
    cast: Cast, renamed: tuple[AdministrativeUnit, AdministrativeUnit]
) -> None:
    old, new = renamed
    september, october = date(2022, 9, 1), date(2022, 10, 1)
    report(old, cast.bhyt, september, 700)
    report(new, cast.bhyt, october, 720)
    found = facts(cast, cast.tra_vinh, september, october)
    assert old in found.parts_in(september)
    assert new not in found.parts_in(september)
    assert found.value(cast.tra_vinh, cast.bhyt, september).people == 700
    assert found.value(cast.tra_vinh, cast.bhyt, october).people == 720


def test_a_chain_of_changes_is_followed_to_its_beginning(
    cast: Cast, renamed: tuple[AdministrativeUnit, AdministrativeUnit]
) -> None:
    old, new = renamed
    latest = make_unit(
        2, "698", "thi_xa", "Chơn Thành", "Thị xã Chơn Thành", cast.tra_vinh,
        valid_from=FIRST_AFTER,
    )  # fmt: skip
    join([new, cast.cau_ke], latest)
    report(old, cast.bhyt, date(2022, 9, 1), 700)
    report(cast.cau_ke, cast.bhyt, date(2022, 9, 1), 40)
    assert value(cast, latest, period=date(2022, 9, 1)).people == 740


@pytest.mark.parametrize("seed", range(3))
def test_the_nation_is_the_sum_of_its_provinces_and_they_of_their_districts(
    db: None, seed: int
) -> None:
    """In a made-up world, for every month and indicator: what each page shows fits the others."""
    world = make_world(seed)
    indicators = list(world.indicators.values())
    on_the_nations = known(world.nation, indicators, PERIODS)
    on_its_page = {unit.pk: known(unit, indicators, PERIODS) for unit in world.provinces}
    for period in PERIODS:
        for indicator in indicators:
            provinces = on_the_nations.parts_in(period)
            for province in provinces:
                own_page = on_its_page[province.pk]
                shown = own_page.value(province, indicator, period)
                assert_same(on_the_nations.value(province, indicator, period), shown)
                districts = [
                    own_page.value(district, indicator, period)
                    for district in own_page.parts_in(period)
                ]
                assert_sum_of(shown, districts)
            nation = on_the_nations.value(world.nation, indicator, period)
            assert_sum_of(
                nation, [on_its_page[p.pk].value(p, indicator, period) for p in provinces]
            )


def assert_same(one: Value, other: Value) -> None:
    assert (one.people, one.own) == (other.people, other.own)
    assert (one.whole_people, one.counted) == (other.whole_people, other.counted)
    if one.own is None:
        assert (one.rate, one.rated, one.whole_rate) == (other.rate, other.rated, other.whole_rate)


def assert_sum_of(whole: Value, parts: list[Value]) -> None:
    """Unless the whole reported itself, or its part-indicators make it."""
    if whole.own is not None or whole.computed_from_parts:
        return
    counted = [part.people for part in parts if part.people is not None]
    assert whole.people == (sum(counted) if counted else None)


def test_whatever_the_number_of_parts_it_takes_five_statements(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        make_unit(2, f"{900 + number}", "huyen", f"H{number}", f"Huyện H{number}", cast.tra_vinh)
    indicators: list[Indicator] = list(cast.indicators.values())
    with django_assert_num_queries(5):
        known(cast.lai_chau, indicators, [JUNE])
    with django_assert_num_queries(5):
        known(cast.tra_vinh, indicators, list(months(date(2020, 1, 1), JUNE)))
