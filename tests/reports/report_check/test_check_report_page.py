"""The page that checks figures typed by hand: what is typed, what is said, what is refused."""

import json
from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect
from pytest_django import DjangoAssertNumQueries

from accessibility import breaches_in_both_themes
from cast import Cast, make_user
from chromium import Served, sign_in
from pages import Page, in_english, signed_in_as, text_of
from reports.report_check.limits import RECORDS_AT_MOST, TOGETHER_AT_MOST
from reports.report_check.published_reviews import EXAMPLES, Example
from reports.report_check.typed_report import ROWS_AT_MOST, field_name, read_rows

pytestmark = pytest.mark.usefixtures("static_files")
# The session, the user and the roles of the header.
STATEMENTS = 3
ADDRESS = "/check/"
VOLUNTARY = {
    "r1-indicator": "BHXH_TN",
    "r1-people": "16.238",
    "r1-attainment_pct": "78,07",
    "r1-remaining": "4.516",
}
CONSISTENT = VOLUNTARY | {"r1-attainment_pct": "78,24"}


@pytest.fixture
def reader(client: Client, cast: Cast) -> Client:
    return in_english(signed_in_as(client, cast.chi))


def typed(reader: Client, cells: Mapping[str, str], action: str = "check", rows: int = 3) -> Page:
    return Page.of(reader.post(ADDRESS, {"rows": str(rows), "action": action, **cells}))


def pasted(reader: Client, text: str) -> Page:
    return Page.of(reader.post(ADDRESS, {"json": text}))


def verdict_of(page: Page) -> str:
    return text_of(page.first('//h2[@id="verdict-title"]'))


def findings_of(page: Page) -> list[str]:
    return [text_of(each) for each in page.root.xpath('//ol[@class="contradictions"]/li')]


def problems_of(page: Page) -> list[str]:
    return [text_of(each) for each in page.root.xpath('//section[@id="verdict"]//div/ul/li')]


# The page


def test_a_visitor_is_asked_to_sign_in(cast: Cast, client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302
    assert client.post(ADDRESS, VOLUNTARY).status_code == 302


def test_the_empty_form_says_nothing_yet(reader: Client) -> None:
    page = Page.of(reader.get(reverse("check_report")))
    assert page.status == 200
    assert len(page.root.xpath("//fieldset")) == 3
    assert not page.root.xpath('//section[@id="verdict"]')


def test_the_published_review_of_tra_vinh_has_its_two_findings(reader: Client) -> None:
    """One labour force for both rates; 16.238 of 20.754 is 78,24 % and not 78,07 %."""
    page = Page.of(reader.get(ADDRESS, {"example": "tra-vinh-2023-06"}))
    assert verdict_of(page) == "✕ 2 contradictions"
    denominators, attained = findings_of(page)
    assert "519.692–520.012" in denominators
    assert "517.959–519.616" in denominators
    assert "16.238 ÷ (16.238 + 4.516) = 78,2403 %; printed 78,07 % – does not agree" in attained
    assert "4.560–4.562" in attained
    assert "perhaps 4.561 (two digits swapped)" in attained


def test_the_published_review_of_lai_chau_agrees(reader: Client) -> None:
    page = Page.of(reader.get(ADDRESS, {"example": "lai-chau-2020-05"}))
    assert verdict_of(page) == "✓ No contradiction found"
    assert "2.983 − 1.083 = 1.900" in page.text
    assert "438.422 − 2.329 = 436.093" in page.text


def test_an_unknown_example_is_not_found(reader: Client) -> None:
    assert reader.get(ADDRESS, {"example": "ca-mau"}).status_code == 404


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.slug)
def test_every_number_of_an_example_is_readable(example: Example) -> None:
    cells = {
        f"r{number}-{name}": value
        for number, record in enumerate(example.records, start=1)
        for name, value in record.items()
    }
    rows = read_rows(cells, len(example.records), "en")
    assert [cell.problem for row in rows for cell in row.cells if cell.problem] == []
    assert [row.record()["people"] for row in rows] == [each["people"] for each in example.records]


def test_what_is_said_is_vietnamese_by_default(client: Client, cast: Cast) -> None:
    page = typed(signed_in_as(client, cast.chi), VOLUNTARY)
    assert "có lẽ là 4.561 (đảo hai chữ số)" in page.text
    assert field_name("remaining", "vi").capitalize() in page.text


def test_typed_figures_are_judged_and_stay_in_the_form(reader: Client) -> None:
    page = typed(reader, VOLUNTARY)
    assert verdict_of(page) == "✕ 1 contradiction"
    assert page.first('//input[@name="r1-people"]').get("value") == "16.238"
    assert page.first('//select[@name="r1-indicator"]/option[@selected]').get("value") == "BHXH_TN"
    assert verdict_of(typed(reader, CONSISTENT)) == "✓ No contradiction found"


def test_a_row_left_blank_between_two_counts_for_nothing(reader: Client) -> None:
    cells = {name.replace("r1-", "r3-"): value for name, value in VOLUNTARY.items()}
    page = typed(reader, {"r1-indicator": "BHYT", "r1-people": "821.563"} | cells)
    assert verdict_of(page) == "✕ 1 contradiction"
    assert problems_of(page) == []


def test_one_number_alone_is_not_called_consistent(reader: Client) -> None:
    page = typed(reader, {"r1-indicator": "BHXH", "r1-people": "84.268"})
    assert verdict_of(page) == "Too few numbers to compare"


def test_an_empty_form_is_refused(reader: Client) -> None:
    page = typed(reader, {"r1-indicator": "BHXH"})
    assert page.status == 422
    assert "no number has been typed" in page.text


def test_two_assigners_of_one_indicator_take_a_row_each(reader: Client) -> None:
    """Sóc Trăng 8/2022: one number of people against two plans."""
    cells: dict[str, str] = {}
    for row, (assigner, plan, percent) in enumerate(
        (("HĐND", "200", "50,00"), ("UBND", "125", "80,00")), start=1
    ):
        cells |= {f"r{row}-indicator": "BHXH_TN", f"r{row}-assigned_by": assigner}
        cells |= {f"r{row}-people": "100", f"r{row}-plan_people": plan}
        cells |= {f"r{row}-attainment_pct": percent}
    page = typed(reader, cells)
    assert verdict_of(page) == "✓ No contradiction found"
    assert problems_of(page) == []


def test_a_row_is_added_without_judging(reader: Client) -> None:
    page = typed(reader, VOLUNTARY, action="add")
    assert len(page.root.xpath("//fieldset")) == 4
    assert page.first('//input[@name="r1-people"]').get("value") == "16.238"
    assert not page.root.xpath('//section[@id="verdict"]')
    full = typed(reader, VOLUNTARY, action="add", rows=ROWS_AT_MOST)
    assert len(full.root.xpath("//fieldset")) == ROWS_AT_MOST
    assert not full.root.xpath('//button[@value="add"]')


@pytest.mark.parametrize("rows", ["", "-1", "0", "999999", "²", "x"])
def test_a_nonsensical_number_of_rows_breaks_nothing(reader: Client, rows: str) -> None:
    response = reader.post(ADDRESS, {"rows": rows, "action": "check", **VOLUNTARY})
    assert response.status_code == 200
    assert len(Page.of(response).root.xpath("//fieldset")) <= ROWS_AT_MOST


# Numbers as they are typed


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("people", "84.268"),
        ("people", "84268"),
        ("people", "hơn 16.000.000"),
        ("people", "16,5 triệu"),
        ("people", "16.238 nghìn"),
        ("coverage_pct", "80,58"),
        ("coverage_pct", "gần 91 %"),
        ("yoy_abs", "giảm 39"),
        ("yoy_abs", "+1.083"),
        ("yoy_pct", "-0,53"),
        ("people", ""),
    ],
)
def test_a_number_as_vietnamese_offices_write_it_is_read(field: str, text: str) -> None:
    (row,) = read_rows({f"r1-{field}": text}, 1, "en")
    assert [cell.problem for cell in row.cells if cell.problem] == []
    assert row.record().get(field, "") == text


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("people", "84,268", "84.268"),
        ("people", "84 268", "84.268"),
        ("people", "hơn 16,238", "16.238"),
        ("people", "84.26", ""),
        ("people", "12 %", "percentage"),
        ("people", "1e5", ""),
        ("people", "x", "no digits"),
        ("people", "１２", ""),
        ("coverage_pct", "80.58", "80,58"),
        ("coverage_pct", "12.345", ""),
        ("coverage_pct", "1 2", ""),
        ("coverage_pct", "ngót 12", "unknown word"),
        ("coverage_pct", "9" * 500, ""),
    ],
)
def test_another_notation_is_explained_and_left_out(field: str, text: str, said: str) -> None:
    (row,) = read_rows({f"r1-{field}": text, "r1-remaining": "5"}, 1, "en")
    (problem,) = [cell.problem for cell in row.cells if cell.problem]
    assert said in problem
    assert field not in row.record()
    assert row.record()["remaining"] == "5"


def test_what_cannot_be_read_is_named_by_row_and_field_and_the_rest_is_checked(
    reader: Client,
) -> None:
    cells = VOLUNTARY | {"r2-indicator": "BHYT", "r2-coverage_pct": "80.58", "r2-people": "-5"}
    page = typed(reader, cells)
    assert verdict_of(page) == "✕ 1 contradiction"
    told = problems_of(page)
    assert any("Row 2, coverage" in each and "80,58" in each for each in told)
    assert any(each.startswith("Row 2, people: -5 is negative") for each in told)
    assert page.first('//input[@name="r2-coverage_pct"]').get("aria-invalid") == "true"


def test_a_row_without_and_a_row_with_the_same_indicator_are_named(reader: Client) -> None:
    cells = {"r1-people": "5", "r2-indicator": "BHYT", "r2-people": "7"}
    told = problems_of(typed(reader, cells | {"r3-indicator": "BHYT", "r3-people": "7"}))
    assert any(each.startswith("Row 1, indicator: missing") for each in told)
    assert any(each.startswith("Row 3, indicator: BHYT was in an earlier") for each in told)


def test_what_is_typed_is_shown_as_text(reader: Client) -> None:
    page = typed(reader, {"r1-indicator": "BHXH", "r1-people": "<b>5</b>"})
    assert "<b>5" not in page.source


# Pasted JSON


def test_pasted_records_are_judged_and_stay_in_the_field(reader: Client) -> None:
    record = {"indicator": "BHXH_TN", "people": 16238, "attainment_pct": "78,07"}
    text = json.dumps({"records": [record | {"remaining": 4516, "remark": "?"}]})
    page = pasted(reader, text)
    assert verdict_of(page) == "✕ 1 contradiction"
    assert page.first('//textarea[@name="json"]').text.strip() == text
    assert problems_of(page) == ["Unknown fields: records[0].remark"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"records": 5}', "[" * 50_000, '{"records": {}}', "\u0000"]
)
def test_what_is_no_report_is_refused_with_the_reason(reader: Client, text: str) -> None:
    page = pasted(reader, text)
    assert page.status == 422
    assert "The text cannot be read as a report:" in page.text


def test_too_much_is_refused(reader: Client) -> None:
    assert "longer than 64 KB" in pasted(reader, "đ" * 40_000).text
    many = [{"indicator": "BHXH", "people": 1, "unit": str(n)} for n in range(RECORDS_AT_MOST + 1)]
    refused = pasted(reader, json.dumps({"records": many}))
    assert (refused.status, "At most 400 records can" in refused.text) == (422, True)
    together = [{"indicator": f"X{n}", "people": 1} for n in range(TOGETHER_AT_MOST + 1)]
    refused = pasted(reader, json.dumps({"records": together}))
    assert (refused.status, "of one unit and date" in refused.text) == (422, True)


def test_nothing_is_asked_of_the_database_but_who_asks(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(STATEMENTS):
        typed(reader, VOLUNTARY)


# In a browser


@pytest.mark.browser
def test_a_review_is_typed_by_keyboard_corrected_and_agrees(
    page: BrowserPage, served: Served
) -> None:
    with served.data():
        make_user("em", "Lê Văn Em", administrator=True)
    sign_in(page, served, "em")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(ADDRESS)
    page.locator("[name=r1-indicator]").select_option("BHXH_TN")
    for name in ("r1-people", "r1-attainment_pct", "r1-remaining"):
        page.locator(f"[name={name}]").fill(VOLUNTARY[name])
    page.locator("[name=r2-people]").fill("84,268")
    page.locator("[name=r1-people]").press("Enter")
    expect(page.locator(".contradictions > li")).to_have_count(1)
    expect(page.locator("[name=r2-people]")).to_have_attribute("aria-invalid", "true")
    assert breaches_in_both_themes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("[name=r1-remaining]").fill("4.561")
    page.locator("[name=r2-people]").fill("")
    page.locator('button[value="check"]').click()
    expect(page.locator("#verdict-title .good")).to_have_count(1)
    assert breaches_in_both_themes(page) == []
