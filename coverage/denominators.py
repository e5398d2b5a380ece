"""Denominators: the only writer of them, and which one is in use.

A restatement is a new version, the old one stays readable.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from coverage.models import AdministrativeUnit, Denominator, Origin, User
from coverage.models.versioned import lock_for_writing

VALUE_FIELDS = ("people", "precision", "origin", "note", "source")

Key = tuple[int, str, int]


@dataclass(frozen=True)
class DenominatorValue:
    """One denominator to write: people of a unit, on a basis, in a year."""

    unit_id: int
    basis: str
    year: int
    people: int
    precision: str
    origin: str
    note: str
    source: str

    @property
    def key(self) -> Key:
        return (self.unit_id, self.basis, self.year)

    def is_said_by(self, version: Denominator) -> bool:
        return all(getattr(version, name) == getattr(self, name) for name in VALUE_FIELDS)


@dataclass(frozen=True, slots=True)
class DenominatorInUse:
    """`year` may be earlier than the one asked for."""

    basis: str
    year: int
    people: int
    origin: str
    source: str
    precision: str
    note: str

    @property
    def is_simulated(self) -> bool:
        return self.origin == Origin.SIMULATED


def denominators_in_use(
    earlier: Mapping[int, Sequence[int]], years: Collection[int], moment: datetime | None = None
) -> dict[Key, DenominatorInUse]:
    """(unit, basis, year) -> the denominator of the year, else the latest before it; of a unit that
    has none, that of the row under which it stood earlier.

    `earlier`: each unit with its earlier rows, latest first (`coverage.lineage.earlier_rows`).
    `moment`: as the rows stood then; None: now. One statement."""
    rows = {pk: [pk, *before] for pk, before in earlier.items()}
    known: dict[int, list[DenominatorInUse]] = {}
    found = (
        Denominator.objects.as_seen(moment)
        .filter(unit__in={row for line in rows.values() for row in line})
        .filter(year__lte=max(years, default=0))
        .order_by("-year")
    )
    for unit_id, *said in found.values_list("unit_id", *DenominatorInUse.__slots__):
        known.setdefault(unit_id, []).append(DenominatorInUse(*said))
    in_use: dict[Key, DenominatorInUse] = {}
    for unit_id, line in rows.items():
        for each in (each for row in line for each in known.get(row, ())):
            for year in years:
                if each.year <= year:
                    in_use.setdefault((unit_id, each.basis, year), each)
    return in_use


def record_denominators(user: User, values: Sequence[DenominatorValue]) -> int:
    """Write the denominators, all or none; returns how many were new or differed."""
    unit_ids = {value.unit_id for value in values}
    with transaction.atomic():
        _wait_for_others_writing(unit_ids)
        rows = Denominator.objects.current().filter(
            unit__in=unit_ids, year__in={value.year for value in values}
        )
        standing = {version_key(row): row for row in rows}
        moment = lock_for_writing(Denominator._meta.db_table)
        changed = [
            value
            for value in values
            if value.key not in standing or not value.is_said_by(standing[value.key])
        ]
        replaced = [standing[value.key].pk for value in changed if value.key in standing]
        Denominator.objects.filter(pk__in=replaced).update(superseded_at=moment)
        Denominator.objects.bulk_create(
            Denominator(
                unit_id=value.unit_id,
                basis=value.basis,
                year=value.year,
                recorded_by=user,
                recorded_at=moment,
                **{name: getattr(value, name) for name in VALUE_FIELDS},
            )
            for value in changed
        )
    return len(changed)


def version_key(version: Denominator) -> Key:
    return (version.unit_id, version.basis, version.year)


def _wait_for_others_writing(unit_ids: Collection[int]) -> None:
    """A denominator not set yet has no row to lock; its unit has."""
    rows = AdministrativeUnit.objects.filter(pk__in=unit_ids).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))
