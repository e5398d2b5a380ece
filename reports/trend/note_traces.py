"""The sign in the chart at months of which something is said."""

from django.utils.translation import gettext as _

from reports.figures.terms import Terms
from reports.trend.chart_traces import Trace, mid_month, points_trace
from reports.trend.months import Trend, TrendMonth


def note_traces(trend: Trend, shown: Terms) -> list[Trace]:
    """One trace of rings about the signs of the months, which say it; none where nothing is said.
    A sum of only some of the former units is hidden until it is asked for, and has no ring."""
    points = [
        (mid_month(month.period), month.quantity(shown), "")
        for month in trend.months
        if month.notes and month.quantity(shown) is not None and not _is_former(month, shown)
    ]
    if not points:
        return []
    return [
        points_trace("note", _("with a note"), points)
        | {
            "mode": "markers",
            "hoverinfo": "skip",
            "marker": {"symbol": "circle-open", "size": 17},
        }
    ]


def _is_former(month: TrendMonth, shown: Terms) -> bool:
    return month.value.from_predecessors and month.is_partial(shown)
