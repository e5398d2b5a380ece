"""From which earlier units a unit was formed, and when it is still the same one."""

from datetime import date
from decimal import Decimal

from coverage.lineage import Predecessor, earlier_rows, earlier_selves, predecessors
from coverage.models import AdministrativeUnit

JULY_2025 = date(2025, 7, 1)
END_OF_JUNE = date(2025, 6, 30)


def went_into(
    unit_id: int, valid_from: date, valid_to: date, weight: Decimal | None = Decimal(1)
) -> Predecessor:
    is_same = weight == 1
    return Predecessor(1, unit_id, valid_from, valid_from, valid_to, weight, is_same, is_first=True)


def test_a_province_that_was_kept_is_still_the_same() -> None:
    lai_chau = went_into(9, date(2008, 8, 1), END_OF_JUNE)
    assert earlier_selves(JULY_2025, [lai_chau]) == [9]


def test_one_rename_after_another_leads_back_step_by_step() -> None:
    town = went_into(20, date(2022, 10, 1), END_OF_JUNE)
    district = went_into(10, date(2021, 1, 1), date(2022, 9, 30))
    assert earlier_selves(JULY_2025, [district, town]) == [20, 10]


def test_a_merged_province_is_none_of_those_that_went_into_it() -> None:
    merged = [went_into(unit, date(2008, 8, 1), END_OF_JUNE) for unit in (56, 57, 58)]
    assert earlier_selves(JULY_2025, merged) == []


def test_a_unit_formed_from_a_part_of_another_is_not_that_other() -> None:
    half = went_into(9, date(2008, 8, 1), END_OF_JUNE, Decimal("0.5"))
    unknown = went_into(9, date(2008, 8, 1), END_OF_JUNE, None)
    assert earlier_selves(JULY_2025, [half]) == []
    assert earlier_selves(JULY_2025, [unknown]) == []
    assert earlier_selves(JULY_2025, []) == []


def test_the_database_tells_the_same_of_every_unit_there_is(reference: None) -> None:
    began = dict(AdministrativeUnit.objects.values_list("pk", "valid_from"))
    before: dict[int, list[Predecessor]] = {pk: [] for pk in began}
    for each in predecessors(began):
        before[each.root_id].append(each)
    selves = {pk: earlier_selves(day, before[pk]) for pk, day in began.items()}
    assert any(selves.values())
    assert earlier_rows(began) == selves
