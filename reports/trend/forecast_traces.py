"""The forecast in the chart: a dotted line to December, and the span around it."""

from django.utils.translation import gettext as _

from reports.figures.terms import Terms
from reports.trend.chart_traces import Trace, mid_month, points_trace
from reports.trend.forecast import YearEnd
from reports.trend.forecast_words import end_text

ROLE = "forecast"


def year_end_traces(found: YearEnd, shown: Terms) -> list[Trace]:
    """Nothing where rates are shown and the year has no denominator. Only December is forecast:
    line and span begin at the figure that the forecast starts from, and the sign is at its end."""
    start = found.since.quantity(shown)
    low, middle, high = (found.quantity(people, shown) for people in found.ends)
    if start is None or middle is None:
        return []
    since, december = mid_month(found.since.period), mid_month(found.december)
    corners = [(since, start, ""), (december, low, ""), (december, high, ""), (since, start, "")]
    span = points_trace(ROLE, _("Span of the forecast"), corners)
    line = points_trace(ROLE, _("Forecast"), [(since, start, ""), (december, middle, "")])
    end = points_trace(ROLE, _("Forecast"), [(december, middle, end_text(found, shown))])
    unseen = {"mode": "lines", "hoverinfo": "skip"}
    return [
        span | unseen | {"line": {"width": 0}, "fill": "toself"},
        line | unseen | {"line": {"width": 3, "dash": "dot"}, "legendgroup": ROLE},
        end
        | {
            "mode": "markers",
            "marker": {"symbol": "star-open", "size": 11},
            "legendgroup": ROLE,
            "showlegend": False,
        },
    ]
