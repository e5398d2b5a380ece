"""The list a dry run shows: one line for each cell that was read or could not be."""

from dataclasses import dataclass

from coverage.workbooks.judging import Verdict
from coverage.workbooks.layout import address
from coverage.workbooks.matching import Candidate


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
