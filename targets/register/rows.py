"""The grid of targets, row by row, as the template prints it. Numbers become text here."""

from dataclasses import dataclass

from coverage.grid.cells import GridCell, grid_cell
from coverage.models import AdministrativeUnit, Basis
from coverage.notation.numbers import write_people
from targets.models import Target
from targets.register.block import TargetReading
from targets.register.sheet import TargetColumn, TargetSheet
from targets.wording import target_text


@dataclass(frozen=True, slots=True)
class UsedBase:
    """A denominator in use: its name, year and people as a text."""

    text: str
    is_simulated: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    """`bases` are the denominators in use, put into words; `is_whole` the unit that is bound.
    Beside a cell stands what the document that this one amends says there."""

    unit: AdministrativeUnit
    is_whole: bool
    bases: list[UsedBase]
    cells: list[GridCell[Target, str]]


def target_rows(sheet: TargetSheet, reading: TargetReading) -> list[TargetRow]:
    return [
        TargetRow(
            unit=unit,
            is_whole=unit.pk == sheet.document.binds_id,
            bases=_bases(sheet, unit),
            cells=[_cell(sheet, reading, unit, column) for column in sheet.columns],
        )
        for unit in sheet.units
    ]


def _bases(sheet: TargetSheet, unit: AdministrativeUnit) -> list[UsedBase]:
    """The latest in use of each basis; a year of its own need not have one."""
    latest = {}
    for column in sorted(sheet.columns, key=lambda column: column.year):
        base = sheet.bases.get((unit.pk, column.pk))
        if base is not None:
            name = str(Basis(column.indicator.basis).label)
            text = f"{name} {base.year}: {write_people(base.people)}"
            latest[name] = UsedBase(text, base.is_simulated)
    return list(latest.values())


def _cell(
    sheet: TargetSheet, reading: TargetReading, unit: AdministrativeUnit, column: TargetColumn
) -> GridCell[Target, str]:
    key = (unit.pk, column.pk)
    target, amended = sheet.targets.get(key), sheet.amended.get(key)
    return grid_cell(
        reading,
        key,
        label=f"{unit.full_name}, {column.label}",
        labelled_by=f"u{unit.pk} c{column.pk}",
        saved=sheet.written(key, target) if target else "",
        in_force=target.pk if target else 0,
        beside=_in_words(amended) if amended else "",
        in_words=_in_words,
    )


def _in_words(target: Target) -> str:
    return target_text(target)
