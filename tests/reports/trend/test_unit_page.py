"""The page of a unit's months: the same numbers in chart and table, and nothing made up."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import Cast, make_unit, make_user
from coverage.models import (
    Absence,
    AdministrativeUnit,
    Basis,
    ChangeKind,
    Indicator,
    Measure,
    Origin,
    UnitChange,
    UnitChangeVersion,
)
from coverage.notation.numbers import write_decimal, write_people
from coverage.notation.periods import months, write_period
from pages import Page, signed_in_as, text_of
from reporting import begin_approving, count, make_document, promise, report, report_all
from small_worlds import clock
from unit_acts import end, join, say

pytestmark = pytest.mark.usefixtures("static_files")

JANUARY, MARCH, JUNE = date(2023, 1, 1), date(2023, 3, 1), date(2023, 6, 1)
DECEMBER_BEFORE = date(2022, 12, 1)


@pytest.fixture
def chi(client: Client, cast: Cast) -> Client:
    """Chi sits on Trà Vinh's committee, and reads in English here."""
    client.cookies["django_language"] = "en"
    return signed_in_as(client, cast.chi)


def open_trend(client: Client, unit: AdministrativeUnit, **query: Any) -> Page:
    return Page.of(client.get(reverse("unit", args=[unit.pk]), query))


def chart_of(page: Page) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(page.first('//script[@id="trend-chart"]').text)
    return made


def trace(page: Page, name: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = [
        each for each in chart_of(page)["data"] if each["name"].startswith(name)
    ]
    assert len(found) == 1, [each["name"] for each in chart_of(page)["data"]]
    return found[0]


def month_rows(page: Page) -> dict[str, list[str]]:
    """Month -> its cells, without the month itself."""
    rows = page.root.xpath('//table[@id="months"]/tbody/tr')
    return {
        row.xpath("./th")[0].text.strip(): [text_of(cell) for cell in row.xpath("./td")]
        for row in rows
    }


def heading(page: Page) -> list[str]:
    return [text_of(cell) for cell in page.root.xpath('//table[@id="months"]/thead//th')][1:]


def column(page: Page, name: str) -> dict[str, str]:
    position = heading(page).index(name)
    return {month: cells[position] for month, cells in month_rows(page).items()}


def drawn(points: dict[str, Any]) -> dict[str, Decimal]:
    """Month -> the number the chart has for it, read from the points in mid-month."""
    return {
        write_period(date.fromisoformat(x)): Decimal(y)
        for x, y in zip(points["x"], points["y"], strict=True)
        if y is not None and x.endswith("-15")
    }


def report_half_a_year(cast: Cast) -> None:
    """Both districts report from December to June, but for March; one denominator a year."""
    for number, period in enumerate(months(DECEMBER_BEFORE, JUNE)):
        if period != MARCH:
            report_all({cast.cau_ke: 801 + number, cast.tra_cu: 907 + number}, cast.bhyt, period)
    for year in (2022, 2023):
        count(cast.cau_ke, "population", year, 1_013 + year - 2022)
        count(cast.tra_cu, "population", year, 1_117)
    plan = make_document(cast.tra_vinh, JANUARY)
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=1_900)
    council = make_document(cast.tra_vinh, date(2022, 1, 1), "HĐND tỉnh", 2)
    promise(council, cast.tra_vinh, cast.bhyt, 2023, percent=Decimal(95))


def test_the_numbers_of_chart_and_table_are_equal_in_people(cast: Cast, chi: Client) -> None:
    report_half_a_year(cast)
    page = open_trend(chi, cast.tra_vinh, month="2023-06", indicator="BHYT")
    for name, points in (
        ("Participants", "Participants"),
        ("Target: UBND tỉnh Trà Vinh", "Target: UBND"),
        ("Target: HĐND tỉnh", "Target: HĐND"),
    ):
        shown = drawn(trace(page, points))
        table = column(page, name)
        compared = shown.keys() & table.keys()
        assert len(compared) >= 6
        for month in compared:
            number = table[month].removesuffix(" (converted)")
            assert number == write_people(int(shown[month])), (name, month)
    assert column(page, "Participants")["03/2023"] == "not reported"


def test_the_numbers_of_chart_and_table_are_equal_as_rates(cast: Cast, chi: Client) -> None:
    report_half_a_year(cast)
    page = open_trend(chi, cast.tra_vinh, month="2023-06", indicator="BHYT", measure="rate")
    for name, points in (
        ("Coverage, %", "Coverage rate"),
        ("Target: UBND tỉnh Trà Vinh", "Target: UBND"),
        ("Path to date: UBND tỉnh Trà Vinh", "Path to date"),
    ):
        shown = drawn(trace(page, points))
        table = column(page, name)
        compared = {month for month in shown if table.get(month, "–") != "–"}
        assert len(compared) >= 6
        for month in compared:
            number = table[month].removesuffix(" (converted)")
            assert number == f"{write_decimal(shown[month])} %", (name, month)


def test_the_path_in_people_is_the_same_in_chart_and_table(cast: Cast, chi: Client) -> None:
    report_half_a_year(cast)
    page = open_trend(chi, cast.tra_vinh, month="2023-06", indicator="BHYT")
    shown = drawn(trace(page, "Path to date"))
    table = column(page, "Path to date: UBND tỉnh Trà Vinh")
    assert table["06/2023"] == write_decimal(shown["06/2023"], 0) == "1.804"
    assert table["12/2022"] == "–"


def test_a_gap_is_no_zero_in_the_chart_and_none_in_the_table(cast: Cast, chi: Client) -> None:
    report(cast.cau_ke, cast.bhyt, JANUARY, 0)
    report(cast.cau_ke, cast.bhyt, MARCH, 80_000)
    page = open_trend(chi, cast.cau_ke)
    assert trace(page, "Participants")["y"] == [0, None, 80_000]
    assert column(page, "Participants") == {
        "03/2023": "80.000",
        "02/2023": "not reported",
        "01/2023": "0",
    }


def test_an_explained_absence_says_its_reason(cast: Cast, chi: Client) -> None:
    report(cast.cau_ke, cast.bhyt, JANUARY, 5)
    report(cast.cau_ke, cast.bhyt, MARCH, absence=Absence.NOT_APPLICABLE)
    assert column(open_trend(chi, cast.cau_ke), "Participants")["03/2023"] == "not applicable"


def test_months_with_nothing_at_all_are_one_row(cast: Cast, chi: Client) -> None:
    report(cast.cau_ke, cast.bhyt, date(2021, 1, 1), 7)
    report(cast.cau_ke, cast.bhyt, JUNE, 9)
    page = open_trend(chi, cast.cau_ke)
    assert list(month_rows(page)) == ["06/2023", "02/2021 – 05/2023", "01/2021"]


def test_the_page_names_unit_indicator_and_months(cast: Cast, chi: Client) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000)
    page = open_trend(chi, cast.cau_ke)
    assert text_of(page.first("//h1")) == "Huyện Cầu Kè: BHYT"
    assert "from 01/2023 to 06/2023" in page.text
    above = page.first('//nav[@class="breadcrumbs"]')
    assert text_of(above) == "Toàn quốc › Tỉnh Trà Vinh ›"
    assert [text_of(link) for link in above.xpath("a")] == ["Tỉnh Trà Vinh"], "may be opened"


def test_months_begin_with_the_first_year_that_has_figures(cast: Cast, chi: Client) -> None:
    report(cast.cau_ke, cast.bhyt, date(2019, 8, 1), 1)
    assert "from 01/2019 to 06/2023" in open_trend(chi, cast.cau_ke, month="2023-06").text


def test_a_span_of_many_years_is_cut_to_fifteen(cast: Cast, chi: Client) -> None:
    report(cast.cau_ke, cast.bhyt, date(2009, 8, 1), 1)
    assert "from 01/2011 to 06/2025" in open_trend(chi, cast.cau_ke, month="2025-06").text


def test_a_unit_without_figures_says_so_and_shows_its_targets(cast: Cast, chi: Client) -> None:
    document = make_document(cast.cau_ke, JANUARY, number="2/KH-UBND")
    promise(document, cast.cau_ke, cast.bhyt, 2023, people=90_000)
    page = open_trend(chi, cast.cau_ke, month="2023-06")
    assert "Huyện Cầu Kè has no figures of “BHYT” from 01/2020 to 06/2023." in page.text
    link = page.first('//a[text()="2/KH-UBND"]')
    assert link.get("href") == reverse("document", args=[document.pk])
    assert set(column(page, "Participants").values()) == {"not reported"}
    assert trace(page, "Target")["y"][0] == 90_000


def test_a_page_without_a_chart_loads_no_plotly(cast: Cast, chi: Client) -> None:
    page = open_trend(chi, cast.cau_ke, month="2023-06")
    assert page.status == 200
    assert "plotly" not in page.source
    assert not page.root.xpath('//table[@id="months"]')


def test_plotly_is_loaded_after_the_page_and_adds_no_rules_of_its_own(
    cast: Cast, chi: Client
) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000)
    page = open_trend(chi, cast.cau_ke)
    (script,) = page.root.xpath('//script[contains(@src, "plotly")]')
    assert "defer" in script.attrib
    style = page.first('//link[@id="plotly.js-style-global"]')
    assert (style.get("class"), style.get("rel")) == ("no-inline-styles", "stylesheet")
    assert not page.root.xpath("//*[@style]")


def test_without_a_denominator_the_rate_is_missed_and_people_are_shown(
    cast: Cast, chi: Client
) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000)
    page = open_trend(chi, cast.cau_ke, measure="rate")
    assert "No denominator is known for these months, so there is no rate." in page.text
    assert column(page, "Participants")["06/2023"] == "80.000"
    assert column(page, "Coverage, %")["06/2023"] == "–"


def test_where_only_rates_were_reported_rates_are_shown(cast: Cast, chi: Client) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, rate=Decimal("80.58"))
    page = open_trend(chi, cast.cau_ke)
    assert Decimal(trace(page, "Coverage rate")["y"][-1]) == Decimal("80.58")
    people = open_trend(chi, cast.cau_ke, measure="people")
    assert "For these months only rates were reported, no people." in people.text


def test_nonsense_in_the_address_is_named_and_the_rest_is_shown(cast: Cast, chi: Client) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000)
    page = open_trend(
        chi, cast.cau_ke, month="2023-13", indicator="zz", measure="money", as_seen="hôm qua"
    )
    assert page.status == 200
    named = [text_of(each) for each in page.root.xpath('//p[@role="alert"]/code')]
    assert named == ["as_seen=hôm qua", "month=2023-13", "indicator=zz", "measure=money"]
    assert column(page, "Participants")["06/2023"] == "80.000"


@pytest.mark.parametrize("month", ["1990-01", "2100-12"])
def test_a_month_far_away_shows_that_nothing_is_known(cast: Cast, chi: Client, month: str) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000)
    page = open_trend(chi, cast.cau_ke, month=month)
    assert page.status == 200
    assert "has no figures" in page.text


def test_nobody_reads_a_unit_that_is_not_theirs(cast: Cast, chi: Client, client: Client) -> None:
    assert chi.get(reverse("unit", args=[cast.sin_ho.pk])).status_code == 403
    assert chi.get(reverse("unit", args=[cast.nation.pk])).status_code == 403
    assert chi.get(reverse("unit", args=[10**9])).status_code == 404
    assert Client().get(reverse("unit", args=[cast.cau_ke.pk])).status_code == 302


def test_made_up_figures_are_marked_on_the_page_and_in_their_row(cast: Cast, chi: Client) -> None:
    report(cast.cau_ke, cast.bhyt, JANUARY, 1)
    assert not open_trend(chi, cast.cau_ke).root.xpath('//*[@class="simulated-banner"]')
    report(cast.cau_ke, cast.bhyt, MARCH, 2, origin=Origin.SIMULATED)
    page = open_trend(chi, cast.cau_ke)
    assert page.root.xpath('//*[@class="simulated-banner"]')
    marked = page.root.xpath('//table[@id="months"]//tr[.//*[contains(@class, "simulated")]]/th')
    assert [text_of(cell) for cell in marked] == ["03/2023 simulated"]


def test_links_keep_what_else_was_asked(cast: Cast, chi: Client) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000)
    page = open_trend(chi, cast.cau_ke, month="2023-06", indicator="BHYT", measure="rate")
    (bhxh,) = page.root.xpath('//nav[@class="choices"]/a[text()="BHXH"]')
    assert bhxh.get("href") == "?month=2023-06&indicator=BHXH&measure=rate"
    (people,) = page.root.xpath('//nav[@class="choices"]/a[text()="Participants"]')
    assert people.get("href") == "?month=2023-06&indicator=BHYT&measure=people"
    (to_overview,) = page.root.xpath('//nav[@class="tabs"]/a[not(@aria-current)][1]')
    assert to_overview.get("href").startswith(reverse("overview", args=[cast.cau_ke.pk]))
    assert "month=2023-06" in to_overview.get("href")


def test_the_path_climbs_to_the_targets_of_the_assigner_asked_for(cast: Cast, chi: Client) -> None:
    report_half_a_year(cast)
    council = make_document(cast.tra_vinh, JANUARY, "HĐND tỉnh", 2).assigner_id
    page = open_trend(chi, cast.tra_vinh, month="2023-06", assigner=council)
    assert trace(page, "Path to date")["name"] == "Path to date: HĐND tỉnh"
    unknown = open_trend(chi, cast.tra_vinh, month="2023-06", assigner=10**9)
    assert trace(unknown, "Path to date")["name"] == "Path to date: UBND tỉnh Trà Vinh"


def test_a_target_turned_into_another_measure_says_so(cast: Cast, chi: Client) -> None:
    report_half_a_year(cast)
    page = open_trend(chi, cast.tra_vinh, month="2023-06")
    assert column(page, "Target: HĐND tỉnh")["06/2023"] == "2.024 (converted)"
    assert column(page, "Target: UBND tỉnh Trà Vinh")["06/2023"] == "1.900"


def test_the_page_of_an_earlier_moment_shows_what_stood_then(cast: Cast, chi: Client) -> None:
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000)
    then = clock()
    report(cast.cau_ke, cast.bhyt, JUNE, 80_500)
    page = open_trend(chi, cast.cau_ke, as_seen=then.isoformat())
    assert column(page, "Participants")["06/2023"] == "80.000"
    assert trace(page, "Participants")["y"][-1] == 80_000
    assert column(open_trend(chi, cast.cau_ke), "Participants")["06/2023"] == "80.500"


def test_a_change_of_the_unit_is_listed_with_its_decision(cast: Cast, chi: Client) -> None:
    new = make_unit(2, "900", "thi_xa", "Cầu Kè", "Thị xã Cầu Kè", cast.tra_vinh, valid_from=MARCH)
    join([cast.cau_ke], new, kind="rename")
    say(UnitChange.objects.get(), UnitChangeVersion, decision="Nghị quyết 1/NQ")
    report(cast.cau_ke, cast.bhyt, JANUARY, 80_000)
    report(new, cast.bhyt, JUNE, 81_000)
    page = open_trend(chi, new)
    (change,) = [text_of(each) for each in page.root.xpath('//ul[@class="breaks"]/li')]
    assert change.startswith("01/03/2023: ")
    assert "Huyện Cầu Kè → Thị xã Cầu Kè (Nghị quyết 1/NQ)" in change
    assert column(page, "Participants")["01/2023"] == "80.000"
    assert [shape["x0"] for shape in chart_of(page)["layout"]["shapes"]] == ["2023-03-01"]


def test_a_count_within_the_month_is_shown_since_january(cast: Cast, chi: Client) -> None:
    new = Indicator.objects.create(
        code="MOI",
        name="Phát triển mới",
        name_en="Newly enrolled",
        short_name="Mới",
        measure=Measure.FLOW,
        basis=Basis.NONE,
        order=90,
    )
    report(cast.cau_ke, new, JANUARY, 3)
    report(cast.cau_ke, new, date(2023, 2, 1), 4)
    page = open_trend(chi, cast.cau_ke, indicator="MOI")
    assert column(page, "In the month") == {"02/2023": "4", "01/2023": "3"}
    assert column(page, "Since January") == {"02/2023": "7", "01/2023": "3"}
    assert trace(page, "Counted since January")["y"] == [3, 7]
    assert not page.root.xpath('//nav[@aria-label="Measure"]')


def test_text_from_people_is_neither_a_tag_nor_a_script(cast: Cast, chi: Client) -> None:
    hostile = "</script><script>alert(1)</script><b>x</b>"
    report(cast.cau_ke, cast.bhyt, JUNE, 80_000, source=hostile)
    document = make_document(cast.cau_ke, JANUARY, hostile, number=hostile)
    promise(document, cast.cau_ke, cast.bhyt, 2023, people=1)
    page = open_trend(chi, cast.cau_ke)
    assert "alert(1)</script>" not in page.source
    assert chart_of(page)["data"]
    assert hostile in page.text


def queries(client: Client, unit: AdministrativeUnit) -> Sequence[dict[str, str]]:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(reverse("unit", args=[unit.pk]), {"month": "2023-06"})
    assert response.status_code == 200
    return captured.captured_queries


def test_the_number_of_queries_does_not_grow_with_units_and_months(
    cast: Cast, client: Client
) -> None:
    em = signed_in_as(client, cast.em)
    report_half_a_year(cast)
    communes = {
        make_unit(3, f"{29_000 + each}", "xa", f"Xã {each}", f"Xã {each}", cast.lai_chau): each
        for each in range(124)
    }
    for period in months(date(2022, 3, 1), JUNE):
        report_all(communes, cast.bhyt, period)
    queries(em, cast.tra_vinh)
    few, many = queries(em, cast.tra_vinh), queries(em, cast.lai_chau)
    # Trà Vinh has targets and no whole year: that of the unit above is asked for, and so are the
    # years by which it may be forecast.
    assert len(many) == len(few) - 6 - 6 == 25, "\n".join(each["sql"][:120] for each in many)


def test_a_month_tells_the_open_warning_of_its_number_and_of_how_many_units_its_rate_is(
    cast: Cast, chi: Client
) -> None:
    count(cast.cau_ke, "population", 2023, 148_220)
    report(cast.cau_ke, cast.bhyt, JUNE, 110_000, rate=Decimal("0.86"))
    report(cast.tra_cu, cast.bhyt, JUNE, 900)
    begin_approving(cast.tra_cu)
    own = open_trend(chi, cast.cau_ke, month="2023-06", indicator="BHYT")
    assert "rate as printed · not approved · ⚠ open warning" in month_rows(own)["06/2023"][-1]
    whole = open_trend(chi, cast.tra_vinh, month="2023-06", indicator="BHYT")
    assert month_rows(whole)["06/2023"][-1] == (
        "sum of 2/2 units · rate of 1/2 units · 2 not approved · ⚠ 1 with open warnings"
    )


def test_a_warning_of_the_unit_before_it_was_renamed_stands_at_its_month(
    cast: Cast, chi: Client
) -> None:
    count(cast.cau_ke, "population", 2023, 148_220)
    report(cast.cau_ke, cast.bhyt, date(2023, 5, 1), 110_000, rate=Decimal("0.86"))
    end(cast.cau_ke, date(2023, 5, 14))
    town = make_unit(
        2, "845", "thi_xa", "Cầu Kè", "Thị xã Cầu Kè", cast.tra_vinh, date(2023, 5, 15)
    )
    join([cast.cau_ke], town, ChangeKind.RENAME)
    page = open_trend(chi, town, month="2023-06", indicator="BHYT")
    assert "⚠ open warning" in month_rows(page)["05/2023"][-1]


@pytest.mark.usefixtures("reference")
def test_tra_vinh_in_june_2023_as_published(client: Client) -> None:
    """821.563 people, 80,58 % of the population, of a target of 966.520."""
    tra_vinh = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
    page = open_trend(reader(client), tra_vinh, month="2023-06", indicator="BHYT")
    row = dict(zip(heading(page), month_rows(page)["06/2023"], strict=True))
    assert row["Participants"] == "821.563"
    assert row["Coverage, %"] == "80,58 %"
    assert row["Denominator"] == "1.019.562 (2023, estimate)"
    assert row["Target: Thủ tướng Chính phủ"] == row["Target: Tỉnh ủy, UBND tỉnh Trà Vinh"]
    assert row["Target: Thủ tướng Chính phủ"] == "966.520"
    (sign,) = trace(page, "published")["hovertext"]
    assert "821.563 people; 80,58 % of population" in sign
    assert "85,00 % of the target" in sign
    assert not page.root.xpath('//*[@class="simulated-banner"]')


@pytest.mark.usefixtures("reference")
def test_the_nations_series_is_shown_with_its_gaps(client: Client) -> None:
    """13.591.492 + 227.506 people at the end of 2017; more than 16 million, 33 %, in 2020."""
    nation = AdministrativeUnit.objects.get(level=0)
    page = open_trend(reader(client), nation, month="2020-12", indicator="BHXH")
    shown = column(page, "Participants")
    assert shown["12/2020"] == "more than 16 million"
    assert column(page, "Coverage, %")["12/2020"] == "33 %"
    assert shown["12/2017"] == "13.818.998"
    assert shown["01/2017 – 11/2017"] == "not reported"


def reader(client: Client) -> Client:
    """Someone who reads everything, in English."""
    client.cookies["django_language"] = "en"
    return signed_in_as(client, make_user("em", "Lê Văn Em", administrator=True))
