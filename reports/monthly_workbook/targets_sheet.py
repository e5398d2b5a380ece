"""The sheet of targets: one line a promise, as its document set it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from coverage.models import Origin
from coverage.notation.printed import printed_decimals
from coverage.tables.looks import (
    DATE_CELL,
    HEADING,
    MOMENT_CELL,
    PEOPLE_CELL,
    PERCENT_CELL,
    YEAR_CELL,
)
from coverage.tables.notations import PERCENT_FORMAT, number_form
from coverage.tables.printed import words_of_the_screen
from coverage.tables.written_book import Held, SheetColumn, WrittenSheet
from reports.figures.provenance import Provenance
from reports.figures.standing import OwnPromise, Row
from reports.monthly_workbook.content import Content
from targets.in_force import PromiseInForce

HEADING_ROW = 2
PEOPLE_COLUMN = 6
PERCENT_COLUMN = 8


@dataclass(frozen=True, slots=True)
class TargetRefs:
    """Where a target stands: its people and its per cent, either of which may be blank."""

    people: str
    percent: str


def write_targets(sheet: WrittenSheet, content: Content) -> Mapping[int, TargetRefs]:
    """target -> where its line stands."""
    columns = _columns(content.provenance)
    sheet.put(0, 0, _("Targets in force"), HEADING)
    sheet.start_table(HEADING_ROW, columns)
    rows = (row for block in content.blocks for row in block.rows)
    lines = [(row, each) for row in rows for each in row.own_promises]
    last = sheet.put_lines(HEADING_ROW + 1, columns, lines)
    sheet.finish_table(HEADING_ROW, last, len(columns), frozen_columns=2)
    return {
        promised.promise.target_id: TargetRefs(
            sheet.ref(at, PEOPLE_COLUMN), sheet.ref(at, PERCENT_COLUMN)
        )
        for at, (_row, promised) in enumerate(lines, start=HEADING_ROW + 1)
    }


def _columns(provenance: Provenance) -> list[SheetColumn[tuple[Row, OwnPromise]]]:
    def of(
        cell: Callable[[PromiseInForce], Held],
    ) -> Callable[[tuple[Row, OwnPromise]], Held]:
        return lambda line: cell(line[1].promise)

    return [
        SheetColumn(_("Indicator"), 20, lambda line: line[0].indicator.label),
        SheetColumn(_("Unit"), 24, lambda line: line[0].unit.full_name),
        SheetColumn(_("Set by"), 26, of(lambda promise: promise.assigner)),
        SheetColumn(_("Document"), 34, of(lambda promise: promise.document)),
        SheetColumn(_("In force from"), 12, of(lambda promise: promise.effective_on), DATE_CELL),
        SheetColumn(_("Year"), 8, of(lambda promise: promise.year), YEAR_CELL),
        SheetColumn(
            _("Target, people"), 12, of(lambda promise: promise.promise.people), PEOPLE_CELL
        ),
        SheetColumn(_("Qualifier"), 11, of(_of_people)),
        SheetColumn(
            _("Target, %"),
            10,
            of(lambda promise: promise.promise.percent),
            PERCENT_CELL,
            form=lambda line: _form_of(line[1].promise.promise.percent),
        ),
        SheetColumn(_("Qualifier of the %"), 11, of(_of_percent)),
        SheetColumn(_("Origin"), 13, of(lambda promise: str(Origin(promise.origin).label))),
        SheetColumn(_("Version"), 10, of(lambda promise: promise.target_id), YEAR_CELL),
        SheetColumn(_("Recorded at"), 16, of(lambda promise: promise.recorded_at), MOMENT_CELL),
        SheetColumn(
            _("Recorded by"), 22, of(lambda promise: provenance.targets.get(promise.target_id))
        ),
        SheetColumn(_("Why it was revised"), 40, of(lambda promise: promise.reason)),
        SheetColumn(_("Note"), 44, of(lambda promise: promise.note)),
    ]


def _form_of(percent: Decimal | None) -> str:
    """With the decimals of the document."""
    return PERCENT_FORMAT if percent is None else number_form(printed_decimals(percent))


def _of_people(promise: PromiseInForce) -> str:
    return words_of_the_screen().of_people.get(promise.promise.people_qualifier, "")


def _of_percent(promise: PromiseInForce) -> str:
    return words_of_the_screen().of_rates.get(promise.promise.percent_qualifier, "")
