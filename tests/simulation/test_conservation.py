"""63 provinces become 34: in every month of the demo, before and after, the nation is the sum of
its provinces as they were, each province of today has what went into it, and no total changes.

What went into what is read from the file of changes, not from the links of the product.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from coverage.models import AdministrativeUnit, Indicator, Level, ReportedFigure
from folders import ROOT
from reports.figures.known import Known, known

MERGED = date(2025, 7, 1)
INDICATORS = ("BHXH", "BHXH_BB", "BHXH_TN", "BHTN", "BHYT")


@dataclass(frozen=True)
class Demo:
    facts: Known
    indicators: Sequence[Indicator]
    months: Sequence[date]

    def people(self, unit: AdministrativeUnit, indicator: Indicator, month: date) -> int | None:
        return self.facts.value(unit, indicator, month).people

    def together(
        self, units: Sequence[AdministrativeUnit], indicator: Indicator, month: date
    ) -> int | None:
        found = [self.people(unit, indicator, month) for unit in units]
        told = [people for people in found if people is not None]
        return sum(told) if told else None


@pytest.fixture
def demo(simulated: None) -> Demo:
    """Every month in which a province, or a unit below one, reported."""
    indicators = list(Indicator.objects.filter(code__in=INDICATORS))
    below = ReportedFigure.objects.filter(indicator__in=indicators, unit__level__gt=Level.NATION)
    months = sorted(below.order_by().values_list("period", flat=True).distinct())
    nation = AdministrativeUnit.objects.get(level=Level.NATION)
    return Demo(known(nation, indicators, months), indicators, months)


def went_into() -> dict[str, set[str]]:
    """Code of a province of today -> the codes of those before 1/7/2025."""
    found: dict[str, set[str]] = {}
    with (ROOT / "fixtures" / "province_changes_2025.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["takes_effect"] == MERGED.isoformat():
                found.setdefault(row["new_code"], set()).add(row["old_code"])
    return found


def test_the_nation_is_the_sum_of_its_provinces_in_every_month(demo: Demo) -> None:
    nation, known_months = demo.facts.top, 0
    for month in demo.months:
        provinces = demo.facts.parts_in(month)
        assert len(provinces) == (63 if month < MERGED else 34)
        for indicator in demo.indicators:
            summed = demo.together(provinces, indicator, month)
            assert demo.facts.pooled(indicator, month).people == summed
            if demo.facts.value(nation, indicator, month).own is None:
                assert demo.people(nation, indicator, month) == summed
            known_months += summed is not None
    assert known_months > 300


def test_each_province_of_today_has_before_the_merger_what_went_into_it(demo: Demo) -> None:
    codes, today = went_into(), demo.facts.parts_in(MERGED)
    assert {unit.code for unit in today} == codes.keys()
    assert sum(len(olds) for olds in codes.values()) == 63
    for month in (each for each in demo.months if each < MERGED):
        then = demo.facts.parts_in(month)
        for indicator in demo.indicators:
            for unit in today:
                olds = [each for each in then if each.code in codes[unit.code]]
                summed = demo.together(olds, indicator, month)
                assert demo.people(unit, indicator, month) == summed, (unit, indicator, month)


def test_the_merger_changes_no_total(demo: Demo) -> None:
    """Of today's provinces together in each month what those of the month had."""
    today, totals = demo.facts.parts_in(MERGED), 0
    for month in demo.months:
        for indicator in demo.indicators:
            total = demo.together(today, indicator, month)
            assert total == demo.together(demo.facts.parts_in(month), indicator, month)
            totals += total is not None
    assert totals > 300
