"""The monthly workbook of a unit."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.notation.periods import to_slug
from coverage.tables.answer import attachment, file_name
from reports.figures.adjusted import adjusted_since
from reports.figures.blocks import Block, assigners_in, blocks_of
from reports.figures.flows import flow_blocks
from reports.figures.page_heads import remarks
from reports.figures.provenance import Provenance, provenance
from reports.figures.query import Overview, overview
from reports.figures.shown_month import shown_month_of
from reports.figures.year_of_months import year_of_months
from reports.filters import UnitsOf
from reports.layouts import layout_of
from reports.monthly_workbook.content import Content
from reports.monthly_workbook.workbook import monthly_workbook
from reports.page_request import as_asked, asked_filters, asked_unit, signed_in


@as_asked
def monthly_workbook_file(request: HttpRequest, unit_id: int) -> HttpResponse:
    """The month of the unit as .xlsx; the filters of the overview page choose month, assigner and
    the moment as of which it is seen."""
    unit = asked_unit(request, unit_id)
    filters = asked_filters(request, unit)
    period = shown_month_of(unit, filters).period
    by = filters.units or UnitsOf.THEN
    found = overview(unit, period, filters.read_as, by)
    blocks = blocks_of(found, filters.assigner)
    content = Content(
        overview=found,
        blocks=blocks,
        assigners=assigners_in(blocks),
        provenance=_provenance(found, blocks),
        year=year_of_months(found),
        layout=layout_of(unit),
        made_at=timezone.now(),
        made_by=signed_in(request).get_full_name(),
        flows=flow_blocks(unit, period, filters.read_as, by),
        seen_by=filters.meeting,
        adjustments=adjusted_since(unit, filters.as_seen) if filters.as_seen else None,
        remarks=[*(found.closed.lines if found.closed else ()), *remarks(filters, found.switch)],
    )
    seen = localtime(found.moment or content.made_at)
    name = file_name(unit.full_name, _("monthly report"), to_slug(period), moment=seen)
    return attachment(monthly_workbook(content), name)


def _provenance(found: Overview, blocks: list[Block]) -> Provenance:
    rows = [row for block in blocks for row in block.rows]
    unit_ids = {row.unit.pk for row in rows}
    target_ids = {each.promise.target_id for row in rows for each in row.own_promises}
    return provenance(unit_ids, target_ids, found.months.now, found.moment)
