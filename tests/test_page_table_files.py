"""The table of a page as a file: on the pages themselves, by those who may read them."""

from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit
from coverage.month.follow_ups import open_follow_up
from coverage.notation.periods import months
from excel_formats import displayed
from pages import in_english, signed_in_as, text_of
from reporting import count, make_document, promise, report
from reports.meetings.agenda_entry import TypedItem, save_agenda
from reports.meetings.conclusion_entry import ConclusionValue, save_conclusion
from reports.meetings.freezing import freeze
from targets.models import Document

pytestmark = pytest.mark.usefixtures("static_files")

MAY, DECEMBER = date(2023, 5, 1), date(2022, 12, 1)
MONTH, HISTORY = {"month": "2023-06"}, {"history": "1"}


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Two units with figures and targets, one whose name is a formula and that says nothing; of an
    indicator without a target only a rounded figure; years of months that a forecast is made of."""
    make_unit(2, "847", "huyen", "=1+1", "=1+1", world.tra_vinh)
    for period, people in ((DECEMBER, 640), (MAY, 1705), (JUNE, 1700)):
        report(world.cau_ke, world.bhyt, period, people, source="Báo cáo tháng")
        report(world.tra_cu, world.bhyt, period, people // 2, origin="simulated")
    for number, period in enumerate(months(date(2020, 1, 1), JUNE), start=1):
        report(world.cau_ke, world.bhxh, period, 1_000 + 10 * number)
    report(world.tra_vinh, world.indicators["BHTN"], JUNE, 3_700, people_precision="rounded")
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    for unit in (world.cau_ke, world.tra_cu, world.tra_vinh):
        count(unit, "population", 2022, 2400)
        count(unit, "population", 2023, 2500)
        promise(plan, unit, world.bhyt, 2023, people=2300)
    return world


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    return in_english(signed_in_as(client, cast.an))


def addresses(cast: Cast) -> dict[str, set[str]]:
    """Each page with a table, and the tables it has."""
    unit = [cast.tra_vinh.pk]
    earlier = freeze(cast.giang, cast.tra_vinh, "Họp quý I", date(2023, 4, 26), date(2023, 5, 1))
    said = ConclusionValue("Rà soát thẻ", None, "Sở Y tế", date(2023, 8, 31))
    save_conclusion(cast.giang, earlier, 1, said, None)
    meeting = freeze(cast.giang, cast.tra_vinh, "Sơ kết", date(2023, 7, 26))
    save_agenda(cast.giang, meeting, [TypedItem(cast.cau_ke.pk, "Hộ gia đình")], None)
    save_conclusion(cast.giang, meeting, 1, said, None)
    report(cast.cau_ke, cast.bhyt, JUNE, 1701)
    open_follow_up(cast.an, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "xem lại")
    document = Document.objects.get()
    promise(document, cast.cau_ke, cast.bhyt, 2023, people=2301)
    return {
        reverse("overview", args=unit): {"standings", "paces", "others"},
        reverse("unit", args=unit): {"months", "targets"},
        f"{reverse('unit', args=[cast.cau_ke.pk])}?indicator=BHXH": {"months", "forecast"},
        reverse("indicator", args=[*unit, "BHYT"]): {"heat", "changes"},
        reverse("what_if", args=unit): {"result", "lines"},
        f"{reverse('report', args=unit)}?copy=check": {"parts", "tasks", "sources"},
        f"{reverse('check_report')}?example=tra-vinh-2023-06": {"contradictions"},
        reverse("meetings", args=unit): {"meetings"},
        reverse("meeting", args=[meeting.pk]): {
            *("figures", "targets", "since", "agenda", "conclusions", "carried"),
        },
        reverse("documents"): {"documents"},
        reverse("document", args=[document.pk]): {"targets", "replaced", "revised"},
        reverse("month_states", args=[*unit, "2023-06"]): {"months"},
        reverse("follow_ups"): {"follow-ups"},
        reverse("unit_history", args=[cast.cau_ke.pk, "2023-06"]): {"figures"},
        reverse("cell_history", args=[cast.cau_ke.pk, cast.bhyt.pk, "2023-06"]): {"versions"},
    }


def opened(response: Any) -> Worksheet:
    assert response.status_code == 200
    return load_workbook(BytesIO(response.content)).worksheets[0]


def test_every_table_can_be_taken_along_as_it_stands_on_its_page(
    cast: Cast, reader: Client
) -> None:
    for address, names in addresses(cast).items():
        path, _mark, asked = address.partition("?")
        query = dict(parse_qsl(asked)) | MONTH | HISTORY
        page = html.document_fromstring(reader.get(path, query).content.decode())
        tables = {each.get("data-file"): each for each in page.xpath("//table[@data-file]")}
        assert names <= tables.keys(), address
        links = {name: page.xpath(f'//a[contains(@href, "xlsx={name}")]') for name in tables}
        for name, table in tables.items():
            (link,) = links[name]
            sheet = opened(reader.get(path + link.get("href")))
            assert_said(page, sheet, f"{address} {name}")
            if len(page.xpath(f'//table[@data-file="{name}"]')) == 1:
                assert_same(table, sheet, f"{address} {name}")


def assert_same(table: Any, sheet: Worksheet, where: str) -> None:
    """The same lines in the same order; each value shows as the page prints it."""
    rows = table.xpath('.//tbody/tr[not(@class="judgement")] | .//tfoot/tr')
    first = int(str(sheet.freeze_panes).lstrip("B"))
    lines = list(sheet.iter_rows(min_row=first))
    assert lines[len(rows) - 1][0].border.top.style, where
    assert not lines[len(rows)][0].border.top.style, where
    for row, line in zip(rows, lines[: len(rows)], strict=True):
        for cell, held in zip(row.xpath("./th|./td"), line, strict=False):
            assert_shown(cell, held, where)


def assert_said(page: Any, sheet: Worksheet, where: str) -> None:
    """The page's own heading stands over the table, and what the page warns of."""
    said = {str(row[0].value) for row in sheet.iter_rows() if row[0].value}
    assert any(str(sheet["A1"].value) in text_of(each) for each in page.xpath("//h1|//nav")), where
    for css in ("as-seen-banner", "simulated-banner", "hypothetical-banner"):
        for banner in page.xpath(f'//*[contains(@class, "{css}")]/strong'):
            assert any(each.startswith(text_of(banner)) for each in said), (where, css)


def assert_shown(cell: Any, held: Any, where: str) -> None:
    """What the file shows of the value stands on the page, word for word; a blank is one there."""
    printed, shown = text_of(cell), displayed(held.value, held.number_format)
    spelt = " ".join([printed, *cell.xpath(".//abbr/@title")])
    for said in shown.split("\n"):
        assert said in spelt, (where, printed, shown)
    if held.value is None:
        beside = "".join(cell.xpath('.//span[contains(@class, "hint")]//text()'))
        value = printed.removesuffix(" ".join(beside.split())).strip()
        assert value in ("", "–") or cell.xpath(".//input"), (where, printed)
        assert not beside or held.comment, (where, printed)
    if held.comment:
        assert held.comment.text, where


def test_a_file_holds_every_digit_of_what_the_page_rounds(cast: Cast, reader: Client) -> None:
    address = reverse("what_if", args=[cast.cau_ke.pk])
    sheet = opened(reader.get(address, MONTH | {"xlsx": "result"}))
    lines = {str(row[0].value).split("\n")[0]: row for row in sheet.iter_rows()}
    attained = lines["Attained of the target of UBND tỉnh Trà Vinh"][1]
    assert attained.value == pytest.approx(170_000 / 2_300, rel=1e-15)
    assert displayed(attained.value, attained.number_format) == "73,91 %"


def test_what_a_page_lists_as_points_is_a_table_in_its_file(cast: Cast, reader: Client) -> None:
    document = Document.objects.get()
    promise(document, cast.cau_ke, cast.bhyt, 2024, people=2200)
    checks = reverse("month_checks", args=[cast.tra_vinh.pk, "2023-06"])
    for address, name in ((checks, "points"), (reverse("document", args=[document.pk]), "gaps")):
        page = html.document_fromstring(reader.get(address).content.decode())
        (link,) = page.xpath(f'//a[contains(@href, "xlsx={name}")]')
        sheet = opened(reader.get(address + link.get("href")))
        listed = text_of(page.xpath('//ul[contains(@class, "checked") or @class="gaps panel"]')[0])
        first = int(str(sheet.freeze_panes).lstrip("B"))
        lines = [row for row in sheet.iter_rows(min_row=first) if row[1].value]
        assert lines, address
        assert all(str(row[1].value).rstrip(".") in listed for row in lines), (address, listed)


def test_a_formula_for_a_name_stays_text_and_a_simulated_figure_says_so(
    cast: Cast, reader: Client
) -> None:
    address = reverse("indicator", args=[cast.tra_vinh.pk, "BHYT"])
    sheet = opened(reader.get(address, MONTH | {"xlsx": "changes"}))
    lines = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
    assert lines["=1+1"][0].data_type == "s"
    assert lines["=1+1"][2].value is None
    assert lines["Huyện Trà Cú"][-1].value == "simulated"
    assert any("Simulated figures." in str(text) for text in lines)


def test_the_file_asks_the_database_no_more_than_the_page(
    cast: Cast,
    reader: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    address = reverse("follow_ups")
    reader.get(address)
    with django_assert_num_queries(6) as page:
        reader.get(address)
    open_follow_up(cast.an, cast.cau_ke.pk, cast.bhyt.pk, JUNE, "xem lại")
    open_follow_up(cast.an, cast.tra_cu.pk, cast.bhyt.pk, JUNE, "xem lại")
    with django_assert_max_num_queries(len(page)):
        opened(reader.get(address, {"xlsx": "follow-ups"}))


def test_the_name_says_the_page_the_table_and_the_moment(cast: Cast, reader: Client) -> None:
    address = reverse("unit", args=[cast.tra_vinh.pk])
    seen = {"as_seen": "2030-01-02T03:04:00+07:00", "xlsx": "months"}
    named = unquote(reader.get(address, MONTH | seen).headers["Content-Disposition"])
    assert "Tỉnh-Trà-Vinh-BHYT-06-2023" in named
    assert named.endswith("-20300102-0304.xlsx")


def test_who_may_not_read_the_page_gets_no_file(cast: Cast, client: Client) -> None:
    binh = signed_in_as(client, cast.binh)
    address = reverse("unit", args=[cast.tra_vinh.pk])
    assert binh.get(address, MONTH | {"xlsx": "months"}).status_code == 403
    client.logout()
    assert client.get(address, {"xlsx": "months"}).status_code == 302


def test_a_table_that_is_not_there_is_not_found(cast: Cast, reader: Client) -> None:
    address = reverse("unit", args=[cast.tra_vinh.pk])
    assert reader.get(address, MONTH | {"xlsx": "khong-co"}).status_code == 404
    assert reader.get(reverse("unit", args=[999_999]), {"xlsx": "months"}).status_code == 404


def test_the_answer_to_a_form_offers_no_file_of_what_was_typed(cast: Cast, reader: Client) -> None:
    address = reverse("what_if", args=[cast.tra_vinh.pk])
    assert "xlsx=lines" in reader.get(address, MONTH).text
    assert "xlsx=lines" not in reader.post(f"{address}?month=2023-06", {"action": "show"}).text
