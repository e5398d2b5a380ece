"""What the demo's provinces are forecast to have at the year's end, and what may be made of it."""

from datetime import date

import pytest

from coverage.models import AdministrativeUnit, Indicator
from reports.figures.query import overview
from reports.figures.year_end import NoForecast, Outlook, YearEnd
from reports.figures.year_ends import Found, year_ends
from reports.trend.forecast import year_end
from reports.trend.query import trend

pytestmark = pytest.mark.usefixtures("simulated")

JUNE_2025, SEPTEMBER_2026 = date(2025, 6, 1), date(2026, 9, 1)


def load(name: str, *, is_of_today: bool = True) -> AdministrativeUnit:
    units = AdministrativeUnit.objects.select_related("parent__parent__parent")
    return units.get(full_name=name, level=1, valid_to__isnull=is_of_today)


def found(name: str, period: date, *, is_of_today: bool = True) -> dict[str, Found]:
    """By the code of the indicator."""
    codes = dict(Indicator.objects.values_list("pk", "code"))
    ends = year_ends(overview(load(name, is_of_today=is_of_today), period))
    return {codes[pk]: said for pk, said in ends.items()}


@pytest.mark.parametrize("name", ["Tỉnh Lai Châu", "Tỉnh Vĩnh Long"])
def test_by_four_past_years_no_target_is_judged(name: str) -> None:
    for code, said in found(name, JUNE_2025).items():
        if code.startswith("BH"):
            assert isinstance(said, YearEnd), (code, said)
            assert (said.forecast.held, said.forecast.tried) == (3, 4)
            assert not said.is_trusted
            assert {each.outlook for each in said.judged} <= {Outlook.UNTRUSTED}


def test_by_five_past_years_over_a_merger_targets_are_judged() -> None:
    for name in ("Tỉnh Lai Châu", "Tỉnh Vĩnh Long"):
        said = found(name, SEPTEMBER_2026)["BHYT"]
        assert isinstance(said, YearEnd)
        assert (said.is_trusted, said.forecast.years) == (True, 5)
        assert Outlook.UNTRUSTED not in {each.outlook for each in said.judged}


def test_a_province_that_went_into_another_says_that_it_ends() -> None:
    ends = found("Tỉnh Trà Vinh", JUNE_2025, is_of_today=False)
    assert {ends[code] for code in ("BHXH", "BHYT")} == {NoForecast.UNIT_ENDS}


@pytest.mark.parametrize("period", [JUNE_2025, SEPTEMBER_2026])
def test_page_and_trend_agree_on_every_indicator(period: date) -> None:
    for name in ("Tỉnh Vĩnh Long", "Tỉnh Lai Châu", "Tỉnh Đồng Nai"):
        unit = load(name)
        for pk, said in year_ends(overview(unit, period)).items():
            indicator = Indicator.objects.get(pk=pk)
            assert said == year_end(trend(unit, indicator, date(2021, 1, 1), period)), indicator
