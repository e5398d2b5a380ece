"""Administration of units and of their changes: what the database would refuse, in words."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from admin_pages import admin_url, errors_of
from cast import Cast, make_unit
from coverage.models import AdministrativeUnit, UnitChange
from pages import signed_in_as

pytestmark = pytest.mark.usefixtures("static_files")


@pytest.fixture
def em(client: Client, cast: Cast) -> Client:
    """The administrator's browser, in English."""
    signed_in_as(client, cast.em)
    client.cookies["django_language"] = "en"
    return client


def test_names_are_found_without_marks_and_in_either_spelling(em: Client, cast: Cast) -> None:
    old, new = "Phường Đông Hoà", "Phường Đông Hòa"
    for number, name in enumerate((old, new)):
        make_unit(3, f"2222{number}", "phuong", name, name, cast.tra_vinh)
    for term in ("dong hoa", "Đông Hòa", "ĐÔNG HOÀ", "phuong dong"):
        found = em.get(admin_url("coverage_administrativeunit", "changelist"), {"q": term})
        assert (old in found.text, new in found.text) == (True, True), term
        assert "Cầu Kè" not in found.text


def test_a_unit_is_offered_with_the_one_above_it_and_its_years(em: Client, cast: Cast) -> None:
    query = {
        "term": "cau ke",
        "app_label": "coverage",
        "model_name": "assignment",
        "field_name": "unit",
    }
    answer = em.get(reverse("admin:autocomplete"), query)
    texts = [result["text"] for result in answer.json()["results"]]
    assert texts == ["Huyện Cầu Kè, Tỉnh Trà Vinh (2008–)"]


def unit_form(**more: Any) -> dict[str, Any]:
    return {
        "level": 2,
        "code": "850",
        "kind": "huyen",
        "name": "Đông Hoà",
        "full_name": "Huyện Đông Hoà",
        "parent": "",
        "valid_from": "01/08/2008",
        "valid_to": "",
        "source": "Tổng cục Thống kê",
    } | more


def test_saving_a_unit_sets_the_keys_it_is_found_and_sorted_by(em: Client, cast: Cast) -> None:
    add = admin_url("coverage_administrativeunit", "add")
    form = unit_form(parent=cast.tra_vinh.pk, name="Đo\u0302ng Hoà")
    assert em.post(add, form).status_code == 302
    unit = AdministrativeUnit.objects.get(code="850")
    assert (unit.name, unit.search_key) == ("Đông Hoà", "huyen dong hoa")
    assert unit.valid_from == date(2008, 8, 1)
    assert cast.cau_ke.sort_key < unit.sort_key < cast.tra_cu.sort_key


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"code": "85a"}, "A code has two to five digits."),
        ({"code": "８５０"}, "A code has two to five digits."),
        ({"code": "845"}, "Huyện Cầu Kè holds this code at that time"),
        ({"parent": "cau_ke"}, "The unit above it must be of a higher level."),
        ({"parent": None}, "Every unit but the nation has one above it."),
        ({"valid_to": "31/07/2008"}, "A unit cannot end before it begins."),
    ],
)
def test_a_unit_the_database_would_refuse_is_refused_in_words(
    em: Client, cast: Cast, more: dict[str, Any], words: str
) -> None:
    if "parent" in more:
        more["parent"] = cast.cau_ke.pk if more["parent"] else ""
    form = unit_form(parent=cast.tra_vinh.pk) | more
    answer = em.post(admin_url("coverage_administrativeunit", "add"), form)
    assert words in errors_of(answer)
    assert AdministrativeUnit.objects.count() == 6


def test_a_unit_is_not_lifted_above_what_lies_below_it(em: Client, cast: Cast) -> None:
    form = unit_form(code="84", name="Trà Vinh", full_name="Tỉnh Trà Vinh", parent=cast.nation.pk)
    answer = em.post(admin_url("coverage_administrativeunit", "change", cast.tra_vinh.pk), form)
    assert "Units below it are of this level or a higher one." in errors_of(answer)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_date_is_day_month_year_in_both_languages(em: Client, cast: Cast, language: str) -> None:
    em.cookies["django_language"] = language
    form = unit_form(parent=cast.tra_vinh.pk, valid_from="03/04/2009", valid_to="31/12/2026")
    assert em.post(admin_url("coverage_administrativeunit", "add"), form).status_code == 302
    unit = AdministrativeUnit.objects.get(code="850")
    assert (unit.valid_from, unit.valid_to) == (date(2009, 4, 3), date(2026, 12, 31))


def test_a_code_is_given_again_after_its_holder_ended(em: Client, cast: Cast) -> None:
    AdministrativeUnit.objects.filter(pk=cast.cau_ke.pk).update(valid_to=date(2025, 6, 30))
    form = unit_form(code="845", valid_from="01/07/2025", parent=cast.tra_vinh.pk)
    assert em.post(admin_url("coverage_administrativeunit", "add"), form).status_code == 302


def change_form(*links: tuple[object, object, str]) -> dict[str, Any]:
    form: dict[str, Any] = {
        "takes_effect": "01/07/2025",
        "kind": "merge",
        "code": "2025-86",
        "decision": "Nghị quyết 202/2025/QH15",
        "source": "Nghị quyết 202/2025/QH15",
        "links-TOTAL_FORMS": len(links),
        "links-INITIAL_FORMS": 0,
    }
    for number, (old, new, weight) in enumerate(links):
        form |= {
            f"links-{number}-old": old,
            f"links-{number}-new": new,
            f"links-{number}-weight": weight,
        }
    return form


def test_a_change_of_units_is_entered_with_its_links(em: Client, cast: Cast) -> None:
    links = ((cast.cau_ke.pk, cast.tra_cu.pk, "0,35"), (cast.sin_ho.pk, cast.tra_cu.pk, ""))
    add = admin_url("coverage_unitchange", "add")
    assert em.post(add, change_form(*links)).status_code == 302
    weights = UnitChange.objects.get().links.order_by("pk").values_list("weight", flat=True)
    assert list(weights) == [Decimal("0.35"), None]


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        ("1,5", "A share lies above 0 and is at most 1."),
        ("0", "A share lies above 0 and is at most 1."),
        ("0.35", "Write a dot between thousands and a comma before decimals."),
    ],
)
def test_a_weight_that_is_no_share_is_refused(
    em: Client, cast: Cast, weight: str, words: str
) -> None:
    form = change_form((cast.cau_ke.pk, cast.tra_cu.pk, weight))
    answer = em.post(admin_url("coverage_unitchange", "add"), form)
    assert words in answer.text
    assert not UnitChange.objects.exists()
