"""The sheet that was read, written anew by us, with what is to be said as comments on its cells.

Nothing of the uploaded file itself is handed back: no formulas, formats, links or macros.
"""

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from coverage.workbooks.book import SheetCell
from coverage.workbooks.dry_run import DryRun, RunLine
from coverage.workbooks.judging import Verdict

_FONT = {"font_name": "Times New Roman", "font_size": 11}
_FILLS = {
    Verdict.ERROR: "#F8C9C4",
    Verdict.LOCKED: "#F8C9C4",
    Verdict.CONFLICT: "#F8C9C4",
    Verdict.WARNING: "#FBE7B5",
    Verdict.KEPT: "#FBE7B5",
    Verdict.CHANGED: "#D7EBF5",
}
_VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.NEW: pgettext_lazy("verdict", "new"),
    Verdict.CHANGED: pgettext_lazy("verdict", "changed"),
    Verdict.SAME: pgettext_lazy("verdict", "the same"),
    Verdict.KEPT: pgettext_lazy("verdict", "left as it stands"),
    Verdict.CONFLICT: gettext_lazy("changed by two"),
    Verdict.LOCKED: gettext_lazy("month not open"),
    Verdict.ERROR: pgettext_lazy("verdict", "error"),
    Verdict.WARNING: pgettext_lazy("verdict", "warning"),
}
# Worst first: of several lines on one cell the worst gives the colour.
_ORDER = list(_FILLS)
_LONGEST_SHEET_NAME = 31
_FORBIDDEN_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_MOST_EXACT_DIGITS = 15
_LIST_WIDTHS = (8, 28, 26, 18, 18, 16, 18, 44, 44)


def commented_workbook(run: DryRun) -> bytes:
    """An .xlsx with the sheet and, on a second, the whole list of lines."""
    buffer = BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    name = run.sheet.name.translate(_FORBIDDEN_IN_A_NAME).strip()[:_LONGEST_SHEET_NAME]
    lists = _("List")
    same = name.lower() == lists.lower() or not name
    _write_sheet(workbook, workbook.add_worksheet(_("Sheet") if same else name), run)
    _write_list(workbook, workbook.add_worksheet(lists), run)
    workbook.close()
    return buffer.getvalue()


def _write_sheet(workbook: Workbook, sheet: Worksheet, run: DryRun) -> None:
    plain = workbook.add_format(_FONT)
    coloured = {
        verdict: workbook.add_format(_FONT | {"bg_color": fill, "border": 1})
        for verdict, fill in _FILLS.items()
    }
    by_place = _by_place(run.lines)
    for (row, column), cell in run.sheet.cells.items():
        if (row, column) not in by_place:
            _write_cell(sheet, row, column, cell, plain)
    for (row, column), lines in by_place.items():
        worst = min((line.verdict for line in lines), key=_ORDER.index)
        held = run.sheet.cells.get((row, column))
        _write_cell(sheet, row, column, held, coloured[worst])
        text = "\n".join(_comment(line) for line in lines)
        sheet.write_comment(row - 1, column - 1, text, {"x_scale": 2, "y_scale": 1.5})


def _by_place(lines: list[RunLine]) -> Mapping[tuple[int, int], list[RunLine]]:
    found: dict[tuple[int, int], list[RunLine]] = {}
    for line in lines:
        if line.verdict in _FILLS:
            found.setdefault((line.row, line.column), []).append(line)
    return found


def _comment(line: RunLine) -> str:
    was = _("was: %(before)s") % {"before": line.before} if line.before else ""
    parts = (str(_VERDICTS[line.verdict]), line.understood, was, line.reason, line.suggestion)
    return " – ".join(part for part in parts if part)


def _write_cell(
    sheet: Worksheet, row: int, column: int, cell: SheetCell | None, cell_format: object
) -> None:
    """A number as a number where Excel holds it exactly; everything else as text."""
    if cell is None:
        sheet.write_blank(row - 1, column - 1, None, cell_format)
    elif cell.number is not None and _is_held_exactly(cell.number):
        sheet.write_number(row - 1, column - 1, cell.number, cell_format)
    else:
        sheet.write_string(row - 1, column - 1, cell.text, cell_format)


def _is_held_exactly(number: Decimal) -> bool:
    return len(number.as_tuple().digits) <= _MOST_EXACT_DIGITS and abs(number.adjusted()) < 300


def _write_list(workbook: Workbook, sheet: Worksheet, run: DryRun) -> None:
    head = workbook.add_format(_FONT | {"bold": True, "bg_color": "#DDE6EE", "border": 1})
    plain = workbook.add_format(_FONT | {"text_wrap": True, "valign": "top", "border": 1})
    heads = (
        _("Cell"),
        _("Unit"),
        _("Figure"),
        _("In the file"),
        _("Understood"),
        _("Stands now"),
        _("Verdict"),
        _("Reason"),
        _("What to do"),
    )
    for column, (text, width) in enumerate(zip(heads, _LIST_WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, head)
    for row, line in enumerate(run.lines, start=1):
        for column, text in enumerate(_columns(line)):
            sheet.write_string(row, column, text, plain)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(run.lines), len(heads) - 1)


def _columns(line: RunLine) -> tuple[str, ...]:
    return (
        line.address,
        line.unit,
        line.figure,
        line.raw,
        line.understood,
        line.before,
        str(_VERDICTS[line.verdict]),
        line.reason,
        line.suggestion,
    )
