"""The decisions that turned units into others: mergers, splits, new names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from coverage.models import (
    ChangeKind,
    LinkVersion,
    UnitChange,
    UnitChangeLink,
    UnitChangeVersion,
)
from coverage.reference.accounts import loading_accounts
from coverage.reference.csv_rows import Row
from coverage.reference.fixtures import Fixtures
from coverage.reference.memory import edited_by_hand, ids_by_key
from coverage.reference.upkeep import (
    CORRECTED,
    LOADED,
    Kept,
    Loaded,
    Wanted,
    bring_up_to_date,
    unique,
)
from coverage.version_entry import record_versions

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
CHANGES = Kept(
    UnitChange,
    UnitChangeVersion,
    ("takes_effect",),
    "its date is fixed: what was entered by mistake is made void and entered again",
)
NO_LONGER_IN_FILE = "Tệp dữ liệu không còn dòng này; không rõ theo quyết định nào."
UNKNOWN = object()
Ends = tuple[int, int | None, int | None]
LINK_FIELDS = ("change_id", "old_id", "new_id", "weight")


def load_acts(fixtures: Fixtures) -> Loaded:
    """Every change of the files, not yet with its links. Raises FixtureError."""
    enterer, _ = loading_accounts()
    return bring_up_to_date(CHANGES, _changes(_rows(fixtures)), _change_ids(), enterer)


def _rows(fixtures: Fixtures) -> list[Row]:
    return [row for file in FILES for row in fixtures.read(file, COLUMNS)]


@dataclass(frozen=True)
class NamedAct:
    """By which act of the files a unit began or ended."""

    change_id: int
    decision: str


class ActBook:
    """The acts of the files that are in the database, by the code of a unit and the day on which it
    began, or the last on which it was there."""

    def __init__(self, fixtures: Fixtures) -> None:
        ids = _change_ids()
        self._begun: dict[tuple[str, date], NamedAct] = {}
        self._ended: dict[tuple[str, date], NamedAct] = {}
        for row in _rows(fixtures):
            if (pk := ids.get(row.text("change"))) is None:
                continue
            act, day = NamedAct(pk, row.optional("decision")), row.day("takes_effect")
            self._begun[row.optional("new_code"), day] = act
            self._ended[row.optional("old_code"), day - timedelta(days=1)] = act

    def that_opened(self, code: str, first_day: date) -> NamedAct | None:
        return self._begun.get((code, first_day))

    def that_ended(self, code: str, last_day: date) -> NamedAct | None:
        return self._ended.get((code, last_day))


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


def load_links(fixtures: Fixtures) -> Loaded:
    """Which unit went into which, by the changes of the files. Raises FixtureError.

    A link that its file no longer has is withdrawn, after those in its place are there. The links
    of a change that somebody edited by hand are left alone.
    """
    enterer, _ = loading_accounts()
    ids, rows = _change_ids(), _rows(fixtures)
    found = [(row, _link(row, fixtures, ids[row.text("change")])) for row in rows]
    ours = {link["change_id"] for _, link in found} - edited_by_hand(UnitChange)
    links = UnitChangeLink.objects.filter(change__in=ours)
    standing = {_ends(link): link["weight"] for link in links.values(*LINK_FIELDS)}
    asked = unique((_ends(link), row, (row, link)) for row, link in found)
    differing = [
        (key, row, link)
        for key, (row, link) in asked.items()
        if link["change_id"] in ours and standing.get(key, UNKNOWN) != link["weight"]
    ]
    # Those of provinces first: districts of two provinces are linked only where these are.
    for file in FILES:
        versions = [
            LinkVersion(
                **link, why=(CORRECTED if key in standing else LOADED).format(row=row.cited)
            )
            for key, row, link in differing
            if row.file.endswith(file)
        ]
        record_versions(enterer, "", versions)
    gone = [key for key in standing if key not in asked]
    record_versions(enterer, NO_LONGER_IN_FILE, [_withdrawn(key, standing[key]) for key in gone])
    new = sum(key not in standing for key, _row, _link in differing)
    changed = len(differing) - new + len(gone)
    return Loaded(new, changed, len(standing) - changed)


def _withdrawn(key: Ends, weight: Decimal | None) -> LinkVersion:
    change_id, old_id, new_id = key
    return LinkVersion(
        change_id=change_id, old_id=old_id, new_id=new_id, weight=weight, holds=False
    )


def _ends(link: Mapping[str, Any]) -> Ends:
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
