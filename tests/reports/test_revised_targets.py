"""A target that was revised says why wherever what it judges names its sources."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cast import JUNE, Cast
from monthly import monthly_file, opened
from pages import Page, in_english, signed_in_as
from reporting import make_document, promise, report
from word_documents import Word

pytestmark = pytest.mark.usefixtures("static_files")

WHY = "thêm hộ cận nghèo"


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    report(cast.tra_vinh, cast.bhyt, JUNE, 821_563)
    plan = make_document(cast.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=966_520)
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=970_000, reason=WHY)
    return signed_in_as(in_english(client), cast.chi)


@pytest.mark.parametrize("page", ["overview", "unit", "report"])
def test_pages_say_why_beside_the_document(cast: Cast, reader: Client, page: str) -> None:
    asked = {"month": "2023-06", "copy": "check"}
    answer = reader.get(reverse(page, args=[cast.tra_vinh.pk]), asked)
    assert WHY in Page.of(answer).text


def test_the_files_say_why_too(cast: Cast, reader: Client) -> None:
    book = opened(monthly_file(reader, cast.tra_vinh))
    headings, line = (
        [cell.value for cell in row] for row in book["Targets"].iter_rows(min_row=3, max_row=4)
    )
    assert dict(zip(headings, line, strict=True))["Why it was revised"] == WHY
    asked = {"month": "2023-06", "copy": "check"}
    document = reader.get(reverse("report_document", args=[cast.tra_vinh.pk]), asked)
    assert f"lý do điều chỉnh: {WHY}" in Word.of(document.content).text
