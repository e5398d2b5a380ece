"""The workbook to fill in: the targets of one document as they stand, in the shape of its grid.

Its cells take what the cells of the grid take, and say all there is to a target.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit, Origin
from coverage.tables.notations import write_moment
from coverage.tables.written_book import holds_exactly
from coverage.workbooks.template import (
    OPEN,
    OPEN_TEXT,
    Template,
    TemplateCell,
    TemplateColumn,
    TemplateRow,
    help_for_all,
    template_workbook,
)
from targets.models import Document, Target
from targets.register.sheet import TargetColumn, TargetSheet
from targets.register.typed_text import Bare, write_target
from targets.target_import.template_mark import DATA_SHEET, Mark, head_of, mark_rows

# A number from zero, or a text, which the server reads as the grid does.
_RULE = "=OR(ISTEXT({cell}),AND(ISNUMBER({cell}),{cell}>=0))"


def template(shown: TargetSheet, made_at: datetime) -> bytes:
    """The .xlsx for the units and columns of a grid."""
    return template_workbook(
        Template(
            sheet=DATA_SHEET,
            title=_title(shown.document),
            hint=_hint(shown.bare),
            columns=[_column(each) for each in shown.columns],
            rows=[_row(shown, unit) for unit in shown.units],
            help=(*_help(shown, made_at), *help_for_all()),
            mark=mark_rows(Mark(shown.document.pk, shown.bare, made_at)),
        )
    )


def _title(document: Document) -> str:
    title = _("Targets of %(document)s – %(unit)s") % {
        "document": document,
        "unit": document.binds.full_name,
    }
    return f"{title} ({Origin.SIMULATED.label})" if document.is_simulated else title


def _column(column: TargetColumn) -> TemplateColumn:
    return TemplateColumn(
        head_of(column.indicator.code, column.year),
        f"{column.indicator.label} {column.year}",
        column.indicator.short_name,
        _RULE,
        _("A number from 0, or such as ≥ 95 %, or 821.563; 80,58 %."),
    )


def _row(shown: TargetSheet, unit: AdministrativeUnit) -> TemplateRow:
    cells = [_cell(shown.targets.get((unit.pk, each.pk)), each.bare) for each in shown.columns]
    return TemplateRow(unit.pk, unit.code, unit.full_name, cells)


def _cell(target: Target | None, counts: Bare) -> TemplateCell:
    """A bare number as a number, so that Excel can add it up; everything else as in the grid."""
    if target is None or (target.people is None and target.percent is None):
        return TemplateCell(None, OPEN_TEXT)
    numbers = (target.percent, target.people)
    bare, other = numbers if counts is Bare.PERCENT else reversed(numbers)
    has_word = target.people_qualifier or target.percent_qualifier
    if bare is not None and other is None and not has_word and holds_exactly(bare):
        return TemplateCell(bare, OPEN if counts is Bare.PEOPLE else OPEN_TEXT)
    return TemplateCell(write_target(target, counts), OPEN_TEXT)


def _hint(bare: Bare) -> str:
    if bare is Bare.PERCENT:
        return _(
            "Fill in the yellow cells: a plain number is per cent, 80,58; people: 821.563 người."
        )
    return _("Fill in the yellow cells: a plain number is people, 821.563; per cent: 80,58 %.")


def _help(shown: TargetSheet, made_at: datetime) -> Sequence[str]:
    return (
        _("Made at %(time)s for %(document)s.")
        % {"time": write_moment(made_at), "document": shown.document},
        _hint(shown.bare),
        _("Both in one cell: 821.563; 80,58 %."),
        _("Before it, where the document says so: ≥ at least, ~ about, > over, <~ nearly."),
        _("0 is a target of zero. A cell left blank changes nothing: what stands stays."),
    )
