"""Tags of the pages that show what stood at a moment beside what stands now."""

from dataclasses import replace

from django import template

from coverage.models import Absence, Basis
from reports.figures.adjustments import RecordedVersion
from reports.figures.differences import Difference, RowsNow, differences
from reports.figures.standing import Row
from reports.figures.words import NOTHING, month_state_text
from reports.filters import Filters
from targets.wording import target_text

register = template.Library()


@register.filter
def said_text(said: RecordedVersion | None) -> str:
    """What a version says; a dash where there was none."""
    if said is None:
        return NOTHING
    if said.state:
        return month_state_text(said.state)
    if said.absence:
        return str(Absence(said.absence).label)
    return target_text(said.people, said.rate, said.qualifier) or NOTHING


@register.filter
def basis_text(basis: str) -> str:
    return str(Basis(basis).label)


@register.filter
def differences_of(rows_now: RowsNow, row: Row) -> list[Difference]:
    """What of a row reads otherwise now; none where the page shows what is now."""
    now = rows_now.get((row.unit.pk, row.indicator.code))
    return differences(row, now) if now is not None else []


@register.filter
def about(filters: Filters, indicator: str) -> str:
    """The query string that asks for the same of another indicator, in no order of a table."""
    return replace(filters, sort=None).about(indicator)
