"""A sheet's own total row, held against the sum of the rows above it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

from django.utils.translation import gettext as _

from coverage.notation.numbers import write_people
from coverage.workbooks.book import SheetCell
from coverage.workbooks.cell_values import NotRead
from coverage.workbooks.dry_run import RunLine
from coverage.workbooks.judging import Verdict
from coverage.workbooks.layout import Layout, Part
from coverage.workbooks.rows import Cells, UnitRow

# People by column and level of the units; None where a cell of the column was not understood.
Sums = Mapping[int, Mapping[int, int | None]]
# The people of a cell in a column, None where it says nothing of them; raises NotRead.
ReadPeople = Callable[[SheetCell, int], int | None]


def sums_of(
    rows: Iterable[UnitRow], layout: Layout, people: Mapping[tuple[int, int], int | None]
) -> Sums:
    """`people` has what was read, by row and column; None where it could not be."""
    sums: defaultdict[int, defaultdict[int, int | None]] = defaultdict(lambda: defaultdict(int))
    for each in rows:
        for column, kind in layout.kinds.items():
            if kind.part is Part.RATE or (each.row, column) not in people:
                continue
            before, said = sums[column][each.unit.level], people[each.row, column]
            sums[column][each.unit.level] = (
                None if before is None or said is None else before + said
            )
    return sums


def judge_totals(
    totals: list[tuple[int, Cells]], sums: Sums, people_in: ReadPeople
) -> list[RunLine]:
    """A warning for each total that is the sum of no level of units; where a figure could not be
    read there is no sum to hold it against."""
    return [
        RunLine(row, column, cell.text, Verdict.WARNING, reason=reason)
        for row, cells in totals
        for column, by_level in sums.items()
        if (cell := cells.get(column)) is not None and by_level
        if (reason := _doubt(cell, column, by_level.values(), people_in))
    ]


def _doubt(
    cell: SheetCell, column: int, sums: Collection[int | None], people_in: ReadPeople
) -> str:
    try:
        total = people_in(cell, column)
    except NotRead as refusal:
        return _("The total cannot be read: %(reason)s") % {"reason": refusal.reason}
    known = [each for each in sums if each is not None]
    if total is None or len(known) < len(sums) or total in known:
        return ""
    return _("The total says %(total)s, the rows make %(sum)s.") % {
        "total": write_people(total),
        "sum": write_people(max(known)),
    }
