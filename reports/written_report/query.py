"""Everything the written report of a unit and month is made from."""

from datetime import date, datetime

from coverage.models import AdministrativeUnit
from reports.figures.blocks import blocks_of
from reports.figures.provenance import provenance
from reports.figures.query import overview
from reports.written_report.facts import Facts


def report_facts(
    unit: AdministrativeUnit, period: date, moment: datetime | None, made_at: datetime
) -> Facts:
    """The same overview that page and workbook show, with who recorded what it rests on.

    `moment`: as the rows stood then; None: now. A fixed number of statements."""
    found = overview(unit, period, moment)
    rows = [*found.wholes, *(row for rows in found.parts.values() for row in rows)]
    targets = {standing.promise.target_id for row in rows for standing in row.standings}
    targets |= {promise.target_id for flow in found.flows for promise in flow.promises}
    return Facts(
        overview=found,
        blocks=blocks_of(found, None),
        provenance=provenance([unit.pk], targets, period, moment),
        made_at=made_at,
    )
