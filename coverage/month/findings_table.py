"""The points to check of a month, line by line: what the page lists unit by unit, for its file."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.month.query import UnitMonth
from coverage.tables.columns import Beside, Column
from coverage.tables.table import Table
from coverage.warnings.finding_words import FindingLine


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A unit's points; `blanks` names its blank cells, "" where there is none to fill."""

    month: UnitMonth
    state: str
    points: list[FindingLine]
    blanks: str
    needs_note: bool
    note: str
    is_chosen: bool
    is_missing: bool

    def said(self) -> list[str]:
        """Each point as a line of text."""
        said = [f"{point.sign} {point.word} {point.text}" for point in self.points]
        if self.blanks:
            said.append(f"○ {_('blank')} {self.blanks}")
        return said or [f"✓ {_('nothing to check')}"]


class FindingsTable(Table):
    name = "points"

    unit = Column(
        gettext_lazy("Unit"),
        lambda line: line[0].month.unit.full_name,
        is_heading=True,
        beside=(Beside(lambda line: line[0].state),),
    )
    point = Column(gettext_lazy("Point to check"), lambda line: line[1])
    note = Column(gettext_lazy("Note"), lambda line: line[0].note)
