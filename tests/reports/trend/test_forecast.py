"""The forecast of a unit's trend: from which month, judged by which targets, in which words."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from coverage.models import ChangeKind
from coverage.notation.numbers import write_decimal, write_people
from coverage.notation.periods import months
from known_values import base, promised, reported
from made_trends import NEW, TRA_VINH, make_trend
from reports.figures.terms import Terms
from reports.figures.unit_breaks import UnitBreak
from reports.figures.values import Value
from reports.figures.year_end import History, Lenders, NoForecast, Outlook, YearEnd
from reports.trend.chart import trend_chart
from reports.trend.forecast import year_end
from reports.trend.forecast_words import forecast_section
from reports.trend.target_lines import target_lines
from targets.forecast import Lender, TooShort


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


JUNE = date(2023, 6, 1)
# What each year gained a month, in equal steps.
STEPS = {2018: 105, 2019: 100, 2020: 120, 2021: 110, 2022: 90, 2023: 100}
POPULATION = dict.fromkeys(range(2018, 2024), 20_000)


def stepped(last: date, first: int = 2018) -> dict[date, int]:
    history, people = {}, 8_740
    for month in months(date(2018, 1, 1), last):
        people += STEPS[month.year]
        history[month] = people
    return {month: people for month, people in history.items() if month.year >= first}


# The median gain from June is 660, the largest error 120 of 11.920: 157 of 15.640.
HISTORY = stepped(JUNE)
FORECAST, ASIDE = HISTORY[JUNE] + 660, 157


def values_of(history: Mapping[date, int], **said: Any) -> dict[date, Value]:
    return {month: reported(people, of=20_000, **said) for month, people in history.items()}


def trend_of(values: Mapping[date, Value], *promises: Any, **fields: Any) -> Any:
    return make_trend(
        date(2018, 1, 1),
        max(values),
        values,
        promises,
        fields.pop("population", POPULATION),
        **fields,
    )


def years_of(made: YearEnd) -> list[int]:
    return [gain.year for gain in made.forecast.gains]


def end_of(trend: Any) -> YearEnd:
    made = year_end(trend)
    assert isinstance(made, YearEnd), made
    return made


def test_the_years_end_is_judged_against_each_target() -> None:
    """16.300 of 20.000 people are 81,50 %; of 95 % that is 85,79 %."""
    plans = (
        promised(FORECAST - ASIDE, target_id=1, assigner_id=1),
        promised(FORECAST + ASIDE, target_id=2, assigner_id=2),
        promised(FORECAST + ASIDE + 1, target_id=3, assigner_id=3),
        promised(percent="95", target_id=4, assigner_id=4),
    )
    made = end_of(trend_of(values_of(HISTORY), *plans))
    assert (made.since, made.december) == (JUNE, date(2023, 12, 1))
    assert made.ends == (FORECAST - ASIDE, FORECAST, FORECAST + ASIDE)
    outlooks = [each.outlook for each in made.judged]
    assert outlooks == [Outlook.LIKELY, Outlook.POSSIBLE, Outlook.HARDLY, Outlook.HARDLY]
    assert (made.ends[1], made.rate(made.ends[1])) == (16_300, Decimal("81.5"))
    assert write_decimal(made.judged[3].middle.attainment) == "85,79"


def test_what_is_not_to_be_trusted_judges_no_target() -> None:
    """Four past years cannot show that a span holds four times in five."""
    trend = trend_of(values_of(stepped(JUNE, 2019)), promised(1))
    made = end_of(trend)
    assert not made.is_trusted
    assert [each.outlook for each in made.judged] == [Outlook.UNTRUSTED]
    section = forecast_section(made, 2023)
    assert section is not None
    assert section.main.startswith("Not reliable enough yet")
    assert write_people(made.ends[0]) not in section.main
    assert section.lines[-1].outlook == "not reliable enough"
    assert "3 of 4 came within the span" in section.notes[0]
    assert "units like it: 4; it takes 5" in section.notes[1]
    assert not any("✓" in note for note in section.notes)


def test_what_is_not_to_be_trusted_is_drawn_pale_and_says_so() -> None:
    trend = trend_of(values_of(stepped(JUNE, 2019)))
    drawn = forecast_traces_of(trend)
    assert {each["opacity"] for each in drawn} == {0.4}
    assert {each["name"] for each in drawn[1:]} == {"Forecast (not reliable enough)"}
    assert "not reliable enough" in drawn[-1]["hovertext"][-1]
    assert not any("opacity" in each for each in forecast_traces_of(trend_of(values_of(HISTORY))))


def forecast_traces_of(trend: Any) -> list[dict[str, Any]]:
    chart = trend_chart(trend, [], Terms.PEOPLE, None, end_of(trend))
    return [each for each in chart["data"] if each["meta"]["role"] == "forecast"]


def test_whose_years_are_borrowed_is_said() -> None:
    """A sister of the same course and a unit above of twice the size, which grew by 3,72 %, 4,96 %
    and 6,04 % from June on; 4,96 % of 15.640 people are 776."""
    above = History(values_of({month: 2 * people for month, people in HISTORY.items()}))
    lenders = Lenders("Tỉnh Vĩnh Long", above, [History(values_of(HISTORY))])

    def notes(first: int) -> tuple[YearEnd, str]:
        made = end_of(trend_of(values_of(stepped(JUNE, first)), lenders=lenders))
        section = forecast_section(made, 2023)
        assert section is not None
        return made, " ".join(section.notes)

    own, said = notes(2019)
    assert (own.borrowed_from, own.lender) == (Lender.NOBODY, "")
    assert "Vĩnh Long" not in said
    short, said = notes(2021)
    assert (short.borrowed_from, short.lender) == (Lender.ALIKE, "Tỉnh Vĩnh Long")
    assert "drawn from the errors of the units of Tỉnh Vĩnh Long" in said
    assert "2022: +540" in said
    none, said = notes(2023)
    assert (none.borrowed_from, none.ends[1]) == (Lender.ABOVE, HISTORY[JUNE] + 776)
    assert "goes by the past years of Tỉnh Vĩnh Long" in said
    assert "by which Tỉnh Vĩnh Long grew from the same month to December: " in said
    assert "2022: +3,72 %" in said


def test_a_borrowed_forecast_is_made_up_where_what_was_lent_is() -> None:
    made_up = values_of(HISTORY, origin="simulated")
    lenders = Lenders("Tỉnh Vĩnh Long", History(made_up), [History(made_up)])
    short = trend_of(values_of(stepped(JUNE, 2021)), lenders=lenders)
    assert end_of(short).is_simulated
    assert not end_of(trend_of(values_of(HISTORY), lenders=lenders)).is_simulated


def test_without_a_denominator_of_the_year_there_is_no_rate() -> None:
    values = {month: reported(people) for month, people in HISTORY.items()}
    earlier = {year: people for year, people in POPULATION.items() if year < 2023}
    trend = trend_of(values, promised(percent="95"), population=earlier)
    trend = replace(trend, ahead=[replace(each, base=base(20_000, 2022)) for each in trend.ahead])
    made = end_of(trend)
    assert (made.base, made.rate(1)) == (None, None)
    assert [each.outlook for each in made.judged] == [Outlook.UNKNOWN]
    section = forecast_section(made, 2023)
    assert section is not None
    assert len(section.lines) == 1 + len(made.judged)  # people and each target, no rate
    assert "No denominator of 2023" in section.notes[-1]


def test_a_milestone_of_a_later_year_is_not_judged() -> None:
    assert end_of(trend_of(values_of(HISTORY), promised(30_000, year=2025))).judged == []


def test_figures_of_another_scope_and_rounded_ones_are_left_out() -> None:
    values = values_of(HISTORY)
    for spoilt in ({"scope": "managed_locally"}, {"people_precision": "rounded"}):
        other = values | {
            month: value
            for month, value in values_of(HISTORY, **spoilt).items()
            if month.year == 2021
        }
        assert years_of(end_of(trend_of(other))) == [2022, 2020, 2019]


def test_a_sum_that_lacks_units_is_left_out() -> None:
    values = values_of(HISTORY)
    values[JUNE] = replace(values[JUNE], own=None, counted=8, expected=9)
    made = end_of(trend_of(values))
    assert made.since == date(2023, 5, 1)


@pytest.mark.parametrize("kind", [ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.TRANSFER])
def test_a_part_that_came_or_went_parts_the_months_and_what_came_whole_does_not(kind: str) -> None:
    def years(*, is_whole: bool) -> list[int]:
        day = date(2021, 7, 1)
        changed = UnitBreak(day, kind, "", [], [TRA_VINH], is_end=False, is_whole=is_whole)
        return years_of(end_of(trend_of(values_of(HISTORY), breaks=[changed])))

    assert years(is_whole=False) == [2022, 2020, 2019]
    assert years(is_whole=True) == [2022, 2021, 2020]


def test_a_unit_that_ends_within_the_year_has_no_years_end() -> None:
    trend = trend_of(values_of(HISTORY))
    assert year_end(replace(trend, ahead=trend.ahead[:2])) is NoForecast.UNIT_ENDS


def test_a_year_without_a_figure_gets_none() -> None:
    last = {month: people for month, people in HISTORY.items() if month.year < 2023}
    values = values_of(last) | {JUNE: Value()}
    assert year_end(trend_of(values)) is NoForecast.NO_FIGURE


def test_a_year_that_is_over_a_count_and_a_blank_unit_have_no_forecast_to_miss() -> None:
    over = stepped(date(2022, 12, 1))
    assert year_end(trend_of(values_of(over))) is None
    assert year_end(trend_of(values_of(HISTORY), indicator=NEW)) is None
    assert year_end(trend_of({JUNE: Value()})) is None
    assert forecast_section(None, 2023) is None


@pytest.mark.parametrize("reason", [TooShort(1, 0), *NoForecast])
def test_why_there_is_none_is_said(reason: TooShort | NoForecast) -> None:
    section = forecast_section(reason, 2023)
    assert section is not None
    assert "2023" in section.missing
    assert not section.main


@pytest.mark.parametrize("shown", list(Terms))
def test_chart_table_and_sentence_hold_the_same_numbers(shown: Terms) -> None:
    trend = trend_of(values_of(HISTORY), promised(17_000))
    made = end_of(trend)
    chart = trend_chart(trend, target_lines(trend, shown), shown, 1, made)
    span, line, end = [each for each in chart["data"] if each["meta"]["role"] == "forecast"]
    drawn = (span["y"][1], end["y"][-1], span["y"][2])
    assert drawn == tuple(
        people if shown is Terms.PEOPLE else f"{made.rate(people):f}" for people in made.ends
    )
    assert line["y"][-1] == end["y"][-1]
    assert (span["x"][1], line["x"]) == ("2023-12-15", ["2023-06-15", "2023-12-15"])
    section = forecast_section(made, 2023)
    assert section is not None
    people, rate, _target = section.lines
    assert people.ends == made.ends
    assert rate.ends == [made.rate(end) for end in made.ends]
    for end in made.ends:
        assert write_people(end) in section.main


def test_without_a_rate_nothing_is_drawn_among_rates() -> None:
    values = {month: reported(people) for month, people in HISTORY.items()}
    trend = trend_of(values, population={})
    made = end_of(trend)
    chart = trend_chart(trend, [], Terms.RATE, None, made)
    assert "forecast" not in {each["meta"]["role"] for each in chart["data"]}


def test_made_up_months_make_a_made_up_forecast() -> None:
    assert not end_of(trend_of(values_of(HISTORY))).is_simulated
    assert end_of(trend_of(values_of(HISTORY, origin="simulated"))).is_simulated
