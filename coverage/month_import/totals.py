"""A sheet's own total row, held against the sum of the rows above it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from coverage.month_import.cell_values import NotRead, read
from coverage.month_import.judge import Verdict
from coverage.month_import.lines import Line
from coverage.month_import.rows import Cells, UnitRow
from coverage.notation.numbers import write_people
from coverage.workbooks.book import SheetCell
from coverage.workbooks.layout import Layout, Part

# People by column and level of the units; None where a cell of the column was not understood.
Sums = Mapping[int, Mapping[int, int | None]]


def sums_of(
    rows: Iterable[UnitRow], layout: Layout, people: Mapping[tuple[int, int], int | None]
) -> Sums:
    """`people` has what was read, by row and column; None where it could not be."""
    sums: defaultdict[int, defaultdict[int, int | None]] = defaultdict(lambda: defaultdict(int))
    for each in rows:
        for column, figure in layout.figures.items():
            if figure.part is Part.RATE or (each.row, column) not in people:
                continue
            before, said = sums[column][each.unit.level], people[each.row, column]
            sums[column][each.unit.level] = (
                None if before is None or said is None else before + said
            )
    return sums


def judge_totals(totals: list[tuple[int, Cells]], layout: Layout, sums: Sums) -> list[Line]:
    """A warning for each total that is the sum of no level of units; where a figure could not be
    read there is no sum to hold it against."""
    return [
        line
        for row, cells in totals
        for column, by_level in sums.items()
        if (cell := cells.get(column)) is not None and by_level
        if (line := _judged(row, column, cell, layout, by_level)) is not None
    ]


def _judged(
    row: int, column: int, cell: SheetCell, layout: Layout, by_level: Mapping[int, int | None]
) -> Line | None:
    try:
        said = read(cell, Part.PEOPLE, layout.numbers, layout.percents)
    except NotRead as refusal:
        reason = _("The total cannot be read: %(reason)s") % {"reason": refusal.reason}
        return Line(row, column, cell.text, Verdict.WARNING, reason=reason)
    known = [total for total in by_level.values() if total is not None]
    if said.people is None or len(known) < len(by_level) or said.people in known:
        return None
    reason = _("The total says %(total)s, the rows make %(sum)s.") % {
        "total": write_people(said.people),
        "sum": write_people(max(known)),
    }
    return Line(row, column, cell.text, Verdict.WARNING, reason=reason)
