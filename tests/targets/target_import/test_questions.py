"""A target of a file that is far from all that is known waits until a person confirms it."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from books import xlsx
from cast import Cast
from coverage.workbooks import handing, pages
from entry_pages import in_english
from import_pages import ImportPage, read_here
from pages import Page, text_of
from reporting import count, make_document, promise
from targets.models import Document

pytestmark = pytest.mark.usefixtures("static_files")

SHEET = [
    ["CHỈ TIÊU BAO PHỦ BHYT NĂM 2023"],
    ["TT", "Đơn vị", 2023],
    [None, "Tỉnh Trà Vinh", "0,95"],
    [1, "Huyện Cầu Kè", "0,94"],
    [2, "Huyện Trà Cú", "93"],
]
AS_TYPED = {"number": "rate", "percents": "percent"}


@pytest.fixture(autouse=True)
def _no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for page in (handing, pages):
        monkeypatch.setattr(page, "read_book", read_here)


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """The targets before: 95, 94 and 93 % for 2022."""
    before = make_document(world.tra_vinh, date(2022, 1, 1), number="11/KH-UBND")
    for unit, rate in ((world.tra_vinh, 95), (world.cau_ke, 94), (world.tra_cu, 93)):
        promise(before, unit, world.bhyt, 2022, percent=Decimal(rate))
    count(world.tra_vinh, "population", 2022, 1_000_000)
    return world


@pytest.fixture
def document(cast: Cast) -> Document:
    return make_document(cast.tra_vinh, date(2023, 1, 1), number="22/KH-UBND")


@pytest.fixture
def page(cast: Cast, document: Document) -> ImportPage:
    """The dry run of the sheet."""
    client, address = in_english(cast.giang), reverse("target_import", args=[document.pk])
    found = ImportPage(client, Page.of(client.get(address)))
    found.send(address, xlsx(SHEET), "chỉ tiêu.xlsx")
    found.press("save", **AS_TYPED)
    return found


def said(document: Document) -> dict[str, Decimal | None]:
    rows = document.targets.current().select_related("unit")
    return {row.unit.name: row.percent for row in rows}


def fields(page: ImportPage) -> list[str]:
    names = page.page.root.xpath('//input[starts-with(@name, "q-")]/@name')
    return [name for name in dict.fromkeys(names) if name != "q-all"]


def test_it_is_asked_with_the_target_before_and_the_hundredfold(page: ImportPage) -> None:
    assert page.heading() == "What the file would change"
    assert (page.counts()["To be confirmed"], page.counts()["Would be new"]) == (2, 1)
    assert not page.can_confirm()
    asked = text_of(page.page.first('//section[@aria-labelledby="to-confirm"]'))
    assert "This is about 9.500 people." in asked
    assert "The target before was 95 % (UBND tỉnh Trà Vinh, 11/KH-UBND, 2022)." in asked
    assert "no, but 95 %" in asked


def test_nothing_is_written_while_one_waits(page: ImportPage, document: Document) -> None:
    first, _second = fields(page)
    page.press("look", **{first: "keep"})
    assert page.counts()["To be confirmed"] == 1
    assert not page.can_confirm()
    page.press("confirm", **{first: "keep"})
    assert page.response.status_code == 422
    assert said(document) == {}


def test_each_is_confirmed_corrected_or_left_out(page: ImportPage, document: Document) -> None:
    first, second = fields(page)
    page.press("look", **{first: "meant", second: "leave"})
    assert page.can_confirm()
    page.press("confirm")
    assert "Imported: 2 targets written." in page.page.text
    assert said(document) == {"Trà Vinh": Decimal(95), "Trà Cú": Decimal(93)}


@pytest.mark.parametrize(("answer", "rates"), [("keep", ("0.95", "0.94")), ("meant", ("95", "94"))])
def test_all_are_answered_at_once(
    page: ImportPage, document: Document, answer: str, rates: tuple[str, str]
) -> None:
    page.press("look", **{"q-all": answer})
    assert page.can_confirm()
    page.press("confirm")
    assert said(document) == {
        "Trà Vinh": Decimal(rates[0]),
        "Cầu Kè": Decimal(rates[1]),
        "Trà Cú": Decimal(93),
    }


def test_an_answer_that_is_none_leaves_it_waiting(page: ImportPage) -> None:
    first, second = fields(page)
    page.press("look", **{first: "yes", second: ""})
    assert page.counts()["To be confirmed"] == 2


def test_the_list_as_a_workbook_says_why(page: ImportPage) -> None:
    (address,) = page.page.root.xpath("//button[@data-download]/@formaction")
    answer = page.client.post(address, page.fields())
    listed = [str(row) for row in load_workbook(BytesIO(answer.content)).worksheets[1].values]
    assert sum("to be confirmed" in row and "11/KH-UBND" in row for row in listed) == 2
