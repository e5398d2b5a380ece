"""Administration of units and of their changes: names corrected with a reason, nothing else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from admin_pages import admin_url, errors_of
from cast import JUNE, Cast, make_unit
from coverage.models import AdministrativeUnit, UnitChange, UnitChangeVersion, UnitVersion
from coverage.version_entry import in_force_of
from pages import signed_in_as
from raw_rows import add_link, add_unit
from unit_acts import rename

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


def correction(unit: AdministrativeUnit, **more: Any) -> dict[str, Any]:
    """The form as the page of the unit shows it."""
    return {
        "name": unit.name,
        "full_name": unit.full_name,
        "source": unit.source,
        "shown": in_force_of(UnitVersion, unit).pk,
    } | more


def test_a_corrected_name_sets_the_keys_it_is_found_and_sorted_by(em: Client, cast: Cast) -> None:
    typed = {"name": "Đo\u0302ng Hoà", "full_name": "Huyện Đo\u0302ng Hoà", "why": "gõ sai"}
    form = correction(cast.cau_ke, **typed)
    page = admin_url("coverage_administrativeunit", "change", cast.cau_ke.pk)
    assert em.post(page, form).status_code == 302
    unit = AdministrativeUnit.objects.get(pk=cast.cau_ke.pk)
    assert (unit.name, unit.search_key) == ("Đông Hoà", "huyen dong hoa")
    assert unit.sort_key < cast.tra_cu.sort_key


def test_a_correction_without_a_reason_is_refused(em: Client, cast: Cast) -> None:
    page = admin_url("coverage_administrativeunit", "change", cast.cau_ke.pk)
    answer = em.post(page, correction(cast.cau_ke, name="Khác"))
    assert "This field is required." in errors_of(answer)
    cast.cau_ke.refresh_from_db()
    assert cast.cau_ke.name == "Cầu Kè"


def test_a_correction_from_an_old_page_is_refused_and_says_who_was_before(
    em: Client, cast: Cast
) -> None:
    page = admin_url("coverage_administrativeunit", "change", cast.cau_ke.pk)
    old = correction(cast.cau_ke, why="gõ sai")
    rename(cast.cau_ke, name="Cầu Kẻ")
    assert "Người ghi changed this" in errors_of(em.post(page, old | {"name": "Khác"}))


@pytest.mark.parametrize("model", ["coverage_administrativeunit", "coverage_unitchange"])
def test_units_and_changes_begin_by_acts_and_not_here(em: Client, cast: Cast, model: str) -> None:
    assert em.get(admin_url(model, "add")).status_code == 403
    assert em.get(admin_url(model, "changelist")).status_code == 200


def test_a_change_of_units_is_shown_with_its_links_and_its_decision_corrected(
    em: Client, cast: Cast
) -> None:
    add_link(new=add_unit(cast, valid_from=JUNE))
    act = UnitChange.objects.get()
    page = admin_url("coverage_unitchange", "change", act.pk)
    assert "Huyện Tiểu Cần" in em.get(page).text
    form = {
        "decision": "Nghị quyết 570/NQ-UBTVQH15",
        "source": act.source,
        "why": "đã tìm thấy văn bản",
        "shown": in_force_of(UnitChangeVersion, act).pk,
        "links-TOTAL_FORMS": 0,
        "links-INITIAL_FORMS": 0,
    }
    assert em.post(page, form).status_code == 302
    act.refresh_from_db()
    assert act.decision == "Nghị quyết 570/NQ-UBTVQH15"
    assert in_force_of(UnitChangeVersion, act).why == "đã tìm thấy văn bản"
