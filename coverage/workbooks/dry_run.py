"""Everything an import would do, cell by cell, with all that is wrong at once. Writes nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.utils.translation import gettext as _

from coverage.models import Indicator
from coverage.workbooks.book import Sheet
from coverage.workbooks.judging import Verdict
from coverage.workbooks.layout import ColumnKind, Layout, Part
from coverage.workbooks.matching import Candidate
from coverage.workbooks.reading.references import address

# What a run would write: cells of figures, or targets.
Written = TypeVar("Written")


@dataclass(slots=True)
class RunLine:
    """`raw` is the cell's text, `understood` what it means here, `before` what stands there now.

    `choice` names the form field in which a person chooses between the two, "" where none does.
    """

    row: int
    column: int
    raw: str
    verdict: Verdict
    unit: str = ""
    figure: str = ""
    understood: str = ""
    before: str = ""
    reason: str = ""
    suggestion: str = ""
    choice: str = ""

    @property
    def address(self) -> str:
        return address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A row whose unit a person must tell; `likely` are the units that look most like it."""

    row: int
    raw: str
    likely: tuple[Candidate, ...]
    chosen: str = ""

    @property
    def field(self) -> str:
        return f"u-{self.row}"


@dataclass(frozen=True, slots=True)
class ValueChoice:
    """A value that a person must confirm, or confirmed: `meant` is another that may be meant, ""
    for none; `chosen` is KEEP, MEANT, LEAVE or ""."""

    line: RunLine
    field: str
    meant: str
    chosen: str


KEEP, MEANT, LEAVE = "keep", "meant", "leave"
# The field that answers for all values without an answer of their own.
ALL_VALUES = "q-all"


@dataclass(slots=True)
class DryRun(Generic[Written]):
    """`cells` are to be written, all or none; `blank` counts cells the file leaves blank."""

    sheet: Sheet
    layout: Layout
    lines: list[RunLine] = field(default_factory=list)
    choices: list[UnitChoice] = field(default_factory=list)
    cells: list[Written] = field(default_factory=list)
    values: list[ValueChoice] = field(default_factory=list)
    unit_ids: list[int] = field(default_factory=list)  # row by row, as the sheet has them
    left_out: int = 0
    blank: int = 0

    @property
    def units(self) -> int:
        return len(self.unit_ids)

    def of(self, verdict: Verdict) -> list[RunLine]:
        return [line for line in self.lines if line.verdict == verdict]

    def counts(self) -> Counter[Verdict]:
        return Counter(line.verdict for line in self.lines)

    @property
    def can_be_confirmed(self) -> bool:
        return bool(self.cells) and not self.is_held_up

    @property
    def is_held_up(self) -> bool:
        """Something is wrong, or waits for a choice: then nothing at all is written."""
        wrong = {Verdict.ERROR, Verdict.LOCKED, Verdict.CONFLICT, Verdict.ASKED}
        return any(line.verdict in wrong for line in self.lines)


def kind_name(kind: ColumnKind, indicator: Indicator) -> str:
    """The indicator, whether a column holds its people or its rate, and of which year, if told."""
    name = indicator.label
    if kind.part is Part.RATE:
        name = _("%(indicator)s, rate") % {"indicator": name}
    return f"{name}, {kind.year}" if kind.year else name


def remarks(sheet: Sheet, layout: Layout) -> Iterable[RunLine]:
    """What is worth knowing of the sheet as a whole, said once."""
    for column in layout.kinds:
        if column in sheet.hidden_columns:
            reason = _("This column is hidden in the file; it is read all the same.")
            yield RunLine(layout.last_header, column, "", Verdict.WARNING, reason=reason)
    converted = sorted(place for place, cell in sheet.cells.items() if cell.legacy_font)
    if converted:
        row, column = converted[0]
        cell = sheet.cells[row, column]
        reason = _("Cells in an old font (%(font)s), read as Unicode: %(count)s.") % {
            "font": cell.legacy_font,
            "count": len(converted),
        }
        yield RunLine(row, column, cell.text, Verdict.WARNING, reason=reason)
