"""The sheet of targets: one line a promise, as its document set it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.models import Origin
from reports.figures.standing import Row, Standing
from reports.figures.words import qualifier_text
from reports.monthly_workbook.book import Cell, Column, WrittenSheet, without_zone
from reports.monthly_workbook.content import Content
from reports.monthly_workbook.looks import (
    DATE_CELL,
    HEADING,
    MOMENT_CELL,
    PEOPLE_CELL,
    PERCENT_CELL,
    TEXT_CELL,
    YEAR_CELL,
)

HEADING_ROW = 2
PEOPLE_COLUMN = 6
PERCENT_COLUMN = 7


@dataclass(frozen=True, slots=True)
class TargetRefs:
    """Where a target stands: its people and its per cent, either of which may be blank."""

    people: str
    percent: str


def write_targets(sheet: WrittenSheet, content: Content) -> Mapping[int, TargetRefs]:
    """target -> where its line stands."""
    columns = _columns()
    sheet.put(0, 0, _("Targets in force"), HEADING)
    sheet.start_table(HEADING_ROW, columns)
    looks = [column.look for column in columns]
    places: dict[int, TargetRefs] = {}
    line = HEADING_ROW
    for row in (row for block in content.blocks for row in block.rows):
        for standing in row.standings:
            if standing.is_from_above:
                continue
            line += 1
            sheet.put_row(line, _cells(content, row, standing), looks)
            places[standing.promise.target_id] = TargetRefs(
                sheet.ref(line, PEOPLE_COLUMN), sheet.ref(line, PERCENT_COLUMN)
            )
    sheet.finish_table(HEADING_ROW, line, len(columns), frozen_columns=2)
    return places


def _columns() -> list[Column]:
    return [
        Column(_("Indicator"), 20, TEXT_CELL),
        Column(_("Unit"), 24, TEXT_CELL),
        Column(_("Set by"), 26, TEXT_CELL),
        Column(_("Document"), 34, TEXT_CELL),
        Column(_("In force from"), 12, DATE_CELL),
        Column(_("Year"), 8, YEAR_CELL),
        Column(_("Target, people"), 12, PEOPLE_CELL),
        Column(_("Target, %"), 10, PERCENT_CELL),
        Column(_("Qualifier"), 11, TEXT_CELL),
        Column(_("Origin"), 13, TEXT_CELL),
        Column(_("Version"), 10, YEAR_CELL),
        Column(_("Recorded at"), 16, MOMENT_CELL),
        Column(_("Recorded by"), 22, TEXT_CELL),
        Column(_("Note"), 44, TEXT_CELL),
    ]


def _cells(content: Content, row: Row, standing: Standing) -> list[Cell]:
    promise = standing.promise
    return [
        row.indicator.label,
        row.unit.full_name,
        promise.assigner,
        promise.document,
        promise.effective_on,
        promise.year,
        promise.promise.people,
        promise.promise.percent,
        qualifier_text(promise.qualifier) if promise.qualifier else None,
        str(Origin(promise.origin).label),
        promise.target_id,
        without_zone(localtime(promise.recorded_at)),
        content.provenance.targets.get(promise.target_id),
        promise.note or None,
    ]
