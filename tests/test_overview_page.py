"""The page most readers open: what it shows, to whom, whatever the address says."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_cast, make_unit, make_user
from coverage.models import Absence, AdministrativeUnit, Origin
from coverage.months.workflow import submit
from pages import Page, in_english, open_overview, signed_in_as
from raw_rows import add_indicator
from reporting import count, make_document, promise, report, report_all
from reports.tables import PartsTable
from small_worlds import clock
from targets.models import Document

pytestmark = pytest.mark.usefixtures("static_files")

STATEMENTS_OF_PAGE, STATEMENTS_OF_WORKBOOK = 18, 17
MAY, DECEMBER, LAST_JUNE = date(2023, 5, 1), date(2022, 12, 1), date(2022, 6, 1)


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    """Dung analyses the nation, in English."""
    return in_english(signed_in_as(client, cast.dung))


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Two districts with figures, denominators and targets; a third, Tiểu Cần, with nothing."""
    make_unit(2, "846", "huyen", "Tiểu Cần", "Huyện Tiểu Cần", cast.tra_vinh)
    plan = make_document(cast.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    for period, lag in ((DECEMBER, 12), (LAST_JUNE, 20), (MAY, 3), (JUNE, 0)):
        report_all({cast.cau_ke: 70 - lag, cast.tra_cu: 300 - lag}, cast.bhyt, period)
    for unit, base, target in ((cast.cau_ke, 100, 90), (cast.tra_cu, 400, 310)):
        count(unit, "population", 2023, base)
        promise(plan, unit, cast.bhyt, 2023, people=target)
    return cast


def page_of(reader: Client, unit: AdministrativeUnit, **query: object) -> Page:
    return open_overview(reader, unit, **({"month": "2023-06", "indicator": "BHYT"} | query))


def units_of(page: Page) -> list[str]:
    return [name.removesuffix(" simulated") for name in page.column("Unit")]


def test_a_visitor_is_asked_to_sign_in_and_comes_back(cast: Cast, client: Client) -> None:
    address = reverse("overview", args=[cast.tra_vinh.pk])
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('sign_in')}?next={address}"


def test_home_is_the_users_own_unit(cast: Cast, client: Client) -> None:
    for user, unit in (
        (cast.an, cast.tra_vinh),
        (cast.binh, cast.lai_chau),
        (cast.dung, cast.nation),
        (cast.em, cast.nation),
    ):
        client.force_login(user)
        response = client.get("/")
        assert (response.status_code, response["Location"]) == (
            302,
            reverse("overview", args=[unit.pk]),
        )


def test_a_user_without_a_unit_is_told_whom_to_ask(cast: Cast, client: Client) -> None:
    in_english(signed_in_as(client, make_user("moi", "Người mới")))
    response = client.get("/")
    assert response.status_code == 200
    assert "administrator" in Page.of(response).text


@pytest.mark.parametrize(
    ("who", "readable"),
    [("an", True), ("chi", True), ("giang", True), ("dung", True), ("em", True), ("binh", False)],
)
@pytest.mark.parametrize("address", ["overview", "parts_workbook"])
def test_only_who_may_read_the_unit_sees_its_page_and_workbook(
    told: Cast, client: Client, who: str, readable: bool, address: str
) -> None:
    client.force_login(getattr(told, who))
    response = client.get(reverse(address, args=[told.tra_vinh.pk]))
    assert response.status_code == (200 if readable else 403)


def test_who_reads_a_district_does_not_read_the_province_above(cast: Cast, client: Client) -> None:
    client.force_login(make_user("huyen", "Kim Huyền", (cast.cau_ke, "viewer")))
    assert client.get(reverse("overview", args=[cast.cau_ke.pk])).status_code == 200
    assert client.get(reverse("overview", args=[cast.tra_vinh.pk])).status_code == 403


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
@pytest.mark.parametrize("address", ["overview", "parts_workbook"])
def test_an_unknown_unit_is_not_found(reader: Client, number: int, address: str) -> None:
    assert reader.get(reverse(address, args=[number])).status_code == 404


def test_a_unit_without_figures_says_so(cast: Cast, reader: Client) -> None:
    page = open_overview(reader, cast.lai_chau)
    assert page.status == 200
    assert "has no figures and no targets" in page.text
    assert page.column("Participants") == ["not reported"]


@time_machine.travel("2023-08-15")
def test_without_any_figure_the_page_opens_on_the_month_of_today(
    cast: Cast, reader: Client
) -> None:
    assert "08/2023" in page_heading(open_overview(reader, cast.lai_chau))


def test_without_a_month_the_page_opens_on_the_latest_with_figures(
    told: Cast, reader: Client
) -> None:
    report(told.tra_cu, told.bhxh, date(2023, 8, 1), 1)
    assert "08/2023" in page_heading(open_overview(reader, told.tra_vinh))


def test_withdrawn_figures_do_not_open_a_month(told: Cast, reader: Client) -> None:
    report(told.tra_cu, told.bhxh, date(2023, 8, 1), 1)
    report(told.tra_cu, told.bhxh, date(2023, 8, 1), absence=Absence.WITHDRAWN)
    assert "06/2023" in page_heading(open_overview(reader, told.tra_vinh))


def page_heading(page: Page) -> str:
    return str(page.first("//h1/following-sibling::p").text_content())


def test_the_card_of_the_whole_is_pooled_and_says_of_how_many(told: Cast, reader: Client) -> None:
    page = page_of(reader, told.tra_vinh)
    assert page.card("BHYT").text == "BHYT 2/3 370 74,00 – – –"
    promise(make_plan(told), told.tra_vinh, told.bhyt, 2023, people=400)
    card = page_of(reader, told.tra_vinh).card("BHYT")
    assert (card.people, card.rate) == ("370", "74,00 %")
    assert "incomplete: 2 of 3 units" in card.text


def test_a_sum_that_lacks_a_unit_shows_no_change_and_no_light(told: Cast, reader: Client) -> None:
    plan = make_document(told.tra_vinh, date(2023, 1, 1), number="8/KH-UBND")
    promise(plan, told.tra_vinh, told.bhyt, 2023, people=400)
    card = page_of(reader, told.tra_vinh).card("BHYT")
    assert card.standing("UBND tỉnh Trà Vinh") == ["400", "92,50 % – not judged", "30 5/month"]
    assert card.change("On last month") == "–"
    assert card.change("On 31 December") == "–"


def test_a_districts_line_has_everything_there_is_of_it(told: Cast, reader: Client) -> None:
    page = page_of(reader, told.tra_vinh)
    line = dict(zip(page.table_heading(), page.table()[0], strict=True))
    assert line == {
        "Unit": "Huyện Cầu Kè",
        "Participants": "70",
        "Denominator": "100",
        "Coverage, %": "▼ 70,00",
        "Target": "90",
        "Attained, %": "77,78",
        "Remaining": "20",
        "On last month": "+3",
        "On the same month last year": "+20",
        "On 31 December": "+12",
        "Judgement": "✕ behind the path",
        "Month": "○ open",
    }


def test_a_unit_that_did_not_report_shows_no_zero_anywhere(told: Cast, reader: Client) -> None:
    row = page_of(reader, told.tra_vinh).table()[1]
    assert row == ["Huyện Tiểu Cần", "not reported", *["–"] * 9, "– not opened"]


def test_zero_and_the_absences_are_told_apart_in_the_table(told: Cast, reader: Client) -> None:
    for code, name, said in (
        ("901", "Một", {"people": 0}),
        ("902", "Hai", {"absence": Absence.NOT_AVAILABLE}),
        ("903", "Ba", {"absence": Absence.NOT_APPLICABLE}),
    ):
        unit = make_unit(2, code, "huyen", name, f"Huyện {name}", told.tra_vinh)
        report(unit, told.bhyt, JUNE, **said)
    page = page_of(reader, told.tra_vinh)
    shown = dict(zip(units_of(page), page.column("Participants"), strict=True))
    assert shown["Huyện Một"] == "0"
    assert shown["Huyện Hai"] == "not available"
    assert shown["Huyện Ba"] == "not applicable"
    assert shown["Huyện Tiểu Cần"] == "not reported"


def test_units_below_the_pooled_rate_are_listed_with_their_rates(
    told: Cast, reader: Client
) -> None:
    text = page_of(reader, told.tra_vinh).text
    assert "Below the pooled rate of 74,00 %: Huyện Cầu Kè (70,00 %)." in text


def test_below_average_is_measured_against_the_provinces_own_rate(
    told: Cast, reader: Client
) -> None:
    report(told.tra_vinh, told.bhyt, JUNE, 800)
    count(told.tra_vinh, "population", 2023, 1_000)
    text = page_of(reader, told.tra_vinh).text
    assert "80,00 %: Huyện Cầu Kè (70,00 %); Huyện Trà Cú (75,00 %)." in text


ASCENDING = {
    "unit": ["Cầu Kè", "Tiểu Cần", "Trà Cú"],
    "people": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "base": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "rate": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "plan": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "attainment": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "remaining": ["Trà Cú", "Cầu Kè", "Tiểu Cần"],
    "month": ["Trà Cú", "Cầu Kè", "Tiểu Cần"],
    "year": ["Trà Cú", "Cầu Kè", "Tiểu Cần"],
    "december": ["Trà Cú", "Cầu Kè", "Tiểu Cần"],
    "light": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "state": ["Tiểu Cần", "Cầu Kè", "Trà Cú"],
}
KNOWN_OF_ALL = {"unit", "state"}


def test_the_table_sorts_by_every_column_both_ways_with_missing_values_last(
    told: Cast, reader: Client
) -> None:
    """Trà Cú gained less than Cầu Kè in every comparison and is nearer its target; Tiểu Cần did
    not report."""
    for period in (MAY, LAST_JUNE, DECEMBER):
        report(told.tra_cu, told.bhyt, period, 299)
    promise(make_plan(told), told.tra_cu, told.bhyt, 2023, people=301)
    submit(told.an, [told.tra_cu.pk], JUNE)
    assert set(PartsTable.base_columns) == set(ASCENDING)
    for column, upwards in ASCENDING.items():
        known = upwards if column in KNOWN_OF_ALL else upwards[:-1]
        downwards = [*known[::-1], *upwards[len(known) :]]
        assert names_of(page_of(reader, told.tra_vinh, sort=column)) == upwards, column
        assert names_of(page_of(reader, told.tra_vinh, sort=f"-{column}")) == downwards, column


def names_of(page: Page) -> list[str]:
    return [name.removeprefix("Huyện ") for name in units_of(page)]


def make_plan(cast: Cast) -> Document:
    return make_document(cast.tra_vinh, date(2023, 2, 1), number="9/KH-UBND")


def test_the_column_sorted_by_says_so_and_its_link_turns_it_round(
    told: Cast, reader: Client
) -> None:
    page = page_of(reader, told.tra_vinh, sort="-rate")
    heading = page.first('//th[@aria-sort="descending"]')
    assert heading.text_content().strip() == "Coverage, % ↓"
    assert "sort=rate" in heading.find("a").get("href")
    assert "month=2023-06" in heading.find("a").get("href")


def test_units_stand_in_vietnamese_order_unless_sorted(cast: Cast, reader: Client) -> None:
    for number, name in enumerate(("Đầm Dơi", "Dương Minh Châu", "Ân Thi", "An Lão")):
        make_unit(2, f"70{number}", "huyen", name, f"Huyện {name}", cast.lai_chau)
    expected = ["An Lão", "Ân Thi", "Dương Minh Châu", "Đầm Dơi", "Sìn Hồ"]
    page = page_of(reader, cast.lai_chau)
    assert units_of(page) == [f"Huyện {name}" for name in expected]


NONSENSE = (
    {"month": "2023-13"},
    {"month": "1'; DROP TABLE"},
    {"month": "1990-01"},
    {"month": "2100-12"},
    {"indicator": "KHONG_CO"},
    {"indicator": "<script>"},
    {"assigner": "abc"},
    {"assigner": "9" * 40},
    {"assigner": "0"},
    {"sort": "khong_co"},
    {"sort": "-"},
    {"sort": "--people"},
    {"sort": "people,,-rate"},
    {"sort": "unit__pk"},
    {"as_seen": "hôm qua"},
    {"as_seen": "0001-01-01T00:00:00+14:00"},
    {"as_seen": "1999-01-01T00:00:00+00:00"},
    {"as_seen": "2100-01-01T00:00:00+00:00"},
    {"measure": "x"},
    {"không biết": "\x00"},
    {"sort": "\x00"},
)


def test_nonsense_in_the_address_breaks_neither_page_nor_workbook(
    told: Cast, reader: Client
) -> None:
    for query in NONSENSE:
        assert open_overview(reader, told.tra_vinh, **query).status == 200, query
        response = reader.get(reverse("parts_workbook", args=[told.tra_vinh.pk]), query)
        assert response.status_code in (200, 302), query


def test_nonsense_is_named_on_the_page_and_the_rest_is_shown(told: Cast, reader: Client) -> None:
    for name, said in (
        ("month", "2023-13"),
        ("indicator", "<b>"),
        ("assigner", "x"),
        ("sort", "khong_co"),
    ):
        page = page_of(reader, told.tra_vinh, **{name: said})
        assert f"{name}={said}" in page.first('//*[@role="alert"]').text_content()
        assert "370" in page.card("BHYT").text


def test_an_indicator_that_is_a_flow_has_no_table_and_breaks_nothing(
    told: Cast, reader: Client
) -> None:
    flow = told.indicators["BHTN"]
    flow.measure, flow.basis = "flow", "none"
    flow.save()
    assert open_overview(reader, told.tra_vinh, indicator="BHTN", month="2023-06").status == 200


@pytest.mark.parametrize("more", [0, 60])
def test_the_page_takes_the_same_statements_whatever_the_number_of_units(
    told: Cast, reader: Client, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    add_indicator(code="HN", measure="flow", basis="none")
    new = [
        make_unit(2, f"9{number:02}", "huyen", f"H{number}", f"Huyện {number}", told.tra_vinh)
        for number in range(more)
    ]
    report_all(dict.fromkeys(new, 100), told.bhyt, JUNE)
    address = reverse("overview", args=[told.tra_vinh.pk])
    with django_assert_num_queries(STATEMENTS_OF_PAGE):
        reader.get(address, {"month": "2023-06"})
    with django_assert_num_queries(STATEMENTS_OF_WORKBOOK):
        reader.get(reverse("parts_workbook", args=[told.tra_vinh.pk]), {"month": "2023-06"})


def test_vietnamese_is_the_first_language_and_english_a_switch(told: Cast, client: Client) -> None:
    signed_in_as(client, told.dung)
    page = page_of(client, told.tra_vinh)
    assert page.root.get("lang") == "vi"
    switch = page.first('//button[@name="language"]')
    assert (switch.get("value"), switch.text_content()) == ("en", "English")
    client.post(reverse("set_language"), {"language": "en"})
    page = page_of(client, told.tra_vinh)
    assert page.root.get("lang") == "en"
    assert "Participants" in page.table_heading()


def test_names_of_indicators_follow_the_language(told: Cast, reader: Client) -> None:
    indicator = told.bhyt
    indicator.name, indicator.name_en = "Bảo hiểm y tế", "Health insurance"
    indicator.save()
    assert "Health insurance" in page_of(reader, told.tra_vinh).card("BHYT").text


def test_the_page_works_without_any_script(told: Cast, reader: Client) -> None:
    """Filters are a plain form, sorting and the workbook plain links."""
    page = page_of(reader, told.tra_vinh)
    form = page.first('//form[contains(@class, "filters")]')
    assert (form.get("method"), form.get("action")) == (
        "get",
        reverse("overview", args=[told.tra_vinh.pk]),
    )
    assert {field.get("name") for field in form.xpath(".//select")} == {"month", "indicator"}
    assert form.xpath(".//button")
    assert all(link.get("href") for link in page.root.xpath("//main//a"))
    assert not page.root.xpath("//main//script")


def test_the_form_offers_every_month_with_figures_and_marks_the_one_shown(
    told: Cast, reader: Client
) -> None:
    options = page_of(reader, told.tra_vinh).root.xpath('//select[@name="month"]/option')
    assert [option.get("value") for option in options][:2] == ["2023-06", "2023-05"]
    assert options[-1].get("value") == "2022-06"
    assert [option.get("value") for option in options if option.get("selected") is not None] == [
        "2023-06"
    ]


def test_simulated_figures_are_marked_on_banner_card_and_line(told: Cast, reader: Client) -> None:
    assert "Simulated figures." not in page_of(reader, told.tra_vinh).text
    report(told.cau_ke, told.bhyt, JUNE, 71, origin=Origin.SIMULATED)
    page = page_of(reader, told.tra_vinh)
    assert "Simulated figures." in page.text
    assert "simulated" in page.card("BHYT").text
    assert [row[0] for row in page.table()] == [
        "Huyện Cầu Kè simulated",
        "Huyện Tiểu Cần",
        "Huyện Trà Cú",
        "Tỉnh Trà Vinh simulated",
    ]


def simulated_denominator(cast: Cast) -> None:
    count(cast.cau_ke, "population", 2023, 100, origin=Origin.SIMULATED)


def simulated_target(cast: Cast) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 3, 1), origin=Origin.SIMULATED)
    promise(plan, cast.cau_ke, cast.bhyt, 2023, people=90)


def simulated_comparison(cast: Cast) -> None:
    for unit in (cast.cau_ke, cast.tra_cu):
        report(unit, cast.bhyt, MAY, 1, origin=Origin.SIMULATED)


@pytest.mark.parametrize(
    "simulate", [simulated_denominator, simulated_target, simulated_comparison]
)
def test_whatever_simulated_the_page_shows_it_carries_the_banner(
    told: Cast, reader: Client, simulate: Callable[[Cast], None]
) -> None:
    simulate(told)
    assert "Simulated figures." in page_of(reader, told.tra_vinh).text


HOSTILE = '<b>Huyện</b> "x" & =1+1 {{ 7|add:7 }} <script>alert(1)</script>'


def test_whatever_a_name_holds_is_shown_as_text(told: Cast, reader: Client) -> None:
    make_unit(2, "999", "huyen", HOSTILE[:90], HOSTILE[:110], told.tra_vinh)
    plan = make_document(
        told.tra_vinh, date(2023, 1, 2), HOSTILE, number=HOSTILE[:60], title=HOSTILE
    )
    promise(plan, told.tra_vinh, told.bhyt, 2023, people=1, note=HOSTILE)
    report(told.tra_vinh, told.bhyt, JUNE, 370, note=HOSTILE, source=HOSTILE)
    told.bhyt.name_en = HOSTILE
    told.bhyt.save()
    told.tra_vinh.full_name = HOSTILE[:110]
    told.tra_vinh.save()
    page = page_of(reader, told.tra_vinh, indicator="BHYT", month="2023-06")
    assert HOSTILE in page.text
    assert "<script>alert" not in page.source
    assert "<b>Huyện" not in page.source
    assert page.first("//h1").text_content() == HOSTILE[:110]


def test_goals_for_a_unit_above_count_as_rates_and_never_in_people(
    told: Cast, reader: Client
) -> None:
    council = make_document(told.tra_vinh, date(2023, 1, 1), "HĐND tỉnh", 2, number="3/NQ-HĐND")
    promise(council, told.tra_vinh, told.bhyt, 2023, people=475, percent=Decimal(95))
    central = make_document(told.nation, date(2018, 5, 23), "Trung ương", 6, number="28-NQ/TW")
    promise(central, told.nation, told.bhyt, 2025, people=99)
    card = page_of(reader, told.cau_ke).card("BHYT")
    assert card.assigners() == ["UBND tỉnh Trà Vinh", "HĐND tỉnh"]
    assert card.standing("HĐND tỉnh")[0] == "95 % ≈ 95 people"
    assert card.standing("HĐND tỉnh")[1].startswith("73,68 %")
    assert "goal for the unit above · rate on rate" in card.text


def test_the_table_is_judged_by_the_assigner_that_set_most_of_it(
    told: Cast, reader: Client
) -> None:
    district = make_document(told.cau_ke, date(2023, 1, 1), "UBND huyện Cầu Kè", 1)
    promise(district, told.cau_ke, told.bhyt, 2023, people=100)
    page = page_of(reader, told.tra_vinh)
    assert page.column("Target") == ["90", "–", "310"]
    options = page.root.xpath('//select[@name="assigner"]/option')
    assert [option.text_content() for option in options] == [
        "UBND tỉnh Trà Vinh",
        "UBND huyện Cầu Kè",
    ]
    chosen = page_of(reader, told.tra_vinh, assigner=options[1].get("value"))
    assert chosen.column("Target") == ["100", "–", "–"]


def test_the_page_can_be_opened_as_the_committee_saw_it(told: Cast, reader: Client) -> None:
    at_the_meeting = clock()
    report(told.cau_ke, told.bhyt, JUNE, 77)
    promise(make_plan(told), told.cau_ke, told.bhyt, 2023, people=200)
    count(told.cau_ke, "population", 2023, 154)
    now = page_of(reader, told.tra_vinh)
    assert now.table()[0][1:5] == ["77", "154", "▼ 50,00", "200"]
    then = page_of(reader, told.tra_vinh, as_seen=at_the_meeting.isoformat())
    assert then.table()[0][1:4] == ["70", "100", "▼ 70,00"]
    kept = then.first('//form[contains(@class, "filters")]//input[@name="as_seen"]')
    assert kept.get("value") == at_the_meeting.isoformat()


def test_several_assigners_stand_side_by_side_on_the_card(told: Cast, reader: Client) -> None:
    """Sóc Trăng 8/2022: the same people against the Council's and the Committee's target."""
    council = make_document(told.cau_ke, date(2023, 1, 1), "HĐND tỉnh", 2, number="3/NQ-HĐND")
    promise(council, told.cau_ke, told.bhyt, 2023, people=140)
    card = page_of(reader, told.cau_ke).card("BHYT")
    assert card.assigners() == ["UBND tỉnh Trà Vinh", "HĐND tỉnh"]
    assert card.standing("HĐND tỉnh")[1].startswith("50,00 %")
    assert card.standing("UBND tỉnh Trà Vinh")[1].startswith("77,78 %")


def test_counts_of_events_are_added_up_from_january_against_the_years_plan(
    told: Cast, reader: Client
) -> None:
    flow = told.indicators["BHTN"]
    flow.measure, flow.basis, flow.name_en = "flow", "none", "Conferences"
    flow.save()
    for period, held in ((DECEMBER, 9), (date(2023, 1, 1), 1), (MAY, 0), (JUNE, 3)):
        report(told.cau_ke, flow, period, held)
    committee = make_document(told.cau_ke, date(2023, 1, 1), "UBND huyện", 1)
    council = make_document(told.cau_ke, date(2023, 1, 1), "HĐND huyện", 2)
    promise(committee, told.cau_ke, flow, 2023, people=20)
    promise(council, told.cau_ke, flow, 2023, people=15)
    promise(council, told.cau_ke, flow, 2025, people=99)
    card = page_of(reader, told.cau_ke).card("BHTN")
    assert (card.people, card.rate) == ("4", "20,00 %")
    assert "4 / 20 20,00 %" in card.text
    assert "HĐND huyện" in card.text
    assert "99" not in card.text


def test_a_count_is_never_held_against_a_later_years_plan(told: Cast, reader: Client) -> None:
    flow = told.indicators["BHTN"]
    flow.measure, flow.basis = "flow", "none"
    flow.save()
    report(told.cau_ke, flow, JUNE, 3)
    later = make_document(told.cau_ke, date(2023, 1, 1))
    promise(later, told.cau_ke, flow, 2025, people=99)
    assert "99" not in page_of(reader, told.cau_ke).card("BHTN").text
