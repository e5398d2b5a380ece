"""Administrative units: the nation, provinces, districts and communes, each between two dates."""

from datetime import date
from itertools import pairwise

from coverage.models import AdministrativeUnit, Kind, Level, UnitVersion, User
from coverage.notation.text import search_key, sort_key
from coverage.reference.accounts import loading_accounts
from coverage.reference.csv_rows import Row
from coverage.reference.fixtures import Fixtures, UnitBook, unit_ids, unit_key
from coverage.reference.unit_changes import ActBook, NamedAct
from coverage.reference.upkeep import LOADED, Kept, Loaded, Wanted, bring_up_to_date
from coverage.version_entry import next_version, record_versions

NATION_CODE = "00"
UNITS = Kept(
    AdministrativeUnit,
    UnitVersion,
    ("level", "code", "kind", "parent_id", "valid_from", "valid_to"),
    "its place, kind and days change by an act: name it in the files of changes",
)
KINDS = frozenset(Kind.values)
LEVEL_BY_CODE_LENGTH = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}


def load_units(fixtures: Fixtures) -> Loaded:
    """Every unit of the files, the nation first. Raises FixtureError. The acts by which they began
    are loaded already."""
    enterer, _ = loading_accounts()
    acts = ActBook(fixtures)
    loaded = _end_units(fixtures, acts, enterer)
    above: list[Row] = []
    for rows in fixtures.unit_rows:
        ids = unit_ids()
        book = UnitBook(above, ids)
        units = [_wanted(row, book, acts) for row in rows]
        _check_overlaps(units)
        loaded += bring_up_to_date(UNITS, units, ids, enterer)
        above = rows
    # The nation is there now, and with it the roles of who loads.
    loading_accounts()
    return loaded


def _end_units(fixtures: Fixtures, acts: ActBook, loader: User) -> Loaded:
    """Units that end by an act of the files, those below before those above."""
    ids = unit_ids()
    lasting = {unit.pk: unit for unit in AdministrativeUnit.objects.filter(valid_to__isnull=True)}
    count = 0
    for rows in reversed(fixtures.unit_rows):
        ending = [
            (lasting[pk], day, act)
            for row in rows
            if (pk := ids.get(unit_key(row))) in lasting
            and (day := row.optional_day("valid_to"))
            and (act := acts.that_ended(row.text("code"), day))
        ]
        versions = [
            next_version(UnitVersion, unit, valid_to=day, act_id=act.change_id, why=_by(act))
            for unit, day, act in ending
        ]
        record_versions(loader, "", versions)
        count += len(versions)
    return Loaded(changed=count, unchanged=-count)


def _wanted(row: Row, book: UnitBook, acts: ActBook) -> Wanted:
    act = acts.that_opened(row.text("code"), row.day("valid_from"))
    why = f"{LOADED.format(row=row.cited)} {_by(act)}"
    return Wanted(row, unit_key(row), _unit(row, book), act.change_id if act else None, why)


def _by(act: NamedAct | None) -> str:
    decision = act.decision if act else ""
    return f"Theo {decision}." if decision else "Không rõ theo quyết định nào."


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
