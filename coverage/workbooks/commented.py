"""The sheet that was read, written anew by us, with what is to be said as comments on its cells.

Nothing of the uploaded file itself is handed back: no formulas, formats, links or macros.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coverage.tables.looks import Look
from coverage.tables.written_book import SheetColumn, WrittenBook, WrittenSheet, holds_exactly
from coverage.workbooks.book import SheetCell
from coverage.workbooks.dry_run import DryRun, RunLine
from coverage.workbooks.judging import Verdict

_FILLS = {
    Verdict.ERROR: "#F8C9C4",
    Verdict.LOCKED: "#F8C9C4",
    Verdict.CONFLICT: "#F8C9C4",
    Verdict.ASKED: "#F8C9C4",
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
    Verdict.ASKED: gettext_lazy("to be confirmed"),
    Verdict.LOCKED: gettext_lazy("month not open"),
    Verdict.ERROR: pgettext_lazy("verdict", "error"),
    Verdict.WARNING: pgettext_lazy("verdict", "warning"),
}
# Worst first: of several lines on one cell the worst gives the colour.
_ORDER = list(_FILLS)
_LONGEST_SHEET_NAME = 31
_FORBIDDEN_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def commented_workbook(run: DryRun) -> bytes:
    """An .xlsx with the sheet and, on a second, the whole list of lines."""
    book = WrittenBook()
    name = run.sheet.name.translate(_FORBIDDEN_IN_A_NAME).strip()[:_LONGEST_SHEET_NAME]
    lists = _("List")
    same = name.lower() == lists.lower() or not name
    _write_sheet(book.add_sheet(_("Sheet") if same else name), run)
    _write_list(book.add_sheet(lists), run.lines)
    return book.as_bytes()


def _write_sheet(sheet: WrittenSheet, run: DryRun) -> None:
    by_place = _by_place(run.lines)
    for (row, column), cell in run.sheet.cells.items():
        if (row, column) not in by_place:
            sheet.put(row - 1, column - 1, _held(cell), Look())
    for (row, column), lines in by_place.items():
        worst = min((line.verdict for line in lines), key=_ORDER.index)
        look = Look(border=True, fill=_FILLS[worst])
        sheet.put(row - 1, column - 1, _held(run.sheet.cells.get((row, column))), look)
        sheet.comment(row - 1, column - 1, "\n".join(_comment(line) for line in lines))


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


def _held(cell: SheetCell | None) -> Decimal | str | None:
    """A number as a number where Excel holds it exactly; everything else as text."""
    if cell is None or cell.number is None or not holds_exactly(cell.number):
        return cell.text if cell else None
    return cell.number


def _write_list(sheet: WrittenSheet, lines: Sequence[RunLine]) -> None:
    columns = _columns()
    sheet.start_table(0, columns)
    last = sheet.put_lines(1, columns, lines)
    sheet.finish_table(0, last, len(columns), frozen_columns=1)


def _columns() -> list[SheetColumn[RunLine]]:
    return [
        SheetColumn(_("Cell"), 8, lambda line: line.address),
        SheetColumn(_("Unit"), 28, lambda line: line.unit),
        SheetColumn(_("Figure"), 26, lambda line: line.figure),
        SheetColumn(_("In the file"), 18, lambda line: line.raw),
        SheetColumn(_("Understood"), 18, lambda line: line.understood),
        SheetColumn(_("Stands now"), 16, lambda line: line.before),
        SheetColumn(_("Verdict"), 18, lambda line: str(_VERDICTS[line.verdict])),
        SheetColumn(_("Reason"), 44, lambda line: line.reason),
        SheetColumn(_("What to do"), 44, lambda line: line.suggestion),
    ]
