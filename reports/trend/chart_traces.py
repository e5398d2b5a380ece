"""The lines and signs of a chart of months, as plain dicts for plotly.

A number goes in as it is: people as an integer, anything else as the text of its exact decimal, so
that it is rounded only where it is written, by the same functions as in the table. Names and hover
texts are escaped, since plotly reads tags in them.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from textwrap import wrap
from typing import Any

from django.utils.translation import gettext as _

from coverage.notation.periods import last_day, last_december
from reports.figures.measures import measure_name
from reports.figures.terms import Terms
from reports.trend.months import Trend, TrendMonth
from reports.trend.target_lines import Step, TargetLine
from reports.trend.words import (
    base_change_text,
    kind_text,
    month_text,
    path_text,
    reference_text,
    step_text,
)
from targets.attainment import Quantity
from targets.pace import MONTHS

Trace = dict[str, Any]
# A day, the number on it (None breaks the line), and what to say of it, line by line.
Point = tuple[date, Quantity | None, str]

# Colours and signs of assigners, nearest first; with more of them they begin again.
TARGET_SYMBOLS = ("square", "triangle-up", "diamond", "triangle-down", "pentagon", "star")
MIN_WIDTH, MAX_WIDTH = 2, 6
LINE_LENGTH = 46
# A published figure is told from a simulated one by its sign, not by its colour alone. What is not
# of the whole is hollow and stands beside the line.
MARKS = {
    "reported": {"symbol": "circle", "size": 6},
    "published": {"symbol": "diamond", "size": 10},
    "simulated": {"symbol": "circle-open", "size": 6},
    "partial": {"symbol": "square-open", "size": 9},
    "least": {"symbol": "square-open", "size": 9},
    "former": {"symbol": "hexagon-open", "size": 9},
}
BESIDE_THE_LINE = ("partial", "least", "former")


def target_traces(lines: Sequence[TargetLine], shown: Terms) -> list[Trace]:
    """Of each assigner: its steps, and the reference path between its milestones."""
    widths = range(MIN_WIDTH + len(lines) - 1, MIN_WIDTH - 1, -1)
    return [
        trace
        for index, (line, width) in enumerate(zip(lines, widths, strict=True))
        for trace in _targets(index, line, shown, min(width, MAX_WIDTH))
    ]


def _targets(index: int, line: TargetLine, shown: Terms, width: int) -> list[Trace]:
    """`width` of the line: a wider one still shows under a narrower one of the same height."""
    role = f"target-{index % len(TARGET_SYMBOLS) + 1}"
    traces = []
    if line.steps:
        points, sizes = _step_points(line.steps, shown)
        traces.append(
            points_trace(role, _step_name(line), points)
            | {
                "mode": "lines+markers",
                "line": {"width": width},
                "marker": {
                    "symbol": TARGET_SYMBOLS[index % len(TARGET_SYMBOLS)],
                    "size": sizes,
                },
            }
        )
    for number, reference in enumerate(line.references):
        points = [
            (mid_month(date(point.year, 12, 1)), point.quantity, reference_text(point, shown))
            for point in reference
        ]
        name = _("%(assigner)s: reference path between milestones") % {"assigner": line.assigner}
        traces.append(
            points_trace(role, name, points)
            | {
                "mode": "lines+markers",
                "line": {"width": 1.5, "dash": "dash"},
                "marker": {"symbol": "line-ns-open", "size": 6},
                "legendgroup": name,
                "showlegend": number == 0,
            }
        )
    return traces


def _step_name(line: TargetLine) -> str:
    name = _("Target: %(assigner)s") % {"assigner": line.assigner}
    is_simulated = all(step.promise.is_simulated for step in line.steps)
    return f"{name} ({_('simulated')})" if is_simulated else name


def _step_points(steps: Sequence[Step], shown: Terms) -> tuple[list[Point], list[int]]:
    """Each step at its start, in every month and at its end; a sign at both ends.

    Between steps that do not follow one another the line is broken."""
    points: list[Point] = []
    sizes: list[int] = []
    before: Step | None = None
    for step in steps:
        if before is not None and (step.start - before.end).days > 1:
            points.append((before.end, None, ""))
            sizes.append(0)
        within = (max(step.start, mid_month(period)) for period in step.periods)
        days = {step.start, step.end, *within}
        for day in sorted(days):
            points.append((day, step.quoted.quantity, step_text(step, shown)))
            sizes.append(7 if day in (step.start, step.end) else 0)
        before = step
    return points, sizes


def path_traces(trend: Trend, shown: Terms, assigner_id: int | None) -> list[Trace]:
    """From last December's figure to the year's target of one assigner, year after year.

    Of the months ahead only December is named: there the path is the target itself."""
    points: list[Point] = []
    assigner = ""
    year_end = [month for month in trend.ahead if month.period.month == MONTHS]
    for month in (*trend.months, *year_end):
        standing = month.standing_by(assigner_id)
        path = month.path(standing, shown) if standing else None
        if standing is None or path is None:
            continue
        assigner = standing.promise.assigner
        if not points or points[-1][0].year != month.period.year:
            points += _begin_path(month, shown, points)
        points.append((mid_month(month.period), path, path_text(month, path, shown)))
    if not points:
        return []
    name = _("Path to date: %(assigner)s") % {"assigner": assigner}
    return [
        points_trace("path", name, points)
        | {"mode": "lines", "line": {"width": 1.5, "dash": "dot"}}
    ]


def _begin_path(month: TrendMonth, shown: Terms, before: Sequence[Point]) -> list[Point]:
    """A break after the year before and, where the path is known from January, its start."""
    points: list[Point] = [(before[-1][0], None, "")] if before else []
    if month.period.month == 1:
        start, december = month.path_start(shown), last_december(month.period)
        points.append(
            (mid_month(december), start, path_text(month, start, shown, last_day(december)))
        )
    return points


def actual_traces(trend: Trend, shown: Terms, assigner_id: int | None) -> list[Trace]:
    """One line through the complete months, and a sign for each month by where it comes from."""
    line: list[Point] = []
    signs: dict[str, list[Point]] = {kind: [] for kind in MARKS}
    for month in trend.months:
        day, quantity = mid_month(month.period), month.quantity(shown)
        if trend.is_flow and month.period.month == 1 and line:
            line.append((month.period, None, ""))  # a count starts anew in January
        line.append((day, None if month.is_partial(shown) else quantity, ""))
        if quantity is not None:
            text = "\n".join(month_text(trend, month, assigner_id))
            signs[_kind(month, shown)].append((day, quantity, text))
    name = measure_name(trend.indicator, shown)
    traces = [
        points_trace("actual", name, line)
        | {"mode": "lines", "line": {"width": 2.5}, "hoverinfo": "skip"}
    ]
    return traces + [_signs(kind, points, shown) for kind, points in signs.items() if points]


def _signs(kind: str, points: Sequence[Point], shown: Terms) -> Trace:
    """People of only some of the former units are of another scale: shown when asked for."""
    role = "partial" if kind in BESIDE_THE_LINE else "actual"
    is_hidden = kind == "former" and shown is Terms.PEOPLE
    return points_trace(role, kind_text(kind), points) | {
        "mode": "markers",
        "marker": MARKS[kind],
        "visible": "legendonly" if is_hidden else True,
    }


def _kind(month: TrendMonth, shown: Terms) -> str:
    if month.value.lacking:
        return "least"
    if month.is_partial(shown):
        return "former" if month.value.from_predecessors else "partial"
    if month.value.simulated:
        return "simulated"
    return "published" if month.value.is_published else "reported"


def base_change_traces(trend: Trend, shown: Terms) -> list[Trace]:
    """A sign on the line where rates begin to be taken of another denominator."""
    rates = {month.period: month.value.rate for month in trend.months}
    points: list[Point] = [
        (mid_month(change.period), rates[change.period], base_change_text(change))
        for change in trend.base_changes()
    ]
    if not points or shown is not Terms.RATE:
        return []
    trace = points_trace("break", _("Denominator changed"), points)
    return [trace | {"mode": "markers", "marker": {"symbol": "line-ns-open", "size": 18}}]


def mid_month(period: date) -> date:
    """A month's figure stands in the middle of the month, where the axis has its label."""
    return period.replace(day=15)


def points_trace(role: str, name: str, points: Iterable[Point]) -> Trace:
    points = list(points)
    return {
        "type": "scatter",
        "meta": {"role": role},
        "name": escape(name, quote=False),
        "x": [day.isoformat() for day, _quantity, _text in points],
        "y": [_plain(quantity) for _day, quantity, _text in points],
        "hovertext": [_lines(text) for _day, _quantity, text in points],
        "hoverinfo": "text",
        "connectgaps": False,
    }


def _lines(text: str) -> str:
    """Lines short enough for a phone."""
    lines = [part for line in text.splitlines() for part in wrap(line, LINE_LENGTH)]
    return "<br>".join(escape(line, quote=False) for line in lines)


def _plain(quantity: Quantity | None) -> int | str | None:
    """An integer as it is, a decimal as its exact text; both are numbers to plotly."""
    if quantity is None or isinstance(quantity, int):
        return quantity
    return f"{quantity:f}"
