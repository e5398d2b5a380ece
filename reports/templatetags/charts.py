"""What a page with a chart needs: its head, and the words for what the chart shows."""

from django import template

from reports.plotly_static import map_style_id
from reports.trend.words import break_text

register = template.Library()

register.filter("break_text", break_text)


@register.inclusion_tag("reports/trend/_chart_head.html")
def chart_head() -> dict[str, str]:
    return {"map_style_id": map_style_id()}
