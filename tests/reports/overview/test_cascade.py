"""How a target came down: who set it to whom, and what each level passed on."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from lxml import html

from cast import JUNE, Cast
from pages import Page, in_english, open_overview, signed_in_as, text_of
from reporting import make_document, promise, report_all
from targets.models import AssignerKind

NEW_YEAR = date(2023, 1, 1)
PRIME_MINISTER, GOVERNMENT = "Thủ tướng Chính phủ", AssignerKind.GOVERNMENT
pytestmark = pytest.mark.usefixtures("static_files")


@pytest.fixture
def reader(cast: Cast, client: Client) -> Client:
    """The nation was set a rate; Trà Vinh 1.000 by the government and 990 by its committee, which
    passed 980 on to its districts."""
    report_all({cast.cau_ke: 500, cast.tra_cu: 300}, cast.bhyt, JUNE)
    of_nation = make_document(cast.nation, NEW_YEAR, PRIME_MINISTER, GOVERNMENT)
    promise(of_nation, cast.nation, cast.bhyt, 2023, percent=Decimal("93.2"))
    of_province = make_document(cast.tra_vinh, NEW_YEAR, PRIME_MINISTER, GOVERNMENT)
    promise(of_province, cast.tra_vinh, cast.bhyt, 2023, people=1_000)
    plan = make_document(cast.tra_vinh, NEW_YEAR)
    promise(plan, cast.tra_vinh, cast.bhyt, 2023, people=990)
    promise(plan, cast.cau_ke, cast.bhyt, 2023, people=580)
    promise(plan, cast.tra_cu, cast.bhyt, 2023, people=400)
    return signed_in_as(in_english(client), cast.chi)


def lines(page: Page) -> list[list[str]]:
    found = page.root.xpath('//section[@aria-labelledby="cascade-heading"]//tbody/tr')
    return [[_first(cell) for cell in row.xpath("./th|./td")] for row in found]


def _first(cell: html.HtmlElement) -> str:
    """Without what stands in small beside it."""
    said = " ".join(text_of(each) for each in cell.xpath('.//*[contains(@class, "hint")]'))
    return text_of(cell).removesuffix(said).strip()


def test_each_level_stands_with_what_it_passed_on(cast: Cast, reader: Client) -> None:
    page = open_overview(reader, cast.tra_vinh, month="2023-06")
    assert lines(page) == [
        ["Toàn quốc", "Thủ tướng Chính phủ", "93,2 %", "–", "–"],
        ["Tỉnh Trà Vinh", "Thủ tướng Chính phủ", "1.000", "1.000", "–"],
        ["Tỉnh Trà Vinh", "UBND tỉnh Trà Vinh", "990", "990", "−10"],
        ["All 2 units below together", "UBND tỉnh Trà Vinh", "980", "980", "−10"],
    ]
    assert "than Thủ tướng Chính phủ set Tỉnh Trà Vinh" in page.text
    assert "than UBND tỉnh Trà Vinh set Tỉnh Trà Vinh" in page.text


def test_a_district_sees_what_came_down_to_it(cast: Cast, reader: Client) -> None:
    found = lines(open_overview(reader, cast.cau_ke, month="2023-06"))
    assert [line[0] for line in found] == [
        "Toàn quốc",
        "Tỉnh Trà Vinh",
        "Tỉnh Trà Vinh",
        "Huyện Cầu Kè",
    ]
    assert found[2][-1] == "−10"
    assert found[3][2:] == ["580", "580", "–"]


def test_targets_of_some_units_alone_are_not_called_all_of_them(cast: Cast, reader: Client) -> None:
    own = make_document(
        cast.tra_vinh, NEW_YEAR, assigner="BHXH tỉnh", kind=AssignerKind.SOCIAL_SECURITY
    )
    promise(own, cast.tra_vinh, cast.bhyt, 2023, people=1_005)
    promise(own, cast.tra_cu, cast.bhyt, 2023, people=410)
    found = lines(open_overview(reader, cast.tra_vinh, month="2023-06"))
    assert found[-2] == ["1 of 2 units below", "BHXH tỉnh", "–", "–", "–"]


def test_where_nobody_set_anything_above_or_below_there_is_no_cascade(
    cast: Cast, client: Client
) -> None:
    report_all({cast.sin_ho: 5}, cast.bhyt, JUNE)
    plan = make_document(cast.lai_chau, NEW_YEAR, assigner="UBND tỉnh Lai Châu")
    promise(plan, cast.sin_ho, cast.bhyt, 2023, people=9)
    page = open_overview(signed_in_as(in_english(client), cast.dung), cast.sin_ho, month="2023-06")
    assert lines(page) == []
