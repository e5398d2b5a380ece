"""The page of one indicator: its units ranked, drawn and explained by the same numbers."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cast import JUNE, Cast, make_unit, make_user
from coverage.models import Absence, AdministrativeUnit, Indicator, Origin, Role
from coverage.notation.numbers import write_decimal
from pages import Page, in_english, signed_in_as, text_of
from raw_rows import add_indicator
from reporting import count, make_document, promise, report, report_all
from small_worlds import clock
from unit_acts import join

pytestmark = pytest.mark.usefixtures("static_files")

STATEMENTS_OF_PAGE, STATEMENTS_OF_WORKBOOK = 26, 25
MAY, DECEMBER, LAST_JUNE = date(2023, 5, 1), date(2022, 12, 1), date(2022, 6, 1)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Cầu Kè is small and well covered, Trà Cú large and badly; Tiểu Cần has nothing."""
    make_unit(2, "846", "huyen", "Tiểu Cần", "Huyện Tiểu Cần", world.tra_vinh)
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    council = make_document(world.tra_vinh, date(2023, 1, 1), "HĐND tỉnh", 2)
    for period, lag in ((DECEMBER, 12), (LAST_JUNE, 20), (MAY, 3), (JUNE, 0)):
        report_all({world.cau_ke: 70 - lag, world.tra_cu: 200 - lag}, world.bhyt, period)
    for unit, bases, target in ((world.cau_ke, (80, 100), 90), (world.tra_cu, (400, 400), 250)):
        count(unit, "population", 2022, bases[0])
        count(unit, "population", 2023, bases[1])
        promise(plan, unit, world.bhyt, 2023, people=target)
        promise(council, unit, world.bhyt, 2023, people=2 * target)
    return world


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    """Dung analyses the nation, in English."""
    return in_english(signed_in_as(client, cast.dung))


def address(unit: AdministrativeUnit, code: str = "BHYT", name: str = "indicator") -> str:
    return reverse(name, args=[unit.pk, code])


def open_page(client: Client, unit: AdministrativeUnit, code: str = "BHYT", **query: Any) -> Page:
    return Page.of(client.get(address(unit, code), {"month": "2023-06"} | query))


def ranking(page: Page, *headings: str) -> list[list[str]]:
    """The named columns of the ranking, the line of the whole last."""
    table = page.first('//table[contains(@class, "parts")]')
    heads = [text_of(cell).rstrip(" ↑↓") for cell in table.xpath("./thead//th")]
    positions = [heads.index(heading) for heading in headings]
    rows = [
        [text_of(cell) for cell in row.xpath("./th|./td")]
        for row in table.xpath("./tbody/tr|./tfoot/tr")
    ]
    return [[row[position] for position in positions] for row in rows]


def body_rows(page: Page, table: str) -> dict[str, list[str]]:
    """Unit -> the cells of its row."""
    rows = page.root.xpath(f'//table[@id="{table}"]//tr[td]')
    return {
        text_of(row.find("th")).removesuffix(" simulated"): [
            text_of(cell) for cell in row.xpath("./td")
        ]
        for row in rows
    }


def courses(page: Page) -> dict[str, list[str]]:
    """Unit -> what the lines of its number and of its rank say in words."""
    return {
        text_of(row.xpath("./th")[0]): row.xpath('.//svg[@class="sparkline"]/@aria-label')
        for row in page.root.xpath('//table[contains(@class, "parts")]//tr[th[@scope="row"]]')
    }


def test_units_are_ranked_by_rate_with_their_changes_in_points(cast: Cast, reader: Client) -> None:
    page = open_page(reader, cast.tra_vinh)
    headings = (
        "Unit",
        "Rank by coverage",
        "Coverage, %",
        "On last month, points",
        "On the same month last year, points",
        "On 31 December, points",
    )
    assert ranking(page, *headings) == [
        ["Huyện Cầu Kè", "1", "70,00", "+3,00", "+7,50", "−2,50"],
        ["Huyện Trà Cú", "2", "50,00", "+0,75", "+5,00", "+3,00"],
        ["Huyện Tiểu Cần", "–", "–", "–", "–", "–"],
        ["Tỉnh Trà Vinh 2/3", "–", "54,00 of 2/3 units", "–", "–", "–"],
    ]


def test_units_are_ranked_by_people_where_asked(cast: Cast, reader: Client) -> None:
    page = open_page(reader, cast.tra_vinh, measure="people")
    assert ranking(page, "Unit", "Rank by participants", "Participants", "On last month") == [
        ["Huyện Trà Cú", "1", "200", "+3"],
        ["Huyện Cầu Kè", "2", "70", "+3"],
        ["Huyện Tiểu Cần", "–", "not reported", "–"],
        ["Tỉnh Trà Vinh 2/3", "–", "270", "–"],
    ]


def test_the_assigner_asked_for_is_the_one_measured_against(cast: Cast, reader: Client) -> None:
    page = open_page(reader, cast.tra_vinh)
    assert ranking(page, "Attained, %")[0] == ["77,78"]
    option = page.first('//select[@name="assigner"]/option[not(@selected)]')
    other = open_page(reader, cast.tra_vinh, assigner=option.get("value"))
    assert ranking(other, "Attained, %")[0] == ["38,89"]


def test_ranking_heat_table_change_and_workbook_show_the_same_numbers(
    cast: Cast, reader: Client
) -> None:
    for measure, heading, column in (("rate", "Coverage, %", 5), ("people", "Participants", 1)):
        page = open_page(reader, cast.tra_vinh, measure=measure)
        shown = {unit: text.lstrip("▼ ") for unit, text in ranking(page, "Unit", heading)}
        heat, changes = body_rows(page, "heat"), body_rows(page, "changes")
        lines = workbook_rows(reader, cast.tra_vinh, measure=measure)
        assert [line["Unit"].replace("\n", " ") for line in lines] == list(shown)
        for line in lines[:2]:
            unit = line["Unit"]
            assert heat[unit][-1] == shown[unit] == changes[unit][column]
            assert write_decimal(line[heading], 2 if measure == "rate" else 0) == shown[unit]


def workbook_rows(client: Client, unit: AdministrativeUnit, **query: Any) -> list[Any]:
    """The lines of the workbook by heading, the whole last."""
    answer = client.get(address(unit, name="indicator_workbook"), {"month": "2023-06"} | query)
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    top = next(i for i, row in enumerate(rows) if row[0] == "Unit")
    lines = [row for row in rows[top + 1 : top + 5] if row[0] is not None]
    return [dict(zip(rows[top], row, strict=True)) for row in lines]


def test_the_workbook_has_the_columns_and_the_order_of_the_page(cast: Cast, reader: Client) -> None:
    lines = workbook_rows(reader, cast.tra_vinh, sort="attainment")
    page = open_page(reader, cast.tra_vinh, sort="attainment")
    units = [row[0] for row in ranking(page, "Unit")]
    assert [line["Unit"].replace("\n", " ") for line in lines] == units
    assert [line["Rank by coverage"] for line in lines] == [1, 2, None, None]
    assert "Figure, path, target" not in lines[0]


def test_the_change_of_the_rate_is_split_for_each_unit(cast: Cast, reader: Client) -> None:
    rows = body_rows(open_page(reader, cast.tra_vinh), "changes")
    assert rows["Huyện Cầu Kè"] == [
        "58", "70", "80", "100", "72,50", "70,00", "−2,50", "+13,50", "−16,00", "",
    ]  # fmt: skip
    assert rows["Huyện Trà Cú"][6:9] == ["+3,00", "+3,00", "0,00"]
    assert rows["Huyện Tiểu Cần"][-4:] == ["–", "–", "–", "no people reported for 12/2022"]
    assert rows["Tỉnh Trà Vinh"][-1] == "not all units reported for 12/2022"


def test_the_change_may_be_counted_from_another_month(cast: Cast, reader: Client) -> None:
    page = open_page(reader, cast.tra_vinh, since="2023-05")
    assert body_rows(page, "changes")["Huyện Cầu Kè"][6:9] == ["+3,00", "+3,00", "0,00"]
    assert "from 05/2023 to 06/2023" in page.text


@pytest.mark.parametrize("since", ["2023-06", "2024-01"])
def test_a_change_cannot_be_counted_from_the_month_itself_or_a_later_one(
    cast: Cast, reader: Client, since: str
) -> None:
    page = open_page(reader, cast.tra_vinh, since=since)
    assert f"since={since}" in page.text
    assert "from 12/2022 to 06/2023" in page.text


def test_missing_months_are_dashes_in_the_heat_table_and_zero_is_zero(
    cast: Cast, reader: Client
) -> None:
    report(cast.cau_ke, cast.bhyt, date(2023, 4, 1), 0)
    report(cast.cau_ke, cast.bhyt, date(2023, 3, 1), absence=Absence.NOT_AVAILABLE)
    heat = body_rows(open_page(reader, cast.tra_vinh, measure="people", span="12"), "heat")
    assert heat["Huyện Cầu Kè"][-4:] == ["○", "0 †", "67", "70"]
    assert heat["Huyện Tiểu Cần"] == ["–"] * 12
    assert heat["Tỉnh Trà Vinh"][-1] == "270 °"


def test_a_line_has_as_many_months_as_were_asked_for(cast: Cast, reader: Client) -> None:
    for span in (12, 24, 36):
        rows = body_rows(open_page(reader, cast.tra_vinh, span=span), "heat")
        assert {len(cells) for cells in rows.values()} == {span}


def test_without_a_month_the_latest_with_figures_of_the_indicator_is_shown(
    cast: Cast, reader: Client
) -> None:
    report(cast.tra_cu, cast.bhxh, date(2023, 8, 1), 1)
    assert "compared in month 06/2023" in open_page(reader, cast.tra_vinh, month="").text


def test_a_month_without_figures_says_so_and_shows_no_zero(cast: Cast, reader: Client) -> None:
    page = open_page(reader, cast.tra_vinh, month="2019-03")
    assert page.status == 200
    assert "have no figures of “BHYT” from 04/2017 to 03/2019" in page.text
    assert {row[1] for row in ranking(page, "Unit", "Participants")} == {"not reported"}


def test_a_unit_without_parts_shows_itself_and_says_so(cast: Cast, reader: Client) -> None:
    page = open_page(reader, cast.cau_ke)
    assert "had no units below it in 06/2023" in page.text
    assert ranking(page, "Unit", "Coverage, %") == [["Huyện Cầu Kè", "70,00"]]
    number, rank = courses(page)["Huyện Cầu Kè"]
    assert "highest 72,50 % in 12/2022" in number
    assert rank.endswith("rank 1 at first, 1 at last, best 1, worst 1")
    assert body_rows(page, "heat")["Huyện Cầu Kè"][-1] == "70,00"


def test_without_denominators_people_are_shown_and_rates_are_said_to_be_unknown(
    cast: Cast, reader: Client
) -> None:
    report_all({cast.cau_ke: 5, cast.tra_cu: 7}, cast.bhxh, JUNE)
    page = open_page(reader, cast.tra_vinh, "BHXH")
    assert ranking(page, "Unit", "Rank by participants")[0] == ["Huyện Trà Cú", "1"]
    asked = open_page(reader, cast.tra_vinh, "BHXH", measure="rate")
    assert "No denominator is known" in asked.text
    assert {row[0] for row in ranking(asked, "Rank by coverage")} == {"–"}
    changes = body_rows(asked, "changes")
    assert {tuple(cells[5:9]) for cells in changes.values()} == {("–", "–", "–", "–")}


def test_a_target_of_zero_is_attained_by_nobody(cast: Cast, reader: Client) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 2, 1), number="8/KH-UBND")
    promise(plan, cast.cau_ke, cast.bhyt, 2023, people=0)
    assert ranking(open_page(reader, cast.tra_vinh), "Attained, %")[0] == ["–"]


def test_units_without_targets_are_said_to_have_none(cast: Cast, reader: Client) -> None:
    report(cast.cau_ke, cast.bhxh, JUNE, 5)
    page = open_page(reader, cast.tra_vinh, "BHXH")
    assert "Nobody set a target" in page.text


def make_flow() -> Indicator:
    return add_indicator(code="MOI", measure="flow", basis="none")


def test_a_count_is_shown_since_january_and_within_the_month(cast: Cast, reader: Client) -> None:
    flow = make_flow()
    for month, people in ((1, 4), (2, 5), (3, 0)):
        report(cast.cau_ke, flow, date(2023, month, 1), people)
    for month in (1, 2, 3):
        report(cast.cau_ke, flow, date(2022, month, 1), month - 1)
    plan = make_document(cast.tra_vinh, date(2023, 1, 1), number="9/KH-UBND")
    promise(plan, cast.cau_ke, flow, 2023, people=20)
    page = open_page(reader, cast.tra_vinh, "MOI", month="2023-03", measure="rate", span="12")
    headings = (
        "Unit",
        "Counted since January",
        "In the month",
        "On the same month last year",
        "Attained, %",
    )
    assert ranking(page, *headings)[0] == ["Huyện Cầu Kè", "9", "0", "+6", "45,00"]
    assert body_rows(page, "heat")["Huyện Cầu Kè"][-4:] == ["3 +", "4", "9", "9"]
    january = open_page(reader, cast.tra_vinh, "MOI", month="2023-01")
    assert ranking(january, *headings)[0][1:3] == ["4", "+4"]
    assert not page.root.xpath('//table[@id="changes"]')


def test_a_plan_for_a_later_year_is_no_plan_for_a_count_of_this_one(
    cast: Cast, reader: Client
) -> None:
    flow = make_flow()
    report(cast.cau_ke, flow, JUNE, 4)
    plan = make_document(cast.tra_vinh, date(2023, 1, 1), number="9/KH-UBND")
    promise(plan, cast.cau_ke, flow, 2025, people=20)
    page = open_page(reader, cast.tra_vinh, "MOI")
    assert ranking(page, "Target", "Attained, %")[0] == ["–", "–"]


NONSENSE: tuple[dict[str, str], ...] = (
    {"month": "06/2023"},
    {"month": "2023-06", "since": "hôm qua", "span": "7", "scale": "log", "measure": "tiền"},
    {"sort": "-hạng"},
    {"sort": "state"},
    {"assigner": "0", "as_seen": "x", "indicator": "KHÔNG"},
    {"month": "1990-01", "span": "36"},
    {"month": "2100-12", "since": "1990-01"},
)


def test_nonsense_in_the_address_breaks_neither_page_nor_workbook(
    cast: Cast, reader: Client
) -> None:
    for asked in NONSENSE:
        for name in ("indicator", "indicator_workbook"):
            assert reader.get(address(cast.tra_vinh, name=name), asked).status_code == 200


def test_what_was_not_understood_is_named_and_the_rest_is_shown(cast: Cast, reader: Client) -> None:
    page = open_page(reader, cast.tra_vinh, sort="-hạng", span="7", scale="x", measure="people")
    for named in ("sort=-hạng", "span=7", "scale=x"):
        assert named in page.text
    assert ranking(page, "Rank by participants", "Participants")[0] == ["1", "200"]


def test_an_unknown_indicator_is_not_found(cast: Cast, reader: Client) -> None:
    for code in ("KHONG", "bhyt", "BHYT'--", "x" * 300):
        for name in ("indicator", "indicator_workbook"):
            assert reader.get(address(cast.tra_vinh, code, name)).status_code == 404


def test_an_unknown_unit_is_not_found_and_anothers_is_refused(cast: Cast, client: Client) -> None:
    signed_in_as(client, cast.binh)
    for name in ("indicator", "indicator_workbook"):
        assert client.get(reverse(name, args=[10**9, "BHYT"])).status_code == 404
        assert client.get(address(cast.tra_vinh, name=name)).status_code == 403
        assert client.get(address(cast.lai_chau, name=name)).status_code == 200


def test_who_reads_a_district_does_not_compare_the_province(cast: Cast, client: Client) -> None:
    signed_in_as(client, make_user("huyen", "Kim Huyền", (cast.cau_ke, Role.VIEWER)))
    assert client.get(address(cast.cau_ke)).status_code == 200
    assert client.get(address(cast.tra_vinh)).status_code == 403


def test_as_seen_shows_what_stood_then_and_marks_what_reads_otherwise_now(
    cast: Cast, reader: Client
) -> None:
    then = clock()
    report(cast.cau_ke, cast.bhyt, JUNE, 90)
    now, seen = (
        open_page(reader, cast.tra_vinh, **asked) for asked in ({}, {"as_seen": then.isoformat()})
    )
    assert ranking(now, "Coverage, %")[0] == ["90,00"]
    assert ranking(seen, "Coverage, %")[0] == ["70,00"]
    assert body_rows(seen, "heat")["Huyện Cầu Kè"][-2:] == ["67,00", "70,00 ↻ 90,00"]
    assert "↻" not in " ".join(body_rows(now, "heat")["Huyện Cầu Kè"])
    changed = text_of(seen.first('//div[@class="adjusted-unit"][starts-with(., "Huyện")]'))
    assert changed == "Huyện Cầu Kè ↻ participants, adjusted since: 70 → 90"
    assert page_links_carry(seen, "as_seen=")


def page_links_carry(page: Page, what: str) -> bool:
    links = page.root.xpath(
        '//nav[contains(@class, "tabs")]/a[not(contains(@href, "/acts/"))]/@href'
    )
    return bool(links) and all(what in link for link in links)


def test_links_to_other_pages_do_not_carry_the_order_of_this_table(
    cast: Cast, reader: Client
) -> None:
    page = open_page(reader, cast.tra_vinh, sort="place")
    links = page.root.xpath('//nav[contains(@class, "tabs")]/a/@href')
    assert links
    assert not any("sort=" in link for link in links)


def test_a_merged_unit_shows_the_history_of_those_it_was_formed_from(
    cast: Cast, reader: Client
) -> None:
    merged = make_unit(
        2, "850", "huyen", "Cầu Trà", "Huyện Cầu Trà", cast.tra_vinh, date(2023, 7, 1)
    )
    join([cast.cau_ke, cast.tra_cu], merged)
    report(merged, cast.bhyt, date(2023, 7, 1), 280)
    page = open_page(reader, cast.tra_vinh, month="2023-07", measure="people", span="12")
    heat = body_rows(page, "heat")
    assert heat["Huyện Cầu Trà"][-2:] == ["270", "280"]
    assert "Huyện Cầu Kè" not in heat
    assert ranking(page, "Unit", "On last month")[0] == ["Huyện Cầu Trà", "+10"]
    assert page.root.xpath('//*[@class="spark-break"]')


def test_simulated_figures_are_marked_wherever_they_stand(cast: Cast, reader: Client) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 71, origin=Origin.SIMULATED)
    page = open_page(reader, cast.tra_vinh)
    assert "Simulated figures." in page.text
    for where in ('//table[@id="heat"]', '//table[@id="changes"]'):
        assert "simulated" in text_of(page.first(where))


def test_published_figures_and_targets_come_out_among_the_provinces(
    reference: None, client: Client
) -> None:
    in_english(signed_in_as(client, make_user("em", "Lê Văn Em", administrator=True)))
    nation = AdministrativeUnit.objects.get(level=0)
    page = open_page(client, nation, measure="people")
    found = {row[0]: row[1:] for row in ranking(page, "Unit", "Participants", "Coverage, %")}
    people, rate = found["Tỉnh Trà Vinh"]
    assert (people, rate.removeprefix("▼ ")) == ("821.563", "80,58")
    tra_vinh = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
    assert ranking(open_page(client, tra_vinh), "Coverage, %", "Attained, %")[-1] == [
        "80,58",
        "85,00",
    ]


def _statements(client: Client, where: str) -> list[str]:
    client.get(where)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(where, {"month": "2023-06"}).status_code == 200
    return [each["sql"] for each in seen.captured_queries]


def test_the_number_of_statements_does_not_grow_with_the_units(cast: Cast, reader: Client) -> None:
    def counted() -> tuple[int, int]:
        page, workbook = address(cast.tra_vinh), address(cast.tra_vinh, name="indicator_workbook")
        return len(_statements(reader, page)), len(_statements(reader, workbook))

    few = counted()
    units = [
        make_unit(2, f"{900 + n}", "huyen", f"Số {n}", f"Huyện số {n}", cast.tra_vinh)
        for n in range(40)
    ]
    report_all({unit: 10 + n for n, unit in enumerate(units)}, cast.bhyt, JUNE)
    for unit in units:
        count(unit, "population", 2023, 100)
    assert counted() == few == (STATEMENTS_OF_PAGE, STATEMENTS_OF_WORKBOOK)


def test_an_open_warning_stands_at_its_number_in_every_table(cast: Cast, reader: Client) -> None:
    count(cast.cau_ke, "population", 2023, 148_220)
    report(cast.cau_ke, cast.bhyt, JUNE, 110_000, rate=Decimal("0.86"))
    page = Page.of(reader.get(address(cast.tra_vinh), {"month": "2023-06", "since": "2023-05"}))
    (changed,) = page.root.xpath('//table[@id="changes"]/tbody/tr[th[contains(., "Cầu Kè")]]')
    assert "⚠ open warning" in text_of(changed)
    (cell,) = page.root.xpath(
        '//table[@id="heat"]/tbody/tr[th[contains(., "Cầu Kè")]]/td[last()]/abbr'
    )
    assert "⚠ open warning" in cell.get("title")
    assert "† not approved, being edited, or with a warning" in page.text


def test_the_months_before_a_new_name_keep_the_marks_of_the_old_one(
    cast: Cast, reader: Client
) -> None:
    """As on the trend: what stood of the unit under its old name is its own."""
    count(cast.cau_ke, "population", 2023, 148_220)
    report(cast.cau_ke, cast.bhyt, JUNE, 110_000, rate=Decimal("0.86"))
    named = make_unit(
        2, "842", "thi_xa", "Cầu Kè", "Thị xã Cầu Kè", cast.tra_vinh, date(2023, 7, 1)
    )
    join([cast.cau_ke], named, "rename")
    report(named, cast.bhyt, date(2023, 7, 1), 110_100)
    page = open_page(reader, cast.tra_vinh, month="2023-07", measure="people", span="12")
    june, _july = page.root.xpath(
        '//table[@id="heat"]/tbody/tr[th[contains(., "Thị xã Cầu Kè")]]/td[position() > last() - 2]'
    )
    assert "⚠ open warning" in june.xpath("./abbr/@title")[0]
