"""What a reader is told of a rate that the people beside it cannot have."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cast import JUNE, Cast
from coverage.models import Origin
from monthly import opened
from pages import in_english, open_overview, signed_in_as, text_of
from reporting import count, report
from reports.figures.printed_rates import contradiction, contradiction_text
from reports.figures.values import NOTHING, OwnFigure, RateBase, Value, own_value

BASE = RateBase(148_220, 2023, simulated=False)
OWN = OwnFigure(
    figure_id=1,
    people=110_000,
    rate=Decimal("0.86"),
    absence="",
    as_of=date(2023, 6, 30),
    people_precision="exact",
    people_qualifier="",
    rate_precision="exact",
    rate_qualifier="",
    scope="",
    origin=Origin.REPORTED,
    source="",
    note="",
    recorded_at=None,  # type: ignore[arg-type]
    recorded_by="Nguyễn Thị An",
)
BESIDE = "⚠ by people 74,21 %"


def value(base: RateBase | None = BASE, **more: Any) -> Value:
    return own_value(replace(OWN, **more), base)


def test_it_says_what_the_people_come_to() -> None:
    with translation.override("en"):
        assert contradiction_text(value()) == BESIDE


@pytest.mark.parametrize(
    "sound",
    [
        NOTHING,
        value(None),
        value(rate=Decimal("74.21")),
        value(rate=None),
        value(people=None),
        value(people_qualifier="about"),
        value(rate_qualifier="about"),
        value(people_precision="estimate"),
        value(rate_precision="estimate"),
        value(replace(BASE, simulated=True), origin=Origin.PUBLISHED),
        value(replace(BASE, is_rough=True), rate=Decimal("74.9")),
        value(replace(BASE, year=None)),
    ],
)
def test_it_says_nothing_where_the_rate_may_be_that_of_the_people(sound: Value) -> None:
    assert contradiction(sound) is None


@pytest.mark.usefixtures("static_files")
def test_a_reader_sees_it_at_the_number_of_the_card_of_the_table_and_of_its_file(
    cast: Cast, client: Client
) -> None:
    count(cast.cau_ke, "population", 2023, 148_220)
    report(cast.cau_ke, cast.bhyt, JUNE, 110_000, rate=Decimal("0.86"))
    reader = in_english(signed_in_as(client, cast.chi))
    page = open_overview(reader, cast.cau_ke, month="2023-06", indicator="BHYT")
    assert BESIDE in text_of(page.first("//*[@id='card-BHYT']"))
    page = open_overview(reader, cast.tra_vinh, month="2023-06", indicator="BHYT")
    row = next(row for row in page.table() if row[0].startswith("Huyện Cầu Kè"))
    assert any(BESIDE in cell for cell in row)
    address = reverse("parts_workbook", args=[cast.tra_vinh.pk])
    file = reader.get(address, {"month": "2023-06", "indicator": "BHYT"})
    said = [
        cell.comment.text
        for row in opened(file.content).worksheets[0]
        for cell in row
        if cell.comment
    ]
    assert [text for text in said if BESIDE in text]
