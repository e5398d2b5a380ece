"""The sheet of what was adjusted since the moment the workbook is seen as of: both versions."""

from collections.abc import Callable
from itertools import chain

from django.utils.translation import gettext as _

from coverage.models import Absence, Basis, Qualifier
from coverage.notation.periods import write_period
from reports.figures.adjustments import Adjustment, Adjustments, RecordedVersion
from reports.figures.differences import meeting_text
from reports.figures.words import month_state_text
from reports.filters import SeenBy
from reports.monthly_workbook.book import Cell, Column, WrittenSheet
from reports.monthly_workbook.looks import (
    HEADING,
    MOMENT_CELL,
    NOTE,
    PEOPLE_CELL,
    PERCENT_CELL,
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
    found = (adjustments.figures, adjustments.targets, adjustments.denominators, adjustments.months)
    sheet.start_table(HEADING_ROW, columns)
    last = sheet.put_lines(HEADING_ROW + 1, columns, chain.from_iterable(found))
    sheet.finish_table(HEADING_ROW, last, len(columns), FROZEN_COLUMNS)


def _columns() -> list[Column[Adjustment]]:
    return [
        Column(_("Kind"), 16, _kind),
        Column(_("Unit"), 26, lambda each: each.unit.full_name),
        Column(_("Of what"), 30, _of_what),
        Column(_("Month or year"), 12, _month_or_year),
        Column(_("Seen then: people"), 14, _then(lambda said: said.people), PEOPLE_CELL),
        Column(_("Seen then: %"), 10, _then(lambda said: said.rate), PERCENT_CELL),
        Column(_("Seen then: in words"), 22, _then(_in_words)),
        Column(_("Now: people"), 14, _now(lambda said: said.people), PEOPLE_CELL),
        Column(_("Now: %"), 10, _now(lambda said: said.rate), PERCENT_CELL),
        Column(_("Now: in words"), 22, _now(_in_words)),
        Column(_("Changed by"), 22, _now(lambda said: said.recorded_by)),
        Column(_("Changed at"), 17, _now(lambda said: said.recorded_at), MOMENT_CELL),
        Column(_("Why reopened or returned"), 40, lambda each: each.reason),
    ]


def _then(cell: Callable[[RecordedVersion], Cell]) -> Callable[[Adjustment], Cell]:
    return lambda each: cell(each.then) if each.then else None


def _now(cell: Callable[[RecordedVersion], Cell]) -> Callable[[Adjustment], Cell]:
    return lambda each: cell(each.now) if each.now else None


def _kind(each: Adjustment) -> str:
    if each.basis:
        return _("Denominator")
    if each.indicator is None:
        return _("Monthly report")
    return _("Figure") if each.period else _("Target")


def _month_or_year(each: Adjustment) -> str:
    return write_period(each.period) if each.period else str(each.year)


def _of_what(each: Adjustment) -> str:
    names = [each.indicator.label if each.indicator else "", each.assigner]
    if each.basis:
        names.append(str(Basis(each.basis).label))
    return ", ".join(name for name in names if name)


def _in_words(said: RecordedVersion) -> str:
    words = [
        month_state_text(said.state) if said.state else "",
        str(Absence(said.absence).label) if said.absence else "",
        str(Qualifier(said.qualifier).label) if said.qualifier else "",
        said.document,
    ]
    return ", ".join(word for word in words if word)
