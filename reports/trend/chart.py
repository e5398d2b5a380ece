"""Figures for plotly, as plain dicts: data, layout and config.

Colours are not here: a trace or shape names its role (`meta`, `name`), and the script in the page
gives it the colour of the theme.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from html import escape
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coverage.notation.periods import last_day, write_date
from reports.figures.break_words import counted_from_text
from reports.figures.measures import measure_text
from reports.figures.terms import Terms
from reports.figures.unit_breaks import UnitBreak
from reports.figures.year_end import YearEnd
from reports.trend.chart_traces import (
    Trace,
    actual_traces,
    base_change_traces,
    path_traces,
    target_traces,
)
from reports.trend.estimate_traces import estimate_traces
from reports.trend.forecast_traces import year_end_traces
from reports.trend.former_traces import former_traces, reckoned_traces
from reports.trend.months import Trend
from reports.trend.note_traces import note_traces
from reports.trend.target_lines import TargetLine

# Room at both ends of the axis for signs that stand on its first and last day.
MARGIN = timedelta(days=10)
# Above and below the lines, as a share of their height.
ROOM = Decimal("0.06")


def trend_chart(
    trend: Trend,
    lines: Sequence[TargetLine],
    shown: Terms,
    assigner_id: int | None,
    forecast: YearEnd | None = None,
) -> dict[str, Any]:
    """The months as a line, each assigner's targets as steps, the path to date of one of them, and
    the forecast to the year's end where there is one. The axis fits the figures and that one's
    targets: of others, which may lie far off, what falls within it is seen."""
    of_figures = [
        *path_traces(trend, shown, assigner_id),
        *(year_end_traces(forecast, shown) if forecast else ()),
        *former_traces(trend, shown),
        *actual_traces(trend, shown, assigner_id),
        *reckoned_traces(trend, shown),
        *estimate_traces(trend, shown, assigner_id),
        *note_traces(trend, shown),
        *base_change_traces(trend, shown),
    ]
    chosen = [line for line in lines if line.assigner_id == assigner_id] or lines
    return {
        "data": [*target_traces(lines, shown), *of_figures],
        "layout": _layout(trend, shown, _range([*target_traces(chosen, shown), *of_figures])),
        "config": _config(),
    }


def _range(traces: Sequence[Trace]) -> list[str] | None:
    """From the lowest to the highest number with some room; None where all are one."""
    numbers = [Decimal(number) for trace in traces for number in trace["y"] if number is not None]
    if not numbers or min(numbers) == max(numbers):
        return None
    room = ROOM * (max(numbers) - min(numbers))
    return [f"{min(numbers) - room:f}", f"{max(numbers) + room:f}"]


def _layout(trend: Trend, shown: Terms, fitted: list[str] | None) -> dict[str, Any]:
    breaks = [
        each for each in trend.breaks_shown if trend.first <= each.takes_effect <= _end(trend)
    ]
    return {
        "separators": ",.",
        "hovermode": "closest",
        "hoverdistance": 120,
        "dragmode": False,
        "uirevision": "kept",
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": -0.12,
            "yanchor": "top",
            "itemsizing": "constant",
        },
        "margin": {"l": 10, "r": 14, "t": 48, "b": 10},
        "xaxis": _months_axis(trend),
        "yaxis": {
            "type": "linear",
            "title": {"text": measure_text(trend.indicator, shown)},
            "tickformat": ",d" if shown is Terms.PEOPLE else "",
            "automargin": True,
            **({"range": fitted} if fitted else {}),
        },
        "shapes": [_break_line(each.takes_effect) for each in breaks],
        "annotations": [_break_label(each) for each in breaks],
    }


def _months_axis(trend: Trend) -> dict[str, Any]:
    """A label stands in the middle of its month or year, as the figures do."""
    return {
        "type": "date",
        "range": [(_first(trend) - MARGIN).isoformat(), (_end(trend) + MARGIN).isoformat()],
        "ticklabelmode": "period",
        "automargin": True,
        "tickformatstops": [
            {"dtickrange": [None, "M1"], "value": "%d/%m/%Y"},
            {"dtickrange": ["M1", "M12"], "value": "%m/%Y"},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
    }


def _break_line(day: date) -> dict[str, Any]:
    return {
        "type": "line",
        "name": "break",
        "x0": day.isoformat(),
        "x1": day.isoformat(),
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"width": 1.5, "dash": "dashdot"},
    }


def _break_label(found: UnitBreak) -> dict[str, Any]:
    return {
        "name": "break",
        "x": found.takes_effect.isoformat(),
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
        "text": _break_text(found),
    }


def _break_text(found: UnitBreak) -> str:
    """With the decision under the day, where it is known."""
    said = f"{write_date(found.takes_effect)}{counted_from_text(found)}: {found.text}"
    return f"{said}<br>{escape(found.decision, quote=False)}" if found.decision else said


def _first(trend: Trend) -> date:
    """The first month with a figure."""
    return next((each.period for each in trend.months if each.has_value), trend.first)


def _end(trend: Trend) -> date:
    return last_day((trend.ahead or trend.months)[-1].period)


def _config() -> dict[str, Any]:
    """No button that sends or fetches anything; the names of the others in the page's language. A
    tap of a finger can count as two clicks, which must not leave the ranges that fit."""
    names = {
        "Zoom": _("Zoom"),
        "Pan": _("Pan"),
        "Zoom in": _("Zoom in"),
        "Zoom out": _("Zoom out"),
        "Reset axes": _("Reset axes"),
        "Double-click to zoom back out": _("Double-click to zoom back out"),
    }
    language = get_language() or "vi"
    return {
        "responsive": True,
        "displaylogo": False,
        "doubleClick": "reset",
        "modeBarButtons": [["zoom2d", "pan2d"], ["zoomIn2d", "zoomOut2d", "resetScale2d"]],
        "plotlyServerURL": "",
        "topojsonURL": "",
        "locale": language,
        "locales": {language: {"dictionary": names, "format": {}}},
    }
