"""Tags that put the comparison of units on a page."""

from django import template

from reports.compared.heat_table import HeatTable

register = template.Library()


@register.inclusion_tag("reports/compared/_heat_legend.html")
def heat_legend(heat: HeatTable) -> dict[str, HeatTable]:
    """Which numbers share a colour, and what the signs mean."""
    return {"heat": heat}
