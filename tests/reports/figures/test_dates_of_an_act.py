"""The day of the law and the first month by which units are counted: which is which."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cast import Cast, make_unit
from coverage.models import AdministrativeUnit, ChangeKind, UnitChange
from pages import Page, in_english, open_overview, signed_in_as, text_of
from reporting import report
from unit_acts import join

OF_THE_LAW, FIRST_MONTH = date(2023, 6, 15), date(2023, 7, 1)
MAY, JULY = {"month": "2023-05"}, {"month": "2023-07"}


@pytest.fixture
def formed(cast: Cast) -> AdministrativeUnit:
    """Of both districts of Trà Vinh by a law of June, counted from July on."""
    new = make_unit(
        2, "850", "huyen", "Cầu Trà", "Huyện Cầu Trà", cast.tra_vinh, valid_from=FIRST_MONTH
    )
    UnitChange.objects.create(
        code=f"{FIRST_MONTH}/{new.pk}/{ChangeKind.MERGE}",
        takes_effect=OF_THE_LAW,
        first_month=FIRST_MONTH,
        kind=ChangeKind.MERGE,
        decision="NQ 9",
        source="dàn nhân vật",
    )
    join([cast.cau_ke, cast.tra_cu], new)
    report(cast.cau_ke, cast.bhyt, date(2023, 5, 1), 10)
    return new


@pytest.fixture
def reader(cast: Cast, static_files: None) -> Client:
    return in_english(signed_in_as(Client(), cast.dung))


def head(page: Page) -> list[str]:
    """The lines under the name of the unit."""
    return [text_of(line) for line in page.root.xpath('//p[contains(@class, "subtitle")]')]


def test_a_unit_says_when_the_law_formed_it_and_from_which_month_on_it_is_counted(
    cast: Cast, formed: AdministrativeUnit, reader: Client
) -> None:
    line = "Formed on 15/06/2023, counted from month 07/2023 on (merged) from:"
    before, since = (head(open_overview(reader, formed, **month)) for month in (MAY, JULY))
    assert "counted as a unit from month 07/2023 on" in before[0]
    assert "a unit since" not in before[0]
    assert "counted as a unit" not in since[0]
    assert before[1].startswith(line)
    assert since[1].startswith(line)


def test_a_unit_that_ended_says_both_too(
    cast: Cast, formed: AdministrativeUnit, reader: Client
) -> None:
    line, became, *_others = head(open_overview(reader, cast.cau_ke, **MAY))
    assert "counted as a unit up to month 06/2023" in line
    assert became.startswith("From 15/06/2023, counted from month 07/2023 on (merged) it is:")
    gone = open_overview(reader, cast.cau_ke, **JULY).text
    assert "from 01/07/2023 on (merged on 15/06/2023, NQ 9); see: Huyện Cầu Trà" in gone


def test_the_trend_says_both_at_the_break(
    cast: Cast, formed: AdministrativeUnit, reader: Client
) -> None:
    page = Page.of(reader.get(reverse("unit", args=[formed.pk]), JULY))
    assert "15/06/2023, counted from month 07/2023 on: merged" in page.text
