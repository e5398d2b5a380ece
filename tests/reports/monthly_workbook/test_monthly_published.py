"""The published cases in the monthly workbook, as numbers."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook

from cast import make_user
from coverage.models import AdministrativeUnit
from monthly import monthly_file, opened, report_block
from pages import in_english, signed_in_as

pytestmark = pytest.mark.usefixtures("reference")

ATTAINED = "Attained, % of the target of: "
ON_LAST_YEAR = "Gained (+), lost (−) on: the same month last year"
ON_DECEMBER = "Gained (+), lost (−) on: 31 December"


@pytest.fixture
def reader(reference: None, client: Client) -> Client:
    return in_english(signed_in_as(client, make_user("em", "Lê Văn Em", administrator=True)))


def month_of(reader: Client, code: str, month: str) -> Workbook:
    province = AdministrativeUnit.objects.get(level=1, code=code, valid_to__isnull=False)
    return opened(monthly_file(reader, province, month=month))


def printed(number: Any) -> str:
    return str(Decimal(number).quantize(Decimal("0.01"), ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("indicator", "people", "rate", "target", "attained", "remaining", "assigners"),
    [
        (
            "Health insurance",
            821_563,
            80.58,
            966_520,
            "85.00",
            144_957,
            ["People's Committee", "Thủ tướng Chính phủ"],
        ),
        ("Social insurance", 84_268, 16.21, 112_936, "74.62", 28_668, ["People's Committee"]),
        (
            "Voluntary social insurance",
            16_238,
            3.13,
            20_754,
            "78.24",
            4_516,
            ["People's Committee"],
        ),
    ],
)
def test_tra_vinh_on_30_june_2023(
    reader: Client,
    indicator: str,
    people: int,
    rate: float,
    target: int,
    attained: str,
    remaining: int,
    assigners: list[str],
) -> None:
    whole = report_block(month_of(reader, "84", "2023-06"), indicator).whole
    assert (whole["This month"], whole["Coverage, %"]) == (people, rate)
    assert (whole["Target: people"], whole["Remaining"]) == (target, remaining)
    assert whole["Needed a month"] == -(-remaining // 6)
    assert [printed(whole[ATTAINED + assigner]) for assigner in assigners] == [attained] * len(
        assigners
    )
    assert whole["Remarks"] == "published"


def test_lai_chau_on_31_may_2020(reader: Client) -> None:
    book = month_of(reader, "12", "2020-05")
    voluntary = report_block(book, "Voluntary social insurance").whole
    assert (voluntary["This month"], voluntary[ON_LAST_YEAR]) == (2_983, 1_083)
    assert printed(voluntary[f"{ON_LAST_YEAR}, %"]) == "57.00"
    health = report_block(book, "Health insurance").whole
    assert (health["This month"], health["Coverage, %"]) == (438_422, 96)
    assert (health[ON_LAST_YEAR], printed(health[f"{ON_LAST_YEAR}, %"])) == (2_329, "0.53")
    social = report_block(book, "Social insurance").whole
    assert (social["This month"], social["Target: %"]) == (32_007, 15)
    assert social["Remarks"] == "computed; milestone 2021"
