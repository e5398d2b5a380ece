"""The chart as plotly gets it: checked against plotly itself, number by number."""
# mypy: no-strict-equality

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go
import pytest
from django.conf import settings
from django.utils.translation import override

from coverage.models import ChangeKind
from coverage.notation.periods import months
from known_values import promised, reported
from made_trends import MILESTONES, NEW, TRA_VINH, make_trend
from reports.figures.terms import Terms
from reports.figures.unit_breaks import UnitBreak
from reports.figures.values import MonthLacking, Value
from reports.trend.chart import trend_chart
from reports.trend.months import Trend
from reports.trend.target_lines import target_lines

JANUARY, JUNE, DECEMBER = date(2023, 1, 1), date(2023, 6, 1), date(2023, 12, 1)
DECEMBER_BEFORE = date(2022, 12, 1)
Trace = dict[str, Any]


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with override("en"):
        yield


def chart(trend: Trend, shown: Terms = Terms.PEOPLE, assigner_id: int | None = 1) -> Any:
    """As the page holds it: through JSON, and accepted by plotly."""
    made = trend_chart(trend, target_lines(trend, shown), shown, assigner_id)
    read: dict[str, Any] = json.loads(json.dumps(made))
    go.Figure(data=read["data"], layout=read["layout"])
    return read


def traces(made: Any, name: str) -> list[Trace]:
    return [trace for trace in made["data"] if trace["name"].startswith(name)]


def only(made: Any, name: str) -> Trace:
    found = traces(made, name)
    assert len(found) == 1, [trace["name"] for trace in made["data"]]
    return found[0]


def tra_vinh(**values: Value) -> Trend:
    """A published June between two simulated months, a gap in May."""
    known = {
        DECEMBER_BEFORE: reported(800_000, of=1_000_000, origin="simulated"),
        date(2023, 3, 1): reported(815_000, of=1_019_562, origin="simulated"),
        date(2023, 4, 1): reported(819_192, of=1_019_562, origin="simulated"),
        JUNE: reported(821_563, "80.58", of=1_019_562, origin="published"),
    }
    return make_trend(JANUARY, JUNE, known, [promised(966_520)], {2023: 1_019_562})


def test_people_are_whole_numbers_and_gaps_are_nothing() -> None:
    line = only(chart(tra_vinh()), "Participants")
    assert line["y"] == [None, None, 815_000, 819_192, None, 821_563]
    assert line["x"] == [f"2023-{month:02d}-15" for month in range(1, 7)]
    assert line["connectgaps"] is False


def test_rates_are_exact_and_not_rounded_for_the_chart() -> None:
    line = only(chart(tra_vinh(), Terms.RATE), "Coverage rate")
    march = Fraction(815_000 * 100, 1_019_562)
    assert abs(Fraction(line["y"][2]) - march) < Fraction(1, 10**30)
    assert line["y"][5] == "80.58"


def test_published_and_simulated_months_have_different_signs() -> None:
    made = chart(tra_vinh())
    published, simulated = only(made, "published"), only(made, "simulated")
    assert (published["x"], published["y"]) == (["2023-06-15"], [821_563])
    assert simulated["y"] == [815_000, 819_192]
    assert published["marker"]["symbol"] != simulated["marker"]["symbol"]


def test_a_sign_says_everything_about_its_month() -> None:
    (text,) = only(chart(tra_vinh()), "published")["hovertext"]
    assert text.split("<br>") == [
        "06/2023: 821.563 people; 80,58 % of population",
        "85,00 % of the target of UBND tỉnh Trà Vinh",
        "published",
        "rate as printed",
    ]


def test_a_sum_that_lacks_units_stands_beside_the_line() -> None:
    partial = Value(people=700_000, rate=Decimal(80), counted=8, expected=9)
    made = chart(make_trend(JANUARY, date(2023, 2, 1), {JANUARY: partial}))
    assert only(made, "Participants")["y"] == [None, None]
    sign = only(made, "sum that lacks units")
    assert sign["y"] == [700_000]
    assert sign["marker"]["symbol"] == "square-open", "hollow, and of another shape than any month"
    assert "sum of 8/9 units" in sign["hovertext"][0]


def test_a_count_that_lacks_months_is_hollow_and_off_the_line() -> None:
    whole, lacking = reported(4), replace(reported(7), lacking=(MonthLacking(JUNE, 0, 1),))
    values = {date(2023, 5, 1): whole, JUNE: lacking}
    made = chart(make_trend(date(2023, 5, 1), JUNE, values, [promised(20)], indicator=NEW))
    assert only(made, "Counted since January")["y"] == [4, None]
    sign = only(made, "at least: months or units are missing")
    assert (sign["y"], sign["marker"]["symbol"]) == ([7], "square-open")
    assert sign["hovertext"][0].split("<br>")[:2] == [
        "06/2023: at least 7 people",
        "at least 35,00 % of the target of UBND tỉnh",
    ]


def test_people_of_only_some_former_units_wait_in_the_legend() -> None:
    former = Value(people=800_000, rate=Decimal(80), counted=1, expected=3, from_predecessors=True)
    trend = make_trend(JANUARY, date(2023, 2, 1), {JANUARY: former})
    name = "sum of only some of the former units"
    assert only(chart(trend), name)["visible"] == "legendonly"
    assert only(chart(trend, Terms.RATE), name)["visible"] is True


def test_a_target_is_drawn_from_its_first_day_to_its_last() -> None:
    step = only(chart(tra_vinh()), "Target: UBND tỉnh Trà Vinh")
    assert (step["x"][0], step["x"][-1]) == ("2023-01-01", "2023-12-31")
    assert set(step["y"]) == {966_520}
    assert "target 2023, 1/KH-UBND" in step["hovertext"][0]


def test_a_target_revised_in_mid_year_is_a_step_on_its_day() -> None:
    amended = promised(970_000, target_id=2, document_id=2, effective_on=date(2023, 7, 20))
    trend = make_trend(JANUARY, DECEMBER, promises=[promised(966_520), amended])
    step = only(chart(trend), "Target")
    at_change = [y for x, y in zip(step["x"], step["y"], strict=True) if x == "2023-07-20"]
    assert at_change[0] == 966_520
    assert set(at_change[1:]) == {970_000}


def test_years_without_a_target_break_its_line() -> None:
    years = [
        promised(year, year=year, target_id=year, effective_on=date(2019, 1, 1))
        for year in (2020, 2022, 2023)
    ]
    step = only(chart(make_trend(date(2020, 1, 1), DECEMBER, promises=years)), "Target")
    assert step["y"].count(None) == 1
    assert step["x"][step["y"].index(None)] == "2020-12-31"


def test_the_path_runs_from_last_december_to_the_target_with_no_month_made_up() -> None:
    path = only(chart(tra_vinh()), "Path to date")
    assert (path["x"][0], path["y"][0]) == ("2022-12-15", 800_000)
    assert (path["x"][-1], Decimal(path["y"][-1])) == ("2023-12-15", 966_520)
    assert Decimal(path["y"][6]) == 883_260
    assert len(path["x"]) == 8


def test_the_path_of_each_year_starts_anew() -> None:
    values = {period: reported(100) for period in months(date(2021, 12, 1), JUNE)}
    years = [
        promised(220, year=year, target_id=year, effective_on=date(2021, 1, 1))
        for year in (2022, 2023)
    ]
    path = only(chart(make_trend(date(2022, 1, 1), JUNE, values, years)), "Path to date")
    assert path["y"].count(None) == 1
    assert path["x"].count("2022-12-15") == 3


def test_only_the_chosen_assigners_path_is_drawn() -> None:
    assert traces(chart(tra_vinh(), assigner_id=None), "Path to date") == []


def test_a_reference_path_is_dashed_and_never_called_a_target() -> None:
    trend = make_trend(JANUARY, JUNE, promises=MILESTONES)
    made = chart(trend, Terms.RATE, None)
    path = only(made, "Ban Chấp hành Trung ương: reference path")
    assert path["line"]["dash"] == "dash"
    assert [Decimal(y) for y in path["y"]] == [Decimal("37.5"), 40]
    assert not any("arget" in text for text in [path["name"], *path["hovertext"]])
    assert traces(made, "Target") == []


def test_a_change_of_the_denominator_is_marked_where_rates_are_shown() -> None:
    values = {
        date(2022, 12, 1): reported(900, of=1_000),
        JANUARY: reported(900, of=1_200),
    }
    trend = make_trend(date(2022, 12, 1), JANUARY, values)
    sign = only(chart(trend, Terms.RATE), "Denominator changed")
    assert sign["x"] == ["2023-01-15"]
    assert traces(chart(trend), "Denominator changed") == []


def test_a_break_of_the_unit_is_a_line_with_its_date() -> None:
    merger = UnitBreak(date(2023, 3, 1), ChangeKind.MERGE, "NQ 1", [], [TRA_VINH], False)
    layout = chart(make_trend(JANUARY, JUNE, breaks=[merger]))["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == ["2023-03-01"]
    assert layout["annotations"][0]["text"].startswith("01/03/2023: ")


def test_a_break_outside_the_months_is_not_drawn() -> None:
    end = UnitBreak(date(2025, 7, 1), ChangeKind.MERGE, "NQ 1", [TRA_VINH], [], True)
    assert chart(make_trend(JANUARY, JUNE, breaks=[end]))["layout"]["shapes"] == []


def test_a_count_that_starts_anew_in_january_breaks_the_line() -> None:
    values = {DECEMBER_BEFORE: reported(500), JANUARY: reported(40)}
    line = only(chart(make_trend(DECEMBER_BEFORE, JANUARY, values, indicator=NEW)), "Counted since")
    assert line["y"] == [500, None, 40]


def test_names_from_documents_are_no_tags() -> None:
    hostile = promised(
        100, assigner='<a href="https://evil.example">UBND</a>', document_number="<b>1</b> & 2"
    )
    made = chart(make_trend(JANUARY, JUNE, promises=[hostile]))
    written = [
        text for trace in made["data"] for text in (trace["name"], *trace.get("hovertext", []))
    ]
    assert any("&lt;a href=" in text for text in written)
    assert any("&lt;b&gt;1&lt;/b&gt; &amp; 2" in text for text in written)
    assert not any(re.search(r"<(?!br>)", text) for text in written)


def test_every_line_of_a_hover_text_fits_a_phone() -> None:
    long = promised(
        100, assigner="BHXH thị xã Đông Hòa", document_number="", document_title="x " * 90
    )
    made = chart(make_trend(JANUARY, JUNE, promises=[long]))
    lines = [
        line for trace in made["data"] for text in trace["hovertext"] for line in text.split("<br>")
    ]
    assert max(map(len, lines)) <= 46


def test_numbers_have_dots_and_commas_and_no_button_sends_anything() -> None:
    made = chart(tra_vinh())
    assert made["layout"]["separators"] == ",."
    config = made["config"]
    buttons = {button for group in config["modeBarButtons"] for button in group}
    assert buttons == {"zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d"}
    assert (config["plotlyServerURL"], config["topojsonURL"], config["displaylogo"]) == (
        "",
        "",
        False,
    )


def test_the_python_holds_no_colour() -> None:
    made = json.dumps(chart(tra_vinh(), Terms.RATE))
    assert not re.search(r'color|"#[0-9a-fA-F]{3,8}"|rgb', made)


def tokens(theme: str) -> dict[str, str]:
    style = (settings.BASE_DIR / "static/css/chart.css").read_text()
    block = re.search(rf'\[data-bs-theme="{theme}"\] \{{(.*?)\}}', style, re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--chart-([\w-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_role_has_a_colour_that_stands_out_in_both_themes(theme: str) -> None:
    colours = tokens(theme)
    made = chart(tra_vinh(), Terms.RATE)
    roles = {trace["meta"]["role"] for trace in made["data"]}
    assert roles <= colours.keys()
    words = {"ink", "muted", "break"}
    for name in colours.keys() - {"ground", "grid"}:
        wanted = 4.5 if name in words else 3
        assert contrast(colours[name], colours["ground"]) >= wanted, name


def test_the_axis_fits_the_figures_and_the_chosen_assigner_from_the_first_figure_on() -> None:
    """Of another assigner 2.000.000 lie outside, until that one is chosen."""
    far = promised(2_000_000, target_id=2, document_id=2, assigner_id=2, assigner="HĐND tỉnh")
    known = {date(2023, 3, 1): reported(800_000, of=1_000_000), JUNE: reported(821_563, of=1)}
    trend = make_trend(JANUARY, JUNE, known, [promised(966_520), far], {2023: 1_019_562})
    low, high = chart(trend)["layout"]["yaxis"]["range"]
    assert (float(low) < 800_000, 966_520 < float(high) < 1_000_000) == (True, True)
    assert float(chart(trend, assigner_id=2)["layout"]["yaxis"]["range"][1]) > 2_000_000
    assert chart(trend)["layout"]["xaxis"]["range"][0] == "2023-02-19"
