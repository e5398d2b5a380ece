"""The forecast on the page of a unit's months: marked as one, and as of the moment asked for."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cast import Cast, make_cast
from coverage.notation.periods import months
from every_surface import file_text
from pages import Page, in_english, signed_in_as, text_of
from reporting import count, make_document, promise, report
from small_worlds import clock

pytestmark = pytest.mark.usefixtures("static_files")
JUNE = date(2023, 6, 1)


def section(page: Page) -> dict[str, list[str]]:
    """Line -> low end, forecast, high end and what to expect."""
    return {
        line.xpath("./th")[0].text: [text_of(cell) for cell in line.xpath("./td")]
        for line in page.root.xpath('//*[@id="forecast"]//tbody/tr')
    }


def test_the_years_end_is_forecast_beside_each_target(db: None, client: Client) -> None:
    """Each year gains 10 a month; June 2023 stands at 1.660, so December is 1.720."""
    cast: Cast = make_cast()
    for number, period in enumerate(months(date(2018, 1, 1), JUNE), start=1):
        report(cast.cau_ke, cast.bhyt, period, 1_000 + 10 * number)
    count(cast.cau_ke, "population", 2023, 2_000)
    plan = make_document(cast.cau_ke, date(2023, 1, 1))
    promise(plan, cast.cau_ke, cast.bhyt, 2023, people=1_720)
    chi = signed_in_as(in_english(client), cast.chi)
    address = reverse("unit", args=[cast.cau_ke.pk])
    page = Page.of(chi.get(address, {"month": "2023-06"}))
    assert section(page) == {
        "Participants": ["1.720", "1.720", "1.720", ""],
        "Coverage rate": ["86,00 %", "86,00 %", "86,00 %", ""],
        "Attained of the target of UBND tỉnh Trà Vinh": [
            "100,00 %",
            "100,00 %",
            "100,00 %",
            "✓ likely met",
        ],
    }
    assert "5 of 5 came within the span" in page.text
    assert "with a likelihood of 80 % between 1.720 and 1.720" in page.text
    assert "1.720" not in text_of(page.first('//table[@id="months"]/tbody/tr[1]/td[1]'))

    before = clock()
    report(cast.cau_ke, cast.bhyt, JUNE, 1_640)
    assert section(Page.of(chi.get(address)))["Participants"][1] == "1.700"
    then = Page.of(chi.get(address, {"as_seen": before.isoformat()}))
    assert section(then)["Participants"][1] == "1.720"

    young = Page.of(chi.get(address, {"month": "2022-06"}))
    assert text_of(young.first('//p[@class="forecast-main"]')).startswith("Not reliable enough yet")
    assert {each[-1] for each in section(young).values()} <= {"", "not reliable enough"}

    short = Page.of(chi.get(address, {"month": "2019-06"}))
    said = text_of(short.first('//*[@id="forecast"]/p'))
    assert said.startswith("No forecast for the end of 2019: it takes")
    assert "of the unit (there are 1) or of the unit above (there are 0)" in said
    assert section(short) == {}


def test_the_file_of_a_forecast_says_how_far_it_is_to_be_trusted(db: None, client: Client) -> None:
    cast: Cast = make_cast()
    for number, period in enumerate(months(date(2020, 1, 1), JUNE), start=1):
        report(cast.cau_ke, cast.bhyt, period, 1_000 + 10 * number)
    plan = make_document(cast.cau_ke, date(2023, 1, 1))
    promise(plan, cast.cau_ke, cast.bhyt, 2023, people=1_480)
    chi = signed_in_as(in_english(client), cast.chi)
    asked = {"month": "2023-06", "xlsx": "forecast"}
    said = file_text(chi.get(reverse("unit", args=[cast.cau_ke.pk]), asked))
    assert "not reliable enough" in said.splitlines()
    assert "3 of 3 came within the span" in said
    assert "units like it: 3; it takes 5 to see 80 % hold" in said
    assert "likely met" not in said
