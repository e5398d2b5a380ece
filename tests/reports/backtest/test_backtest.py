"""The forecast tried on years whose December is known: of made-up units, and of provinces."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from cast import Cast, make_unit
from coverage.notation.periods import months
from reporting import report_all
from reports.backtest.generated_series import KINDS, UNITS, YEARS, made_group
from reports.backtest.query import HELD_OUT_OF, trials_of_provinces
from reports.backtest.trials import (
    Tally,
    Trial,
    generated_trials,
    tally,
    trials_of_year,
)
from reports.backtest.words import told
from targets.forecast import NOBODY, Lender, Past


def by_steps(last: int, *, in_last: int = 100) -> Past:
    """Every month adds 100, those of the last year `in_last`."""
    people, found = 10_000, {}
    for month in months(date(2016, 1, 1), date(last, 12, 1)):
        people += in_last if month.year == last else 100
        found[month] = people
    return Past(found)


def test_a_year_is_forecast_from_each_of_its_months_and_held_against_its_december() -> None:
    trials = list(trials_of_year(by_steps(2022), 2022, NOBODY))
    assert [each.months for each in trials] == list(range(11, 0, -1))
    assert all(each.held and each.is_trusted and each.width == 0 for each in trials)
    odd = list(trials_of_year(by_steps(2022, in_last=90), 2022, NOBODY))
    assert not any(each.held for each in odd)


def test_a_year_without_its_december_is_not_tried() -> None:
    known = by_steps(2022).people
    running = Past({month: people for month, people in known.items() if month < date(2022, 12, 1)})
    assert list(trials_of_year(running, 2022, NOBODY)) == []


def test_how_often_spans_held_is_counted_and_their_median_width_told() -> None:
    trials = [
        Trial(3, held, Decimal(width), is_trusted=True, borrowed_from=Lender.NOBODY)
        for held, width in ((True, 1), (True, 2), (False, 9), (True, 4))
    ]
    assert tally(trials) == Tally(4, 3, Decimal(3))
    assert tally(trials).share == 75
    assert (tally([]), tally([]).share) == (Tally(0, 0, None), None)
    lines = told("Tried", {"one": trials})
    assert "all                                        4    75.0 %             3.0 %" in lines
    assert "by the unit above                          0         –                 –" in lines
    assert "3 months ahead                             4    75.0 %             3.0 %" in lines


def test_made_up_units_are_the_same_each_time_and_what_is_above_is_their_sum() -> None:
    for kind in KINDS:
        group = made_group(kind, 7)
        assert group == made_group(kind, 7)
        assert group != made_group(kind, 8)
        last = date(YEARS[-1], 12, 1)
        assert group.above.people[last] == sum(each.people[last] for each in group.units)
        years = [{month.year for month in each.people} for each in group.units]
        assert [len(each) for each in years] == [min(n + 1, len(YEARS)) for n in range(UNITS)]


def test_on_made_up_units_a_span_holds_about_as_often_as_it_promises() -> None:
    trials = [each for group in generated_trials(groups=6).values() for each in group]
    assert {each.borrowed_from for each in trials} == set(Lender)
    share = tally(trials).share
    assert share is not None
    assert 75 <= share <= 85, share


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Four provinces: the first and the last by their codes are held out."""
    provinces = {
        make_unit(1, f"9{number}", "tinh", f"Tỉnh {number}", f"Tỉnh {number}", world.nation): number
        for number in range(2)
    }
    for month, period in enumerate(months(date(2016, 1, 1), date(2022, 12, 1))):
        report_all(
            {unit: 10_000 + (90 + number) * month for unit, number in provinces.items()}
            | {world.tra_vinh: 20_000 + 80 * month, world.lai_chau: 9_000 + 70 * month},
            world.bhyt,
            period,
        )
    return world


def test_of_the_provinces_every_third_by_code_is_tried(cast: Cast) -> None:
    trials = trials_of_provinces()
    years = range(2018, 2023)  # the first with two before it
    assert HELD_OUT_OF == 3
    assert len(trials) == 2 * len(years) * 11


def test_the_command_prints_both(cast: Cast) -> None:
    out = StringIO()
    call_command("backtest_forecast", stdout=out)
    said = out.getvalue()
    assert said.startswith("A span promises to hold in 80 % of forecasts.")
    for line in ("Provinces held out of all tuning", "Made-up units", "jumps and level shifts"):
        assert line in said
    assert said.count("\n11 months ahead") == 2


def test_without_a_figure_the_provinces_are_not_tried(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.backtest.query.first_and_last_period", lambda nation: (None, None))
    assert trials_of_provinces() == []
