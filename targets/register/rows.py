"""The grid of targets, cell by cell, as the template prints it. Numbers become text here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit, Basis
from coverage.notation.numbers import write_people
from targets.models import Target
from targets.register.block import Reading
from targets.register.sheet import CellKey, Column, Sheet
from targets.register.typed_text import Bare, write_target
from targets.wording import target_text


@dataclass(frozen=True, slots=True)
class TargetInput:
    """`shown` is the version behind the text, 0 for none; `mark` what state the cell is in;
    `amended` what the document that this one amends says here."""

    key: str
    label: str
    labelled_by: str
    text: str
    saved: str
    shown: int
    mark: str
    error: str
    amended: str
    theirs: Target | None
    theirs_text: str

    @property
    def is_contested(self) -> bool:
        return self.mark == "contested"

    @property
    def is_problem(self) -> bool:
        return bool(self.error) or self.is_contested


@dataclass(frozen=True, slots=True)
class UsedBase:
    """A denominator in use: its name, year and people as a text."""

    text: str
    is_simulated: bool


@dataclass(frozen=True, slots=True)
class TargetRow:
    """`bases` are the denominators in use, put into words; `is_whole` the unit that is bound."""

    unit: AdministrativeUnit
    is_whole: bool
    bases: list[UsedBase]
    cells: list[TargetInput]


def target_rows(sheet: Sheet, reading: Reading) -> list[TargetRow]:
    return [
        TargetRow(
            unit=unit,
            is_whole=unit.pk == sheet.document.binds_id,
            bases=_bases(sheet, unit),
            cells=[_input(sheet, reading, unit, column) for column in sheet.columns],
        )
        for unit in sheet.units
    ]


def _bases(sheet: Sheet, unit: AdministrativeUnit) -> list[UsedBase]:
    """The latest in use of each basis; a year of its own need not have one."""
    latest = {}
    for column in sorted(sheet.columns, key=lambda column: column.year):
        base = sheet.bases.get((unit.pk, column.pk))
        if base is not None:
            name = str(Basis(column.indicator.basis).label)
            text = f"{name} {base.year}: {write_people(base.people)}"
            latest[name] = UsedBase(text, base.is_simulated)
    return list(latest.values())


def _input(sheet: Sheet, reading: Reading, unit: AdministrativeUnit, column: Column) -> TargetInput:
    cell = (unit.pk, column.pk)
    version, kept = sheet.targets.get(cell), reading.kept.get(cell)
    saved = _written(version, column.bare)
    theirs = reading.contested.get(cell)
    return TargetInput(
        key=f"{cell[0]}-{cell[1]}",
        label=f"{unit.full_name}, {column.label}",
        labelled_by=f"u{cell[0]} c{cell[1]}",
        text=saved if kept is None else kept,
        saved=saved,
        shown=_shown(reading, cell, version),
        mark=_mark(reading, cell),
        error=reading.errors.get(cell, ""),
        amended=_in_words(sheet.amended.get(cell)),
        theirs=theirs,
        theirs_text=_in_words(theirs) or str(_("blank")),
    )


def _shown(reading: Reading, cell: CellKey, version: Target | None) -> int:
    if cell in reading.contested:
        theirs = reading.contested[cell]
        return theirs.pk if theirs else 0
    if cell in reading.kept:
        return reading.typed_over.get(cell, 0)
    return version.pk if version else 0


def _mark(reading: Reading, cell: CellKey) -> str:
    if cell in reading.contested:
        return "contested"
    if cell in reading.errors:
        return "invalid"
    return "unsaved" if cell in reading.kept else ""


def _written(target: Target | None, bare: Bare) -> str:
    if target is None:
        return ""
    return write_target(target.people, target.percent, target.qualifier, bare)


def _in_words(target: Target | None) -> str:
    if target is None:
        return ""
    return target_text(target.people, target.percent, target.qualifier)
