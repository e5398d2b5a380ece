"""What is measured, and of how many people it is a share."""

from coverage.models import Basis, Counted, Indicator, IndicatorVersion, Measure
from coverage.reference.accounts import loading_accounts
from coverage.reference.csv_rows import Row
from coverage.reference.fixtures import Fixtures, indicator_ids, looked_up
from coverage.reference.upkeep import Kept, Loaded, Wanted, bring_up_to_date, unique

FILE = "indicators.csv"
COLUMNS = (
    "code",
    "name",
    "name_en",
    "short_name",
    "measure",
    "counted",
    "basis",
    "part_of",
    "sums_its_parts",
    "order",
    "definition",
    "source",
)
INDICATORS = Kept(
    Indicator,
    IndicatorVersion,
    ("code", "measure", "counted", "basis", "part_of_id", "sums_its_parts"),
    "what it is made of is fixed: what is counted otherwise is another indicator",
)


def load_indicators(fixtures: Fixtures) -> Loaded:
    """Wholes first, then their parts. Raises FixtureError."""
    enterer, _ = loading_accounts()
    rows = fixtures.read(FILE, COLUMNS)
    unique((row.number("order"), row, row) for row in rows)
    loaded = Loaded()
    for is_part in (False, True):
        ids = indicator_ids()
        wanted = [
            Wanted(row, row.text("code"), _indicator(row, ids))
            for row in rows
            if bool(row.optional("part_of")) == is_part
        ]
        loaded += bring_up_to_date(INDICATORS, wanted, ids, enterer)
    return loaded


def _indicator(row: Row, ids: dict[str, int]) -> dict[str, object]:
    measure, basis = row.choice("measure", Measure.values), row.choice("basis", Basis.values)
    if measure == Measure.FLOW and basis != Basis.NONE:
        raise row.error("basis", "a count within the month has no denominator")
    return {
        "code": row.text("code"),
        "name": row.text("name"),
        "name_en": row.text("name_en"),
        "short_name": row.text("short_name"),
        "measure": measure,
        "counted": row.choice("counted", Counted.values),
        "basis": basis,
        "part_of_id": (
            looked_up(ids, row, "part_of", "indicator") if row.optional("part_of") else None
        ),
        "sums_its_parts": row.flag("sums_its_parts"),
        "order": row.number("order"),
        "definition": row.text("definition"),
        "source": row.text("source"),
    }
