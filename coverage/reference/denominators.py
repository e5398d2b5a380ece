"""Published denominators: how many people a rate is taken of, where a source pins them down."""

from datetime import date

from coverage.denominator_entry import DenominatorValue, record_denominators, version_key
from coverage.models import Basis, Denominator, Origin, Precision
from coverage.reference.accounts import loading_accounts
from coverage.reference.csv_rows import Row
from coverage.reference.fixtures import Fixtures
from coverage.reference.upkeep import Loaded, sort_out, unique

FILE = "published_denominators.csv"
COLUMNS = ("unit_code", "basis", "year", "people", "precision", "note", "source")


def load_denominators(fixtures: Fixtures) -> Loaded:
    """Every published denominator. Raises FixtureError."""
    enterer, _ = loading_accounts()
    found = [(row, _value(row, fixtures)) for row in fixtures.read(FILE, COLUMNS)]
    wanted = unique((value.key, row, value) for row, value in found)
    in_force = Denominator.objects.current().filter(unit__in={key[0] for key in wanted})
    standing = {version_key(row): row for row in in_force.select_related("recorded_by")}
    to_write, loaded = sort_out(
        {value.key: row for row, value in found},
        standing,
        lambda key: wanted[key].is_said_by(standing[key]),
        enterer,
    )
    record_denominators(enterer, [wanted[key] for key in to_write])
    return loaded


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
