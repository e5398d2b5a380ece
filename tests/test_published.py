"""Published cases, from the files through the database to the page and the workbook.

The figures are those that newspapers and authorities printed; each test names its case. Rounding,
attainment, remaining people and comparisons must come out as printed.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cast import JUNE, make_user
from coverage.models import AdministrativeUnit, Role
from fixtures.simulation.demo import demo_of
from fixtures.simulation.store import simulate
from pages import Card, Page, in_english, open_overview, signed_in_as
from reports.figures.query import Overview, overview
from targets.models import Document, Target

pytestmark = pytest.mark.usefixtures("static_files")

COMMITTEE = "UBND tỉnh Trà Vinh"
PARTY_AND_COMMITTEE = "Tỉnh ủy, UBND tỉnh Trà Vinh"
PRIME_MINISTER = "Thủ tướng Chính phủ"
CENTRAL = "Ban Chấp hành Trung ương"
NO_RATE = "no denominator, so no rate"


@pytest.fixture
def analyst(reference: None, client: Client) -> Client:
    """Dung, who analyses the nation, in English."""
    nation = AdministrativeUnit.objects.get(level=0)
    dung = make_user("dung", "Phạm Anh Dung", (nation, Role.VIEWER))
    return in_english(signed_in_as(client, dung))


@pytest.fixture
def with_districts(analyst: Client) -> Client:
    """Trà Vinh's districts for 6/2023, simulated around what the province published."""
    demo = demo_of("84", 2026)
    simulate(replace(demo, scenario=replace(demo.scenario, first=JUNE, last=JUNE)))
    return analyst


def unit_of(code: str, level: int = 1) -> AdministrativeUnit:
    """The unit of that code before 1/7/2025."""
    units = AdministrativeUnit.objects.select_related("parent__parent__parent")
    return units.on(date(2023, 6, 1)).get(level=level, code=code)


def page_of(analyst: Client, unit: AdministrativeUnit, month: str, **query: Any) -> Page:
    page = open_overview(analyst, unit, month=month, **query)
    assert page.status == 200
    return page


def card_of(analyst: Client, code: str, month: str, indicator: str) -> Card:
    level = {"00": 0, "564": 2}.get(code, 1)
    return page_of(analyst, unit_of(code, level), month).card(indicator)


def facts_of(code: str, period: date, level: int = 1) -> Overview:
    return overview(unit_of(code, level), period)


# Trà Vinh, 30/6/2023


@pytest.mark.parametrize("assigner", [PRIME_MINISTER, PARTY_AND_COMMITTEE])
def test_tra_vinh_health_insurance_is_85_per_cent_of_either_assigners_target(
    analyst: Client, assigner: str
) -> None:
    card = card_of(analyst, "84", "2023-06", "BHYT")
    assert (card.people, card.rate) == ("821.563", "80,58 %")
    target, attained, remaining = card.standing(assigner)
    assert target == "966.520"
    assert attained.split(" %")[0] == "85,00"
    assert remaining.split()[0] == "144.957"


def test_tra_vinh_population_is_what_its_printed_rate_implies(analyst: Client) -> None:
    whole = facts_of("84", JUNE).whole("BHYT")
    assert whole is not None
    assert whole.value.base is not None
    assert 1_019_499 <= whole.value.base.people <= 1_019_625
    assert whole.value.base.estimate
    assert "managed locally" in card_of(analyst, "84", "2023-06", "BHYT").text


def test_tra_vinh_social_insurance(analyst: Client) -> None:
    card = card_of(analyst, "84", "2023-06", "BHXH")
    assert (card.people, card.rate) == ("84.268", "16,21 %")
    target, attained, remaining = card.standing(COMMITTEE)
    assert (target, attained.split(" %")[0], remaining.split()[0]) == (
        "112.936",
        "74,62",
        "28.668",
    )
    whole = facts_of("84", JUNE).whole("BHXH")
    assert whole is not None
    assert whole.value.base is not None
    assert 519_692 <= whole.value.base.people <= 520_012


def test_tra_vinh_voluntary_insurance_keeps_the_printed_rate_and_computes_the_attainment(
    analyst: Client,
) -> None:
    """Printed are 3,13 % and 78,07 %; 16.238 of 20.754 is 78,24 %. Nothing is repaired."""
    card = card_of(analyst, "84", "2023-06", "BHXH_TN")
    assert (card.people, card.rate) == ("16.238", "3,13 %")
    target, attained, remaining = card.standing(COMMITTEE)
    assert (target, attained.split(" %")[0], remaining.split()[0]) == ("20.754", "78,24", "4.516")
    assert "rate as printed" in card.text
    assert "78,07 %" in card.text


def test_tra_vinh_targets_are_published_and_name_their_assigners(analyst: Client) -> None:
    page = page_of(analyst, unit_of("84"), "2023-06")
    assert "published" in page.card("BHYT").text
    assert page.card("BHYT").assigners()[:2] == [PARTY_AND_COMMITTEE, PRIME_MINISTER]
    assert "Simulated figures." not in page.text


BELOW_IN_HEALTH = {
    "Huyện Cầu Kè",
    "Huyện Tiểu Cần",
    "Huyện Cầu Ngang",
    "Huyện Trà Cú",
    "Thị xã Duyên Hải",
}
BELOW_IN_VOLUNTARY = {
    "Thành phố Trà Vinh",
    "Huyện Cầu Kè",
    "Huyện Châu Thành",
    "Huyện Trà Cú",
    "Thị xã Duyên Hải",
    "Huyện Duyên Hải",
}


@pytest.mark.parametrize(
    ("indicator", "below", "rate"),
    [("BHYT", BELOW_IN_HEALTH, "80,58 %"), ("BHXH_TN", BELOW_IN_VOLUNTARY, "3,13 %")],
)
def test_the_published_lists_of_districts_below_the_average_come_out(
    with_districts: Client, indicator: str, below: set[str], rate: str
) -> None:
    """The districts' figures were not published; simulated ones are marked as such."""
    page = page_of(with_districts, unit_of("84"), "2023-06", indicator=indicator)
    marked = {row[0].removesuffix(" simulated") for row in page.table() if "▼" in row[4]}
    assert marked == below
    said = str(page.first('//*[@class="below-average"]').text_content())
    assert f"Below the pooled rate of {rate}" in said
    assert all(name in said for name in below)
    assert len(page.table()) == 10
    assert all(row[0].endswith(" simulated") for row in page.table()[:-1])
    assert "Simulated figures." in page.text


def test_the_province_keeps_its_published_figures_beside_simulated_districts(
    with_districts: Client,
) -> None:
    page = page_of(with_districts, unit_of("84"), "2023-06", indicator="BHYT")
    assert page.card("BHYT").people == "821.563"
    assert page.card("BHYT").standing(PRIME_MINISTER)[1].startswith("85,00 %")
    people = [int(row[2].replace(".", "")) for row in page.table()]
    assert sum(people[:-1]) == people[-1] == 821_563


@pytest.mark.parametrize(
    ("indicator", "assigner", "people", "rate", "target", "attained", "remaining"),
    [
        ("BHYT", PRIME_MINISTER, 821_563, "80.58", 966_520, "85.00", 144_957),
        ("BHYT", PARTY_AND_COMMITTEE, 821_563, "80.58", 966_520, "85.00", 144_957),
        ("BHXH", COMMITTEE, 84_268, "16.21", 112_936, "74.62", 28_668),
        ("BHXH_TN", COMMITTEE, 16_238, "3.13", 20_754, "78.24", 4_516),
    ],
)
def test_the_workbook_of_tra_vinh_holds_the_same_numbers_as_numbers(
    with_districts: Client,
    indicator: str,
    assigner: str,
    people: int,
    rate: str,
    target: int,
    attained: str,
    remaining: int,
) -> None:
    by = Document.objects.filter(assigner__name=assigner).values_list("assigner", flat=True)[0]
    response = with_districts.get(
        reverse("parts_workbook", args=[unit_of("84").pk]),
        {"month": "2023-06", "indicator": indicator, "assigner": str(by)},
    )
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    top = next(cell.row for cell in sheet["A"] if cell.value == "Unit")
    names = [cell.value for cell in sheet[top]]
    rows = {
        row[0].value: dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=top)
    }
    whole = rows["Tỉnh Trà Vinh"]
    assert (whole["Participants"].value, whole["Target"].value) == (people, target)
    assert whole["Remaining"].value == remaining
    for name, expected in (("Coverage, %", rate), ("Attained, %", attained)):
        assert isinstance(whole[name].value, int | float)
        assert round(Decimal(whole[name].value), 2) == Decimal(expected)
    assert whole["Origin"].value == "published"
    assert rows["Huyện Cầu Kè"]["Origin"].value == "simulated"


# Lai Châu, 31/5/2020


@pytest.mark.parametrize(
    ("indicator", "people", "change"),
    [("BHXH_TN", "2.983", "+1.083 (+57,00 %)"), ("BHYT", "438.422", "+2.329 (+0,53 %)")],
)
def test_lai_chau_on_the_same_month_of_2019(
    analyst: Client, indicator: str, people: str, change: str
) -> None:
    card = card_of(analyst, "12", "2020-05", indicator)
    assert card.people == people
    assert change in card.text


def test_lai_chau_of_the_year_before_is_what_the_printed_growth_implies(
    analyst: Client,
) -> None:
    assert card_of(analyst, "12", "2019-05", "BHXH_TN").people == "1.900"
    assert card_of(analyst, "12", "2019-05", "BHYT").people == f"436.093 {NO_RATE}"


def test_lai_chau_compulsory_and_health_insurance_as_printed(analyst: Client) -> None:
    compulsory = card_of(analyst, "12", "2020-05", "BHXH_BB")
    assert (compulsory.people, compulsory.rate) == ("29.024", "about 12")
    assert card_of(analyst, "12", "2020-05", "BHYT").rate == "96"


def test_lai_chau_social_insurance_is_the_sum_of_compulsory_and_voluntary(
    analyst: Client,
) -> None:
    card = card_of(analyst, "12", "2020-05", "BHXH")
    assert card.people == "32.007"
    assert "computed: the sum of its parts" in card.text


def test_lai_chau_has_its_own_goal_and_the_nations_side_by_side(analyst: Client) -> None:
    card = card_of(analyst, "12", "2020-05", "BHXH")
    assert card.assigners() == ["UBND tỉnh Lai Châu"]
    assert card.standing("UBND tỉnh Lai Châu")[0] == "15 %"
    assert card.text.count("milestone 2021") == 1
    assert card.goals() == [f"goal for the unit above, 2021: about 35 %, {CENTRAL} (28-NQ/TW)"]


@pytest.mark.parametrize(
    ("month", "year", "own", "national"),
    [
        ("2021-06", 2021, "15 %", "35 %"),
        ("2022-06", 2025, "20 %", "45 %"),
        ("2025-06", 2025, "20 %", "45 %"),
    ],
)
def test_lai_chau_goals_of_2021_and_2025(
    analyst: Client, month: str, year: int, own: str, national: str
) -> None:
    card = card_of(analyst, "12", month, "BHXH")
    assert card.standing("UBND tỉnh Lai Châu")[0] == own
    assert card.goals() == [
        f"goal for the unit above, {year}: about {national}, {CENTRAL} (28-NQ/TW)"
    ]
    assert ("milestone" in card.text) is (not month.startswith(str(year)))


# Bình Phước, 02-NQ/TU

BINH_PHUOC = {
    2021: ("33", "28", "91", None),
    2022: ("35", "29.5", "92", "91.50"),
    2023: ("38", "31.5", "93", "92.25"),
    2024: ("42", "33", "94", "93.50"),
    2025: ("45", "35", "95", "95.00"),
}


def test_binh_phuoc_has_fifteen_targets_of_one_document(analyst: Client) -> None:
    document = Document.objects.get(number="02-NQ/TU")
    targets = Target.objects.current().filter(document=document).select_related("indicator")
    assert {(each.year, each.indicator.code): each.percent for each in targets} == {
        (year, code): Decimal(percent)
        for year, values in BINH_PHUOC.items()
        for code, percent in zip(("BHXH", "BHTN", "BHYT"), values[:3], strict=True)
    }
    assert targets.count() == 15
    text = Page.of(analyst.get(reverse("document", args=[document.pk]))).text
    assert all(f"{value}" in text for value in ("29,5", "31,5"))


@pytest.mark.parametrize("year", BINH_PHUOC)
def test_binh_phuoc_every_years_targets_stand_beside_the_prime_ministers(
    analyst: Client, year: int
) -> None:
    page = page_of(analyst, unit_of("70"), f"{year}-06")
    social, unemployment, health, of_prime_minister = BINH_PHUOC[year]
    for code, percent in (("BHXH", social), ("BHTN", unemployment), ("BHYT", health)):
        target = page.card(code).standing("Tỉnh ủy Bình Phước")[0]
        assert target == as_set(percent)
    assigners = page.card("BHYT").assigners()
    if of_prime_minister is None:
        assert PRIME_MINISTER not in assigners
    else:
        assert assigners[:2] == ["Tỉnh ủy Bình Phước", PRIME_MINISTER]
        target = page.card("BHYT").standing(PRIME_MINISTER)[0]
        assert target == as_set(of_prime_minister)


def as_set(percent: str) -> str:
    """A target is written with the decimals it was printed with."""
    return f"{percent} %".replace(".", ",")


# Đông Hòa, 3/2023


def test_dong_hoa_conferences_and_newly_enrolled_against_the_years_plan(analyst: Client) -> None:
    """What was published is of "more than a month": of January and February nothing is known."""
    conferences = card_of(analyst, "564", "2023-03", "CONFERENCES")
    assert "at least 4 / 20" in conferences.text
    assert conferences.rate == "at least 20,00 %"
    enrolled = card_of(analyst, "564", "2023-03", "NEW_TN_HGD")
    assert "at least 79 / 642" in enrolled.text
    assert enrolled.rate == "at least 12,31 %"
    assert "figures missing: month 1–2" in enrolled.text


def test_dong_hoa_goals_for_2025_are_at_least(analyst: Client) -> None:
    page = page_of(analyst, unit_of("564", 2), "2023-03")
    assert page.card("BHXH").standing("Thị ủy Đông Hòa")[0] == "at least 21,6 %"
    assert page.card("BHYT").standing("Thị ủy Đông Hòa")[0] == "at least 95 %"
    assert "milestone 2025" in page.card("BHXH").text


# The nation


def test_the_nations_figures_of_2020_are_marked_as_rounded(analyst: Client) -> None:
    page = page_of(analyst, unit_of("00", 0), "2020-12")
    social, health = page.card("BHXH"), page.card("BHYT")
    assert (social.people, social.rate) == ("more than 16 million", "33 %")
    assert "rounded in print" in social.text
    assert health.people.startswith("88 million")
    assert "rounded in print" in health.text
    assert health.rate == "nearly 91"


def test_the_nations_social_insurance_of_2012_is_computed_from_its_series(
    analyst: Client,
) -> None:
    """10.431.617 compulsory and 133.831 voluntary. With 5,6 million more it makes "more than 16
    million" in 2020; with nearly 29 million more, 58.977.203 make the 88 million."""
    page = page_of(analyst, unit_of("00", 0), "2012-12")
    assert page.card("BHXH_BB").people == f"10.431.617 {NO_RATE}"
    assert page.card("BHXH_TN").people == f"133.831 {NO_RATE}"
    assert page.card("BHXH").people == f"10.565.448 {NO_RATE}"
    assert page.card("BHYT").people == f"58.977.203 {NO_RATE}"
    in_2020 = facts_of("00", date(2020, 12, 1), 0)
    in_2012 = facts_of("00", date(2012, 12, 1), 0)
    assert people_of(in_2012, "BHXH") + 5_600_000 > people_of(in_2020, "BHXH")
    grown = people_of(in_2020, "BHYT") - people_of(in_2012, "BHYT")
    assert round(grown, -6) == 29_000_000


def people_of(found: Overview, code: str) -> int:
    row = found.whole(code)
    assert row is not None
    assert row.value.people is not None
    return row.value.people


def test_the_nations_series_changes_from_year_to_year(analyst: Client) -> None:
    assert "+364.551 (+3,57 %)" in card_of(analyst, "00", "2012-12", "BHXH").text


@pytest.mark.parametrize(
    ("month", "indicator", "assigner", "target"),
    [
        ("2020-12", "BHXH", CENTRAL, "about 35 %"),
        ("2024-12", "BHXH", CENTRAL, "about 45 %"),
        ("2026-10", "BHXH", CENTRAL, "60 %"),
        ("2026-10", "BHXH", "Chính phủ", "29.334.000"),
        ("2025-06", "BHYT", PRIME_MINISTER, "95,15 %"),
        ("2026-10", "BHYT", CENTRAL, "more than 95 %"),
    ],
)
def test_the_nations_goals(
    analyst: Client, month: str, indicator: str, assigner: str, target: str
) -> None:
    assert card_of(analyst, "00", month, indicator).standing(assigner)[0] == target


def test_lai_chau_kept_in_2025_is_still_bound_by_what_was_promised_before(
    analyst: Client,
) -> None:
    units = AdministrativeUnit.objects.select_related("parent__parent__parent")
    today = units.get(level=1, code="12", valid_to=None)
    whole = overview(today, date(2025, 9, 1)).whole("BHXH")
    assert whole is not None
    assert [each.promise.promise.percent for each in whole.standings] == [Decimal(20)]
