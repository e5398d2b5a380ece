"""The tab that checks the stored figures of a unit's month."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_user
from coverage.entry import record_figures
from coverage.models import AdministrativeUnit, Origin
from coverage.month.submitting import submit_explained
from coverage.month.workflow import open_months, submit, take_back
from full_months import full_cells
from monthly import opened
from pages import Page, in_english, signed_in_as, text_of
from reporting import count, make_document, promise, report, report_all
from reports.figures.query import overview
from reports.meetings.freezing import freeze
from reports.report_check.stored_report import stored_report

pytestmark = pytest.mark.usefixtures("static_files")

STATEMENTS = 24


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    return in_english(signed_in_as(client, cast.dung))


def open_check(client: Client, unit: AdministrativeUnit, month: str = "2023-06") -> Page:
    return Page.of(client.get(reverse("unit_check", args=[unit.pk]), {"month": month}))


def verdict_of(page: Page) -> str:
    return text_of(page.first('//h2[@id="verdict-title"]'))


def findings_of(page: Page) -> list[str]:
    return [text_of(each) for each in page.root.xpath('//ol[@class="contradictions"]/li')]


def records_of(unit: AdministrativeUnit) -> list[dict[str, Any]]:
    found = stored_report(overview(unit, JUNE))["records"]
    assert isinstance(found, list)
    return [{name: value for name, value in record.items() if value} for record in found]


def whole_of(code: str, valid_to: date = date(2025, 6, 30)) -> AdministrativeUnit:
    return AdministrativeUnit.objects.get(level=1, code=code, valid_to=valid_to)


@pytest.fixture
def analyst(reference: None, client: Client) -> Client:
    return in_english(signed_in_as(client, make_user("em", "Lê Văn Em", administrator=True)))


def test_tra_vinh_of_june_2023_has_the_two_findings_of_its_review(analyst: Client) -> None:
    tra_vinh = whole_of("84")
    page = open_check(analyst, tra_vinh)
    assert verdict_of(page) == "✕ 2 contradictions"
    denominators, attained = findings_of(page)
    assert "519.692–520.012" in denominators
    assert "517.959–519.616" in denominators
    assert "= 78,2403 %; printed 78,07 % – does not agree" in attained
    assert "perhaps 4.561 (two digits swapped)" in attained
    trend = reverse("unit", args=[tra_vinh.pk])
    links = page.root.xpath('//ol[@class="contradictions"]//a/@href')
    assert links == [f"{trend}?month=2023-06&indicator=BHXH_TN"] * 2


def test_the_nations_page_names_the_province_that_contradicts_itself(analyst: Client) -> None:
    page = open_check(analyst, AdministrativeUnit.objects.get(level=0))
    assert all(each.startswith("Tỉnh Trà Vinh: ") for each in findings_of(page))
    assert len(findings_of(page)) == 2


@pytest.mark.parametrize(("code", "month"), [("12", "2020-05"), ("84", "2023-05")])
def test_other_published_months_agree(analyst: Client, code: str, month: str) -> None:
    unit = AdministrativeUnit.objects.filter(level=1, code=code).earliest("valid_from")
    assert findings_of(open_check(analyst, unit, month)) == []


def test_a_month_without_figures_is_not_called_consistent(reader: Client, cast: Cast) -> None:
    page = open_check(reader, cast.tra_vinh)
    assert page.status == 200
    assert verdict_of(page) == "Too few numbers to compare"


def test_a_part_whose_indicators_do_not_add_up_is_found_and_named(
    reader: Client, cast: Cast
) -> None:
    for code, people in (("BHXH", 100), ("BHXH_BB", 70), ("BHXH_TN", 28)):
        report(cast.cau_ke, cast.indicators[code], JUNE, people)
        report(cast.tra_cu, cast.indicators[code], JUNE, people + 2 * (code == "BHXH_TN"))
    (finding,) = findings_of(open_check(reader, cast.tra_vinh))
    assert finding.startswith("Huyện Cầu Kè: BHXH must be BHXH_BB and BHXH_TN together.")


def test_a_printed_rate_is_checked_against_the_denominator_of_its_year(
    reader: Client, cast: Cast
) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 800, rate=Decimal("80.1"))
    count(cast.tra_vinh, "population", 2022, 900)
    assert findings_of(open_check(reader, cast.tra_vinh)) == []
    count(cast.tra_vinh, "population", 2023, 1001)
    (finding,) = findings_of(open_check(reader, cast.tra_vinh))
    assert "800 ÷ 1.001 = 79,9201 %; printed 80,1 % – does not agree" in finding


def test_a_simulated_denominator_does_not_speak_against_a_reported_rate(cast: Cast) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 800, rate=Decimal("80.1"))
    count(cast.tra_vinh, "population", 2023, 1001, origin=Origin.SIMULATED)
    (record,) = records_of(cast.tra_vinh)
    assert "population" not in record


def test_only_what_somebody_stated_takes_part(cast: Cast) -> None:
    """Sums and rates computed here agree by themselves; an absence has no number."""
    report(cast.cau_ke, cast.bhyt, JUNE, 70)
    report(cast.tra_cu, cast.bhyt, JUNE, absence="not_available")
    count(cast.cau_ke, "population", 2023, 100)
    assert records_of(cast.tra_vinh) == [
        {
            "indicator": "BHYT",
            "unit": "Huyện Cầu Kè",
            "group": str(cast.cau_ke.pk),
            "people": "70",
        }
    ]


def test_a_stored_plan_stands_beside_a_quoted_attainment(reader: Client, cast: Cast) -> None:
    plan = make_document(cast.tra_vinh, date(2023, 1, 1))
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=1001)
    note = "Nguồn in: đạt 81 % kế hoạch giao"
    report(cast.tra_vinh, cast.bhyt, JUNE, 800, note=note)
    (finding,) = findings_of(open_check(reader, cast.tra_vinh))
    assert "800 ÷ 1.001 = 79,9201 %; printed 81 % – does not agree" in finding


def test_a_figure_that_says_it_is_about_is_read_as_about(cast: Cast) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 800, rate=Decimal(80), people_qualifier="about")
    (record,) = records_of(cast.tra_vinh)
    assert record["approx"] is True


def test_a_rate_takes_part_with_the_word_and_the_decimals_it_was_printed_with(cast: Cast) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 800, rate=Decimal("80.50"), rate_qualifier="nearly")
    (record,) = records_of(cast.tra_vinh)
    assert (record.get("approx", False), record["people"]) == (False, "800")
    assert record["coverage_pct"] in ("gần 80,50", "nearly 80,50")


def test_the_unit_is_shown_beside_the_sum_of_its_parts(reader: Client, cast: Cast) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 100)
    report(cast.cau_ke, cast.bhyt, JUNE, 70, origin=Origin.SIMULATED)
    assert "sum of the units below" not in open_check(reader, cast.tra_vinh).text
    report(cast.tra_cu, cast.bhyt, JUNE, 29)
    page = open_check(reader, cast.tra_vinh)
    row = [text_of(cell) for cell in page.root.xpath('//tr[th="BHYT"]/td')]
    assert row == ["100", "99 simulated", "✕ +1"]
    assert page.root.xpath('//*[@class="simulated-banner"]')


def warnings_of_page(page: Page) -> list[list[str]]:
    rows = page.root.xpath('//table[contains(@class, "warnings")]/tbody/tr')
    return [[text_of(cell) for cell in row] for row in rows]


def test_figures_that_agree_are_not_called_so_while_a_warning_is_not_explained(
    reader: Client, cast: Cast
) -> None:
    """A unit below sends last month's sheet again: no arithmetic says anything against it."""
    for period in (date(2023, 5, 1), JUNE):
        open_months(cast.giang, [cast.cau_ke.pk], period)
        record_figures(cast.an, period, full_cells(cast, cast.cau_ke))
        submit(cast.an, [cast.cau_ke.pk], period)
    page = open_check(reader, cast.tra_vinh)
    assert verdict_of(page) == "⚠ 1 warning is not explained"
    assert "No contradiction found" not in page.text
    said = "Every figure is the same as last month’s."
    assert warnings_of_page(page) == [["Huyện Cầu Kè", f"⚠ not explained {said}", "–"]]
    leads = page.root.xpath("//main//a/@href")
    assert reverse("month_checks", args=[cast.tra_vinh.pk, "2023-06"]) in leads
    assert warnings_of_page(open_check(reader, cast.tra_vinh, "2023-05")) == []


def test_explained_warnings_stand_with_their_note_beside_figures_that_agree(
    reader: Client, cast: Cast
) -> None:
    for period, note in ((date(2023, 5, 1), ""), (JUNE, "đã đối chiếu từng người")):
        open_months(cast.giang, [cast.cau_ke.pk], period)
        record_figures(cast.an, period, full_cells(cast, cast.cau_ke))
        submit_explained(cast.an, [cast.cau_ke.pk], period, {cast.cau_ke.pk: note})
    page = open_check(reader, cast.tra_vinh)
    assert verdict_of(page) == "✓ No contradiction found"
    ((_unit, said, note),) = warnings_of_page(page)
    assert said.startswith("✓ explained ")
    assert note.startswith("đã đối chiếu từng người")
    query = {"month": "2023-06", "xlsx": "warnings"}
    file = reader.get(reverse("unit_check", args=[cast.tra_vinh.pk]), query)
    cells = [str(cell) for row in opened(file.content).worksheets[0].values for cell in row]
    assert {"đã đối chiếu từng người", "Nguyễn Thị An"} <= set(cells)


def test_a_meeting_sees_the_warnings_of_its_day(reader: Client, cast: Cast) -> None:
    open_months(cast.giang, [cast.cau_ke.pk], JUNE)
    record_figures(cast.an, JUNE, full_cells(cast, cast.cau_ke, BHTN=1001))
    submit(cast.an, [cast.cau_ke.pk], JUNE)
    meeting = freeze(cast.giang, cast.tra_vinh, "Giao ban", date(2023, 7, 10))
    take_back(cast.an, [cast.cau_ke.pk], JUNE)
    address = reverse("unit_check", args=[cast.tra_vinh.pk])
    then = Page.of(reader.get(address, {"month": "2023-06", "meeting": str(meeting.pk)}))
    ((_unit, said, _note),) = warnings_of_page(then)
    assert said.startswith("⚠ not explained ")
    assert warnings_of_page(open_check(reader, cast.tra_vinh)) == []


def test_nobody_reads_the_check_of_a_unit_that_is_not_theirs(cast: Cast, client: Client) -> None:
    address = reverse("unit_check", args=[cast.lai_chau.pk])
    assert client.get(address).status_code == 302
    assert signed_in_as(client, cast.chi).get(address).status_code == 403
    assert client.get(reverse("unit_check", args=[99_999])).status_code == 404
    assert client.post(reverse("unit_check", args=[cast.tra_vinh.pk])).status_code == 405


def test_the_page_costs_the_same_however_many_units_there_are(
    reader: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    report(cast.tra_vinh, cast.bhyt, JUNE, 201)
    with django_assert_num_queries(STATEMENTS):
        open_check(reader, cast.tra_vinh)
    report_all({cast.cau_ke: 100, cast.tra_cu: 101}, cast.bhyt, JUNE)
    with django_assert_num_queries(STATEMENTS):
        assert len(findings_of(open_check(reader, cast.tra_vinh))) == 0
