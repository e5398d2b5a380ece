"""Whether the targets of a document add up: published ones as printed, others by exact twins."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.allocation import Allocation, Gap, GapKind, Key, TargetBase, agrees, gaps, people_meant
from targets.attainment import Promise

WHOLE, PARTS = 1, (2, 3, 4)
BHYT, BHXH, MEETINGS = 10, 11, 12


def found(
    promises: Mapping[Key, Promise], bases: Mapping[Key, TargetBase] | None = None
) -> list[Gap]:
    return gaps(Allocation(WHOLE, PARTS, promises, bases or {}, frozenset({BHYT, BHXH})))


def people(*numbers: int | None, year: int = 2023) -> dict[Key, Promise]:
    """Of the whole, then of its parts; None where nothing is set."""
    return {
        (unit, BHYT, year): Promise(people=number)
        for unit, number in zip((WHOLE, *PARTS), numbers, strict=True)
        if number is not None
    }


def shares(*percents: str | None, year: int = 2023) -> dict[Key, Promise]:
    return {
        (unit, BHYT, year): Promise(percent=Decimal(share))
        for unit, share in zip((WHOLE, *PARTS), percents, strict=True)
        if share is not None
    }


def bases(*numbers: int, year: int = 2023, of: int = 2023) -> dict[Key, TargetBase]:
    pairs = zip((WHOLE, *PARTS), numbers, strict=True)
    return {(unit, BHYT, year): TargetBase(number, of, "niên giám") for unit, number in pairs}


def kinds(listed: list[Gap]) -> list[GapKind]:
    return [gap.kind for gap in listed]


# Published documents


def test_a_resolution_that_rises_every_year_has_no_gap() -> None:
    """02-NQ/TU of Bình Phước, 2021 to 2025."""
    rows = {BHXH: "33 35 38 42 45", BHYT: "91 92 93 94 95"}
    promises = {
        (WHOLE, indicator, year): Promise(percent=Decimal(share))
        for indicator, line in rows.items()
        for year, share in enumerate(line.split(), start=2021)
    }
    assert found(promises) == []


def test_lai_chau_reads_its_milestones_one_after_the_other() -> None:
    """15, 20 and 25 % by 2021, 2025 and 2030; were the last 19, it would fall below 2025's."""
    said = {2021: "15", 2025: "20", 2030: "25"}
    promises = {(WHOLE, BHXH, y): Promise(percent=Decimal(s)) for y, s in said.items()}
    assert found(promises) == []
    promises[WHOLE, BHXH, 2030] = Promise(percent=Decimal(19))
    (gap,) = found(promises)
    assert (gap.kind, gap.key, gap.other_year) == (
        GapKind.BELOW_THE_YEAR_BEFORE,
        (WHOLE, BHXH, 2030),
        2025,
    )
    assert gap.difference == 1


def test_tra_vinh_people_are_not_the_rate_of_its_population() -> None:
    """966.520 people of 1.019.562 are 94,80 %: not 95 % and not 85 %, but 94,8 %."""
    base = {(WHOLE, BHYT, 2023): TargetBase(1_019_562, 2023, "suy ra")}
    for said, agreeing in (("95", False), ("85", False), ("94.8", True), ("94.79", True)):
        promises = {(WHOLE, BHYT, 2023): Promise(966_520, Decimal(said))}
        assert (found(promises, base) == []) is agreeing, said
    (gap,) = found({(WHOLE, BHYT, 2023): Promise(966_520, Decimal(95))}, base)
    assert gap.kind == GapKind.PEOPLE_AND_PERCENT
    assert round(Decimal(gap.found or 0), 4) == Decimal("94.7976")
    assert people_meant(gap) == 968_584
    assert gap.base == TargetBase(1_019_562, 2023, "suy ra")


# Single rules


def test_parts_that_make_the_whole_are_no_gap() -> None:
    assert found(people(600, 100, 200, 300)) == []


@pytest.mark.parametrize(("whole", "difference"), [(599, 1), (601, -1)])
def test_parts_that_do_not_make_the_whole_are_one(whole: int, difference: int) -> None:
    (gap,) = found(people(whole, 100, 200, 300))
    assert (gap.kind, gap.said, gap.found) == (GapKind.PARTS_DIFFER, whole, 600)
    assert gap.difference == difference


def test_a_part_without_a_target_is_named_with_what_the_others_leave() -> None:
    (gap,) = found(people(600, 100, None, 300))
    assert (gap.kind, gap.units, gap.difference) == (GapKind.PART_MISSING, (3,), -200)


def test_parts_that_exceed_the_whole_do_so_also_where_one_is_missing() -> None:
    assert kinds(found(people(350, 100, None, 300))) == [
        GapKind.PART_MISSING,
        GapKind.PARTS_DIFFER,
    ]


def test_a_target_of_zero_is_a_target_and_not_a_missing_one() -> None:
    assert found(people(400, 100, 0, 300)) == []
    assert kinds(found(people(0, 0, 0, 1))) == [GapKind.PARTS_DIFFER]


def test_a_document_for_the_whole_alone_misses_no_parts() -> None:
    assert found(people(600, None, None, None)) == []


def test_a_document_for_the_parts_alone_has_no_whole_to_differ_from() -> None:
    assert found(people(None, 100, 200, 300)) == []


def test_the_whole_of_another_document_measures_the_parts_and_nothing_else() -> None:
    elsewhere = {(WHOLE, BHYT, 2023): Promise(people=500, percent=Decimal(101))}
    parts = people(None, 100, 200, 300)
    (gap,) = gaps(Allocation(WHOLE, PARTS, parts, {}, frozenset(), elsewhere))
    assert (gap.kind, gap.difference) == (GapKind.PARTS_DIFFER, 100)
    own = people(600, 100, 200, 300)
    assert gaps(Allocation(WHOLE, PARTS, own, {}, frozenset(), elsewhere)) == []


def test_rates_are_pooled_and_never_averaged() -> None:
    """90 % of 1.000 and 50 % of 9.000 and 50 % of 10.000 are 52 % of all, not 63,33 %."""
    promises = shares("52", "90", "50", "50")
    assert found(promises, bases(20_000, 1_000, 9_000, 10_000)) == []
    (gap,) = found(shares("63.33", "90", "50", "50"), bases(20_000, 1_000, 9_000, 10_000))
    assert (gap.kind, gap.found) == (GapKind.POOLED_DIFFERS, 52)
    assert gap.base == TargetBase(20_000, 2023)


def test_rates_are_not_pooled_where_a_denominator_is_not_known() -> None:
    known = bases(20_000, 1_000, 9_000, 10_000)
    del known[3, BHYT, 2023]
    assert found(shares("63.33", "90", "50", "50"), known) == []


def test_people_and_rates_of_parts_pool_together() -> None:
    promises = shares("50", None, "50", "50") | {(2, BHYT, 2023): Promise(people=500)}
    assert found(promises, bases(20_000, 1_000, 9_000, 10_000)) == []


@pytest.mark.parametrize(
    ("share", "said", "agreeing"),
    [
        ("94.95", "95", True),
        ("94.94", "95", False),
        ("95.0999", "95", True),  # cut off
        ("95.1", "95", False),
        ("80.575", "80.58", True),
        ("80.5749", "80.58", False),
        ("80.5899", "80.5800", True),
        ("0", "0", True),
    ],
)
def test_a_printed_rate_stands_for_the_interval_of_its_last_decimal(
    share: str, said: str, agreeing: bool
) -> None:
    assert agrees(Decimal(share), Decimal(said)) is agreeing


def test_above_a_hundred_and_more_people_than_there_are_is_listed_and_allowed() -> None:
    (gap,) = found({(WHOLE, BHYT, 2023): Promise(percent=Decimal("100.01"))})
    assert (gap.kind, gap.difference) == (GapKind.ABOVE_HUNDRED, Decimal("-0.01"))
    base = {(WHOLE, BHYT, 2023): TargetBase(100, 2022)}
    (gap,) = found({(WHOLE, BHYT, 2023): Promise(people=101)}, base)
    assert (gap.kind, gap.found, gap.base) == (
        GapKind.PEOPLE_ABOVE_BASE,
        100,
        TargetBase(100, 2022),
    )
    assert found({(WHOLE, BHYT, 2023): Promise(people=100)}, base) == []


def test_a_count_of_a_year_may_fall() -> None:
    promises = {(WHOLE, MEETINGS, y): Promise(people=n) for y, n in ((2022, 20), (2023, 4))}
    assert found(promises) == []


def test_people_and_rate_fall_each_for_itself() -> None:
    promises = {
        (WHOLE, BHYT, 2022): Promise(100, Decimal(90)),
        (WHOLE, BHYT, 2023): Promise(101, Decimal("89.9")),
        (WHOLE, BHYT, 2024): Promise(percent=Decimal("89.9")),
    }
    (gap,) = found(promises)
    assert (gap.key[2], gap.in_percent, gap.difference) == (2023, True, Decimal("0.1"))


def test_nothing_set_is_nothing_to_list() -> None:
    assert found({}) == []


def test_gaps_stand_by_indicator_and_year_the_whole_before_its_parts() -> None:
    promises = people(10, 1, None, 300, year=2023) | people(600, 200, 200, 200, year=2022)
    assert [(gap.key[2], gap.key[0]) for gap in found(promises)] == [
        (2023, WHOLE),
        (2023, WHOLE),
        (2023, WHOLE),
        (2023, 2),
    ]


# Against exact twins

PEOPLE = st.integers(min_value=0, max_value=10**15 - 1)
SHARES = st.decimals(min_value=0, max_value=999, places=4)
DENOMINATORS = st.integers(min_value=1, max_value=10**11)


@given(st.tuples(PEOPLE, PEOPLE, PEOPLE, PEOPLE))
def test_the_difference_of_a_sum_is_exact_to_the_person(numbers: tuple[int, int, int, int]) -> None:
    differing = [gap for gap in found(people(*numbers)) if gap.kind == GapKind.PARTS_DIFFER]
    difference = sum(numbers[1:]) - numbers[0]
    assert [gap.difference for gap in differing] == ([difference] if difference else [])


@given(PEOPLE, SHARES, DENOMINATORS)
def test_people_and_per_cent_are_compared_as_fractions_are(
    number: int, share: Decimal, base: int
) -> None:
    key = (WHOLE, BHYT, 2023)
    listed = found({key: Promise(number, share)}, {key: TargetBase(base, 2023)})
    exact = Fraction(number * 100, base)
    places = max(1, len(f"{share:f}".rstrip("0").partition(".")[2]))
    unit = Fraction(1, 10**places)
    agreeing = Fraction(share) - unit / 2 <= exact < Fraction(share) + unit
    assert (GapKind.PEOPLE_AND_PERCENT in kinds(listed)) is not agreeing


@given(st.lists(st.tuples(SHARES, DENOMINATORS), min_size=3, max_size=3), SHARES)
def test_pooled_rates_are_compared_as_fractions_are(
    parts: list[tuple[Decimal, int]], whole: Decimal
) -> None:
    said = shares(str(whole), *(str(share) for share, _base in parts))
    listed = found(said, bases(1, *(base for _share, base in parts)))
    total = sum(base for _share, base in parts)
    exact = Fraction(sum(Fraction(share) * base for share, base in parts)) / total
    pooled = [gap for gap in listed if gap.kind == GapKind.POOLED_DIFFERS]
    for gap in pooled:
        assert abs(Fraction(Decimal(gap.found or 0)) - exact) < Fraction(1, 10**30)
    places = max(1, len(f"{whole:f}".rstrip("0").partition(".")[2]))
    unit = Fraction(1, 10**places)
    agreeing = Fraction(whole) - unit / 2 <= exact < Fraction(whole) + unit
    assert bool(pooled) is not agreeing


@given(st.permutations(list(people(900, 100, 200, 300) | people(5, 1, None, 3, year=2024))))
def test_the_order_in_which_targets_come_does_not_matter(order: list[Key]) -> None:
    promises = people(900, 100, 200, 300) | people(5, 1, None, 3, year=2024)
    assert found({key: promises[key] for key in order}) == found(promises)
