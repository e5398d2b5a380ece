"""The indicators, figures, denominators and targets that are in the database after a load."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from coverage.models import (
    AdministrativeUnit,
    Denominator,
    Indicator,
    Origin,
    ReportedFigure,
    Submission,
    UnitChange,
)
from coverage.reference.accounts import APPROVER, ENTERER
from targets.models import Document, Target

pytestmark = pytest.mark.usefixtures("reference")

JUNE = date(2023, 6, 1)
EVE = date(2025, 6, 30)


def figure(code: str, period: date, indicator: str) -> ReportedFigure:
    return ReportedFigure.objects.current().get(
        unit__code=code, period=period, indicator__code=indicator
    )


def test_indicators_are_parts_of_their_wholes() -> None:
    parts = Indicator.objects.filter(part_of__isnull=False).values_list("part_of__code", "code")
    assert set(parts) == {
        ("BHXH", "BHXH_BB"),
        ("BHXH", "BHXH_TN"),
        ("BHYT", "BHYT_HGD"),
        ("BHYT", "BHYT_HSSV"),
        ("NEW_TN_HGD", "NEW_BHXH_TN"),
        ("NEW_TN_HGD", "NEW_BHYT_HGD"),
    }
    whole = Indicator.objects.filter(sums_its_parts=True).values_list("code", flat=True)
    assert set(whole) == {"BHXH", "NEW_TN_HGD"}


@pytest.mark.parametrize(
    ("code", "period", "indicator", "people", "rate"),
    [
        ("84", JUNE, "BHYT", 821_563, "80.58"),
        ("84", JUNE, "BHXH", 84_268, "16.21"),
        ("84", JUNE, "BHXH_TN", 16_238, "3.13"),
        ("12", date(2020, 5, 1), "BHXH_BB", 29_024, "12"),
        ("12", date(2020, 5, 1), "BHXH_TN", 2_983, None),
        ("12", date(2020, 5, 1), "BHYT", 438_422, "96"),
        ("12", date(2019, 5, 1), "BHXH_TN", 1_900, None),
        ("12", date(2019, 5, 1), "BHYT", 436_093, None),
        ("00", date(2020, 12, 1), "BHXH", 16_000_000, "33"),
        ("00", date(2020, 12, 1), "BHYT", 88_000_000, "91"),
        ("00", date(2012, 12, 1), "BHYT", 58_977_203, None),
        ("564", date(2023, 3, 1), "CONFERENCES", 4, None),
        ("564", date(2023, 3, 1), "NEW_TN_HGD", 79, None),
    ],
)
def test_a_published_figure_is_as_printed(
    code: str, period: date, indicator: str, people: int, rate: str | None
) -> None:
    found = figure(code, period, indicator)
    assert (found.people, found.rate) == (people, Decimal(rate) if rate else None)
    assert found.origin == Origin.PUBLISHED


def test_what_the_national_series_implies_for_2012_is_there() -> None:
    parts = ReportedFigure.objects.current().filter(
        unit__code="00", period=date(2012, 12, 1), indicator__part_of__code="BHXH"
    )
    assert parts.aggregate(total=Sum("people"))["total"] == 10_565_448
    years = ReportedFigure.objects.filter(unit__code="00", indicator__code="BHTN")
    assert [
        period.year for period in years.values_list("period", flat=True).order_by("period")
    ] == [*range(2010, 2018)]


def test_rounded_figures_and_scopes_are_marked() -> None:
    social, health = (figure("00", date(2020, 12, 1), code) for code in ("BHXH", "BHYT"))
    assert (social.people_precision, social.people_qualifier) == ("rounded", "over")
    assert (social.rate, social.rate_qualifier) == (Decimal(33), "")
    assert (health.people_precision, health.people_qualifier) == ("rounded", "")
    assert (health.rate, health.rate_qualifier) == (Decimal(91), "nearly")
    compulsory = figure("12", date(2020, 5, 1), "BHXH_BB")
    assert (compulsory.people_qualifier, compulsory.rate_qualifier) == ("", "about")
    assert figure("84", JUNE, "BHYT").scope == "managed_locally"
    assert figure("564", date(2023, 3, 1), "CONFERENCES").as_of == date(2023, 3, 30)


def test_a_published_rate_keeps_the_decimals_it_was_printed_with() -> None:
    printed = ReportedFigure.objects.current().exclude(rate=None)
    assert {str(row.rate) for row in printed} == {"80.58", "16.21", "3.13", "12", "96", "33", "91"}


def test_published_months_are_approved_by_another_than_who_entered() -> None:
    months = Submission.objects.current()
    figures = ReportedFigure.objects.values_list("unit", "period")
    assert set(months.values_list("unit", "period")) == set(figures)
    assert set(months.values_list("state", "recorded_by__username")) == {("approved", APPROVER)}
    assert set(ReportedFigure.objects.values_list("recorded_by__username")) == {(ENTERER,)}


def test_denominators_are_those_the_printed_rates_pin_down() -> None:
    found = dict(Denominator.objects.current().values_list("basis", "people"))
    assert found == {"population": 1_019_562, "labour_force": 519_852}
    for indicator, basis in (("BHYT", "population"), ("BHXH", "labour_force")):
        printed = figure("84", JUNE, indicator)
        rate = Decimal(printed.people or 0) / found[basis] * 100
        assert rate.quantize(Decimal("0.01")) == printed.rate
    assert set(Denominator.objects.values_list("precision", "origin")) == {
        ("estimate", "published")
    }


def test_126_official_targets_stand_beside_those_implied_by_publications() -> None:
    assert Target.objects.current().count() == 126 + 7
    assert Document.objects.filter(origin=Origin.PUBLISHED).count() == 11


def test_the_resolution_of_binh_phuoc_has_its_fifteen_targets() -> None:
    targets = Target.objects.filter(document__number="02-NQ/TU", unit__code="70")
    assert {
        code: [
            str(Decimal(row.percent or 0).normalize())
            for row in targets.filter(indicator__code=code).order_by("year")
        ]
        for code in ("BHXH", "BHTN", "BHYT")
    } == {
        "BHXH": ["33", "35", "38", "42", "45"],
        "BHTN": ["28", "29.5", "31.5", "33", "35"],
        "BHYT": ["91", "92", "93", "94", "95"],
    }


def test_several_authorities_set_the_same_target_for_tra_vinh() -> None:
    health = Target.objects.filter(unit__code="84", indicator__code="BHYT", year=2023)
    assert set(health.values_list("document__assigner__name", "people")) == {
        ("Thủ tướng Chính phủ", 966_520),
        ("Tỉnh ủy, UBND tỉnh Trà Vinh", 966_520),
    }


def test_targets_for_old_provinces_stand_on_the_old_provinces() -> None:
    unit_of = Target.objects.filter(document__number="546/QĐ-TTg").exclude(unit__code="00")
    assert unit_of.count() == 22 * 4
    assert set(unit_of.values_list("unit__valid_to", flat=True)) == {EVE}


@pytest.mark.parametrize(
    "model", [AdministrativeUnit, UnitChange, Indicator, ReportedFigure, Denominator, Document]
)
def test_every_row_cites_its_source(model: type[AdministrativeUnit]) -> None:
    assert model.objects.exists()
    assert not model.objects.filter(source="").exists()
