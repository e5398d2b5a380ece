"""Administrative units: the nation, provinces, districts and communes, each between two dates."""

from datetime import date
from itertools import pairwise

from coverage.models import AdministrativeUnit, Kind, Level
from coverage.notation.text import search_key, sort_key
from coverage.reference.accounts import loading_accounts
from coverage.reference.csv_rows import Row
from coverage.reference.fixtures import Fixtures, UnitBook, unit_ids, unit_key
from coverage.reference.upkeep import Loaded, Wanted, bring_up_to_date

NATION_CODE = "00"
KINDS = frozenset(Kind.values)
LEVEL_BY_CODE_LENGTH = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}


def load_units(fixtures: Fixtures) -> Loaded:
    """Every unit of the files, the nation first. Raises FixtureError."""
    loaded = Loaded()
    above: list[Row] = []
    for rows in fixtures.unit_rows:
        ids = unit_ids()
        book = UnitBook(above, ids)
        units = [Wanted(row, unit_key(row), _unit(row, book)) for row in rows]
        _check_overlaps(units)
        # The loader's account is given the nation, so it cannot be there before it.
        loader = loading_accounts()[0] if above else None
        loaded += bring_up_to_date(AdministrativeUnit, units, ids, loader)
        above = rows
    return loaded


def _check_overlaps(units: list[Wanted]) -> None:
    in_order = sorted(units, key=lambda unit: (unit.values["code"], unit.values["valid_from"]))
    for before, after in pairwise(in_order):
        if before.values["code"] != after.values["code"]:
            continue
        ended = before.values["valid_to"]
        if ended is None or ended >= after.values["valid_from"]:
            raise after.row.error("valid_from", f"{before.row} has the same code at that time")


def _unit(row: Row, book: UnitBook) -> dict[str, object]:
    name, full_name = row.text("name"), row.text("full_name")
    valid_from, valid_to = row.day("valid_from"), row.optional_day("valid_to")
    if valid_to is not None and valid_to < valid_from:
        raise row.error("valid_to", f"{valid_to} comes before {valid_from}")
    return {
        "level": _level(row),
        "code": row.text("code"),
        "kind": row.choice("kind", KINDS),
        "name": name,
        "full_name": full_name,
        "parent_id": _parent_id(row, book, valid_from, valid_to),
        "valid_from": valid_from,
        "valid_to": valid_to,
        "source": row.text("source"),
        "sort_key": sort_key(name),
        "search_key": search_key(full_name),
    }


def _level(row: Row) -> Level:
    code = row.text("code")
    if code == NATION_CODE:
        return Level.NATION
    if not (code.isascii() and code.isdigit() and len(code) in LEVEL_BY_CODE_LENGTH):
        raise row.error("code", f"{code!r} is not a code of 2, 3 or 5 digits")
    return LEVEL_BY_CODE_LENGTH[len(code)]


def _parent_id(row: Row, book: UnitBook, valid_from: date, valid_to: date | None) -> int | None:
    """The unit above, which must be there as long as this one."""
    if _level(row) == Level.NATION:
        return None
    parent = book.on(row, "parent_code", valid_from)
    if parent.valid_to is not None and (valid_to is None or valid_to > parent.valid_to):
        raise row.error("valid_to", f"the unit above ends on {parent.valid_to}")
    return parent.pk
