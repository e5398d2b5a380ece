"""The lines of the report before they are written: each knows where it and its inputs stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reports.figures.blocks import Block
from reports.figures.standing import Months, OwnPromise, Row, Standing
from reports.figures.values import Value
from reports.monthly_workbook.denominators_sheet import DenominatorsSheet
from reports.monthly_workbook.figures_sheet import FigureKey, FigureRefs
from reports.monthly_workbook.targets_sheet import TargetRefs


@dataclass(frozen=True, slots=True)
class Places:
    """Where the data sheets hold what the report is made of; `months`: those it compares."""

    months: Months
    figures: Mapping[FigureKey, FigureRefs]
    targets: Mapping[int, TargetRefs]
    denominators: DenominatorsSheet


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A unit's line. `promised`: what it shows of a target, `standing`: that as far as it is of the
    year. `number`: its place in the list, None for the whole. `at`: its row as Excel
    counts; `parts`: the rows of the block's units; `rank`: None where it has none; `letters`: of
    each column of the report, by its key."""

    row: Row
    block: Block
    promised: OwnPromise | None
    standing: Standing | None
    places: Places
    number: int | None
    at: int
    parts: range
    rank: int | None
    letters: Mapping[str, str]

    def cell(self, key: str) -> str:
        """The line's own cell in a column: "G12"."""
        return f"{self.letters[key]}{self.at}"

    def cells_of_parts(self, key: str) -> str:
        """A column's cells of all units of the block, the same from every line: "G$12:G$20"."""
        letter = self.letters[key]
        return f"{letter}${self.parts.start}:{letter}${self.parts.stop - 1}"

    def figure(self, month: date) -> FigureRefs:
        return self.places.figures[self.row.unit.pk, self.row.indicator.pk, month]

    def target(self, promised: OwnPromise) -> TargetRefs:
        return self.places.targets[promised.promise.target_id]

    @property
    def months(self) -> Months:
        return self.places.months

    @property
    def value(self) -> Value:
        return self.row.value


def lines_of(
    block: Block, first: int, places: Places, letters: Mapping[str, str], between: int = 0
) -> list[ReportLine]:
    """The units' lines, then, after so many others `between`, that of the whole, from row `first`
    as Excel counts."""
    parts = range(first, first + len(block.parts))
    ranks = block.ranks()
    return [
        ReportLine(
            row=row,
            block=block,
            promised=block.shown(row),
            standing=block.headline(row),
            places=places,
            number=offset + 1 if row.is_part else None,
            at=first + offset + (0 if row.is_part else between),
            parts=parts,
            rank=ranks.get(row.unit.pk) if row.is_part else None,
            letters=letters,
        )
        for offset, row in enumerate(block.rows)
    ]
