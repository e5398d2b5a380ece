"""The report of a province that was formed of two, in the months before it was one and after."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from cast import Cast
from mergers import Merged, make_merged
from pages import Page, signed_in_as
from reporting import make_document, promise
from word_documents import Word

SOURCES = re.compile(r"\s*\[[\d, ]+\]")
SPACES = re.compile(r"(?<=[(/]) | (?=[/);.])")


@pytest.fixture(scope="module")
def world(world: Cast) -> Merged:
    return make_merged(world)


@pytest.fixture
def merged(cast: Merged) -> Merged:
    return cast


@pytest.fixture
def reader(merged: Merged, static_files: None) -> Client:
    return signed_in_as(Client(), merged.cast.dung)


def told(reader: Client, merged: Merged, **asked: str) -> list[str]:
    """The text of the page and that of the document, without the numbers of sources and what
    surrounds these on the page."""
    pk, asked = merged.vinh_long.pk, {"copy": "check", **asked}
    page = Page.of(reader.get(reverse("report", args=[pk]), asked))
    document = Word.of(reader.get(reverse("report_document", args=[pk]), asked).content)
    texts = (each.replace("\u00a0", " ") for each in (page.text, document.text))
    return [SPACES.sub("", SOURCES.sub("", each)) for each in texts]


@pytest.mark.parametrize("units", ["then", "today"])
def test_who_has_figures_of_a_month_before_the_merger_are_provinces_by_either_units(
    merged: Merged, reader: Client, units: str
) -> None:
    for text in told(reader, merged, month="2025-06", units=units):
        assert "Có 2/2 đơn vị cấp tỉnh có số liệu tháng 6/2025" in text
        assert "đơn vị cấp xã có số liệu" not in text


def test_units_that_were_none_in_the_month_are_not_missing_from_it(
    merged: Merged, reader: Client
) -> None:
    then, today = (told(reader, merged, month="2025-06", units=each) for each in ("then", "today"))
    for text in today:
        assert "đơn vị cấp xã" not in text
    assert "của 2/2 đơn vị cấp tỉnh" in then[0]


def test_a_change_over_the_merger_says_once_what_went_in(merged: Merged, reader: Client) -> None:
    former = "(gồm tỉnh Bến Tre và tỉnh Trà Vinh cũ)"
    for text in told(reader, merged, month="2026-02"):
        assert former not in text.split("so với tháng trước")[0]
        assert f"so với cùng kỳ năm 2025 {former}" in text
    for text in told(reader, merged, month="2025-08"):
        assert f"so với cùng kỳ năm 2024 {former}" in text
        assert "so với ngày 31/12/2024 (gồm các đơn vị cũ nêu trên)" in text
    for text in told(reader, merged, month="2026-06"):
        assert "nêu trên" not in text
    for text in told(reader, merged, month="2025-06"):
        assert "cũ)" not in text


@pytest.mark.parametrize("month", ["2025-04", "2025-08"])
def test_the_targets_of_what_went_in_stand_in_the_report_before_the_merger_and_in_its_year(
    merged: Merged, reader: Client, month: str
) -> None:
    for unit, percent in zip(merged.olds, (Decimal(91), Decimal("92.5")), strict=True):
        plan = make_document(unit, date(2025, 1, 1), assigner=f"UBND {unit.full_name}")
        promise(plan, unit, merged.cast.bhyt, 2025, percent=percent)
    for text in told(reader, merged, month=month):
        assert (
            "Chỉ tiêu BHYT năm 2025 của các đơn vị trước khi sắp xếp do Ủy ban nhân dân giao: "
            "tỉnh Bến Tre 92,5%; tỉnh Trà Vinh 91%."
        ) in text
        assert "Chỉ tiêu BHYT năm 2025, tỉnh Bến Tre: 92,5%" in text
        assert "BHYT: chỉ tiêu năm 2025" not in text
