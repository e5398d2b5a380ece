"""Findings of many units from the database, and their sentences."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from cast import JUNE, Cast, make_unit
from coverage.checks import Finding, Level, Rule
from coverage.entry import Cell, record_figures
from coverage.models import Absence, Indicator
from coverage.month.workflow import open_months
from coverage.notation.periods import add_months
from coverage.warnings.checked_figures import WouldBe
from coverage.warnings.finding_words import finding_text
from coverage.warnings.findings import findings, warnings
from full_months import SOUND, full_cells
from reporting import count, report

MAY = date(2023, 5, 1)


def _record(cast: Cast, period: date, cells: list[Cell]) -> None:
    open_months(cast.giang, {cell.unit_id for cell in cells}, period)
    record_figures(cast.an, period, cells)


def _found(cast: Cast) -> dict[int, list[Finding]]:
    columns = list(Indicator.objects.filter(measure="stock"))
    return findings([cast.cau_ke.pk, cast.tra_cu.pk], columns, JUNE)


def test_each_unit_has_its_own_findings_and_a_sound_one_none(cast: Cast) -> None:
    _record(cast, JUNE, full_cells(cast, cast.cau_ke, BHTN=1001) + full_cells(cast, cast.tra_cu))
    found = _found(cast)
    assert [finding.rule for finding in found[cast.cau_ke.pk]] == [
        Rule.UNEMPLOYMENT_ABOVE_COMPULSORY
    ]
    assert found[cast.tra_cu.pk] == []


def test_last_month_is_compared(cast: Cast) -> None:
    for period in (MAY, JUNE):
        _record(cast, period, full_cells(cast, cast.cau_ke))
    assert [finding.rule for finding in _found(cast)[cast.cau_ke.pk]] == [Rule.SAME_AS_LAST_MONTH]


def test_a_year_of_months_says_what_is_usual(cast: Cast) -> None:
    for back in range(1, 9):
        _record(cast, add_months(JUNE, -back), full_cells(cast, cast.cau_ke))
    _record(cast, JUNE, full_cells(cast, cast.cau_ke, BHYT=52_000))
    (finding,) = _found(cast)[cast.cau_ke.pk]
    assert (finding.rule, finding.codes) == (Rule.UNUSUAL_CHANGE, ("BHYT",))


@pytest.mark.parametrize(("scope", "level"), [("managed_locally", Level.WARNING), ("", Level.NOTE)])
def test_the_latest_denominator_and_the_figures_scope_are_used(
    cast: Cast, scope: str, level: Level
) -> None:
    for year, people in ((2021, 90_000), (2022, 40_000), (2024, 10)):
        cast.cau_ke.denominators.create(
            basis="population", year=year, people=people, recorded_by=cast.em
        )
    cell = Cell(cast.cau_ke.pk, cast.bhyt.pk, people=40_001, scope=scope)
    _record(cast, JUNE, [cell])
    assert _found(cast)[cast.cau_ke.pk] == [
        Finding(Rule.ABOVE_DENOMINATOR, level, ("BHYT",), (40_001, 40_000))
    ]


def _rated(cast: Cast, rate: str = "0.86", year: int = 2023, **more: Any) -> list[Cell]:
    """110.000 of 148.220 people, and a rate that may be another."""
    count(cast.cau_ke, "population", year, 148_220)
    cell = Cell(cast.cau_ke.pk, cast.bhyt.pk, people=110_000, rate=Decimal(rate), **more)
    return [*full_cells(cast, cast.cau_ke, BHYT=None), cell]


def test_a_reported_rate_is_held_against_the_people_on_the_denominator_in_use(cast: Cast) -> None:
    _record(cast, JUNE, _rated(cast))
    (finding,) = _found(cast)[cast.cau_ke.pk]
    assert (finding.rule, finding.level) == (Rule.RATE_AND_PEOPLE, Level.WARNING)
    assert finding.numbers == (Decimal("0.86"), 110_000, 148_220, 2023)


def test_an_earlier_denominator_in_use_is_named_with_its_year(cast: Cast) -> None:
    _record(cast, JUNE, _rated(cast, year=2021))
    assert [each.numbers[-1] for each in _found(cast)[cast.cau_ke.pk]] == [2021]


@pytest.mark.parametrize(
    "vague",
    [
        {"people_precision": "rounded"},
        {"people_qualifier": "about"},
        {"rate_precision": "rounded"},
        {"rate_qualifier": "about"},
    ],
)
def test_a_figure_that_says_it_is_no_more_than_about_right_is_not_held_to_its_rate(
    cast: Cast, vague: dict[str, Any]
) -> None:
    _record(cast, JUNE, _rated(cast, **vague))
    assert _found(cast)[cast.cau_ke.pk] == []


@pytest.mark.parametrize(
    ("figure", "base", "found"),
    [("published", "simulated", 0), ("published", "reported", 1), ("reported", "simulated", 1)],
)
def test_a_published_rate_is_not_held_against_a_denominator_that_was_made_up(
    cast: Cast, figure: str, base: str, found: int
) -> None:
    count(cast.cau_ke, "population", 2023, 148_220, origin=base)
    report(cast.cau_ke, cast.bhyt, JUNE, 110_000, rate=Decimal("0.86"), origin=figure)
    assert len(_found(cast)[cast.cau_ke.pk]) == found


@pytest.mark.parametrize("vague", [{"people_precision": "rounded"}, {"people_qualifier": "about"}])
def test_a_number_whose_last_digits_are_not_known_is_not_judged(
    cast: Cast, vague: dict[str, Any]
) -> None:
    cells = full_cells(cast, cast.cau_ke, BHTN=None)
    vague_cell = Cell(cast.cau_ke.pk, cast.indicators["BHTN"].pk, people=5000, **vague)
    _record(cast, JUNE, [*cells, vague_cell])
    assert _found(cast)[cast.cau_ke.pk] == []


def test_a_whole_is_held_against_the_units_below_that_exist_in_the_month(cast: Cast) -> None:
    make_unit(2, "999", "huyen", "Cũ", "Huyện Cũ", cast.tra_vinh, valid_to=date(2023, 5, 31))
    _record(cast, JUNE, full_cells(cast, cast.cau_ke) + full_cells(cast, cast.tra_vinh))
    columns = list(Indicator.objects.filter(measure="stock"))
    provinces = [cast.tra_vinh.pk, cast.lai_chau.pk]
    assert findings(provinces, columns, JUNE) == {pk: [] for pk in provinces}
    _record(cast, JUNE, full_cells(cast, cast.tra_cu))
    raised = findings(provinces, columns, JUNE)[cast.tra_vinh.pk]
    assert {finding.rule for finding in raised} == {Rule.UNITS_AND_WHOLE}
    assert {finding.level for finding in raised} == {Level.WARNING}
    assert all(together == 2 * whole for whole, together in (each.numbers for each in raised))


def stated(cast: Cast, *codes: str) -> list[Cell]:
    """That these do not apply to Cầu Kè."""
    return [
        Cell(cast.cau_ke.pk, cast.indicators[code].pk, absence=Absence.NOT_APPLICABLE)
        for code in codes
    ]


def test_a_unit_to_which_nothing_applies_any_more_is_asked_about_it_once(cast: Cast) -> None:
    _record(cast, MAY, full_cells(cast, cast.cau_ke))
    _record(cast, JUNE, stated(cast, *SOUND))
    expected = Finding(Rule.NO_LONGER_APPLIES, Level.WARNING, tuple(SOUND), tuple(SOUND.values()))
    assert _found(cast) == {cast.cau_ke.pk: [expected], cast.tra_cu.pk: []}
    july = add_months(JUNE, 1)
    _record(cast, july, stated(cast, *SOUND))
    columns = list(Indicator.objects.filter(measure="stock"))
    assert findings([cast.cau_ke.pk], columns, july) == {cast.cau_ke.pk: []}


def test_what_a_file_would_state_is_looked_at_before_it_is_written(cast: Cast) -> None:
    _record(cast, MAY, full_cells(cast, cast.cau_ke))
    columns = list(Indicator.objects.filter(measure="stock"))
    unit, key = cast.cau_ke.pk, (cast.cau_ke.pk, cast.bhyt.pk)

    def codes(would_be: WouldBe) -> list[tuple[str, ...]]:
        return [each.codes for each in findings([unit], columns, JUNE, {key: would_be})[unit]]

    said = WouldBe(None, absence=Absence.NOT_APPLICABLE)
    assert codes(said) == [("BHYT",)]
    assert codes(WouldBe(None, absence=Absence.NOT_AVAILABLE)) == []
    _record(cast, JUNE, stated(cast, "BHYT"))
    assert codes(WouldBe(40_000)) == codes(WouldBe(None)) == []


def test_findings_take_five_statements_whatever_the_number_of_units(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    columns = list(Indicator.objects.filter(measure="stock"))
    for units in ([cast.cau_ke.pk], [cast.cau_ke.pk, cast.tra_cu.pk]):
        with django_assert_num_queries(5):
            findings(units, columns, JUNE)


NAMES = {"BHXH": "BHXH", "BHXH_BB": "BHXH bắt buộc", "BHXH_TN": "BHXH tự nguyện", "BHYT": "BHYT"}
EVERY_RULE = [
    (Finding(Rule.PARTS_AND_SUM, Level.WARNING, ("BHXH", "BHXH_BB", "BHXH_TN"), (9998, 7000, 3000)),
     ("9.998", "7.000", "3.000", "10.000", "−2")),
    (Finding(Rule.PARTS_ABOVE_WHOLE, Level.WARNING, ("BHXH", "BHXH_TN"), (2000, 3000)),
     ("2.000", "3.000", "tự nguyện")),
    (Finding(Rule.HEALTH_BELOW_COMPULSORY, Level.WARNING, ("BHXH_BB", "BHYT"), (2000, 1000)),
     ("2.000", "1.000")),
    (Finding(Rule.ABOVE_DENOMINATOR, Level.NOTE, ("BHYT",), (2000, 1999)), ("2.000", "1.999")),
    (Finding(Rule.RATE_AND_PEOPLE, Level.WARNING, ("BHYT",),
             (Decimal("0.86"), 110_000, 148_220, 2026)),
     (" 0,86 %", "110.000", "148.220", "(2026)", "74,21 %", " 86 %")),
    (Finding(Rule.RATE_AND_PEOPLE, Level.WARNING, ("BHYT",), (Decimal(75), 110_000, 148_220, 2026)),
     (" 75 %", "74,21 %")),
    (Finding(Rule.UNUSUAL_CHANGE, Level.WARNING, ("BHYT",),
             (9299, 10000, Decimal("-7.005"), Decimal(-7), Decimal(5))),
     ("9.299", "10.000", "−7,01 %", "−7,00 %", "5,00 %")),
    (Finding(Rule.UNUSUAL_CHANGE, Level.WARNING, ("BHYT",),
             (10501, 10000, Decimal("5.01"), Decimal(-7), Decimal(5))),
     ("10.501", "+5,01 %")),
    (Finding(Rule.SAME_AS_LAST_MONTH, Level.WARNING, ("BHYT",), (1,)), ()),
    (Finding(Rule.FIRST_ZERO, Level.WARNING, ("BHYT",), (0, 9000)), ("0", "9.000")),
    (Finding(Rule.NO_LONGER_APPLIES, Level.WARNING, ("BHXH", "BHYT"), (3100, 24_200)),
     ("BHXH 3.100; BHYT 24.200",)),
    (Finding(Rule.UNITS_AND_WHOLE, Level.WARNING, ("BHYT",), (9000, 9500)),
     ("9.000", "9.500", "500")),
    (Finding(Rule.SHIFTED_ROWS, Level.WARNING, ("BHYT", "BHXH"), (12, 1)), ("12", "BHYT, BHXH")),
    (Finding(Rule.SHIFTED_ROWS, Level.WARNING, ("BHYT",), (3, -1)), ("3", "BHYT")),
    (Finding(Rule.UNITS_AND_WHOLE, Level.NOTE, ("BHYT",), (9500, 9000)), ("9.000", "9.500", "500")),
]  # fmt: skip


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("finding", "parts"), EVERY_RULE)
def test_a_sentence_has_the_numbers_in_it(
    finding: Finding, parts: tuple[str, ...], language: str
) -> None:
    with translation.override(language):
        text = finding_text(finding, NAMES)
    assert [part for part in parts if part not in text] == []
    assert re.search(r"[?]$" if finding.rule == Rule.SHIFTED_ROWS else r"[.]$", text)
    assert "%%" not in text


def test_every_rule_has_a_sentence() -> None:
    said = {finding.rule for finding, _parts in EVERY_RULE}
    assert said | {Rule.UNEMPLOYMENT_ABOVE_COMPULSORY} == set(Rule)


def test_only_warnings_ask_for_a_note() -> None:
    found = [finding for finding, _parts in EVERY_RULE]
    assert [finding.rule for finding in found if finding not in warnings(found)] == [
        Rule.ABOVE_DENOMINATOR,
        Rule.UNITS_AND_WHOLE,
    ]
