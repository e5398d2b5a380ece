"""Published denominators: how many people a rate is taken of, where a source pins them down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from coverage.entry import lock_for_writing
from coverage.loading import loading_accounts
from coverage.models import Basis, Denominator, Origin, Precision, User
from coverage.reference.csv_rows import Row
from coverage.reference.fixtures import Fixtures
from coverage.reference.upkeep import Loaded, sort_out, unique

FILE = "published_denominators.csv"
COLUMNS = ("unit_code", "basis", "year", "people", "precision", "note", "source")
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
    with transaction.atomic():
        moment = lock_for_writing(Denominator._meta.db_table)
        rows = Denominator.objects.current().filter(
            unit__in={value.unit_id for value in values}, year__in={v.year for v in values}
        )
        standing = {_key(row): row for row in rows.select_for_update()}
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


def load_denominators(fixtures: Fixtures) -> Loaded:
    """Every published denominator. Raises FixtureError."""
    enterer, _ = loading_accounts()
    found = [(row, _value(row, fixtures)) for row in fixtures.read(FILE, COLUMNS)]
    wanted = unique((value.key, row, value) for row, value in found)
    in_force = Denominator.objects.current().filter(unit__in={key[0] for key in wanted})
    standing = {_key(row): row for row in in_force.select_related("recorded_by")}
    to_write, loaded = sort_out(
        {value.key: row for row, value in found},
        standing,
        lambda key: wanted[key].is_said_by(standing[key]),
        enterer,
    )
    record_denominators(enterer, [wanted[key] for key in to_write])
    return loaded


def _key(version: Denominator) -> Key:
    return (version.unit_id, version.basis, version.year)


def _value(row: Row, fixtures: Fixtures) -> DenominatorValue:
    """The code is that of the unit on 1 January of the year."""
    year = row.year("year")
    return DenominatorValue(
        unit_id=fixtures.unit_id(row, "unit_code", date(year, 1, 1)),
        basis=row.choice("basis", set(Basis.values) - {Basis.NONE}),
        year=year,
        people=row.number("people"),
        precision=row.choice("precision", Precision.values),
        origin=Origin.PUBLISHED,
        note=row.optional("note"),
        source=row.text("source"),
    )
