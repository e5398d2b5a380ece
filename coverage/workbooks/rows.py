"""Which rows of a sheet are units, which are totals, and which a person must explain."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from coverage.workbooks.book import Kind, Sheet, SheetCell
from coverage.workbooks.dry_run import RunLine, UnitChoice
from coverage.workbooks.judging import Verdict
from coverage.workbooks.layout import Layout
from coverage.workbooks.matching import Candidate, Found, Units

LEAVE_OUT = "none"
# Looking for names that look alike takes a while: no more rows than a person would go through.
_MOST_LIKENESSES = 40
_LONGEST_COLUMN_NUMBER = 4

Cells = Mapping[int, SheetCell]
NOTHING = Found()


@dataclass(frozen=True, slots=True)
class UnitRow:
    row: int
    unit: Candidate
    cells: Cells


@dataclass(slots=True)
class Rows:
    """`units` are the rows that are read; `left_out` counts those without figures or left out by
    choice. `lines` say what is wrong with a row, or worth knowing."""

    units: list[UnitRow] = field(default_factory=list)
    totals: list[tuple[int, Cells]] = field(default_factory=list)
    lines: list[RunLine] = field(default_factory=list)
    choices: list[UnitChoice] = field(default_factory=list)
    left_out: int = 0


def read_rows(sheet: Sheet, layout: Layout, units: Units, chosen: Mapping[str, str]) -> Rows:
    """`chosen` has the unit's id, or LEAVE_OUT, by the field of a UnitChoice."""
    rows = Rows()
    for row, cells in _rows_below(sheet, layout):
        _read_row(rows, _Row(row, cells, layout), units, chosen)
    _part_doubles(rows, layout)
    for each in rows.units:
        if each.row in sheet.hidden_rows:
            reason = _("This row is hidden in the file; it is read all the same.")
            rows.lines.append(_line(each, layout, Verdict.WARNING, reason))
    return rows


class _Row:
    """A row with the texts that tell its unit."""

    def __init__(self, row: int, cells: Cells, layout: Layout) -> None:
        self.row, self.cells, self.layout = row, cells, layout
        self.name = self._text(layout.name_column)
        self.code = self._text(layout.code_column)
        self.id = self._text(layout.id_column)
        self.has_figures = any(column in cells for column in layout.kinds)

    def _text(self, column: int | None) -> str:
        cell = self.cells.get(column) if column is not None else None
        return cell.text if cell is not None else ""

    @property
    def raw(self) -> str:
        return " ".join(text for text in (self.code, self.name) if text)

    @property
    def column(self) -> int:
        """Where to point at when the row is the matter."""
        shown = (self.layout.name_column, self.layout.code_column)
        return next((column for column in shown if column is not None), 1)

    def labels(self) -> Iterator[str]:
        """The texts left of the figures: a total is often told in the column of numbers."""
        first = min(self.layout.kinds, default=1)
        for column, cell in self.cells.items():
            if column < first and cell.kind == Kind.TEXT:
                yield cell.text

    def is_column_numbers(self) -> bool:
        """A line under the headings that numbers the columns: A, B, 1, 2 …"""
        return len(self.raw) <= _LONGEST_COLUMN_NUMBER and all(
            len(cell.text) <= _LONGEST_COLUMN_NUMBER for cell in self.cells.values()
        )

    def line(self, verdict: Verdict, reason: str, suggestion: str = "") -> RunLine:
        return RunLine(
            self.row, self.column, self.raw, verdict, reason=reason, suggestion=suggestion
        )


def _rows_below(sheet: Sheet, layout: Layout) -> Iterator[tuple[int, Cells]]:
    rows: defaultdict[int, dict[int, SheetCell]] = defaultdict(dict)
    for (row, column), cell in sheet.cells.items():
        if row > layout.last_header and cell.text:
            rows[row][column] = cell
    return iter(sorted(rows.items()))


def _read_row(rows: Rows, row: _Row, units: Units, chosen: Mapping[str, str]) -> None:
    choice = chosen.get(f"u-{row.row}", "")
    if choice == LEAVE_OUT:
        rows.choices.append(UnitChoice(row.row, row.raw, (), LEAVE_OUT))
        rows.left_out += 1
        return
    if (told := units.with_id(choice)) is not None:
        rows.choices.append(UnitChoice(row.row, row.raw, (told,), choice))
        _take(rows, row, told)
        return
    if any(units.is_total(text) for text in row.labels()):
        rows.totals.append((row.row, row.cells))
        return
    found, contradiction = _found(row, units)
    if contradiction:
        rows.lines.append(row.line(Verdict.ERROR, contradiction))
    elif found.unit is not None:
        _take(rows, row, found.unit)
        if found.is_respelled:
            reason = _("Read as %(unit)s, which is written with other marks.")
            said = reason % {"unit": found.unit.full_name}
            rows.lines.append(row.line(Verdict.WARNING, said))
    elif not row.has_figures or row.is_column_numbers():
        rows.left_out += 1
    else:
        _ask(rows, row, units, found)


def _found(row: _Row, units: Units) -> tuple[Found, str]:
    """The unit; or why it is not one."""
    if row.id:
        told = units.with_id(row.id)
        if told is None or told.code != row.code:
            return NOTHING, _("This row of the template was changed, or its unit has no row here.")
        return Found(told), ""
    by_code = by_name = NOTHING
    if row.code:
        number = row.cells[row.layout.code_column or 0].number
        code = row.code if number is None else f"{number:f}"
        by_code = units.by_code(code, is_number=number is not None)
    if row.name:
        by_name = units.by_name(row.name)
    if by_code.unit and by_name.unit and by_code.unit != by_name.unit:
        return NOTHING, _("The code is that of %(one)s, the name that of %(other)s.") % {
            "one": by_code.unit.full_name,
            "other": by_name.unit.full_name,
        }
    return (by_code if by_code.unit else by_name), ""


def _take(rows: Rows, row: _Row, unit: Candidate) -> None:
    if not unit.is_mine and row.has_figures:
        reason = _("You have no right to enter figures for %(unit)s.") % {"unit": unit.full_name}
        rows.lines.append(
            row.line(Verdict.ERROR, reason, _("Take the row out of the file, or leave it out."))
        )
        rows.choices.append(UnitChoice(row.row, row.raw, ()))
    else:
        rows.units.append(UnitRow(row.row, unit, row.cells))


def _ask(rows: Rows, row: _Row, units: Units, found: Found) -> None:
    likely = found.choices
    if not likely and row.name and len(rows.choices) < _MOST_LIKENESSES:
        likely = tuple(units.like(row.name))
    if not row.raw:
        reason = _("Figures without a unit.")
    elif found.choices:
        reason = _("Several units may be meant, or one of another kind: choose.")
    else:
        reason = _("No unit of this name or code has a row here.")
    suggestion = ", ".join(unit.full_name for unit in likely)
    rows.lines.append(row.line(Verdict.ERROR, reason, suggestion))
    rows.choices.append(UnitChoice(row.row, row.raw, likely))


def _part_doubles(rows: Rows, layout: Layout) -> None:
    """A unit that comes twice is not read at all: nobody knows which row is meant."""
    times = Counter(each.unit.unit_id for each in rows.units)
    doubles = [each for each in rows.units if times[each.unit.unit_id] > 1]
    if not doubles:
        return
    rows.units = [each for each in rows.units if times[each.unit.unit_id] == 1]
    for each in doubles:
        reason = _("%(unit)s stands in this sheet more than once.") % {"unit": each.unit.full_name}
        suggestion = _("Keep one of the rows, or leave one out.")
        rows.lines.append(_line(each, layout, Verdict.ERROR, reason, suggestion))
        if all(choice.row != each.row for choice in rows.choices):
            rows.choices.append(UnitChoice(each.row, each.unit.full_name, (each.unit,)))


def _line(
    row: UnitRow, layout: Layout, verdict: Verdict, reason: str, suggestion: str = ""
) -> RunLine:
    column = layout.name_column or layout.code_column or 1
    raw = row.cells[column].text if column in row.cells else ""
    return RunLine(
        row.row,
        column,
        raw,
        verdict,
        unit=row.unit.full_name,
        reason=reason,
        suggestion=suggestion,
    )
