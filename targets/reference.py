"""Authorities, documents and the targets they set, from the files of `fixtures/`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from coverage.models import Origin, Qualifier
from coverage.notation.printed import printed_alike
from coverage.reference.accounts import loading_accounts
from coverage.reference.csv_rows import Row
from coverage.reference.fixtures import Fixtures, looked_up
from coverage.reference.memory import ids_by_key
from coverage.reference.upkeep import Kept, Loaded, Wanted, bring_up_to_date, sort_out, unique
from targets.entry import VALUE_FIELDS, TargetValue, record_targets
from targets.models import (
    Assigner,
    AssignerKind,
    AssignerVersion,
    Document,
    DocumentVersion,
    Target,
)

ASSIGNER_COLUMNS = ("name", "kind")
DOCUMENT_COLUMNS = (
    "key",
    "number",
    "assigner",
    "binds",
    "title",
    "issued_on",
    "effective_on",
    "note",
    "source",
)
TARGET_FILES = ("official_targets.csv", "published_targets.csv")
TARGET_COLUMNS = (
    "document",
    "unit_code",
    "indicator",
    "year",
    "percent",
    "percent_qualifier",
    "people",
    "people_qualifier",
    "note",
)
# Why a published target is revised by loading, in its history.
WHY_REVISED = "Bản công bố trong phần mềm đã được đính chính."
ASSIGNERS = Kept(Assigner, AssignerVersion, ("kind",), "its kind is fixed: enter another assigner")
DOCUMENTS = Kept(
    Document,
    DocumentVersion,
    ("assigner_id", "binds_id"),
    "who assigns it and whom it binds is fixed: enter another document",
)
IDENTITY = ("assigner_id", "binds_id", "number", "title")
ASSIGNER_KINDS = {kind.name.lower(): kind for kind in AssignerKind}


def load_assigners(fixtures: Fixtures) -> Loaded:
    """Every authority of the files. Raises FixtureError."""
    enterer, _ = loading_accounts()
    wanted = [
        Wanted(row, row.text("name"), {"name": row.text("name"), "kind": _kind(row)})
        for row in fixtures.read("assigners.csv", ASSIGNER_COLUMNS)
    ]
    return bring_up_to_date(ASSIGNERS, wanted, _assigner_ids(), enterer)


def load_documents(fixtures: Fixtures) -> Loaded:
    """Every document of the files. Raises FixtureError."""
    enterer, _ = loading_accounts()
    wanted = _documents(fixtures)
    return bring_up_to_date(DOCUMENTS, list(wanted.values()), _document_ids(wanted), enterer)


def load_targets(fixtures: Fixtures) -> Loaded:
    """Every published target; a revised one becomes a new version. Raises FixtureError."""
    enterer, _ = loading_accounts()
    found = _targets(fixtures)
    wanted = unique((value.key, row, value) for row, value in found)
    in_force = Target.objects.current().filter(document__in={key[0] for key in wanted})
    standing = {
        (row.document_id, row.unit_id, row.indicator_id, row.year): row
        for row in in_force.select_related("recorded_by")
    }
    to_write, loaded = sort_out(
        {value.key: row for row, value in found},
        standing,
        lambda key: all(
            printed_alike(getattr(standing[key], name), getattr(wanted[key], name))
            for name in VALUE_FIELDS
        ),
        enterer,
    )
    record_targets(enterer, [wanted[key] for key in to_write], reason=WHY_REVISED)
    return loaded


def _kind(row: Row) -> AssignerKind:
    return ASSIGNER_KINDS[row.choice("kind", ASSIGNER_KINDS)]


def _assigner_ids() -> dict[str, int]:
    return ids_by_key(Assigner, dict(Assigner.objects.values_list("name", "pk")))


def _documents(fixtures: Fixtures) -> dict[str, Wanted]:
    """The documents by the key that the files of targets call them by."""
    assigners = _assigner_ids()
    return unique(
        (key := row.text("key"), row, Wanted(row, key, _document(row, fixtures, assigners)))
        for row in fixtures.read("documents.csv", DOCUMENT_COLUMNS)
    )


def _document(row: Row, fixtures: Fixtures, assigners: dict[str, int]) -> dict[str, object]:
    issued_on, effective_on = row.optional_day("issued_on"), row.day("effective_on")
    if issued_on is not None and effective_on < issued_on:
        raise row.error("effective_on", f"{effective_on} comes before {issued_on}")
    return {
        "number": row.optional("number"),
        "assigner_id": looked_up(assigners, row, "assigner", "assigner"),
        "binds_id": fixtures.unit_id(row, "binds", effective_on),
        "title": row.text("title"),
        "issued_on": issued_on,
        "effective_on": effective_on,
        "origin": Origin.PUBLISHED,
        "note": row.optional("note"),
        "source": row.text("source"),
    }


def _document_ids(documents: Mapping[str, Wanted]) -> dict[str, int]:
    """By key; one that was never signed for is known by its number or, without one, its title."""
    by_identity = {_identity(row): row["pk"] for row in Document.objects.values("pk", *IDENTITY)}
    by_fields = {
        key: by_identity[identity]
        for key, document in documents.items()
        if (identity := _identity(document.values)) in by_identity
    }
    return ids_by_key(Document, by_fields)


def _identity(document: Mapping[str, Any]) -> tuple[int, int, str]:
    return (document["assigner_id"], document["binds_id"], document["number"] or document["title"])


def _targets(fixtures: Fixtures) -> list[tuple[Row, TargetValue]]:
    documents = _documents(fixtures)
    ids = _document_ids(documents)
    found = []
    for file in TARGET_FILES:
        for row in fixtures.read(file, TARGET_COLUMNS):
            key = row.choice("document", documents)
            effective_on = documents[key].values["effective_on"]
            found.append((row, _target(row, fixtures, ids[key], effective_on)))
    return found


def _target(row: Row, fixtures: Fixtures, document_id: int, effective_on: date) -> TargetValue:
    """The code is that of the unit on the day the document takes effect."""
    percent, people = row.decimal("percent"), row.people("people")
    if percent is None and people is None:
        raise row.error("percent", "a target is in per cent, in people, or both")
    return TargetValue(
        document_id=document_id,
        unit_id=fixtures.unit_id(row, "unit_code", effective_on),
        indicator_id=fixtures.indicator_id(row, "indicator"),
        year=row.year("year"),
        percent=percent,
        percent_qualifier=_qualifier(row, "percent", percent),
        people=people,
        people_qualifier=_qualifier(row, "people", people),
        note=row.optional("note"),
    )


def _qualifier(row: Row, number: str, said: object) -> str:
    """The word before a number of the row."""
    column = f"{number}_qualifier"
    qualifier = row.choice(column, Qualifier.values, blank=True)
    if qualifier and said is None:
        raise row.error(column, "stands before no number")
    return qualifier
