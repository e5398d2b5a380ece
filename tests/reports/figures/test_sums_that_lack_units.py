"""Nothing is judged on a part: what pages and files say of a sum that lacks units."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cast import JUNE, Cast, make_unit
from coverage.models import AdministrativeUnit
from every_surface import file_text, surfaces
from pages import Page, in_english, open_overview, signed_in_as
from reporting import count, make_document, promise, report, report_all

pytestmark = pytest.mark.usefixtures("static_files")
MAY = date(2023, 5, 1)
WORKBOOKS, REPORTS = ("parts_workbook", "monthly_workbook"), ("report", "report_document")
FILES = ("parts_workbook", "monthly_workbook", "report_document")


def cang_long() -> AdministrativeUnit:
    return AdministrativeUnit.objects.get(code="844")


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Trà Vinh has three districts: Càng Long has 200 people in May, and no report for June."""
    third = make_unit(2, "844", "huyen", "Càng Long", "Huyện Càng Long", world.tra_vinh)
    report_all({world.cau_ke: 90, world.tra_cu: 80, third: 200}, world.bhyt, MAY)
    report_all({world.cau_ke: 95, world.tra_cu: 84}, world.bhyt, JUNE)
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    targets = {world.tra_vinh: 400, world.cau_ke: 100, world.tra_cu: 90, third: 210}
    for unit, people in targets.items():
        promise(plan, unit, world.bhyt, 2023, people=people)
        count(unit, "population", 2023, people)
    return world


@pytest.fixture
def chi(client: Client, cast: Cast) -> Client:
    """Chi sits on the committee of Trà Vinh, and reads English here."""
    return in_english(signed_in_as(client, cast.chi))


def test_a_sum_of_two_units_of_three_is_held_against_the_targets_of_the_whole_nowhere(
    cast: Cast, chi: Client
) -> None:
    """179 of 400 people are 44,75 %, and 221 would remain: of a part."""
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    for name, text in said.items():
        assert "44,75" not in text, name
        assert "44.75" not in text, name
        assert "221" not in text.split(), name
        assert "179" in text, name
    for name in ("overview", *FILES[1:]):
        assert "400" in said[name], f"{name}: the target itself is known"


def test_what_the_units_with_both_months_gained_and_attained_of_their_own_targets_is_said(
    cast: Cast, chi: Client
) -> None:
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    for name in ("overview", "parts_workbook", "monthly_workbook"):
        assert "2/3 units with both months: 170 → 179, +9" in said[name], name
        assert "94,21 % of their own targets together (179 of 190 people, UBND tỉnh" in said[name]
    for name in ("report", "report_document"):
        assert "2/3 đơn vị đủ số liệu của cả hai tháng có 179 người, tăng 9 người" in said[name]
        assert "2 đơn vị đủ số liệu đạt 94,21" in said[name], name
        assert "tổng chỉ tiêu của chính các đơn vị này" in said[name], name
        assert (
            "đơn vị cấp huyện có đủ số liệu, tỷ lệ BHYT cao nhất là huyện Cầu Kè" in said[name]
        ), name


def test_when_the_last_unit_reports_the_whole_is_judged(cast: Cast, chi: Client) -> None:
    report(cang_long(), cast.bhyt, JUNE, 205)
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    assert "96,00 %" in said["overview"]
    assert "units with both months" not in said["overview"]
    assert "units with both months" not in said["monthly_workbook"]


def test_a_unit_to_which_an_indicator_does_not_apply_is_not_missing_from_the_sum(
    cast: Cast, chi: Client
) -> None:
    report(cang_long(), cast.bhyt, JUNE, None, absence="not_applicable")
    page = open_overview(chi, cast.tra_vinh, month="2023-06", indicator="BHYT")
    card = page.card("BHYT")
    assert card.standing("UBND tỉnh Trà Vinh") == ["400", "44,75 %", "221"]
    assert "sum of 2/2 units" in card.text
    assert "not applicable to Huyện Càng Long" in card.text
    assert card.change("On last month").startswith("+9")
    assert "2/2 units with both months: 170 → 179, +9" in card.text


def test_one_level_up_a_sum_that_lost_a_unit_to_which_it_does_not_apply_is_left_out_of_both_months(
    cast: Cast, client: Client
) -> None:
    """Trà Vinh with Càng Long's 200 in May and without them in June is no change of the nation."""
    report(cang_long(), cast.bhyt, JUNE, None, absence="not_applicable")
    report(cast.sin_ho, cast.bhyt, MAY, 300)
    report(cast.sin_ho, cast.bhyt, JUNE, 311)
    dung = in_english(signed_in_as(client, cast.dung))
    said = surfaces(dung, cast.nation, "2023-06")
    for name in ("overview", *WORKBOOKS):
        assert "1/2 units with both months: 300 → 311, +11" in said[name], name
    for name in REPORTS:
        assert "1/2 đơn vị đủ số liệu của cả hai tháng có 311 người, tăng 11 người" in said[name]
    for name, text in said.items():
        assert "180" not in text.split(), f"{name}: 490 in June less 670 in May"


def test_the_report_says_of_which_units_a_change_is_and_cites_what_they_had_before(
    cast: Cast, chi: Client
) -> None:
    report(cang_long(), cast.bhyt, JUNE, None, absence="not_applicable")
    said = surfaces(chi, cast.tra_vinh, "2023-06", REPORTS)
    for name, text in said.items():
        assert "2/2 đơn vị đủ số liệu của cả hai tháng có 179 người, tăng 9 người" in text, name
        assert "tăng 9 người so với tháng trước" in text, name
        assert "dân số; BHYT không áp dụng đối với huyện Càng Long." in text, name
        assert "370" not in text.split(), f"{name}: what all three had in May"
        assert "BHYT tháng 05/2023 của 2/2 đơn vị thuộc tỉnh Trà Vinh: 170 người" in text, name


def test_the_rates_of_two_months_that_count_other_units_are_not_compared(
    cast: Cast, chi: Client
) -> None:
    """92,50 % of the whole in May and a year before; of the two to which it applies, 44,75 %."""
    last_june = date(2022, 6, 1)
    report_all({cast.cau_ke: 90, cast.tra_cu: 80, cang_long(): 200}, cast.bhyt, last_june)
    count(cast.tra_vinh, "population", 2022, 400)
    report(cang_long(), cast.bhyt, JUNE, None, absence="not_applicable")
    address = reverse("indicator", args=[cast.tra_vinh.pk, "BHYT"])
    query = {"month": "2023-06", "since": "2023-05", "measure": "rate"}
    page = Page.of(chi.get(address, query))
    said = {
        "indicator": page.text,
        "changes": file_text(chi.get(address, query | {"xlsx": "changes"})),
        "ranking": file_text(
            chi.get(reverse("indicator_workbook", args=[cast.tra_vinh.pk, "BHYT"]), query)
        ),
        **surfaces(chi, cast.tra_vinh, "2023-06"),
    }
    for name, text in said.items():
        assert "47,75" not in text, name
        assert "-47.75" not in text, name
    for name in ("indicator", "changes"):
        assert "the two months do not count the same units" in said[name], name
    for name in ("report", "report_document"):
        assert "tăng 9 người" in said[name], name


def test_people_of_all_units_are_judged_and_a_rate_of_some_is_shown_as_theirs(
    cast: Cast, chi: Client
) -> None:
    """Càng Long has no denominator for BHTN's labour force, nor has the whole."""
    bhtn, third = cast.indicators["BHTN"], cang_long()
    report_all({cast.cau_ke: 30, cast.tra_cu: 20, third: 50}, bhtn, JUNE)
    for unit in (cast.cau_ke, cast.tra_cu):
        count(unit, "labour_force", 2023, 100)
    plan = make_document(cast.tra_vinh, date(2023, 1, 1), number="8/KH-UBND")
    promise(plan, cast.tra_vinh, bhtn, 2023, people=200)
    council = make_document(cast.tra_vinh, date(2023, 1, 1), "HĐND tỉnh", 2, number="3/NQ-HĐND")
    promise(council, cast.tra_vinh, bhtn, 2023, percent="30")
    card = open_overview(chi, cast.tra_vinh, month="2023-06", indicator="BHTN").card("BHTN")
    assert "25,00 % of 2/3 units" in card.text
    assert card.standing("UBND tỉnh Trà Vinh") == ["200", "50,00 %", "100"]
    assert card.standing("HĐND tỉnh") == ["30 %", "–", "–"]


def test_the_nations_rate_is_no_number_of_people_by_the_denominator_of_one_province(
    cast: Cast, client: Client
) -> None:
    central = make_document(cast.nation, date(2018, 5, 23), "Trung ương", 6, number="28-NQ/TW")
    promise(central, cast.nation, cast.bhyt, 2023, percent="95")
    dung = in_english(signed_in_as(client, cast.dung))
    card = open_overview(dung, cast.nation, month="2023-06", indicator="BHYT").card("BHYT")
    assert card.standing("Trung ương") == ["95 %", "–", "–"]


def test_a_figure_of_its_own_goes_first_and_the_sum_of_the_units_stands_beside_it(
    cast: Cast, chi: Client
) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 380)
    card = open_overview(chi, cast.tra_vinh, month="2023-06", indicator="BHYT").card("BHYT")
    assert card.people == "380"
    assert card.standing("UBND tỉnh Trà Vinh") == ["400", "95,00 %", "20"]
    assert "sum of 2/3 units: 179" in card.text
    report(cang_long(), cast.bhyt, JUNE, 205)
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    for name in ("overview", "parts_workbook", "monthly_workbook"):
        assert "sum of 3/3 units: 384, a difference of +4" in said[name], name
    assert "one month is the unit’s own figure, the other the sum of its units" in said["overview"]


def test_a_draft_of_its_own_does_not_hide_the_sum(cast: Cast, chi: Client) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 380, is_draft=True)
    assert "380" not in surfaces(chi, cast.tra_vinh, "2023-06")["overview"]


def test_the_sources_of_the_report_are_of_the_units_that_are_counted(
    cast: Cast, chi: Client
) -> None:
    said = surfaces(chi, cast.tra_vinh, "2023-06", ("report_document",))["report_document"].lower()
    assert "chỉ tiêu bhyt năm 2023 của 2 đơn vị thuộc tỉnh trà vinh" in said
    assert "dân số năm 2023 của 2/3 đơn vị thuộc tỉnh trà vinh: 190 người" in said
    fourth = make_unit(2, "850", "huyen", "Cầu Ngang", "Huyện Cầu Ngang", cast.tra_vinh)
    report(fourth, cast.bhyt, JUNE, absence="not_applicable")
    said = surfaces(chi, cast.tra_vinh, "2023-06", ("report_document",))["report_document"].lower()
    assert "bhyt tháng 06/2023 của 2/3 đơn vị thuộc tỉnh trà vinh" in said
    assert "2/4 đơn vị thuộc" not in said.replace("tình hình báo cáo", "")


def test_a_unit_without_a_target_of_the_kind_compared_by_is_held_against_no_other_kind(
    cast: Cast, chi: Client
) -> None:
    """Cầu Ngang has a target of its own council alone: 50 of 60 people would be 83,33 %."""
    fourth = make_unit(2, "850", "huyen", "Cầu Ngang", "Huyện Cầu Ngang", cast.tra_vinh)
    council = make_document(fourth, date(2023, 1, 1), "HĐND huyện Cầu Ngang", 2)
    promise(council, fourth, cast.bhyt, 2023, people=60)
    report(fourth, cast.bhyt, JUNE, 50)
    for name, text in surfaces(chi, cast.tra_vinh, "2023-06").items():
        assert "83,33" not in text, name
        assert "HĐND huyện Cầu Ngang" not in text or name == "monthly_workbook", name


@time_machine.travel("2023-06-20T12:00+07:00")
def test_before_its_day_a_figure_is_not_yet_due_and_nowhere_missing(
    cast: Cast, chi: Client
) -> None:
    said = surfaces(chi, cast.tra_vinh, "2023-06")
    for name in ("overview", "what_if", *WORKBOOKS):
        assert "not yet due" in said[name], name
        if name != "monthly_workbook":  # it holds months long over as well
            assert "not reported" not in said[name], name
    for name in REPORTS:
        assert "chưa đến hạn" in said[name], name
        assert "chưa có số liệu" not in said[name], name
    trend = Page.of(chi.get(reverse("unit", args=[cang_long().pk]), {"month": "2023-06"}))
    assert "not yet due" in trend.text
    address = reverse("indicator", args=[cast.tra_vinh.pk, "BHYT"])
    compared = Page.of(chi.get(address, {"month": "2023-06"}))
    assert "… not yet due" in compared.text
