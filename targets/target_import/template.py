"""The workbook to fill in: the targets of one document as they stand, in the shape of its grid.

Its cells take what the cells of the grid take, and say all there is to a target. It carries a mark
and the moment it was made, so that what somebody set meanwhile is not overwritten.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from coverage.models import Origin
from coverage.workbooks.layout import address
from coverage.workbooks.template_mark import FIRST_FIGURE, HEADER_ROW, NAME
from coverage.workbooks.template_sheet import (
    Formats,
    arrange,
    formats_of,
    write_help,
    write_mark,
    write_unit,
    write_unit_heads,
)
from targets.models import Target
from targets.register.sheet import Column, Sheet
from targets.register.typed_text import Bare, write_target
from targets.target_import.template_mark import DATA_SHEET, Mark, head_of, mark_rows

# Beyond this many digits Excel would not hold a number as it is.
_MOST_DIGITS = 15


def template(shown: Sheet, made_at: datetime) -> bytes:
    """The .xlsx for the units and columns of a grid."""
    buffer = BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    formats = formats_of(workbook)
    _write_data(workbook.add_worksheet(DATA_SHEET), shown, formats)
    write_help(workbook, _help(shown, made_at), formats)
    write_mark(workbook, mark_rows(Mark(shown.document.pk, shown.bare, made_at)))
    workbook.close()
    return buffer.getvalue()


def _write_data(sheet: Worksheet, shown: Sheet, formats: Formats) -> None:
    title = _("Targets of %(document)s – %(unit)s") % {
        "document": shown.document,
        "unit": shown.document.binds.full_name,
    }
    if shown.document.is_simulated:
        title = f"{title} ({Origin.SIMULATED.label})"
    sheet.write_string(0, NAME - 1, title, formats.title)
    sheet.write_string(1, NAME - 1, _hint(shown.bare), formats.hidden)
    write_unit_heads(sheet, formats)
    for index, column in enumerate(shown.columns):
        at = FIRST_FIGURE - 1 + index
        head = head_of(column.indicator.code, column.year)
        sheet.write_string(HEADER_ROW - 2, at, head, formats.hidden)
        label = f"{column.indicator.label} {column.year}"
        sheet.write_string(HEADER_ROW - 1, at, label, formats.head)
    last = HEADER_ROW + len(shown.units) - 1
    for line, unit in enumerate(shown.units, start=HEADER_ROW):
        write_unit(sheet, line, (unit.pk, unit.code, unit.full_name), formats)
        for at, column in enumerate(shown.columns, start=FIRST_FIGURE - 1):
            _write_target(
                sheet, (line, at), shown.targets.get((unit.pk, column.pk)), column, formats
            )
    for at, column in enumerate(shown.columns, start=FIRST_FIGURE - 1):
        sheet.data_validation(HEADER_ROW, at, last, at, _rule(at, column))
    arrange(sheet, len(shown.columns))


def _write_target(
    sheet: Worksheet,
    place: tuple[int, int],
    target: Target | None,
    column: Column,
    formats: Formats,
) -> None:
    """A bare number as a number, so that Excel can add it up; everything else as in the grid."""
    people, percent = (target.people, target.percent) if target else (None, None)
    bare = percent if column.bare is Bare.PERCENT else people
    other = people if column.bare is Bare.PERCENT else percent
    if target is None or (people is None and percent is None):
        sheet.write_blank(*place, None, formats.open_text)
    elif bare is not None and other is None and not target.qualifier and _is_held_exactly(bare):
        is_people = column.bare is Bare.PEOPLE
        sheet.write_number(*place, bare, formats.open if is_people else formats.open_text)
    else:
        text = write_target(people, percent, target.qualifier, column.bare)
        sheet.write_string(*place, text, formats.open_text)


def _is_held_exactly(number: int | Decimal) -> bool:
    return len(Decimal(number).as_tuple().digits) <= _MOST_DIGITS


def _rule(at: int, column: Column) -> dict[str, object]:
    """A number from zero, or a text, which the server reads as the grid does."""
    cell = address(HEADER_ROW + 1, at + 1)
    return {
        "validate": "custom",
        "value": f"=OR(ISTEXT({cell}),AND(ISNUMBER({cell}),{cell}>=0))",
        "error_title": column.indicator.short_name[:32],
        "error_message": _("A number from 0, or such as ≥ 95 %, or 821.563; 80,58 %."),
    }


def _hint(bare: Bare) -> str:
    if bare is Bare.PERCENT:
        return _(
            "Fill in the yellow cells: a plain number is per cent, 80,58; people: 821.563 người."
        )
    return _("Fill in the yellow cells: a plain number is people, 821.563; per cent: 80,58 %.")


def _help(shown: Sheet, made_at: datetime) -> Sequence[str]:
    return (
        _("Made at %(time)s for %(document)s.")
        % {"time": f"{localtime(made_at):%H:%M %d/%m/%Y}", "document": shown.document},
        _hint(shown.bare),
        _("Both in one cell: 821.563; 80,58 %."),
        _("Before it, where the document says so: ≥ at least, ~ about, > over, <~ nearly."),
        _("0 is a target of zero. A cell left blank changes nothing: what stands stays."),
        _("Do not add or move rows and columns; do not rename the sheets."),
        _("Then upload the file on the page it came from. Nothing is written before you confirm."),
    )
