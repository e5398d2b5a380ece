"""What the monthly workbook says, before any sheet is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coverage.models import AdministrativeUnit
from coverage.notation.periods import months_left
from reports.figures.adjustments import Adjustments
from reports.figures.assigners import Assigners
from reports.figures.blocks import Block
from reports.figures.flows import FlowBlock
from reports.figures.provenance import Provenance
from reports.figures.query import Overview
from reports.figures.standing import Months, Row
from reports.figures.values import Value
from reports.figures.year_of_months import YearOfMonths
from reports.filters import SeenBy
from reports.models import ReportLayout


@dataclass(frozen=True, slots=True)
class Content:
    """`assigners` are those of any block, by kind and by the year meant: a column of attainment
    each. `year`: its months side by side; `flows`: what was counted in each. `adjustments`: since
    the moment it is seen as of, which may be that of a meeting; None where it is seen as now.
    `remarks`: by whom the month was closed, and what is said of how it was asked for."""

    overview: Overview
    blocks: Sequence[Block]
    assigners: Sequence[Assigners]
    provenance: Provenance
    year: YearOfMonths
    layout: ReportLayout
    made_at: datetime
    made_by: str
    flows: Sequence[FlowBlock] = ()
    seen_by: SeenBy | None = None
    adjustments: Adjustments | None = None
    remarks: Sequence[str] = ()

    @property
    def units(self) -> list[AdministrativeUnit]:
        """The units below, those of the table."""
        return [row.unit for row in next(iter(self.overview.parts.values()), ())]

    @property
    def is_over(self) -> bool:
        """Whether the year has no month left."""
        return not months_left(self.overview.months.now)


def values_by_month(row: Row, months: Months) -> dict[date, Value]:
    """The values of a row that the report shows, latest month first."""
    values = {
        months.december: row.december.before,
        months.year_before: row.year.before,
        months.month_before: row.month.before,
        months.now: row.value,
    }
    return dict(sorted(values.items(), reverse=True))
