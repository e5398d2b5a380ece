"""The estimates in the chart: a dotted line from what a month has to what all of it may come to."""

from django.utils.translation import pgettext

from reports.figures.partial_words import estimate_text
from reports.figures.terms import Terms
from reports.trend.chart_traces import Point, Trace, mid_month, points_trace
from reports.trend.months import Trend

ROLE = "partial"
SYMBOL, SIGN_SIZE = "square-open-dot", 11


def estimate_traces(trend: Trend, shown: Terms, assigner_id: int | None) -> list[Trace]:
    """One trace for all; none where nothing is estimated. A rate is of the denominator of the
    whole, so that there is none where that is not known."""
    points: list[Point] = []
    sizes: list[int] = []
    for month in trend.months:
        found = month.held_estimate(assigner_id)
        quantity = found.quantity(shown) if found else None
        if found is None or quantity is None:
            continue
        day = mid_month(month.period)
        points += [
            (day, month.quantity(shown), ""),
            (day, quantity, estimate_text(found)),
            (day, None, ""),
        ]
        sizes += [0, SIGN_SIZE, 0]
    if not points:
        return []
    return [
        points_trace(ROLE, pgettext("legend", "estimate"), points)
        | {
            "mode": "lines+markers",
            "line": {"width": 1.5, "dash": "dot"},
            "marker": {"symbol": SYMBOL, "size": sizes},
        }
    ]
