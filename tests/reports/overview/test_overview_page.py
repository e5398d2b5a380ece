"""The page most readers open: what it shows, to whom, whatever the address says."""

import gzip
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit, make_user
from coverage.models import Absence, AdministrativeUnit, IndicatorVersion, Origin, Role
from coverage.month.workflow import approve
from coverage.notation.periods import months
from every_surface import surfaces
from pages import Page, in_english, open_overview, signed_in_as, text_of
from raw_rows import add_indicator
from reporting import begin_approving, count, make_document, promise, report, report_all, set_rule
from reports.figures.tables import PartsTable
from small_worlds import clock
from targets.models import Document
from unit_acts import rename, save, say

pytestmark = pytest.mark.usefixtures("static_files")

LARGEST_PAGE = 200_000
# Two of them look for figures of earlier months, since the sum of the districts lacks one.
STATEMENTS_OF_PAGE, STATEMENTS_OF_WORKBOOK = 30, 25
MAY, DECEMBER, LAST_JUNE = date(2023, 5, 1), date(2022, 12, 1), date(2022, 6, 1)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Two districts with figures, denominators and targets; a third, Tiểu Cần, with nothing."""
    make_unit(2, "846", "huyen", "Tiểu Cần", "Huyện Tiểu Cần", world.tra_vinh)
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    for period, lag in ((DECEMBER, 12), (LAST_JUNE, 20), (MAY, 3), (JUNE, 0)):
        report_all({world.cau_ke: 70 - lag, world.tra_cu: 300 - lag}, world.bhyt, period)
    for unit, base, target in ((world.cau_ke, 100, 90), (world.tra_cu, 400, 310)):
        count(unit, "population", 2023, base)
        promise(plan, unit, world.bhyt, 2023, people=target)
    return world


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    """Dung analyses the nation, in English."""
    return in_english(signed_in_as(client, cast.dung))


def page_of(reader: Client, unit: AdministrativeUnit, **query: Any) -> Page:
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
        signed_in_as(client, user)
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
    cast: Cast, client: Client, who: str, readable: bool, address: str
) -> None:
    signed_in_as(client, getattr(cast, who))
    response = client.get(reverse(address, args=[cast.tra_vinh.pk]))
    assert response.status_code == (200 if readable else 403)


def test_who_reads_a_district_does_not_read_the_province_above(cast: Cast, client: Client) -> None:
    signed_in_as(client, make_user("huyen", "Kim Huyền", (cast.cau_ke, Role.VIEWER)))
    assert client.get(reverse("overview", args=[cast.cau_ke.pk])).status_code == 200
    assert client.get(reverse("overview", args=[cast.tra_vinh.pk])).status_code == 403


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
@pytest.mark.parametrize("address", ["overview", "parts_workbook"])
def test_an_unknown_unit_is_not_found(reader: Client, number: int, address: str) -> None:
    assert reader.get(reverse(address, args=[number])).status_code == 404


def test_a_unit_without_figures_says_so(cast: Cast, reader: Client) -> None:
    page = open_overview(reader, cast.lai_chau, month="2023-06")
    assert page.status == 200
    assert "has no figures and no targets" in page.text
    assert page.column("Participants") == ["not reported"]


@time_machine.travel("2023-08-15")
def test_without_any_figure_the_page_opens_on_the_month_of_today(
    cast: Cast, reader: Client
) -> None:
    assert "08/2023" in page_heading(open_overview(reader, cast.lai_chau))


def test_a_month_of_few_units_is_a_line_and_a_draft_is_not_even_that(
    cast: Cast, reader: Client
) -> None:
    report(cast.tra_cu, cast.bhxh, date(2023, 8, 1), 1)
    report(cast.tra_cu, cast.bhxh, date(2023, 9, 1), 5, is_draft=True)
    page = open_overview(reader, cast.tra_vinh)
    assert "06/2023" in page_heading(page)
    told = page.root.xpath('//p[@class="being-collected"]/a')
    assert [(each.text, each.get("href")) for each in told] == [
        ("Month 08/2023 is being collected: 1/3 handed in.", "?month=2023-08")
    ]


def test_a_withdrawn_figure_makes_no_figure_of_its_month(cast: Cast, reader: Client) -> None:
    report(cast.tra_cu, cast.bhxh, date(2023, 8, 1), 1)
    report(cast.tra_cu, cast.bhxh, date(2023, 8, 1), absence=Absence.WITHDRAWN)
    assert "06/2023" in page_heading(open_overview(reader, cast.tra_vinh))


def page_heading(page: Page) -> str:
    return str(page.first("//h1/following-sibling::details/summary").text_content())


def test_the_card_of_the_whole_is_pooled_and_says_of_how_many(cast: Cast, reader: Client) -> None:
    begin_approving(cast.tra_cu)
    page = page_of(reader, cast.tra_vinh)
    like = "2/3 units with both months: 364 → 370, +6"
    said = f"BHYT 2/3 370 2 not approved 74,00 of 2/3 units – {like} – –"
    assert page.card("BHYT").text == said
    promise(make_plan(cast), cast.tra_vinh, cast.bhyt, 2023, people=400)
    card = page_of(reader, cast.tra_vinh).card("BHYT")
    assert (card.people, card.rate) == ("370", "74,00 %")
    assert "incomplete: 2 of 3 units" in card.text


def test_a_sum_that_lacks_a_unit_is_held_against_nothing(cast: Cast, reader: Client) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 1, 1), number="8/KH-UBND")
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=400)
    card = page_of(reader, cast.tra_vinh).card("BHYT")
    assert card.standing("UBND tỉnh Trà Vinh") == ["400", "–", "–"]
    assert "– not judged · units are missing from the sum: judging it would be unfair" in card.text
    assert "a month" not in card.text
    like = "– 2/3 units with both months: "
    assert card.change("On last month") == f"{like}364 → 370, +6"
    assert card.change("On 31 December") == f"{like}346 → 370, +24"


def test_the_line_of_an_incomplete_whole_says_of_how_many_units(cast: Cast, reader: Client) -> None:
    page = page_of(reader, cast.tra_vinh)
    marks = page.root.xpath('//tfoot//th[@scope="row"]/span[contains(@class, "mark-warn")]')
    assert [mark.text for mark in marks] == ["2/3"]
    below = page.first('//p[@class="below-average"]')
    assert below.xpath('string(./span[contains(@class, "mark-warn")])') == "2/3"


def test_a_districts_line_has_everything_there_is_of_it(cast: Cast, reader: Client) -> None:
    page = page_of(reader, cast.tra_vinh)
    line = dict(zip(page.table_heading(), page.table()[0], strict=True))
    assert line == {
        "Unit": "Huyện Cầu Kè",
        "Rank by attainment": "2",
        "Participants": "70",
        "Denominator": "100",
        "Coverage, %": "70,00",
        "Target": "90",
        "Attained, %": "77,78",
        "Figure, path, target": "",
        "Remaining": "20",
        "Needed a month": "4",
        "On last month": "+3",
        "On the same month last year": "+20",
        "On 31 December": "+12",
        "Judgement": "✕ behind the path",
        "Month": "◐ submitted",
    }


def test_a_unit_that_did_not_report_shows_no_zero_anywhere(cast: Cast, reader: Client) -> None:
    row = page_of(reader, cast.tra_vinh).table()[1]
    assert row == ["Huyện Tiểu Cần", "–", "not reported", *["–"] * 11, "– not opened"]


def test_zero_and_the_absences_are_told_apart_in_the_table(cast: Cast, reader: Client) -> None:
    for code, name, said in (
        ("901", "Một", {"people": 0}),
        ("902", "Hai", {"absence": Absence.NOT_AVAILABLE}),
        ("903", "Ba", {"absence": Absence.NOT_APPLICABLE}),
    ):
        unit = make_unit(2, code, "huyen", name, f"Huyện {name}", cast.tra_vinh)
        report(unit, cast.bhyt, JUNE, **said)
    page = page_of(reader, cast.tra_vinh)
    shown = dict(zip(units_of(page), page.column("Participants"), strict=True))
    assert shown["Huyện Một"] == "0"
    assert shown["Huyện Hai"] == "not available"
    assert shown["Huyện Ba"] == "not applicable"
    assert shown["Huyện Tiểu Cần"] == "not reported"


def test_units_below_the_pooled_rate_are_listed_with_their_rates(
    cast: Cast, reader: Client
) -> None:
    last = AdministrativeUnit.objects.get(full_name="Huyện Tiểu Cần")
    report(last, cast.bhyt, JUNE, 74)
    count(last, "population", 2023, 100)
    page = page_of(reader, cast.tra_vinh)
    assert "Below the pooled rate of 74,00 %: Huyện Cầu Kè (70,00 %)." in page.text
    assert "▼ 70,00" in page.column("Coverage, %")


def test_of_an_own_figure_only_units_with_a_rate_are_held_against_it(
    cast: Cast, reader: Client
) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 900)
    count(cast.tra_vinh, "population", 2023, 1_000)
    said = page_of(reader, cast.tra_vinh).first('//p[@class="below-average"]').text_content()
    assert "(of the 2/3 units whose rate is known)" in " ".join(said.split())


def test_an_own_figure_without_any_of_its_units_compares_nobody(cast: Cast, reader: Client) -> None:
    report(cast.lai_chau, cast.bhyt, JUNE, 90)
    count(cast.lai_chau, "population", 2023, 100)
    plan = make_document(cast.lai_chau, date(2023, 1, 1), number="7/KH-UBND")
    promise(plan, cast.lai_chau, cast.bhyt, 2023, people=95)
    page = open_overview(reader, cast.lai_chau, month="2023-06", indicator="BHYT")
    assert "Below the pooled rate" not in page.text
    assert "None: no unit" not in page.text
    assert "No unit is compared: none has both a complete figure and a target" in page.text


def test_nobody_is_below_the_rate_of_a_sum_that_lacks_units(cast: Cast, reader: Client) -> None:
    page = page_of(reader, cast.tra_vinh)
    assert "Below the pooled rate" not in page.text
    assert not any("▼" in rate for rate in page.column("Coverage, %"))


def test_below_average_is_measured_against_the_provinces_own_rate(
    cast: Cast, reader: Client
) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 800)
    count(cast.tra_vinh, "population", 2023, 1_000)
    text = page_of(reader, cast.tra_vinh).text
    assert "80,00 %: Huyện Cầu Kè (70,00 %); Huyện Trà Cú (75,00 %) (of the 2/3" in text


def test_who_is_just_below_the_average_does_not_read_like_it(cast: Cast, reader: Client) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 75_004)
    count(cast.tra_vinh, "population", 2023, 100_000)
    page = page_of(reader, cast.tra_vinh)
    assert "75,004 %: Huyện Cầu Kè (70,00 %); Huyện Trà Cú (75,000 %) (of the 2/3" in page.text
    assert "▼ 75,000" in page.column("Coverage, %")
    assert "75,004" not in page.card("BHYT").text, "the card stands by itself"


def test_a_rate_reported_alone_is_itself_the_average(cast: Cast, reader: Client) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, None, rate=Decimal("72.5"))
    text = page_of(reader, cast.tra_vinh).text
    assert "72,5 %: Huyện Cầu Kè (70,00 %) (of the 2/3" in text


ASCENDING = {
    "unit": ["Cầu Kè", "Tiểu Cần", "Trà Cú"],
    "place": ["Trà Cú", "Cầu Kè", "Tiểu Cần"],
    "people": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "base": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "rate": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "plan": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "attainment": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "bar": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "remaining": ["Trà Cú", "Cầu Kè", "Tiểu Cần"],
    "needed": ["Trà Cú", "Cầu Kè", "Tiểu Cần"],
    "month": ["Trà Cú", "Cầu Kè", "Tiểu Cần"],
    "year": ["Trà Cú", "Cầu Kè", "Tiểu Cần"],
    "december": ["Trà Cú", "Cầu Kè", "Tiểu Cần"],
    "light": ["Cầu Kè", "Trà Cú", "Tiểu Cần"],
    "state": ["Tiểu Cần", "Trà Cú", "Cầu Kè"],
}
KNOWN_OF_ALL = {"unit", "state"}


def test_the_table_sorts_by_every_column_both_ways_with_missing_values_last(
    cast: Cast, reader: Client
) -> None:
    """Trà Cú gained less than Cầu Kè in every comparison and is nearer its target; Tiểu Cần did
    not report."""
    for period in (MAY, LAST_JUNE, DECEMBER):
        report(cast.tra_cu, cast.bhyt, period, 299)
    promise(make_plan(cast), cast.tra_cu, cast.bhyt, 2023, people=301)
    approve(cast.giang, [cast.tra_cu.pk], JUNE)
    shown = {name for name, column in PartsTable.base_columns.items() if column.on_page}
    assert shown == set(ASCENDING)
    assert not PartsTable.can_sort_by("origin")
    for column, upwards in ASCENDING.items():
        known = upwards if column in KNOWN_OF_ALL else upwards[:-1]
        downwards = [*known[::-1], *upwards[len(known) :]]
        assert names_of(page_of(reader, cast.tra_vinh, sort=column)) == upwards, column
        assert names_of(page_of(reader, cast.tra_vinh, sort=f"-{column}")) == downwards, column


def names_of(page: Page) -> list[str]:
    return [name.removeprefix("Huyện ") for name in units_of(page)]


def make_plan(cast: Cast) -> Document:
    return make_document(cast.tra_vinh, date(2023, 2, 1), number="9/KH-UBND")


def test_the_column_sorted_by_says_so_and_its_link_turns_it_round(
    cast: Cast, reader: Client
) -> None:
    page = page_of(reader, cast.tra_vinh, sort="-rate")
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
    cast: Cast, reader: Client
) -> None:
    for query in NONSENSE:
        assert open_overview(reader, cast.tra_vinh, **query).status == 200, query
        response = reader.get(reverse("parts_workbook", args=[cast.tra_vinh.pk]), query)
        assert response.status_code in (200, 302), query


def test_nonsense_is_named_on_the_page_and_the_rest_is_shown(cast: Cast, reader: Client) -> None:
    for name, said in (
        ("month", "2023-13"),
        ("indicator", "<b>"),
        ("assigner", "x"),
        ("sort", "khong_co"),
    ):
        page = page_of(reader, cast.tra_vinh, **{name: said})
        assert f"{name}={said}" in page.first('//*[@role="alert"]').text_content()
        assert "370" in page.card("BHYT").text


def test_an_indicator_that_is_a_flow_has_no_table_and_breaks_nothing(
    cast: Cast, reader: Client
) -> None:
    flow = cast.indicators["BHTN"]
    flow.measure, flow.basis = "flow", "none"
    save(flow)
    assert open_overview(reader, cast.tra_vinh, indicator="BHTN", month="2023-06").status == 200


@pytest.mark.parametrize("more", [0, 60])
def test_the_page_takes_the_same_statements_whatever_the_number_of_units(
    cast: Cast, reader: Client, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    add_indicator(code="HN", measure="flow", basis="none")
    new = [
        make_unit(2, f"9{number:02}", "huyen", f"H{number}", f"Huyện {number}", cast.tra_vinh)
        for number in range(more)
    ]
    report_all(dict.fromkeys(new, 100), cast.bhyt, JUNE)
    address = reverse("overview", args=[cast.tra_vinh.pk])
    with django_assert_num_queries(STATEMENTS_OF_PAGE):
        reader.get(address, {"month": "2023-06"})
    with django_assert_num_queries(STATEMENTS_OF_WORKBOOK):
        reader.get(reverse("parts_workbook", args=[cast.tra_vinh.pk]), {"month": "2023-06"})


def test_vietnamese_is_the_first_language_and_english_a_switch(cast: Cast, client: Client) -> None:
    signed_in_as(client, cast.dung)
    page = page_of(client, cast.tra_vinh)
    assert page.root.get("lang") == "vi"
    switch = page.first('//button[@name="language"]')
    assert (switch.get("value"), switch.text_content()) == ("en", "English")
    client.post(reverse("set_language"), {"language": "en"})
    page = page_of(client, cast.tra_vinh)
    assert page.root.get("lang") == "en"
    assert "Participants" in page.table_heading()


def test_names_of_indicators_follow_the_language(cast: Cast, reader: Client) -> None:
    say(cast.bhyt, IndicatorVersion, name="Bảo hiểm y tế", name_en="Health insurance")
    assert "Health insurance" in page_of(reader, cast.tra_vinh).card("BHYT").text


def test_the_page_works_without_any_script(cast: Cast, reader: Client) -> None:
    """Filters are a plain form, sorting and the workbook plain links."""
    page = page_of(reader, cast.tra_vinh)
    form = page.first('//form[contains(@class, "filters")]')
    assert (form.get("method"), form.get("action")) == (
        "get",
        reverse("overview", args=[cast.tra_vinh.pk]),
    )
    assert {field.get("name") for field in form.xpath(".//select")} == {"month", "indicator"}
    assert form.xpath(".//button")
    assert all(link.get("href") for link in page.root.xpath("//main//a"))
    assert not page.root.xpath("//main//script")


def test_the_form_offers_every_month_with_figures_and_marks_the_one_shown(
    cast: Cast, reader: Client
) -> None:
    options = page_of(reader, cast.tra_vinh).root.xpath('//select[@name="month"]/option')
    assert [option.get("value") for option in options][:2] == ["2023-06", "2023-05"]
    assert options[-1].get("value") == "2022-06"
    assert [option.get("value") for option in options if option.get("selected") is not None] == [
        "2023-06"
    ]


def test_simulated_figures_are_marked_on_banner_card_and_line(cast: Cast, reader: Client) -> None:
    assert "Simulated figures." not in page_of(reader, cast.tra_vinh).text
    report(cast.cau_ke, cast.bhyt, JUNE, 71, origin=Origin.SIMULATED)
    page = page_of(reader, cast.tra_vinh)
    assert "Simulated figures." in page.text
    assert "simulated" in page.card("BHYT").text
    assert [row[0] for row in page.table()] == [
        "Huyện Cầu Kè simulated",
        "Huyện Tiểu Cần",
        "Huyện Trà Cú",
        "Tỉnh Trà Vinh simulated 2/3",
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
    cast: Cast, reader: Client, simulate: Callable[[Cast], None]
) -> None:
    simulate(cast)
    assert "Simulated figures." in page_of(reader, cast.tra_vinh).text


HOSTILE = '<b>Huyện</b> "x" & =1+1 {{ 7|add:7 }} <script>alert(1)</script>'


def test_whatever_a_name_holds_is_shown_as_text(cast: Cast, reader: Client) -> None:
    make_unit(2, "999", "huyen", HOSTILE[:90], HOSTILE[:110], cast.tra_vinh)
    plan = make_document(
        cast.tra_vinh, date(2023, 1, 2), HOSTILE, number=HOSTILE[:60], title=HOSTILE
    )
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=1, note=HOSTILE)
    report(cast.tra_vinh, cast.bhyt, JUNE, 370, note=HOSTILE, source=HOSTILE)
    say(cast.bhyt, IndicatorVersion, name_en=HOSTILE)
    rename(cast.tra_vinh, full_name=HOSTILE[:110])
    page = page_of(reader, cast.tra_vinh, indicator="BHYT", month="2023-06")
    assert HOSTILE in page.text
    assert "<script>alert" not in page.source
    assert "<b>Huyện" not in page.source
    assert page.first("//h1").text_content() == HOSTILE[:110]


def test_goals_for_a_unit_above_count_as_rates_and_never_in_people(
    cast: Cast, reader: Client
) -> None:
    council = make_document(cast.tra_vinh, date(2023, 1, 1), "HĐND tỉnh", 2, number="3/NQ-HĐND")
    promise(council, cast.tra_vinh, cast.bhyt, 2023, people=475, percent=Decimal(95))
    central = make_document(cast.nation, date(2018, 5, 23), "Trung ương", 6, number="28-NQ/TW")
    promise(central, cast.nation, cast.bhyt, 2025, people=99)
    card = page_of(reader, cast.cau_ke).card("BHYT")
    assert card.assigners() == ["UBND tỉnh Trà Vinh"]
    assert card.goals() == [
        "goal for the unit above, 2023: 95 %, HĐND tỉnh (3/NQ-HĐND); 25,00 points below it"
    ]


def test_the_table_is_judged_by_assigners_of_a_kind_and_of_two_by_the_latest(
    cast: Cast, reader: Client
) -> None:
    province = make_document(cast.tra_vinh, date(2022, 1, 1))
    district = make_document(cast.cau_ke, date(2023, 1, 1), "UBND huyện Cầu Kè", 1)
    promise(district, cast.cau_ke, cast.bhyt, 2023, people=100)
    page = page_of(reader, cast.tra_vinh)
    assert page.column("Target") == ["100", "–", "310"]
    assert "Targets set by People's Committee: several documents, named below" in page.text
    asked = page_of(reader, cast.tra_vinh, assigner=province.assigner_id)
    assert asked.column("Target") == ["90", "–", "310"]


def test_the_page_can_be_opened_as_the_committee_saw_it(cast: Cast, reader: Client) -> None:
    at_the_meeting = clock()
    report(cast.cau_ke, cast.bhyt, JUNE, 77)
    promise(make_plan(cast), cast.cau_ke, cast.bhyt, 2023, people=200)
    count(cast.cau_ke, "population", 2023, 154)
    now = page_of(reader, cast.tra_vinh)
    assert now.table()[0][2:6] == ["77", "154", "50,00", "200"]
    then = page_of(reader, cast.tra_vinh, as_seen=at_the_meeting.isoformat())
    assert [cell.split(" ↻")[0] for cell in then.table()[0][2:5]] == ["70", "100", "70,00"]
    kept = then.first('//form[contains(@class, "filters")]//input[@name="as_seen"]')
    assert kept.get("value") == at_the_meeting.isoformat()


def test_several_assigners_stand_side_by_side_on_the_card(cast: Cast, reader: Client) -> None:
    """Sóc Trăng 8/2022: the same people against the Council's and the Committee's target."""
    council = make_document(cast.cau_ke, date(2023, 1, 1), "HĐND tỉnh", 2, number="3/NQ-HĐND")
    promise(council, cast.cau_ke, cast.bhyt, 2023, people=140)
    card = page_of(reader, cast.cau_ke).card("BHYT")
    assert card.assigners() == ["UBND tỉnh Trà Vinh", "HĐND tỉnh"]
    assert card.standing("HĐND tỉnh")[1].startswith("50,00 %")
    assert card.standing("UBND tỉnh Trà Vinh")[1].startswith("77,78 %")


def test_counts_of_events_are_added_up_from_january_against_the_years_plan(
    cast: Cast, reader: Client
) -> None:
    flow = cast.indicators["BHTN"]
    flow.measure, flow.basis, flow.name_en = "flow", "none", "Conferences"
    save(flow)
    for period in months(DECEMBER, JUNE):
        report(cast.cau_ke, flow, period, {DECEMBER: 9, MAY: 1, JUNE: 3}.get(period, 0))
    committee = make_document(cast.cau_ke, date(2023, 1, 1), "UBND huyện", 1)
    council = make_document(cast.cau_ke, date(2023, 1, 1), "HĐND huyện", 2)
    promise(committee, cast.cau_ke, flow, 2023, people=20)
    promise(council, cast.cau_ke, flow, 2023, people=15)
    promise(council, cast.cau_ke, flow, 2025, people=99)
    card = page_of(reader, cast.cau_ke).card("BHTN")
    assert (card.people, card.rate) == ("4", "20,00 %")
    assert "4 / 20 20,00 %" in card.text
    assert "HĐND huyện" in card.text
    assert "99" not in card.text


def test_a_count_is_never_held_against_a_later_years_plan(cast: Cast, reader: Client) -> None:
    flow = cast.indicators["BHTN"]
    flow.measure, flow.basis = "flow", "none"
    save(flow)
    report(cast.cau_ke, flow, JUNE, 3)
    later = make_document(cast.cau_ke, date(2023, 1, 1))
    promise(later, cast.cau_ke, flow, 2025, people=99)
    assert "99" not in page_of(reader, cast.cau_ke).card("BHTN").text


def status_of(page: Page) -> str:
    return text_of(page.first('//ul[@class="status-line"]'))


def test_the_state_of_the_month_stands_at_the_top(cast: Cast, reader: Client) -> None:
    assert status_of(page_of(reader, cast.tra_vinh)).startswith(
        "2/3 have figures · 2/3 handed in · 0/3 approved Not yet, or not all of it: "
        "Huyện Tiểu Cần Figures up to 30/06/2023"
    )
    approve(cast.giang, [cast.cau_ke.pk], JUNE)
    said = status_of(page_of(reader, cast.tra_vinh))
    assert "1/3 approved Not yet" in said
    assert "◐ not all approved ; last by Võ Hương Giang, " in said
    of_district = status_of(page_of(reader, cast.cau_ke))
    assert "The unit’s own month: ● approved, Võ Hương Giang, " in of_district


def test_the_rules_days_stand_beside_the_cut_off(cast: Cast, reader: Client) -> None:
    set_rule(cast.tra_vinh, cut_off_day=25, due_day=28)
    said = status_of(page_of(reader, cast.tra_vinh))
    assert "Figures up to 30/06/2023 (by rule 25/06/2023); due 28/07/2023" in said
    assert "No figures count for this month yet (by rule 25/04/2023)" in status_of(
        page_of(reader, cast.tra_vinh, month="2023-04")
    )


def test_a_month_nobody_opened_says_so(cast: Cast, reader: Client) -> None:
    assert "The month was never opened" in status_of(page_of(reader, cast.cau_ke, month="2021-01"))


def bars(page: Page) -> list[str]:
    """The text alternatives of the bars of the table, by line."""
    cells = page.root.xpath('//table[contains(@class, "parts")]//td[contains(@class, "bar")]')
    return [(cell.xpath("./*/@aria-label") or [text_of(cell)])[0] for cell in cells]


def test_every_line_with_a_target_has_a_bar_and_the_others_none(cast: Cast, reader: Client) -> None:
    """Trà Cú had 288 in December: half the way to 310 is 299. Tiểu Cần has no target."""
    assert bars(page_of(reader, cast.tra_vinh)) == [
        "attained 77,78 % of the target; path to date 82,22 %",
        "–",
        "attained 96,77 % of the target; path to date 96,45 %",
        "–",
    ]


def test_the_cards_bars_stand_beside_the_light_and_its_rule(cast: Cast, reader: Client) -> None:
    card = page_of(reader, cast.cau_ke).card("BHYT")
    assert card.element.xpath('.//svg[@role="img"]/@aria-label') == [
        "attained 77,78 % of the target; path to date 82,22 %"
    ]
    assert "✕ behind the path · path to date 74 (82,22 % of the target)" in card.text
    assert "needs 4 a month" in card.text


def test_units_are_ranked_and_say_by_what(cast: Cast, reader: Client) -> None:
    page = page_of(reader, cast.tra_vinh)
    assert page.column("Rank by attainment") == ["2", "–", "1"]
    assert "Ranked by what was attained of the target" in page.text
    without = page_of(reader, cast.tra_vinh, month="2022-12")
    assert without.column("Rank by coverage") == ["–", "–", "–"]
    assert "Ranked by coverage" in without.text


def paces(page: Page) -> list[list[str]]:
    rows = page.root.xpath('//*[@aria-labelledby="paces-heading"]//tbody/tr')
    return [[text_of(cell) for cell in row] for row in rows]


def test_units_that_must_do_more_than_they_ever_did_are_listed(cast: Cast, reader: Client) -> None:
    """Cầu Kè needs 20 in six months and gained 3 at best; Trà Cú needs 10 and gained 3."""
    assert paces(page_of(reader, cast.tra_vinh)) == [["Huyện Cầu Kè", "4", "+3", "06/2023", "+1"]]
    report(cast.cau_ke, cast.bhyt, date(2022, 7, 1), 60)
    page = page_of(reader, cast.tra_vinh)
    assert paces(page) == []
    assert "None: every unit compared has gained as much in a month before." in page.text


def test_who_has_no_two_months_to_compare_is_counted_apart(cast: Cast, reader: Client) -> None:
    report(cast.cau_ke, cast.bhyt, MAY, absence=Absence.NOT_AVAILABLE)
    page = page_of(reader, cast.tra_vinh)
    assert paces(page) == []
    assert "1 unit has no two months of its own that follow each other" in page.text
    report(cast.tra_cu, cast.bhyt, MAY, absence=Absence.NOT_AVAILABLE)
    page = page_of(reader, cast.tra_vinh)
    assert "2 units have no two months of their own" in page.text
    assert "None: every unit compared" not in page.text, "none was compared"


def test_one_click_names_document_version_denominator_and_rule(cast: Cast, reader: Client) -> None:
    page = page_of(reader, cast.cau_ke)
    said = text_of(page.card("BHYT").element.find("details"))
    assert "UBND tỉnh Trà Vinh : 7/KH-UBND – Kế hoạch của UBND tỉnh Trà Vinh" in said
    assert ", in force from 01/01/2023; target for 2023, version no. " in said
    assert "Rule A, people on planned people: 70 ÷ 90." in said
    assert "Denominator: 100 (2023)." in said
    notes = page_of(reader, cast.tra_vinh).root.xpath('//section//details[@class="sources"]')[-1]
    assert "7/KH-UBND – Kế hoạch của UBND tỉnh Trà Vinh" in text_of(notes)
    assert "Rule A, people on planned people." in text_of(notes)
    assert "Denominator 2023" in text_of(notes)


def test_a_target_of_zero_and_units_without_targets_break_nothing(
    cast: Cast, reader: Client
) -> None:
    promise(make_plan(cast), cast.cau_ke, cast.bhyt, 2023, people=0)
    page = page_of(reader, cast.tra_vinh)
    assert (
        page.column("Target")[0],
        page.column("Attained, %")[0],
        page.column("Rank by attainment")[0],
    ) == (
        "0",
        "–",
        "–",
    )
    assert bars(page)[0] == "–"
    card = page_of(reader, cast.cau_ke).card("BHYT")
    assert "the target is zero: nothing to measure on" in card.text
    assert not card.element.xpath(".//svg")


def test_a_page_of_126_units_stays_small(cast: Cast, reader: Client) -> None:
    new = [
        make_unit(2, f"9{n:03}", "huyen", f"Huyện {n}", f"Huyện số {n}", cast.tra_vinh)
        for n in range(123)
    ]
    plan = make_plan(cast)
    for number, unit in enumerate(new):
        promise(plan, unit, cast.bhyt, 2023, people=90_000 + number * 37)
    for period in (DECEMBER, MAY, JUNE):
        figures = {u: 70_000 + n * 41 + period.month * n for n, u in enumerate(new)}
        report_all(figures, cast.bhyt, period)
    page = page_of(reader, cast.tra_vinh)
    assert len(page.table()) == 127
    assert len(bars(page)) == 127
    assert len(gzip.compress(page.source.encode())) < LARGEST_PAGE


def test_a_change_too_small_for_two_decimals_is_no_change_of_nothing(
    cast: Cast, reader: Client
) -> None:
    """3.203 of 102 million are 0,003 %."""
    for period, people in ((date(2023, 5, 1), 102_000_000), (JUNE, 101_996_797)):
        report(cast.cau_ke, cast.bhyt, period, people)
    promise(
        make_document(cast.tra_vinh, date(2023, 1, 1)),
        cast.cau_ke,
        cast.bhyt,
        2023,
        people=100_000_000,
    )
    said = surfaces(reader, cast.cau_ke, "2023-06", ("overview", "report"))
    assert "−3.203 (−0,003 %)" in said["overview"]
    assert "giảm 3.203 người ( 0,003% [" in said["report"].replace("\u00a0", " ")
