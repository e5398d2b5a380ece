"""The check: every formula of the report beside the number the server had for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from coverage.tables.looks import (
    DIFFERENCE_CELL,
    HEADING,
    NOTE,
    ORDINAL_CELL,
    SHORT_TEXT_CELL,
    WARNING_COLOUR,
    WORD_CELL,
    Look,
)
from coverage.tables.written_book import Formula, SheetColumn, WrittenSheet, copy_of, quoted

HEADING_ROW = 6
COUNT_ROW, DIFFERENT_ROW, VERDICT_ROW = 2, 3, 4
SUMMARY_COLUMN = 3
DIFFERENCE_COLUMN = 6
TOLERANCE = Decimal("0.000001")
SHOWN, KNOWN, DIFFERENCE = "EFG"
COUNT_MARK, DIFFERENT_MARK = "{count}", "{different}"
EXACT_CELL = Look(border=True)

# Its row as Excel counts, and what is compared in it.
NumberedCheck = tuple[int, "Checked"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A formula of the report, to be compared with the server's number."""

    indicator: str
    unit: str
    column: str
    ref: str
    formula: Formula


def write_check(sheet: WrittenSheet, checked: Sequence[Checked]) -> None:
    """One line a formula, and above them how many differ."""
    columns = _columns()
    sheet.put(0, 0, _("Check against the server"), HEADING)
    sheet.put(1, 0, _note(), NOTE)
    sheet.start_table(HEADING_ROW, columns)
    lines = enumerate(checked, start=HEADING_ROW + 2)
    last = sheet.put_lines(HEADING_ROW + 1, columns, lines)
    _write_summary(sheet, len(checked), last)
    sheet.worksheet.conditional_format(
        HEADING_ROW + 1,
        DIFFERENCE_COLUMN + 1,
        max(last, HEADING_ROW + 1),
        DIFFERENCE_COLUMN + 1,
        {
            "type": "cell",
            "criteria": "==",
            "value": quoted(_("DIFFERS")),
            "format": sheet.format(Look(bold=True, colour=WARNING_COLOUR)),
        },
    )
    sheet.finish_table(HEADING_ROW, last, len(columns), frozen_columns=0)


def summary_of(sheet: WrittenSheet, count: int) -> Formula:
    """The check in one sentence, for the foot of the report."""
    compared, different = (sheet.ref(row, SUMMARY_COLUMN) for row in (COUNT_ROW, DIFFERENT_ROW))
    sentence = _("Check against the server: %(count)s cells compared, %(different)s differ.")
    parted = quoted(sentence % {"count": COUNT_MARK, "different": DIFFERENT_MARK})
    text = parted.replace(COUNT_MARK, f'"&{compared}&"').replace(DIFFERENT_MARK, f'"&{different}&"')
    return Formula(f"={text}", sentence % {"count": count, "different": 0})


def _note() -> str:
    return _(
        "Each number of the report as the workbook computes it, beside the one the server had when"
        " the file was made. A figure changed in this file shows here."
    )


def _columns() -> list[SheetColumn[NumberedCheck]]:
    return [
        SheetColumn(_("Cell"), 16, lambda line: line[1].ref.replace("$", ""), SHORT_TEXT_CELL),
        SheetColumn(_("Indicator"), 22, lambda line: line[1].indicator, SHORT_TEXT_CELL),
        SheetColumn(_("Unit"), 28, lambda line: line[1].unit, SHORT_TEXT_CELL),
        SheetColumn(_("Column"), 34, lambda line: line[1].column, SHORT_TEXT_CELL),
        SheetColumn(_("In the workbook"), 22, _shown, EXACT_CELL),
        SheetColumn(_("On the server"), 22, lambda line: line[1].formula.value, EXACT_CELL),
        SheetColumn(_("Difference"), 13, _difference, DIFFERENCE_CELL),
        SheetColumn(_("Result"), 11, _result, WORD_CELL),
    ]


def _shown(line: NumberedCheck) -> Formula:
    return Formula(copy_of(line[1].ref), line[1].formula.value)


def _difference(line: NumberedCheck) -> Formula:
    n, _checked = line
    number = f"ISNUMBER({SHOWN}{n})"
    return Formula(
        f"=IF({number}<>ISNUMBER({KNOWN}{n}),1,"
        f"IF({number},ABS({SHOWN}{n}-{KNOWN}{n}),IF({SHOWN}{n}={KNOWN}{n},0,1)))",
        0,
    )


def _result(line: NumberedCheck) -> Formula:
    n, _checked = line
    same, differs = _("same"), _("DIFFERS")
    text = f"=IF({DIFFERENCE}{n}<{TOLERANCE},{quoted(same)},{quoted(differs)})"
    return Formula(text, same)


def _write_summary(sheet: WrittenSheet, count: int, last: int) -> None:
    first, end = HEADING_ROW + 2, max(last + 1, HEADING_ROW + 2)
    results, known = f"H{first}:H{end}", f"D{first}:D{end}"
    different = sheet.ref(DIFFERENT_ROW, SUMMARY_COLUMN)
    all_same, some_differ = _("EVERYTHING AGREES"), _("SOME CELLS DIFFER")
    lines = [
        (COUNT_ROW, _("Cells compared"), Formula(f"=COUNTA({known})", count)),
        (
            DIFFERENT_ROW,
            _("Cells that differ"),
            Formula(f"=COUNTIF({results},{quoted(_('DIFFERS'))})", 0),
        ),
        (
            VERDICT_ROW,
            _("Verdict"),
            Formula(f"=IF({different}=0,{quoted(all_same)},{quoted(some_differ)})", all_same),
        ),
    ]
    for row, label, formula in lines:
        sheet.put(row, 0, label)
        look = Look(bold=True) if row == VERDICT_ROW else ORDINAL_CELL
        sheet.put(row, SUMMARY_COLUMN, formula, look)
