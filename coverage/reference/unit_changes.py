"""The decisions that turned units into others: mergers, splits, new names."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from coverage.models import ChangeKind, UnitChange, UnitChangeLink
from coverage.reference.accounts import loading_accounts
from coverage.reference.csv_rows import Row
from coverage.reference.fixtures import Fixtures
from coverage.reference.memory import edited_by_hand, ids_by_key
from coverage.reference.upkeep import Loaded, Wanted, bring_up_to_date, unique

FILES = ("province_changes_2025.csv", "district_changes_2021_2025.csv")
COLUMNS = (
    "change",
    "takes_effect",
    "kind",
    "old_code",
    "new_code",
    "weight",
    "decision",
    "source",
)
LINK_FIELDS = ("change_id", "old_id", "new_id", "weight")


def load_unit_changes(fixtures: Fixtures) -> Loaded:
    """Every change of the files, each with its links old to new. Raises FixtureError.

    Counts changes. The links of a change that somebody edited by hand are left alone, too.
    """
    enterer, _ = loading_accounts()
    rows = [row for file in FILES for row in fixtures.read(file, COLUMNS)]
    loaded = bring_up_to_date(UnitChange, _changes(rows), _change_ids(), enterer)
    _load_links(fixtures, rows)
    return loaded


def _change_ids() -> dict[str, int]:
    return ids_by_key(UnitChange, dict(UnitChange.objects.values_list("code", "pk")))


def _changes(rows: list[Row]) -> list[Wanted]:
    """One for each code; the rows of one code must agree."""
    changes: dict[str, Wanted] = {}
    for row in rows:
        code = row.text("change")
        values = {
            "code": code,
            "takes_effect": row.day("takes_effect"),
            "kind": row.choice("kind", ChangeKind.values),
            "decision": row.optional("decision"),
            "source": row.text("source"),
        }
        first = changes.setdefault(code, Wanted(row, code, values))
        for field, value in values.items():
            if first.values[field] != value:
                raise row.error(field, f"differs from {first.row}, of the same change")
    return list(changes.values())


def _load_links(fixtures: Fixtures, rows: list[Row]) -> None:
    """A link has no identity of its own: where they differ from the files', all are replaced."""
    ids = _change_ids()
    found = [(row, _link(row, fixtures, ids[row.text("change")])) for row in rows]
    ours = {link["change_id"] for _, link in found} - edited_by_hand(UnitChange)
    asked = unique((_ends(link), row, link) for row, link in found if link["change_id"] in ours)
    links = UnitChangeLink.objects.filter(change__in=ours)
    standing = {_ends(link): link for link in links.values(*LINK_FIELDS)}
    if asked != standing:
        links.delete()
        UnitChangeLink.objects.bulk_create(UnitChangeLink(**link) for link in asked.values())


def _ends(link: Mapping[str, Any]) -> tuple[int, int | None, int | None]:
    return (link["change_id"], link["old_id"], link["new_id"])


def _link(row: Row, fixtures: Fixtures, change_id: int) -> dict[str, Any]:
    if not row.optional("old_code") and not row.optional("new_code"):
        raise row.error("old_code", "a change names an old unit, a new one, or both")
    return {
        "change_id": change_id,
        "old_id": _ended(row, fixtures) if row.optional("old_code") else None,
        "new_id": _begun(row, fixtures) if row.optional("new_code") else None,
        "weight": row.decimal("weight"),
    }


def _ended(row: Row, fixtures: Fixtures) -> int:
    eve = row.day("takes_effect") - timedelta(days=1)
    unit = fixtures.units.on(row, "old_code", eve)
    if unit.valid_to != eve:
        raise row.error("old_code", f"the unit does not end on {eve}")
    return unit.pk


def _begun(row: Row, fixtures: Fixtures) -> int:
    takes_effect = row.day("takes_effect")
    unit = fixtures.units.on(row, "new_code", takes_effect)
    if unit.valid_from != takes_effect:
        raise row.error("new_code", f"the unit does not begin on {takes_effect}")
    return unit.pk
