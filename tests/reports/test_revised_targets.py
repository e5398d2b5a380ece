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


@pytest.fixture
def reader_of_adjusted(cast: Cast, client: Client) -> Client:
    """A later decision took 1.000.000 down to 966.520; both are of UBND tỉnh."""
    report(cast.tra_vinh, cast.bhyt, JUNE, 821_563)
    plan = make_document(cast.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=1_000_000)
    adjusted = make_document(cast.tra_vinh, date(2023, 5, 1), number="90/QĐ-UBND", adjusts=plan)
    promise(adjusted, cast.tra_vinh, cast.bhyt, 2023, people=966_520)
    return signed_in_as(in_english(client), cast.chi)


def test_what_was_set_at_first_stands_beside_what_another_document_made_of_it(
    cast: Cast, reader_of_adjusted: Client
) -> None:
    """821.563 of 966.520 are 85,00 %, of 1.000.000 they are 82,16 %."""
    answer = reader_of_adjusted.get(
        reverse("overview", args=[cast.tra_vinh.pk]), {"month": "2023-06"}
    )
    text = Page.of(answer).text
    assert "85,00 %" in text
    assert "set at first: 1.000.000 (7/KH-UBND), attained 82,16 % of that" in text


def test_the_report_tells_both(cast: Cast, reader_of_adjusted: Client) -> None:
    asked = {"month": "2023-06"}
    answer = reader_of_adjusted.get(reverse("report", args=[cast.tra_vinh.pk]), asked)
    said = Page.of(answer).text.replace("\u00a0", " ")
    assert "Kết quả này đạt 85,00% chỉ tiêu về số người năm 2023 do UBND tỉnh Trà Vinh giao" in said
    assert (
        "So với mức UBND tỉnh Trà Vinh giao ban đầu tại Kế hoạch số 7/KH-UBND (1.000.000 người), "
        "kết quả này đạt 82,16%."
    ) in said


def test_a_correction_within_a_document_is_no_other_plan(cast: Cast, reader: Client) -> None:
    answer = reader.get(reverse("overview", args=[cast.tra_vinh.pk]), {"month": "2023-06"})
    assert "set at first" not in Page.of(answer).text
