"""What the report is made from: the overview of a unit and month, and who recorded it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coverage.models import AdministrativeUnit, Indicator
from reports.figures.blocks import Block
from reports.figures.provenance import Provenance, Version
from reports.figures.query import Overview
from reports.figures.standing import Months, Promised, Row


@dataclass(frozen=True, slots=True)
class Facts:
    """`blocks` are those of the monthly workbook: the indicators with the units below them."""

    overview: Overview
    blocks: Sequence[Block]
    provenance: Provenance
    made_at: datetime

    @property
    def unit(self) -> AdministrativeUnit:
        return self.overview.unit

    @property
    def months(self) -> Months:
        return self.overview.months

    @property
    def period(self) -> date:
        return self.overview.months.now

    @property
    def moment(self) -> datetime:
        """As of when the rows were read."""
        return self.overview.moment or self.made_at

    @property
    def parts(self) -> Mapping[str, Sequence[Row]]:
        return self.overview.parts

    def parts_of(self, row: Row) -> Sequence[Row]:
        return self.overview.parts.get(row.indicator.code, ())

    def block_of(self, row: Row) -> Block | None:
        return next((block for block in self.blocks if block.whole is row), None)

    def unit_bound(self, said: Promised) -> AdministrativeUnit:
        """The unit a target was set for: this one or one above it."""
        units = {unit.pk: unit for unit in (*self.overview.ancestors, self.unit)}
        return units.get(said.promise.unit_id, self.unit)

    def recorder_of(self, target_id: int) -> str:
        return self.provenance.targets.get(target_id, "")

    def version_of(self, indicator: Indicator, year: int | None) -> Version | None:
        """The row of the unit's denominator; None where it was added up from parts."""
        if year is None:
            return None
        return self.provenance.denominators.get((self.unit.pk, indicator.basis, year))
