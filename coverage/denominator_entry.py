"""The only writer of denominators. A restatement is a new version, the old one stays readable."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from coverage.models import AdministrativeUnit, Denominator, User
from coverage.models.versioned import lock_for_writing
from coverage.warnings.affected import by_denominators
from coverage.warnings.settling import settle

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
        if changed:
            settle(by_denominators(_first_years(changed)))
    return len(changed)


def _first_years(values: Sequence[DenominatorValue]) -> dict[int, int]:
    """By unit the first year of which another denominator is in use."""
    years: dict[int, int] = {}
    for value in values:
        years[value.unit_id] = min(value.year, years.get(value.unit_id, value.year))
    return years


def version_key(version: Denominator) -> Key:
    return (version.unit_id, version.basis, version.year)


def _wait_for_others_writing(unit_ids: Collection[int]) -> None:
    """A denominator not set yet has no row to lock; its unit has."""
    rows = AdministrativeUnit.objects.filter(pk__in=unit_ids).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))
