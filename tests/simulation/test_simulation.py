"""The simulated demo as arithmetic: published sums, relations that must hold, reproducibility."""

import csv
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.notation.periods import last_december, previous_month
from fixtures.simulation.allocate import apportion, scaled
from fixtures.simulation.communes import vinh_long
from fixtures.simulation.districts import LONG_AN, PHU_YEN, PROVINCES_OF_DISTRICTS, TRA_VINH
from fixtures.simulation.draws import draw
from fixtures.simulation.flows import flows
from fixtures.simulation.mergers import merged_denominators, merged_figures
from fixtures.simulation.months import Figures, figures, levels_at_the_anchor
from fixtures.simulation.outcomes import Outcome, outcomes
from fixtures.simulation.plans import adjusted, of_basis, planned, province_plan
from fixtures.simulation.population import Denominators, denominators
from fixtures.simulation.provinces import OLD_PROVINCES
from fixtures.simulation.scenario import (
    ANOMALIES,
    BASES,
    BASIS_OF_PLAN,
    PLANNED,
    REPEATED_MONTHS,
    STOCKS,
    Scenario,
)
from fixtures.simulation.vinh_long_before import ben_tre_and_vinh_long
from folders import ROOT

SEED = 2026
JUNE = date(2023, 6, 1)
COMMUNES = ROOT / "fixtures" / "communes_from_2025-07-01.csv"
CODES = ("84", "12", "70", "54", "80", "83", "old 86", "63 provinces", "86")

BELOW_IN_BHYT = {"845", "846", "848", "849", "851"}
BELOW_IN_VOLUNTARY = {"842", "845", "847", "849", "850", "851"}

seeds = st.integers(-(10**9), 10**9)
moderate = settings(max_examples=25, deadline=None)


@cache
def scenario_of(code: str) -> Scenario:
    if code == "86":
        return vinh_long(commune_kinds(), SEED)
    if code == "63 provinces":
        return OLD_PROVINCES
    scenarios = (*PROVINCES_OF_DISTRICTS, *ben_tre_and_vinh_long(commune_kinds(), SEED))
    return {each.code: each for each in scenarios}[code.removeprefix("old ")]


@cache
def commune_kinds() -> Mapping[str, str]:
    with COMMUNES.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: row["kind"] for row in csv.DictReader(file) if row["parent_code"] == "86"
        }


@cache
def people_of(code: str, seed: int = SEED) -> Denominators:
    return denominators(scenario_of(code), seed)


@cache
def figures_of(code: str, seed: int = SEED) -> Figures:
    return figures(scenario_of(code), seed, people_of(code, seed))


def total(code: str, period: date, indicator: str) -> int:
    found = figures_of(code)
    return sum(found[place.code, period][indicator] for place in scenario_of(code).places)


def below_the_pooled_rate(found: Mapping[str, int], people: Mapping[str, int]) -> set[str]:
    whole, base = sum(found.values()), sum(people.values())
    return {code for code, count in found.items() if count * base < whole * people[code]}


@given(
    st.integers(0, 10**9), st.dictionaries(st.text(max_size=3), st.integers(0, 10**6), min_size=1)
)
def test_apportioned_parts_add_up_and_each_is_within_one_of_its_share(
    whole: int, weights: dict[str, int]
) -> None:
    weight = sum(weights.values())
    if weight == 0:
        whole = 0
    parts = apportion(whole, weights)
    assert sum(parts.values()) == whole
    assert parts.keys() == weights.keys()
    for key, part in parts.items():
        assert abs(part * weight - whole * weights[key]) < max(weight, 1)


def test_the_largest_remainders_get_what_is_left_over() -> None:
    assert apportion(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert apportion(7, {"a": 50, "b": 30, "c": 20}) == {"a": 4, "b": 2, "c": 1}


@pytest.mark.parametrize(("whole", "weights"), [(-1, {"a": 1}), (1, {"a": -1}), (1, {"a": 0})])
def test_what_cannot_be_apportioned_is_refused(whole: int, weights: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"weight|total"):
        apportion(whole, weights)


def test_scaling_rounds_half_up() -> None:
    assert [scaled(number, 1, 2) for number in (1, 2, 3)] == [1, 1, 2]
    assert scaled(1_019_562, 8_058, 10_000) == 821_563


@given(seeds, st.text(max_size=5), st.integers(0, 10**6))
def test_a_draw_stays_within_its_spread_and_repeats(seed: int, word: str, spread: int) -> None:
    first = draw(seed, word, spread=spread)
    assert -spread <= first <= spread
    assert draw(seed, word, spread=spread) == first


def test_a_draw_is_the_same_on_every_machine() -> None:
    assert [draw(2026, code, spread=1_000) for code in ("842", "845")] == [-124, 648]


@moderate
@given(seeds)
def test_tra_vinh_of_june_2023_comes_out_as_published_whatever_the_seed(seed: int) -> None:
    people = denominators(TRA_VINH, seed)
    levels = levels_at_the_anchor(TRA_VINH, people)
    by_basis = {
        basis: {place.code: people[place.code, 2023, basis] for place in TRA_VINH.places}
        for basis in BASES
    }
    assert {code: sum(parts.values()) for code, parts in levels.items()} == {
        "BHYT": 821_563,
        "BHXH_BB": 68_030,
        "BHXH_TN": 16_238,
    }
    assert sum(by_basis["population"].values()) == 1_019_562
    assert sum(by_basis["labour_force"].values()) == 519_852
    assert below_the_pooled_rate(levels["BHYT"], by_basis["population"]) == BELOW_IN_BHYT
    assert below_the_pooled_rate(levels["BHXH_TN"], by_basis["labour_force"]) == BELOW_IN_VOLUNTARY


def test_the_figures_of_the_anchor_month_are_the_published_sums() -> None:
    sums = {indicator: total("84", JUNE, indicator) for indicator in STOCKS}
    assert sums["BHYT"] == 821_563
    assert sums["BHXH"] == 84_268
    assert sums["BHXH_TN"] == 16_238
    assert sums["BHXH_BB"] == 68_030


def test_the_targets_of_tra_vinh_2023_add_up_to_the_published_ones() -> None:
    targets = planned(TRA_VINH, SEED, people_of("84"), 2023)
    sums = Counter[str]()
    for (_, indicator), people in targets.items():
        sums[indicator] += people
    assert sums == {"BHYT": 966_520, "BHXH": 112_936, "BHXH_TN": 20_754}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("seed", [SEED, 1])
def test_what_must_hold_between_indicators_holds_in_every_figure(code: str, seed: int) -> None:
    for spot, found in figures_of(code, seed).items():
        assert found.keys() == set(STOCKS)
        assert found["BHXH"] == found["BHXH_BB"] + found["BHXH_TN"], spot
        assert 0 < found["BHTN"] <= found["BHXH_BB"] <= found["BHYT"], spot
        assert found["BHYT_HGD"] + found["BHYT_HSSV"] < found["BHYT"], spot
        assert min(found.values()) > 0, spot


@pytest.mark.parametrize("code", CODES)
def test_health_insurance_never_exceeds_the_population_nor_pupils_their_number(code: str) -> None:
    people = people_of(code)
    for (place, period), found in figures_of(code).items():
        assert found["BHYT"] < people[place, period.year, "population"], (place, period)
        assert found["BHYT_HSSV"] < people[place, period.year, "pupils"], (place, period)


@pytest.mark.parametrize("code", CODES)
def test_only_the_month_declared_so_repeats_the_one_before(code: str) -> None:
    found = figures_of(code)
    repeated = {
        (place, period)
        for (place, period), values in found.items()
        if values == found.get((place, previous_month(period)))
    }
    assert repeated == {spot for spot in REPEATED_MONTHS if spot in found}


# Those reckoned back from 2025 fall a little more each January.
@pytest.mark.parametrize(
    ("code", "permille"),
    [(code, 111 if code in ("83", "old 86") else 100) for code in CODES],
)
def test_no_figure_jumps_by_a_tenth_but_where_declared(code: str, permille: int) -> None:
    found = figures_of(code)
    odd = {(spot.place, spot.period) for spot in ANOMALIES}
    odd |= {(place, date(period.year, period.month + 1, 1)) for place, period in odd}
    jumps = {
        (place, period)
        for (place, period), values in found.items()
        if (before := found.get((place, previous_month(period))))
        for indicator in STOCKS
        if abs(values[indicator] - before[indicator]) * 1_000 >= before[indicator] * permille
    }
    assert jumps == {spot for spot in odd if spot in found}


@pytest.mark.parametrize("code", CODES[:-1])
@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_health_insurance_dips_in_january_and_climbs_to_december(code: str, year: int) -> None:
    by_month = [total(code, date(year, month, 1), "BHYT") for month in range(1, 13)]
    assert by_month[11] == max(by_month)
    assert by_month[8] < by_month[9] < by_month[10] < by_month[11]
    january = date(year + 1, 1, 1)
    assert total(code, january, "BHYT") < total(code, last_december(january), "BHYT")


@pytest.mark.parametrize("code", CODES)
def test_social_insurance_dips_after_tet_and_grows_over_the_years(code: str) -> None:
    scenario = scenario_of(code)
    february = date(scenario.last.year, 2, 1)
    assert total(code, february, "BHXH") < total(code, last_december(february), "BHXH")
    assert total(code, scenario.first, "BHXH") < total(code, scenario.last, "BHXH")


def test_units_grow_at_different_paces() -> None:
    found = figures_of("80")
    growth = {
        found[place.code, LONG_AN.last]["BHXH"] * 1_000 // found[place.code, LONG_AN.first]["BHXH"]
        for place in LONG_AN.places
    }
    assert len(growth) > len(LONG_AN.places) // 2


def test_the_same_seed_gives_the_same_figures_and_another_others() -> None:
    again = figures(TRA_VINH, SEED, denominators(TRA_VINH, SEED))
    other = figures(TRA_VINH, SEED + 1, denominators(TRA_VINH, SEED + 1))
    assert again == figures_of("84")
    assert all(other[spot] != again[spot] for spot in again if spot[1] != JUNE)


@pytest.mark.parametrize("code", CODES)
def test_denominators_of_the_anchor_year_add_up_and_grow_each_year(code: str) -> None:
    scenario, people = scenario_of(code), people_of(code)
    wholes = (scenario.population, scenario.labour_force, scenario.pupils)
    for basis, whole in zip(BASES, wholes, strict=True):
        by_year = [
            sum(people[place.code, year, basis] for place in scenario.places)
            for year in scenario.years
        ]
        assert by_year[scenario.anchor.year - scenario.first.year] == whole
        assert by_year == sorted(set(by_year))


@pytest.mark.parametrize("code", CODES)
def test_plans_add_up_and_no_unit_is_asked_for_more_than_everyone(code: str) -> None:
    scenario, people = scenario_of(code), people_of(code)
    for year in scenario.years:
        targets = planned(scenario, SEED, people, year)
        for indicator in PLANNED:
            parts = {place.code: targets[place.code, indicator] for place in scenario.places}
            assert sum(parts.values()) == province_plan(scenario, people, year, indicator)
            basis = BASIS_OF_PLAN[indicator]
            assert all(part < people[place, year, basis] for place, part in parts.items())


def test_an_amendment_names_only_what_it_changes() -> None:
    scenario, people = scenario_of("86"), people_of("86")
    targets = planned(scenario, SEED, people, 2026)
    changed = adjusted(targets, scenario.adjustments[0])
    assert {indicator for _, indicator in changed} == {"BHXH_TN"}
    assert len(changed) == 124
    assert all(people < targets[key] for key, people in changed.items())


def test_the_council_asks_more_of_vinh_long_than_its_committee() -> None:
    scenario, people = scenario_of("86"), people_of("86")
    (council,) = scenario.council
    for indicator, share in council.shares.items():
        asked = of_basis(scenario, people, council.year, indicator, share)
        assert asked > province_plan(scenario, people, council.year, indicator)


def test_vinh_long_has_its_124_communes_and_their_population() -> None:
    scenario, people = scenario_of("86"), people_of("86")
    assert len(scenario.places) == 124
    sizes = [people[place.code, 2025, "population"] for place in scenario.places]
    assert sum(sizes) == 3_367_400
    assert 10_000 < min(sizes) < max(sizes) < 60_000


def test_four_in_five_communes_are_approved_and_every_other_state_occurs() -> None:
    states = outcomes(commune_kinds(), SEED)
    counts = Counter(states.values())
    assert 0.75 <= counts[Outcome.APPROVED] / 124 <= 0.85
    assert counts[Outcome.RETURNED] == 1
    assert all(counts[outcome] > 1 for outcome in Outcome if outcome is not Outcome.RETURNED)
    assert counts[Outcome.APPROVED] + counts[Outcome.SUBMITTED] == 112
    assert states["29266"] is Outcome.SUBMITTED
    assert outcomes(["29266"], SEED) == {"29266": Outcome.SUBMITTED}


def test_flows_are_counted_in_phu_yen_in_2023_but_not_in_dong_hoa() -> None:
    counted = flows(SEED)
    assert {place for place, _ in counted} == {place.code for place in PHU_YEN.places} - {"564"}
    assert {period for _, period in counted} == {date(2023, month, 1) for month in range(1, 13)}
    assert min(min(values.values()) for values in counted.values()) == 0
    assert all(values["NEW_BHXH_TN"] > 0 for values in counted.values())


@cache
def went_into() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    with (ROOT / "fixtures" / "province_changes_2025.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["takes_effect"] == "2025-07-01":
                found[row["new_code"]] = (*found.get(row["new_code"], ()), row["old_code"])
    return found


def of_districts() -> tuple[Scenario, ...]:
    return (*PROVINCES_OF_DISTRICTS, *ben_tre_and_vinh_long(commune_kinds(), SEED))


@pytest.mark.parametrize("seed", [SEED, 1])
def test_the_communes_of_vinh_long_begin_with_what_its_districts_end_with(seed: int) -> None:
    last = date(2025, 6, 1)
    parts = (TRA_VINH, *ben_tre_and_vinh_long(commune_kinds(), seed))
    sums = [Counter[str](), Counter[str]()]
    for number, scenario in enumerate((*parts, vinh_long(commune_kinds(), seed))):
        shown = scenario.between(last, last)
        for values in figures(shown, seed, denominators(shown, seed)).values():
            sums[number == len(parts)].update(values)
    for indicator in ("BHYT", "BHXH", "BHXH_BB", "BHXH_TN"):
        assert sums[0][indicator] == sums[1][indicator]
    for indicator in ("BHTN", "BHYT_HGD", "BHYT_HSSV"):
        assert abs(sums[0][indicator] - sums[1][indicator]) * 50 < sums[1][indicator]


def test_a_new_province_is_the_sum_of_the_old_ones_in_every_month_and_basis() -> None:
    last = date(2026, 1, 1)
    new = merged_figures(went_into(), of_districts(), SEED, last)
    assert len({code for code, _ in new}) == 34
    tay_ninh = {code: scenario_of(code).between(last, last) for code in ("80", "63 provinces")}
    old = Counter[str]()
    for code, scenario in tay_ninh.items():
        for (place, _), values in figures(scenario, SEED, denominators(scenario, SEED)).items():
            if code == "80" or place == "72":
                old.update(values)
    assert went_into()["80"] == ("72", "80")
    assert new["80", last] == dict(old)
    people = merged_denominators(went_into(), of_districts(), SEED, last)
    whole = sum(people[code, 2025, "population"] for code in went_into())
    assert whole == sum(
        found
        for scenario in (*of_districts(), OLD_PROVINCES)
        for (_, year, basis), found in denominators(scenario, SEED).items()
        if (year, basis) == (2025, "population")
    )
