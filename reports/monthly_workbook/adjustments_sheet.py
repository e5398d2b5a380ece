"""The sheet of what was adjusted since the moment the workbook is seen as of: both versions."""

from collections.abc import Iterable

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.models import Absence, Basis, Qualifier
from coverage.notation.periods import write_period
from reports.figures.adjustments import Adjustment, Adjustments, RecordedVersion
from reports.figures.differences import meeting_text
from reports.figures.words import month_state_text
from reports.filters import SeenBy
from reports.monthly_workbook.book import Cell, Column, WrittenSheet, without_zone
from reports.monthly_workbook.looks import (
    HEADING,
    MOMENT_CELL,
    NOTE,
    PEOPLE_CELL,
    PERCENT_CELL,
    TEXT_CELL,
)

HEADING_ROW = 3
FROZEN_COLUMNS = 2


def write_adjustments(
    sheet: WrittenSheet, adjustments: Adjustments, seen_by: SeenBy | None
) -> None:
    sheet.put(0, 0, _("Adjusted since"), HEADING)
    if seen_by is not None:
        sheet.put(1, 0, meeting_text(seen_by), NOTE)
    columns = _columns()
    sheet.start_table(HEADING_ROW, columns)
    row = HEADING_ROW
    for row, cells in enumerate(_rows(adjustments), start=HEADING_ROW + 1):
        sheet.put_row(row, cells, [column.look for column in columns])
    sheet.finish_table(HEADING_ROW, row, len(columns), FROZEN_COLUMNS)


def _columns() -> list[Column]:
    return [
        Column(_("Kind"), 16, TEXT_CELL),
        Column(_("Unit"), 26, TEXT_CELL),
        Column(_("Of what"), 30, TEXT_CELL),
        Column(_("Month or year"), 12, TEXT_CELL),
        Column(_("Seen then: people"), 14, PEOPLE_CELL),
        Column(_("Seen then: %"), 10, PERCENT_CELL),
        Column(_("Seen then: in words"), 22, TEXT_CELL),
        Column(_("Now: people"), 14, PEOPLE_CELL),
        Column(_("Now: %"), 10, PERCENT_CELL),
        Column(_("Now: in words"), 22, TEXT_CELL),
        Column(_("Changed by"), 22, TEXT_CELL),
        Column(_("Changed at"), 17, MOMENT_CELL),
        Column(_("Why reopened or returned"), 40, TEXT_CELL),
    ]


def _rows(adjustments: Adjustments) -> Iterable[list[Cell]]:
    kinds = (
        (_("Figure"), adjustments.figures),
        (_("Target"), adjustments.targets),
        (_("Denominator"), adjustments.denominators),
        (_("Monthly report"), adjustments.months),
    )
    return ([kind, *_cells(each)] for kind, found in kinds for each in found)


def _cells(each: Adjustment) -> list[Cell]:
    now = each.now
    return [
        each.unit.full_name,
        _of_what(each),
        write_period(each.period) if each.period else str(each.year),
        *_said(each.then),
        *_said(now),
        now.recorded_by if now else None,
        without_zone(localtime(now.recorded_at)) if now else None,
        each.reason or None,
    ]


def _of_what(each: Adjustment) -> str | None:
    names = [each.indicator.label if each.indicator else "", each.assigner]
    if each.basis:
        names.append(str(Basis(each.basis).label))
    return ", ".join(name for name in names if name) or None


def _said(said: RecordedVersion | None) -> tuple[Cell, Cell, Cell]:
    if said is None:
        return (None, None, None)
    words = [
        month_state_text(said.state) if said.state else "",
        str(Absence(said.absence).label) if said.absence else "",
        str(Qualifier(said.qualifier).label) if said.qualifier else "",
        said.document,
    ]
    return (said.people, said.rate, ", ".join(word for word in words if word) or None)
