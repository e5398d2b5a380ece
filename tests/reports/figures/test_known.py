"""Which source a value comes from: own report, parts, units it was formed from; nothing is lost."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from cast import Cast, make_unit
from coverage.models import Absence, AdministrativeUnit, Indicator, Origin
from coverage.notation.periods import months
from known_figures import facts, value
from reporting import count, report
from reports.figures.known import known
from unit_acts import join, save

JUNE = date(2023, 6, 1)
FIRST_AFTER = date(2025, 7, 1)


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
    save(part)
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


def test_the_denominator_of_a_whole_is_added_up_over_two_levels(cast: Cast) -> None:
    """That of Trà Vinh is the sum of its districts', that of the nation takes it as any other."""
    report(cast.nation, cast.bhyt, JUNE, 1_500)
    count(cast.cau_ke, "population", 2023, 400)
    count(cast.tra_cu, "population", 2023, 600)
    assert value(cast, cast.nation).rate is None
    count(cast.lai_chau, "population", 2023, 2_000)
    assert value(cast, cast.nation).rate == 50


def test_simulated_denominators_mark_the_rates_taken_of_them(cast: Cast) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 90)
    report(cast.tra_cu, cast.bhyt, JUNE, 300)
    count(cast.cau_ke, "population", 2023, 100)
    count(cast.tra_cu, "population", 2023, 900, origin=Origin.SIMULATED)
    assert value(cast, cast.tra_vinh).simulated
    assert facts(cast, cast.nation).value(cast.tra_vinh, cast.bhyt, JUNE).simulated
    count(cast.tra_cu, "population", 2023, 900)
    assert not value(cast, cast.tra_vinh).simulated


@pytest.mark.parametrize("weight", [Decimal("0.6"), None])
def test_a_partial_transfer_is_no_figure(cast: Cast, weight: Decimal | None) -> None:
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


def test_whatever_the_number_of_parts_it_takes_six_statements(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        make_unit(2, f"{900 + number}", "huyen", f"H{number}", f"Huyện H{number}", cast.tra_vinh)
    indicators: list[Indicator] = list(cast.indicators.values())
    with django_assert_num_queries(6):
        known(cast.lai_chau, indicators, [JUNE])
    with django_assert_num_queries(6):
        known(cast.tra_vinh, indicators, list(months(date(2020, 1, 1), JUNE)))


@pytest.fixture
def formed_in_july(cast: Cast) -> AdministrativeUnit:
    new = make_unit(
        2, "850", "huyen", "Cầu Trà", "Huyện Cầu Trà", cast.tra_vinh, valid_from=date(2023, 7, 1)
    )
    join([cast.cau_ke, cast.tra_cu], new)
    return new


@time_machine.travel("2023-06-20T12:00+07:00")
def test_a_running_month_of_what_went_in_is_not_yet_due(
    cast: Cast, formed_in_july: AdministrativeUnit
) -> None:
    new, may = formed_in_july, date(2023, 5, 1)
    found = facts(cast, cast.tra_vinh, may, JUNE)
    assert found.value(new, cast.bhyt, JUNE).is_awaited
    assert not found.value(new, cast.bhyt, may).is_awaited
    assert found.value_of_row(cast.cau_ke.pk, cast.bhyt, JUNE).is_awaited
    of_itself = facts(cast, new, may, JUNE)
    assert of_itself.value(new, cast.bhyt, JUNE).is_awaited
    report(cast.cau_ke, cast.bhyt, JUNE, 700)
    one_of_two = facts(cast, new, JUNE).value(new, cast.bhyt, JUNE)
    assert (one_of_two.people, one_of_two.counted, one_of_two.expected) == (700, 1, 2)
    assert not one_of_two.is_awaited


@time_machine.travel("2023-06-20T12:00+07:00")
def test_a_month_before_a_unit_of_which_nothing_is_known_is_never_awaited(cast: Cast) -> None:
    new = make_unit(
        2, "850", "huyen", "Cầu Trà", "Huyện Cầu Trà", cast.tra_vinh, valid_from=date(2023, 7, 1)
    )
    found = facts(cast, cast.tra_vinh, JUNE).value(new, cast.bhyt, JUNE)
    assert (found.is_awaited, found.is_before_unit) == (False, True)


def test_a_kept_unit_that_reported_nothing_was_there_all_the_same(cast: Cast) -> None:
    old = cast.sin_ho
    new = make_unit(
        2, "851", "huyen", old.name, old.full_name, cast.lai_chau, valid_from=date(2023, 7, 1)
    )
    join([old], new, kind="keep")
    found = facts(cast, cast.lai_chau, JUNE).value(new, cast.bhyt, JUNE)
    assert (found.has_figure, found.is_before_unit, found.from_predecessors) == (
        False,
        False,
        False,
    )
