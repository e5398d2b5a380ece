"""Which promise holds: of each assigner the latest effective document's, several side by side."""
# mypy: no-strict-equality

from datetime import date, datetime
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from pytest_django import DjangoAssertNumQueries

from cast import Cast
from coverage.models import AdministrativeUnit, Origin
from reporting import make_document, promise
from small_worlds import clock
from targets.in_force import PromiseInForce, promises_effective_by, promises_in_force
from targets.models import AssignerKind, Document, Target

NEW_YEAR, MID_YEAR, JUNE_30 = date(2023, 1, 1), date(2023, 6, 15), date(2023, 6, 30)


def held(
    cast: Cast,
    unit: AdministrativeUnit | None = None,
    year: int = 2023,
    on: date = JUNE_30,
    moment: datetime | None = None,
) -> list[PromiseInForce]:
    unit = unit or cast.tra_vinh
    found = promises_in_force([unit.pk], year, on, moment)
    return found.get((unit.pk, cast.bhyt.pk), [])


def people(promises: list[PromiseInForce]) -> list[int | None]:
    return [each.promise.people for each in promises]


def test_a_target_comes_with_everything_that_names_it(cast: Cast) -> None:
    document = make_document(
        cast.tra_vinh, NEW_YEAR, number="12/KH-UBND", origin=Origin.SIMULATED, title="Kế hoạch"
    )
    promise(
        document,
        cast.tra_vinh,
        cast.bhyt,
        2023,
        percent=Decimal("92.25"),
        percent_qualifier="at_least",
    )
    (found,) = held(cast)
    assert (found.unit_id, found.indicator_id, found.year) == (
        cast.tra_vinh.pk,
        cast.bhyt.pk,
        2023,
    )
    assert (found.promise.people, found.promise.percent) == (None, Decimal("92.25"))
    assert (found.assigner, found.assigner_kind) == ("UBND tỉnh Trà Vinh", 1)
    assert (found.document, found.document_id, found.effective_on) == (
        "12/KH-UBND",
        document.pk,
        NEW_YEAR,
    )
    assert (found.promise.percent_qualifier, found.is_simulated) == ("at_least", True)
    assert found.recorded_at == Target.objects.get().recorded_at


def test_a_document_without_a_number_goes_by_its_title(cast: Cast) -> None:
    document = make_document(cast.tra_vinh, NEW_YEAR, title="Chỉ tiêu năm 2023")
    promise(document, cast.tra_vinh, cast.bhyt, 2023, people=1)
    assert held(cast)[0].document == "Chỉ tiêu năm 2023"


def test_a_revision_in_mid_year_holds_from_its_day_and_not_before(cast: Cast) -> None:
    first = make_document(cast.tra_vinh, NEW_YEAR)
    revision = make_document(cast.tra_vinh, MID_YEAR, adjusts=first)
    promise(first, cast.tra_vinh, cast.bhyt, 2023, people=900_000)
    promise(revision, cast.tra_vinh, cast.bhyt, 2023, people=966_520)
    assert people(held(cast, on=date(2023, 6, 14))) == [900_000]
    assert people(held(cast, on=MID_YEAR)) == [966_520]
    assert people(held(cast, on=date(2023, 12, 31))) == [966_520]


def test_a_revision_leaves_what_it_does_not_name(cast: Cast) -> None:
    first = make_document(cast.tra_vinh, NEW_YEAR)
    revision = make_document(cast.tra_vinh, MID_YEAR, adjusts=first)
    promise(first, cast.tra_vinh, cast.bhyt, 2023, people=900_000)
    promise(revision, cast.tra_vinh, cast.bhxh, 2023, people=112_936)
    assert people(held(cast)) == [900_000]


def test_a_document_not_yet_effective_binds_nobody(cast: Cast) -> None:
    document = make_document(cast.tra_vinh, date(2023, 7, 1))
    promise(document, cast.tra_vinh, cast.bhyt, 2023, people=1)
    assert held(cast) == []


def test_of_two_documents_of_one_day_the_later_entered_holds(cast: Cast) -> None:
    for number, target in (("1", 10), ("2", 20)):
        document = make_document(cast.tra_vinh, NEW_YEAR, number=number)
        promise(document, cast.tra_vinh, cast.bhyt, 2023, people=target)
    assert people(held(cast)) == [20]


def test_several_assigners_stand_side_by_side_the_nearest_first(cast: Cast) -> None:
    for kind in reversed(AssignerKind):
        document = make_document(cast.tra_vinh, NEW_YEAR, f"cơ quan {kind.label}", kind)
        promise(document, cast.tra_vinh, cast.bhyt, 2023, people=int(kind))
    assert people(held(cast)) == [1, 2, 3, 4, 5, 6]


def test_a_later_document_of_another_assigner_replaces_nothing(cast: Cast) -> None:
    """Sóc Trăng 8/2022: the Council's target and the Committee's, both true."""
    council = make_document(cast.tra_vinh, NEW_YEAR, "HĐND tỉnh", AssignerKind.PEOPLES_COUNCIL)
    committee = make_document(cast.tra_vinh, MID_YEAR)
    promise(council, cast.tra_vinh, cast.bhyt, 2023, people=2_000)
    promise(committee, cast.tra_vinh, cast.bhyt, 2023, people=1_000)
    assert people(held(cast)) == [1_000, 2_000]


def test_where_nothing_was_set_for_the_year_the_year_before_and_the_next_milestone_stand_in(
    cast: Cast,
) -> None:
    """28-NQ/TW sets 35, 45 and 60 % for 2021, 2025 and 2030."""
    resolution = make_document(cast.nation, date(2018, 5, 23), "Trung ương", 6)
    for year, percent in ((2021, 35), (2025, 45), (2030, 60)):
        promise(resolution, cast.nation, cast.bhyt, year, percent=Decimal(percent))

    def milestone(year: int) -> list[tuple[int, Decimal | None]]:
        found = held(cast, cast.nation, year, on=date(year, 6, 30))
        return [(each.year, each.promise.percent) for each in found]

    assert milestone(2020) == [(2021, 35)]
    assert milestone(2021) == [(2021, 35)]
    assert milestone(2022) == [(2021, 35), (2025, 45)]
    assert milestone(2023) == [(2025, 45)]
    assert milestone(2026) == [(2025, 45), (2030, 60)]
    assert milestone(2031) == [(2030, 60)]
    assert milestone(2032) == []


def test_a_target_of_the_year_goes_before_a_milestone_of_a_later_document(cast: Cast) -> None:
    yearly = make_document(cast.tra_vinh, NEW_YEAR)
    later = make_document(cast.tra_vinh, MID_YEAR)
    promise(yearly, cast.tra_vinh, cast.bhyt, 2023, people=10)
    promise(later, cast.tra_vinh, cast.bhyt, 2025, people=30)
    assert people(held(cast)) == [10]
    assert people(held(cast, year=2024)) == [10, 30]


def test_the_target_of_the_year_before_is_that_in_force_when_the_year_ended(cast: Cast) -> None:
    document = make_document(cast.tra_vinh, date(2022, 1, 1))
    promise(document, cast.tra_vinh, cast.bhyt, 2022, people=10)
    revised_too_late = make_document(cast.tra_vinh, NEW_YEAR)
    promise(revised_too_late, cast.tra_vinh, cast.bhyt, 2022, people=20)
    assert [(each.year, each.promise.people) for each in held(cast)] == [(2022, 10)]
    assert held(cast, year=2024) == [], "two years before is nothing of this one"


def test_a_target_of_the_year_leaves_no_word_of_the_year_before(cast: Cast) -> None:
    for year, number in ((2022, 10), (2023, 20)):
        document = make_document(cast.tra_vinh, date(year, 1, 1))
        promise(document, cast.tra_vinh, cast.bhyt, year, people=number)
    assert people(held(cast)) == [20]
    assert people(held(cast, year=2024)) == [20]


def test_a_superseded_version_holds_no_more_and_is_seen_as_of_its_time(cast: Cast) -> None:
    document = make_document(cast.tra_vinh, NEW_YEAR)
    before = clock()
    promise(document, cast.tra_vinh, cast.bhyt, 2023, people=900_000)
    at_the_meeting = clock()
    promise(document, cast.tra_vinh, cast.bhyt, 2023, people=966_520)
    assert people(held(cast)) == [966_520]
    assert people(held(cast, moment=at_the_meeting)) == [900_000]
    assert held(cast, moment=before) == []


@pytest.mark.parametrize("seed", range(4))
def test_any_heap_of_documents_gives_what_walking_all_targets_gives(cast: Cast, seed: int) -> None:
    random = Random(seed)
    units = (cast.nation, cast.tra_vinh, cast.cau_ke)
    for assigner, number in product(("UBND", "HĐND", "Tỉnh ủy"), range(4)):
        kind = 1 + ("UBND", "HĐND", "Tỉnh ủy").index(assigner)
        day = date(2022 + random.randint(0, 1), random.randint(1, 12), 1)
        document = make_document(cast.nation, day, assigner, kind, number=f"{number}")
        for unit, year in product(units, (2022, 2023, 2024, 2026)):
            if random.random() < 0.3:
                promise(document, unit, cast.bhyt, year, people=random.randint(1, 999))
    for year, on in product((2022, 2023, 2025), (date(2022, 6, 30), JUNE_30)):
        found = promises_in_force([unit.pk for unit in units], year, on)
        assert {key: people(held) for key, held in found.items()} == twin(cast, year, on)


def twin(cast: Cast, year: int, on: date) -> dict[tuple[int, int], list[int | None]]:
    targets = [
        target
        for target in Target.objects.select_related("document__assigner")
        if target.superseded_at is None and target.document.effective_on <= on
    ]
    found: dict[tuple[int, int], list[int | None]] = {}
    for unit, kind in product((cast.nation, cast.tra_vinh, cast.cau_ke), (1, 2, 3)):
        own = [
            target
            for target in targets
            if target.unit_id == unit.pk and target.document.assigner.kind == kind
        ]
        nearest_year = min((each.year for each in own if each.year >= year), default=None)
        chosen = [each for each in own if each.year == nearest_year]
        before = [
            each
            for each in own
            if each.year == year - 1 and each.document.effective_on <= date(year - 1, 12, 31)
        ]
        groups = [chosen] if nearest_year == year else [before, chosen]
        for latest in (_latest(group) for group in groups if group):
            found.setdefault((unit.pk, cast.bhyt.pk), []).append(latest.people)
    return found


def _latest(targets: list[Target]) -> Target:
    return max(targets, key=lambda target: (target.document.effective_on, target.document_id))


def test_it_takes_one_statement_whatever_the_number_of_units(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    document: Document = make_document(cast.nation, NEW_YEAR)
    units = (cast.nation, cast.tra_vinh, cast.lai_chau, cast.cau_ke, cast.tra_cu, cast.sin_ho)
    for unit in units:
        promise(document, unit, cast.bhyt, 2023, people=1)
    with django_assert_num_queries(1):
        assert len(promises_in_force([unit.pk for unit in units], 2023, JUNE_30)) == 6


def test_a_renamed_unit_is_bound_by_what_was_promised_to_its_earlier_row(cast: Cast) -> None:
    document = make_document(cast.tra_vinh, NEW_YEAR)
    promise(document, cast.cau_ke, cast.bhyt, 2023, people=90_000)
    earlier = {cast.tra_cu.pk: [cast.cau_ke.pk]}
    found = promises_in_force([cast.tra_cu.pk], 2023, JUNE_30, None, earlier)
    (bound,) = found[cast.tra_cu.pk, cast.bhyt.pk]
    assert (bound.unit_id, bound.promise.people) == (cast.tra_cu.pk, 90_000)


@pytest.mark.parametrize("own_first", [True, False])
def test_what_a_document_says_of_the_unit_itself_goes_before_its_earlier_row(
    cast: Cast, own_first: bool
) -> None:
    document = make_document(cast.tra_vinh, NEW_YEAR)
    said = [(cast.tra_cu, 95_000), (cast.cau_ke, 90_000)]
    for unit, number in said if own_first else reversed(said):
        promise(document, unit, cast.bhyt, 2023, people=number)
    earlier = {cast.tra_cu.pk: [cast.cau_ke.pk]}
    ids = [cast.tra_cu.pk]
    in_force = promises_in_force(ids, 2023, JUNE_30, None, earlier)
    assert people(in_force[cast.tra_cu.pk, cast.bhyt.pk]) == [95_000]
    assert people(promises_effective_by(ids, [cast.bhyt.pk], JUNE_30, None, earlier)) == [95_000]


def test_the_earliest_document_of_an_assigner_is_what_it_set_at_first(cast: Cast) -> None:
    for day, number in ((NEW_YEAR, 900), (date(2023, 3, 1), 950), (MID_YEAR, 930)):
        promise(make_document(cast.tra_vinh, day), cast.tra_vinh, cast.bhyt, 2023, people=number)
    (found,) = held(cast)
    assert (found.promise.people, found.is_revised) == (930, True)
    assert found.original is not None
    assert found.original.promise.people == 900
    (in_january,) = held(cast, on=date(2023, 1, 31))
    assert in_january.original is None
