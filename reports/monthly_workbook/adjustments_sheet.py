"""The sheet of what was adjusted since the moment the workbook is seen as of: both versions."""

from collections.abc import Callable
from itertools import chain

from django.utils.translation import gettext as _

from coverage.models import Absence, Basis, Precision
from coverage.notation.periods import write_period
from coverage.notation.printed import printed_decimals
from coverage.tables.looks import (
    HEADING,
    MOMENT_CELL,
    NOTE,
    PEOPLE_CELL,
    PERCENT_CELL,
)
from coverage.tables.notations import PERCENT_FORMAT, number_form
from coverage.tables.written_book import Held, SheetColumn, WrittenSheet
from reports.figures.adjustment_words import correction_lines
from reports.figures.adjustments import Adjustment, Adjustments, RecordedVersion
from reports.figures.differences import meeting_text
from reports.filters import SeenBy

HEADING_ROW = 3
FROZEN_COLUMNS = 2


def write_adjustments(
    sheet: WrittenSheet, adjustments: Adjustments, seen_by: SeenBy | None
) -> None:
    sheet.put(0, 0, _("Adjusted since"), HEADING)
    if seen_by is not None:
        sheet.put(1, 0, meeting_text(seen_by), NOTE)
    columns = _columns()
    found = (adjustments.figures, adjustments.targets, adjustments.denominators)
    sheet.start_table(HEADING_ROW, columns)
    last = sheet.put_lines(HEADING_ROW + 1, columns, chain.from_iterable(found))
    sheet.finish_table(HEADING_ROW, last, len(columns), FROZEN_COLUMNS)


def _columns() -> list[SheetColumn[Adjustment]]:
    return [
        SheetColumn(_("Kind"), 16, _kind),
        SheetColumn(_("Unit"), 26, lambda each: each.unit.full_name),
        SheetColumn(_("Of what"), 30, _of_what),
        SheetColumn(_("Month or year"), 12, _month_or_year),
        SheetColumn(_("Seen then: people"), 14, _then(lambda said: said.people), PEOPLE_CELL),
        SheetColumn(
            _("Seen then: %"),
            10,
            _then(lambda said: said.rate),
            PERCENT_CELL,
            form=lambda each: _form_of(each.then),
        ),
        SheetColumn(_("Seen then: in words"), 22, _then(_in_words)),
        SheetColumn(_("Now: people"), 14, _now(lambda said: said.people), PEOPLE_CELL),
        SheetColumn(
            _("Now: %"),
            10,
            _now(lambda said: said.rate),
            PERCENT_CELL,
            form=lambda each: _form_of(each.now),
        ),
        SheetColumn(_("Now: in words"), 22, _now(_in_words)),
        SheetColumn(_("Changed by"), 22, _latest(lambda said: said.recorded_by)),
        SheetColumn(_("Changed at"), 17, _latest(lambda said: said.recorded_at), MOMENT_CELL),
        SheetColumn(
            _("Reason of each correction"), 60, lambda each: "\n".join(correction_lines(each))
        ),
    ]


def _then(cell: Callable[[RecordedVersion], Held]) -> Callable[[Adjustment], Held]:
    return lambda each: cell(each.then) if each.then else None


def _now(cell: Callable[[RecordedVersion], Held]) -> Callable[[Adjustment], Held]:
    return lambda each: cell(each.now) if each.now else None


def _latest(cell: Callable[[RecordedVersion], Held]) -> Callable[[Adjustment], Held]:
    return lambda each: cell(each.latest) if each.latest else None


def _form_of(said: RecordedVersion | None) -> str:
    """With the decimals that were printed."""
    rate = said.rate if said else None
    return PERCENT_FORMAT if rate is None else number_form(printed_decimals(rate))


def _kind(each: Adjustment) -> str:
    if each.basis:
        return _("Denominator")
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
        str(Absence(said.absence).label) if said.absence else "",
        *_in_print(said),
        said.document,
    ]
    return ", ".join(word for word in words if word)


def _in_print(said: RecordedVersion) -> list[str]:
    """The whole as it was printed, where the numbers beside it do not say all of it."""
    exact = said.people_precision == said.rate_precision == Precision.EXACT
    plain = exact and not said.people_qualifier and not said.rate_qualifier
    return [] if plain else [said.in_print.text()]
