"""Everything the written report of a unit and month is made from."""

from datetime import date, datetime

from coverage.counting.figures import ReadAs
from coverage.models import AdministrativeUnit
from reports.figures.blocks import blocks_of
from reports.figures.provenance import provenance
from reports.figures.query import overview
from reports.filters import UnitsOf
from reports.models import ReportText
from reports.written_report.facts import Facts
from reports.written_report.own_text import OwnText


def own_texts(
    unit: AdministrativeUnit, period: date, moment: datetime | None = None
) -> dict[str, OwnText]:
    """By section what the office wrote for the month; where it wrote nothing, the last of what it
    wrote for earlier ones. One statement."""
    rows = (
        ReportText.objects.as_seen(moment)
        .filter(unit=unit, period__lte=period)
        .select_related("recorded_by")
        .order_by("section", "-period")
        .distinct("section")
    )
    return {
        row.section: OwnText(
            text=row.text,
            copied_from=None if row.period == period else row.period,
            row=row.pk,
            by=str(row.recorded_by),
            at=row.recorded_at,
        )
        for row in rows
        if row.text or row.period == period
    }


def report_facts(
    unit: AdministrativeUnit,
    period: date,
    read_as: ReadAs,
    made_at: datetime,
    by: UnitsOf = UnitsOf.THEN,
) -> Facts:
    """The same overview that page and workbook show, with who recorded what it rests on.

    A fixed number of statements."""
    found = overview(unit, period, read_as, by)
    rows = [*found.wholes, *(row for rows in found.parts.values() for row in rows)]
    targets = {each.promise.target_id for row in rows for each in row.promised}
    targets |= {promise.target_id for row in rows for _name, promise in row.former_targets}
    targets |= {promise.target_id for flow in found.flows for promise in flow.promises}
    return Facts(
        overview=found,
        blocks=blocks_of(found, None),
        provenance=provenance([unit.pk], targets, period, read_as.moment),
        made_at=made_at,
    )
