"""What the first screen says of each promise, and of the units that are most behind."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from cast import JUNE
from coverage.models import AdministrativeUnit, Indicator
from known_values import promised, reported
from reports.figures.behind import Behind, units_behind
from reports.figures.blocks import block_of
from reports.figures.held import make_row
from reports.figures.pooled_values import summed_value
from reports.figures.standing import Row, months_around
from reports.figures.values import NOTHING, PartsSum, Value
from reports.figures.year_end import JudgedForecast, YearEnd
from reports.overview.promise_cards import PromiseCard, promise_cards, shared_marks
from targets.attainment import assess, pooled
from targets.forecast import Forecast
from targets.in_force import PromiseInForce

YEAR_AGO, DECEMBER = date(2022, 6, 1), date(2022, 12, 1)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def row(
    values: dict[date, Value],
    *promises: PromiseInForce,
    number: int = 1,
    code: str = "BHYT",
    order: int = 5,
    period: date = JUNE,
) -> Row:
    months = months_around(period)
    unit = AdministrativeUnit(pk=number, name="Trà Vinh", full_name=f"Huyện {number}")
    known = {month: values.get(month, NOTHING) for month in months.all()}
    indicator = Indicator(pk=order, code=code, order=order)
    return make_row(unit, indicator, months, known, promises, is_part=number > 1)


def card(*promises: PromiseInForce, **values: Any) -> PromiseCard:
    """Of Trà Vinh as published for 30/6/2023, with what is said of other months."""
    known = {JUNE: reported(821_563), **values.pop("values", {})}
    (found,) = promise_cards([block_of(row(known, *promises, **values), (), None)])
    return found


def test_a_card_says_who_set_what_and_what_is_left_a_month() -> None:
    of_last_year = {YEAR_AGO: reported(821_563), DECEMBER: reported(840_503)}
    found = card(promised(966_520), values=of_last_year)
    assert (found.whose, found.verdict) == ("UBND tỉnh set 966.520", "✕ behind the path")
    assert found.attained == "85,00 %"
    assert found.task == "144.957 people left → 24.160 a month"
    assert found.beside == ["same months of last year +3.157 a month"]


def test_in_december_it_says_what_is_short() -> None:
    period = date(2023, 12, 1)
    found = card(promised(966_520), values={period: reported(900_000)}, period=period)
    assert (found.task, found.verdict) == ("short by 66.520", "✕ not reached")


def test_a_target_that_is_met_says_by_how_much() -> None:
    assert card(promised(800_000)).task == "exceeded by 21.563"


def test_without_a_target_of_the_year_the_year_before_is_told_and_nothing_is_judged() -> None:
    found = card(promised(1_000_000, year=2022), values={DECEMBER: reported(981_000)})
    assert found.verdict == "– not judged"
    assert found.task == "no target for 2023 recorded yet; 2022 attained 98,10 %"
    assert (found.attained, found.beside) == ("", ["−159.437 on 31 December"])


def test_a_milestone_is_no_target_of_the_year() -> None:
    found = card(promised(1_000_000, year=2025))
    assert (found.verdict, found.attained) == ("– milestone 2025", "82,16 %")
    assert found.task == "178.437"


def test_a_goal_of_the_unit_above_is_called_that() -> None:
    found = card(
        promised(percent="95.15", unit_id=9), values={JUNE: reported(821_563, of=1_000_000)}
    )
    assert found.verdict == "– goal of the unit above"
    assert (found.attained, found.task) == ("", "12,99 points below it")


def test_where_only_the_units_have_targets_their_sum_stands_as_that() -> None:
    parts = [row({JUNE: reported(50)}, promised(80, unit_id=n), number=n) for n in (2, 3)]
    whole = row({JUNE: reported(100)}, promised(99, year=2022))
    (found,) = promise_cards([block_of(whole, parts, None)])
    assert found.beside == ["targets of the 2 units together: 160 (62,50 %)"]


def of_codes(*codes: str, edited: int = 0) -> list[PromiseCard]:
    """Each a sum of two units, of which so many are being edited."""
    value = summed_value(PartsSum(5, pooled([(5, 9)]), 2, 2, False, being_edited=edited))
    rows = [
        row({JUNE: value}, promised(9), code=code, order=place)
        for place, code in enumerate(codes, start=1)
    ]
    return promise_cards([block_of(each, (), None) for each in rows])


def test_health_insurance_comes_first_and_the_others_in_their_order() -> None:
    cards = of_codes("BHXH", "BHTN", "BHYT")
    assert [each.row.indicator.code for each in cards] == ["BHYT", "BHXH", "BHTN"]


def test_what_deviates_alike_at_all_cards_is_marked_once() -> None:
    alike = of_codes("BHYT", "BHXH", edited=1)
    assert shared_marks(alike) == "1 being edited"
    assert shared_marks([*alike, *of_codes("BHTN")]) == "", "each says its own"
    assert shared_marks(alike[:1]) == "", "a single card says it itself"


def behind(*people: int | None, whole: int = 300, target: int = 900) -> Behind:
    """Units with a target of 100 each; None: no figure."""
    parts = [
        row(
            {} if each is None else {JUNE: reported(each)},
            promised(100, unit_id=number),
            number=number,
        )
        for number, each in enumerate(people, start=2)
    ]
    return units_behind(block_of(row({JUNE: reported(whole)}, promised(target)), parts, None))


def names(found: Behind) -> list[str]:
    return [each.row.unit.full_name for each in found.units]


def test_the_last_come_first_and_who_has_reached_or_no_figure_is_not_among_them() -> None:
    found = behind(90, 40, 100, None, 70)
    assert names(found) == ["Huyện 3", "Huyện 6", "Huyện 2"]
    assert [each.task for each in found.units] == ["10 a month", "5 a month", "2 a month"]


def test_the_fewest_units_that_close_the_gap_are_told() -> None:
    assert behind(90, 40, 70, target=380).closing_text == (
        "2 units at their targets close what is lacking"
    )
    assert behind(90, 40, target=370).closing_text == (
        "it takes every unit that is short of its target to close what is lacking"
    )
    assert behind(90, 40, target=500).closing_text == (
        "with all units at their targets 130 people are still lacking"
    )
    assert behind(90, 40, target=300).closing is None


def test_those_that_close_it_are_named_with_what_each_lacks() -> None:
    found = behind(90, 40, 70, target=380).closing_units
    assert [each.row.unit.full_name for each in found] == ["Huyện 3", "Huyện 4"]
    standings = [each.standing for each in found if each.standing]
    assert [each.assessment.remaining for each in standings] == [60, 30]


def test_without_targets_the_lowest_coverage_comes_first() -> None:
    parts = [row({JUNE: reported(each, of=100)}, number=n) for n, each in ((2, 80), (3, 60))]
    whole = row({JUNE: reported(140, of=200)})
    found = units_behind(block_of(whole, parts, None))
    assert names(found) == ["Huyện 3", "Huyện 2"]
    assert (found.closing, found.units[0].task) == (None, "")
    assert found.units[0].row.value.rate == Decimal(60)


def forecast_card(
    low: int, high: int, *, target: int = 100, is_trusted: bool = True, last_year: int = 60
) -> PromiseCard:
    """Of 80 people in June, for whom a path leads from last December's to a target."""
    whole = row({JUNE: reported(80), DECEMBER: reported(last_year)}, promised(target))
    found = Forecast(high, low, high, (), 4, 5, 5, is_trusted)
    promise = whole.standings[0].promise
    of_low, of_high = (assess(promise.promise, people) for people in (low, high))
    judged = [JudgedForecast(promise, of_low, of_high, of_high, is_trusted)]
    end = YearEnd(JUNE, whole.value, date(2023, 12, 1), found, None, judged, is_simulated=False)
    (card,) = promise_cards([block_of(whole, (), None)], {whole.indicator.pk: end})
    return card


@pytest.mark.parametrize(
    ("low", "high", "last_year", "verdict"),
    [
        (101, 110, 60, "▲ likely met"),
        (95, 105, 60, "▲ possibly met"),
        (85, 95, 60, "▲ on path, hardly met"),
        (85, 95, 70, "✕ hardly met"),
        (95, 105, 70, "✕ behind the path, possibly met"),
        (101, 110, 70, "✕ behind the path, likely met"),
    ],
)
def test_the_sign_is_the_paths_and_the_words_are_the_forecasts(
    low: int, high: int, last_year: int, verdict: str
) -> None:
    found = forecast_card(low, high, last_year=last_year)
    assert found.verdict == verdict
    assert f"forecast for the year’s end {low},00–{high},00 %" in found.beside
    assert 'class="bullet-forecast"' in found.bar


def test_a_forecast_that_is_not_to_be_trusted_says_so_and_gives_no_verdict() -> None:
    found = forecast_card(101, 110, is_trusted=False)
    assert found.verdict == "▲ on path"
    assert "forecast not reliable enough" in found.beside
    assert "bullet-forecast" not in found.bar


def test_of_a_target_that_is_met_nothing_is_forecast() -> None:
    found = forecast_card(101, 110, target=80)
    assert (found.verdict, found.task) == ("✓ reached", "")
    assert not any("forecast" in each for each in found.beside)
