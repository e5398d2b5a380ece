"""A grid of targets of one document: units down; years of one indicator, or indicators of one
year, across. A fixed number of statements whatever the number of units."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from coverage.models import AdministrativeUnit, Basis, Denominator, Indicator, Origin
from targets.allocation import Base
from targets.attainment import Promise
from targets.models import Document, Target
from targets.register.typed_text import Bare

# Unit, and what tells the column from the others: its year or its indicator.
CellKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Column:
    """`pk` tells it from the others: the year, or the indicator's id."""

    pk: int
    indicator: Indicator
    year: int
    label: str
    bare: Bare

    @property
    def has_rate(self) -> bool:
        return self.indicator.basis != Basis.NONE

    @property
    def reads(self) -> str:
        """For the script: what a number without a sign is, or that there is no per cent."""
        return self.bare.value if self.has_rate else "count"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`targets` are the current versions, withdrawn ones too; `amended` what the document that
    this one amends says of the same cells; `bases` the denominators in use, by cell."""

    document: Document
    bare: Bare
    columns: list[Column]
    units: list[AdministrativeUnit]
    targets: dict[CellKey, Target]
    amended: dict[CellKey, Target]
    bases: dict[CellKey, Base]


def columns_of_years(indicator: Indicator, years: Sequence[int], bare: Bare) -> list[Column]:
    own = _bare_for(indicator, bare)
    return [Column(year, indicator, year, str(year), own) for year in years]


def columns_of_indicators(indicators: Iterable[Indicator], year: int, bare: Bare) -> list[Column]:
    return [Column(each.pk, each, year, each.label, _bare_for(each, bare)) for each in indicators]


def _bare_for(indicator: Indicator, bare: Bare) -> Bare:
    return Bare.PEOPLE if indicator.basis == Basis.NONE else bare


def sheet(document: Document, bare: Bare, columns: list[Column]) -> Sheet:
    """`document` with its `binds`. Five statements, one more where it amends another."""
    targets = _targets(document.pk, columns)
    amended = _targets(document.adjusts_id, columns, in_force=True) if document.adjusts_id else {}
    units = units_of(document, {unit_id for unit_id, _column in targets})
    return Sheet(
        document=document,
        bare=bare,
        columns=columns,
        units=units,
        targets=targets,
        amended=amended,
        bases=_bases(units, columns),
    )


def units_of(document: Document, more: Collection[int] = ()) -> list[AdministrativeUnit]:
    """The unit the document binds, then those straight below it that existed on the day it took
    effect, and any `more`. One statement.

    A promise is made to the units of its own day: the 2030 target of a district stays that of the
    district, whatever became of it before.
    """
    day = document.effective_on
    there = Q(parent=document.binds_id, valid_from__lte=day) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )
    rows = AdministrativeUnit.objects.filter(there | Q(pk=document.binds_id) | Q(pk__in=more))
    return list(rows.order_by("level", "sort_key", "valid_from"))


def _targets(
    document_id: int, columns: Sequence[Column], *, in_force: bool = False
) -> dict[CellKey, Target]:
    """`in_force`: without those that were withdrawn."""
    by_cell = {(column.indicator.pk, column.year): column.pk for column in columns}
    rows = Target.objects.current().filter(
        document=document_id,
        indicator__in={indicator for indicator, _year in by_cell},
        year__in={year for _indicator, year in by_cell},
    )
    if in_force:
        rows = rows.filter(is_withdrawn=False)
    return {(row.unit_id, by_cell[row.indicator_id, row.year]): row for row in rows}


def _bases(units: Collection[AdministrativeUnit], columns: Sequence[Column]) -> dict[CellKey, Base]:
    known = known_bases(units, max((column.year for column in columns), default=0))
    found = {}
    for unit in units:
        for column in columns:
            base = base_for(known, unit.pk, column.indicator.basis, column.year)
            if base is not None:
                found[unit.pk, column.pk] = base
    return found


KnownBases = dict[tuple[int, str], list[Base]]


def known_bases(units: Iterable[AdministrativeUnit | int], year: int) -> KnownBases:
    """(unit, basis) -> its denominators up to the year, the latest first. One statement."""
    rows = (
        Denominator.objects.current()
        .filter(unit__in=units, year__lte=year)
        .order_by("-year")
        .values_list("unit_id", "basis", "people", "year", "source", "origin")
    )
    known: KnownBases = {}
    for unit_id, basis, people, of_year, source, origin in rows:
        simulated = origin == Origin.SIMULATED
        base = Base(people, of_year, source or str(Origin(origin).label), simulated)
        known.setdefault((unit_id, basis), []).append(base)
    return known


def base_for(known: KnownBases, unit_id: int, basis: str, year: int) -> Base | None:
    """The denominator in use: of the year, else the latest before it."""
    return next((base for base in known.get((unit_id, basis), ()) if base.year <= year), None)


def promise_of(target: Target) -> Promise:
    return Promise(target.people, target.percent)
