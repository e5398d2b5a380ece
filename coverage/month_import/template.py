"""The workbook to fill in: a month's figures as they stand, with last month's beside them.

Blank, zero and the codes of absences mean in it what they mean on the entry page.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from coverage.month.query import EntryMonth, FigureInForce, UnitMonth
from coverage.month.typed_text import write_cell
from coverage.month_import.template_mark import DATA_SHEET, Mark, mark_rows
from coverage.notation.periods import previous_month, write_period
from coverage.tables.notations import write_moment
from coverage.workbooks.template import (
    BEFORE,
    CLOSED,
    OPEN,
    Template,
    TemplateCell,
    TemplateColumn,
    TemplateRow,
    help_for_all,
    template_workbook,
)

# A whole number from zero, or the code of an absence.
_RULE = (
    '=OR(AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell})),LOWER({cell})="k",LOWER({cell})="kad")'
)


def template(month: EntryMonth, made_at: datetime) -> bytes:
    """The .xlsx for the columns of a month of entry and those of its rows the user may enter."""
    return template_workbook(
        Template(
            sheet=DATA_SHEET,
            title=_("Figures of %(month)s – %(unit)s")
            % {"month": write_period(month.period), "unit": month.unit.full_name},
            hint=_("Fill in the yellow cells: people, k for no data, kad for not applicable."),
            columns=list(_columns(month)),
            rows=[_row(month, row) for row in month.rows if row.may_write],
            help=(*_help(month, made_at), *help_for_all()),
            mark=mark_rows(Mark(month.unit.pk, month.period, made_at)),
        )
    )


def _columns(month: EntryMonth) -> Iterator[TemplateColumn]:
    before = write_period(previous_month(month.period))
    message = _("A whole number from 0; k for no data; kad for not applicable.")
    for each in month.columns:
        yield TemplateColumn(each.code, each.label, each.short_name, _RULE, message)
        yield TemplateColumn("", f"{each.label} {before}")


def _row(month: EntryMonth, row: UnitMonth) -> TemplateRow:
    look, cells = OPEN if row.can_be_written else CLOSED, []
    for indicator in month.columns:
        key = (row.unit.pk, indicator.pk)
        cells.append(TemplateCell(_value(month.figures.get(key)), look))
        cells.append(TemplateCell(_value(month.last_month.get(key)), BEFORE))
    return TemplateRow(row.unit.pk, row.unit.code, row.unit.full_name, cells)


def _value(version: FigureInForce | None) -> int | str | None:
    """Figures of which only a rate is known, and those withdrawn, leave the cell blank."""
    if version is None or version.people is not None:
        return version.people if version else None
    return write_cell(None, version.absence)


def _help(month: EntryMonth, made_at: datetime) -> Sequence[str]:
    return (
        _("Made at %(time)s for %(unit)s, month %(month)s.")
        % {
            "time": write_moment(made_at),
            "unit": month.unit.full_name,
            "month": write_period(month.period),
        },
        _("Write in the yellow cells only; grey cells are last month’s or of a closed month."),
        _("A number of people is whole and not below 0. 0 means nobody takes part."),
        _("k means that there are no data, kad that the indicator does not apply to the unit."),
        _("A cell left blank changes nothing: what stands on the server stays."),
    )
