"""A grid of targets of one document: units down; years of one indicator, or indicators of one
year, across. A fixed number of statements whatever the number of units."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from coverage.denominators import denominators_in_use
from coverage.grid.block import Key
from coverage.lineage import earlier_rows
from coverage.models import AdministrativeUnit, Basis, Indicator, Origin
from targets.allocation import TargetBase
from targets.attainment import Promise
from targets.entry import Key as TargetKey
from targets.models import Document, Target
from targets.register.typed_text import Bare, write_target
from targets.wording import SaysATarget


@dataclass(frozen=True, slots=True)
class TargetColumn:
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
class TargetSheet:
    """`targets` are the current versions, withdrawn ones too; `amended` what the document that
    this one amends says of the same cells; `bases` the denominators in use, by cell."""

    document: Document
    bare: Bare
    columns: list[TargetColumn]
    units: list[AdministrativeUnit]
    targets: dict[Key, Target]
    amended: dict[Key, Target]
    bases: dict[Key, TargetBase]

    @property
    def parts(self) -> list[int]:
        """The units straight below the one that is bound."""
        return [unit.pk for unit in self.units if unit.parent_id == self.document.binds_id]

    def column(self, cell: Key) -> TargetColumn:
        return next(column for column in self.columns if column.pk == cell[1])

    def cell_of(self, key: TargetKey) -> Key | None:
        """Where a target of that key stands, None if in none of the cells."""
        for column in self.columns:
            if key == (self.document.pk, key[1], column.indicator.pk, column.year):
                return (key[1], column.pk)
        return None

    def written(self, cell: Key, target: Target) -> str:
        """As it would be typed there."""
        bare = self.column(cell).bare
        return write_target(target, bare)


def columns_of_years(indicator: Indicator, years: Sequence[int], bare: Bare) -> list[TargetColumn]:
    own = _bare_for(indicator, bare)
    return [TargetColumn(year, indicator, year, str(year), own) for year in years]


def columns_of_indicators(
    indicators: Iterable[Indicator], year: int, bare: Bare
) -> list[TargetColumn]:
    return [
        TargetColumn(each.pk, each, year, each.label, _bare_for(each, bare)) for each in indicators
    ]


def _bare_for(indicator: Indicator, bare: Bare) -> Bare:
    return Bare.PEOPLE if indicator.basis == Basis.NONE else bare


def sheet(document: Document, bare: Bare, columns: list[TargetColumn]) -> TargetSheet:
    """`document` with its `binds`. Five statements, one more where it amends another."""
    targets = _targets(document.pk, columns)
    amended = _targets(document.adjusts_id, columns, in_force=True) if document.adjusts_id else {}
    units = units_of(document, {unit_id for unit_id, _column in targets})
    return TargetSheet(
        document=document,
        bare=bare,
        columns=columns,
        units=units,
        targets=targets,
        amended=amended,
        bases=_bases(document, units, columns),
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
    document_id: int, columns: Sequence[TargetColumn], *, in_force: bool = False
) -> dict[Key, Target]:
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


def _bases(
    document: Document, units: Collection[AdministrativeUnit], columns: Sequence[TargetColumn]
) -> dict[Key, TargetBase]:
    known = bases_in_use(
        [unit.pk for unit in units],
        {column.year for column in columns},
        document.binds_id,
        [unit.pk for unit in units if unit.parent_id == document.binds_id],
    )
    return {
        (unit.pk, column.pk): known[key]
        for unit in units
        for column in columns
        if (key := (unit.pk, column.indicator.basis, column.year)) in known
    }


def bases_in_use(
    unit_ids: Collection[int], years: Collection[int], whole: int, parts: Collection[int]
) -> dict[tuple[int, str, int], TargetBase]:
    """(unit, basis, year) -> the denominator in use; of the `whole`, where it has none of its own,
    the complete sum of those of its `parts` (design section 5, "Rates and targets as people"). Two
    statements."""
    ids = {*unit_ids, *parts} if whole in unit_ids else unit_ids
    known = {
        key: TargetBase(
            found.people,
            found.year,
            found.source or str(Origin(found.origin).label),
            found.is_simulated,
        )
        for key, found in denominators_in_use(earlier_rows(ids), years).items()
    }
    for basis, year in {key[1:] for key in known}:
        of_parts = [known.get((part, basis, year)) for part in parts]
        if found := _summed(of_parts):
            known.setdefault((whole, basis, year), found)
    return known


def _summed(bases: Sequence[TargetBase | None]) -> TargetBase | None:
    """None where one is missing, or there are none."""
    found = [each for each in bases if each is not None]
    if not found or len(found) < len(bases):
        return None
    return TargetBase(
        sum(each.people for each in found),
        min(each.year for each in found),
        "; ".join(dict.fromkeys(each.source for each in found)),
        any(each.is_simulated for each in found),
    )


def promise_of(said: SaysATarget) -> Promise:
    return Promise(said.people, said.percent, said.people_qualifier, said.percent_qualifier)
