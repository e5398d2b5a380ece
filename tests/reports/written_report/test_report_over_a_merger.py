"""The report of a province that was formed of two, in the months before it was one and after."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cast import Cast
from mergers import Merged, make_merged
from pages import Page, signed_in_as
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
    pk = merged.vinh_long.pk
    page = Page.of(reader.get(reverse("report", args=[pk]), asked))
    document = Word.of(reader.get(reverse("report_document", args=[pk]), asked).content)
    texts = (each.replace("\u00a0", " ") for each in (page.text, document.text))
    return [SPACES.sub("", SOURCES.sub("", each)) for each in texts]


@pytest.mark.parametrize("units", ["then", "today"])
def test_who_has_figures_of_a_month_before_the_merger_are_provinces_by_either_units(
    merged: Merged, reader: Client, units: str
) -> None:
    for text in told(reader, merged, month="2025-06", units=units):
        assert "Có 2/2 đơn vị cấp tỉnh có số liệu tháng 06/2025" in text
        assert "đơn vị cấp xã có số liệu" not in text


def test_units_that_were_none_in_the_month_are_not_missing_from_it(
    merged: Merged, reader: Client
) -> None:
    then, today = (told(reader, merged, month="2025-06", units=each) for each in ("then", "today"))
    for text in today:
        assert "đơn vị cấp xã" not in text
    assert "của 2/2 đơn vị cấp tỉnh" in then[0]
