"""The sheet of denominators: one line for each that a rate of the workbook is taken of."""

from dataclasses import dataclass, field

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit, Basis, Origin, Precision
from reports.figures.values import Base
from reports.monthly_workbook.book import Cell, Column, WrittenSheet, without_zone
from reports.monthly_workbook.content import Content
from reports.monthly_workbook.looks import (
    HEADING,
    MOMENT_CELL,
    NOTE,
    PEOPLE_CELL,
    TEXT_CELL,
    YEAR_CELL,
)

HEADING_ROW = 3
PEOPLE_COLUMN = 3

Key = tuple[int, str, Base]


@dataclass
class DenominatorsSheet:
    """Filled as the figures ask for their denominators; each is written once."""

    sheet: WrittenSheet
    content: Content
    _places: dict[Key, str] = field(default_factory=dict)

    def start(self) -> None:
        self.sheet.put(0, 0, _("Denominators"), HEADING)
        self.sheet.put(1, 0, _denominators_note(), NOTE)
        self.sheet.start_table(HEADING_ROW, _columns())

    def ref(self, unit: AdministrativeUnit, basis: str, base: Base) -> str:
        """Where the people of a denominator stand."""
        key = (unit.pk, basis, base)
        if key not in self._places:
            line = HEADING_ROW + 1 + len(self._places)
            looks = [column.look for column in _columns()]
            self.sheet.put_row(line, self._cells(unit, basis, base), looks)
            self._places[key] = self.sheet.ref(line, PEOPLE_COLUMN)
        return self._places[key]

    def finish(self) -> None:
        last = HEADING_ROW + len(self._places)
        self.sheet.finish_table(HEADING_ROW, last, len(_columns()), frozen_columns=2)

    def _cells(self, unit: AdministrativeUnit, basis: str, base: Base) -> list[Cell]:
        version = None
        if base.year is not None:
            version = self.content.provenance.denominators.get((unit.pk, basis, base.year))
        return [
            str(Basis(basis).label),
            unit.full_name,
            base.year,
            base.people,
            str(Precision.ESTIMATE.label) if base.estimate else None,
            str(Origin(version.origin).label) if version else _origin(base),
            version.number if version else None,
            without_zone(localtime(version.recorded_at)) if version else None,
            version.recorded_by if version else None,
            base.source or None,
            base.note or None,
        ]


def _denominators_note() -> str:
    return _(
        "The denominator of a total is that of the units counted in it, added up among the"
        " figures. Where a year has none, the latest earlier one stands."
    )


def _origin(base: Base) -> str:
    if base.simulated:
        return str(Origin.SIMULATED.label)
    return _("added up")


def _columns() -> list[Column]:
    return [
        Column(_("Denominator"), 26, TEXT_CELL),
        Column(_("Unit"), 24, TEXT_CELL),
        Column(_("Year"), 8, YEAR_CELL),
        Column(_("People"), 13, PEOPLE_CELL),
        Column(_("Precision"), 13, TEXT_CELL),
        Column(_("Origin"), 13, TEXT_CELL),
        Column(_("Version"), 10, YEAR_CELL),
        Column(_("Recorded at"), 16, MOMENT_CELL),
        Column(_("Recorded by"), 22, TEXT_CELL),
        Column(_("Source"), 50, TEXT_CELL),
        Column(_("Note"), 50, TEXT_CELL),
    ]
