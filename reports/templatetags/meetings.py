"""Tags of the pages that show what stood at a moment beside what stands now."""

from dataclasses import replace

from django import template

from reports.figures.differences import Difference, RowsNow, differences
from reports.figures.standing import Row
from reports.filters import Filters

register = template.Library()


@register.filter
def differences_of(rows_now: RowsNow, row: Row) -> list[Difference]:
    """What of a row reads otherwise now; none where the page shows what is now."""
    now = rows_now.get((row.unit.pk, row.indicator.code))
    return differences(row, now) if now is not None else []


@register.filter
def about(filters: Filters, indicator: str) -> str:
    """The query string that asks for the same of another indicator, in no order of a table."""
    return replace(filters, sort=None).about(indicator)
