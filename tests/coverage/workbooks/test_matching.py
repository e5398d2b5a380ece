"""Which unit a row means: by code or by name, and never by a guess between several."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.notation.text import search_key
from coverage.workbooks.matching import Candidate, Units
from folders import ROOT

FIXTURES = ROOT / "fixtures"


def unit(pk: int, code: str, full_name: str, name: str, level: int = 2) -> Candidate:
    return Candidate(pk, True, code, level, name, full_name, "Tỉnh Trà Vinh")


CAU_KE = unit(1, "845", "Huyện Cầu Kè", "Cầu Kè")
CAU_NGANG = unit(2, "846", "Huyện Cầu Ngang", "Cầu Ngang")
DUYEN_HAI = unit(3, "850", "Huyện Duyên Hải", "Duyên Hải")
THI_XA_DUYEN_HAI = unit(4, "851", "Thị xã Duyên Hải", "Duyên Hải")
TRA_VINH = unit(5, "842", "Thành phố Trà Vinh", "Trà Vinh")
UNITS = Units([CAU_KE, CAU_NGANG, DUYEN_HAI, THI_XA_DUYEN_HAI, TRA_VINH], "Tỉnh Trà Vinh")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Huyện Cầu Kè", CAU_KE),
        ("Cầu Kè", CAU_KE),
        ("CẦU KÈ", CAU_KE),
        ("huyen cau ke", CAU_KE),
        ("H. Cầu Kè", CAU_KE),
        ("3. Huyện Cầu Kè", CAU_KE),
        ("II- Cầu Kè", CAU_KE),
        ("Thị xã Duyên Hải", THI_XA_DUYEN_HAI),
        ("TX Duyên Hải", THI_XA_DUYEN_HAI),
        ("TX.Duyên Hải", THI_XA_DUYEN_HAI),
        ("TP Trà Vinh", TRA_VINH),
        ("thành phố Trà Vinh", TRA_VINH),
    ],
)
def test_a_name_is_known_with_or_without_its_kind(text: str, expected: Candidate) -> None:
    assert UNITS.by_name(text).unit is expected


def test_namesakes_are_a_choice_and_never_a_guess() -> None:
    found = UNITS.by_name("Duyên Hải")
    assert found.unit is None
    assert set(found.choices) == {DUYEN_HAI, THI_XA_DUYEN_HAI}


def test_a_name_of_another_kind_is_a_choice_even_if_it_is_the_only_one() -> None:
    found = UNITS.by_name("Thị xã Cầu Kè")
    assert (found.unit, found.choices) == (None, (CAU_KE,))


def test_a_name_nobody_has_is_not_found_but_the_likest_are_named() -> None:
    assert UNITS.by_name("Huyện Cầu Kẻ Chợ").unit is None
    assert UNITS.by_name("Huyện Châu Thành") == UNITS.by_name("không có")
    assert UNITS.like("Huyện Cầu Nganh") == [CAU_NGANG]


def test_other_marks_are_told() -> None:
    assert UNITS.by_name("Huyện Cầu Ke").is_respelled
    assert not UNITS.by_name("huyen cau ke").is_respelled
    assert not UNITS.by_name("Huyện Cầu Kè").is_respelled


def test_marks_tell_apart_what_looks_alike_without_them() -> None:
    hoa, hoa_2 = unit(1, "1", "Xã Tân Hòa", "Tân Hòa"), unit(2, "2", "Xã Tân Hoa", "Tân Hoa")
    units = Units([hoa, hoa_2])
    assert units.by_name("Xã Tân Hoà").unit is hoa
    assert units.by_name("Tân Hoa").unit is hoa_2
    assert set(units.by_name("Xã Tân Hóa").choices) == {hoa, hoa_2}


def test_a_code_kept_as_a_number_has_lost_its_zeros() -> None:
    ba_dinh = unit(1, "00004", "Phường Ba Đình", "Ba Đình", level=3)
    units = Units([ba_dinh, CAU_KE])
    assert units.by_code("4", is_number=True).unit is ba_dinh
    assert units.by_code("4").unit is None
    assert units.by_code("00004").unit is ba_dinh
    assert units.by_code("845", is_number=True).unit is CAU_KE


def test_a_number_that_may_be_two_codes_is_a_choice() -> None:
    province = unit(1, "01", "Thành phố Hà Nội", "Hà Nội", level=1)
    district = unit(2, "001", "Quận Ba Đình", "Ba Đình")
    found = Units([province, district]).by_code("1", is_number=True)
    assert found.unit is None
    assert set(found.choices) == {province, district}


@pytest.mark.parametrize(
    "text", ["Tổng cộng", "TỔNG CỘNG", "Cộng:", "Tổng số", "Toàn tỉnh", "Tỉnh Trà Vinh"]
)
def test_a_total_is_no_unit(text: str) -> None:
    assert UNITS.is_total(text)


@pytest.mark.parametrize("text", ["Thành phố Trà Vinh", "Cầu Kè", "", "Xã Tổng Cọt"])
def test_a_unit_is_no_total(text: str) -> None:
    assert not UNITS.is_total(text)


def communes(province: str) -> list[Candidate]:
    with open(FIXTURES / "communes_from_2025-07-01.csv", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["parent_code"] == province]
    return [
        unit(number, row["code"], row["full_name"], row["name"], level=3)
        for number, row in enumerate(rows)
    ]


VINH_LONG = communes("86")


@given(st.sampled_from(VINH_LONG))
def test_every_commune_of_a_province_is_found_by_its_full_name_and_by_its_code(
    each: Candidate,
) -> None:
    units = Units(VINH_LONG)
    assert units.by_name(each.full_name).unit == each
    assert units.by_name(each.full_name.upper()).unit == each
    assert units.by_code(each.code).unit == each


@given(st.text(max_size=30))
def test_any_text_is_answered(text: str) -> None:
    found = UNITS.by_name(text)
    assert found.unit is None or not found.choices
    assert isinstance(UNITS.is_total(text), bool)
    if found.unit is not None:
        assert search_key(found.unit.name) in search_key(text)
