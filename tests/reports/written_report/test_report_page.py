"""The written report as a page, and the form for its head, headings and signature."""

from contextlib import closing
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, ViewportSize, expect
from pytest_django import DjangoAssertNumQueries

from accessibility import EVERY_RULE, Theme, breaches
from cast import JUNE, Cast, make_unit, make_user
from chromium import Served, sign_in, watched
from coverage.models import AdministrativeUnit, Role
from pages import Page, in_english, signed_in_as, text_of
from raw_rows import add_indicator
from reporting import count, make_document, promise, report
from reports.layouts import LayoutChanged, layout_of, save_layout
from reports.models import ReportLayout
from reports.written_report.layout_form import FIELDS
from small_worlds import clock
from word_documents import download_word

pytestmark = pytest.mark.usefixtures("static_files")

STATEMENTS_OF_PAGE, STATEMENTS_OF_DOCUMENT = 33, 28
MAY = date(2023, 5, 1)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    for unit, people, base, target in ((world.cau_ke, 70, 100, 90), (world.tra_cu, 300, 400, 310)):
        report(unit, world.bhyt, MAY, people + 3)
        report(unit, world.bhyt, JUNE, people)
        count(unit, "population", 2023, base)
        promise(plan, unit, world.bhyt, 2023, people=target)
    return world


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    """Chi sits on Trà Vinh's committee."""
    return signed_in_as(client, cast.chi)


def page_of(reader: Client, unit: AdministrativeUnit, **query: Any) -> Page:
    address = reverse("report", args=[unit.pk])
    return Page.of(reader.get(address, {"month": "2023-06"} | query))


def layout_address(cast: Cast) -> str:
    return reverse("report_layout", args=[cast.tra_vinh.pk])


def posted(cast: Cast, **texts: str) -> dict[str, str]:
    """What the form of the layout in force would send, but for these texts."""
    layout = layout_of(cast.tra_vinh)
    shown = layout.changed_at.isoformat() if layout.changed_at else ""
    return {name: getattr(layout, name) for name in FIELDS} | {"shown": shown} | texts


# The page


def test_the_report_tells_the_sum_of_the_districts(cast: Cast, reader: Client) -> None:
    page = page_of(reader, cast.tra_vinh)
    assert page.status == 200
    text = page.text
    assert "toàn tỉnh có 370 người tham gia BHYT, chiếm 74,00% dân số" in text
    assert "Số người tham gia BHYT giảm 6 người (1,60%) so với tháng trước" in text


def test_the_report_is_vietnamese_whatever_the_language_of_the_screens(
    cast: Cast, reader: Client
) -> None:
    page = page_of(in_english(reader), cast.tra_vinh)
    assert (page.root.get("lang"), page.first("//article").get("lang")) == ("en", "vi")
    assert "Report" in page.text
    assert page.first('//*[@id="report-title"]').text_content().split()[:2] == ["Báo", "cáo"]
    assert "toàn tỉnh có" in page.text


def test_each_number_leads_to_its_source_on_the_page(cast: Cast, reader: Client) -> None:
    page = page_of(reader, cast.tra_vinh, copy="check")
    links = page.root.xpath('//article//a[starts-with(@href, "#source-")]/@href')
    assert len(links) > 20
    ids = {f"#{each}" for each in page.root.xpath('//tr[starts-with(@id, "source-")]/@id')}
    assert set(links) == ids
    target = page.first('//tr[contains(., "hỉ tiêu BHYT năm 2023 của 2 đơn vị")]')
    assert "7/KH-UBND" in target.text_content()


def test_the_usual_month_is_the_last_with_figures(cast: Cast, reader: Client) -> None:
    page = Page.of(reader.get(reverse("report", args=[cast.tra_vinh.pk])))
    chosen = page.first('//select[@name="month"]/option[@selected]')
    assert chosen.get("value") == "2023-06"


def test_the_download_asks_for_what_the_page_shows(cast: Cast, reader: Client) -> None:
    seen = clock()
    page = page_of(reader, cast.tra_vinh, as_seen=seen.isoformat())
    to_sign, to_check = page.root.xpath('//a[contains(@href, "report.docx")]/@href')
    for link in (to_sign, to_check):
        assert "month=2023-06" in link
        assert "as_seen=" in link
    assert "copy=check" in to_check
    assert "copy=" not in to_sign


def test_the_page_as_it_was_seen(cast: Cast, reader: Client) -> None:
    seen = clock()
    report(cast.cau_ke, cast.bhyt, JUNE, 90)
    assert "370" in page_of(reader, cast.tra_vinh, as_seen=seen.isoformat()).text
    now = page_of(reader, cast.tra_vinh).text
    assert "390" in now
    assert "370" not in now


def test_a_month_without_anything_lists_what_is_missing(cast: Cast, reader: Client) -> None:
    page = page_of(reader, cast.tra_vinh, month="2019-01")
    beside = text_of(page.first("//aside"))
    assert "BHYT: số liệu tháng 1/2019 (chưa có số liệu)." in beside
    assert "KẾT QUẢ THỰC HIỆN" not in page.text


def test_nonsense_in_the_address_is_named_and_left_out(cast: Cast, reader: Client) -> None:
    page = page_of(reader, cast.tra_vinh, month="tháng sáu")
    assert page.status == 200
    assert "month=tháng sáu" in page.text


def test_the_overview_leads_to_the_report(cast: Cast, reader: Client) -> None:
    page = Page.of(reader.get(reverse("overview", args=[cast.tra_vinh.pk]), {"month": "2023-06"}))
    links = page.root.xpath('//nav[@class="tabs"]/a/@href')
    assert any(link.startswith(reverse("report", args=[cast.tra_vinh.pk])) for link in links)


@pytest.mark.parametrize(
    ("who", "status"), [("an", 200), ("giang", 200), ("chi", 200), ("dung", 200), ("binh", 403)]
)
def test_only_who_may_read_the_unit_reads_its_report(
    cast: Cast, client: Client, who: str, status: int
) -> None:
    signed_in_as(client, getattr(cast, who))
    assert page_of(client, cast.tra_vinh).status == status
    assert download_word(client, cast.tra_vinh).status_code == status


def test_a_visitor_signs_in_and_an_unknown_unit_is_not_found(cast: Cast, reader: Client) -> None:
    for address in ("report/", "report.docx", "report/layout/"):
        assert Client().get(f"/units/{cast.tra_vinh.pk}/{address}").status_code == 302
        assert reader.get(f"/units/999999/{address}").status_code == 404


@pytest.mark.parametrize("more", [0, 40])
def test_it_takes_the_same_statements_whatever_the_number_of_units(
    cast: Cast, reader: Client, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    add_indicator(code="HN", measure="flow", basis="none")
    for number in range(more):
        unit = make_unit(
            2, f"9{number:02}", "huyen", f"H{number}", f"Huyện {number}", cast.tra_vinh
        )
        report(unit, cast.bhyt, JUNE, 100 + number)
    with django_assert_num_queries(STATEMENTS_OF_PAGE):
        page_of(reader, cast.tra_vinh)
    with django_assert_num_queries(STATEMENTS_OF_DOCUMENT):
        download_word(reader, cast.tra_vinh)


# The layout


def test_a_unit_signs_at_its_own_place_and_the_nation_in_ha_noi(cast: Cast) -> None:
    assert layout_of(cast.tra_vinh).place == "Trà Vinh"
    assert layout_of(cast.nation).place == "Hà Nội"


@pytest.mark.parametrize(
    ("who", "status"), [("an", 403), ("chi", 403), ("dung", 403), ("em", 403), ("giang", 200)]
)
def test_only_who_approves_the_units_months_changes_the_layout(
    cast: Cast, client: Client, who: str, status: int
) -> None:
    signed_in_as(client, getattr(cast, who))
    assert client.get(layout_address(cast)).status_code == status
    answer = client.post(layout_address(cast), posted(cast, place="Càng Long"))
    assert answer.status_code == (302 if status == 200 else 403)
    assert ReportLayout.objects.exists() == (status == 200)
    offered = page_of(client, cast.tra_vinh).root.xpath(f'//a[@href="{layout_address(cast)}"]')
    assert bool(offered) == (status == 200)


def test_an_approver_of_a_part_does_not_change_the_whole(cast: Cast, client: Client) -> None:
    signed_in_as(client, make_user("khanh", "Kim Khánh", (cast.cau_ke, Role.APPROVER)))
    assert client.get(layout_address(cast)).status_code == 403


def test_a_saved_layout_is_on_the_page_with_who_changed_it(cast: Cast, client: Client) -> None:
    signed_in_as(client, cast.giang)
    texts = {
        "place": "Càng Long",
        "results_heading": "Tình hình",
        "signer_name": "Lê Văn Hòa",
    }
    answer = client.post(layout_address(cast), posted(cast, **texts))
    assert answer.status_code == 302
    page = page_of(client, cast.tra_vinh)
    for said in ("Càng Long, ngày", "TÌNH HÌNH", "Lê Văn Hòa"):
        assert said in page.text
    assert "Võ Hương Giang" in Page.of(client.get(layout_address(cast))).text


def test_a_stale_layout_is_not_saved_and_the_other_person_is_named(
    cast: Cast, client: Client
) -> None:
    first = posted(cast, place="Càng Long")
    signed_in_as(client, cast.giang)
    assert client.post(layout_address(cast), first).status_code == 302
    answer = client.post(layout_address(cast), first | {"place": "Cầu Ngang"})
    assert answer.status_code == 422
    page = Page.of(answer)
    assert "Võ Hương Giang" in page.first('//*[@role="alert"]').text_content()
    assert page.first('//input[@name="place"]').get("value") == "Cầu Ngang"
    assert layout_of(cast.tra_vinh).place == "Càng Long"


def test_the_writer_itself_refuses_a_stale_layout(cast: Cast) -> None:
    values = {name: posted(cast)[name] for name in FIELDS}
    kept = save_layout(cast.giang, cast.tra_vinh, values, None)
    with pytest.raises(LayoutChanged):
        save_layout(cast.giang, cast.tra_vinh, values, None)
    assert save_layout(cast.giang, cast.tra_vinh, values, kept.changed_at).pk == kept.pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuing_body": ""},
        {"place": "x" * 101},
        {"signer_name": "Lê\u0007Văn"},
        {"shown": "2023-99-99T00:00:00"},
    ],
)
def test_a_layout_that_cannot_be_is_refused_with_a_reason(
    cast: Cast, client: Client, wrong: dict[str, str]
) -> None:
    signed_in_as(client, cast.giang)
    answer = client.post(layout_address(cast), posted(cast, **wrong))
    assert answer.status_code == 422
    assert not ReportLayout.objects.exists()


def test_texts_of_the_layout_are_never_markup(cast: Cast, client: Client) -> None:
    signed_in_as(client, cast.giang)
    client.post(layout_address(cast), posted(cast, place="<b>{symbol}</b>"))
    assert "<b>{symbol}</b>, ngày" in page_of(client, cast.tra_vinh).text


# In the browser


@pytest.mark.browser
def test_page_and_form_are_accessible_in_both_themes_and_narrow(
    served: Served, browser: Browser, complaints: list[str]
) -> None:
    with served.data():
        unit = AdministrativeUnit.objects.get(level=1, code="84", valid_to=date(2025, 6, 30))
        make_user("giang", "Võ Hương Giang", (unit, Role.APPROVER))
    looks: tuple[tuple[int, Theme], ...] = ((1366, "light"), (390, "dark"))
    for width, theme in looks:
        shape: ViewportSize = {"width": width, "height": 800}
        with closing(
            browser.new_context(base_url=served.url, viewport=shape, color_scheme=theme)
        ) as context:
            page = watched(context.new_page(), served, complaints)
            sign_in(page, served, "giang")
            for address in (
                f"/units/{unit.pk}/report/?month=2023-06",
                f"/units/{unit.pk}/report/?month=2023-06&copy=check",
                f"/units/{unit.pk}/report/2023-06/text/",
                f"/units/{unit.pk}/report/layout/",
            ):
                page.goto(address)
                expect(page.locator("main")).to_be_visible()
                assert breaches(page, EVERY_RULE) == []
                assert page.evaluate(
                    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
                )
