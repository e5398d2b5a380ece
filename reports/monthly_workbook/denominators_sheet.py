"""The sheet of denominators: one line for each that a rate of the workbook is taken of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit, Basis, Origin, Precision
from coverage.tables.looks import (
    HEADING,
    MOMENT_CELL,
    NOTE,
    PEOPLE_CELL,
    YEAR_CELL,
)
from coverage.tables.written_book import Held, SheetColumn, WrittenSheet
from reports.figures.provenance import Version
from reports.figures.values import RateBase
from reports.monthly_workbook.content import Content

HEADING_ROW = 3
PEOPLE_COLUMN = 3

Key = tuple[int, str, RateBase]


@dataclass(frozen=True, slots=True)
class UsedBase:
    """A denominator that a rate is taken of; `version`: its row, None where it was added up."""

    unit: AdministrativeUnit
    basis: str
    base: RateBase
    version: Version | None


@dataclass
class DenominatorsSheet:
    """Filled as the figures ask for their denominators; each is written once."""

    sheet: WrittenSheet
    content: Content
    columns: Sequence[SheetColumn[UsedBase]] = field(default_factory=lambda: _columns())
    _places: dict[Key, str] = field(default_factory=dict)

    def start(self) -> None:
        self.sheet.put(0, 0, _("Denominators"), HEADING)
        self.sheet.put(1, 0, _denominators_note(), NOTE)
        self.sheet.start_table(HEADING_ROW, self.columns)

    def ref(self, unit: AdministrativeUnit, basis: str, base: RateBase) -> str:
        """Where the people of a denominator stand."""
        key = (unit.pk, basis, base)
        if key not in self._places:
            row = HEADING_ROW + 1 + len(self._places)
            versions = self.content.provenance.denominators
            version = versions.get((unit.pk, basis, base.year)) if base.year else None
            self.sheet.put_line(row, self.columns, UsedBase(unit, basis, base, version))
            self._places[key] = self.sheet.ref(row, PEOPLE_COLUMN)
        return self._places[key]

    def finish(self) -> None:
        last = HEADING_ROW + len(self._places)
        self.sheet.finish_table(HEADING_ROW, last, len(self.columns), frozen_columns=2)


def _denominators_note() -> str:
    return _(
        "The denominator of a total is that of the units counted in it, added up among the"
        " figures. Where a year has none, the latest earlier one stands."
    )


def _columns() -> list[SheetColumn[UsedBase]]:
    return [
        SheetColumn(_("Denominator"), 26, lambda used: str(Basis(used.basis).label)),
        SheetColumn(_("Unit"), 24, lambda used: used.unit.full_name),
        SheetColumn(_("Year"), 8, lambda used: used.base.year, YEAR_CELL),
        SheetColumn(_("People"), 13, lambda used: used.base.people, PEOPLE_CELL),
        SheetColumn(_("Precision"), 13, _precision),
        SheetColumn(_("Origin"), 13, _origin),
        SheetColumn(_("Version"), 10, _recorded(lambda version: version.number), YEAR_CELL),
        SheetColumn(
            _("Recorded at"), 16, _recorded(lambda version: version.recorded_at), MOMENT_CELL
        ),
        SheetColumn(_("Recorded by"), 22, _recorded(lambda version: version.recorded_by)),
        SheetColumn(_("Source"), 50, lambda used: used.base.source),
        SheetColumn(_("Note"), 50, lambda used: used.base.note),
    ]


def _precision(used: UsedBase) -> str | None:
    return str(Precision.ESTIMATE.label) if used.base.estimate else None


def _origin(used: UsedBase) -> str:
    if used.version:
        return str(Origin(used.version.origin).label)
    return str(Origin.SIMULATED.label) if used.base.simulated else _("added up")


def _recorded(cell: Callable[[Version], Held]) -> Callable[[UsedBase], Held]:
    return lambda used: cell(used.version) if used.version else None
