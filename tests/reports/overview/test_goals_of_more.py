"""A goal of "trên 95 %": open at exactly 95, reached above it, and told apart where rounding would
hide it, on the page, in its table's file and in the report."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cast import JUNE, Cast
from coverage.models import AdministrativeUnit
from excel_formats import displayed
from pages import Page, in_english, open_overview, signed_in_as
from reporting import count, make_document, promise, report
from word_documents import word_of

pytestmark = pytest.mark.usefixtures("static_files")

ASSIGNER = "UBND tỉnh Trà Vinh"


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Cầu Kè stands at 95 per cent, Trà Cú at 95,004; both are to pass 95."""
    plan = make_document(world.tra_vinh, date(2023, 1, 1), ASSIGNER)
    for unit, people in ((world.cau_ke, 23_750), (world.tra_cu, 23_751)):
        report(unit, world.bhyt, JUNE, people)
        count(unit, "population", 2023, 25_000)
        promise(plan, unit, world.bhyt, 2023, percent=Decimal(95), percent_qualifier="over")
    return world


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    return in_english(signed_in_as(client, cast.dung))


def card_of(reader: Client, unit: AdministrativeUnit) -> tuple[str, list[str], str]:
    card = open_overview(reader, unit, month="2023-06").card("BHYT")
    return card.rate, card.standing(ASSIGNER), card.text


def test_at_the_number_itself_one_person_remains(cast: Cast, reader: Client) -> None:
    rate, (target, attained, remaining), text = card_of(reader, cast.cau_ke)
    assert (rate, attained.split(" %")[0], remaining.split()[0]) == ("95,00 %", "100,00", "1")
    assert target.startswith("more than 95 %")
    assert "✓" not in text


def test_above_it_the_goal_is_reached_and_the_decimals_show_it(cast: Cast, reader: Client) -> None:
    rate, (_target, attained, remaining), text = card_of(reader, cast.tra_cu)
    assert (rate, attained.split(" %")[0]) == ("95,004 %", "100,004")
    assert remaining.startswith("exceeded by 1")
    assert "✓ reached" in text


def test_the_table_and_its_file_tell_them_apart(cast: Cast, reader: Client) -> None:
    page = open_overview(reader, cast.tra_vinh, month="2023-06", indicator="BHYT")
    rates = [rate.split()[-1] for rate in page.column("Coverage, %")]
    assert sorted(rates) == ["95,000", "95,004"]
    address = reverse("parts_workbook", args=[cast.tra_vinh.pk])
    response = reader.get(address, {"month": "2023-06", "indicator": "BHYT"})
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    shown = {
        displayed(cell.value, cell.number_format)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }
    assert {"95,004", "100,004", "100,00"} <= shown


def test_the_report_does_not_call_it_reached_before_it_is(cast: Cast, reader: Client) -> None:
    at_it = word_of(reader, cast.cau_ke).text
    assert "trên 95%" in at_it
    assert "mới bằng mức giao, chưa vượt" in at_it
    assert "còn phải phát triển thêm 1 người" in at_it
    above = Page.of(reader.get(reverse("report", args=[cast.tra_cu.pk]), {"month": "2023-06"})).text
    assert "95,004%" in above
    assert "vượt 0,004" in above
