"""The administrative units that are in the database after a load, and their changes."""
# mypy: no-strict-equality

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F, Q

from coverage.models import (
    AdministrativeUnit,
    ChangeKind,
    Commune,
    District,
    Province,
    UnitChange,
    UnitChangeLink,
)
from coverage.models.units import UnitQuerySet

pytestmark = pytest.mark.usefixtures("reference")

JUNE = date(2023, 6, 1)
MERGER = date(2025, 7, 1)
EVE = date(2025, 6, 30)


def unit(code: str, day: date) -> AdministrativeUnit:
    return AdministrativeUnit.objects.on(day).get(code=code)


@pytest.mark.parametrize(
    ("model", "day", "count"),
    [
        (Province, date(2010, 12, 1), 63),
        (Province, date(2025, 3, 1), 63),
        (Province, EVE, 63),
        (Province, MERGER, 34),
        (District, date(2021, 1, 1), 705),
        (District, date(2025, 3, 1), 696),
        (District, EVE, 696),
        (District, MERGER, 0),
        (Commune, EVE, 0),
        (Commune, MERGER, 3321),
    ],
)
def test_as_many_units_exist_on_a_day_as_the_law_says(
    model: type[AdministrativeUnit], day: date, count: int
) -> None:
    existing: UnitQuerySet = model.objects.get_queryset()  # type: ignore[assignment]
    assert existing.on(day).count() == count


def test_seven_codes_mean_another_province_since_the_mergers() -> None:
    before = dict(Province.objects.get_queryset().on(EVE).values_list("code", "name"))
    after = dict(Province.objects.get_queryset().on(MERGER).values_list("code", "name"))
    assert {code: (before[code], after[code]) for code in after if before[code] != after[code]} == {
        "15": ("Yên Bái", "Lào Cai"),
        "24": ("Bắc Giang", "Bắc Ninh"),
        "44": ("Quảng Bình", "Quảng Trị"),
        "52": ("Bình Định", "Gia Lai"),
        "80": ("Long An", "Tây Ninh"),
        "82": ("Tiền Giang", "Đồng Tháp"),
        "91": ("Kiên Giang", "An Giang"),
    }


def test_tra_vinh_has_a_huyen_and_a_thi_xa_duyen_hai() -> None:
    found = District.objects.filter(parent__code="84", name="Duyên Hải")
    assert set(found.values_list("code", "full_name")) == {
        ("850", "Huyện Duyên Hải"),
        ("851", "Thị xã Duyên Hải"),
    }


def test_a_unit_is_there_only_while_the_one_above_it_is() -> None:
    outside = AdministrativeUnit.objects.filter(
        Q(valid_from__lt=F("parent__valid_from"))
        | Q(valid_to__gt=F("parent__valid_to"))
        | Q(valid_to__isnull=True, parent__valid_to__isnull=False)
    )
    assert not outside.exists()


def test_names_are_found_without_marks_and_sorted_as_vietnamese() -> None:
    districts = District.objects.filter(parent__code="84", valid_to=EVE).order_by("sort_key")
    names = [name for name in districts.values_list("name", flat=True) if name != "Duyên Hải"]
    assert names == [
        "Càng Long",
        "Cầu Kè",
        "Cầu Ngang",
        "Châu Thành",
        "Tiểu Cần",
        "Trà Cú",
        "Trà Vinh",
    ]
    assert unit("564", JUNE).search_key == "thi xa dong hoa"


def test_each_of_the_34_provinces_has_what_went_into_it_whole() -> None:
    changes = UnitChange.objects.filter(takes_effect=MERGER)
    assert Counter(changes.values_list("kind", flat=True)) == {"merge": 23, "keep": 11}
    links = UnitChangeLink.objects.filter(change__in=changes)
    assert set(links.values_list("weight", flat=True)) == {Decimal(1)}
    assert Counter(links.values_list("old", flat=True)) == Counter(
        Province.objects.filter(valid_to=EVE).values_list("pk", flat=True)
    )
    assert set(links.values_list("new", flat=True)) == set(
        Province.objects.filter(valid_from=MERGER).values_list("pk", flat=True)
    )
    for kind, olds in ((ChangeKind.MERGE, {2, 3}), (ChangeKind.KEEP, {1})):
        of_kind = changes.filter(kind=kind).values_list("pk", flat=True)
        assert {links.filter(change=pk).count() for pk in of_kind} == olds


def test_vinh_long_was_formed_of_ben_tre_tra_vinh_and_vinh_long() -> None:
    olds = unit("86", MERGER).came_from.values_list("old__name", flat=True)
    assert set(olds) == {"Bến Tre", "Trà Vinh", "Vĩnh Long"}


def test_chon_thanh_became_a_town_on_1_october_2022() -> None:
    old, new = unit("697", date(2022, 9, 30)), unit("697", date(2022, 10, 1))
    assert (old.full_name, new.full_name) == ("Huyện Chơn Thành", "Thị xã Chơn Thành")
    link = new.came_from.get()
    assert (link.old, link.weight, link.change.kind) == (old, 1, ChangeKind.RENAME)


@pytest.mark.parametrize(
    ("change", "kind", "links"),
    [
        ("2025-01-01/753", "merge", {("Long Điền", "Long Đất", 1), ("Đất Đỏ", "Long Đất", 1)}),
        (
            "2025-01-01/682",
            "merge",
            {
                ("Đạ Huoai", "Đạ Huoai", 1),
                ("Đạ Tẻh", "Đạ Huoai", 1),
                ("Cát Tiên", "Đạ Huoai", 1),
            },
        ),
        ("2025-01-01/374", "merge", {("Ninh Bình", "Hoa Lư", 1), ("Hoa Lư", "Hoa Lư", 1)}),
        ("2025-01-01/474", "split", {("Huế", "Thuận Hóa", None), ("Huế", "Phú Xuân", None)}),
        ("2025-01-01/312", "rename", {("An Dương", "An Dương", None)}),
        ("2025-01-01/221", "abolish", {("Yên Dũng", None, None)}),
        ("2025-01-01/224", "establish", {(None, "Chũ", None)}),
        ("2025-01-01/46", "rename", {("Thừa Thiên Huế", "Huế", 1)}),
    ],
)
def test_a_change_claims_no_more_than_its_source_shows(
    change: str, kind: str, links: set[tuple[str | None, str | None, int | None]]
) -> None:
    found = UnitChange.objects.get(code=change)
    assert found.kind == kind
    assert set(found.links.values_list("old__name", "new__name", "weight")) == links


def test_every_unit_that_ended_before_the_mergers_ended_in_a_change() -> None:
    ended = AdministrativeUnit.objects.filter(valid_to__lt=EVE)
    assert ended.count() == 39
    assert not ended.filter(became__isnull=True).exists()
