"""Those that went into a unit in its chart, each with a line of its own; and what is reckoned by
shares of them."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coverage.notation.periods import write_period
from reports.figures.measures import measure_text
from reports.figures.notations import quantity_in
from reports.figures.reckoned_words import reckoned_text
from reports.figures.terms import Terms, of_whole
from reports.figures.words import quantity_text
from reports.trend.chart_traces import TARGET_SYMBOLS, Point, Trace, mid_month, points_trace
from reports.trend.months import FormerUnit, Trend


def former_traces(trend: Trend, shown: Terms) -> list[Trace]:
    """Of each a line through its complete months; none where the past is told by the unit."""
    measure = measure_text(trend.indicator, shown)
    return [
        points_trace("actual", each.unit.full_name, _points(each, shown, measure))
        | {
            "mode": "lines+markers",
            "line": {"width": 1.25},
            "marker": {
                "symbol": f"{TARGET_SYMBOLS[index % len(TARGET_SYMBOLS)]}-open",
                "size": 6,
            },
        }
        for index, each in enumerate(trend.former)
    ]


def _points(former: FormerUnit, shown: Terms, measure: str) -> list[Point]:
    points: list[Point] = []
    for period, value in sorted(former.values.items()):
        quantity = of_whole(value, shown)
        text = quantity_in(value, shown).text(quantity)
        said = f"{former.unit.full_name}\n{write_period(period)}: {text} {measure}"
        points.append((mid_month(period), quantity, said))
    return points


def reckoned_traces(trend: Trend, shown: Terms) -> list[Trace]:
    """One trace of hatched signs beside the line; none where nothing is reckoned."""
    points: list[Point] = []
    for month in trend.months:
        if (found := month.value.reckoned) is None:
            continue
        quantity = found.people if shown is Terms.PEOPLE else found.rate
        said = _("%(month)s: %(value)s") % {
            "month": write_period(month.period),
            "value": quantity_text(quantity, shown),
        }
        points.append((mid_month(month.period), quantity, f"{said}\n{reckoned_text(month.value)}"))
    if all(quantity is None for _day, quantity, _text in points):
        return []
    return [
        points_trace("partial", pgettext("legend", "reckoned by shares"), points)
        | {"mode": "markers", "marker": {"symbol": "hash-open", "size": 9}}
    ]
