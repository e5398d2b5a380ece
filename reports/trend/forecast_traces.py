"""The forecast in the chart: a dotted line to December, and the span around it."""

from django.utils.translation import gettext as _

from reports.figures.terms import Terms
from reports.figures.year_end import YearEnd
from reports.trend.chart_traces import Trace, mid_month, points_trace
from reports.trend.forecast_words import end_text

ROLE = "forecast"
# Of one that is not to be trusted.
PALE = {"opacity": 0.4}


def year_end_traces(found: YearEnd, shown: Terms) -> list[Trace]:
    """Nothing where rates are shown and the year has no denominator. Only December is forecast:
    line and span begin at the figure that the forecast starts from, and the sign is at its end. One
    that is not to be trusted is pale, and says so in the legend."""
    start = found.value.people if shown is Terms.PEOPLE else found.value.rate
    low, middle, high = (found.quantity(people, shown) for people in found.ends)
    if start is None or middle is None:
        return []
    since, december = mid_month(found.since), mid_month(found.december)
    corners = [(since, start, ""), (december, low, ""), (december, high, ""), (since, start, "")]
    name = _("Forecast") if found.is_trusted else _("Forecast (not reliable enough)")
    span = points_trace(ROLE, _("Span of the forecast"), corners)
    line = points_trace(ROLE, name, [(since, start, ""), (december, middle, "")])
    end = points_trace(ROLE, name, [(december, middle, end_text(found, shown))])
    unseen = {"mode": "lines", "hoverinfo": "skip"}
    shade = {} if found.is_trusted else PALE
    traces = [
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
    return [trace | shade for trace in traces]
